"""Scores pairs of statements: how likely one gives a later value of what the other measures.

Each pair is scored by itself; then all pairs that set the same two values against each other are
averaged. training/match/updated.py fits the model.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.infer.trees import Trees, load
from onrecord.match import figures
from onrecord.match.pool import Ints, Pool, candidates, passed_on, voices
from onrecord.match.signature import Floats, Line, Signature
from onrecord.match.words import STOP, stem

Doubles = NDArray[np.float64]
Column = NDArray[np.generic]
Bools = NDArray[np.bool_]

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

    def __init__(self, line: Line) -> None:
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


@lru_cache(maxsize=8192)
def _facts(line: Line) -> _Facts:
    """Kept, since a statement is looked at again with each document that bears on it."""
    return _Facts(line)


@dataclass(frozen=True)
class Pairs:
    """Candidate pairs (``first`` < ``second``): ``rows`` [n, features] describe them, ``key`` [n]
    says which set the same two values against each other (-1: none)."""

    first: Ints
    second: Ints
    rows: Floats
    key: Ints


def pairs(p: Pool, *, numbered: bool = False) -> Pairs:
    """The candidates with their features; if ``numbered`` only those with two different values,
    without which there is nothing to update."""
    first, second = candidates(p)
    table = figures.Table([figures.figures(x, h.document.text) for x, h in _with_homes(p)])
    if numbered:
        both = (table.many[first] > 0) & (table.many[second] > 0)
        first, second = first[both], second[both]
    numbers, values = _numbers(p, table, first, second)
    if numbered:
        some = ~np.isnan(values[:, 0])
        first, second, numbers, values = first[some], second[some], numbers[some], values[some]
    if not len(first):
        return Pairs(first, second, np.zeros((0, 0), np.float32), _keys(values))
    rows = np.concatenate([_likeness(p, first, second), _told(p, first, second), numbers], 1)
    return Pairs(first, second, rows.astype(np.float32), _keys(values))


def _with_homes(p: Pool) -> Iterator[tuple[Line, Signature]]:
    return zip(p.lines, p.homes, strict=True)


def _likeness(p: Pool, first: Ints, second: Ints) -> Doubles:
    """How alike two statements are, themselves and by what is like them."""
    near = passed_on(p.alike)
    wide = ((near @ p.alike)[first] * near[second]).sum(1)
    cosine = (p.vectors[first] * p.vectors[second]).sum(1)
    one = p.part[first] == p.part[second]
    return np.stack([cosine, p.alike[first, second], wide, one], 1)


def _numbers(p: Pool, table: figures.Table, first: Ints, second: Ints) -> tuple[Doubles, Doubles]:
    moments = _codes([h.moment for h in p.homes])
    later = np.sign(moments[second] - moments[first])
    moves = [
        n > 0 and figures.changes(x.sentence) for n, x in zip(table.many, p.lines, strict=True)
    ]
    return figures.compared(table, first, second, later, np.array(moves, bool))


def _keys(values: Doubles) -> Ints:
    """A number for each two values, [pairs]; -1 without."""
    out = np.full(len(values), -1, np.intp)
    some = ~np.isnan(values[:, 0])
    if some.any():
        out[some] = np.unique(values[some], axis=0, return_inverse=True)[1].ravel()
    return out


def _told(p: Pool, first: Ints, second: Ints) -> Doubles:
    """How each is told, and by whom and where. Only the statements of the pairs are looked at."""
    used, place = np.unique(np.concatenate([first, second]), return_inverse=True)
    i, j = np.split(place.ravel(), 2)
    facts = [_facts(p.lines[k]) for k in used]
    cues = np.array([f.cues for f in facts]).reshape(len(facts), -1)
    a, b = cues[i], cues[j]
    lines, homes = [p.lines[k] for k in used], [p.homes[k] for k in used]
    voice = voices(lines)[i, j]
    columns = [*_words(facts, i, j), *_speakers(lines, voice, i, j), *_places(lines, homes, i, j)]
    columns += [_mentioned(lines, i, j) * ~voice, *_sizes(lines, homes, i, j)]
    each = np.stack([np.asarray(c, np.float64) for c in columns], 1)
    return np.concatenate([a + b, np.abs(a - b), each], 1)


def _words(facts: Sequence[_Facts], i: Ints, j: Ints) -> list[Column]:
    """Words that one puts in the negative and the other does not, that both do, and in common."""
    every = figures.incidence([f.stems for f in facts] + [f.negated for f in facts])
    stems, negated = every[: len(facts)], every[len(facts) :]
    against = negated @ (stems * (1 - negated)).T
    shared = (stems @ stems.T)[i, j]
    size = stems.sum(1)
    share = shared / np.maximum(np.minimum(size[i], size[j]), 1.0)
    return [against[i, j] + against[j, i], (negated @ negated.T)[i, j], share]


def _speakers(lines: Sequence[Line], voice: Bools, i: Ints, j: Ints) -> list[Column]:
    """Whether one speaks in both, whether two do, and whether both name somebody in common."""
    named = np.array([bool(x.speaker) for x in lines], bool)
    names = figures.incidence([x.names for x in lines])
    return [voice, named[i] & named[j] & ~voice, (names @ names.T)[i, j] > 0]


def _mentioned(lines: Sequence[Line], i: Ints, j: Ints) -> Doubles:
    """How many of the two sentences name the speaker of the other."""
    surnames = [frozenset({_surname(x)} - {""}) for x in lines]
    every = figures.incidence([*surnames, *(x.names for x in lines)])
    found = every[: len(lines)] @ every[len(lines) :].T
    return np.asarray(found[i, j] + found[j, i])


def _places(lines: Sequence[Line], homes: Sequence[Signature], i: Ints, j: Ints) -> list[Column]:
    """One document, two versions of one article, sentences apart in one document."""
    document, article = _codes([h.document.id for h in homes]), _codes([h.article for h in homes])
    here = document[i] == document[j]
    place = np.array([x.place for x in lines], np.intp)
    apart = np.where(here, np.abs(place[i] - place[j]), -1)
    return [here, (article[i] == article[j]) & ~here, apart]


def _sizes(lines: Sequence[Line], homes: Sequence[Signature], i: Ints, j: Ints) -> list[Column]:
    """Words of the shorter and of the longer, days apart, and whether both are of one moment."""
    size = np.log1p(np.array([len(x.terms) for x in lines], np.float64))
    day, moment = np.array([_day(h) for h in homes], np.intp), _codes([h.moment for h in homes])
    least, most = np.minimum(size[i], size[j]), np.maximum(size[i], size[j])
    return [least, most, np.abs(day[i] - day[j]), moment[i] == moment[j]]


def _codes(values: Sequence[str]) -> Ints:
    """The rank of each value among them."""
    return np.asarray(np.unique(values, return_inverse=True)[1].ravel(), np.intp)


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
