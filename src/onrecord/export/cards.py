"""What the margin says of one statement."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.domain import Document, Reason, Span, Spans, Statement, TimeValue
from onrecord.export.voices import Voice, flags_of
from onrecord.export.words import (
    CHECKS,
    DISTANCES,
    IDENTITIES,
    QUOTES,
    act_words,
    certainty_words,
    date_words,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a card: what it tells and, where it is copied from the article, those words."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a value is what it is: the field, the value, what decided it, how sure, on what words."""

    field: str
    value: str
    by: str
    percent: int
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """One statement as the margin shows it. ``number`` counts in the article's order."""

    number: int
    classes: str
    voice: Voice
    title: str | None
    act: str
    certainty: str
    sure: str
    quote: str
    facts: tuple[Fact, ...]
    parent: int | None
    percent: int
    grounds: tuple[Ground, ...]


def card_of(
    document: Document, statement: Statement, numbers: Mapping[str, int], voice: Voice
) -> Card:
    """The card of a statement; ``numbers`` gives the number of every statement shown."""
    number = numbers[statement.id]
    flags = [f"x-{flag}" for flag in flags_of(statement)]
    return Card(
        number=number,
        classes=" ".join([f"s{number}", f"v{voice.index}", *flags]),
        voice=voice,
        title=words(document.text, statement.title),
        act=act_words(statement),
        certainty=certainty_words(statement),
        sure=statement.factuality.replace("+", "p").replace("-", "m").lower(),
        quote=QUOTES.get(statement.quote, statement.quote),
        facts=tuple(_facts(document.text, statement)),
        parent=numbers.get(statement.parent or ""),
        percent=round(100 * statement.confidence),
        grounds=tuple(_ground(document.text, r) for r in statement.reasons),
    )


def words(text: str, spans: Iterable[Span] | None) -> str | None:
    """The words of the spans on one line, with an ellipsis where they were interrupted.

    Spans that lie outside the text have no words.
    """
    parts = [" ".join(span.of(text).split()) for span in spans or ()]
    return " … ".join(p for p in parts if p) or None


def time_words(text: str, time: TimeValue) -> str:
    """A time as the article puts it, with the days that it was resolved to."""
    said = " ".join(time.span.of(text).split())
    days = dict.fromkeys(end[:10] for end in (time.begin, time.end) if end)
    if not time.resolved or not days:
        return said
    return f"{said} ({' to '.join(map(date_words, days))})"


def _facts(text: str, s: Statement) -> Iterator[Fact]:
    if s.identity in ("anonymous", "unnamed"):
        yield Fact("source", IDENTITIES[s.identity])
    yield from _copied(text, (("knows because", s.basis), ("via", s.via), ("to", s.addressee)))
    for time in s.when or ():
        yield Fact("when", time_words(text, time))
    if s.reporter != "neutral":
        yield Fact("tone", DISTANCES.get(s.reporter, s.reporter))
    if s.verification:
        yield Fact("check", _check(s.verification.status, s.verification.by))
    if s.forecast:
        yield Fact("time frame", "looks ahead")
    if s.conditional:
        yield Fact("condition", "if … then")


def _copied(text: str, rows: Iterable[tuple[str, Spans | None]]) -> Iterator[Fact]:
    for label, spans in rows:
        said = words(text, spans)
        if said:
            yield Fact(label, said)


def _check(status: str, by: str | None) -> str:
    label = CHECKS.get(status, status)
    return f"{label} by {by}" if by else label


def _ground(text: str, reason: Reason) -> Ground:
    percent = round(100 * reason.confidence)
    said = words(text, reason.words) or ""
    return Ground(reason.field, reason.value, reason.by, percent, said)
