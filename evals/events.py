"""Events against PETRARCH2's unit-test records: right actor, recipient and PLOVER type.

    python -m evals.events [--half even|odd] [--errors] [--settle [--lower]]

Reads ``events`` under ``$ONRECORD_DATA`` (default ../shared/data). Rules were chosen on the even
records; the odd ones were only counted. A coding (source, target, code) counts as right in a part
if some event of the sentence is right in it; in a whole if one event is right in all. Actors are
compared by the code that the records' own dictionaries give to our words (its country, or its
role where it has no country). The codes of the records are mostly WEIS (McClelland 1976), as
their dictionary says, not CAMEO: so types are compared twice, with the code read as CAMEO and
turned into PLOVER by the published table, and with it read as WEIS.
"""

import argparse
import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.lexicons.plover import plover, typed

from evals.floors import check, gold_hash, settle
from onrecord.domain import Event, Party
from onrecord.read.events import Layers, find_events
from onrecord.read.times import find_times

DATA = Path(os.environ.get("ONRECORD_DATA", "../shared/data")) / "events"

#: WEIS cue category to the PLOVER type whose definition it falls under; comment (02) has none.
WEIS = {
    "01": "RETREAT", "03": "CONSULT", "04": "SUPPORT", "05": "AGREE", "06": "SUPPORT",
    "07": "AID", "08": "AGREE", "09": "REQUEST", "10": "REQUEST", "11": "REJECT", "12": "ACCUSE",
    "13": "ACCUSE", "14": "REJECT", "15": "REQUEST", "16": "THREATEN", "17": "THREATEN",
    "18": "MOBILIZE", "19": "SANCTION", "20": "SANCTION", "21": "COERCE", "22": "ASSAULT",
}  # fmt: skip


@dataclass(frozen=True)
class Coding:
    """One gold coding: who to whom, and its code."""

    source: str
    target: str
    code: str


@dataclass(frozen=True)
class Record:
    """A sentence with its codings; none means that nothing should be coded."""

    id: str
    date: str
    text: str
    codings: tuple[Coding, ...]


def records(path: Path) -> Iterator[Record]:
    """The valid records of a validation file, in order."""
    text = path.read_text("utf-8", errors="replace")
    for head, body in re.findall(r"<Sentence (.*?)>(.*?)</Sentence>", text, re.DOTALL):
        told = re.search(r"<Text>(.*?)</Text>", body, re.DOTALL)
        rows = [_attributes(e) for e in re.findall(r"<EventCoding(.*?)>", body)]
        if told and rows:
            known = _attributes(head)
            codings = tuple(
                Coding(r["sourcecode"], r["targetcode"], r["eventcode"])
                for r in rows
                if {"sourcecode", "targetcode", "eventcode"} <= set(r)
            )
            date = known["date"]
            day = f"{date[:4]}-{date[4:6]}-{date[6:]}"
            yield Record(known["id"], day, " ".join(told[1].split()), codings)


