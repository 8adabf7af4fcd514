"""A small network over the vectors of statements: what one does to its claim.
training/match/tune.py trains it together with the encoder."""

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.sentences import WIDTH
from onrecord.infer.trees import MODELS

Floats = NDArray[np.float32]
#: Brings the components of unit vectors to a variance of 1.
SCALE = float(WIDTH) ** 0.5


@lru_cache(maxsize=1)
def _layers() -> tuple[Floats, Floats]:
    """Both layers, the bias as last column."""
    path = files("onrecord") / "models" / MODELS / "head.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
        return kept["inner"].astype(np.float32), kept["outer"].astype(np.float32)


def stance(vectors: Floats, centre: Floats) -> Floats:
    """Log-probabilities of ``STANCES``, [n, 4], for statements, [n, 384], of a claim with that
    middle. One hidden layer with GELU (Hendrycks and Gimpel 2016) in its tanh form."""
    v, c = SCALE * vectors, np.broadcast_to(SCALE * centre, vectors.shape)
    inner, outer = _layers()
    x = np.concatenate([v, c, v * c, np.abs(v - c)], 1) @ inner[:, :-1].T + inner[:, -1]
    x = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    y = x @ outer[:, :-1].T + outer[:, -1]
    y = y - y.max(1, keepdims=True)
    return np.asarray(y - np.log(np.exp(y).sum(1, keepdims=True)), np.float32)
