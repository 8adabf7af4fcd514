"""ZIP, tar and gzip, read in memory with limits; nothing is ever unpacked to disk."""

import gzip
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO

from onrecord.domain import State
from onrecord.ingest.intake import Intake, Limits, Options, Spent
from onrecord.ingest.part import Part
from onrecord.ingest.refusal import RefusedInputError

_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, zlib.error, lzma.LZMAError)
_UNSAFE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one archive and those in it."""

    limits: Limits
    spent: Spent

    def count(self) -> None:
        """Raises ``RefusedInputError`` once there are too many members."""
        self.spent.members += 1
        if self.spent.members > self.limits.members:
            reason = f"the archive has more than {self.limits.members:,} members"
            raise RefusedInputError(State.TOO_LARGE, reason)

    def read(self, stream: IO[bytes] | gzip.GzipFile) -> bytes:
        """The bytes of a member, whatever size it claims; raises as ``count`` does."""
        most = self.limits.file_bytes
        content = stream.read(most + 1)
        self.spent.size += len(content)
        if self.spent.size > self.limits.expanded_bytes:
            reason = f"the archive expands to more than {self.limits.expanded_bytes:,} bytes"
            raise RefusedInputError(State.TOO_LARGE, reason)
        if len(content) > most:
            raise _MemberError(State.TOO_LARGE, f"more than {most:,} bytes")
        return content


def _begin(options: Options) -> tuple[Budget, Options]:
    """The budget of an archive, and the options for its members, which share it."""
    spent = options.spent or Spent()
    return Budget(options.limits, spent), replace(options, spent=spent)


class _MemberError(RefusedInputError):
    """One member is refused; the rest of the archive is still read."""


def read_zip(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Intake]:
    """The members of a ZIP file, sorted by name."""
    budget, options = _begin(options)
    try:
        with zipfile.ZipFile(file) as archive:
            infos = [i for i in archive.infolist() if not i.is_dir() and not _hidden(i.filename)]
            for info in sorted(infos, key=lambda i: i.filename):
                budget.count()
                yield _zip_member(archive, info, f"{name}!{info.filename}", budget, options)
    except RefusedInputError as refusal:
        yield Intake(name, refusal.state, refusal.reason)
    except _DAMAGED as error:
        yield Intake(name, State.MALFORMED, f"a damaged ZIP file: {error}")


def _zip_member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget, options: Options
) -> Part | Intake:
    if _UNSAFE.search(info.filename):
        return Intake(name, State.MALFORMED, "its path leads out of the archive")
    if info.flag_bits & 1:
        return Intake(name, State.ENCRYPTED, "it needs a password")
    try:
        with archive.open(info) as stream:
            return Part(name, budget.read(stream), options)
    except _MemberError as refusal:
        return Intake(name, refusal.state, refusal.reason)
    except (*_DAMAGED, NotImplementedError) as error:
        return Intake(name, State.MALFORMED, f"it cannot be unpacked: {error}")


def read_tar(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Intake]:
    """The files of a tar archive, compressed or not, in its own order."""
    budget, options = _begin(options)
    try:
        with tarfile.open(fileobj=file, mode="r:*") as archive:
            for info in archive:
                budget.count()
                if not (info.isdir() or _hidden(info.name)):
                    yield _tar_member(archive, info, f"{name}!{info.name}", budget, options)
            if _cut_off(archive):
                yield Intake(name, State.MALFORMED, "a damaged tar archive: its end is missing")
    except RefusedInputError as refusal:
        yield Intake(name, refusal.state, refusal.reason)
    except _DAMAGED as error:
        yield Intake(name, State.MALFORMED, f"a damaged tar archive: {error}")


def _cut_off(archive: tarfile.TarFile) -> bool:
    """Whether a tar archive that was read to its end lacks the block of zeros that marks it."""
    assert archive.fileobj is not None  # noqa: S101
    archive.fileobj.seek(archive.offset)
    return not archive.fileobj.read(tarfile.BLOCKSIZE)


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, name: str, budget: Budget, options: Options
) -> Part | Intake:
    if _UNSAFE.search(info.name):
        return Intake(name, State.MALFORMED, "its path leads out of the archive")
    stream = archive.extractfile(info) if info.isreg() else None
    if stream is None:
        return Intake(name, State.UNSUPPORTED_FORMAT, "a link or device, not a file")
    try:
        return Part(name, budget.read(stream), options)
    except _MemberError as refusal:
        return Intake(name, refusal.state, refusal.reason)


def read_gzip(file: BinaryIO, name: str, options: Options) -> Iterator[Part | Intake]:
    """The one file in a gzip file, or the files of a tar archive in it."""
    try:
        with gzip.GzipFile(fileobj=file) as stream:
            if stream.read(512)[257:262] == b"ustar":
                file.seek(0)
                yield from read_tar(file, name, options)
                return
            stream.seek(0)
            budget, options = _begin(options)
            yield Part(name.removesuffix(".gz"), budget.read(stream), options)
    except RefusedInputError as refusal:
        yield Intake(name, refusal.state, refusal.reason)
    except _DAMAGED as error:
        yield Intake(name, State.MALFORMED, f"a damaged gzip file: {error}")


def _hidden(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return "__MACOSX" in parts or (bool(parts) and parts[-1].startswith("."))
