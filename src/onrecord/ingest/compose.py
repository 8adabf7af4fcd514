"""A draft becomes a document: the pieces are joined, blocks get offsets, checks are made."""

from collections.abc import Iterable
from dataclasses import replace

from onrecord.domain import Block, Document, Span, State
from onrecord.ingest.dates import parse_date
from onrecord.ingest.intake import Draft, Options, Piece
from onrecord.ingest.language import require_english
from onrecord.ingest.refusal import RefusedInputError

BREAK = "\n\n"


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of the pieces with a blank line between any two, and their spans in it."""
    parts, blocks, start = [], [], 0
    for piece in pieces:
        end = start + len(piece.text)
        blocks.append(Block(Span(start, end), piece.kind))
        parts.append(piece.text)
        start = end + len(BREAK)
    return BREAK.join(parts), tuple(blocks)


def compose(draft: Draft, name: str, options: Options) -> Document:
    """The document of a cleaned draft.

    Raises ``RefusedInputError``: empty, too large, not English, or with a bad date.
    """
    text, blocks = join(p for p in draft.pieces if p.text.strip())
    return finish(draft, text, blocks, name, options)


def finish(
    draft: Draft, text: str, blocks: tuple[Block, ...], name: str, options: Options
) -> Document:
    """The document with this exact text; fields of ``options`` outrank the draft's."""
    check_text(text, options)
    language = require_english(text) if options.only_english else draft.language
    document = Document(
        id=draft.id or "",
        text=text,
        title=options.title or draft.title,
        outlet=options.outlet or draft.outlet,
        url=options.url or draft.url,
        byline=options.byline or draft.byline,
        dateline=draft.dateline,
        published=iso_or_refuse(options.published) or draft.published,
        fetched=iso_or_refuse(options.fetched) or draft.fetched,
        language=language,
        path=name,
        links=draft.links,
        blocks=blocks,
        removed=draft.removed,
    )
    return document if document.id else replace(document, id="d" + document.key[:16])


def check_text(text: str, options: Options) -> None:
    """Raises ``RefusedInputError`` for a text that is empty or too long."""
    if not text.strip():
        raise RefusedInputError(State.EMPTY, "there is no text in it")
    most = options.limits.text_characters
    if len(text) > most:
        reason = f"{len(text):,} characters of text; at most {most:,} are read"
        raise RefusedInputError(State.TOO_LARGE, reason)


def iso_or_refuse(text: str | None) -> str | None:
    """``parse_date`` that ends the input in ``bad-date``; ``None`` and ``""`` stay ``None``."""
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError as error:
        raise RefusedInputError(State.BAD_DATE, str(error)) from None
