import gzip
import io
import tarfile
import zipfile

import pytest

from onrecord.domain import State
from onrecord.ingest import Limits, Options, ingest

TEXT = "The dam will hold, Ana Ruiz said on Monday. Nobody was hurt, and the road is open again.\n"


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()


def states(path, **limits):
    """Name after the archive's own, and state, of every intake."""
    found = ingest(path, Options(limits=Limits(**limits)))
    return {i.name.removeprefix(str(path)): i.state for i in found}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped({"x/1.txt": TEXT, "2.html": f"<p>{TEXT}</p>", ".DS_Store": "x"})),
        ("a.tar", tarred({"x/1.txt": TEXT.encode(), "2.html": f"<p>{TEXT}</p>".encode()})),
        ("a.tgz", tarred({"x/1.txt": TEXT.encode(), "2.html": TEXT.encode()}, "w:gz")),
        ("a.tar.xz", tarred({"x/1.txt": TEXT.encode(), "2.html": TEXT.encode()}, "w:xz")),
        ("plainly-named", tarred({"x/1.txt": TEXT.encode(), "2.html": TEXT.encode()}, "w:gz")),
    ],
)
def test_archives_are_opened(tmp_path, name, content):
    """ZIP and tar, compressed or not and whatever they are called, give a document a file."""
    path = tmp_path / name
    path.write_bytes(content)
    assert states(path) == {"!x/1.txt": State.READ, "!2.html": State.READ}


def test_a_gzipped_file_is_that_file(tmp_path):
    """A gzipped article is the article, and gzipped JSON Lines are their lines."""
    (tmp_path / "one.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    (tmp_path / "two.jsonl.gz").write_bytes(gzip.compress(b'{"text": "A."}\n{"text": "B."}\n'))
    (one,) = ingest(tmp_path / "one.txt.gz")
    assert (one.name, one.state) == (str(tmp_path / "one.txt"), State.READ)
    assert len(list(ingest(tmp_path / "two.jsonl.gz"))) == 2


def test_archives_in_archives_are_opened_as_deep_as_allowed(tmp_path):
    """Nested archives are read to the limit, and what lies deeper is named with the reason."""
    content = zipped({"deep.txt": TEXT})
    for _ in range(2):
        content = zipped({"in.zip": content, "beside.txt": TEXT})
    path = tmp_path / "out.zip"
    path.write_bytes(content)
    assert set(states(path).values()) == {State.READ}
    found = states(path, nesting=2)
    assert found["!in.zip!in.zip!deep.txt"] == State.TOO_LARGE
    assert found["!in.zip!beside.txt"] == State.READ


def test_a_bomb_is_stopped_by_what_it_expands_to(tmp_path):
    """An archive that expands beyond the limit is stopped, whatever sizes it claims, and so are
    archives that do so only together."""
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({f"{n}.txt": b"a" * 400_000 for n in range(10)}))
    found = states(path, expanded_bytes=1_000_000, file_bytes=500_000)
    assert found[""] == State.TOO_LARGE
    assert len(found) == 3
    inner = zipped({f"{n}.txt": b"a" * 300_000 for n in range(2)})
    path.write_bytes(zipped({f"{n}.zip": inner for n in range(10)}))
    found = states(path, expanded_bytes=1_000_000)
    assert State.TOO_LARGE in found.values()
    assert sum(state == State.READ for state in found.values()) <= 3


def test_a_large_member_does_not_spoil_the_others(tmp_path):
    """One member over the size of a file is refused by name; the rest is read."""
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"1.txt": b"a" * 5000, "2.txt": TEXT}))
    assert states(path, file_bytes=4000) == {"!1.txt": State.TOO_LARGE, "!2.txt": State.READ}


def test_too_many_members_are_refused(tmp_path):
    """An archive of more files than the limit says so once."""
    path = tmp_path / "many.tar"
    path.write_bytes(tarred({f"{n}.txt": TEXT.encode() for n in range(9)}))
    found = states(path, members=5)
    assert found[""] == State.TOO_LARGE
    assert len(found) == 6


def test_members_that_lead_outside_are_refused(tmp_path):
    """Paths out of the archive, links and devices are named and not followed."""
    path = tmp_path / "evil.tar"
    out = io.BytesIO(tarred({"../../etc/passwd": b"x", "/etc/shadow": b"x"}))
    with tarfile.open(fileobj=out, mode="a") as archive:
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    path.write_bytes(out.getvalue())
    assert states(path) == {
        "!../../etc/passwd": State.MALFORMED,
        "!/etc/shadow": State.MALFORMED,
        "!link.txt": State.UNSUPPORTED_FORMAT,
    }


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.gz"])
def test_a_damaged_archive_is_malformed(tmp_path, name):
    """An archive cut off or overwritten ends as malformed; what could be read stays."""
    whole = {
        "a.zip": zipped({f"{n}.txt": TEXT * 50 for n in range(20)}),
        "a.tar": tarred({f"{n}.txt": TEXT.encode() * 50 for n in range(20)}),
        "a.tar.gz": tarred({f"{n}.txt": TEXT.encode() * 50 for n in range(20)}, "w:gz"),
        "a.gz": gzip.compress(TEXT.encode() * 500),
    }[name]
    path = tmp_path / name
    path.write_bytes(whole[: len(whole) // 2])
    assert set(states(path).values()) <= {State.MALFORMED, State.READ}
    assert State.MALFORMED in states(path).values()


def test_an_encrypted_member_says_that_it_needs_a_password(tmp_path):
    """A ZIP member with a password is named as encrypted."""
    path = tmp_path / "secret.zip"
    content = bytearray(zipped({"1.txt": TEXT}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    path.write_bytes(content)
    assert states(path) == {"!1.txt": State.ENCRYPTED}
