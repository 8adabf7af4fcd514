"""WARC web archives: each successful response for a page becomes an input."""

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.domain import State
from onrecord.ingest.intake import Intake, Options
from onrecord.ingest.part import Part

_KINDS = WarcRecordType.response | WarcRecordType.resource
_READ = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")


def read_warc(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Intake]:
    """The pages, PDFs and texts in a WARC file (ISO 28500), in order, with when each was
    fetched. Images, scripts, redirects and errors are no inputs."""
    seen = 0
    try:
        for record in ArchiveIterator(file, record_types=_KINDS, auto_decode="all"):
            part = _part(record, name, options)
            seen += 1
            if part is not None:
                yield part
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield Intake(name, State.MALFORMED, f"a damaged WARC file: {error}")
        return
    if not seen:
        yield Intake(name, State.EMPTY, "the WARC file holds no responses")


def _part(record: WarcRecord, name: str, options: Options) -> Part | Intake | None:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    media = record.http_content_type or record.headers.get("Content-Type") or ""
    media = media.partition(";")[0].strip().lower()
    if media not in _READ or not url.startswith(("http://", "https://")):
        return None
    place, most = f"{name}!{url}", options.limits.file_bytes
    content = record.reader.read(most + 1)
    if len(content) > most:
        return Intake(place, State.TOO_LARGE, f"more than {most:,} bytes")
    when = record.record_date.isoformat() if record.record_date else None
    known = replace(options, fetched=options.fetched or when)
    return Part(place, content, known, media=media, charset=record.http_charset, url=url)
