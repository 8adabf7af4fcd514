import json
import os
import zipfile
from collections import Counter

import pytest
from fakes import read_document, read_documents
from serving import Page, serving

from onrecord.ingest import Fetcher, Options
from onrecord.record import Flags, Record


def article(name="Ana Ruiz", what="dam"):
    rest = "Nobody was hurt, and the road is open again since Tuesday morning. " * 4
    return f"“The {what} will hold,” said {name}.\n\n{rest}"


@pytest.fixture
def record(tmp_path):
    with Record.open(tmp_path / "case", create=True) as record:
        yield record


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(article())
    (folder / "sub" / "b.html").write_text(f"<title>B</title><article><p>{article('Leo Park')}")
    (folder / ".hidden.txt").write_text(article("Nobody"))
    (folder / "c.jsonl").write_text(json.dumps({"text": article("Mia Ruiz"), "id": "m"}) + "\n")
    with zipfile.ZipFile(folder / "d.zip", "w") as archive:
        archive.writestr("x.txt", article("Omar Haddad"))
        archive.writestr("y.bin", bytes(range(256)))
    return folder


def read(record, *sources, **how):
    how = {"read": read_documents} | how
    return record.add(sources, how.pop("flags", Flags()), **how)


def test_a_folder_is_added_to_its_end(record, folder):
    """Every file under a folder ends in one named state, containers with all they hold."""
    seen = []
    done = read(record, folder, seen=seen.append)
    assert done == {"read": 4, "binary": 1}
    assert record.status().states == {"read": 4, "binary": 1, "container": 2}
    assert [(s.done, s.total) for s in seen][-1] == (4, 4)
    assert {s.name for s in seen if s.state == "binary"} == {f"{folder}/d.zip!y.bin"}
    assert list(record.verify()) == []


def test_adding_twice_changes_nothing(record, folder):
    """A second add reads nothing and leaves the case as it is."""
    read(record, folder)
    before = record.export_hash()

    def unread(documents):
        raise AssertionError("nothing is to be read")

    assert read(record, folder, read=unread) == {"unchanged": 4}
    assert record.export_hash() == before


def test_only_what_changed_is_read_again(record, folder):
    """A changed file becomes a new version of its article, a new file a new article."""
    read(record, folder)
    (folder / "a.txt").write_text(article(what="bridge"))
    (folder / "e.txt").write_text(article("Eva Lind"))
    texts = []
    read(record, folder, read=lambda ds: [texts.append(d.text) or read_document(d) for d in ds])
    assert len(texts) == 2
    assert (record.status().documents, record.status().articles) == (6, 5)


def test_globs_are_searched_by_onrecord(record, folder, monkeypatch):
    """A pattern in quotes finds files, also in folders below; one that finds none says so."""
    monkeypatch.chdir(folder)
    assert read(record, "**/*.html") == {"read": 1}
    assert read(record, str(folder / "*.t?t")) == {"read": 1}
    assert read(record, "*.doc") == {}
    assert read(record, "none.txt") == {"not-found": 1}


def test_what_the_user_says_outranks_the_page(record, folder):
    """Flags describe the document, and later ones correct it."""
    said = Flags(url="https://elm.example/dam", outlet="Daily Elm", published="2026-03-01")
    read(record, folder / "a.txt", flags=said)
    sql = "SELECT url, outlet, published, day FROM document"
    assert record.case.db.execute(sql).get == (*("https://elm.example/dam", "Daily Elm"),
                                               *("2026-03-01", "2026-03-01"))  # fmt: skip
    read(record, folder / "a.txt", flags=Flags(said.url, said.outlet, "2026-03-02"))
    assert record.case.db.execute(sql).get[3] == "2026-03-02"
    assert record.status().documents == 1


def test_one_url_for_several_files_is_refused(record, folder):
    """A url belongs to one article."""
    with pytest.raises(ValueError, match="one url for 4 inputs"):
        read(record, folder, flags=Flags(url="https://elm.example/dam"))
    assert record.status().states == {}


def test_failures_are_tried_again(record, folder):
    """What could not be read is listed with the reason and can be tried again, a member of a
    container, too."""

    def failing(documents):
        documents = list(documents)
        if any("Omar" in d.text or "Ana" in d.text for d in documents):
            raise RuntimeError("the reader\nbroke")
        return map(read_document, documents)

    assert read(record, folder, read=failing) == {"read": 2, "failed": 2, "binary": 1}
    failed = {f.name: f.reason for f in record.failures() if f.state == "failed"}
    assert failed == {
        str(folder / "a.txt"): "RuntimeError: the reader broke",
        f"{folder}/d.zip!x.txt": "RuntimeError: the reader broke",
    }
    assert record.retry(read=read_documents)["read"] >= 2
    assert [(f.name, f.attempts) for f in record.failures()] == [(f"{folder}/d.zip!y.bin", 2)]
    assert record.status().documents == 4


def test_an_interrupted_add_goes_on_without_a_path(record, folder):
    """What a broken-off add had registered is pending, and ``add`` alone goes on with it."""

    def stop(seen):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(record, folder, seen=stop)
    assert record.status().states["pending"] >= 2
    read(record)
    assert record.status().states == {"read": 4, "binary": 1, "container": 2}
    assert read(record) == {}


def died(documents):
    """A reader whose process dies over one document."""
    for document in documents:
        if "Leo Park" in document.text:
            os._exit(3)
        yield read_document(document)


def test_parallel_readers_give_the_same_case(record, folder, tmp_path):
    """Readers in two processes make the case that one makes."""
    read(record, folder, jobs=2)
    with Record.open(tmp_path / "other", create=True) as other:
        read(other, folder)
        assert other.export_hash() == record.export_hash()


def test_a_reader_that_dies_takes_no_other_document_along(record, folder):
    """When a reading process dies, the document at fault is named and the others are read."""
    assert read(record, folder, read=died, jobs=2) == {"read": 3, "failed": 1, "binary": 1}
    assert [f.reason for f in record.failures() if f.state == "failed"] == [
        "the reading process died; was it out of memory?"
    ]


def test_a_url_is_fetched_with_its_versions(record):
    """A page is fetched, unchanged when fetched again, and a new version when it changed."""
    page = "<title>Dam</title><article><p>{}</p></article>"
    with serving({"/dam": Page(page.format(article()))}) as site, Fetcher(allow_private=True) as f:
        url, options = site.url + "/dam", Options(fetcher=f)
        assert read(record, url, options=options) == {"read": 1}
        assert read(record, url, options=options) == {"unchanged": 1}
        site.pages["/dam"] = Page(page.format(article(what="bridge")))
        assert read(record, url, options=options) == {"read": 1}
        assert read(record, site.url + "/no", options=options) == {"not-found": 1}
        site.pages["/no"] = Page(page.format(article("Eva Lind")))
        assert record.retry(read=read_documents, options=options) == Counter(read=1)
    assert (record.status().documents, record.status().articles) == (3, 2)
    assert site.asked("/dam")[0]["User-Agent"].startswith("Onrecord/")


def test_private_addresses_are_refused(record):
    """Without leave, nothing on this machine or network is fetched."""
    with serving({"/": Page("secret")}) as site:
        done = read(record, site.url + "/", "http://[::1]/", "http://169.254.169.254/latest")
    assert done == {"refused-address": 3}
    assert site.requests == []
