"""What an article says of checking a statement: links such sentences to what they qualify."""

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.domain import Reading, Span, Statement, Verification
from onrecord.read.sentences import paragraphs, sentences
from onrecord.read.stage import Stage, per_reading
from onrecord.read.voice import outlet_name

_NAME = r"(?:[Tt]he\s+)?[A-Z][\w.’'&-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w.’'&-]*)*"
_CHECK = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?|substantiated?)"
_NOT = (
    r"(?:could not|couldn[’']t|cannot|can[’']t|has not|have not|hasn[’']t|haven[’']t"
    r"|was not able to|were not able to|was unable to|were unable to|did not)"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("unverified", re.compile(
        rf"(?P<by>{_NAME}|[Ww]e|it|they)\s+{_NOT}\s+(?:be able to\s+)?(?:immediately\s+"
        rf"|independently\s+)*{_CHECK}"
        rf"|\b(?:could|have|has|had)\s+not\s+(?:immediately\s+)?(?:be"
        rf"|been)\s+(?:immediately\s+|independently\s+)*{_CHECK}"
        rf"(?:\s+by\s+(?P<by2>{_NAME}))?"
        rf"|\b(?:is|are|was|were|remains?)\s+(?:unverified|unconfirmed)\b"
        rf"|\b(?:no|without)\s+independent\s+(?:verification|confirmation)"
        r"|\b(?:(?:offered|provided|gave|cited|presented)\s+no|without\s+(?:offering|providing"
        r"|giving|citing|presenting)(?:\s+any)?)\s+(?:evidence|proof)\b")),
    ("no-response", re.compile(
        r"\b(?:did not|didn[’']t|has not|have not"
        r"|had not)\s+(?:immediately\s+)?(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?)"
        r"(?:\s+to\s+(?:an?\s+|several\s+|multiple\s+|repeated\s+)?(?:\w+\s+)?(?:requests?"
        r"|questions?|emails?|calls?|inquir\w+|queries)[^.;]{0,60})?"
        r"|\b(?:did not|didn[’']t)\s+(?:immediately\s+)?return\s+(?:an?\s+"
        r"|several\s+)?(?:\w+\s+)?(?:calls?|messages?|emails?)"
        r"|\bcould not (?:immediately )?be reached"
        r"|\b(?i:calls?|messages?|emails?|requests?)\b[^.;]{0,60}\b(?:was|were|went)\s+(?:not\s+"
        r"(?:immediately\s+)?(?:returned|answered)|unanswered|unreturned)")),
    ("declined", re.compile(
        r"\b(?:declined|refused)\s+(?:to\s+(?:comment|elaborate|discuss|answer"
        r"|be interviewed|respond)|comment)"
        r"|\bwould not comment|\bhad no comment")),
    ("verified", re.compile(
        rf"(?P<by>{_NAME}|[Ww]e)\s+(?:has\s+|have\s+)?(?:independently\s+)?(?:verified"
        rf"|confirmed|authenticated|corroborated)\b")),
    ("seen", re.compile(
        rf"\b(?:seen|reviewed|obtained|viewed|examined|read)\s+by\s+(?P<by>{_NAME}"
        rf"|this\s+(?:newspaper|reporter))")),
)  # fmt: skip
_REACH = 2  # sentences back


def verify(reading: Reading) -> Reading:
    """The reading with ``verification`` on each statement that a sentence of its own, or one
    soon after it, says was checked, unchecked, unanswered or documented."""
    found: dict[str, Verification] = {}
    statements = reading.statements or ()
    for status, span, by in _flags(reading.document.text):
        target = _target(reading, status, span)
        if target and target.id not in found:
            name = _reader(reading, by)
            found[target.id] = Verification(status, name, (span,))
    linked = tuple(replace(s, verification=found[s.id]) if s.id in found else s for s in statements)
    return replace(reading, statements=linked)


def _flags(text: str) -> Iterator[tuple[str, Span, str | None]]:
    for status, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            groups = m.groupdict()
            by = groups.get("by") or groups.get("by2")
            yield status, Span(m.start(), m.end()), by


def _reader(reading: Reading, by: str | None) -> str | None:
    """Who checked: a name as given; "we" is the outlet."""
    own = by and by.lower() in ("we", "this newspaper", "this reporter")
    return outlet_name(reading.document) if own else by and by.rstrip(".,’'")


def _target(reading: Reading, status: str, span: Span) -> Statement | None:
    """The statement a flag qualifies: the attributed one in its sentence, else the last before.
    A refusal is itself a statement, so it qualifies the one before it."""
    order = sentences(reading.document.text)
    here = next((i for i, s in enumerate(order) if s.overlap(span)), None)
    if here is None:
        return None
    attributed = [s for s in reading.statements or () if s.cue and not s.parent]
    others = [s for s in attributed if not _is_flag(s, span)]
    same = [s for s in others if order[here].overlap(s.span)]
    if same and status not in ("no-response", "declined"):
        return min(same, key=lambda s: _gap(s, span))
    first = order[max(0, here - _REACH)].start
    before = [s for s in others if first <= s.span.end <= order[here].end and s not in same]
    return max(before, key=lambda s: s.span.end, default=_in_paragraph(reading, others, span))


def _in_paragraph(reading: Reading, others: list[Statement], span: Span) -> Statement | None:
    paragraph = next((p for p in paragraphs(reading.document.text) if p.overlap(span)), span)
    inside = [s for s in others if paragraph.overlap(s.span) and s.span.start < span.start]
    return max(inside, key=lambda s: s.span.end, default=None)


def _is_flag(statement: Statement, span: Span) -> bool:
    """Whether the statement is the flagging itself ("declined to comment")."""
    return any(c.overlap(span) for c in statement.cue or ())


def _gap(statement: Statement, span: Span) -> int:
    return min(max(c.start - span.end, span.start - c.end, 0) for c in statement.content)


STAGE = Stage("verification", ("statements",), ("statements",), per_reading(verify))
