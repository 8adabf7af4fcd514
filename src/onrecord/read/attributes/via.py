"""Via: the outlet, document or medium that carried the words to this article."""

import re

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.places import chosen

_BY = re.compile(r"\s+(?:\w+\s+)?by\s+(?:the\s+)?", re.IGNORECASE)
_CREDITS = frozenset({"reported", "published", "revealed", "obtained", "disclosed", "broadcast"})


def via(case: Case) -> Reason | None:
    """What carried the words, in the same sentence or the one that opens the speech event; of
    "first reported by the Post" the outlet credited."""
    return _credited(case) or chosen(case, "via")


def _credited(case: Case) -> Reason | None:
    cue, source = case.statement.cue, case.statement.source
    if not cue or not source or not any(w.lower in _CREDITS for w in case.cue):
        return None
    between = case.text[cue[-1].end : source[0].start]
    if not _BY.fullmatch(between) and case.cue[-1].lower != "by":
        return None
    span = Span(cue[0].start, source[-1].end)
    return Reason("via", span.of(case.text), "rule", 0.85, (span,))
