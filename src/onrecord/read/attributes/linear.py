"""A multinomial logistic regression over named features, trained by training/attributes.py."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.domain import Reason, Spans

_WHY = 3  # features whose words are shown as the reason


@dataclass(frozen=True)
class Weights:
    """``rows`` maps a feature to its row of ``matrix`` [features, fields, values]; ``values`` are
    those of each field, and ``unused`` [fields, values] is -inf where a field has fewer."""

    rows: dict[str, int]
    matrix: NDArray[np.float32]
    unused: NDArray[np.float32]
    values: dict[str, tuple[str, ...]]


@cache
def weights() -> Weights:
    """The shipped weights, kept as integers that are ``scale`` times the weight."""
    raw = json.loads(files(__package__).joinpath("linear.json").read_text("utf-8"))
    values = {field: tuple(v) for field, v in raw["fields"].items()}
    most = max(len(v) for v in values.values())
    used = np.array([[i < len(v) for i in range(most)] for v in values.values()])
    matrix = np.zeros((len(raw["features"]), *used.shape), dtype=np.float32)
    matrix[:, used] = np.array(list(raw["features"].values()), dtype=np.float32) / raw["scale"]
    rows = {name: i for i, name in enumerate(raw["features"])}
    return Weights(rows, matrix, np.where(used, 0, -np.inf).astype(np.float32), values)


def guess(found: dict[str, Spans]) -> dict[str, Reason]:
    """Field to the likeliest value, its probability, and the words that spoke most for it."""
    model = weights()
    known = [f for f in found if f in model.rows]
    picked = model.matrix[[model.rows[f] for f in known]]
    totals = picked.sum(axis=0) + model.unused
    best = totals.argmax(axis=1)
    shares = 1 / np.exp(totals - totals.max(axis=1, keepdims=True)).sum(axis=1)
    columns = np.ascontiguousarray(picked[:, np.arange(len(best)), best].T)
    order = np.argsort(-columns, axis=1, kind="stable")[:, : 2 * _WHY].tolist()
    out = {}
    for i, (field, values) in enumerate(model.values.items()):
        for_it = [found[known[j]] for j in order[i] if columns[i, j] > 0]
        share = round(float(shares[i]), 4)
        out[field] = Reason(field, values[best[i]], "linear", share, _words(for_it))
    return out


def _words(ranked: list[Spans]) -> Spans:
    """The first words of the features that count most, in text order."""
    first = dict.fromkeys(s for spans in ranked for s in spans[:1])
    return tuple(sorted(list(first)[:_WHY]))
