"""What a statement does to its claim: supports, denies, doubts or reports it.

A linear model over words, form and the rest of the group; training/match/stances.py fits it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np

from onrecord.match.signature import Floats, Line
from onrecord.match.speakers import same

STANCES = ("supports", "denies", "doubts", "reports")

#: Weight of a speaker's other statements in the claim.
CONSISTENT = 0.6

_NEGATION = re.compile(
    r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot)\b|n['’]t\b", re.I
)
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut\w+|false|untrue|wrong|"
    r"fake|lies?|nonsense|baseless|unfounded|foundation|fairy tale|invent\w*|fabricat\w+)\b",
    re.I,
)
_DOUBT = re.compile(
    r"\b(?:unable to|could not|couldn['’]t|cannot|can['’]t|not been able to|has not seen|"
    r"was not shown|would not say|would neither|declined?|refused? to|no comment|did not answer|"
    r"did not respond|not say|unclear|unverified|unconfirmed|verif\w+|confirm\w*|doubt\w*|"
    r"question\w*|alleged\w*|disput\w+|whether|independently|authenticat\w+|"
    r"caution|perhaps|may be)\b",
    re.I,
)
_REPORT = re.compile(
    r"\b(?:report(?:s|ed|edly|ing)?|according to|cit(?:es|ed|ing)|quot(?:es|ed|ing)|first reported|"
    r"emerged|revealed|known|widely|published|broadcast|told the)\b",
    re.I,
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")


def features(line: Line, vector: Floats, centre: Floats, group: Sequence[Line]) -> dict[str, float]:
    """Named features of one statement within its group; ``centre`` is the group's mean vector."""
    out = {"bias": 1.0, "own": float(line.speaker is None), "heading": float(line.heading)}
    text = line.sentence if line.speaker is None else line.text
    for name, pattern in (
        ("neg", _NEGATION),
        ("deny", _DENIAL),
        ("doubt", _DOUBT),
        ("report", _REPORT),
    ):
        here = float(bool(pattern.search(line.text)))
        out[name] = here
        out[f"{name}_sentence"] = float(bool(pattern.search(line.sentence)))
        out[f"{name}_own"] = here * out["own"]
        share = sum(bool(pattern.search(x.text)) for x in group) / max(len(group), 1)
        out[f"{name}_against"] = here - share
    out["close"] = float(vector @ centre)
    out["alone"] = float(len(group) == 1)
    out["outlet_named"] = float(bool(re.search(r"\b(?:we|our)\b", text, re.I)))
    out[f"act={line.statement.act}"] = 1.0
    out[f"fact={line.statement.factuality}"] = 1.0
    out[f"reporter={line.statement.reporter}"] = 1.0
    out[f"quote={line.statement.quote}"] = 1.0
    words = _WORD.findall(line.text.lower().replace("’", "'"))
    for gram in {*words, *(f"{a} {b}" for a, b in pairwise(words))}:
        out[f"w={gram}"] = 1.0
    return out


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
        odds = self.weights @ np.concatenate([x, vector * 3.0])
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
    """For each statement of a claim its stance and the confidence in it. What one speaker says
    elsewhere in the claim counts too: most keep to one stance."""
    middle = centre(vectors)
    rows = zip(group, vectors, strict=True)
    odds = np.log([model()(features(x, v, middle, group), v) + 1e-6 for x, v in rows])
    out = []
    for i, line in enumerate(group):
        others = [j for j, x in enumerate(group) if j != i and _one_voice(line, x)]
        total = odds[i] + (CONSISTENT * odds[others].mean(0) if others else 0.0)
        power = np.exp(total - total.max())
        best = int(power.argmax())
        out.append((STANCES[best], float(power[best] / power.sum())))
    return out


def _one_voice(a: Line, b: Line) -> bool:
    return bool(a.speaker and b.speaker) and same(a.speaker or "", b.speaker or "")
