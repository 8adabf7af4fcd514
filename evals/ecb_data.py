"""Reads ECB+ files: texts, the event mentions of the validated sentences, and their clusters."""

import csv
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from onrecord.domain import Span
from onrecord.match.words import STOP, names, stem

#: Sentences read beside the validated ones: headline and date, or the first of the text.
LEAD = {0, 1}
NONE = np.zeros(384, np.float32)


@dataclass
class Mention:
    """An event mention: where it is, what stands around it, and the event it is of."""

    id: str
    document: str
    span: Span
    sentence: Span
    head: str
    words: frozenset[str]
    context: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    gold: str
    vector: np.ndarray = field(default_factory=lambda: NONE)
    around: np.ndarray = field(default_factory=lambda: NONE)


@dataclass
class Article:
    """One file; ``subtopic`` tells its topic's two seminal events apart."""

    name: str
    topic: str
    subtopic: str
    text: str
    mentions: list[Mention]


def read(folder: Path, topics: Iterable[int]) -> list[Article]:
    """The articles of the topics that have a validated sentence with an event."""
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    valid: dict[str, set[int]] = {}
    for topic, name, sentence in rows:
        valid.setdefault(f"{topic}_{name}", set()).add(int(sentence))
    found = [
        _article(path, valid.get(path.stem, set()))
        for topic in topics
        for path in sorted((folder / "ECB+" / str(topic)).glob("*.xml"))
    ]
    return [a for a in found if a.mentions]


def _article(path: Path, valid: set[int]) -> Article:
    root = ET.parse(path).getroot()  # noqa: S314
    topic = path.stem.split("_")[0]
    sort = "plus" if path.stem.endswith("plus") else "ecb"
    spans, sentences, text = _text(root, valid | LEAD)
    clusters = _clusters(root, path.stem)
    mentions = []
    for m in _markables(root):
        tokens = [a.get("t_id") or "" for a in m.findall("token_anchor")]
        place = sentences.get(tokens[0])
        if place and place[0] in valid:
            uid = m.get("m_id") or ""
            span = Span(spans[tokens[0]].start, spans[tokens[-1]].end)
            gold = clusters.get(uid, f"{path.stem}:{uid}")
            mentions.append(_mention(path.stem, uid, span, place[1], text, gold))
    return Article(path.stem, topic, f"{topic}{sort}", text, mentions)


def _markables(root: ET.Element) -> list[ET.Element]:
    markables = root.find("Markables")
    assert markables is not None
    events = (m for m in markables if "ACTION" in m.tag)
    return [m for m in events if m.find("token_anchor") is not None]


def _text(
    root: ET.Element, kept: set[int]
) -> tuple[dict[str, Span], dict[str, tuple[int, Span]], str]:
    """Each token's span, its sentence's number and span, and the text, of the sentences kept."""
    text, spans = "", {}
    bounds: dict[int, list[int]] = {}
    numbers: dict[str, int] = {}
    for token in root.findall("token"):
        uid, number = token.get("t_id") or "", int(token.get("sentence") or 0)
        if number not in kept:
            continue
        text += ("\n" if number not in bounds else " ") if text else ""
        spans[uid] = Span(len(text), len(text) + len(token.text or ""))
        text += token.text or ""
        bounds.setdefault(number, [spans[uid].start, 0])[1] = len(text)
        numbers[uid] = number
    return spans, {t: (n, Span(*bounds[n])) for t, n in numbers.items()}, text


def _clusters(root: ET.Element, name: str) -> dict[str, str]:
    """Mention -> event: an id that holds across files, or one of this file alone."""
    found: dict[str, str] = {}
    relations = root.find("Relations")
    for relation in relations if relations is not None else ():
        across = relation.tag == "CROSS_DOC_COREF"
        event = relation.get("note") if across else f"{name}:r{relation.get('r_id')}"
        for source in relation.findall("source"):
            found[source.get("m_id") or ""] = event or name
    return found


def _mention(name: str, uid: str, span: Span, sentence: Span, text: str, gold: str) -> Mention:
    own = re.findall(r"[\w’'-]+", span.of(text).lower()) or [span.of(text).lower()]
    said = sentence.of(text)
    words = re.findall(r"[A-Za-z][\w’'-]+", said.lower())
    heads = [w for w in own if w not in STOP] or own
    return Mention(
        id=f"{name}:{uid}",
        document=name,
        span=span,
        sentence=sentence,
        head=heads[0] if len(heads) < 3 else heads[-1],
        words=frozenset(map(stem, heads)),
        context=frozenset(stem(w) for w in words if w not in STOP),
        names=names(said),
        numbers=frozenset(re.findall(r"\d+", said)),
        gold=gold,
    )
