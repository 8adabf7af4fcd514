"""How well articles are drawn out of pages: token F1 on saved pages, beside plain trafilatura.

The pages and their marked articles are those of scrapinghub's article-extraction benchmark; the
measure is its own: precision and recall of runs of four words, averaged over pages. The share of
truth statements that survive is measured on the story bundles.

    python evals/extraction.py            # reads ONRECORD_DATA, by default ../shared/data
"""

import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import trafilatura

from onrecord.ingest import Options, ingest, ingest_bytes

SHINGLE = 4


def main() -> int:
    """Prints the figures; exit status 2 if the data is not there."""
    data = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
    if not (data / "html").is_dir():
        print(f"SKIPPED: no pages in {data / 'html'}; set ONRECORD_DATA", file=sys.stderr)
        return 2
    for name, extract in (("onrecord", _onrecord), ("trafilatura", _trafilatura)):
        precision, recall, f1 = _score(data / "html", extract)
        print(f"{name:<12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    found, total = _statements(data / "bundles")
    print(f"statements of the bundles in the text: {found} of {total} ({found / total:.2%})")
    return 0


def _onrecord(page: bytes) -> str:
    (intake,) = ingest_bytes(page, "page.html", Options(only_english=False))
    document = intake.document
    if document is None:
        return ""
    kept = [b for b in document.blocks if b.kind not in ("title", "standfirst")]
    return "\n".join(b.span.of(document.text) for b in kept)


def _trafilatura(page: bytes) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def _score(folder: Path, extract: Callable[[bytes], str]) -> tuple[float, float, float]:
    """Mean precision and recall over pages, and their harmonic mean."""
    gold = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    rows = []
    for key, truth in sorted(gold.items()):
        page = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        rows.append(_overlap(_shingles(truth["articleBody"]), _shingles(extract(page))))
    precision, recall = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    return precision, recall, 2 * precision * recall / (precision + recall)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    last = max(1, len(words) - SHINGLE + 1) if words else 0
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(last))


def _overlap(
    gold: Counter[tuple[str, ...]], found: Counter[tuple[str, ...]]
) -> tuple[float, float]:
    both = (gold & found).total()
    return both / max(1, found.total()), both / max(1, gold.total())


def _statements(bundles: Path) -> tuple[int, int]:
    """How many truth snippets stand in the text of their file, white space collapsed."""
    found = total = 0
    for truth in sorted(bundles.glob("*/*/truth.json")):
        snippets = set(_snippets(json.loads(truth.read_text("utf-8"))))
        texts = {file: _text(truth.parent / file) for file, _ in snippets}
        found += sum(" ".join(snippet.split()) in texts[file] for file, snippet in snippets)
        total += len(snippets)
    return found, total


def _text(path: Path) -> str:
    (intake,) = ingest(path)
    return " ".join(intake.document.text.split()) if intake.document else ""


def _snippets(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        if "file" in value and "snippet" in value:
            yield value["file"], value["snippet"]
        for inner in value.values():
            yield from _snippets(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _snippets(inner)


if __name__ == "__main__":
    sys.exit(main())
