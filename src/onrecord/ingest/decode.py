"""Bytes to text: UTF-8, UTF-16 with a byte order mark, Windows-1252 where plausible."""

import codecs
import re
import unicodedata

from onrecord.domain import State
from onrecord.ingest.refusal import RefusedInputError

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    *((bom, "utf-32") for bom in _UTF32),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of ``content``, a byte order mark dropped and line ends left as they are.

    ``charset`` is the encoding that HTTP or mail headers declare, tried after byte order marks
    and UTF-8. Raises ``RefusedInputError`` with ``binary`` or ``bad-encoding``.
    """
    text = _with_bom(content)
    if text is None:
        if looks_binary(content):
            raise RefusedInputError(State.BINARY, "not text: it holds binary data")
        text = _without_bom(content, charset)
    if len(_CONTROL.findall(text)) > max(4, len(text) // 200):
        raise RefusedInputError(State.BINARY, "not text: it holds control characters")
    return text


def looks_binary(content: bytes) -> bool:
    """Whether the first 8 KiB hold a NUL byte or many control bytes (and no byte order mark)."""
    head = content[:8192]
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return False
    control = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return b"\x00" in head or control > len(head) // 20


def _with_bom(content: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content, encoding)
    return None


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        reason = f"not valid {encoding}, though its byte order mark says so: {error}"
        raise RefusedInputError(State.BAD_ENCODING, reason) from None


def _without_bom(content: bytes, charset: str | None) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error
    for encoding in dict.fromkeys((charset or "cp1252", "cp1252")):
        text = _try(content, encoding)
        if text is not None and (encoding == charset or _plausible(text, content)):
            return text
    reason = f"neither UTF-8 (byte {first.start} is wrong) nor Windows-1252; convert it to UTF-8"
    raise RefusedInputError(State.BAD_ENCODING, reason)


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _plausible(text: str, content: bytes) -> bool:
    """Whether Windows-1252 gives sensible text: high bytes are rare, and are letters or
    punctuation; mixed-up encodings give runs of symbols."""
    high = [c for c in text if ord(c) > 127]
    letters = sum(unicodedata.category(c)[0] in "LP" or c in "\u00a0£€°©®½¼¾" for c in high)
    broken_utf8 = len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", content))
    return (
        len(high) < 0.1 * len(text) + 2
        and letters >= 0.9 * len(high)
        and broken_utf8 < 0.5 * len(high)
    )
