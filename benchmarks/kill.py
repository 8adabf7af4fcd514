"""Kills ``add`` with SIGKILL at random points, again and again, and checks what is left.

    PYTHONPATH=tests python -m benchmarks.kill --reader fakes:read_documents
    python -m benchmarks.kill --kills 5 --documents 20            (the shipped reader)

Each round starts a new case, kills the process that adds to it after a random number of
documents, looks at the case (integrity, every hash and span, every document in one state), lets a
second ``add`` finish and compares the export hash with that of a case made undisturbed. Some
rounds kill the second ``add``, too, and some read in two processes. Prints a line for each round;
exit code 1 if anything was lost.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from random import Random

from onrecord.record import Record

SHIPPED = "onrecord.read:read_documents"
PEOPLE = ("Ana Ruiz", "Leo Park", "Mia Stone", "Omar Haddad", "Eva Lind")
TOPICS = ("dam", "bridge", "budget", "harbour", "school", "railway", "market")


def article(number: int) -> str:
    """A short article with three statements, like no other."""
    who, what = PEOPLE[number % 5], TOPICS[number % 7]
    other = PEOPLE[(number + 2) % 5]
    return (
        f"The {what} of district {number} was closed on Monday after {number + 3} complaints.\n\n"
        f"“The {what} in district {number} is safe,” said {who}. “Nobody has inspected it since "
        f"2019,” said {other}. “There were {number + 12} warnings,” warned {other}, who has asked "
        "the council for its papers and has not been given any so far.\n"
    )


def make_files(folder: Path, documents: int, first: int = 0) -> None:
    """Articles from number ``first`` on, as text files, web pages, one JSON Lines file and one ZIP
    archive."""
    folder.mkdir(parents=True, exist_ok=True)
    tenth, end = first + documents // 10, first + documents
    lines = [{"id": f"l{n}", "text": article(n)} for n in range(first, tenth)]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "lines.jsonl").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "pack.zip", "w") as archive:
        for n in range(tenth, 2 * tenth - first):
            archive.writestr(f"{n}.txt", article(n))
    for n in range(2 * tenth - first, end):
        body = article(n)
        if n % 3:
            (folder / f"{n}.txt").write_text(body, encoding="utf-8")
        else:
            page = "".join(f"<p>{p}</p>" for p in body.split("\n\n"))
            html = f"<html><head><title>District {n}</title></head><body><article>{page}</article>"
            (folder / f"{n}.html").write_text(html, encoding="utf-8")


def start(case: Path, folder: Path, reader: str, jobs: int = 1) -> "subprocess.Popen[str]":
    """A process that adds the folder and writes a line for each document that is in the case."""
    command = (sys.executable, "-m", "benchmarks.kill", "--add", case, folder)
    command += ("--reader", reader, "--jobs", str(jobs))
    return subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True)


def finish(process: "subprocess.Popen[str]") -> None:
    """Lets an ``add`` come to its end, which must be a good one."""
    out, _ = process.communicate()
    assert process.returncode == 0, out


def kill_after(process: "subprocess.Popen[str]", documents: int, pause: float) -> None:
    """Kills the process a moment after it has reported that many documents."""
    assert process.stdout is not None
    for _ in zip(range(documents), process.stdout, strict=False):
        pass
    time.sleep(pause)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def problems(path: Path) -> Iterator[str]:
    """What does not hold in a case that was left alone by its writer."""
    if not path.exists():
        return
    with Record.open(path) as record:
        yield from (f"{p.where}: {p.what}" for p in record.verify())
        states, found = record.status().states, record.status().documents
        if set(states) - {"pending", "read", "container"}:
            yield f"states {states}"
        linked = record.case.db.execute("SELECT count(DISTINCT document_id) FROM input").get
        if linked != found:
            yield f"{found} documents, but inputs lead to {linked}"


def export_hash(path: Path) -> str:
    """The hash of everything in a case."""
    with Record.open(path) as record:
        return record.export_hash()


def one_round(folder: Path, case: Path, reader: str, documents: int, random: Random) -> list[str]:
    """One or two kills, then an ``add`` that ends: everything that is wrong on the way."""
    wrong = []
    jobs = 2 if random.random() < 0.2 else 1
    for _ in range(random.choice((1, 1, 2))):
        process = start(case, folder, reader, jobs)
        kill_after(process, random.randrange(documents), random.random() * 0.02)
        wrong += problems(case)
    finish(start(case, folder, reader))
    return wrong + list(problems(case))


def kill_often(reader: str, kills: int, documents: int, seed: int) -> int:
    """All rounds; returns how many went wrong."""
    bad = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "articles")
        make_files(folder, documents)
        finish(start(Path(place, "undisturbed"), folder, reader))
        expected = export_hash(Path(place, "undisturbed"))
        for number in range(kills):
            case = Path(place, f"killed-{number}")
            wrong = one_round(folder, case, reader, documents, Random(seed + number))
            if export_hash(case) != expected:
                wrong.append("its hash is not that of the undisturbed case")
            print(f"round {number + 1}: {'; '.join(wrong) or 'all holds'}", flush=True)
            bad += bool(wrong)
            case.unlink()
    return bad


def add(case: Path, folder: Path, reader: str, jobs: int) -> None:
    """What the killed process does."""
    module, _, name = reader.partition(":")
    with Record.open(case, create=True) as record:
        read = getattr(import_module(module), name)
        record.add([folder], read=read, jobs=jobs, seen=lambda one: print(one.name, flush=True))


def main() -> int:
    """Runs all rounds, or adds for one of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--reader", default=SHIPPED, metavar="MODULE:FUNCTION")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(2)))
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--add", nargs=2, type=Path, metavar=("CASE", "FOLDER"))
    options = parser.parse_args()
    if options.add:
        add(*options.add, options.reader, options.jobs)
        return 0
    print(f"seed {options.seed}, {options.documents} documents, reader {options.reader}")
    bad = kill_often(options.reader, options.kills, options.documents, options.seed)
    print(f"{options.kills} rounds, {bad} went wrong")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
