"""Runs boosted decision trees (Friedman 2001) that were exported as one ONNX operator."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.model import Graph

Floats = NDArray[np.float32]

#: The folder of the matcher's models.
MODELS = "claims-0.2"


@dataclass(frozen=True)
class Trees:
    """A graph that gives each of its ``rows``, [rows, features], its log-odds, [rows, 1]."""

    graph: Graph

    def __call__(self, rows: Floats) -> Floats:
        """Probability of each row, [rows]; ``rows`` is [rows, features]."""
        if not len(rows):
            return np.zeros(0, np.float32)
        odds = self.graph(rows=rows)["odds"][:, 0]
        return np.asarray(1 / (1 + np.exp(-odds)), np.float32)


def load(name: str) -> Trees:
    """The shipped trees ``name``. Raises an error of onnxruntime when they are not installed."""
    return Trees(Graph(Path(str(files("onrecord") / "models" / MODELS / f"{name}.onnx"))))
