"""Readings of the story bundles with the truth's own statements, to train and try the matcher on.

Every listed statement becomes a ``Statement``; every other sentence becomes one in the outlet's
own voice, which no listed claim holds.
"""

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from onrecord.contract import reading_from_dict
from onrecord.domain import Document, Reading, Span, Speaker, Statement, statement_id
from onrecord.ingest import Options, ingest
from onrecord.read.sentences import sentences

#: Further stories of our own, kept with the project: none of them is in the data.
STORIES = Path(__file__).parents[1] / "stories"
_QUOTES = str.maketrans("‘’“”", "''\"\"")


@dataclass(frozen=True)
class Bundle:
    """A story: its truth, its readings, and per statement id the claims and stances listed."""

    name: str
    truth: dict
    readings: list[Reading]
    claims: dict[str, set[str]]
    stances: dict[str, dict[str, str]]
    credits: dict[str, dict[str, str | None]]
    ids: dict[tuple[str, str], str] = field(default_factory=dict)


def folders(bundles: Path, part: str) -> list[Path]:
    """The stories to tune the encoder on (``tune``), to train on (``train``) or to choose on
    (``dev``), by name."""
    found = [p.parent for root in (bundles, STORIES) for p in (root / part).glob("*/truth.json")]
    return sorted(found, key=lambda p: p.name)


def load(folder: Path, readings: Path | None = None) -> Bundle:
    """The bundle in ``folder``: with the truth's own statements, or with those of the reader's
    output in ``readings``, each listed one standing for the statement its words overlap most."""
    truth = whole(json.loads((folder / "truth.json").read_text("utf8")))
    bundle = Bundle(folder.name, truth, [], defaultdict(set), defaultdict(dict), defaultdict(dict))
    listed = defaultdict(list)
    for claim in truth["claims"]:
        for row in claim["statements"]:
            listed[row["file"]].append((claim["id"], row))
    if readings:
        for row in json.loads(readings.read_text("utf8")):
            reading = reading_from_dict(row)
            bundle.readings.append(reading)
            _label(reading, listed[reading.document.path], bundle)
        return bundle
    for meta in json.loads((folder / "meta.json").read_text("utf8")):
        document = document_of(folder, meta)
        if document:
            bundle.readings.append(_reading(document, listed[meta["file"]], bundle))
    return bundle


def whole(truth: dict) -> dict:
    """A truth file with the contradictions it leaves to be understood: who supports a claim and
    who denies it contradict each other."""
    if "contradictions" not in truth.get("implied", ()):
        return truth
    sides = [
        {"a": _place(a), "b": _place(b), "why": "claim and denial"}
        for claim in truth["claims"]
        for a in claim["statements"]
        for b in claim["statements"]
        if (a["stance"], b["stance"]) == ("supports", "denies") and a["speaker"] != b["speaker"]
    ]
    return truth | {"contradictions": [*truth["contradictions"], *sides]}


def _place(row: dict) -> dict:
    return {"file": row["file"], "snippet": row["snippet"]}


def _label(reading: Reading, listed: list, bundle: Bundle) -> None:
    """Marks the statement that each listed snippet overlaps most with the snippet's claim."""
    text = reading.document.text
    said = [(s.id, " ".join(p.of(text) for p in s.content)) for s in reading.statements or ()]
    for claim, row in listed:
        found = [
            (overlap(row["snippet"], t), -abs(len(t) - len(row["snippet"])), i) for i, t in said
        ]
        share, _, uid = max(found, default=(0.0, 0, ""))
        if share >= 0.6:
            bundle.claims[uid].add(claim)
            bundle.stances[uid][claim] = row["stance"]
            bundle.credits[uid][claim] = row["credits"]
            bundle.ids[row["file"], row["snippet"]] = uid


def overlap(a: str, b: str) -> float:
    """Share of the shorter text's words, and of its pairs of words, that the longer has."""
    x, y = (re.findall(r"\w+", t.lower()) for t in (a, b))
    if not x or not y:
        return 0.0
    if len(x) > len(y):
        x, y = y, x
    one = sum((Counter(x) & Counter(y)).values()) / len(x)
    pairs, others = (Counter(pairwise(t)) for t in (x, y))
    two = sum((pairs & others).values()) / max(sum(pairs.values()), 1) if len(x) > 1 else one
    return (one + two) / 2


def document_of(folder: Path, meta: dict) -> Document | None:
    """The article of one file, with what ``meta`` says of it."""
    options = Options(published=meta["published"], outlet=meta["outlet"])
    intake = next(iter(ingest(folder / meta["file"], options)))
    if intake.document is None:
        return None
    fetched = meta.get("fetched") or meta["published"]
    return replace(intake.document, url=meta["url"], fetched=fetched, path=meta["file"])


def find(text: str, snippet: str) -> Span | None:
    """Where the snippet stands, whatever the white space and the shape of its quotes."""
    words = r"\s+".join(re.escape(w) for w in snippet.translate(_QUOTES).split())
    found = list(re.finditer(words, text.translate(_QUOTES)))
    return Span(*found[-1 if len(found) > 1 and len(snippet) < 40 else 0].span()) if found else None


def _reading(document: Document, listed: list, bundle: Bundle) -> Reading:
    out: dict[str, Statement] = {}
    for claim, row in listed:
        span = find(document.text, row["snippet"])
        if span is None:
            continue
        made = _statement(document, span, row["speaker"])
        out.setdefault(made.id, made)
        bundle.claims[made.id].add(claim)
        bundle.stances[made.id][claim] = row["stance"]
        bundle.credits[made.id][claim] = row["credits"]
        bundle.ids[row["file"], row["snippet"]] = made.id
    taken = [s.content[0] for s in out.values()]
    for sentence in sentences(document.text):
        if not any(sentence.overlap(t) for t in taken):
            made = _statement(document, sentence, None)
            out[made.id] = made
    ordered = tuple(sorted(out.values(), key=lambda s: s.content))
    return Reading(document, "oracle", ordered, (), (), (), ())


def _statement(document: Document, span: Span, speaker: str | None) -> Statement:
    given = speaker is not None
    return Statement(
        id=statement_id(document, [span] if given else None, None, [span]),
        content=(span,),
        source=(Span(span.start, span.start + 1),) if given else None,
        speaker=Speaker(speaker or document.outlet or ""),
    )
