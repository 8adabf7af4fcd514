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
        "hopes",
        "hoping",
        "in hopes",
        "predictions",
        "expectations",
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
    if doing and doing.value == "warn":
        return _reason(True, 0.75, *doing.words)
    ahead = _ahead(case)
    return _reason(True, 0.8, ahead) if ahead else _reason(False, 0.6)


def _ahead(case: Case) -> Span | None:
    """The word that sets the main clause after the saying."""
    head = main_clause(case).head
    for i, w in enumerate(head[:25]):
        following = [x.lower for x in head[i + 1 : i + 3]]
        if w.lower in _WILL or (w.lower == "going" and following[:1] == ["to"]):
            return w.span
        open_modal = w.lower == "would" and not _hypothetical(case)
        open_modal |= w.lower in ("may", "might", "could") and not _hypothetical(case)
        if open_modal and "have" not in following:
            return w.span
    return None


def _reason(value: bool, confidence: float, *spans: Span) -> Reason:
    return Reason("forecast", str(value).lower(), "rule", confidence, spans)


def _done(case: Case) -> bool:
    """ "was expected to have won": no longer ahead."""
    return any(w.lower == "have" for w in case.content[:3])


def _hypothetical(case: Case) -> bool:
    """ "would" in direct speech supposes rather than foretells."""
    return any(case.layout.quoted.over(s) for s in case.statement.content)
