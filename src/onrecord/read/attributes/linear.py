"""A multinomial logistic regression over named features, trained by training/attributes.py."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.domain import Reason, Span, Spans

_WHY = 3  # features whose words are shown as the reason


@dataclass(frozen=True)
class Weights:
    """``rows`` maps a feature to its row of ``matrix`` [features, values of all fields]; ``fields``
    gives each field's first column and its values."""

    rows: dict[str, int]
    matrix: NDArray[np.float32]
    fields: dict[str, tuple[int, tuple[str, ...]]]


@cache
def weights() -> Weights:
    """The shipped weights, kept as integers that are ``scale`` times the weight."""
    raw = json.loads(files(__package__).joinpath("linear.json").read_text("utf-8"))
    rows = {name: i for i, name in enumerate(raw["features"])}
    matrix = np.array(list(raw["features"].values()), dtype=np.float32) / raw["scale"]
    fields, column = {}, 0
    for field, values in raw["fields"].items():
        fields[field] = (column, tuple(values))
        column += len(values)
    return Weights(rows, matrix, fields)


def guess(found: dict[str, Spans]) -> dict[str, Reason]:
    """Field to the likeliest value, its probability, and the words that spoke most for it."""
    model = weights()
    known = [f for f in found if f in model.rows]
    picked = model.matrix[[model.rows[f] for f in known]]
    totals = picked.sum(axis=0)
    out = {}
    for field, (start, values) in model.fields.items():
        scores = totals[start : start + len(values)]
        odds = np.exp(scores - scores.max())
        best = int(scores.argmax())
        words = _words(found, known, picked[:, start + best])
        share = round(float(odds[best] / odds.sum()), 4)
        out[field] = Reason(field, values[best], "linear", share, words)
    return out


def _words(found: dict[str, Spans], known: list[str], column: NDArray[np.float32]) -> Spans:
    order = np.argsort(-column, kind="stable")
    spans: list[Span] = []
    for i in order[: 2 * _WHY]:
        spans += [s for s in found[known[i]][:1] if column[i] > 0 and s not in spans]
    return tuple(sorted(spans[:_WHY]))
