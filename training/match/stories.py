"""Stories as the sentence encoder is tuned on them: pieces, and where the statements stand."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from onrecord.domain import Span
from onrecord.match.stance import STANCES
from training.match.oracle import load
from training.match.stances import given_stances
from training.train import minilm_tokenizer


@dataclass(frozen=True)
class Text:
    """A document's pieces and the pieces of each of its statements, first and last."""

    ids: list[int]
    spans: list[tuple[int, int]]


@dataclass(frozen=True)
class Story:
    """Its documents; per statement the claims it is in; per claim (statement, stance) rows."""

    name: str
    texts: list[Text]
    claims: list[set[str]]
    stances: dict[str, list[tuple[int, int]]]


def stories(folder: Path) -> list[Story]:
    """Every story in a folder, by name."""
    return [story(p.parent) for p in sorted(folder.glob("*/truth.json"))]


def story(folder: Path) -> Story:
    """A story with the truth's own statements."""
    bundle, tokenizer = load(folder), minilm_tokenizer()
    given, texts, claims, stances, n = given_stances(bundle), [], [], defaultdict(list), 0
    for reading in bundle.readings:
        coded = tokenizer.encode(reading.document.text, add_special_tokens=False)
        spans = []
        for s in reading.statements or ():
            inside = pieces(coded.offsets, s.content[0])
            if inside is None:
                continue
            spans.append(inside)
            claims.append(bundle.claims.get(s.id, set()))
            for claim in sorted(c for c in claims[-1] if (s.id, c) in given):
                stances[claim].append((n, STANCES.index(given[s.id, claim])))
            n += 1
        texts.append(Text(coded.ids, spans))
    return Story(folder.name, texts, claims, dict(stances))


def pieces(offsets: list[tuple[int, int]], span: Span) -> tuple[int, int] | None:
    """First and last piece that a span has a part of."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < span.end and b > span.start]
    return (inside[0], inside[-1]) if inside else None
