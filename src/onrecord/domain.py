"""The nouns of Onrecord: frozen, typed, standard library only.

Offsets are Unicode code points into ``Document.text``; spans are half-open. A layer of a
``Reading`` is ``None`` until its stage ran and ``()`` when it ran and found nothing.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class State(StrEnum):
    """Where an input ended. Every input ends in exactly one of these, with a reason."""

    READ = "read"
    EMPTY = "empty"
    BINARY = "binary"
    BAD_ENCODING = "bad-encoding"
    TOO_LARGE = "too-large"
    NO_ARTICLE = "no-article"
    UNSUPPORTED_LANGUAGE = "unsupported-language"
    UNSUPPORTED_FORMAT = "unsupported-format"
    ENCRYPTED = "encrypted"
    IMAGE_ONLY = "image-only"
    MALFORMED = "malformed"
    NOT_FOUND = "not-found"
    UNREADABLE = "unreadable"
    FETCH_FAILED = "fetch-failed"
    REFUSED_ADDRESS = "refused-address"
    BAD_DATE = "bad-date"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of Unicode code points in one document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span covers."""
        return text[self.start : self.end]

    def overlap(self, other: "Span") -> int:
        """Number of code points shared with ``other``."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text with one role in the page: heading, paragraph, list or caption."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """Canonical text and what is known of where it came from.

    ``published`` and ``fetched`` are ISO 8601 dates or date-times, as precise as the source.
    ``removed`` holds what extraction left out of the page, for inspection.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    fetched: str | None = None
    language: str | None = None
    path: str | None = None
    links: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Content address: a hash of text, url and outlet; independent of path and ``id``."""
        return digest(self.text, self.url or "", self.outlet or "")


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or refers to something; ``kind`` is name, nominal or pronoun."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Role:
    """A title, role or affiliation as the text gives it, with validity where stated."""

    span: Span
    former: bool = False
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """What the mentions of one document refer to. ``type`` is person, organisation, outlet,
    place, group, document, event, law or product."""

    id: str
    type: str
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time expression with its TIMEX3 ``type`` and ``value`` (Pustejovsky et al. 2003).

    ``begin`` and ``end`` bound it as an interval of ISO dates or date-times, both inclusive;
    ``None`` where the text does not say. ``resolved`` is false where no year could be known.
    """

    span: Span
    type: str
    value: str
    mod: str | None = None
    begin: str | None = None
    end: str | None = None
    resolved: bool = True
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the text bounds it. ``bound`` is exact, at_least, more_than, about, at_most,
    less_than or between; for between, ``value`` is the low end and ``high`` the high end."""

    span: Span
    value: float
    bound: str = "exact"
    high: float | None = None
    unit: str | None = None
    counted: Span | None = None
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who a statement is attributed to: the fullest name or description in the document."""

    name: str
    entity: str | None = None
    mention: Span | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """What the article says of checking a statement; ``status`` is unverified, verified,
    no-response, declined or seen."""

    status: str
    by: str | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: a rule or model, its confidence, and the words that decided."""

    field: str
    value: str
    by: str
    confidence: float
    words: Spans = ()


@dataclass(frozen=True, slots=True)
class Conditional:
    """If ``condition``, then ``consequence``: the two clauses as the text has them."""

    condition: Span
    consequence: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution (source, cue, content) and what it means.

    Values of the enumerated fields are those of the annotation scheme in docs/scheme.md.
    The outlet's own voice has ``cue`` ``None`` and the outlet as its speaker; a statement
    made inside another's content names it as ``parent``.
    """

    id: str
    content: Spans
    source: Spans | None = None
    cue: Spans | None = None
    quote: str = "indirect"
    speaker: Speaker | None = None
    kind: str = "none"
    identity: str = "none"
    title: Spans | None = None
    basis: Spans | None = None
    act: str = "assert"
    factuality: str = "CT+"
    reporter: str = "neutral"
    forecast: bool = False
    conditional: bool = False
    addressee: Spans | None = None
    via: Spans | None = None
    when: tuple[TimeValue, ...] | None = None
    parent: str | None = None
    confidence: float = 1.0
    verification: Verification | None = None
    reasons: tuple[Reason, ...] = ()
    conditionals: tuple[Conditional, ...] = ()

    @property
    def span(self) -> Span:
        """The smallest span that covers source, cue and content."""
        parts = [*(self.source or ()), *(self.cue or ()), *self.content]
        return Span(min(p.start for p in parts), max(p.end for p in parts))


@dataclass(frozen=True, slots=True)
class Party:
    """One of those who take part in an event. ``country`` is an ISO 3166-1 alpha-2 code,
    ``sector`` a PLOVER sector (GOV, MIL, COP, LEG, REB, …); ``entity`` an id of the reading."""

    span: Span
    name: str
    entity: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. ``type`` and ``mode`` are those of PLOVER (draft 0.8, 2021), and
    ``modality`` is happened, planned, denied, hypothetical or negated. ``actor`` covers all of
    ``actors``; ``statement`` is the one whose words report the event."""

    id: str
    predicate: Span
    type: str
    mode: str | None = None
    actor: Span | None = None
    recipient: Span | None = None
    place: Span | None = None
    time: TimeValue | None = None
    modality: str = "happened"
    quantities: tuple[Quantity, ...] = ()
    statement: str | None = None
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the reader found in one document."""

    document: Document
    reader: str
    statements: tuple[Statement, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    times: tuple[TimeValue, ...] | None = None
    quantities: tuple[Quantity, ...] | None = None
    events: tuple[Event, ...] | None = None
    warnings: tuple[str, ...] = field(default=())


def digest(*parts: str) -> str:
    """First 128 bits of SHA-256 over a JSON list of the parts, as hex."""
    packed = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return hashlib.sha256(packed).hexdigest()[:32]


def statement_id(
    document: Document,
    source: Iterable[Span] | None,
    cue: Iterable[Span] | None,
    content: Iterable[Span],
) -> str:
    """Hash of document and spans, without the reader's version, so that a judgement on the
    statement still holds when the document is read again."""
    rows = [[[s.start, s.end] for s in spans or ()] for spans in (source, cue, content)]
    return "s" + digest(document.key, json.dumps(rows))[:16]
