"""The reader that ships, on cases of tests/cases/attributions.txt that anyone can add to."""

import re
from functools import cache
from pathlib import Path

import pytest

from onrecord.domain import Document, Reading, Span, Spans
from onrecord.read import read_documents

CASES = Path(__file__).parents[1] / "cases" / "attributions.txt"
MARKS = {"<": ("source", ">"), "*": ("cue", "*"), "{": ("content", "}")}


def marked(line: str) -> tuple[str, dict[str, list[str]]]:
    """A text without its marks, and what they mark."""
    text, found = "", {"source": [], "cue": [], "content": []}
    pattern = r"<([^>]*)>|\*([^*]*)\*|\{([^}]*)\}"
    at = 0
    line = line.replace(" // ", "\n\n")
    for m in re.finditer(pattern, line):
        text += line[at : m.start()] + (m[1] or m[2] or m[3] or "")
        kind = MARKS[m[0][0]][0]
        found[kind] += [p for p in [m[1] or m[2] or m[3] or ""] if p]
        at = m.end()
    return text + line[at:], found


def lines() -> list[str]:
    """The cases, a ! in front of those that are known to fail."""
    rows = CASES.read_text("utf-8").splitlines()
    return [row for row in rows if row.strip() and not row.startswith("#")]


@cache
def readings() -> dict[str, Reading]:
    """Every case as read, all in one batch."""
    texts = [marked(line.removeprefix("!"))[0] for line in lines()]
    documents = [Document(f"d{n}", text, outlet="The Post") for n, text in enumerate(texts)]
    return {r.document.text: r for r in read_documents(documents)}


def bare(words: str) -> str:
    """Words without marks, punctuation and space at their ends."""
    return re.sub(r"\s+", " ", words).strip(" .,;:?!-–—“”\"'‘’\n")


def said(text: str, spans: Spans | None) -> str:
    """What spans say, from the first to the last."""
    whole = Span(spans[0].start, spans[-1].end) if spans else Span(0, 0)
    return bare(whole.of(text))


def cases() -> list[object]:
    """The cases as parameters."""
    fails = pytest.mark.xfail(reason="known failure", strict=True)
    return [
        pytest.param(line.removeprefix("!"), marks=fails if line.startswith("!") else ())
        for line in lines()
    ]


@pytest.mark.parametrize("line", cases())
def test_attribution(line: str) -> None:
    """Some statement has the marked source, cue and content, but for punctuation at the ends."""
    text, wanted = marked(line)
    first = {kind: text.index(parts[0]) for kind, parts in wanted.items() if parts}
    last = {
        kind: text.index(parts[-1], first[kind]) + len(parts[-1])
        for kind, parts in wanted.items()
        if parts
    }
    whole = {kind: bare(text[first[kind] : last[kind]]) for kind in first}
    found = [
        {"source": said(text, s.source), "cue": said(text, s.cue), "content": said(text, s.content)}
        for s in readings()[text].statements or ()
    ]
    kinds = [k for k in whole if whole[k]]
    assert any(all(row[k] == whole[k] for k in kinds) for row in found), found
