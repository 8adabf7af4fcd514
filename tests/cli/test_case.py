import json
import zipfile
from functools import partial

import pytest
from click.testing import CliRunner
from fakes import read_documents
from serving import Page, serving

from onrecord.cli import main
from onrecord.ingest import Fetcher
from onrecord.store.case import open_case

REST = "Nobody was hurt, and the road is open again since Tuesday morning. " * 4


def article(said):
    return f"“{said},” said Ana Ruiz.\n\n{REST}"


@pytest.fixture(autouse=True)
def quick_reader(monkeypatch):
    monkeypatch.setattr("onrecord.record.default_reader", lambda: read_documents)


@pytest.fixture
def run(tmp_path):
    def run(command, *words, given=None):
        call = [command, *map(str, words), "--case", str(tmp_path / "case")]
        return CliRunner().invoke(main, call, prog_name="onrecord", input=given)

    return run


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(article("The dam will hold"))
    with zipfile.ZipFile(folder / "b.zip", "w") as archive:
        archive.writestr("x.txt", article("The fair is open"))
    return folder


def test_add_says_what_it_did(run, files):
    """Adding counts what was read, and a second time what is unchanged; both end well."""
    first, second = run("add", files), run("add", files)
    assert (first.exit_code, first.stdout) == (0, "2 read\n")
    assert (second.exit_code, second.stdout) == (0, "2 unchanged\n")


def test_add_names_what_it_cannot_read(run, files):
    """An input that cannot be read is named with state and reason; the exit code tells."""
    (files / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    result = run("add", files, files / "none.txt")
    assert result.exit_code == 1
    assert f"{files / 'c.png'}: unsupported-format: an image" in result.stderr
    assert "none.txt: not-found" in result.stderr
    assert result.stdout == "1 not-found, 2 read, 1 unsupported-format\n"
    listed = run("failures")
    assert f"{files / 'c.png'}: unsupported-format" in listed.stdout
    assert {json.loads(row)["state"] for row in run("failures", "--json").stdout.splitlines()} == {
        "not-found",
        "unsupported-format",
    }


def test_failures_can_be_tried_again(run, files):
    """A file that was missing is read when it is there."""
    run("add", files / "late.txt")
    (files / "late.txt").write_text(article("The road is shut"))
    assert run("failures", "--retry").stdout == "1 read\n"
    assert run("failures").stdout == ""


def test_add_reads_standard_input(run):
    """What is piped in is added, with what the flags say of it."""
    result = run("add", "-", "--outlet", "Daily Elm", given=article("The dam will hold").encode())
    assert (result.exit_code, result.stdout) == (0, "1 read\n")
    (row,) = run("search", "dam").stdout.splitlines()
    assert json.loads(row)["outlet"] == "Daily Elm"


def test_a_wrong_call_is_told_from_a_failure(run, files):
    """No case is a failure, told in one line; one url for several files is a wrong call."""
    missing = run("status")
    assert missing.exit_code == 1
    assert len(missing.stderr.splitlines()) == 1
    assert run("add", files, "--url", "https://elm.example/").exit_code == 2


def test_status_shows_what_a_case_holds(run, files):
    """Counts of documents, statements, readings and inputs by state, as text and JSON."""
    run("add", files)
    found = json.loads(run("status", "--json").stdout)
    assert (found["documents"], found["statements"]) == (2, 2)
    assert found["states"] == {"container": 1, "read": 2}
    assert found["readings"] == {"said-1": 2}
    assert "documents   2 (of 2 articles)" in run("status").stdout


def test_verify_tells_a_sound_case_from_a_damaged_one(run, files, tmp_path):
    """A sound case is confirmed, with its hash if asked; a wrong span is named, exit code 1."""
    run("add", files)
    sound = run("verify", "--hash")
    assert (sound.exit_code, len(sound.stdout.strip())) == (0, 64)
    with open_case(tmp_path / "case") as case:
        case.db.execute("UPDATE d_statement SET text = 'The dam will fall' WHERE text LIKE '%dam%'")
    damaged = run("verify")
    assert damaged.exit_code == 1
    assert "its span is not “The dam will fall”" in damaged.stdout
    assert "1 problems" in damaged.stderr
    assert run("rebuild").stdout == "2 documents rebuilt\n"
    assert run("verify", "--hash").stdout == sound.stdout


def test_a_case_travels(run, files, tmp_path):
    """Backup, restore, export and import carry all of it; nothing is replaced unasked."""
    run("add", files)
    mark = run("verify", "--hash").stdout
    copy, packed = tmp_path / "copy", tmp_path / "case.tar.gz"
    assert run("backup", copy).exit_code == run("export-case", packed).exit_code == 0
    assert run("restore", copy).exit_code == run("import-case", packed).exit_code == 1
    run("add", "-", given=article("Something else").encode())
    assert run("verify", "--hash").stdout != mark
    assert run("restore", copy, "--force").exit_code == 0
    assert run("verify", "--hash").stdout == mark
    (tmp_path / "case").unlink()
    assert run("import-case", packed).exit_code == 0
    assert run("verify", "--hash").stdout == mark


def test_versions_of_an_article_show_what_changed(run, tmp_path):
    """The same url fetched later is a new version, whose differences are listed with the words."""
    path = tmp_path / "dam.txt"
    for day, said in (("01", "At least 40 homes are wet"), ("02", "At least 60 homes are wet")):
        path.write_text(article(said))
        added = run("add", path, "--url", "https://elm.example/dam", "--fetched", f"2026-03-{day}")
        assert added.stdout == "1 read\n"
    (row,) = run("changes").stdout.splitlines()
    step = json.loads(row)
    (change,) = step["statements"]
    assert change["kind"] == "corrected"
    assert [(e["before"], e["after"]) for e in change["edits"]] == [("40", "60")]
    assert [(e["before"], e["after"]) for e in step["text"]] == [("40", "60")]
    assert len(run("search", "homes").stdout.splitlines()) == 1


def test_watch_polls_once(run, monkeypatch):
    """``watch --once`` adds what a feed links to, with pauses, and stops."""
    pauses = []
    monkeypatch.setattr("onrecord.ingest.fetch.time.sleep", pauses.append)
    monkeypatch.setattr("onrecord.ingest.Fetcher", partial(Fetcher, allow_private=True))
    with serving() as site:
        site.pages["/dam"] = Page(f"<article><p>{article('The dam will hold')}</article>")
        link = f"<item><link>{site.url}/dam</link></item>"
        site.pages["/feed"] = Page(f"<rss><channel>{link}</channel></rss>", "application/rss+xml")
        result = run("watch", site.url + "/feed", "--once")
        assert result.stdout == f"{site.url}/feed: 1 read\n"
        assert run("watch", site.url + "/feed", "--once").stdout == ""
    assert len(pauses) == 2
    assert min(pauses) > 1
