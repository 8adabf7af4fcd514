"""What can go wrong with a case, each with a message a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw


class CaseError(Exception):
    """Base of all errors about a case file."""


class CaseMissingError(CaseError):
    """No case file is there."""


class NotACaseError(CaseError):
    """The file is not a case, or was written by a newer version of Onrecord."""


class CaseFullError(CaseError):
    """The disk that holds the case is full; nothing of the current document was written."""


class CaseReadOnlyError(CaseError):
    """The case cannot be written to: read-only disk, folder or file."""


class CaseBusyError(CaseError):
    """Another process held the case longer than the busy timeout."""


class CaseDamagedError(CaseError):
    """SQLite reports that the file is damaged."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's errors about the file into a ``CaseError`` that says what to do."""
    try:
        yield
    except (apsw.FullError, apsw.IOError) as error:
        raise CaseFullError(
            f"{path}: cannot write ({error}). Is the disk full? The case itself is intact; "
            "free some space and run the same command again."
        ) from error
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as error:
        raise CaseReadOnlyError(
            f"{path}: cannot be opened for writing ({error}). Is the disk or folder read-only?"
        ) from error
    except apsw.BusyError as error:
        raise CaseBusyError(f"{path}: another process is writing to it; try again.") from error
    except apsw.NotADBError as error:
        raise NotACaseError(f"{path}: not an Onrecord case.") from error
    except apsw.CorruptError as error:
        raise CaseDamagedError(
            f"{path}: damaged ({error}). Restore a backup with `onrecord restore`."
        ) from error
