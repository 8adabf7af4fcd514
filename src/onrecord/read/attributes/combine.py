"""Chooses among what rules, the linear model and the neural model say of a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from onrecord.domain import Reading, Reason, Spans, Statement, TimeValue
from onrecord.read.attributes.case import Case, Rule

_FLAGS = ("forecast", "conditional")
_VALUES = ("kind", "identity", "act", "factuality", "reporter")
_SPANS = ("addressee", "via", "basis")


def applied(case: Case, rules: Sequence[Rule]) -> tuple[Reason, ...]:
    """What each rule that has something to say says, in the order of the rules."""
    return tuple(reason for rule in rules if (reason := rule(case)))


def settle(case: Case, reasons: Iterable[Reason]) -> Statement:
    """The statement with the most confident reason's value in each field; all reasons are kept,
    the winning one of a field first."""
    ranked = sorted((*case.statement.reasons, *reasons), key=lambda r: -r.confidence)
    best: dict[str, Reason] = {}
    for reason in ranked:
        best.setdefault(reason.field, reason)
    values = {f: best[f].value for f in _VALUES if f in best}
    flags = {f: best[f].value == "true" for f in _FLAGS if f in best}
    places = {f: best[f].words for f in _SPANS if f in best}
    s = _with(replace(case.statement, reasons=tuple(ranked)), **values, **flags, **places)
    return replace(s, when=_times(case.reading, best["when"])) if "when" in best else s


def _with(statement: Statement, **found: str | bool | Spans) -> Statement:
    """The statement with these fields set; field names are checked when it is built."""
    changes: dict[str, Any] = dict(found)
    return replace(statement, **changes)


def _times(reading: Reading, reason: Reason) -> tuple[TimeValue, ...]:
    """The time values at the reason's words; a vague adverb refers to the past."""
    span = reason.words[0]
    known = tuple(t for t in reading.times or () if t.span == span)
    return known or (TimeValue(span, "DATE", "PAST_REF", resolved=False, why="adverb"),)
