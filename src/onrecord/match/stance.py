"""What a statement does to its claim: supports, denies, doubts or reports it.

A linear model over words, form and the rest of the group; training/match/stances.py fits it.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np

from onrecord.match.bearing import features, one_voice
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

    def __call__(self, found: Mapping[str, float], vector: Floats) -> Floats:
        """Probability of each of ``STANCES``."""
        x = np.zeros(len(self.names), np.float32)
        for name, value in found.items():
            if name in self.names:
                x[self.names[name]] = value
        odds = self.weights @ np.concatenate([x, vector * VECTOR])
        power = np.exp(odds - odds.max())
        return np.asarray(power / power.sum(), np.float32)


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


def stances(group: Sequence[Line], vectors: Floats) -> list[tuple[str, float]]:
    """For each statement of a claim, in the order of publication, its stance and the confidence
    in it. What one speaker says elsewhere in the claim counts too: most keep to one stance."""
    middle = centre(vectors)
    rows = zip(group, vectors, strict=True)
    odds = np.log([model()(features(x, v, middle, group), v) + 1e-6 for x, v in rows])
    out = []
    for i, line in enumerate(group):
        others = [j for j, x in enumerate(group) if j != i and one_voice(line, x)]
        total = odds[i] + (CONSISTENT * odds[others].mean(0) if others else 0.0)
        power = np.exp(total - total.max())
        best = int(power.argmax())
        out.append((STANCES[best], float(power[best] / power.sum())))
    return out
