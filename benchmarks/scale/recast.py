"""One story told again with other names, on other days.

A made-up name is as long as the one it stands for, so that every span of a reading still holds
and nothing has to be read again.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from random import Random

from onrecord.match.words import stem

#: A capitalised word, in JSON also right after the escape of a line's end.
WORD = re.compile(r"(?:\b|(?<=\\n))[A-Z][a-z]{2,}\b")
STATEMENT = re.compile(r"\bs[0-9a-f]{16}\b")
INTERVAL = re.compile(r'"(begin|end)":"(\d{4}-\d\d-\d\d)')
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LETTERS = ("bcdfghjklmnprstvz", "aeiou")


def names_in(names: Iterable[str], texts: Iterable[str], kept: Iterable[str]) -> set[str]:
    """The words of a story's names that never occur as ordinary words and are in no ``kept``
    name: those that another cast replaces."""
    told = list(texts)
    ordinary = {w for text in told for w in re.findall(r"\b[a-z]+\b", text)}
    barred = {w for name in kept for w in WORD.findall(name)}
    barred |= {w for text in told for w in re.findall(r"\b([A-Z][a-z]+n)[’']t\b", text)}
    found = {w for name in names for w in WORD.findall(name)} - barred
    return {w for w in found if w.lower() not in ordinary}


def invented(word: str, cast: int) -> str:
    """A made-up word of the same length; cast 0 keeps the word."""
    if not cast:
        return word
    random = Random(f"{word}:{cast}")
    first = random.randrange(2)
    letters = (random.choice(LETTERS[(first + i) % 2]) for i in range(len(word)))
    return "".join(letters).capitalize()


class Cast:
    """Other names for the words of a story's names."""

    def __init__(self, words: Iterable[str], number: int) -> None:
        self._words = {w: invented(w, number) for w in words}
        self._terms = {stem(a.lower()): stem(b.lower()) for a, b in self._words.items()}

    def text(self, value: str) -> str:
        """The words with the other names."""
        return WORD.sub(lambda m: self._words.get(m[0], m[0]), value)

    def term(self, value: str) -> str:
        """A word as the matcher keeps it."""
        return self._terms.get(value, value)


@lru_cache(maxsize=100_000)
def later(moment: str, days: int) -> str:
    """An ISO date or date-time so many days on; anything else as it is."""
    if not DAY.match(moment):
        return moment
    try:
        return str(date.fromisoformat(moment[:10]) + timedelta(days=days)) + moment[10:]
    except (ValueError, OverflowError):
        return moment


def reading(body: str, ids: dict[str, str], days: int) -> str:
    """A reading's contract JSON with other ids, on other days."""
    body = STATEMENT.sub(lambda m: ids.get(m[0], m[0]), body)
    return INTERVAL.sub(lambda m: f'"{m[1]}":"{later(m[2], days)}', body)
