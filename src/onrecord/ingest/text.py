"""Plain text, as people hand it in, to a draft: unwrapped, headings told from paragraphs."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.domain import Block, Document, Span
from onrecord.ingest.compose import finish
from onrecord.ingest.furniture import strip_furniture
from onrecord.ingest.heads import Head, byline_of, dateline_of
from onrecord.ingest.intake import Draft, Options, Piece
from onrecord.ingest.shape import bulleted, ends_sentence, heading_like, title_like
from onrecord.ingest.wrap import PAGE, unwrap

_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u200e\u200f\u2060\ufeff\u202a-\u202e]")
_LINE_END = re.compile(r"\r\n?|[\u0085\u2028\u000b]")
_HEAD_LINES = 6


def clean(text: str) -> str:
    """The text with ``\\n`` line ends, plain spaces, and no invisible characters."""
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n")
    return _INVISIBLE.sub("", _SPACES.sub(" ", text))


def draft_text(text: str) -> Draft:
    """A draft of plain text: hard-wrapped lines joined, page breaks mended, head fields found."""
    pages, removed = strip_furniture([p.split("\n") for p in clean(text).split(PAGE)])
    paragraphs = unwrap(PAGE.join("\n".join(page) for page in pages))
    return replace(draft_paragraphs(paragraphs), removed=removed)


def draft_paragraphs(paragraphs: Sequence[str]) -> Draft:
    """A draft of paragraphs: each gets its kind, and the head gives title, byline and date."""
    pieces = classify(paragraphs)
    found = [h for p in pieces[:_HEAD_LINES] if p.kind == "byline" and (h := byline_of(p.text))]
    head = _merged(found)
    title = next((p.text for p in pieces if p.kind == "title"), None)
    body = next((p.text for p in pieces if p.kind == "paragraph"), "")
    return Draft(
        pieces=tuple(pieces),
        title=title,
        outlet=head.outlet,
        byline=head.byline,
        dateline=dateline_of(body) or head.dateline,
        published=head.published,
    )


def classify(paragraphs: Sequence[str]) -> list[Piece]:
    """The kind of each paragraph, from its shape and its place."""
    kinds: list[str] = []
    for i, text in enumerate(paragraphs):
        after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        kinds.append(_kind(i, text, after, kinds))
    return [Piece(kind, text) for kind, text in zip(kinds, paragraphs, strict=True)]


def _kind(i: int, text: str, after: str | None, before: Sequence[str]) -> str:
    if all(kind in ("title", "byline") for kind in before):
        if i < _HEAD_LINES and byline_of(text):
            return "byline"
        if "title" not in before and after is not None and _is_title(text, after):
            return "title"
    if bulleted(text):
        return "list"
    heads = after is not None and heading_like(text) and not bulleted(after)
    return "heading" if heads and dateline_of(text) is None else "paragraph"


def _is_title(text: str, after: str) -> bool:
    """A headline stands before a byline or before prose."""
    if not title_like(text) or dateline_of(text):
        return False
    return byline_of(after) is not None or ends_sentence(after) or len(after) > len(text)


def _merged(heads: Sequence[Head]) -> Head:
    """The first value of each field."""
    return Head(
        byline=next((h.byline for h in heads if h.byline), None),
        outlet=next((h.outlet for h in heads if h.outlet), None),
        dateline=next((h.dateline for h in heads if h.dateline), None),
        published=next((h.published for h in heads if h.published), None),
    )


def verbatim(text: str, draft: Draft, name: str, options: Options) -> Document:
    """The document whose text is ``text`` to the character, with fields from ``draft``.

    Blocks are its lines that are not blank; offsets are code points of ``text``.
    """
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]
    pieces = classify([span.of(text) for span in spans])
    blocks = tuple(Block(s, p.kind) for s, p in zip(spans, pieces, strict=True))
    return finish(draft, text, blocks, name, options)
