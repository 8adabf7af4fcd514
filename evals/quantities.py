"""Numbers that story bundles list in their truth: found in the snippet, with value and bound.

    python -m evals.quantities [--data FOLDER] [--errors] [--settle [--lower]]

Reads ``bundles`` under ``$ONRECORD_DATA`` (default ../shared/data). Durations, dates and clock
times are left out, since they are times. A share written as "28%" counts as 28 or 0.28. The dev
figures are held against the floors in ``floors.json``.
"""

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from evals.floors import check, gold_hash, settle
from onrecord.read.quantities import find_quantities

_TIME = re.compile(
    r"\b(?:second|minute|hour|day|week|month|year|decade|centur|:\d\d)", re.IGNORECASE
)


class Row(NamedTuple):
    """One number of a truth file."""

    snippet: str
    value: float
    bound: str


def numbers(truth: Any) -> Iterator[Row]:
    """Every number of a truth file that is a quantity."""
    for claim in truth["claims"]:
        for row in claim.get("numbers", ()):
            match = re.match(r"[\d.]+", str(row["value"]))
            timely = _TIME.search(str(row["value"])) or ":" in str(row["value"])
            if match and not timely:
                yield Row(row["snippet"], float(match[0].rstrip(".")), row["bound"])


def close(found: float, wanted: float) -> bool:
    """Equal, or a share written as percent."""
    return any(abs(found * k - wanted) <= 0.011 * max(abs(wanted), 0.02) for k in (1, 100))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(os.environ.get("ONRECORD_DATA", "../shared/data")) / "bundles"
    parser.add_argument("--data", type=Path, default=default)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--settle", action="store_true", help="set the floors to these figures")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    args = parser.parse_args()
    files = sorted(args.data.glob("*/*/truth.json"))
    if not files:
        raise SystemExit(f"no truth files under {args.data}; set ONRECORD_DATA")
    counts: dict[str, Counter[str]] = {"train": Counter(), "dev": Counter()}
    for file in files:
        tally = counts.setdefault(file.parent.parent.name, Counter())
        for row in numbers(json.loads(file.read_text("utf-8"))):
            found = [q for q in find_quantities(row.snippet) if close(q.value, row.value)]
            bound = any(q.bound == row.bound for q in found)
            tally.update(["total"], found=int(bool(found)), bound=int(bound))
            if args.errors and not bound:
                print("BOUND" if found else "MISS ", file.parent.name, *row, sep=" | ")
    for name, tally in counts.items():
        total = max(tally["total"], 1)
        found, bound = 100 * tally["found"] / total, 100 * tally["bound"] / total
        print(f"{name:5} {tally['total']} numbers  value found {found:.1f}  with bound {bound:.1f}")
        if name == "dev" and tally["total"]:
            gold = gold_hash(args.data.glob("dev/*/truth.json"))
            scores = {"value": found, "bound": bound}
            if args.settle:
                settle("quantities", gold, scores, args.lower)
            check("quantities", gold, scores)


if __name__ == "__main__":
    main()
