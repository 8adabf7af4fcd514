"""Where everything of one article stands, indexed once for all its statements."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Generic, TypeVar

from onrecord.domain import Entity, Reading, Span, Spans, Statement
from onrecord.read.quotations import Quotation, quotations
from onrecord.read.sentences import paragraphs, sentences

Item = TypeVar("Item")
Found = TypeVar("Found")


class Spread(Generic[Item]):
    """Items by the spans they cover, found by what they overlap."""

    def __init__(self, items: Iterable[tuple[Span, Item]]) -> None:
        self.items = sorted(items, key=lambda x: x[0])
        self._starts = [s.start for s, _ in self.items]
        self._longest = max((s.end - s.start for s, _ in self.items), default=0)

    def over(self, span: Span) -> list[tuple[Span, Item]]:
        """Spans and items that share a code point with ``span``, in text order."""
        low = bisect_left(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end, low)
        near = self.items[low:high]
        return [x for x in near if x[0].end > span.start and x[0].end > x[0].start]


class Layout:
    """One reading's sentences, paragraphs, quotations, statements and entities, by place."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.document.text
        self._once: dict[Callable[..., object], object] = {}

    def once(self, find: Callable[["Layout"], Found]) -> Found:
        """What ``find`` finds in the article, computed at the first call."""
        if find not in self._once:
            self._once[find] = find(self)
        found: Found = self._once[find]  # type: ignore[assignment]
        return found

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def sentences(self) -> Spans:
        """Sentence spans."""
        return sentences(self.text)

    @cached_property
    def paragraphs(self) -> Spans:
        """Paragraph spans."""
        return paragraphs(self.text)

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The article's quotations."""
        return quotations(self.text)

    @cached_property
    def quoted(self) -> Spread[Quotation]:
        """Quotations by place."""
        return Spread((q.span, q) for q in self.quotations)

    @cached_property
    def said(self) -> Spread[Statement]:
        """Statements by the spans of their contents."""
        return Spread((c, s) for s in self.reading.statements or () for c in s.content)

    @cached_property
    def made(self) -> tuple[Statement, ...]:
        """The article's attributed statements in the order of their cues."""
        found = (s for s in self.reading.statements or () if s.cue and not s.parent)
        return tuple(sorted(found, key=cue_start))

    @cached_property
    def _made_at(self) -> list[int]:
        return [cue_start(s) for s in self.made]

    def made_in(self, start: int, end: int) -> tuple[Statement, ...]:
        """The attributed statements whose cue begins in the half-open stretch."""
        low = bisect_left(self._made_at, start)
        return self.made[low : bisect_left(self._made_at, end, low)]

    @cached_property
    def by_entity(self) -> dict[str, list[Statement]]:
        """Statements by their speaker's entity."""
        out: dict[str, list[Statement]] = {}
        for s in self.reading.statements or ():
            if s.speaker and s.speaker.entity is not None:
                out.setdefault(s.speaker.entity, []).append(s)
        return out

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id."""
        return {e.id: e for e in reversed(self.reading.entities or ())}

    @cached_property
    def mentions(self) -> Spread[Entity]:
        """Entities by the spans of their mentions."""
        return Spread((m.span, e) for e in self.reading.entities or () for m in e.mentions)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [s.end for s in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [p.start for p in self.paragraphs]

    def sentence_index(self, span: Span) -> int:
        """Which sentence of the text the span begins in."""
        return max(bisect_right(self._sentence_starts, span.start) - 1, 0)

    def paragraph_index(self, span: Span) -> int:
        """Which paragraph of the text the span begins in; -1 before the first."""
        return bisect_right(self._paragraph_starts, span.start) - 1

    def stretch(self, first: int, last: int) -> Span:
        """The text from one sentence to another, both included, by their numbers."""
        after = self._sentence_starts[last + 1 : last + 2]
        start = self._sentence_starts[first] if first > 0 else 0
        return Span(start, after[0] if after else len(self.text))

    def sentence_at(self, span: Span) -> Span:
        """The sentence the span begins in."""
        return self.sentences[self.sentence_index(span)]

    def sentence_of(self, span: Span) -> Span:
        """The sentence that shares most with the span."""
        return _around(self.sentences, self._sentence_starts, span)

    def sentence_end(self, at: int) -> int:
        """The end of the first sentence that ends after a place; the text's end when none does."""
        i = bisect_right(self._sentence_ends, at)
        return self._sentence_ends[i] if i < len(self._sentence_ends) else len(self.text)

    def paragraph_of(self, span: Span) -> Span:
        """The paragraph that shares most with the span."""
        return _around(self.paragraphs, self._paragraph_starts, span)


def cue_start(statement: Statement) -> int:
    """Where the saying stands."""
    return (statement.cue or statement.content)[0].start


def _around(units: Spans, starts: list[int], span: Span) -> Span:
    """The unit that overlaps the span most; the span itself when there are no units."""
    low = max(bisect_right(starts, span.start) - 1, 0)
    near = units[low : max(bisect_left(starts, span.end), low + 1)]
    best = max(near, key=lambda u: u.overlap(span), default=span)
    return best if best.overlap(span) else next(iter(units), span)
