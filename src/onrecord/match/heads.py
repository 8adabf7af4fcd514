"""Two small networks over the vectors of statements: what one does to its claim, and whether two
are on one side of it. training/match/tune.py trains them together with the encoder."""

from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.sentences import WIDTH

Floats = NDArray[np.float32]
#: Brings the components of unit vectors to a variance of 1.
SCALE = float(WIDTH) ** 0.5


class Network:
    """One hidden layer with GELU (Hendrycks and Gimpel 2016), tanh form; softmax at the end."""

    def __init__(self, name: str) -> None:
        path = files("onrecord") / "models" / "claims-0.2" / "heads.npz"
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            inner, outer = kept[f"{name}.inner"], kept[f"{name}.outer"]
        self._inner, self._outer = inner.astype(np.float32), outer.astype(np.float32)

    def __call__(self, x: Floats) -> Floats:
        """[rows, features] to log-probabilities [rows, answers]."""
        x = _gelu(x @ self._inner[:, :-1].T + self._inner[:, -1])
        y = x @ self._outer[:, :-1].T + self._outer[:, -1]
        top = y.max(1, keepdims=True)
        return np.asarray(y - top - np.log(np.exp(y - top).sum(1, keepdims=True)), np.float32)


def _gelu(x: Floats) -> Floats:
    return np.asarray(0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3))), np.float32)


@lru_cache(maxsize=2)
def network(name: str) -> Network:
    """The shipped network: ``stance`` or ``pair``."""
    return Network(name)


def stance(vectors: Floats, centre: Floats) -> Floats:
    """Log-probabilities of ``STANCES`` for statements, [n, 384], of a claim with that middle."""
    v, c = SCALE * vectors, np.broadcast_to(SCALE * centre, vectors.shape)
    return network("stance")(np.concatenate([v, c, v * c, np.abs(v - c)], 1))


def opposed(a: Floats, b: Floats) -> Floats:
    """Probability that two statements of one claim, [n, 384] each, are on opposite sides."""
    x, y = SCALE * a, SCALE * b
    found = network("pair")(np.concatenate([np.abs(x - y), x * y], 1))
    return np.asarray(1 / (1 + np.exp(found[:, 1] - found[:, 2])), np.float32)
