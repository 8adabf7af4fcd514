"""Scores pairs of statements: how likely one gives a later value of what the other measures.

Each pair is scored by itself; then all pairs that set the same two values against each other are
averaged. training/match/updated.py fits the model.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.infer.trees import Trees, load
from onrecord.match import figures
from onrecord.match.pool import Ints, Pool, candidates, passed_on, voices
from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.words import STOP, stem

_CUES = {
    "neg": r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot)\b|n['’]t\b",
    "deny": r"\b(?:den(?:y|ies|ied|ying|ial)|reject\w*|dismiss\w*|refut\w+|false\w*|untrue|"
    r"wrong\w*|fake|lies?|nonsense|baseless|unfounded|foundation|invent\w*|fabricat\w+)\b",
    "doubt": r"\b(?:unable|could not|cannot|declin\w+|refus\w+|comment|unclear|unverified|"
    r"unconfirmed|verif\w+|confirm\w*|doubt\w*|question\w*|alleg\w+|whether|independently)\b",
    "back": r"\b(?:withdr\w+|no longer|was wrong|took? (?:it )?back|taken back|regret\w*|admit\w*|"
    r"correct(?:ed|ion)|retract\w*|should (?:not )?have|changed|revers\w+|qualif\w+|after all|"
    r"was told wrong|stopped saying|now says?|apolog\w+|earlier)\b",
    "told": r"\b(?:report\w*|according to|cit(?:es|ed|ing)|quot(?:es|ed|ing)|emerged|revealed)\b",
    "but": r"\b(?:but|however|although|despite|instead|only|in fact|contrary)\b",
}
_PATTERNS = {k: re.compile(v, re.I) for k, v in _CUES.items()}
_NEGATED = re.compile(rf"(?:{_CUES['neg']})((?:\W+[\w’'-]+){{1,4}})", re.I)
_ACTS = ("deny", "doubt", "decline", "confirm", "blame", "believe")


class _Facts:
    """What is looked up of one statement."""

    def __init__(self, line: Line, home: Signature) -> None:
        text = line.text if line.speaker else line.sentence
        self.cues = [float(bool(p.search(text))) for p in _PATTERNS.values()]
        self.cues += [float(bool(_PATTERNS[k].search(line.sentence))) for k in ("deny", "back")]
        s = line.statement
        self.cues += [float(s.act == a) for a in _ACTS]
        self.cues += [float(s.factuality.endswith("-")), float(s.factuality.startswith("PS"))]
        self.cues += [float(line.speaker is None), float(line.heading), float(s.quote == "direct")]
        self.cues.append(float(s.reporter != "neutral"))
        self.stems = {stem(w.lower()) for w in re.findall(r"[\w’'-]+", line.text)} - STOP
        spans = (m[1] for m in _NEGATED.finditer(line.text))
        self.negated = {stem(w.lower()) for x in spans for w in re.findall(r"[\w’'-]+", x)} - STOP
        self.figures = figures.figures(line, home.document.text)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs (``first`` < ``second``): ``rows`` [n, features] describe them, ``key`` [n]
    says which set the same two values against each other (-1: none)."""

    first: Ints
    second: Ints
    rows: Floats
    key: Ints


def pairs(p: Pool, *, numbered: bool = False) -> Pairs:
    """The candidates with their features; if ``numbered`` only those where both have a figure,
    without which there is nothing to update."""
    first, second = candidates(p)
    facts = [_Facts(x, h) for x, h in zip(p.lines, p.homes, strict=True)]
    if numbered:
        some = np.array([bool(f.figures) for f in facts], bool)
        both = some[first] & some[second]
        first, second = first[both], second[both]
    cues = np.array([f.cues for f in facts], np.float32)
    cosine = (p.vectors[first] * p.vectors[second]).sum(1)
    near = passed_on(p.alike)
    wide = near @ p.alike @ near.T
    a, b = cues[first], cues[second]
    each, key = _pairwise(p, facts, first, second)
    columns = [
        cosine,
        p.alike[first, second],
        wide[first, second],
        p.part[first] == p.part[second],
        *(a + b).T,
        *np.abs(a - b).T,
        *each.T,
    ]
    rows = np.stack([np.asarray(c, np.float32) for c in columns], 1)
    return Pairs(first, second, rows, key)


def _pairwise(p: Pool, facts: Sequence[_Facts], first: Ints, second: Ints) -> tuple[Floats, Ints]:
    voice = voices(p.lines)
    rows = np.zeros((len(first), 14 + len(figures.NAMES)), np.float32)
    key = np.full(len(first), -1, np.intp)
    keys: dict[tuple[float, float], int] = {}
    for n, (i, j) in enumerate(zip(first, second, strict=True)):
        rows[n, :14] = _words(p, facts, i, j, voice[i, j])
        a, b = p.homes[i].moment, p.homes[j].moment
        found, values = figures.compared(
            (p.lines[i], facts[i].figures), (p.lines[j], facts[j].figures), (a < b) - (a > b)
        )
        rows[n, 14:] = found
        if values:
            key[n] = keys.setdefault(values, len(keys))
    return rows, key


def _words(p: Pool, facts: Sequence[_Facts], i: int, j: int, voice: bool) -> list[float]:
    x, y, f, g = p.lines[i], p.lines[j], facts[i], facts[j]
    here = p.homes[i].document.id == p.homes[j].document.id
    mentioned = sum(bool(_surname(a)) and _surname(a) in b.names for a, b in ((x, y), (y, x)))
    return [
        len(f.negated & g.stems - g.negated) + len(g.negated & f.stems - f.negated),
        len(f.negated & g.negated),
        len(f.stems & g.stems) / max(min(len(f.stems), len(g.stems)), 1),
        voice,
        bool(x.speaker and y.speaker) and not voice,
        bool(x.names & y.names),
        here,
        p.homes[i].article == p.homes[j].article and not here,
        abs(x.place - y.place) if here else -1,
        mentioned * (not voice),
        math.log1p(min(len(x.terms), len(y.terms))),
        math.log1p(max(len(x.terms), len(y.terms))),
        abs(_day(p.homes[i]) - _day(p.homes[j])),
        p.homes[i].moment == p.homes[j].moment,
    ]


def _surname(x: Line) -> str:
    words = (x.speaker or "").lower().split()
    return words[-1] if words else ""


def _day(home: Signature) -> int:
    try:
        return int(np.datetime64(home.day, "D").astype(int))
    except ValueError:
        return 0


def agreed(key: Ints, odds: Floats) -> Floats:
    """For each pair the mean result of all pairs that set the same two values against each other:
    one article may err on what two numbers measure, most do not. 0 without values."""
    size = int(key.max(initial=-1)) + 2
    total, many = np.zeros(size), np.zeros(size)
    np.add.at(total, key, odds)
    np.add.at(many, key, 1.0)
    return np.asarray(np.where(key >= 0, (total / np.maximum(many, 1.0))[key], 0.0), np.float32)


@lru_cache(maxsize=1)
def model() -> Trees:
    """The shipped model of updated numbers; trained by training/match/updated.py."""
    return load("updated")


def probabilities(found: Pairs) -> Floats:
    """Of each pair the probability that one gives a later value of what the other measures."""
    return model()(found.rows)
