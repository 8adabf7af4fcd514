"""What a statement does to its claim: supports, denies, doubts or reports it.

A linear model over words, form and the rest of the group; training/match/stances.py fits it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.match.bearing import in_groups, of_statement
from onrecord.match.pool import voices
from onrecord.match.signature import Floats, Line

STANCES = ("supports", "denies", "doubts", "reports")

#: Weight of a speaker's other statements in the claim.
CONSISTENT = 0.6
#: How much the vector counts beside the named features.
VECTOR = 3.0


class Model:
    """Weights per stance: named features, and the statement's vector."""

    def __init__(self, row: Mapping[str, object]) -> None:
        self.names: dict[str, int] = {str(n): i for i, n in enumerate(_list(row["names"]))}
        self.weights = np.array(row["weights"], np.float32)

    def odds(self, found: Sequence[Mapping[str, float]]) -> Floats:
        """What named features add to the log-odds of ``STANCES``, [statements, stances]."""
        names = sorted({name for row in found for name in row} & self.names.keys())
        values = np.array([[row.get(n, 0.0) for n in names] for row in found], np.float32)
        return np.asarray(values @ self.weights[:, [self.names[n] for n in names]].T, np.float32)

    def odds_of_vectors(self, vectors: Floats) -> Floats:
        """What the vectors of statements add, [statements, stances]."""
        return np.asarray(VECTOR * vectors @ self.weights[:, len(self.names) :].T, np.float32)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped stance model."""
    path = files("onrecord") / "models" / "claims-0.1" / "stance.json"
    return Model(json.loads(path.read_text("utf8")))


def centre(vectors: Floats) -> Floats:
    """Unit mean of the rows."""
    mean = vectors.mean(0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


@lru_cache(maxsize=16_384)
def _alone(line: Line) -> Floats:
    """Kept, since a claim is built again with each document that bears on it."""
    return np.asarray(model().odds([of_statement(line)])[0], np.float32)


def stances(group: Sequence[Line], vectors: Floats) -> list[tuple[str, float]]:
    """For each statement of a claim, in the order of publication, its stance and the confidence
    in it. What one speaker says elsewhere in the claim counts too: most keep to one stance."""
    close = (vectors @ centre(vectors)).tolist()
    among = model().odds(in_groups(group, close))
    whole = np.stack([_alone(x) for x in group]) + among + model().odds_of_vectors(vectors)
    odds = np.log(_shares(whole) + 1e-6)
    others = voices(group)
    np.fill_diagonal(others, False)
    many = np.maximum(others.sum(1, keepdims=True), 1)
    chances = _shares(odds + CONSISTENT * (others @ odds) / many)
    return [(STANCES[int(row.argmax())], float(row.max())) for row in chances]


def _shares(odds: NDArray[np.floating]) -> NDArray[np.floating]:
    """Softmax of each row."""
    power = np.exp(odds - odds.max(1, keepdims=True))
    return np.asarray(power / power.sum(1, keepdims=True))
