import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner, Result

import onrecord.reading
from onrecord.cli import main
from onrecord.contract import reading_from_dict
from onrecord.domain import Document, Reading

ARTICLE = (
    "The dam above the town is safe and will stay so through the winter.\n\n"
    "“The dam is safe,” said Ann Example on Tuesday. The people of the town were glad to hear it.\n"
)


@pytest.fixture(autouse=True)
def _quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.reading, "read_documents", fakes.read_documents)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "dam.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def call(*args: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, args)], input=given)


def rows(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_pipe_gets_one_json_object_per_document(article: Path):
    """Where the output is no terminal, each document is one line of the contract."""
    result = call(article)
    assert result.exit_code == 0
    (row,) = rows(result)
    reading = reading_from_dict(row)
    assert row["state"] == "read"
    assert [s.speaker.name for s in reading.statements or () if s.speaker] == ["Ann Example"]


def test_spans_hold_the_words_they_show(article: Path):
    """Every span's text is what the document holds between its offsets."""
    (row,) = rows(call(article))
    text = row["document"]["text"]
    for part in ("source", "cue", "content"):
        for span in row["statements"][0][part]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_failed_inputs_keep_their_place(article: Path, tmp_path: Path):
    """An input that cannot be read has a line with state and reason; the others are read."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    result = call(empty, article, tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert [r["state"] for r in rows(result)] == ["empty", "read", "not-found"]
    assert rows(result)[0]["document"]["path"] == str(empty)
    assert all(r.get("reason") for r in rows(result) if r["state"] != "read")
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.startswith(f"onrecord: {empty}: empty: ")


def test_json_lines_file_gives_one_result_a_line(tmp_path: Path):
    """A JSON Lines file gives one result for each line, in order, also for bad lines."""
    path = tmp_path / "many.jsonl"
    good = [json.dumps({"id": f"d{i}", "text": ARTICLE, "outlet": "Post"}) for i in range(3)]
    path.write_text("\n".join([good[0], "{bad", *good[1:]]), encoding="utf-8")
    found = rows(call(path))
    assert [r["document"]["id"] for r in found] == ["d0", f"{path}:2", "d1", "d2"]
    assert [r["state"] for r in found] == ["read", "malformed", "read", "read"]


def test_folder_is_read_in_order(tmp_path: Path):
    """A folder's files are read sorted by name."""
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    assert [Path(r["document"]["path"]).name for r in rows(call(tmp_path))] == ["a.txt", "b.txt"]


def test_standard_input(article: Path):
    """A dash reads standard input."""
    (row,) = rows(call("-", given=ARTICLE.encode()))
    assert len(row["statements"]) == 1


def test_flags_say_where_an_article_is_from(article: Path):
    """Outlet and date given on the command line stand in the document."""
    (row,) = rows(call(article, "--outlet", "The Post", "--published", "2025-11-14"))
    assert (row["document"]["outlet"], row["document"]["published"]) == ("The Post", "2025-11-14")


def test_date_that_does_not_parse_is_a_state(article: Path):
    """A date nobody can read ends each input in a state of its own, not in a traceback."""
    result = call(article, "--published", "the other day")
    assert result.exit_code == 1
    assert rows(result)[0]["state"] == "bad-date"


def test_verbatim_keeps_every_character(tmp_path: Path):
    """With --verbatim offsets are code points of the file."""
    path = tmp_path / "odd.txt"
    path.write_text("  Odd   spacing \n" + ARTICLE, encoding="utf-8", newline="")
    (row,) = rows(call(path, "--verbatim"))
    assert row["document"]["text"] == path.read_bytes().decode()


def test_table_on_request(article: Path):
    """With --table a pipe gets the table a terminal would get."""
    result = call(article, "--table")
    assert "Ann Example" in result.stdout
    assert "“The dam is safe" in result.stdout


def test_one_statement_is_explained_alone(article: Path):
    """With --statement only the named one is shown, as a table, by number or by id."""
    article.write_text(ARTICLE + "\n“The dam leaks,” said Bea Doe.\n", encoding="utf-8")
    second = rows(call(article))[0]["statements"][1]["id"]
    for name in ("2", "#2", second):
        shown = call(article, "--statement", name).stdout
        assert "The dam leaks" in shown
        assert "“The dam is safe" not in shown
    assert "leaks" not in call(article, "--statement", "1").stdout


def test_html_writes_one_page(article: Path, tmp_path: Path):
    """With --html there is one page and nothing on standard output."""
    out = tmp_path / "page.html"
    result = call(article, article, "--html", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert out.read_text(encoding="utf-8").count("<article") == 2


def test_wrong_calls_exit_with_two(article: Path, tmp_path: Path):
    """No input, an unknown option and a page in no folder are wrong calls."""
    assert call().exit_code == 2
    assert call(article, "--nonsense").exit_code == 2
    assert call(article, "--html", tmp_path / "no" / "page.html").exit_code == 2


def test_document_that_breaks_the_reader_fails_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A document that sets off an error in the reader ends as failed; the others are read."""

    def brittle(documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            if "Bob" in document.text:
                raise RuntimeError("no such\nthing")
            yield fakes.read_document(document)

    monkeypatch.setattr(onrecord.reading, "read_documents", brittle)
    for name, who in (("a", "Ann"), ("b", "Bob"), ("c", "Cay")):
        (tmp_path / f"{name}.txt").write_text(ARTICLE.replace("Ann", who), encoding="utf-8")
    result = call(tmp_path)
    assert [r["state"] for r in rows(result)] == ["read", "failed", "read"]
    assert rows(result)[1]["reason"] == "RuntimeError: no such thing"


def test_help_does_not_load_the_reader():
    """Asking for help imports neither the inference runtime nor a parser."""
    code = (
        "import sys; from click.testing import CliRunner; from onrecord.cli import main; "
        "assert CliRunner().invoke(main, ['read', '--help']).exit_code == 0; "
        "print(sorted({'numpy', 'onnxruntime', 'lxml', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_output_is_utf8_in_any_locale(article: Path):
    """JSON is UTF-8 even where the locale is plain C."""
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    code = (
        f"import sys; sys.path.insert(0, {str(Path(fakes.__file__).parent)!r}); "
        "import fakes, onrecord.reading; onrecord.reading.read_documents = fakes.read_documents; "
        f"from onrecord.cli import main; main(['read', {str(article)!r}])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, check=True)
    assert "“The dam is safe" in done.stdout.decode("utf-8")
