"""Chooses among what rules, the linear model and the neural model say of a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from onrecord.domain import Reading, Reason, Spans, Statement, TimeValue
from onrecord.read.attributes.case import CERTAIN, Case, Rule

_FLAGS = ("forecast", "conditional")
_VALUES = ("kind", "identity", "act", "factuality", "reporter")
_SPANS = ("title", "addressee", "via", "basis")
# How much a rule, the linear model and the encoder count, by field; chosen on the development
# articles from wide plateaus. If–then is a matter of words, and the kind of a source takes its
# antecedent, which the encoder does not see.
_EQUAL = {"rule": 0.3, "linear": 0.3, "model": 0.3}
_TRUST = {
    "kind": {"rule": 0.5, "linear": 0.4, "model": 0.15},
    "identity": {"rule": 0.4, "linear": 0.4, "model": 0.5},
    "act": {"rule": 0.3, "linear": 0.35, "model": 0.7},
    "factuality": {"rule": 0.7, "linear": 0.35, "model": 0.6},
    "forecast": {"rule": 0.3, "linear": 0.8, "model": 0.15},
    "conditional": {"rule": 1.0, "model": 0.1},
}


def applied(case: Case, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """What each rule that has something to say says, in the order of the rules."""
    return tuple(reason for rule in rules if (reason := rule(case)))


def settle(case: Case, reasons: Iterable[Reason]) -> Statement:
    """The statement with the value that most speaks for in each field; all reasons are kept,
    those of the value taken first, the most confident first."""
    given = (*case.statement.reasons, *reasons)
    best = {field: _value(field, given) for field in {r.field for r in given}}
    ranked = sorted(given, key=lambda r: (r.value != best[r.field], -r.confidence))
    values = {f: best[f] for f in _VALUES if f in best}
    flags = {f: best[f] == "true" for f in _FLAGS if f in best}
    first = {r.field: r for r in reversed(ranked)}
    places = {f: first[f].words for f in _SPANS if f in first}
    s = _with(replace(case.statement, reasons=tuple(ranked)), **values, **flags, **places)
    return replace(s, when=_times(case.reading, first["when"])) if "when" in first else s


def _value(field: str, reasons: Sequence[Reason]) -> str:
    """The value of a rule that is certain, else the value with the largest sum of confidences,
    each weighed by who gives it."""
    certain = (r for r in reasons if r.field == field and r.by == "rule")
    if sure := next((r for r in certain if r.confidence >= CERTAIN), None):
        return sure.value
    votes: dict[str, float] = {}
    for r in reasons:
        if r.field == field:
            votes[r.value] = votes.get(r.value, 0.0) + _weight(r) * r.confidence
    return max(votes, key=lambda v: votes[v])


def _weight(reason: Reason) -> float:
    return _TRUST.get(reason.field, _EQUAL).get(reason.by, 1.0)


def _with(statement: Statement, **found: str | bool | Spans) -> Statement:
    """The statement with these fields set; field names are checked when it is built."""
    changes: dict[str, Any] = dict(found)
    return replace(statement, **changes)


def _times(reading: Reading, reason: Reason) -> tuple[TimeValue, ...]:
    """The time values at the reason's words; an adverb, or a clause
    such as "after the vote", gives no date."""
    span = reason.words[0]
    known = tuple(t for t in reading.times or () if t.span == span)
    return known or (TimeValue(span, "DATE", "PAST_REF", resolved=False, why="no date given"),)
