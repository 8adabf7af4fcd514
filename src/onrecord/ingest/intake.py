"""What goes into ingestion and what comes out of it: options, drafts, intakes."""

from dataclasses import dataclass

from onrecord.domain import Document, State
from onrecord.ingest.fetch import Fetcher


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes above which an input is refused with the state ``too-large``."""

    text_characters: int = 1_000_000
    html_bytes: int = 10_000_000
    file_bytes: int = 100_000_000
    pdf_pages: int = 3_000
    pdf_seconds: int = 120
    members: int = 100_000
    expanded_bytes: int = 4_000_000_000
    nesting: int = 3


@dataclass(slots=True)
class Spent:
    """What an archive has come to so far, with the archives in it: files, and bytes unpacked."""

    members: int = 0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller knows of the inputs, and how to read them.

    The first six fields outrank what an input says of itself, except in a JSONL line, whose
    own members outrank them. ``verbatim`` takes plain text and
    JSONL text as it stands, so that offsets are code points of the input. ``only_english`` off
    reads any language. ``fetcher`` is used for URLs; one with default limits is made if absent.
    ``spent`` is set inside an archive, so that its limits hold for all that is nested in it.
    """

    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    fetched: str | None = None
    verbatim: bool = False
    only_english: bool = True
    limits: Limits = Limits()
    fetcher: Fetcher | None = None
    spent: Spent | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """Where one input ended. ``document`` is set if and only if ``state`` is ``read``.

    ``name`` is the path or URL; a part of a container is named ``path:line`` (JSONL) or
    ``path!member``. ``reason`` is one line. ``content`` holds the bytes as handed in or
    fetched, where there were any, and ``media`` their media type.
    """

    name: str
    state: State
    reason: str | None = None
    document: Document | None = None
    content: bytes | None = None
    media: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page before it has offsets; ``kind`` as in ``domain.Block``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a format's reader found; the pieces in order make the text."""

    pieces: tuple[Piece, ...]
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: str | None = None
    fetched: str | None = None
    language: str | None = None
    links: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
