"""Chooses what fills ``via``, ``addressee`` and ``when``: the likeliest candidate around the saying
by a logistic regression that training/places.py fits."""

import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.domain import Reason, Span
from onrecord.read.attributes.candidates import Candidate, not_inside
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.hearers import hearers
from onrecord.read.attributes.media import media
from onrecord.read.attributes.moments import moments
from onrecord.read.attributes.occasion import (
    REACH,
    Chosen,
    Seen,
    distance,
    features,
    joined,
    said_before,
)
from onrecord.read.attributes.turns import is_turn, openings

FINDERS = {"via": media, "addressee": hearers, "when": moments}


@dataclass(frozen=True)
class Scorer:
    """Weights by feature, as integers that are ``scale`` times the weight; a candidate under
    ``least`` (a probability) is not taken. ``known`` keeps the sums of main features met."""

    weights: dict[str, int]
    scale: int
    least: float
    known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def score(self, seen: Seen) -> float:
        """The probability that a candidate with these features fills the field."""
        if seen.main not in self.known:
            self.known[seen.main] = self._sum(joined(seen.main))
        total = self.known[seen.main] + self._sum(seen.details)
        return 1 / (1 + exp(-total / self.scale))

    def _sum(self, found: Iterable[str]) -> int:
        weights = self.weights
        return sum(weights[f] for f in found if f in weights)


@cache
def scorers() -> dict[str, Scorer]:
    """The shipped scorer of each field."""
    raw = json.loads(files(__package__).joinpath("places.json").read_text("utf-8"))
    return {
        name: Scorer(x["weights"], raw["scale"], x["least"]) for name, x in raw["fields"].items()
    }


def candidates(case: Case, field: str, taken: Chosen) -> list[Candidate]:
    """Candidates for a field within reach of the saying, and what the speaker's statement before
    took however far back it stands."""
    last = said_before(case)
    before = taken(last) if last and distance(case, last.anchor) >= REACH[0] else None
    found = case.layout.once(FINDERS[field])
    reach = case.layout.stretch(case.place + REACH[0], case.place + REACH[1])
    low, high = (bisect_left(found, at, key=_start) for at in (reach.start, reach.end))
    far = [c for c in found[:low] if c.span == before]
    return not_inside(case, [*far, *found[low:high]])


def _start(candidate: Candidate) -> int:
    return candidate.span.start


def chosen(case: Case, field: str) -> Reason | None:
    """The reason that fills the field, computed once for each case."""
    name = f"chosen.{field}"
    if name not in case.__dict__:
        case.__dict__[name] = _best(case, field)
    found: Reason | None = case.__dict__[name]
    return found


def _best(case: Case, field: str) -> Reason | None:
    if is_turn(case.text, case.statement):
        opened = (r for c in openings(case) if (r := chosen(c, field)))
        return max(opened, key=lambda r: r.confidence, default=None)
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
