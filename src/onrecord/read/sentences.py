"""Splits English news text into paragraphs and sentences."""

import re
from functools import lru_cache
from itertools import pairwise

from onrecord.domain import Span, Spans
from onrecord.read.lexicons import words

_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n\s*|(?<=[.!?:;\"”’')\]]\n)\s*)")
_END = re.compile(r"[.!?…]+['’\"”)\]]*(?=\s|$)")
_NEXT = re.compile(r"\s+[‘“\"'(\[`—–-]*\s*([\w$£€#@]\S*)?")
_BEFORE = re.compile(r"([\w.&’'-]*)$")
_SAID = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}"
    r"(?:said|says|asked|asks|wrote|writes|added|tweeted|replied|told|shouted|wondered)\b"
)


@lru_cache(maxsize=64)
def paragraphs(text: str) -> Spans:
    """Stretches between blank lines, and between line ends that close a sentence; trimmed."""
    edges = [0, *(m.end() for m in _PARAGRAPH.finditer(text)), len(text)]
    return tuple(s for a, b in pairwise(edges) if (s := _trim(text, a, b)))


@lru_cache(maxsize=64)
def sentences(text: str) -> Spans:
    """Sentence spans in text order. A sentence inside a quotation is a sentence of its own."""
    return tuple(s for p in paragraphs(text) for s in _split(text, p))


def _split(text: str, paragraph: Span) -> list[Span]:
    out, start = [], paragraph.start
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        if end.end() < paragraph.end and _ends_sentence(text, end):
            out.append(_trim(text, start, end.end()))
            start = end.end()
    out.append(_trim(text, start, paragraph.end))
    return [s for s in out if s]


def _ends_sentence(text: str, end: re.Match[str]) -> bool:
    following = _NEXT.match(text, end.end())
    word = (following and following[1]) or ""
    if not word or word[0].islower():
        return False
    if end[0][0] == "." and end[0].count(".") == 1:
        return _period_ends(text, end, word)
    return not (end[0][-1] in "'’\"”" and _SAID.match(text, end.end()))


def _period_ends(text: str, end: re.Match[str], word: str) -> bool:
    """Whether a single period ends a sentence or belongs to an abbreviation or initial."""
    before = _BEFORE.search(text, max(0, end.start() - 20), end.start())
    last = (before[1] if before else "").lstrip("'’").lower()
    if end[0] != ".":
        return True
    if last in words("boundaries", "titles"):
        return False
    short = len(last) == 1 and last.isalpha() and last != "i"
    if (
        short
        or re.fullmatch(r"(?:[a-z]\.)+[a-z]|ph\.d", last)
        or last in words("boundaries", "abbreviations")
    ):
        return word.lower().rstrip(",.") in words("boundaries", "starters") and word[0].isupper()
    return True


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if right > left else None
