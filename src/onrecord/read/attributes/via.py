"""Via: the outlet, document or medium that carried the words to this article."""

import re

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.media import media
from onrecord.read.attributes.places import chosen

_BY_NAME = re.compile(r"\s+by\s+(?:[Tt]he\s+)?[A-Z][\w.’'&-]*(?:\s+[A-Z][\w.’'&-]*)*")
_BY = re.compile(r"\s+(?:\w+\s+)?by\s+(?:the\s+)?", re.IGNORECASE)
_SHARE = re.compile(
    r"\d\s?(?:percent|per cent|%)|\b(?:majority|third|half|quarter|respondents)\b"
    r"|\b\w+ (?:in|of|out of) (?:ten|10)\b"
)
_POLL = re.compile(r"polls?|surveys?")
_CREDITS = frozenset({"reported", "published", "revealed", "obtained", "disclosed", "broadcast"})


def via(case: Case) -> Reason | None:
    """What carried the words, in the same sentence or the one that opens the speech event; of
    "first reported by the Post" the outlet credited."""
    return _credited(case) or _polled(case) or chosen(case, "via")


def _polled(case: Case) -> Reason | None:
    """Of a share of those asked ("63 percent said") the poll: the last one before that is more
    than "the poll"."""
    source = " ".join(s.of(case.text) for s in case.statement.source or ())
    if not _SHARE.search(source):
        return None
    polls = (
        c.span
        for c in case.layout.once(media)
        if _POLL.fullmatch(c.word) and c.span.end <= case.anchor.start
    )
    named = [s for s in polls if s.of(case.text).count(" ") > 1]
    if not named:
        return None
    return Reason("via", named[-1].of(case.text), "rule", 0.75, (named[-1],))


def _credited(case: Case) -> Reason | None:
    cue, source = case.statement.cue, case.statement.source
    if not cue or not any(w.lower in _CREDITS for w in case.cue):
        return None
    if not source:
        named = _BY_NAME.match(case.text, cue[-1].end)
        return _carried(case, Span(cue[0].start, named.end())) if named else None
    between = case.text[cue[-1].end : source[0].start]
    if not _BY.fullmatch(between) and case.cue[-1].lower != "by":
        return None
    return _carried(case, Span(cue[0].start, source[-1].end))


def _carried(case: Case, span: Span) -> Reason:
    return Reason("via", span.of(case.text), "rule", 0.85, (span,))
