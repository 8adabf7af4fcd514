"""Chooses what fills ``via``, ``addressee`` and ``when``: the likeliest candidate around the saying
by a logistic regression that training/places.py fits."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.domain import Reason, Span
from onrecord.read.attributes.candidates import Candidate, not_inside
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.hearers import hearers
from onrecord.read.attributes.media import media
from onrecord.read.attributes.moments import moments
from onrecord.read.attributes.occasion import REACH, Chosen, distance, features, said_before

FINDERS = {"via": media, "addressee": hearers, "when": moments}


@dataclass(frozen=True)
class Scorer:
    """Weights by feature; a candidate under ``least`` (a probability) is not taken."""

    weights: dict[str, float]
    least: float

    def score(self, found: frozenset[str]) -> float:
        """The probability that a candidate with these features fills the field."""
        return 1 / (1 + exp(-sum(self.weights.get(f, 0.0) for f in sorted(found))))


@cache
def scorers() -> dict[str, Scorer]:
    """The shipped scorer of each field, from integers that are ``scale`` times the weight."""
    raw = json.loads(files(__package__).joinpath("places.json").read_text("utf-8"))
    return {
        field: Scorer({f: w / raw["scale"] for f, w in x["weights"].items()}, x["least"])
        for field, x in raw["fields"].items()
    }


def candidates(case: Case, field: str, taken: Chosen) -> list[Candidate]:
    """Candidates for a field within reach of the saying, and what the speaker's statement before
    took however far back it stands."""
    last = said_before(case)
    before = taken(last) if last and distance(case, last.anchor) >= REACH[0] else None
    return [
        c
        for c in not_inside(case, case.layout.once(FINDERS[field]))
        if c.span == before or REACH[0] <= distance(case, c.span) <= REACH[1]
    ]


def chosen(case: Case, field: str) -> Reason | None:
    """The reason that fills the field, computed once for each case."""
    name = f"chosen.{field}"
    if name not in case.__dict__:
        case.__dict__[name] = _best(case, field)
    found: Reason | None = case.__dict__[name]
    return found


def _best(case: Case, field: str) -> Reason | None:
    scorer, taken = scorers()[field], _taken(field)
    options = candidates(case, field, taken)
    found = [(scorer.score(features(case, c, taken)), c) for c in options]
    share, best = max(found, key=lambda x: x[0], default=(0.0, None))
    if best is None or share < scorer.least:
        return None
    return Reason(field, best.span.of(case.text), "linear", round(share, 3), (best.span,))


def _taken(field: str) -> Chosen:
    """What an earlier case took for a field."""

    def took(case: Case) -> Span | None:
        reason = chosen(case, field)
        return reason.words[0] if reason else None

    return took
