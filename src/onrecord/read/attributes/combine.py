"""Chooses among what rules, the linear model and the neural model say of a statement."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.domain import Reading, Reason, Statement, TimeValue
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
    s = replace(case.statement, reasons=tuple(ranked))
    for field in _VALUES:
        if field in best:
            s = replace(s, **{field: best[field].value})
    for field in _FLAGS:
        if field in best:
            s = replace(s, **{field: best[field].value == "true"})
    for field in _SPANS:
        if field in best:
            s = replace(s, **{field: best[field].words})
    return replace(s, when=_times(case.reading, best["when"])) if "when" in best else s


def _times(reading: Reading, reason: Reason) -> tuple[TimeValue, ...]:
    """The time values at the reason's words; a vague adverb refers to the past."""
    span = reason.words[0]
    known = tuple(t for t in reading.times or () if t.span == span)
    return known or (TimeValue(span, "DATE", "PAST_REF", resolved=False, why="adverb"),)
