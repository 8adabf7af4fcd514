"""Paths, folders, globs, URLs and standard input to intakes, in a stable order."""

import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from onrecord.domain import State
from onrecord.ingest.fetch import Fetcher
from onrecord.ingest.intake import Intake, Options
from onrecord.ingest.jsonl import read_jsonl
from onrecord.ingest.one import Source, read_one
from onrecord.ingest.refusal import RefusedInputError
from onrecord.ingest.sniff import Format, sniff

_HEAD = 8192
_CONTAINERS: dict[Format, Callable[[BinaryIO, str, Options], Iterator[Intake]]] = {
    Format.JSONL: read_jsonl,
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
    options = options or Options()
    found = sniff(content[:_HEAD], url or name, media)
    container = _CONTAINERS.get(found)
    if container is not None and content.strip():
        yield from container(io.BytesIO(content), name, options)
    else:
        yield read_one(Source(name, content, found, charset, url), options)


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
        yield Intake(name, State.NOT_FOUND, "no file matches")
    for path in files:
        yield from _ingest_file(path, options)


def _ingest_file(path: Path, options: Options) -> Iterator[Intake]:
    name = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            container = _CONTAINERS.get(sniff(head, name))
            if container is not None and head.strip():
                yield from container(file, name, options)
                return
            content = file.read(options.limits.file_bytes + 1)
    except FileNotFoundError:
        yield Intake(name, State.NOT_FOUND, "no such file")
    except IsADirectoryError:
        yield Intake(name, State.EMPTY, "the folder holds no files")
    except OSError as error:
        yield Intake(name, State.UNREADABLE, error.strerror or str(error))
    else:
        yield _sized(path, content, options)


def _sized(path: Path, content: bytes, options: Options) -> Intake:
    most = options.limits.file_bytes
    if len(content) > most:
        return Intake(str(path), State.TOO_LARGE, f"more than {most:,} bytes")
    return read_one(Source(str(path), content, sniff(content[:_HEAD], str(path))), options)


def _ingest_url(url: str, options: Options) -> Iterator[Intake]:
    fetcher = options.fetcher or Fetcher()
    try:
        fetched = fetcher.fetch(url)
    except RefusedInputError as refusal:
        yield Intake(url, refusal.state, refusal.reason)
        return
    finally:
        if options.fetcher is None:
            fetcher.close()
    options = replace(options, fetched=options.fetched or fetched.fetched)
    yield from ingest_bytes(
        fetched.content or b"",
        url,
        options,
        media=fetched.media,
        charset=fetched.charset,
        url=fetched.url,
    )
