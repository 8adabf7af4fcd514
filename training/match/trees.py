"""Writes boosted trees as ONNX: one operator that adds up the leaves of all trees."""

from pathlib import Path

import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

#: Digits kept of thresholds and leaves.
DIGITS = 5


def write(model: HistGradientBoostingClassifier, path: Path) -> None:
    """The model as a graph from ``rows``, [rows, features], to log-odds, [rows, 1]."""
    tables = [tree.nodes for (tree,) in model._predictors]
    rows = [_node(k, n, node) for k, nodes in enumerate(tables) for n, node in enumerate(nodes)]
    leaves = [_leaf(k, n, node) for k, nodes in enumerate(tables) for n, node in enumerate(nodes)]
    baseline = float(model._baseline_prediction[0, 0])
    onnx.save(graph(rows, [x for x in leaves if x], baseline, model.n_features_in_), str(path))


def _node(tree: int, number: int, node) -> dict:
    leaf = bool(node["is_leaf"])
    return {
        "treeids": tree,
        "nodeids": number,
        "modes": "LEAF" if leaf else "BRANCH_LEQ",
        "featureids": 0 if leaf else int(node["feature_idx"]),
        "values": 0.0 if leaf else round(float(node["num_threshold"]), DIGITS),
        "truenodeids": 0 if leaf else int(node["left"]),
        "falsenodeids": 0 if leaf else int(node["right"]),
    }


def _leaf(tree: int, number: int, node) -> dict | None:
    if not node["is_leaf"]:
        return None
    weight = round(float(node["value"]), DIGITS)
    return {"treeids": tree, "nodeids": number, "ids": 0, "weights": weight}


def graph(nodes: list[dict], leaves: list[dict], baseline: float, width: int) -> onnx.ModelProto:
    """One TreeEnsembleRegressor over ``width`` features; a row goes left where its feature is at
    most the node's value."""
    named = {f"nodes_{k}": [n[k] for n in nodes] for k in nodes[0]}
    named |= {f"target_{k}": [x[k] for x in leaves] for k in leaves[0]}
    operator = helper.make_node(
        "TreeEnsembleRegressor",
        ["rows"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        base_values=[baseline],
        **named,
    )
    given = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["n", width])
    found = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["n", 1])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    whole = helper.make_graph([operator], "trees", [given], [found])
    return helper.make_model(whole, opset_imports=opsets, ir_version=8)
