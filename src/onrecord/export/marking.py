"""Cuts an article's text into pieces that each know which statements they belong to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.domain import Block, Document, Span, Statement


@dataclass(frozen=True, slots=True)
class Mark:
    """The part a piece of text plays in one statement: source, cue or content."""

    statement: Statement
    role: str
    depth: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text inside one block with the marks that cover it, outermost first."""

    span: Span
    marks: tuple[Mark, ...]


def shown_statements(document: Document, statements: Iterable[Statement]) -> list[Statement]:
    """The statements whose every span lies inside the text, in the order of their words.

    A statement is shown only if the document holds exactly what it shows.
    """
    size = len(document.text)
    fitting = [s for s in statements if all(_fits(p, size) for p in _spans(s))]
    return sorted(fitting, key=lambda s: (s.content[0].start, -s.content[-1].end, s.id))


def text_blocks(document: Document) -> tuple[Block, ...]:
    """The document's blocks; where it has none, its paragraphs as blank lines part them.

    The blocks cover every character that is not white space, so no word is left off the page.
    """
    blocks = document.blocks or tuple(_paragraphs(document.text, Span(0, len(document.text))))
    return tuple(_with_gaps(document.text, blocks))


def nesting(statements: Iterable[Statement]) -> Mapping[str, int]:
    """How deep each statement is nested in others, by id; 0 for one that stands alone."""
    parents = {s.id: s.parent for s in statements}

    def depth(statement: str) -> int:
        seen = {statement}
        while (parent := parents.get(statement)) in parents and parent not in seen:
            seen.add(parent)
            statement = parent
        return len(seen) - 1

    return {s: depth(s) for s in parents}


def cut(block: Span, marks: Sequence[tuple[Span, Mark]]) -> list[Piece]:
    """The pieces of one block, cut wherever a mark begins or ends, in order."""
    inside = [(span, mark) for span, mark in marks if span.overlap(block)]
    edges = {block.start, block.end}
    for span, _ in inside:
        edges |= {max(span.start, block.start), min(span.end, block.end)}
    points = sorted(edges)
    return [_piece(Span(a, b), inside) for a, b in pairwise(points)]


def marks_of(statements: Iterable[Statement]) -> list[tuple[Span, Mark]]:
    """Every span of every statement with the part it plays."""
    listed = list(statements)
    depths = nesting(listed)
    return [
        (span, Mark(s, role, depths[s.id]))
        for s in listed
        for role, spans in (("source", s.source), ("cue", s.cue), ("content", s.content))
        for span in spans or ()
    ]


def _piece(span: Span, marks: Iterable[tuple[Span, Mark]]) -> Piece:
    covering = [(wide, mark) for wide, mark in marks if wide.overlap(span)]
    covering.sort(key=lambda pair: (pair[1].depth, pair[0].start - pair[0].end))
    return Piece(span, tuple(mark for _, mark in covering))


def _spans(statement: Statement) -> tuple[Span, ...]:
    return (*statement.content, *(statement.source or ()), *(statement.cue or ()))


def _fits(span: Span, size: int) -> bool:
    return 0 <= span.start < span.end <= size


def _with_gaps(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    at = 0
    for block in sorted(blocks, key=lambda b: b.span):
        yield from _paragraphs(text, Span(at, block.span.start))
        if block.span.end > at:
            yield Block(Span(max(at, block.span.start), block.span.end), block.kind)
        at = max(at, block.span.end)
    yield from _paragraphs(text, Span(at, len(text)))


def _paragraphs(text: str, span: Span) -> Iterator[Block]:
    at = span.start
    for line in span.of(text).splitlines(keepends=True):
        end = at + len(line)
        if line.strip():
            yield Block(Span(at, at + len(line.rstrip())), "paragraph")
        at = end
