"""What one more article costs in a large case and in a small one, in one run.

    python -m benchmarks.growth LARGE [--small 1000]

LARGE is a case made by ``benchmarks.scale``; it is copied first, and the copy is written to. A
small case is made in the same way from the base case beside it. The articles of ``examples/`` are
read by the shipped reader (timed), then added to both cases in turn (timed: one transaction each,
actors included) and linked one by one (timed). Medians per document of the processor's time, which
a busy machine does not blur, and of the clock. Exit code 1 if adding an article to the large case,
reading it included, costs over a fifth more than to the small one, or linking more than reading.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.scale.__main__ import STORY_FILES, copies_of
from onrecord.domain import Reading, State
from onrecord.ingest import Options, ingest
from onrecord.read import read_documents
from onrecord.record import Record
from onrecord.record.actors import resolve
from onrecord.store.inputs import Ending
from onrecord.store.transfer import backup
from onrecord.store.write import Taken, write

Times = tuple[float, float]
ROUNDS = 4


def timed(work: Callable[..., object], *values: object) -> Times:
    """Milliseconds of the processor and by the clock."""
    begin, worked = perf_counter(), process_time()
    work(*values)
    return (process_time() - worked) * 1000, (perf_counter() - begin) * 1000


def articles(rounds: int) -> list[Taken]:
    """The articles of the example, again for each round as if of another address."""
    folder, meta = STORY_FILES
    out = []
    for number in range(rounds):
        for row in json.loads(meta.read_text(encoding="utf-8")):
            known = {k: row.get(k) for k in ("outlet", "published", "fetched")}
            options = Options(**known, url=f"{row['url']}?again={number}")
            (intake,) = ingest(folder / row["file"], options)
            assert intake.document is not None
            name = f"{number}/{row['file']}"
            ending = Ending(name, State.READ, path=name, sha256=str(number))
            out.append(Taken(ending, replace(intake.document, id=""), intake.content or b""))
    return out


def read(taken: Sequence[Taken], times: list[Times]) -> list[Reading]:
    """Readings of the articles, each timed."""
    out: list[Reading] = []
    list(read_documents([taken[0].document]))  # loads the model
    for one in taken:
        times.append(timed(lambda d: out.extend(read_documents([d])), one.document))
    return out


def add(record: Record, taken: Taken, reading: Reading) -> None:
    """One article into a case, as ``onrecord add`` writes it."""
    with record.case.transaction() as db:
        resolve(db, write(db, taken, reading))


def measure(small: Record, large: Record, rounds: int) -> dict[str, list[Times]]:
    """Times per article: reading it, adding it to both cases in turn, linking it in each."""
    times: dict[str, list[Times]] = {"read": []}
    todo = articles(rounds)
    readings = read(todo, times["read"])
    cases = {"small": small, "large": large}
    for taken, reading in zip(todo, readings, strict=True):
        for name, record in cases.items():
            spent = timed(add, record, taken, reading)
            times.setdefault(f"add, {name}", []).append(spent)
            if len(times[f"add, {name}"]) > len(todo) * (rounds - 1) // rounds:
                times.setdefault(f"link, {name}", []).append(timed(record.link))
            else:
                record.case.db.execute("DELETE FROM d_unlinked")
    return times


def main() -> int:
    """Prints a table and the two ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("large", type=Path)
    parser.add_argument("--small", type=int, default=1000, help="documents of the small case")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.large.parent) as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        copies_of(options.large.with_suffix(".base"), small, options.small)
        with Record.open(options.large, read_only=True) as record:
            backup(record.case, large)
        with Record.open(small) as one, Record.open(large) as other:
            print(f"{one.status().documents:,} and {other.status().documents:,} documents")
            times = measure(one, other, options.rounds)
    medians = {name: [median(t[i] for t in rows) for i in (0, 1)] for name, rows in times.items()}
    print(f"{'':12} {'processor ms':>14} {'clock ms':>10} {'runs':>6}")
    for name, (worked, clock) in medians.items():
        print(f"{name:12} {worked:14.1f} {clock:10.1f} {len(times[name]):6}")
    read, small, large = (medians[n][0] for n in ("read", "add, small", "add, large"))
    whole = (read + large) / (read + small)
    linked = medians["link, large"][0] / read
    print(f"large ÷ small: adding {large / small:.2f}, reading and adding {whole:.2f}")
    print(f"linking in the large case ÷ reading {linked:.2f}")
    return int(whole > 1.2 or linked > 1)


if __name__ == "__main__":
    sys.exit(main())
