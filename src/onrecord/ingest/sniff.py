"""Which format an input has, from its first bytes, its name and its declared media type."""

import json
import re
from enum import StrEnum
from pathlib import PurePath

from onrecord.ingest.decode import looks_binary


class Format(StrEnum):
    """The formats ingestion knows."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    JSONL = "jsonl"
    ZIP = "zip"
    TAR = "tar"
    GZIP = "gzip"
    WARC = "warc"
    MAIL = "mail"
    FEED = "feed"
    OPML = "opml"
    OTHER = "other"


_SUFFIXES = {
    ".txt": Format.TEXT, ".text": Format.TEXT, ".md": Format.TEXT, ".html": Format.HTML,
    ".htm": Format.HTML, ".xhtml": Format.HTML, ".pdf": Format.PDF, ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL, ".zip": Format.ZIP, ".tar": Format.TAR, ".tgz": Format.TAR,
    ".tar.gz": Format.TAR, ".tar.bz2": Format.TAR, ".tar.xz": Format.TAR, ".warc": Format.WARC,
    ".warc.gz": Format.WARC, ".eml": Format.MAIL, ".rss": Format.FEED, ".atom": Format.FEED,
    ".opml": Format.OPML, ".gz": Format.GZIP,
}  # fmt: skip
MEDIA = {
    Format.TEXT: "text/plain", Format.HTML: "text/html", Format.PDF: "application/pdf",
    Format.JSONL: "application/x-ndjson", Format.MAIL: "message/rfc822",
    Format.FEED: "application/rss+xml", Format.OPML: "text/x-opml",
    Format.WARC: "application/warc", Format.ZIP: "application/zip",
    Format.TAR: "application/x-tar", Format.GZIP: "application/gzip",
}  # fmt: skip
_BY_MEDIA = {
    "application/xhtml+xml": Format.HTML, "application/atom+xml": Format.FEED,
    "application/jsonl": Format.JSONL, "application/json-lines": Format.JSONL,
    "text/html": Format.HTML, "application/pdf": Format.PDF,
    "application/rss+xml": Format.FEED, "message/rfc822": Format.MAIL,
}  # fmt: skip
_MAGIC = (
    (b"%PDF-", Format.PDF),
    (b"PK\x03\x04", Format.ZIP),
    (b"PK\x05\x06", Format.ZIP),
    (b"WARC/", Format.WARC),
    (b"\xfd7zXZ\x00", Format.TAR),
    (b"BZh", Format.TAR),
)
_FOREIGN = (
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"PK\x03\x04", "an Office document or e-book"),
    (b"{\\rtf", "an RTF document"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "an image or recording"),
    (b"SQLite format 3", "a database"),
)
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/", b"META-INF/")
_MAIL = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3}")
_MAIL_FIELDS = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.I | re.M
)
_HTML = re.compile(rb"<(?:!doctype html|html|head|body|article|main|div|p|h1|meta|title)\b", re.I)


def sniff(head: bytes, name: str, media: str | None = None) -> Format:
    """The format of an input whose first bytes (8 KiB or more) are ``head``."""
    by_magic = _by_magic(head)
    if by_magic is not None:
        return _warc_or_tar(by_magic, name) if by_magic is Format.GZIP else by_magic
    if looks_binary(head) or head.startswith(b"{\\rtf"):
        return Format.OTHER
    named = named_format(name)
    if named not in (None, Format.PDF, Format.ZIP, Format.TAR, Format.GZIP, Format.WARC):
        return named
    return _by_media(media) or _by_markup(head)


def foreign(content: bytes) -> str | None:
    """What an input is that is known but not read, in words; ``None`` if that is unknown."""
    if content[4:8] == b"ftyp":
        return "a recording"
    return next((kind for magic, kind in _FOREIGN if content.startswith(magic)), None)


def named_format(name: str) -> Format | None:
    """The format that the suffix of a file name stands for."""
    suffixes = [s.lower() for s in PurePath(name).suffixes[-2:]]
    return _SUFFIXES.get("".join(suffixes)) or _SUFFIXES.get(suffixes[-1] if suffixes else "")


def _by_media(media: str | None) -> Format | None:
    return _BY_MEDIA.get(media or "")


def _by_magic(head: bytes) -> Format | None:
    if head.startswith(b"\x1f\x8b"):
        return Format.GZIP
    if head[257:262] == b"ustar":
        return Format.TAR
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    found = next((f for magic, f in _MAGIC if head.startswith(magic)), None)
    office = found is Format.ZIP and any(mark in head[:200] for mark in _OFFICE)
    return Format.OTHER if office else found


def _warc_or_tar(gzipped: Format, name: str) -> Format:
    named = named_format(name)
    return named if named in (Format.WARC, Format.TAR) else gzipped


def _by_markup(head: bytes) -> Format:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096]
    if start.startswith(b"<"):
        for mark, found in (
            (b"<opml", Format.OPML),
            (b"<rss", Format.FEED),
            (b"<rdf:RDF", Format.FEED),
        ):
            if mark in start[:1024]:
                return found
        if re.search(rb"<feed\b[^>]*Atom", start[:1024]):
            return Format.FEED
        return Format.HTML if _HTML.search(start) else Format.TEXT
    if start.startswith(b"{") and _json_line(start.split(b"\n")[0]):
        return Format.JSONL
    if _MAIL.match(start) and _MAIL_FIELDS.search(start):
        return Format.MAIL
    return Format.TEXT


def _json_line(line: bytes) -> bool:
    try:
        row = json.loads(line)
    except ValueError:
        return b'"text"' in line[:4096]
    return isinstance(row, dict) and "text" in row
