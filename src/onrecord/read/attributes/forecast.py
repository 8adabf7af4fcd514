"""Forecast: whether the content mainly lies ahead of the saying."""

from onrecord.domain import Reason, Span
from onrecord.read.attributes.act import act
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.clause import main_clause

_WILL = {"will", "won't", "shall", "gonna", "'ll"}
_AHEAD = frozenset(
    {
        "predict",
        "forecast",
        "foresee",
        "project",
        "expect",
        "anticipate",
        "promise",
        "vow",
        "pledge",
        "plan",
        "intend",
        "hope",
        "prediction",
        "expectation",
        "expected",
        "schedule",
        "scheduled",
        "promise to",
        "threaten",
    }
)


def forecast(case: Case) -> Reason | None:
    """A future verb in the main clause, or a cue that looks ahead."""
    cue = [(s, lemma) for s, lemma, _ in case.senses if lemma in _AHEAD]
    if cue and not _done(case):
        return _reason(True, 0.85, cue[0][0])
    doing = act(case)
    if doing and doing.value in ("request", "decline", "ask"):
        return _reason(False, 0.9)
    if doing and doing.value == "commit":
        return _reason(True, 0.85, *doing.words)
    clause = main_clause(case)
    for i, w in enumerate(clause.group):
        following = clause.group[i + 1].lower if i + 1 < len(clause.group) else ""
        if w.lower in _WILL or (
            w.lower == "would" and following != "have" and not _hypothetical(case)
        ):
            return _reason(True, 0.8, w.span)
        if w.lower == "going" and following == "to":
            return _reason(True, 0.8, w.span)
    return _reason(False, 0.93)


def _reason(value: bool, confidence: float, *spans: Span) -> Reason:
    return Reason("forecast", str(value).lower(), "rule", confidence, spans)


def _done(case: Case) -> bool:
    """ "was expected to have won": no longer ahead."""
    return any(w.lower == "have" for w in case.content[:3])


def _hypothetical(case: Case) -> bool:
    """ "would" in direct speech supposes rather than foretells."""
    return any(q.span.overlap(s) for q in case.quotations for s in case.statement.content)
