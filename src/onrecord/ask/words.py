"""Differences between two wordings, word by word, with the characters each edit covers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.domain import Span

WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|\w+(?:['’.\-]\w+)*|[^\w\s]")
PARAGRAPH = re.compile(r"[^\n]+")
NUMBER_WORDS = re.compile(
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    "(?:hundred|thousand|million|billion|trillion|dozen)s?|half|third|quarter|no|none"
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. ``op`` is insert, delete or replace; ``old`` and ``new`` are spans of the two
    texts, of which one is empty for an insertion or a deletion."""

    op: str
    old: Span
    new: Span
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    span: Span


def similarity(before: str, after: str) -> float:
    """Share of words that two wordings have in common, in order, between 0 and 1
    (Ratcliff and Obershelp 1988 over words, case ignored)."""
    matcher = SequenceMatcher(None, _lowered(before), _lowered(after), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() > 0.2 else 0.0


@lru_cache(maxsize=4096)
def _lowered(text: str) -> tuple[str, ...]:
    return tuple(p.text.lower() for p in _pieces(WORD, text))


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """Word edits that turn ``before`` into ``after``; changes of white space are left out.

    Paragraphs are compared first and words only inside those that changed, so that the cost
    follows what changed and not the length of the article.
    """
    old, new = _pieces(PARAGRAPH, before), _pieces(PARAGRAPH, after)
    found: list[Edit] = []
    for op, a, b, c, d in _opcodes(old, new):
        if op == "equal":
            continue
        left, right = _cover(old, a, b, before), _cover(new, c, d, after)
        found += _word_edits(before, left, after, right)
    return tuple(found)


def _word_edits(before: str, left: Span, after: str, right: Span) -> Iterator[Edit]:
    old = _pieces(WORD, left.of(before), left.start)
    new = _pieces(WORD, right.of(after), right.start)
    for op, a, b, c, d in _opcodes(old, new):
        if op != "equal":
            x, y = _cover(old, a, b, before), _cover(new, c, d, after)
            yield Edit(op, x, y, x.of(before), y.of(after))


def _pieces(pattern: re.Pattern[str], text: str, offset: int = 0) -> list[_Piece]:
    return [
        _Piece(m.group(), Span(m.start() + offset, m.end() + offset))
        for m in pattern.finditer(text)
    ]


def _opcodes(old: Sequence[_Piece], new: Sequence[_Piece]) -> list[tuple[str, int, int, int, int]]:
    a, b = [p.text for p in old], [p.text for p in new]
    return list(SequenceMatcher(None, a, b, autojunk=False).get_opcodes())


def _cover(pieces: Sequence[_Piece], begin: int, end: int, text: str) -> Span:
    """The characters of ``pieces[begin:end]``; an empty span at the place when there are none."""
    if begin < end:
        return Span(pieces[begin].span.start, pieces[end - 1].span.end)
    at = pieces[begin - 1].span.end if begin else 0
    return Span(min(at, len(text)), min(at, len(text)))


def numbers(text: str) -> tuple[str, ...]:
    """The numbers a wording holds, in order: figures without grouping commas, number words."""
    words = [p.text for p in _pieces(WORD, text)]
    return tuple(w.replace(",", "").lower() for w in words if _is_number(w))


def _is_number(word: str) -> bool:
    parts = re.split(r"[-’']", word.lower())
    return word[0].isdigit() or any(map(NUMBER_WORDS.fullmatch, parts))


def names(text: str) -> tuple[str, ...]:
    """Capitalised words that do not open a sentence: those that name somebody or something."""
    found: list[str] = []
    opens = True
    for piece in _pieces(WORD, text):
        if piece.text[0].isupper() and not opens:
            found.append(piece.text)
        if piece.text[0].isalnum() or piece.text in ".!?":
            opens = piece.text in ".!?"
    return tuple(found)
