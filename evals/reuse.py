"""Scores text reuse on the story bundles: are the passages that articles share found?

    python -m evals.reuse [dev|train] [--settle [--lower]]

Two figures. Of the pairs of articles that the truth lists as sharing words: how many share a
passage for the matcher; a pair may be listed for two words that somebody said. Of the words that
stand in runs of at least ``LEAST`` which two articles of a story share, found here by comparing
every word with every word: how many the matcher's index finds. Those of dev are held against the
floors in ``floors.json``, which ``--settle`` sets to what was reached.
"""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from evals import floors, frozen
from onrecord.ingest import Options, ingest
from onrecord.match.reuse import LEAST, passages

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
TASK = "reuse-dev"


def texts(folder: Path) -> dict[str, str]:
    """The articles of a story by file, as they are taken in."""
    rows = json.loads((folder / "meta.json").read_text("utf8"))
    taken = {row["file"]: next(iter(ingest(folder / row["file"], Options()))) for row in rows}
    return {name: t.document.text for name, t in taken.items() if t.document}


def listed(folder: Path) -> Iterator[tuple[str, str]]:
    """Pairs of files that share words, the one they come from first."""
    truth = json.loads((folder / "truth.json").read_text("utf8"))
    for row in truth["text_reuse"]:
        source, *others = row["files"]
        yield from ((source, other) for other in others)


def shared(here: str, there: str) -> set[int]:
    """Which words of ``here``, by number, stand in a run of ``LEAST`` words that ``there`` has."""
    a, b = ([w for w, _ in _words(text)] for text in (here, there))
    before, out = [0] * (len(b) + 1), set()
    for i, word in enumerate(a):
        runs = [0, *((before[j] + 1) if word == other else 0 for j, other in enumerate(b))]
        longest = max(runs)
        out |= set(range(i - longest + 1, i + 1)) if longest >= LEAST else set()
        before = runs
    return out


def found(here: str, there: str) -> set[int]:
    """Which words of ``here`` are in a passage that the matcher finds."""
    spans = [p.here for p in passages(here, there)]
    starts = (at for _, at in _words(here))
    return {i for i, at in enumerate(starts) if any(s.start <= at < s.end for s in spans)}


def _words(text: str) -> list[tuple[str, int]]:
    """Words in lower case and where each begins."""
    found = re.finditer(r"\w+(?:['’]\w+)*", text)
    return [(m[0].lower().replace("’", "'"), m.start()) for m in found]


def figures(folders: list[Path]) -> dict[str, float]:
    """Both shares over all stories, as percentages."""
    pairs = [bool(passages(t[b], t[a])) for f in folders for t in [texts(f)] for a, b in listed(f)]
    right = total = 0
    for folder in folders:
        for a, b in combinations(texts(folder).values(), 2):
            wanted = shared(b, a)
            right, total = right + len(wanted & found(b, a)), total + len(wanted)
    return {
        "listed pairs found": round(100 * sum(pairs) / len(pairs), 1),
        "shared words found": round(100 * right / max(total, 1), 1),
    }


def main() -> None:
    """Prints the figures; keeps those of dev and checks their floors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("split", nargs="?", default="dev")
    parser.add_argument("--settle", action="store_true", help="set the floors to these figures")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    options = parser.parse_args()
    folders = sorted((DATA / "bundles" / options.split).glob("*/"))
    if not folders:
        sys.exit(f"nothing was measured: no stories in {DATA}")
    measured = figures(folders)
    if options.split != "dev":
        print(*(f"{k:40} {v}" for k, v in measured.items()), sep="\n")
        return
    frozen.keep(TASK, "python -m evals.reuse", measured)
    gold = floors.gold_hash((DATA / "bundles" / "dev").glob("*/truth.json"))
    if options.settle:
        floors.settle(TASK, gold, measured, options.lower)
    floors.check(TASK, gold, measured)


if __name__ == "__main__":
    main()
