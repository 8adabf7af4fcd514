"""Scores what statements mean on the annotated articles.

    python evals/meaning.py [dev|train] [--read [--settle [--lower]]] [--errors FIELD]

On the annotated spans by default, so that it measures attributes alone; ``--read`` scores real
readings of the same articles on the statements that match, and checks them against the floors in
``floors.json`` (``--settle`` sets these to what was reached). Reads the data from the folder in
``ONRECORD_DATA`` (default ``../shared/data``) and the scorer from ``../score`` beside it.
"""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from onrecord.contract import reading_to_dict
from onrecord.domain import Reading
from onrecord.read.attributes import STAGE as ATTRIBUTES
from onrecord.read.quotations import STAGE as QUOTATIONS
from onrecord.read.speakers import STAGE as SPEAKERS
from onrecord.read.stage import Stage
from onrecord.read.times import TIMES
from onrecord.read.verification import STAGE as VERIFICATION

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
STAGES: tuple[Stage, ...] = (QUOTATIONS, TIMES, SPEAKERS, VERIFICATION, ATTRIBUTES)


def from_gold(readings: list[Reading]) -> tuple[list[Reading], float]:
    """The readings after every stage that follows the neural one, and the attributes' seconds."""
    seconds = 0.0
    for stage in STAGES:
        start = time.process_time()
        readings = stage.run(readings)
        seconds = time.process_time() - start
    return readings, seconds


def pairs_of(readings: list[Reading], articles: dict) -> list[tuple[str, dict, dict]]:
    """Predicted statement and gold attribution: the same one, or matched one to one by span."""
    import attribution

    out = []
    for r in readings:
        rows, gold = reading_to_dict(r)["statements"], articles[r.document.id]
        if r.reader == "gold":
            ids = {a["id"]: a for a in gold}
            out += [(r.document.id, s, ids[s["id"]]) for s in rows if s["id"] in ids]
            continue
        found = attribution.statements(reading_to_dict(r))
        linked = attribution.match(found, gold)
        out += [(r.document.id, found[i]["raw"], gold[j]) for i, j in linked]
    return out


def nested(readings: list[Reading], split: str) -> tuple[int, int, int]:
    """Right, found and gold nested attributions: cues overlap, content and source IoU at least
    0.5, one to one."""
    from training.corpora import polnear

    inside = {
        a.name: [tuple(_set(part) for part in (i.source, i.cue, i.content)) for i in found]
        for a in polnear(split)
        if (found := [i for x in a.attributions for i in x.inner])
    }
    right = total = wanted = 0
    for r in readings:
        found = [s for s in r.statements or () if s.parent and s.cue]
        gold = inside.get(r.document.id, [])
        total, wanted = total + len(found), wanted + len(gold)
        for s in found:
            mine = tuple(set(_chars(part)) for part in (s.source, s.cue, s.content))
            hit = next((g for g in gold if _same(mine, g)), None)
            if hit:
                gold.remove(hit)
                right += 1
    return right, total, wanted


def _set(span) -> set[int]:
    return set(range(*span)) if span else set()


def _chars(spans) -> list[int]:
    return [i for s in spans or () for i in range(s.start, s.end)]


def _same(mine, gold) -> bool:
    def iou(a: set, b: set) -> float:
        return len(a & b) / len(a | b) if a | b else 1.0

    return bool(mine[1] & gold[1]) and iou(mine[2], gold[2]) >= 0.5 and iou(mine[0], gold[0]) >= 0.5


def show_errors(field: str, pairs: list, labels: dict, texts: dict) -> None:
    """Each confusion of one field with its statements."""
    wrong = Counter()
    for name, p, g in pairs:
        want = labels[name][g["id"]][field]
        if p[field] != want:
            wrong[p[field], want] += 1
            cue = " ".join(x["text"] for x in p["cue"] or ())
            print(p[field], want, f"<{cue}>", " ".join(x["text"] for x in p["content"])[:120])
    print(wrong.most_common())


def check_floors(split: str, scores: dict[str, float], args: argparse.Namespace) -> None:
    """Keeps the figures of real readings and holds them against the floors, or sets these with
    ``--settle``."""
    import floors
    import frozen

    task, counted = f"statements-{split}", ("matched", "pronouns")
    figures = {k: float(v) for k, v in scores.items() if k not in counted}
    frozen.keep(task, f"python evals/meaning.py {split} --read", figures)
    gold = floors.gold_hash((DATA / "statements" / split).glob("*.json"))
    if args.settle:
        floors.settle(task, gold, figures, args.lower)
    floors.check(task, gold, figures)


def main() -> None:
    """Prints one line per measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("split", nargs="?", default="dev")
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--settle", action="store_true", help="set the floors to these scores")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    parser.add_argument("--errors")
    args = parser.parse_args()
    if not (DATA / "statements").is_dir():
        sys.exit(f"{DATA / 'statements'} is absent; set ONRECORD_DATA to the corpora's folder")
    here = Path(__file__).parent
    sys.path[:0] = [str(DATA.parent / "score"), str(here), str(here.parent)]
    import corpora
    import meaning
    from speakers import gold

    readings, labels = [], {}
    for reading, rows in gold(args.split):
        labels[reading.document.id] = {r["id"]: r for r in rows}
        readings.append(_with_ids(reading, rows))
    articles = {n: a for n, _, a in corpora.polnear(str(DATA / "polnear" / args.split))}
    if args.read:
        from onrecord.read import read_documents

        readings = list(read_documents(r.document for r in readings))
    else:
        readings, seconds = from_gold(readings)
        print(f"attributes: {1000 * seconds / len(readings):.1f} ms per article")
    pairs = pairs_of(readings, articles)
    docs = {r.document.id: reading_to_dict(r) for r in readings}
    scores = meaning.score(docs, pairs, labels)
    right, found, gold_count = nested(readings, args.split)
    scores["nested"] = round(200 * right / (found + gold_count), 1)
    for measure, value in scores.items():
        print(f"{measure:20} {value}")
    if args.errors:
        show_errors(args.errors, pairs, labels, docs)
    if args.read and (args.split == "dev" or args.settle):
        check_floors(args.split, scores, args)


def _with_ids(reading: Reading, rows: list[dict]) -> Reading:
    """The gold reading with the annotation's ids, in text order."""
    from dataclasses import replace

    named = [replace(s, id=r["id"]) for s, r in zip(reading.statements or (), rows, strict=True)]
    return replace(reading, statements=tuple(sorted(named, key=lambda s: s.span)))


if __name__ == "__main__":
    main()
