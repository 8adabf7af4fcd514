"""Where attribution goes wrong on PolNeAR dev: ``python -m evals.breakdown``.

Linked recall by type of quotation and by form of source, the kinds of error with their shares,
and how well ``confidence`` says what is right.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from training.corpora import Chars, metadata, polnear

from evals import frozen
from evals.attribution import Roles, characters, gold_roles, iou, matches, predicted
from onrecord.domain import Document, Reading
from onrecord.read import read_documents

PRONOUNS = frozenset("he she they it who i we his her which that you their".split())
BINS = 10


@dataclass(frozen=True)
class Pair:
    """One document: its text, what was found with its confidence, and the gold."""

    text: str
    found: list[Roles]
    sure: list[float]
    gold: list[Roles]


def quote_type(text: str, spans: Sequence[Chars]) -> str:
    """direct when the content stands in quotation marks whole, mixed in part, else indirect."""
    words = " ".join(text[s:e] for s, e in spans)
    quoted = sum(map(len, re.findall(r"[“\"][^”\"]+[”\"]?", words)))
    if quoted >= 0.9 * len(words):
        return "direct"
    return "mixed" if quoted else "indirect"


def source_form(text: str, spans: Sequence[Chars]) -> str:
    """none, pronoun, name (a capital inside it) or description."""
    if not spans:
        return "none"
    words = text[spans[0][0] : spans[-1][1]]
    if words.lower() in PRONOUNS:
        return "pronoun"
    return "name" if re.search(r"(?<!^)\b[A-Z]\w+|^[A-Z]\w+$", words) else "description"


#: What gold statements are told apart by: the role looked at and how it is named.
LABELS = {"content": quote_type, "source": source_form}


def recall_by(pairs: Sequence[Pair], label: str) -> dict[str, tuple[int, int]]:
    """Value of the label -> (gold statements matched, gold statements)."""
    hit, total = Counter[str](), Counter[str]()
    for p in pairs:
        matched = {j for _, j in matches(p.found, p.gold)}
        for j, g in enumerate(p.gold):
            value = LABELS[label](p.text, getattr(g, label))
            total[value] += 1
            hit[value] += j in matched
    return {v: (hit[v], total[v]) for v in sorted(total)}


def errors(pairs: Sequence[Pair]) -> Counter[str]:
    """Every missed gold statement and every unmatched found one, by kind."""
    out = Counter[str]()
    for p in pairs:
        linked = list(matches(p.found, p.gold))
        out.update(_missed(p, {j for _, j in linked}))
        out.update(_spurious(p, {i for i, _ in linked}))
    return out


def _missed(p: Pair, matched: set[int]) -> Iterator[str]:
    for j, g in enumerate(p.gold):
        if j in matched:
            continue
        near = [f for f in p.found if characters(f.cue) & characters(g.cue)]
        if not near:
            elsewhere = any(iou(f.content, g.content) >= 0.5 for f in p.found)
            yield "content found under another cue" if elsewhere else "statement not found"
            continue
        f = max(near, key=lambda f: iou(f.content, g.content))
        if iou(f.content, g.content) < 0.5:
            short = len(characters(f.content)) < len(characters(g.content))
            yield "content too short" if short else "content too long or elsewhere"
        elif not f.source:
            yield "source missed"
        elif not g.source:
            yield "source where there is none"
        elif characters(f.source) & characters(g.source):
            yield "source with other limits"
        else:
            yield "another source"


def _spurious(p: Pair, matched: set[int]) -> Iterator[str]:
    for i, f in enumerate(p.found):
        if i not in matched and not any(characters(f.cue) & characters(g.cue) for g in p.gold):
            yield "statement where gold has none"


def calibration(pairs: Sequence[Pair]) -> tuple[list[tuple[float, float, int]], float]:
    """(mean confidence, share right, statements) of ten equal groups, and the expected
    calibration error in points (Naeini et al. 2015)."""
    sure, right = [], []
    for p in pairs:
        matched = {i for i, _ in matches(p.found, p.gold)}
        sure += p.sure
        right += [i in matched for i in range(len(p.found))]
    order = np.argsort(sure)
    rows = []
    for group in np.array_split(order, BINS):
        rows.append(
            (
                float(np.mean(np.array(sure)[group])),
                float(np.mean(np.array(right)[group])),
                len(group),
            )
        )
    error = sum(abs(c - r) * n for c, r, n in rows) / max(1, len(sure))
    return rows, 100 * error


def pairs_of(readings: Sequence[Reading], gold: Sequence[Sequence[Roles]]) -> list[Pair]:
    """The readings beside their gold."""
    return [
        Pair(
            r.document.text,
            predicted(r),
            [s.confidence for s in r.statements or () if s.cue and not s.parent],
            list(g),
        )
        for r, g in zip(readings, gold, strict=True)
    ]


def main() -> None:
    try:
        articles, meta = polnear("dev"), metadata()
    except FileNotFoundError as absent:
        sys.exit(f"nothing was measured: {absent}")
    documents = [
        Document(a.name, a.text, published=meta[a.name]["publication_date"]) for a in articles
    ]
    gold = [[gold_roles(x) for x in a.attributions] for a in articles]
    pairs = pairs_of(list(read_documents(documents)), gold)
    wrong = errors(pairs)
    rows, error = calibration(pairs)
    figures = {
        f"linked recall, {value}": round(100 * hit / total, 1)
        for label in LABELS
        for value, (hit, total) in recall_by(pairs, label).items()
    }
    figures |= {f"error: {k}": round(100 * n / wrong.total(), 1) for k, n in wrong.most_common(10)}
    figures |= {f"right at confidence {c:.2f}": round(100 * r, 1) for c, r, _ in rows}
    figures["expected calibration error"] = round(error, 1)
    frozen.keep("breakdown", "python -m evals.breakdown", figures)


if __name__ == "__main__":
    main()
