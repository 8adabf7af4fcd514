"""Runs boosted decision trees (Friedman 2001) that were exported as plain JSON."""

import json
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]

MODELS = "claims-0.1"
#: Rows looked at together, which bounds memory.
CHUNK = 512


@dataclass(frozen=True)
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
        out = [self._odds(rows[k : k + CHUNK]) for k in range(0, len(rows), CHUNK)]
        odds = np.concatenate(out) if out else np.zeros(0, np.float32)
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)

    def _odds(self, rows: Floats) -> Floats:
        """All trees side by side, a level at a time; a row stays at the leaf it has reached."""
        many, width = self.value.shape
        feature, threshold, child = self._flat
        across, values = np.arange(len(rows)) * rows.shape[1], rows.ravel()
        node = np.repeat(np.arange(many) * width, len(rows)).reshape(many, -1)
        before = None
        while before is None or not np.array_equal(node, before):
            before = node
            above = values.take(feature.take(node) + across) > threshold.take(node)
            node = child.take(2 * node + above)
        odds = np.full(len(rows), self.baseline, np.float32)
        for tree in self.value.take(node):
            odds += tree
        return odds

    @cached_property
    def _flat(self) -> tuple[NDArray[np.intp], Floats, NDArray[np.intp]]:
        """Feature and threshold of every node of every tree, and its two children, itself twice
        where it is a leaf."""
        first = np.arange(len(self.value))[:, None] * self.value.shape[1]
        own = first + np.arange(self.value.shape[1])
        pair = [np.where(self.left > 0, first + x, own) for x in (self.left, self.right)]
        child = np.stack([x.ravel() for x in pair], 1).ravel().astype(np.intp)
        return self.feature.ravel().astype(np.intp), self.threshold.ravel(), child


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
