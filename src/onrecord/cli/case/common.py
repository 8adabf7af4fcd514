"""What the commands on a case share."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from onrecord.record import Record


@contextmanager
def opened(path: Path, *, create: bool = False, read_only: bool = False) -> "Iterator[Record]":
    """The case, with errors about it as one line and exit code 1."""
    from onrecord.record import Record
    from onrecord.store.errors import CaseError, explained

    try:
        with Record.open(path, create=create, read_only=read_only) as record, explained(path):
            yield record
    except CaseError as error:
        raise click.ClickException(str(error)) from error


def size(count: float) -> str:
    """Bytes as people read them."""
    for unit in ("bytes", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"
