"""Readers of the corpora: each yields texts with spans in code points."""

import csv
import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Chars = tuple[int, int]

DATA = Path(os.environ.get("ONRECORD_DATA") or "../shared/data")
#: What further articles' attributions mean, as offsets into them (annotations/README.md).
ANNOTATIONS = Path(__file__).parent / "annotations" / "polnear.jsonl"


@dataclass(frozen=True)
class Inner:
    """Gold spans of one attribution inside the content of another."""

    source: Chars | None
    cue: Chars
    content: Chars


@dataclass(frozen=True)
class Attribution:
    """Gold spans of one attribution, and what it means and holds where that is annotated."""

    id: str
    source: tuple[Chars, ...]
    cue: tuple[Chars, ...]
    content: tuple[Chars, ...]
    meaning: dict[str, Any] | None = None
    inner: tuple[Inner, ...] = ()


@dataclass(frozen=True)
class Article:
    """One PolNeAR article."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


@dataclass(frozen=True)
class Named:
    """A text with its names as (start, end, type); ``partial`` says that ``misc`` is unmarked."""

    text: str
    names: tuple[tuple[int, int, str], ...]
    partial: bool = False


def polnear(split: str, data: Path = DATA) -> list[Article]:
    """Articles of a split with the meaning of those attributions we annotated.

    Raises ``FileNotFoundError`` when the corpus is absent.
    """
    folder = data / "polnear" / split
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is absent; set ONRECORD_DATA to the corpora's folder")
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        marks = next(iter(sorted((folder / "attributions").glob(f"{_escape(path.stem)}_*.ann"))))
        known = data / "statements" / split / f"{path.stem}.json"
        meaning = _meanings(known, _annotated(text, path.stem))
        articles.append(Article(path.stem, text, tuple(_attributions(text, marks, meaning))))
    return articles


def metadata(data: Path = DATA) -> dict[str, dict[str, str]]:
    """PolNeAR's metadata rows by article name."""
    with (data / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as rows:
        reader = csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {r["filename"]: r for r in reader}


def _escape(stem: str) -> str:
    return re.sub(r"([\[\]*?])", r"[\1]", stem)


@cache
def _annotations() -> dict[str, list[dict[str, Any]]]:
    """Rows of our further annotation by article."""
    out = defaultdict(list)
    for line in ANNOTATIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out[row["article"]].append(row)
    return out


def _annotated(text: str, article: str) -> list[dict[str, Any]]:
    """The rows of one article with snippets in place of offsets, like those of ``statements``."""

    def snippet(at: Any) -> Any:
        return text[slice(*at)] if at else None

    rows = []
    for row in _annotations().get(article, ()):
        named = {f: snippet(row[f]) for f in ("title", "basis", "addressee", "via", "when")}
        parts = [zip(("source", "cue", "content"), n, strict=True) for n in row["nested"]]
        nested = [{role: snippet(at) for role, at in part} for part in parts]
        rows.append(row | named | {"nested": nested})
    return rows


def _meanings(path: Path, more: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    rows = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else more
    return {
        r["id"]: {k: str(v).lower() if isinstance(v, bool) else v for k, v in r.items()}
        for r in rows
    }


def _attributions(
    text: str, path: Path, meaning: dict[str, dict[str, Any]]
) -> Iterator[Attribution]:
    spans: dict[str, list[Chars]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if m := re.match(r"(T\d+)\t[\w-]+ ([\d; ]+)\t", line):
            spans[m[1]] = [(int(a), int(b)) for a, b in (s.split() for s in m[2].split(";"))]
    for line in path.read_text(encoding="utf-8").splitlines():
        if not re.match(r"E\d+\t", line):
            continue
        name, _, parts = line.partition("\t")
        roles = defaultdict(list)
        for part in parts.split("\t")[0].split():
            role, _, target = part.partition(":")
            roles[re.sub(r"\d+$", "", role)].extend(spans.get(target, ()))
        source, cue, content = (merged(text, roles[r]) for r in ("Source", "Cue", "Content"))
        if cue and content:
            known = meaning.get(name)
            inside = tuple(_inner(text, content, known["nested"])) if known else ()
            yield Attribution(name, source, cue, content, known, inside)


def _inner(text: str, content: tuple[Chars, ...], rows: list[dict[str, str]]) -> Iterator[Inner]:
    """The nested attributions of a content, whose parts are annotated as snippets of it: of
    several places with the same words the one nearest to the rest is taken."""

    def places(snippet: str | None) -> list[Chars]:
        spots = [m.span() for m in re.finditer(re.escape(snippet or "\0"), text[:end])]
        return [s for s in spots if s[0] >= start]

    start, end = content[0][0], content[-1][1]
    for row in rows:
        pairs = [(c, x) for x in places(row["content"]) for c in places(row["cue"])]
        if pairs:
            cue, said = min(pairs, key=lambda p: abs(p[0][0] - p[1][0]))
            source = min(places(row["source"]), key=lambda s: abs(s[0] - cue[0]), default=None)
            yield Inner(source, cue, said)


def merged(text: str, spans: list[Chars]) -> tuple[Chars, ...]:
    """Spans trimmed of white space and joined where only white space lies between."""
    out: list[Chars] = []
    for start, end in sorted(spans):
        piece = text[start:end]
        start += len(piece) - len(piece.lstrip())
        end -= len(piece) - len(piece.rstrip())
        if start >= end:
            continue
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


_TYPES = {
    "per": "person", "person": "person", "politician": "person",
    "org": "organisation", "organisation": "organisation", "politicalparty": "organisation",
    "corporation": "organisation", "group": "organisation",
    "loc": "place", "location": "place", "country": "place",
    "misc": "misc", "event": "misc", "election": "misc", "product": "misc",
    "creative-work": "misc",
}  # fmt: skip


def uner(part: str, data: Path = DATA) -> list[Named]:
    """UNER's names in EWT, ``dev`` or ``test``; there is no train part. The test part is learnt
    from, so only dev may be quoted."""
    rows = list(conll(data / f"uner_ewt/en_ewt-ud-{part}.iob2", column=1))
    return [_joined(rows[at : at + 20], partial=True) for at in range(0, len(rows), 20)]


def named(data: Path = DATA) -> list[Named]:
    """wikigold, WNUT17 (train), CrossNER politics (train), Broad Twitter and UNER (test, three
    times: it is small and of its own kind) as texts of about twenty sentences."""
    files = [
        (data / "ner/wikigold/CONLL-format/data/wikigold.conll.txt", False),
        (data / "crossner/politics/train.txt", False),
        *((p, False) for p in sorted((data / "ner/WNUT17/CONLL-format/data/train").iterdir())),
        *((p, True) for p in sorted((data / "ner/BTC/CONLL-format/data").glob("[befgh].conll"))),
    ]
    out = []
    for path, partial in files:
        sentences = list(conll(path))
        for at in range(0, len(sentences), 20):
            out.append(_joined(sentences[at : at + 20], partial))
    return out + 3 * uner("test", data)


def conll(path: Path, column: int = 0) -> Iterator[list[tuple[str, str]]]:
    """Sentences as (word, BIO tag); the word is in ``column``, the tag in the one after it or
    in the last one of two."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if len(cells) > column + 1 and not line.startswith("# "):
            rows.append((cells[column], cells[column + 1]))
        elif rows:
            yield rows
            rows = []
    if rows:
        yield rows


def _joined(sentences: list[list[tuple[str, str]]], partial: bool) -> Named:
    text, names = "", []
    for rows in sentences:
        previous = "O"
        for word, tag in rows:
            start = len(text)
            text += word + " "
            kind = _TYPES.get(tag[2:].lower())
            if kind is None:
                previous = "O"
                continue
            goes_on = tag[0] == "I" and previous == tag[2:]
            begin = names.pop()[0] if goes_on and names else start
            names.append((begin, start + len(word), kind))
            previous = tag[2:]
        text = text[:-1] + "\n"
    return Named(text, tuple(names), partial)
