"""One input of a single document: bytes and what is known of them to an intake."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from onrecord.domain import Document, State
from onrecord.ingest.compose import compose
from onrecord.ingest.decode import decode
from onrecord.ingest.html import declared_charset, draft_html
from onrecord.ingest.intake import Draft, Intake, Options
from onrecord.ingest.pdf import draft_pdf
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.sniff import MEDIA, Format, foreign
from onrecord.ingest.text import draft_text, verbatim


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes with their name, format and the encoding that a header declares."""

    name: str
    content: bytes
    format: Format
    charset: str | None = None
    url: str | None = None


def read_one(source: Source, options: Options) -> Intake:
    """The intake of one document; never raises for what is in the bytes."""
    media = MEDIA.get(source.format)
    try:
        document = _document(source, options)
    except RefusedInputError as refusal:
        return Intake(source.name, refusal.state, refusal.reason, None, source.content, media)
    except (RecursionError, MemoryError) as error:
        reason = f"it could not be read within limits: {type(error).__name__}"
        return Intake(source.name, State.FAILED, reason, None, source.content, media)
    return Intake(source.name, State.READ, None, document, source.content, media)


def _document(source: Source, options: Options) -> Document:
    if not source.content.strip():
        raise RefusedInputError(State.EMPTY, "the input is empty")
    if source.format is Format.TEXT and options.verbatim:
        text = decode(source.content, source.charset)
        return verbatim(text, Draft(pieces=()), source.name, options)
    reader = _DRAFTS.get(source.format)
    if reader is None:
        raise _unreadable(source)
    draft = reader(source, options)
    return compose(replace(draft, url=draft.url or source.url), source.name, options)


def _unreadable(source: Source) -> RefusedInputError:
    kind = foreign(source.content)
    if kind is None:
        return RefusedInputError(State.BINARY, "not a format that is read: it holds binary data")
    return RefusedInputError(State.UNSUPPORTED_FORMAT, f"{kind}; hand it in as text, HTML or PDF")


def _text(source: Source, options: Options) -> Draft:
    if len(source.content) > 4 * options.limits.text_characters:
        reason = f"{len(source.content):,} bytes of text"
        raise RefusedInputError(State.TOO_LARGE, reason)
    return draft_text(decode(source.content, source.charset))


def _html(source: Source, options: Options) -> Draft:
    if len(source.content) > options.limits.html_bytes:
        most = options.limits.html_bytes
        reason = f"{len(source.content):,} bytes of HTML; at most {most:,} are read"
        raise RefusedInputError(State.TOO_LARGE, reason)
    charset = source.charset or declared_charset(source.content)
    return draft_html(decode(source.content, charset), options.url or source.url)


def _pdf(source: Source, options: Options) -> Draft:
    return draft_pdf(source.content, options.limits)


_DRAFTS: dict[Format, Callable[[Source, Options], Draft]] = {
    Format.TEXT: _text,
    Format.HTML: _html,
    Format.PDF: _pdf,
}
