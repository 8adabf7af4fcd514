import os
import resource
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from fakes import read_documents

from onrecord.record import Record
from onrecord.store.errors import CaseFullError, CaseMissingError, CaseReadOnlyError, NotACaseError

NOBODY = 65534


def article(number):
    rest = f"Nobody else spoke of dam {number}. " * 200
    return f"“The dam {number} will hold,” said Ana Ruiz.\n\n{rest}"


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(article(number))
    return folder


def whole(path):
    """Checks that a case is intact; returns how many inputs it has in which state."""
    with Record.open(path) as record:
        assert list(record.verify()) == []
        return record.status().states


def test_a_full_database_stops_with_a_clear_error(articles, tmp_path):
    """When SQLite may not grow the file, ``add`` says so, what was written stays, and the same
    call goes on when there is space."""
    path = tmp_path / "case"
    with Record.open(path, create=True) as record:
        pages = record.case.db.pragma("page_count")
        record.case.db.pragma("max_page_count", pages + 25)
        with pytest.raises(CaseFullError, match="Is the disk full"):
            record.add([articles], read=read_documents)
    states = whole(path)
    assert states["read"] > 0
    assert states["pending"] > 0
    with Record.open(path) as record:
        record.add([articles], read=read_documents)
    assert whole(path) == {"read": 12}


@contextmanager
def largest_file(size):
    """No file of this process grows over ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_write_that_the_system_refuses_leaves_the_case_intact(articles, tmp_path):
    """When the system refuses to write, ``add`` stops with an error and the case is intact."""
    path = tmp_path / "case"
    with (
        Record.open(path, create=True) as record,
        largest_file(600_000),
        pytest.raises(CaseFullError, match="The case itself is intact"),
    ):
        record.add([articles], read=read_documents)
    assert set(whole(path)) <= {"read", "pending"}
    with Record.open(path) as record:
        record.add([articles], read=read_documents)
    assert whole(path) == {"read": 12}


@contextmanager
def powerless():
    """Without root's right to write everywhere, where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked():
    """A case with one document in a folder that nobody may write to."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "case"
    (folder / "one.txt").write_text(article(1))
    with Record.open(path, create=True) as record:
        record.add([folder / "one.txt"], read=read_documents)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_case_answers_and_refuses_to_be_written(locked):
    """A case on a read-only disk can be asked and verified; writing to it is refused in words."""
    with powerless():
        with Record.open(locked, read_only=True) as record:
            assert record.status().documents == 1
            assert list(record.verify()) == []
        with pytest.raises(CaseReadOnlyError, match="read-only"), Record.open(locked) as record:
            record.add([locked.parent / "one.txt"], read=read_documents)
        with pytest.raises(CaseReadOnlyError, match="read-only"):
            Record.open(locked.parent / "other", create=True)
    assert whole_copy(locked) == {"read": 1}


def whole_copy(path):
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        shutil.copyfile(path, copy)
        return whole(copy)


def test_what_is_no_case_is_left_alone(tmp_path):
    """A missing case, a text file and another program's database are each refused in words."""
    with pytest.raises(CaseMissingError, match="no such case"):
        Record.open(tmp_path / "none")
    other = tmp_path / "other.txt"
    other.write_text("This is not a database. " * 100)
    with pytest.raises(NotACaseError, match="not an Onrecord case"):
        Record.open(other, create=True)
    assert other.read_text().startswith("This is not")
