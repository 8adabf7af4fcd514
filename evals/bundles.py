"""Scores the story bundles end to end: what `onrecord claims` says against each story's truth.

    python -m evals.bundles [dev|train] [--settle] [--lower]

The figures are those of the scorer in ``../score`` beside the data (``ONRECORD_DATA``, default
``../shared/data``), on claims asked for through the library instead of the command.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from evals import floors, frozen
from onrecord.ask.claims.answers import claims
from onrecord.cli.claims.common import as_object
from onrecord.record import Flags, Record

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
TASK = "bundles-dev"
#: Figures that are shares of a whole; the others are counts.
SHARES = ("b3", "b3_p", "b3_r", "stance", "speaker", "origins_exact", "origins_over")
PAIRS = ("contradictions", "updates", "reversals")
#: Figures that are better when low, which have no floor.
LOW = {"origins over"}


def record(folder: str) -> list[dict[str, Any]]:
    """The claims of a fresh case that holds the articles of one story."""
    meta = json.loads(Path(folder, "meta.json").read_text("utf8"))
    with (
        tempfile.TemporaryDirectory() as kept,
        Record.open(Path(kept, "story.onrecord"), create=True) as case,
    ):
        for row in sorted(meta, key=lambda m: m["file"]):
            case.add([Path(folder, row["file"])], _flags(row))
        case.link()
        return [as_object(c) for c in claims(case.case.db, every=True)]


def _flags(row: Mapping[str, str]) -> Flags:
    fetched = row.get("fetched") or row["published"]
    return Flags(url=row["url"], outlet=row["outlet"], published=row["published"], fetched=fetched)


def scorer() -> Callable[[str], dict[str, Any]]:
    """The scorer's own function, asking this library. Raises ``ModuleNotFoundError``."""
    sys.path.insert(0, str(DATA.parent / "score"))
    import bundles  # the scorer's module of that name

    bundles.record = record
    return bundles.score


def figures(rows: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Means over stories of shares, and of counts their sums, as percentages."""
    rows = list(rows)
    out = {k.replace("_", " "): 100 * sum(r[k] for r in rows) / len(rows) for k in SHARES}
    out["found"] = _percent(rows, lambda r: (r["found"], r["statements"]))
    out["roots"] = _percent(rows, lambda r: r["root"])
    out["not same kept apart"] = _percent(rows, lambda r: r["not_same_kept_apart"])
    for kind in PAIRS:
        out[f"{kind} recall"] = _percent(rows, lambda r, k=kind: r[k][:2])
        out[f"{kind} precision"] = _percent(rows, lambda r, k=kind: r[k][2:])
    return {k: round(v, 1) for k, v in out.items()}


def _percent(rows: list, pair: Callable[[Any], tuple[int, int]]) -> float:
    right, total = (sum(column) for column in zip(*map(pair, rows), strict=True))
    return 100 * right / max(total, 1)


def main() -> None:
    """Prints one line for each figure, keeps those of dev and checks their floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", nargs="?", default="dev")
    parser.add_argument("--settle", action="store_true", help="set the floors to these scores")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    options = parser.parse_args()
    folders = sorted((DATA / "bundles" / options.split).glob("*/"))
    if not folders or not (DATA.parent / "score" / "bundles.py").exists():
        sys.exit(f"nothing was measured: no stories or no scorer beside {DATA}")
    found = figures(map(scorer(), map(str, folders)))
    if options.split != "dev":
        print(*(f"{k:40} {v}" for k, v in found.items()), sep="\n")
        return
    frozen.keep(TASK, "python -m evals.bundles", found)
    gold = floors.gold_hash((DATA / "bundles" / "dev").glob("*/truth.json"))
    least = {k: v for k, v in found.items() if k not in LOW}
    if options.settle:
        floors.settle(TASK, gold, least, options.lower)
    floors.check(TASK, gold, least)


if __name__ == "__main__":
    main()
