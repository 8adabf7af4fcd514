"""Paths, folders, globs, URLs and standard input to intakes, in a stable order."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.domain import State
from onrecord.ingest.archive import read_gzip, read_tar, read_zip
from onrecord.ingest.feed import read_feed, read_opml
from onrecord.ingest.fetch import Fetcher
from onrecord.ingest.intake import Intake, Options
from onrecord.ingest.jsonl import read_jsonl
from onrecord.ingest.mail import read_mail
from onrecord.ingest.one import Source, read_one
from onrecord.ingest.part import Link, Part
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.sniff import Format, sniff
from onrecord.ingest.warc import read_warc

_HEAD = 8192
Found = Part | Link | Intake
_CONTAINERS: dict[Format, Callable[[BinaryIO, str, Options], Iterator[Found]]] = {
    Format.JSONL: read_jsonl,
    Format.ZIP: read_zip,
    Format.TAR: read_tar,
    Format.GZIP: read_gzip,
    Format.WARC: read_warc,
    Format.FEED: read_feed,
    Format.OPML: read_opml,
    Format.MAIL: read_mail,
}


def ingest(source: str | Path, options: Options | None = None) -> Iterator[Intake]:
    """Every document in ``source``: a file, a folder or glob (sorted, hidden files left out),
    an http(s) URL, or ``-`` for standard input.

    Nothing raises for what an input holds: each ends as an ``Intake`` with a state.
    """
    options = options or Options()
    name = str(source)
    if name == "-":
        yield from ingest_bytes(sys.stdin.buffer.read(), "-", options)
    elif name.lower().startswith(("http://", "https://")):
        yield from _ingest_url(name, options)
    else:
        yield from _ingest_path(name, options)


def ingest_bytes(
    content: bytes,
    name: str,
    options: Options | None = None,
    *,
    media: str | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Intake]:
    """Every document in ``content``; ``media`` and ``charset`` are as a header declares them."""
    part = Part(name, content, options or Options(), media, charset, url)
    yield from _read_part(part, 0)


def _read_part(part: Part, depth: int) -> Iterator[Intake]:
    found = _format(part)
    container = _CONTAINERS.get(found)
    if container is None or not part.content.strip():
        source = Source(part.name, part.content, found, part.charset, part.url)
        yield read_one(source, part.options)
    else:
        yield from _open(container(io.BytesIO(part.content), part.name, part.options), depth)


def _format(part: Part) -> Format:
    if part.leaf:
        return Format.HTML if part.media == "text/html" else Format.TEXT
    return sniff(part.content[:_HEAD], part.url or part.name, part.media)


def _open(found: Iterator[Found], depth: int) -> Iterator[Intake]:
    """The intakes of what a container holds, containers in it opened as deep as allowed."""
    for item in found:
        if isinstance(item, Intake):
            yield item
        elif isinstance(item, Link):
            yield from _ingest_url(item.url, item.options, depth + 1)
        elif depth >= item.options.limits.nesting:
            reason = f"archives nested more than {depth} deep"
            yield Intake(item.name, State.TOO_LARGE, reason)
        else:
            yield from _read_part(item, depth + 1)


def expand(source: str | Path) -> list[Path]:
    """The files a path, folder or glob stands for, sorted; a folder is searched to its end."""
    path = Path(source)
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
    if path.exists() or not any(c in str(source) for c in "*?["):
        return [path]
    root = Path(path.anchor) if path.is_absolute() else Path()
    pattern = str(path.relative_to(path.anchor)) if path.is_absolute() else str(path)
    return sorted(p for p in root.glob(pattern) if p.is_file() and not _hidden(p, root))


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _ingest_path(name: str, options: Options) -> Iterator[Intake]:
    files = expand(name)
    if not files:
        yield _nothing(name)
    for path in files:
        yield from _ingest_file(path, options)


def _nothing(name: str) -> Intake:
    if Path(name).is_dir():
        return Intake(name, State.EMPTY, "the folder holds no files")
    return Intake(name, State.NOT_FOUND, "no file matches")


def _ingest_file(path: Path, options: Options) -> Iterator[Intake]:
    name = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            container = _CONTAINERS.get(sniff(head, name))
            if container is not None and head.strip():
                yield from _open(container(file, name, options), 0)
                return
            content = file.read(options.limits.file_bytes + 1)
    except FileNotFoundError:
        yield Intake(name, State.NOT_FOUND, "no such file")
    except OSError as error:
        yield Intake(name, State.UNREADABLE, error.strerror or str(error))
    else:
        yield _sized(path, content, options)


def _sized(path: Path, content: bytes, options: Options) -> Intake:
    most = options.limits.file_bytes
    if len(content) > most:
        return Intake(str(path), State.TOO_LARGE, f"more than {most:,} bytes")
    return read_one(Source(str(path), content, sniff(content[:_HEAD], str(path))), options)


def _ingest_url(url: str, options: Options, depth: int = 0) -> Iterator[Intake]:
    """What is at a URL; links in it are fetched with the same fetcher."""
    if depth > options.limits.nesting:
        yield Intake(url, State.TOO_LARGE, f"links followed more than {depth - 1} deep")
        return
    if options.fetcher is None:
        with Fetcher() as fetcher:
            yield from _ingest_url(url, replace(options, fetcher=fetcher), depth)
        return
    try:
        fetched = options.fetcher.fetch(url)
    except RefusedInputError as refusal:
        yield Intake(url, refusal.state, refusal.reason)
        return
    known = replace(options, fetched=options.fetched or fetched.fetched)
    content, final = fetched.content or b"", fetched.url
    part = Part(url, content, known, fetched.media, fetched.charset, final)
    yield from _read_part(part, depth)
