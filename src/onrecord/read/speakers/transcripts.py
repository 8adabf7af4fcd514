"""Turns of a transcript: lines that begin with who speaks, in capitals or as "Q:" and "A:"."""

import re
from collections import Counter
from dataclasses import dataclass

from onrecord.domain import Span

#: A text with fewer turns, or fewer speakers, is no transcript.
TURNS, SPEAKERS = 4, 2
_CAPITALS = re.compile(
    r"^(?P<name>[A-Z][A-Z’'.-]*(?:[ ][A-Z][A-Z’'.-]*){0,4})(?:\s\([^)\n]*\))?:\s+(?=\S)", re.M
)
_MIXED = re.compile(
    r"^(?P<name>[A-Z][\w’'.-]*(?:[ ][A-Z][\w’'.-]*){0,3})(?:\s\([^)\n]*\))?:\s+(?=\S)", re.M
)
_HEADINGS = frozenset(
    """transcript update updated correction corrected note watch read listen photo photos source
    sources analysis opinion breaking exclusive more related where when what why who how""".split()
)
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof", "sir", "gen", "col", "sen", "rep", "gov"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the words before the colon, all it covers, and the speaker's fullest name."""

    label: Span
    span: Span
    name: str


def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript; none where a text is something else.

    >>> text = "ANA RUIZ: Good morning.\\nLEO PARK: Hello.\\nRUIZ: How is it?\\nPARK: Well."
    >>> [t.name for t in turns(text)]
    ['Ana Ruiz', 'Leo Park', 'Ana Ruiz', 'Leo Park']
    """
    for pattern, least in ((_CAPITALS, 1), (_MIXED, 2)):
        found = [m for m in pattern.finditer(text) if m["name"].lower() not in _HEADINGS]
        labels = list(dict.fromkeys(m["name"] for m in found))
        full = {label: _fullest(label, labels) for label in labels}
        counts = Counter(full[m["name"]] for m in found)
        repeated = max(counts.values(), default=0) > 1 and min(counts.values()) >= least
        if len(found) >= TURNS and len(counts) >= SPEAKERS and repeated:
            return _turns(text, found, {label: _name(text, full[label]) for label in labels})
    return ()


def _turns(text: str, found: list[re.Match[str]], names: dict[str, str]) -> tuple[Turn, ...]:
    ends = [*(m.start() for m in found[1:]), len(text)]
    return tuple(
        Turn(Span(m.start("name"), m.end("name")), Span(m.end(), end), names[m["name"]])
        for m, end in zip(found, ends, strict=True)
    )


def _parts(label: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Titles and other words of a label, in lower case."""
    words = [w.lower().rstrip(".") for w in label.split()]
    titles = frozenset(w for w in words if w in _TITLES)
    return titles, tuple(w for w in words if w not in _TITLES)


def _fullest(label: str, labels: list[str]) -> str:
    """The longest label of the same surname; of two people the one with the same titles."""
    titles, words = _parts(label)
    longer = [x for x in labels if _parts(x)[1][-1:] == words[-1:] and len(_parts(x)[1]) > 1]
    same = [x for x in longer if _parts(x)[0] == titles] or longer
    return same[0] if len(words) == 1 and same else label


def _name(text: str, label: str) -> str:
    """The label without titles, as the text writes the name elsewhere, with the forename if
    everybody of that surname has the same; nothing for "Q" and "A"."""
    words = [w for w in label.split() if w.lower().rstrip(".") not in _TITLES]
    if label in ("Q", "A"):
        return ""
    name = " ".join("-".join(p.capitalize() for p in w.split("-")) for w in words)
    if not all(w.isupper() for w in words):
        name = " ".join(words)
    if len(words) > 1:
        return next((m for m in _written(text, name) if not m.isupper()), name)
    before = re.findall(rf"\b([A-Z][a-z’'-]+) {re.escape(name)}\b", text)
    given = {g for g in before if g.lower() not in _TITLES}
    return f"{given.pop()} {name}" if len(given) == 1 else name


def _written(text: str, name: str) -> list[str]:
    return re.findall(rf"\b{re.escape(name)}\b", text, re.IGNORECASE)


def turn_at(found: tuple[Turn, ...], offset: int) -> Turn | None:
    """The turn that holds an offset, its label included."""
    return next((t for t in found if t.label.start <= offset < t.span.end), None)
