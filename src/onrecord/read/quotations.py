"""Finds quotations by their marks and says how each statement quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.domain import Reading, Span, Spans, Statement
from onrecord.read.sentences import paragraphs
from onrecord.read.stage import Stage, per_reading


@dataclass(frozen=True, slots=True)
class Quotation:
    """An outermost quotation. ``span`` includes the marks; ``closed`` is false where the closing
    mark is missing; ``continues`` is true where it carries on the one before it."""

    span: Span
    mark: str
    closed: bool = True
    continues: bool = False


_CLOSER = {"“": "”", '"': '"', "``": "''", "''": "''", "‘": "’", "'": "'", "«": "»"}
_MIXED = {"”": ('"',), '"': ("”",)}  # editors and converters leave half-curled pairs
_OPENER = re.compile(r"“|``|''|«|‘|\"|'")
_FREE = re.compile(r"[\s(\[{—–\-/…:,;]")
_WORD = re.compile(r"[^\W_]+(?:[’'\-.][^\W_]+)*")
_FINAL = re.compile(r"[.,?!…–—]")
_NOT_PLURAL = re.compile(r"[^s\s]")
_LEAD = {"that", "and", "but", "then", "as", "by", "saying"}


@lru_cache(maxsize=64)
def quotations(text: str) -> tuple[Quotation, ...]:
    """Outermost quotations in text order.

    Curly, straight, doubled and British single marks are known. A quotation left open at the end
    of a paragraph ends there; when the next paragraph opens with the same mark, it continues.
    """
    found: list[Quotation] = []
    for paragraph in paragraphs(text):
        before = found[-1] if found else None
        for quotation in _in_paragraph(text, paragraph):
            carried = (
                before is not None
                and not before.closed
                and before.mark == quotation.mark
                and quotation.span.start == paragraph.start
                and not text[before.span.end : paragraph.start].strip()
            )
            found.append(replace(quotation, continues=carried))
    return tuple(found)


def _in_paragraph(text: str, paragraph: Span) -> Iterator[Quotation]:
    at = paragraph.start
    while opener := _OPENER.search(text, at, paragraph.end):
        at = opener.end()
        if not _opens(text, opener, paragraph):
            continue
        end = _close(text, opener, paragraph.end)
        if end is None and opener[0] in ("'", "‘"):
            continue  # an apostrophe, not a quotation
        at = end or paragraph.end
        yield Quotation(Span(opener.start(), at), opener[0], closed=end is not None)


def _opens(text: str, opener: re.Match[str], paragraph: Span) -> bool:
    if opener[0] in "“«" or opener[0] == "``":
        return True
    first = opener.start() == paragraph.start
    free = first or bool(_FREE.match(text[opener.start() - 1]))
    following = text[opener.end() : opener.end() + 1]
    if opener[0] == "'":
        return free and following.isalpha()
    return free and bool(following.strip())


def _close(text: str, opener: re.Match[str], end: int) -> int | None:
    """Offset after the closing mark, or ``None`` when it is missing before ``end``."""
    mark = _CLOSER[opener[0]]
    if mark in "’'":
        return _close_single(text, opener.end(), end, mark)
    for choice in (mark, *_MIXED.get(mark, ())):
        for m in re.finditer(re.escape(choice), text[opener.end() : end]):
            close = opener.end() + m.end()
            if choice in "”»" or not text[close - len(choice) - 1].isspace():
                return close + (choice == "''" and text[close : close + 1] == "'")
    return None


def _close_single(text: str, start: int, end: int, mark: str) -> int | None:
    """The first mark that no letter follows, best one after punctuation: others may be
    possessives ("officials' claims")."""
    ends = [m.end() + start for m in re.finditer(mark + r"(?!\w)", text[start:end])]
    for final in (_FINAL, _NOT_PLURAL):
        for close in ends:
            if final.match(text[close - 2]) and close - start > 2:
                return close
    return ends[0] if ends else None


def covered(spans: Spans, quoted: tuple[Quotation, ...]) -> int:
    """Number of code points of ``spans`` inside quotations."""
    return sum(s.overlap(q.span) for s in spans for q in quoted)


def quote_type(text: str, statement: Statement, quoted: tuple[Quotation, ...]) -> str:
    """``direct`` when every word of the content is quoted, ``mixed`` when some are, else
    ``indirect``. Marks that enclose the cue as well belong to a wider quotation."""
    cue = statement.cue or ()
    own = [q.span for q in quoted if not any(q.span.overlap(c) for c in cue)]
    words = [m.span() for s in statement.content for m in _WORD.finditer(text, s.start, s.end)]
    inside = [w for w in words if any(q.start <= w[0] and w[1] <= q.end for q in own)]
    outside = {text[a:b].lower() for a, b in words if (a, b) not in set(inside)}
    if not inside or _only_names(text, inside, words):
        return "indirect"
    return "direct" if outside <= _LEAD else "mixed"


def _only_names(text: str, inside: list[tuple[int, int]], words: list[tuple[int, int]]) -> bool:
    """Quoted capitalised words in a longer content are a title or nickname, not speech."""
    caps = all(text[a].isupper() or text[a].isdigit() for a, b in inside if b - a > 3)
    return caps and len(inside) <= 6 and len(words) >= 3 * len(inside)


def _read(reading: Reading) -> Reading:
    text = reading.document.text
    quoted = quotations(text)
    statements = tuple(
        replace(s, quote=quote_type(text, s, quoted)) for s in reading.statements or ()
    )
    return replace(reading, statements=statements)


STAGE = Stage("quotations", ("statements",), ("statements",), per_reading(_read))
