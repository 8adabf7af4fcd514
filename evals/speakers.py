"""Scores speakers and titles on the annotated articles, from the annotated spans.

    python evals/speakers.py [dev|train] [--errors]

Reads the data from the folder in ``ONRECORD_DATA`` (default ``../shared/data``) and the readers of
the gold data from ``../score`` beside it. A speaker is right when one name's words are a subset of
the other's; a title when its words overlap by half or more (Jaccard).
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.domain import Document, Reading, Span, Statement, statement_id
from onrecord.read.speakers import STAGE

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data"))
PRONOUNS = frozenset(["he", "she", "they", "it", "who", "i", "we", "his", "her", "which", "that"])
OUTLETS = {
    "breitbart": "Breitbart News",
    "huff-post": "The Huffington Post",
    "nyt": "The New York Times",
    "politico": "POLITICO",
    "usa-today": "USA TODAY",
    "wash-post": "The Washington Post",
    "west-journal": "Western Journalism",
    "reuters": "Reuters",
}


def gold(split: str) -> Iterator[tuple[Reading, list[dict]]]:
    """Each annotated article as a reading with its annotated spans, and the annotations."""
    from corpora import polnear

    labels = {
        p.stem: json.loads(p.read_text("utf-8"))
        for p in (DATA / "statements" / split).glob("*.json")
    }
    for name, text, found in polnear(str(DATA / "polnear" / split)):
        if name not in labels:
            continue
        rows = {row["id"]: row for row in labels[name]}
        document = Document(name, text, outlet=OUTLETS.get(name.split("_")[0]))
        found = [a for a in found if a["id"] in rows]
        statements = tuple(statement(document, a) for a in found)
        yield Reading(document, "gold", statements), [rows[a["id"]] for a in found]


def statement(document: Document, a: dict) -> Statement:
    source, cue, content = (tuple(Span(*s) for s in a[k]) for k in ("source", "cue", "content"))
    content = content or cue
    return Statement(
        statement_id(document, source, cue, content), content, source or None, cue or None
    )


def form(source: str, label: dict) -> str:
    """none, pronoun, name or description."""
    if not source:
        return "none"
    if source.lower() in PRONOUNS:
        return "pronoun"
    return "name" if label["identity"] == "named" else "description"


class Tally:
    """Counts of right and wrong by kind, and the errors."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.all: Counter[str] = Counter()
        self.errors: list[str] = []

    def speaker(self, text: str, s: Statement, label: dict) -> None:
        from names import same_name

        source = " ".join(x.of(text) for x in s.source or ())
        kind = form(source, label)
        said = s.speaker.name if s.speaker else None
        if label["speaker"] is None:
            self.all["no source"] += 1
            self.right["no source"] += said is None
            if said is not None:
                self.errors.append(f"null {source[:60]!r}: {said} instead of None")
            return
        ok = same_name(said, label["speaker"])
        for key in ("all", kind, *([f"  {source.lower()}"] if kind == "pronoun" else [])):
            self.all[key] += 1
            self.right[key] += ok
        if not ok:
            at = (s.source or s.cue or s.content)[0].start
            around = " ".join(text[max(0, at - 200) : at + 60].split())
            self.errors.append(
                f"{kind} {source[:60]!r}: {said!r} instead of {label['speaker']!r}\n     …{around}…"
            )

    def title(self, text: str, s: Statement, label: dict) -> None:
        from meaning import tokens_overlap

        said = " ".join(x.of(text) for x in s.title or ())
        wanted = label["title"]
        self.all["title said"] += bool(said)
        self.all["title wanted"] += bool(wanted)
        ok = bool(said and wanted and tokens_overlap(said, wanted))
        self.right["title"] += ok
        if not ok and (said or wanted):
            self.errors.append(f"title of {label['speaker']}: {said!r} instead of {wanted!r}")


def main(split: str, errors: bool) -> None:
    if not (DATA / "statements" / split).is_dir():
        sys.exit(f"no data: {DATA / 'statements' / split} is absent; set ONRECORD_DATA")
    sys.path.insert(0, str(DATA.parent / "score"))
    rows = list(gold(split))
    STAGE.run([rows[0][0]])
    start = time.process_time()
    read = STAGE.run([r for r, _ in rows])
    spent = time.process_time() - start
    tally = Tally()
    for reading, (_, labels) in zip(read, rows, strict=True):
        tally.errors.append(f"## {reading.document.id}")
        for s, label in zip(reading.statements or (), labels, strict=True):
            tally.speaker(reading.document.text, s, label)
            tally.title(reading.document.text, s, label)
    if errors:
        print("\n".join(tally.errors))
    report(tally, spent, sum(len(r.document.text.split()) for r in read))


def report(tally: Tally, spent: float, words: int) -> None:
    for key, count in tally.all.items():
        if not key.startswith("title"):
            print(f"{key:14} {100 * tally.right[key] / count:5.1f} %  of {count}")
    said, wanted = tally.all["title said"], tally.all["title wanted"]
    score = 200 * tally.right["title"] / max(said + wanted, 1)
    print(f"{'title F1':14} {score:5.1f}    said {said} wanted {wanted}")
    print(f"{'speed':14} {1e6 * spent / words:5.1f} ms per 1,000 words")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(next((a for a in arguments if not a.startswith("-")), "dev"), "--errors" in arguments)
