"""Words of a text as the encoder sees them, with letter shape and quotation state.

The encoder's vocabulary is uncased, so shape goes in as an extra input; so does whether a
word stands inside quotation marks, which a window that starts mid-quotation cannot show.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.domain import Span
from onrecord.read.attribution.leads import LONGEST_LEAD, lead_end

_WORD = re.compile(r"\w+|[^\w\s]")
_PARAGRAPH = re.compile(r"\n\s*\n|\n")
_OPENERS, _CLOSERS = "“„«", "”»"

SHAPES = ("pad", "break", "lower", "title", "upper", "initial", "mixed", "digit", "alnum", "mark")
QUOTE_STATES = 4


@dataclass(frozen=True, slots=True)
class Word:
    """One word or punctuation mark. ``quote`` is a bit set: 1 inside double, 2 inside single
    marks; ``breaks`` says that a paragraph starts here."""

    span: Span
    text: str
    shape: int
    quote: int
    breaks: bool


def split_words(text: str) -> list[Word]:
    """The words of ``text`` in order; every non-space character belongs to exactly one."""
    spans = [Span(*m.span()) for m in _WORD.finditer(text)]
    starts = _paragraph_starts(text, spans)
    quotes = _quote_states(text, spans, starts)
    return [
        Word(s, s.of(text), _shape(s.of(text)), q, i in starts)
        for i, (s, q) in enumerate(zip(spans, quotes, strict=True))
    ]


def words_in(words: Sequence[Word], span: Span) -> tuple[int, int]:
    """The words that start in a span, as (first, after the last)."""
    starts = (bisect_left(words, at, key=lambda w: w.span.start) for at in (span.start, span.end))
    first, last = starts
    return first, last


def _shape(word: str) -> int:
    return SHAPES.index(_shape_name(word))


def _shape_name(word: str) -> str:
    if not word[0].isalnum() and len(word) == 1:
        return "mark"
    if word.isdigit():
        return "digit"
    if any(c.isdigit() for c in word):
        return "alnum"
    if word.islower():
        return "lower"
    if word.isupper():
        return "initial" if len(word) == 1 else "upper"
    return "title" if word[0].isupper() and word[1:].islower() else "mixed"


def _paragraph_starts(text: str, spans: Sequence[Span]) -> set[int]:
    """Indices of the words that open a paragraph; single line breaks count as well, and what
    follows a dateline, bullet or label opens one, too."""
    starts = {0} if spans else set()
    for i, (left, right) in enumerate(pairwise(spans), start=1):
        if right.start - left.end > 0 and _PARAGRAPH.search(text, left.end, right.start):
            starts.add(i)
    return starts | {_after_lead(text, spans, i) for i in starts}


def _after_lead(text: str, spans: Sequence[Span], first: int) -> int:
    """The word that a paragraph's first sentence starts with."""
    start = spans[first].start
    end = start + lead_end(text[start : start + LONGEST_LEAD])
    return min(bisect_left(spans, end, first, key=lambda s: s.start), len(spans) - 1)


def _quote_states(text: str, spans: Sequence[Span], starts: set[int]) -> list[int]:
    """Bit set per word. A paragraph break closes every quotation, since one that goes on
    opens the next paragraph with a mark again."""
    states, double, single = [], False, False
    for i, span in enumerate(spans):
        if i in starts:
            double = single = False
        mark, was = span.of(text), (double, single)
        double = _after_double(text, span, mark, double)
        single = _after_single(text, span, mark, single)
        states.append((double or was[0]) + 2 * (single or was[1]))
    return states


def _after_double(text: str, span: Span, mark: str, inside: bool) -> bool:
    if mark in _OPENERS:
        return True
    if mark in _CLOSERS:
        return False
    doubled = mark in "'`" and text[span.start : span.start + 2] in ("''", "``")
    return not inside if mark == '"' or doubled else inside


def _after_single(text: str, span: Span, mark: str, inside: bool) -> bool:
    before = text[span.start - 1 : span.start]
    after = text[span.end : span.end + 1]
    if mark == "‘" or (mark == "'" and not before.strip() and after.isalpha()):
        return True
    return inside and not (mark in "’'" and not after.isalpha())
