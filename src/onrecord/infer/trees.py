"""Runs boosted decision trees (Friedman 2001) that were exported as plain JSON."""

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MODELS = "claims-0.1"


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees of equal depth limit side by side, each [trees, nodes]. A node with ``left`` 0 is a
    leaf; the values of the leaves a row reaches add up to its log-odds."""

    baseline: float
    feature: Ints
    threshold: Floats
    left: Ints
    right: Ints
    value: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Probability of each row, [rows]; ``rows`` is [rows, features]."""
        odds = np.full(len(rows), self.baseline, np.float32)
        for tree in range(len(self.value)):
            odds += self._leaves(tree, rows)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def _leaves(self, tree: int, rows: Floats) -> Floats:
        left, right = self.left[tree], self.right[tree]
        at = np.zeros(len(rows), np.int32)
        every = np.arange(len(rows))
        while (left[at] > 0).any():
            below = rows[every, self.feature[tree][at]] <= self.threshold[tree][at]
            at = np.where(left[at] > 0, np.where(below, left[at], right[at]), at)
        return np.asarray(self.value[tree][at], np.float32)


def load(name: str) -> Trees:
    """The shipped trees ``name``. Raises ``FileNotFoundError`` when they are not installed."""
    row = json.loads((files("onrecord") / "models" / MODELS / f"{name}.json").read_text("utf8"))
    trees = row["trees"]
    width = max(len(t["value"]) for t in trees)

    def table(key: str, kind: type) -> NDArray[np.generic]:
        out: NDArray[np.generic] = np.zeros((len(trees), width), kind)
        for line, tree in zip(out, trees, strict=True):
            line[: len(tree[key])] = tree[key]
        return out

    return Trees(
        baseline=row["baseline"],
        feature=np.asarray(table("feature", np.int32), np.int32),
        threshold=np.asarray(table("threshold", np.float32), np.float32),
        left=np.asarray(table("left", np.int32), np.int32),
        right=np.asarray(table("right", np.int32), np.int32),
        value=np.asarray(table("value", np.float32), np.float32),
    )
