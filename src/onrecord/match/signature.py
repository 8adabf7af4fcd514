"""What the matcher looks at: each statement of a reading with its words, names and numbers."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import overload

import numpy as np
from numpy.typing import NDArray

from onrecord.domain import Document, Quantity, Reading, Span, Statement
from onrecord.match.words import Weigh, names, numbers, stem, terms, within

Floats = NDArray[np.float32]
Terms = dict[str, float]

#: Weight from which a word that is no name speaks for the topic of a document.
RARE = 0.6

_STOP = re.compile(r"[.!?…]+[’”\"')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])|\n+")
_ABBREVIATED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Gen|Col|Lt|Sgt|Rev|Hon|Gov|Sen|Rep|[A-Z])\.\s$"
)
#: More characters than any of them has.
_LONGEST = 12


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One statement as compared. ``speaker`` is ``None`` for the outlet's own voice; ``place`` is
    the number of its sentence, ``paragraph`` of its paragraph; ``cue`` is the words of its cue,
    ``sentence`` the whole sentence and ``before`` the one in front of it; ``document`` is the
    article's id and ``day`` when it was published."""

    statement: Statement
    document: str
    day: str
    span: Span
    text: str
    cue: str
    sentence: str
    before: str
    speaker: str | None
    place: int
    paragraph: int
    heading: bool
    terms: Terms
    around: Terms
    context: Terms
    names: frozenset[str]
    numbers: frozenset[float]
    quantities: tuple[Quantity, ...]

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id


class Lines(Sequence[Line]):
    """Lines made when they are first looked at: of most documents a claim needs a few."""

    def __init__(self, statements: Sequence[Statement], make: Callable[[Statement], Line]) -> None:
        self.ids = tuple(s.id for s in statements)
        self._statements, self._make = statements, make
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return [self[i] for i in range(len(self))[place]]
        place = range(len(self))[place]
        if place not in self._made:
            self._made[place] = self._make(self._statements[place])
        return self._made[place]


@dataclass(frozen=True)
class Signature:
    """A document's lines and their vectors, [lines, 384]."""

    document: Document
    lines: Lines
    vectors: Floats

    @property
    def article(self) -> str:
        """What versions of one article share."""
        return self.document.url or self.document.id

    @property
    def day(self) -> str:
        """Day of publication, else of fetching; empty when neither is known."""
        return _day(self.document)

    @property
    def moment(self) -> str:
        """As ``day``, with the time where the source gives it."""
        return self.document.published or self.document.fetched or ""


def spans_to_encode(reading: Reading) -> list[Span]:
    """The stretch of text that stands for each statement, in the order of the statements."""
    return [_extent(s) for s in reading.statements or ()]


def sign(reading: Reading, vectors: Floats, weigh: Weigh) -> Signature:
    """The signature of a reading. ``vectors`` has one row for each of ``spans_to_encode``."""
    kept = cache(partial(terms, weigh=weigh))  # statements share sentences

    @cache
    def starts() -> list[int]:
        return sentence_starts(reading.document.text)

    lines = Lines(reading.statements or (), lambda s: _line(reading, s, starts(), kept))
    return Signature(reading.document, lines, vectors)


def topic(text: str, weigh: Weigh) -> Terms:
    """Names and rare words by weight, which find the documents to compare one with."""
    named = {stem(n) for n in names(text)}
    return {t: w for t, w in terms(text, weigh).items() if t in named or w >= RARE}


def sentence_starts(text: str) -> list[int]:
    """Offsets at which sentences and paragraphs begin."""
    ends = (m for m in _STOP.finditer(text))
    return [0, *(e for e in (m.end() for m in ends) if not _abbreviated(text, e))]


def _abbreviated(text: str, end: int) -> bool:
    """Whether what ends there is an abbreviation and no sentence."""
    return bool(_ABBREVIATED.search(text, max(0, end - _LONGEST), end))


def _day(document: Document) -> str:
    return (document.published or document.fetched or "")[:10]


def _extent(statement: Statement) -> Span:
    return Span(min(s.start for s in statement.content), max(s.end for s in statement.content))


def _line(
    reading: Reading, statement: Statement, starts: list[int], terms_of: Callable[[str], Terms]
) -> Line:
    document, extent = reading.document, _extent(statement)
    text = " … ".join(s.of(document.text) for s in statement.content)
    place = bisect_right(starts, extent.start) - 1
    sentence = _between(document.text, starts, place, extent.end)
    before = _between(document.text, starts, place - 1, 0) if place else ""
    whole = terms_of(sentence)
    return Line(
        statement=statement,
        document=document.id,
        day=_day(document),
        span=extent,
        text=text,
        cue=" ".join(s.of(document.text) for s in statement.cue or ()),
        sentence=sentence,
        before=before,
        speaker=_speaker(statement, document),
        place=place,
        paragraph=document.text.count("\n", 0, extent.start),
        heading=_heading(document, extent),
        terms=terms_of(text),
        around=whole,
        context=whole | terms_of(before),
        names=names(sentence),
        numbers=numbers(text),
        quantities=within(reading.quantities or (), statement.content),
    )


def _between(text: str, starts: list[int], place: int, least: int) -> str:
    end = starts[place + 1] if place + 1 < len(starts) else len(text)
    return text[starts[place] : max(end, least)].strip()


def _speaker(statement: Statement, document: Document) -> str | None:
    own = statement.cue is None and statement.source is None
    if own or statement.speaker is None or statement.speaker.name == document.outlet:
        return None
    return statement.speaker.name


def _heading(document: Document, span: Span) -> bool:
    if document.blocks:
        return any(b.kind == "heading" and b.span.overlap(span) for b in document.blocks)
    line = document.text[: span.end].rsplit("\n", 1)[-1]
    line += document.text[span.end :].partition("\n")[0]
    return span.start < 400 and not re.search(r"[.!?”\"]\s*$", line)
