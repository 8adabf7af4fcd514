"""PDF to drafts with PDFium: lines in reading order, page furniture off, then as plain text."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2 as pdfium
from pypdfium2 import raw

from onrecord.domain import State
from onrecord.ingest.dates import parse_date
from onrecord.ingest.furniture import strip_furniture
from onrecord.ingest.intake import Draft, Limits
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.text import clean, draft_text
from onrecord.ingest.wrap import PAGE

DEFAULTS = Limits()
_JUNK_TITLE = re.compile(
    r"^(?:untitled|microsoft word|document\d*|layout \d|\S+\.(?:docx?|indd|pdf|odt|qxd|pages))",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(r"^(?:user|admin|administrator|owner|unknown|\W*|\w+\d+)$", re.IGNORECASE)
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page; PDF units, the origin bottom left."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def draft_pdf(content: bytes, limits: Limits = DEFAULTS) -> Draft:
    """A draft of a PDF's text.

    Raises ``RefusedInputError``: ``encrypted``, ``image-only``, ``too-large``, ``malformed``.
    """
    document = _open(content)
    try:
        pages = list(_pages(document, limits))
        meta = document.get_metadata_dict()
    except pdfium.PdfiumError as error:
        raise RefusedInputError(State.MALFORMED, f"a damaged PDF: {error}") from None
    finally:
        document.close()
    if not any(line.strip() for page in pages for line in page):
        raise RefusedInputError(State.IMAGE_ONLY, "the PDF holds images and no text; it needs OCR")
    return _with_metadata(_draft(pages), meta)


def _pages(document: pdfium.PdfDocument, limits: Limits) -> Iterator[list[str]]:
    """The lines of each page. Raises ``RefusedInputError`` where a limit is passed, before the
    page that would pass it is taken apart."""
    if len(document) > limits.pdf_pages:
        reason = f"{len(document):,} pages; at most {limits.pdf_pages:,} are read"
        raise RefusedInputError(State.TOO_LARGE, reason)
    began, characters = time.monotonic(), 0
    for i in range(len(document)):
        page = document[i]
        textpage = page.get_textpage()
        try:
            characters += textpage.count_chars()
            _check(characters, time.monotonic() - began, limits)
            lines = list(_lines(textpage))
        finally:
            textpage.close()
            page.close()
        yield _with_gaps(lines)


def _check(characters: int, seconds: float, limits: Limits) -> None:
    if characters > limits.text_characters:
        reason = f"more than {limits.text_characters:,} characters of text"
        raise RefusedInputError(State.TOO_LARGE, reason)
    if seconds > limits.pdf_seconds:
        reason = f"its pages took more than {limits.pdf_seconds} seconds"
        raise RefusedInputError(State.TOO_LARGE, reason)


def _open(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise RefusedInputError(State.ENCRYPTED, "the PDF needs a password") from None
        raise RefusedInputError(State.MALFORMED, f"not readable as PDF: {error}") from None


def _draft(pages: list[list[str]]) -> Draft:
    kept, removed = strip_furniture(pages)
    return replace(draft_text(PAGE.join("\n".join(page) for page in kept)), removed=removed)


def _lines(textpage: pdfium.PdfTextPage) -> Iterator[Line]:
    """PDFium's lines with their boxes; it gives them in the order of the content stream."""
    text = textpage.get_text_range()
    boxes: list[tuple[float, float, float, float]] = []
    start = 0
    for i, char in enumerate(text):
        if char in "\r\n":
            yield from _line(text[start:i], boxes)
            boxes, start = [], i + 1
        elif not char.isspace():
            boxes.append(textpage.get_charbox(i, loose=True))
    yield from _line(text[start:], boxes)


def _line(text: str, boxes: list[tuple[float, float, float, float]]) -> Iterator[Line]:
    if text.strip() and boxes:
        left, bottom, right, top = zip(*boxes, strict=True)
        yield Line(clean(text).strip(), min(left), min(bottom), max(right), max(top))


def _with_gaps(lines: list[Line]) -> list[str]:
    """Texts of the lines in reading order, an empty one where the space between two is wider than
    usual."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines)]
    falls = sorted(step for step in steps if step > 0)
    usual = falls[len(falls) // 4] if falls else 0.0
    out: list[str] = []
    for i, line in enumerate(lines):
        if i and (steps[i - 1] > 1.35 * usual or steps[i - 1] < -1.0):
            out.append("")
        out.append(line.text)
    return out


def _with_metadata(draft: Draft, meta: dict[str, str]) -> Draft:
    title, author = (" ".join(clean(meta.get(k, "")).split()) for k in ("Title", "Author"))
    sane_title = title if len(title) > 8 and not _JUNK_TITLE.match(title) else None
    sane_author = author if len(author) > 3 and not _JUNK_AUTHOR.match(author) else None
    return replace(
        draft,
        title=draft.title or sane_title,
        byline=draft.byline or sane_author,
        published=draft.published or _date(meta.get("CreationDate", "")),
    )


def _date(value: str) -> str | None:
    match = _DATE.match(value)
    try:
        return parse_date(f"{match[1]}-{match[2]}-{match[3]}") if match else None
    except ValueError:
        return None
