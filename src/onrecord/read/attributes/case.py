"""One statement in its article, prepared once for all rules."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property, wraps
from typing import NamedTuple, TypeAlias, TypeVar

from onrecord.domain import Reading, Reason, Span, Spans, Statement
from onrecord.read.attributes.layout import Layout
from onrecord.read.lemmas import lemma
from onrecord.read.lexicons import CueSense, cues

_TOKEN = re.compile(r"[^\W_]+(?:[.&-][^\W_]+)*(?=n[’']t\b)|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b"
                    r"|[^\W_]+(?:[.&-][^\W_]+)*|[?!:,;“”\"—–-]")  # fmt: skip
_WHOLE = {"n't": "not", "'s": "'s", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would",
          "'m": "am", "ca": "can", "wo": "will"}  # fmt: skip


class Word(NamedTuple):
    """A token: ``lower`` is its normal form ("n't" → "not"), ``text`` as written."""

    span: Span
    text: str
    lower: str


# The confidence of a rule that goes by words that leave no choice: it decides alone.
CERTAIN = 0.99

Words: TypeAlias = tuple[Word, ...]


@dataclass(frozen=True)
class Case:
    """A statement with the words of its parts and where it stands. ``before`` are the cases of
    the same article that come earlier in text order, nearest first."""

    reading: Reading
    statement: Statement
    before: tuple["Case", ...] = ()

    @property
    def text(self) -> str:
        """The article's text."""
        return self.reading.document.text

    @cached_property
    def cue(self) -> Words:
        """Words of the cue."""
        return words(self.text, self.statement.cue or ())

    @cached_property
    def source(self) -> Words:
        """Words of the source."""
        return words(self.text, self.statement.source or ())

    @cached_property
    def content(self) -> Words:
        """Words of the content."""
        return words(self.text, self.statement.content)

    @cached_property
    def anchor(self) -> Span:
        """The cue, or what stands for it: where the saying happens."""
        parts = self.statement.cue or self.statement.source or self.statement.content
        return Span(parts[0].start, parts[-1].end)

    @cached_property
    def sentence(self) -> Span:
        """The sentence that holds the anchor, with what a closing quotation splits off."""
        return self.layout.sentence_of(self.anchor)

    @cached_property
    def place(self) -> int:
        """Which sentence of the article the anchor begins in."""
        return self.layout.sentence_index(self.anchor)

    @cached_property
    def paragraph(self) -> Span:
        """The paragraph that holds the anchor."""
        return self.layout.paragraph_of(self.anchor)

    @cached_property
    def layout(self) -> Layout:
        """Where everything of the article stands; one for all its cases."""
        return self.before[0].layout if self.before else Layout(self.reading)

    @cached_property
    def senses(self) -> tuple[tuple[Span, str, CueSense], ...]:
        """Known cue words in the cue: span, lemma, sense; longest match first at each word."""
        return tuple(_senses(self.cue))

    @cached_property
    def outside(self) -> Spans:
        """The sentence's stretches outside the content, and outside the content of others that do
        not hold the cue: where addressee, medium and time are."""
        inside = self.layout.said.over(self.sentence)
        others = [span for span, _ in inside if not span.overlap(self.anchor)]
        return tuple(subtract(self.sentence, [*self.statement.content, *others]))


Rule: TypeAlias = Callable[[Case], Reason | None]
Found = TypeVar("Found")


def per_case(find: Callable[[Case], Found]) -> Callable[[Case], Found]:
    """The function, computed once for each case: several rules ask for the same things."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def once(case: Case) -> Found:
        if name not in case.__dict__:
            case.__dict__[name] = find(case)
        found: Found = case.__dict__[name]
        return found

    return once


def words(text: str, spans: Iterable[Span]) -> Words:
    """Tokens of the spans, contractions split and expanded."""
    return tuple(
        Word(Span(*m.span()), m[0], _normal(m[0], text[m.end() : m.end() + 1]))
        for s in spans
        for m in _TOKEN.finditer(text, s.start, s.end)
    )


def _normal(token: str, following: str) -> str:
    low = token.lower().replace("’", "'")
    if low in ("ca", "wo") and following != "n":
        return low
    return _WHOLE.get(low, low)


def subtract(whole: Span, parts: Iterable[Span]) -> list[Span]:
    """What is left of ``whole`` without ``parts``, in order, empty pieces left out."""
    out, start = [], whole.start
    for part in sorted(p for p in parts if p.start < whole.end and p.end > whole.start):
        out.append(Span(start, part.start))
        start = max(start, part.end)
    return [s for s in [*out, Span(start, whole.end)] if s.end > s.start]


@cache
def _parts() -> frozenset[str]:
    """Every single word of the cue list."""
    return frozenset(w for phrase in cues() for w in phrase.split())


def _senses(tokens: Words) -> Iterable[tuple[Span, str, CueSense]]:
    known, parts = cues(), _parts()
    lemmas = [lemma(w.lower, parts) for w in tokens]
    for i in range(len(tokens)):
        for n in (4, 3, 2, 1):
            for forms in (lemmas, [w.lower for w in tokens]):
                phrase = " ".join([lemmas[i], *forms[i + 1 : i + n]]) if n > 1 else forms[i]
                if len(lemmas) >= i + n and phrase in known:
                    yield (
                        Span(tokens[i].span.start, tokens[i + n - 1].span.end),
                        phrase,
                        known[phrase],
                    )
                    break
            else:
                continue
            break
