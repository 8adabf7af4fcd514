import json
import os
import pty
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import fakes
import pytest
from click.testing import CliRunner, Result
from pdfs import pdf

import onrecord.reading
from onrecord.cli import main

ARTICLE = "“The dam is safe,” said Ann Example on Tuesday. The town was glad to hear it.\n"
RUSSIAN = "Министр заявил, что плотина безопасна и никому не нужно покидать город."
MENU = "<html><body><nav><a href=/>Home</a></nav></body></html>"
BAD = {
    "empty.txt": (b"", "empty"),
    "binary.dat": (bytes(range(256)) * 20, "binary"),
    "binary.txt": (bytes(range(256)) * 20, "binary"),
    "encoding.txt": (RUSSIAN.encode("cp1251"), "bad-encoding"),
    "utf16.txt": (b"\xff\xfe" + b"a\x00b", "bad-encoding"),
    "long.txt": (b"The dam is safe, he said. " * 400_000, "too-large"),
    "menu.html": (MENU.encode(), "no-article"),
    "russian.txt": (RUSSIAN.encode(), "unsupported-language"),
    "locked.pdf": (pdf([["The dam is safe."]], password="secret"), "encrypted"),  # noqa: S106
    "scan.pdf": (pdf([[]]), "image-only"),
    "cut.pdf": (b"%PDF-1.7\nnothing", "malformed"),
    "photo.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "unsupported-format"),
}


@pytest.fixture(autouse=True)
def _quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.reading, "read_documents", fakes.read_documents)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def call(*args: str | Path, given: bytes | None = None) -> Result:
    """The command, called with these arguments."""
    return CliRunner().invoke(main, ["read", *map(str, args)], input=given)


def only_here(resolve: Callable[..., object]) -> Callable[..., object]:
    """The system's resolver without its servers: only this machine and numbers have addresses."""

    def local(host: str, *args: object, **options: object) -> object:
        if host.endswith(".invalid"):
            raise socket.gaierror("no such host")
        return resolve(host, *args, **options)

    return local


def check(result: Result, name: str, state: str) -> None:
    """The first of two inputs ended in the state, with one line that says why; the other was
    read."""
    bad, fine = (json.loads(line) for line in result.stdout.splitlines())
    assert (bad["document"]["path"], bad["state"]) == (name, state)
    assert bad["reason"]
    assert fine["state"] == "read"
    assert result.stderr == f"onrecord: {name}: {state}: {bad['reason']}\n"
    assert result.exit_code == 1


@pytest.mark.parametrize("name", BAD)
def test_bad_file_says_why_and_stops_nothing(name: str, good: Path, tmp_path: Path):
    """A file that cannot be read gives one line, a state and exit code 1; the next is read."""
    content, state = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    check(call(path, good), str(path), state)


@pytest.mark.parametrize(
    ("url", "state"),
    [
        ("http://127.0.0.1:9/article", "refused-address"),
        ("http://localhost:9/article", "refused-address"),
        ("http://169.254.169.254/latest/meta-data", "refused-address"),
        ("https://no-such-host.invalid/article", "fetch-failed"),
        ("http://[not-a-host/article", "fetch-failed"),
    ],
)
def test_bad_url_says_why_and_stops_nothing(
    url: str, state: str, good: Path, monkeypatch: pytest.MonkeyPatch
):
    """A URL that fails or points inside gives one line, a state and exit code 1."""
    monkeypatch.setattr(socket, "getaddrinfo", only_here(socket.getaddrinfo))
    check(call(url, good), url, state)


@pytest.mark.parametrize("date", ["the other day", "2025-13-40", "03/04/2025", "2025-02-30"])
def test_date_that_does_not_parse_says_what_is_expected(date: str, good: Path):
    """A date that is none, or that could be two, is a state, and the reason shows the form."""
    result = call(good, "--published", date)
    row = json.loads(result.stdout)
    assert (row["state"], result.exit_code) == ("bad-date", 1)
    assert "write it as 20" in result.stderr


def test_unreadable_and_missing_paths_are_states(good: Path, tmp_path: Path):
    """A path that is not there, a pattern without a match and an empty folder are states."""
    folder = tmp_path / "none"
    folder.mkdir()
    check(call(folder, good), str(folder), "empty")
    check(call(tmp_path / "absent.txt", good), str(tmp_path / "absent.txt"), "not-found")
    check(call(str(tmp_path / "*.xyz"), good), str(tmp_path / "*.xyz"), "not-found")


def test_empty_standard_input_is_a_state():
    """Nothing on standard input ends as empty."""
    result = call("-", given=b"")
    assert json.loads(result.stdout)["state"] == "empty"
    assert result.exit_code == 1


def test_page_of_failures_only_is_still_written(tmp_path: Path):
    """With --html the failures go to standard error and the page is written all the same."""
    out = tmp_path / "page.html"
    result = call(tmp_path / "absent.txt", "--html", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "not-found" in result.stderr
    assert out.exists()


def on_terminal(*args: str, **env: str) -> str:
    """What the command writes to a terminal, output and errors together."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(fakes.__file__).parent)!r}); "
        "import fakes, onrecord.reading; onrecord.reading.read_documents = fakes.read_documents; "
        f"from onrecord.cli import main; main({['read', *args]!r})"
    )
    ours, theirs = pty.openpty()
    setting = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "100", **env}
    done = subprocess.Popen([sys.executable, "-c", code], stdout=theirs, stderr=theirs, env=setting)
    os.close(theirs)
    written = bytearray()
    while chunk := _some(ours):
        written += chunk
    done.wait()
    os.close(ours)
    return written.decode()


def _some(descriptor: int) -> bytes:
    """What can be read; nothing once the other side has closed (EIO on Linux)."""
    try:
        return os.read(descriptor, 65_536)
    except OSError:
        return b""


def test_terminal_gets_a_coloured_table_and_a_bar(good: Path):
    """A terminal gets a table in colour, and a progress bar that is taken away again."""
    written = on_terminal(str(good))
    assert "Ann Example" in written
    assert "\x1b[1;34m" in written or "\x1b[1m\x1b[34m" in written
    assert "1/1" in written


def test_no_color_is_obeyed(good: Path):
    """With NO_COLOR set there is a table without colours on a terminal."""
    written = on_terminal(str(good), NO_COLOR="1")
    assert "Ann Example" in written
    assert "\x1b[1;34m" not in written
    assert "34m" not in written


def test_pipe_gets_no_bar(good: Path):
    """Where standard error is no terminal, nothing is written to it but failures."""
    assert call(good).stderr == ""
