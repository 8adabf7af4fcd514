"""Conditional: whether the content holds an if–then."""

import re

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import Case

_CONDITION = re.compile(
    r"\b(?:unless|otherwise|(?:as|so) long as|in case|in the event|provided(?: that)?"
    r"(?= \w+ (?:is|are|will|can|do))|assuming)\b"
    r"|(?<!even )(?<!as )(?<!what )(?<!or )(?<!wonder )(?<!ask )(?<!asked )(?<!asks )(?<!see )"
    r"(?<!know )(?<!sure )(?<!not )\bif\b(?! not\b)(?! at all)(?! any\b)"
    r"(?!\s+I\s+(?:had\s+to|may)\b)(?!\s+you\s+will\b)"
    r"|(?:^|[,;“\"]\s*)should (?:the|he|she|it|they|we|you|[A-Z]\w+) (?!not be\b)\w+"
    r"|\bwere (?:\w+ ){1,4}to\b(?= \w+,)|\bhad (?:he|she|it|they|we|I)\b [^.?]{3,40}, ",
    re.IGNORECASE,
)


_MARKS = frozenset({"unless", "otherwise", "long", "case", "event", "provided", "assuming", "if",
                    "should", "were", "had"})  # fmt: skip


def conditional(case: Case) -> Reason | None:
    """True where the content has "if", "unless", an inversion or the like; not for "whether"."""
    marks = not _MARKS.isdisjoint(w.lower for w in case.content)
    for span in case.statement.content if marks else ():
        if found := _CONDITION.search(case.text, span.start, span.end):
            words = Span(found.start(), found.end())
            return Reason("conditional", "true", "rule", 0.9, (words,))
    return Reason("conditional", "false", "rule", 0.98)
