"""What the event stage knows of verbs, nouns and agents; each list is plain text beside this."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.read.lemmas import candidates

NONE = "-"
FUNCTION = frozenset(
    "to of in on at by for with from against into over between toward towards under about as "
    "through upon off out up down after the a an".split()
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words that must stand to the left and right of a verb, and the type they give it."""

    left: frozenset[str]
    right: frozenset[str]
    type: str
    shown: str

    @property
    def weight(self) -> int:
        """Two for a content word, one for a preposition."""
        return sum(1 if w in FUNCTION else 2 for w in (*self.left, *self.right))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb's type without a pattern (``-`` for none), and the patterns of its block. Where the
    type is ``fixed`` a pattern may only name its mode."""

    name: str
    type: str
    patterns: tuple[Pattern, ...] = field(repr=False, default=())
    fixed: bool = False


def _rows(name: str) -> Iterator[tuple[str, str]]:
    for line in files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, tail = line.partition(" | ")
            yield head.strip(), tail.strip()


@cache
def verbs() -> dict[str, Verb]:
    """Verb lemma, words of a phrasal verb joined by ``_``, to what it means."""
    out: dict[str, Verb] = {}
    for names, patterns in _blocks():
        for name, kind in names.items():
            out[name] = Verb(name, kind, tuple(patterns))
    for kind, names_ in _rows("predicates"):
        how, _, code = kind.partition(" ")
        if how in ("verb", "default"):
            for name in names_.split():
                known = out.get(name, Verb(name, NONE))
                out[name] = Verb(name, code, known.patterns, how == "verb" and code != NONE)
    return out


def _blocks() -> Iterator[tuple[dict[str, str], list[Pattern]]]:
    names: dict[str, str] = {}
    patterns: list[Pattern] = []
    for head, tail in _rows("plover"):
        if head.startswith("@"):
            yield names, patterns
            listed = (n.partition(":") for n in head[1:].split())
            names, patterns = {n: kind or tail for n, _, kind in listed}, []
        elif head != "forms" and not head.startswith("&"):
            patterns += [_pattern(p, head) for p in tail.split("; ")]
    yield names, patterns


def _pattern(words: str, kind: str) -> Pattern:
    left, star, right = words.partition("*")
    if not star:
        left, right = "", words
    return Pattern(frozenset(left.split()), frozenset(right.split()), kind, words)


@cache
def synsets() -> dict[str, frozenset[str]]:
    """Word, or words joined by ``_``, to the names of its synonym sets, each after ``&``."""
    out: dict[str, set[str]] = {}
    for head, tail in _rows("plover"):
        if head.startswith("&"):
            for word in tail.split():
                out.setdefault(word, set()).add("&" + head[1:].strip())
    return {w: frozenset(names) for w, names in out.items()}


@cache
def nouns() -> dict[str, str]:
    """Noun lemma that names an event ("strike") to its type."""
    rows = [(k[5:], names) for k, names in _rows("predicates") if k.startswith("noun ")]
    return {noun: kind for kind, names in rows for noun in names.split()}


@cache
def listed(section: str) -> frozenset[str]:
    """The words of one list of ``predicates.txt``, such as ``light``."""
    return frozenset(w for k, names in _rows("predicates") if k == section for w in names.split())


@cache
def sectors() -> dict[str, str]:
    """Agent noun, words joined by ``_``, to the sector PLOVER gives it (GOV, MIL, COP, …)."""
    rows = [*_rows("sectors"), *((k[7:], n) for k, n in _rows("predicates") if k[:7] == "sector ")]
    return {name: sector for sector, names in rows for name in names.split()}


@cache
def country_names() -> dict[str, str]:
    """Names that stand for a country ("kremlin") to its ISO 3166-1 alpha-2 code."""
    rows = [(k[8:], n) for k, n in _rows("predicates") if k.startswith("country ")]
    return {name: code for code, names in rows for name in names.split()}


@cache
def forms(word: str) -> tuple[str, ...]:
    """A lower-case word and its possible lemmas, likeliest first."""
    past = _past().get(word)
    return tuple(dict.fromkeys((word, *candidates(word), *((past,) if past else ()))))


@cache
def _past() -> dict[str, str]:
    """Irregular past forms of the dictionary's verbs."""
    names = next(n for k, n in _rows("plover") if k == "forms")
    return dict(pair.split(":") for pair in names.split())


def bases(words: list[str]) -> set[str]:
    """The words of a stretch as patterns know them: forms, pairs of words, synonym sets."""
    out: set[str] = set()
    for n, word in enumerate(words):
        out.update(forms(word))
        if n:
            out |= {f"{words[n - 1]}_{form}" for form in forms(word)}
    known = synsets()
    return out.union(*(known[w] for w in out if w in known))
