"""What a statement does to its claim: supports, denies, doubts or reports it.

A linear model over words, form and the rest of the group; training/match/stances.py fits it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.trees import MODELS
from onrecord.match import head
from onrecord.match.bearing import Found, in_groups, of_statement
from onrecord.match.pool import voices
from onrecord.match.signature import Floats, Line

#: Places of features and their values.
Row: TypeAlias = tuple[NDArray[np.intp], Floats]
STANCES = ("supports", "denies", "doubts", "reports")

#: Weight of a speaker's other statements in the claim.
CONSISTENT = 0.6
#: How much the vector counts beside the named features.
VECTOR = 3.0
#: Reasons shown for a stance, and the least that each adds to its log-odds over the others'.
SHOWN, LEAST = 3, 0.05
#: How features from the head over the vectors are called, and the least log-probability.
HEAD, LEAST_CHANCE = "meaning ", -9.0
#: Features that tell a reader nothing.
UNTOLD = frozenset(["bias", "length", "close", "own share"])
#: Kinds of features by the name they are shown by.
NAMED = {"w": "says", "cue": "cue", "around": "sentence has"}


@dataclass(frozen=True, slots=True)
class Stance:
    """What a statement does to its claim, the confidence in it, and what speaks for it most."""

    name: str
    sure: float
    why: str


class Model:
    """Weights per stance: named features, and the statement's vector."""

    def __init__(self, row: Mapping[str, object]) -> None:
        self.names = [str(n) for n in _list(row["names"])]
        self.places = {n: i for i, n in enumerate(self.names)}
        self.weights = np.array(row["weights"], np.float32)

    def known(self, found: Mapping[str, float]) -> Row:
        """Places and values of the features that have weights."""
        kept = [(self.places[n], v) for n, v in found.items() if v and n in self.places]
        places, values = zip(*kept, strict=True) if kept else ((), ())
        return np.array(places, np.intp), np.array(values, np.float32)

    def odds(self, rows: Sequence[Row]) -> Floats:
        """What named features add to the log-odds of ``STANCES``, [statements, stances]."""
        return np.stack([self.weights[:, i] @ v for i, v in rows])

    def odds_of_vectors(self, vectors: Floats) -> Floats:
        """What the vectors of statements add, [statements, stances]."""
        return np.asarray(VECTOR * vectors @ self.weights[:, len(self.names) :].T, np.float32)

    def reasons(self, row: Row, stance: int) -> str:
        """The named features that set a stance most apart from the others, in words."""
        places, values = row
        gains = values * (self.weights[stance, places] - self.weights[:, places].mean(0))
        told = [i for i in np.argsort(-gains, kind="stable") if gains[i] >= LEAST]
        names = [n for n in (self.names[places[i]] for i in told) if n not in UNTOLD]
        return "; ".join(map(_in_words, names[:SHOWN]))


def _in_words(name: str) -> str:
    """A feature's name as it is shown."""
    kind, _, value = name.partition("=")
    return f"{NAMED.get(kind, kind)} “{value}”" if value else kind


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


@lru_cache(maxsize=1)
def model() -> Model:
    """The shipped stance model."""
    path = files("onrecord") / "models" / MODELS / "stance.json"
    return Model(json.loads(path.read_text("utf8")))


def centre(vectors: Floats) -> Floats:
    """Unit mean of the rows."""
    mean = vectors.mean(0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)


def read_by_head(vectors: Floats, middle: Floats) -> list[Found]:
    """What the network over the vectors makes of each statement, as features."""
    names = [HEAD + name for name in STANCES]
    odds = np.maximum(head.stance(vectors, middle), LEAST_CHANCE).tolist()
    return [dict(zip(names, row, strict=True)) for row in odds]


@lru_cache(maxsize=16_384)
def _alone(line: Line) -> Row:
    """Kept, since a claim is built again with each document that bears on it."""
    return model().known(of_statement(line))


def stances(group: Sequence[Line], vectors: Floats) -> list[Stance]:
    """The stance of each statement of a claim, which come in the order of publication. What one
    speaker says elsewhere in the claim counts too: most keep to one stance."""
    middle = centre(vectors)
    close = (vectors @ middle).tolist()
    found = zip(in_groups(group, close), read_by_head(vectors, middle), strict=True)
    among = [model().known(a | b) for a, b in found]
    rows = [_joined(_alone(x), row) for x, row in zip(group, among, strict=True)]
    odds = np.log(_shares(model().odds(rows) + model().odds_of_vectors(vectors)) + 1e-6)
    others = voices(group)
    np.fill_diagonal(others, False)
    many = np.maximum(others.sum(1, keepdims=True), 1)
    chances = _shares(odds + CONSISTENT * (others @ odds) / many)
    best = chances.argmax(1).tolist()
    return [
        Stance(STANCES[k], float(chances[n, k]), model().reasons(rows[n], k))
        for n, k in enumerate(best)
    ]


def _joined(a: Row, b: Row) -> Row:
    return np.concatenate([a[0], b[0]]), np.concatenate([a[1], b[1]])


def _shares(odds: NDArray[np.floating]) -> NDArray[np.floating]:
    """Softmax of each row."""
    power = np.exp(odds - odds.max(1, keepdims=True))
    return np.asarray(power / power.sum(1, keepdims=True))
