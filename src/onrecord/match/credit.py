"""Whom an article names as where it has something from: outlets, agencies, documents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NAME = r"(?:[Tt]he\s+)?[A-Z][\w’'&.-]*(?:\s+(?:of|and|the|for|[A-Z][\w’'&-]*))*"
_BEFORE = re.compile(
    r"\b(?:according to|first reported (?:by|in)|reported (?:by|in)|"
    r"cit(?:es|ed|ing)|quot(?:es|ed|ing)|"
    r"published (?:by|in)|told|had it from|(?:report|story|account) (?:in|by|from))"
    rf"\s+(?P<name>{_NAME})"
)
_AFTER = re.compile(
    rf"(?P<name>{_NAME}),?\s+(?:has\s+|had\s+|first\s+)*"
    r"(?:reported|revealed|cited|quoted|published|wrote)\b"
)
_AGENCY = re.compile(r"\((?P<name>[A-Z][\w .]{1,40})\)\s*[—–-]")
_GENERIC = {"newspaper", "agency", "magazine", "website", "broadcaster", "programme", "program"}
_SMALL = {"the", "of", "and", "for", "a", "an"}


@dataclass(frozen=True, slots=True)
class Credit:
    """A name an article credits, as it stands there, with the words that say so; ``outlet`` is
    the outlet of the record it stands for, if any."""

    name: str
    outlet: str | None
    words: str


class Outlets:
    """The outlets on record by name, by initials and by their last word ("the Star")."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by: dict[str, set[str]] = {}
        for name in sorted(set(names)):
            words = _plain(name).split()
            initials = "".join(w[0] for w in words if w not in _SMALL)
            keys = {
                " ".join(words),
                initials if len(initials) > 1 else "",
                words[-1] if words else "",
            }
            for key in keys - {""}:
                self._by.setdefault(key, set()).add(name)

    def find(self, name: str) -> str | None:
        """The one outlet the name can stand for."""
        found = self._by.get(_plain(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def named_in(self, description: str) -> str | None:
        """The outlet that a description names, whole or between its commas: "A local radio
        station, Asanto FM"."""
        found = (self.find(part.strip()) for part in (description, *description.split(",")))
        return next((f for f in found if f), None)


def _plain(name: str) -> str:
    words = re.sub(r"[’']s\b", "", name).lower().replace(".", "").split()
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def credits_in(sentence: str, outlets: Outlets, self_name: str | None) -> list[Credit]:
    """Credits in a sentence, but not to the outlet itself."""
    out = []
    for pattern in (_BEFORE, _AFTER, _AGENCY):
        for match in pattern.finditer(sentence):
            name = match["name"].strip(" .,’'")
            outlet = outlets.find(name)
            if outlet != self_name or outlet is None:
                out.append(Credit(name, outlet, match[0]))
    return [c for c in out if c.outlet] or out[:1]
