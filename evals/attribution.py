"""PolNeAR dev through the shipped reader: ``python -m evals.attribution [--settle [--lower]]``.

*Exact*: micro precision, recall and F1 per role of contiguous spans, trimmed of white space and
joined where only white space lies between. *Linked*: a predicted and a gold statement match one
to one when cues overlap, content characters have IoU of at least 0.5, and sources too or both
are absent. Own-voice and nested statements are left out, since PolNeAR marks neither.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from training.corpora import DATA, Attribution, Chars, merged, metadata, polnear

from evals import floors, frozen
from onrecord.domain import Document, Reading, Spans
from onrecord.read import read_documents

ROLES = ("source", "cue", "content")
TASK = "polnear-dev"


@dataclass(frozen=True)
class Roles:
    """The spans of one statement by role, trimmed and joined."""

    source: tuple[Chars, ...]
    cue: tuple[Chars, ...]
    content: tuple[Chars, ...]


@dataclass(frozen=True)
class Score:
    """Counts of right, predicted and gold items."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        return 100 * self.right / max(1, self.predicted)

    @property
    def recall(self) -> float:
        return 100 * self.right / max(1, self.gold)

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1, self.predicted + self.gold)


def predicted(reading: Reading) -> list[Roles]:
    """Outermost attributions of a reading."""
    text = reading.document.text

    def spans(found: Spans | None) -> tuple[Chars, ...]:
        return merged(text, [(s.start, s.end) for s in found or ()])

    return [
        Roles(spans(s.source), spans(s.cue), spans(s.content))
        for s in reading.statements or ()
        if s.cue and not s.parent
    ]


def score(pairs: Iterable[tuple[Sequence[Roles], Sequence[Roles]]]) -> dict[str, Score]:
    """Scores by role and ``linked`` over (predicted, gold) of each document."""
    right, ours, theirs = Counter[str](), Counter[str](), Counter[str]()
    for found, gold in pairs:
        for role in ROLES:
            p = {s for x in found for s in getattr(x, role)}
            g = {s for x in gold for s in getattr(x, role)}
            right[role] += len(p & g)
            ours[role] += len(p)
            theirs[role] += len(g)
        right["linked"] += len(list(matches(found, gold)))
        ours["linked"] += len(found)
        theirs["linked"] += len(gold)
    return {r: Score(right[r], ours[r], theirs[r]) for r in (*ROLES, "linked")}


def matches(found: Sequence[Roles], gold: Sequence[Roles]) -> Iterator[tuple[int, int]]:
    """One-to-one pairs of indices, best content overlap first."""
    pairs = []
    for i, p in enumerate(found):
        for j, g in enumerate(gold):
            same = _content_overlap(p, g)
            if same >= 0.5:
                pairs.append((same, i, j))
    left: set[int] = set()
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in left and j not in taken:
            left.add(i)
            taken.add(j)
            yield i, j


def _content_overlap(p: Roles, g: Roles) -> float:
    if not characters(p.cue) & characters(g.cue) or bool(p.source) != bool(g.source):
        return 0.0
    return iou(p.content, g.content) if iou(p.source, g.source) >= 0.5 else 0.0


def characters(spans: Iterable[Chars]) -> set[int]:
    """Every character the spans cover."""
    return {i for s, e in spans for i in range(s, e)}


def iou(a: Iterable[Chars], b: Iterable[Chars]) -> float:
    """Characters in common by characters in either; 1 when both are empty."""
    left, right = characters(a), characters(b)
    return len(left & right) / len(left | right) if left | right else 1.0


def gold_roles(a: Attribution) -> Roles:
    """The gold spans of one attribution."""
    return Roles(a.source, a.cue, a.content)


def evaluate() -> dict[str, Score]:
    """Scores of the shipped reader on PolNeAR dev. Raises ``FileNotFoundError`` without it."""
    articles, meta = polnear("dev"), metadata()
    documents = [
        Document(a.name, a.text, published=meta[a.name]["publication_date"]) for a in articles
    ]
    readings = read_documents(documents)
    return score(
        (predicted(r), [gold_roles(x) for x in a.attributions])
        for r, a in zip(readings, articles, strict=True)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settle", action="store_true", help="set the floors to these scores")
    parser.add_argument("--lower", action="store_true", help="allow a floor to fall")
    options = parser.parse_args()
    try:
        scores = evaluate()
    except FileNotFoundError as absent:
        sys.exit(f"nothing was measured: {absent}")
    figures = {name: s.f1 for name, s in scores.items()}
    shown = {
        f"{name} {kind}": round(getattr(s, kind.lower()), 1)
        for name, s in scores.items()
        for kind in ("precision", "recall", "F1")
    }
    frozen.keep(TASK, "python -m evals.attribution", shown)
    gold = floors.gold_hash((DATA / "polnear" / "dev" / "attributions").glob("*.ann"))
    if options.settle or not floors.FLOORS.exists():
        floors.settle(TASK, gold, figures, options.lower)
    floors.check(TASK, gold, figures)


if __name__ == "__main__":
    main()