def _attributes(words: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', words))


def dictionary(path: Path) -> dict[str, set[str]]:
    """Name in lower case to the codes it has at some time."""
    out: dict[str, set[str]] = {}
    names: list[str] = []
    text = re.sub(r"<!--.*?-->", "", path.read_text("utf-8", errors="replace"), flags=re.DOTALL)
    for line in text.splitlines():
        line = line.split("#")[0].split(";")[0]
        name = re.split(r"[\[{]", line)[0].strip().strip("_").replace("_", " ").lower()
        codes = {c.split()[0] for c in re.findall(r"\[\s*([^\]]+?)\s*\]", line)}
        if name and not name.startswith("+") and not line.startswith("!"):
            names = [name]
        elif name.startswith("+"):
            names.append(name[1:])
        for each in names:
            out.setdefault(each, set()).update(codes)
        if name.startswith("+") and not codes and len(names) > 1:
            out[name[1:]] |= out.get(names[0], set())
    return {n: c for n, c in out.items() if c}


@dataclass(frozen=True)
class Coder:
    """Codes of words, by the records' own dictionaries."""

    actors: dict[str, set[str]]
    agents: dict[str, set[str]]

    def codes(self, words: str) -> set[str]:
        """Country codes in the words, else roles."""
        low = " ".join(words.lower().split())
        found = _longest(low, self.actors)
        return {c[:3] for c in found} or {c.strip("~")[:3] for c in _longest(low, self.agents)}


def _longest(words: str, known: dict[str, set[str]]) -> set[str]:
    hits = [n for n in known if re.search(rf"\b{re.escape(n)}", words)]
    return known[max(hits, key=len)] if hits else set()


def wanted(code: str) -> str:
    """The country of a gold code, or its role where it has none."""
    return code[3:6] if code.startswith("---") else code[:3]


def sides(event: Event, text: str, coder: Coder) -> tuple[set[str], set[str]]:
    """Codes of actors and recipients."""

    def codes(some: Iterable[Party], whole: str) -> set[str]:
        out = {c for p in some for c in coder.codes(p.span.of(text))}
        return out | (coder.codes(whole) if whole else set())

    actor = event.actor.of(text) if event.actor else ""
    recipient = event.recipient.of(text) if event.recipient else ""
    return codes(event.actors, actor), codes(event.recipients, recipient)


def judge(
    record: Record, events: Sequence[Event], coder: Coder, types: dict[str, str]
) -> Counter[str]:
    """How many of the record's codings are right in each part."""
    tally: Counter[str] = Counter()
    found = [(*sides(e, record.text, coder), e.type) for e in events]
    for gold in record.codings:
        who, whom = wanted(gold.source), wanted(gold.target)
        cameo = typed(gold.code, types).partition("/")[0]
        weis = WEIS.get(gold.code[:2], "-")
        pairs = [(a, r, t) for a, r, t in found if who in a and whom in r]
        tally["codings"] += 1
        tally["actor"] += any(who in a for a, _, _ in found)
        tally["recipient"] += any(whom in r for _, r, _ in found)
        tally["both"] += bool(pairs)
        tally["with a type as CAMEO"] += cameo != "-"
        tally["type as CAMEO"] += any(t == cameo for _, _, t in found)
        tally["all as CAMEO"] += any(t == cameo for _, _, t in pairs)
        tally["with a type as WEIS"] += weis != "-"
        tally["type as WEIS"] += any(t == weis for _, _, t in found)
        tally["all as WEIS"] += any(t == weis for _, _, t in pairs)
        tally["type either way"] += any(t in (cameo, weis) for _, _, t in found)
        tally["all either way"] += any(t in (cameo, weis) for _, _, t in pairs)
    return tally


def evaluate(
    rows: Sequence[Record], coder: Coder, types: dict[str, str], errors: bool
) -> Counter[str]:
    """Counts over records; ``errors`` prints those with an actor or recipient not found."""
    total: Counter[str] = Counter()
    for record in rows:
        events = find_events(record.text, Layers(times=find_times(record.text, record.date)))
        tally = judge(record, events, coder, types)
        total += tally
        if not record.codings:
            total["records to leave alone"] += 1
            total["left alone"] += not events
        if errors and tally["both"] < tally["codings"]:
            show(record, events)
    return total


def show(record: Record, events: Sequence[Event]) -> None:
    """Print a record beside what was found in it."""
    print(record.id, "|", record.text)
    for gold in record.codings:
        print("   gold", gold.source, gold.target, gold.code)
    for e in events:
        sides = [s.of(record.text) if s else None for s in (e.predicate, e.actor, e.recipient)]
        print("   ours", e.type, e.modality, "|", *sides)


def table(columns: dict[str, Counter[str]]) -> Iterator[str]:
    """One line for each count, with its share of the codings."""
    names = list(dict.fromkeys(k for c in columns.values() for k in c))
    yield f"{'':24}" + "".join(f"{name:>16}" for name in columns)
    for name in names:
        cells = [_cell(c, name) for c in columns.values()]
        yield f"{name:24}" + "".join(f"{cell:>16}" for cell in cells)


def _cell(counts: Counter[str], name: str) -> str:
    if name in ("codings", "records to leave alone"):
        return f"{counts[name]}         "
    base = counts["records to leave alone" if name == "left alone" else "codings"]
    return f"{counts[name]}{100 * counts[name] / max(base, 1):7.1f} %"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("even", "odd"))
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--settle", action="store_true", help="set the floors to these figures")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    options = parser.parse_args()
    file = DATA / "petrarch2" / "text" / "PETR.UnitTest.records.xml"
    if not file.exists():
        sys.exit(f"nothing was measured: there is no {file}; set ONRECORD_DATA")
    folder = DATA / "petrarch2" / "dictionaries"
    coder = Coder(*(dictionary(folder / f"PETR.Validate.{n}.txt") for n in ("actors", "agents")))
    types = plover(DATA / "CAMEO2PLOVER-2021.txt")
    every = list(records(file))
    halves = {"even": every[0::2], "odd": every[1::2]}
    if options.half:
        halves = {options.half: halves[options.half]}
    columns = {n: evaluate(rows, coder, types, options.errors) for n, rows in halves.items()}
    print(f"{len(every)} records")
    print("\n".join(table(columns)))
    if not options.half:
        hold(file, columns, options.settle, options.lower)


def hold(file: Path, columns: dict[str, Counter[str]], new: bool, lower: bool) -> None:
    """Holds the shares of both halves against the floors, or sets the floors to them."""
    parts = ("actor", "recipient", "both", "type either way", "all either way")
    scores = {
        f"{part}, {half}": 100 * c[part] / c["codings"]
        for half, c in columns.items()
        for part in parts
    }
    if new:
        settle("events", gold_hash([file]), scores, lower)
    else:
        check("events", gold_hash([file]), scores)


if __name__ == "__main__":
    main()
