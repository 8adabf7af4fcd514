"""Boosted trees as a graph."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="onnx is not installed: run `make train` first")
ensemble = pytest.importorskip("sklearn.ensemble", reason="run `make train` first")

from training.match.trees import write  # noqa: E402

from onrecord.infer.model import Graph  # noqa: E402
from onrecord.infer.trees import Trees  # noqa: E402


def test_graph_scores_as_the_model_it_was_written_from(tmp_path: Path):
    """What ships gives the probabilities of the model that was fitted."""
    chance = np.random.default_rng(0)
    rows = chance.random((400, 3)).astype(np.float32)
    model = ensemble.HistGradientBoostingClassifier(max_iter=20, max_leaf_nodes=6)
    model.fit(rows, rows[:, 0] + rows[:, 1] > 0.9)
    write(model, tmp_path / "some.onnx")
    new = chance.random((200, 3)).astype(np.float32)
    found = Trees(Graph(tmp_path / "some.onnx"))(new)
    assert found.std() > 0.2
    np.testing.assert_allclose(found, model.predict_proba(new)[:, 1], atol=1e-3)
