"""The main clause of a content, found without a parser: where its verb group is, and what
negates, hedges or conditions it."""

from dataclasses import dataclass
from functools import cache

from onrecord.domain import Span
from onrecord.read.attributes.case import Case, Word, Words, per_case
from onrecord.read.lexicons import words as listed

_QUOTES = set('“”"‘’')


@dataclass(frozen=True, slots=True)
class Clause:
    """``head`` is the main clause up to its first subordinate one; ``group`` its verb group;
    ``rest`` what follows in the same sentence; ``lead`` a subordinate clause in front."""

    lead: Words
    head: Words
    group: Words
    rest: Words


@cache
def marked(section: str) -> frozenset[str]:
    """Words of one section of the modality list."""
    return listed("modality", section)


@per_case
def main_clause(case: Case) -> Clause:
    """The main clause of the content's first sentence."""
    tokens = _first_sentence(case)
    while tokens and (tokens[0].lower in marked("openers") or tokens[0].text in ",—–-:;"):
        tokens = tokens[1:]
    lead, tokens = _lead(tokens)
    start = next((i for i, w in enumerate(tokens) if w.lower in marked("auxiliary")), None)
    if start is None:
        start = min(2, len(tokens))
    cut = _cut(tokens, start)
    group = tokens[start : min(start + 4, cut)]
    return Clause(lead, tokens[:cut], group, tokens[cut:])


def _first_sentence(case: Case) -> Words:
    first = case.statement.content[0].start
    end = case.layout.sentence_end(first)
    kept = tuple(w for w in case.content if w.span.start < end and w.text not in _QUOTES)
    return kept if len(kept) > 2 else tuple(w for w in case.content if w.text not in _QUOTES)


def _lead(tokens: Words) -> tuple[Words, Words]:
    """A subordinate opener up to its comma, and the rest."""
    if tokens and tokens[0].lower in marked("subordinate"):
        for i, w in enumerate(tokens[:30]):
            if w.text == "," and len(tokens) - i > 3:
                return tokens[:i], tokens[i + 1 :]
    return (), tokens


def _cut(tokens: Words, start: int) -> int:
    """Where the main clause gives way to a subordinate one."""
    for i in range(start + 2, len(tokens)):
        if tokens[i].lower in marked("relative") or tokens[i].text in ";—–":
            return i
    return len(tokens)


def first_of(tokens: Words, section: str) -> Span | None:
    """Where the first word of a modality section stands."""
    return next((w.span for w in tokens if w.lower in marked(section)), None)


def first_word(tokens: Words, among: frozenset[str]) -> Word | None:
    """The first token whose normal form is in ``among``."""
    return next((w for w in tokens if w.lower in among), None)
