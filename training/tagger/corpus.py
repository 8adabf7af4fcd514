"""Universal Dependencies sentences, cut into the tagger's words, with the tagger's tags."""

import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.domain import Span
from onrecord.read.events.tokens import tokens

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
EWT, GUM = DATA / "ewt", DATA / "gum"

Sentence = tuple[list[str], list[str]]

_JOINED = {
    "NNPS": "NNP", "PDT": "DT", "JJR": "JJ", "JJS": "JJ", "RBR": "RB", "RBS": "RB", "WP": "WDT",
    "WP$": "WDT", "AFX": "JJ", "ADD": "NNP",
}  # fmt: skip
_KEPT = set(
    "NN NNS NNP PRP PRP$ DT CD JJ RB RP IN SC TO MD VB VBP VBZ VBD VBN VBG WDT WRB CC EX "
    "POS".split()
)


def files(part: str) -> list[Path]:
    """The files of ``train`` or ``dev``: EWT by its published split, GUM as it lies."""
    gum = sorted((GUM / part / "dep").glob("*.conllu"))
    if part == "dev":
        return [EWT / "en_ewt-ud-dev.conllu", *gum]
    hidden = EWT / "not-to-release"
    names = (hidden / "file-lists" / "files.train").read_text().split()
    return [*(hidden / "sources" / n for n in names), *gum]


def sentences(path: Path) -> Iterator[Sentence]:
    """Words and tags of each sentence of one CoNLL-U file."""
    return (_sentence(text, rows) for _, text, rows in blocks(path))


def blocks(path: Path) -> Iterator[tuple[bool, str, list[list[str]]]]:
    """Of each sentence of one CoNLL-U file whether it opens a document, its text and the cells of
    its rows."""
    opens, text, rows = False, "", []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        if line.startswith("# newdoc"):
            opens = True
        elif line.startswith("# text = "):
            text = line[9:]
        elif line[:1].isdigit():
            rows.append(line.split("\t"))
        elif not line and rows:
            yield opens, text, rows
            opens, rows = False, []


def _sentence(text: str, rows: list[list[str]]) -> Sentence:
    placed = list(_placed(text, rows))
    words, tags = [], []
    for span in tokens(text, Span(0, len(text))):
        inside = [tag for at, tag in placed if at.overlap(span)]
        words.append(span.of(text))
        tags.append(_joined(inside) if inside else "X")
    return words, tags


def _placed(text: str, rows: list[list[str]]) -> Iterator[tuple[Span, str]]:
    at = 0
    for row in rows:
        if "-" in row[0] or "." in row[0]:
            continue
        found = text.find(row[1], at)
        if found >= 0:
            at = found + len(row[1])
            yield Span(found, at), _tag(row)


def _tag(row: list[str]) -> str:
    upos, xpos = row[3], row[4]
    if upos == "PUNCT" or xpos in ("HYPH", ":", ",", ".", "``", "''", "-LRB-", "-RRB-"):
        return "P"
    if xpos == "IN" and upos == "SCONJ":
        return "SC"
    xpos = _JOINED.get(xpos, xpos)
    return xpos if xpos in _KEPT else "X"


def _joined(tags: list[str]) -> str:
    """The tag of a word that the treebank cuts at its hyphens: that of its last part, and a
    participle with something before it ("drug-smuggling") is an adjective."""
    last = next((t for t in reversed(tags) if t != "P"), tags[-1])
    return "JJ" if len(tags) > 1 and last in ("VBN", "VBG", "VBD") else last
