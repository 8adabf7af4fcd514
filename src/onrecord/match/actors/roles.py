"""What titles and roles say of somebody: field of work, country, and place of office."""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from onrecord.match import gazetteer
from onrecord.match.actors.names import plain

_LOCAL_OFFICE = re.compile(
    r"\b(?:mayor|governor|sheriff|bishop|archbishop|councillor|mp|member|senator|rector|warden)"
    r"\b[^,;]{0,40}?\b(?:of|for|from)\s+((?:[A-Z][\w’'-]+\s?){1,3})"
)


@cache
def field_nouns() -> dict[str, str]:
    """Noun of a title or role -> field of work."""
    text = files("onrecord.match.gazetteer").joinpath("fields.txt").read_text("utf-8")
    rows = (x.split("\t") for x in text.splitlines() if x and not x.startswith("#"))
    return {noun: field for field, nouns in rows for noun in nouns.split()}


def fields_of(roles: Iterable[str]) -> frozenset[str]:
    """Fields of work that titles and roles speak of."""
    said = (w.casefold().rstrip(".") for role in roles for w in re.findall(r"[\w.-]+", role))
    return frozenset(
        f for w in said if (f := field_nouns().get(w) or field_nouns().get(w.rstrip("s")))
    )


def where_of(roles: Iterable[str]) -> str:
    """The one country, else the place of a local office, that roles speak of."""
    texts = list(roles)
    countries = {c for text in texts for c in countries_in(text)}
    if len(countries) == 1:
        return countries.pop()
    places = {plain(m[1].strip()) for text in texts if (m := _LOCAL_OFFICE.search(text))}
    return "of " + places.pop() if len(places) == 1 else ""


def countries_in(text: str) -> frozenset[str]:
    """Codes of the countries that a text names, by their names or peoples."""
    known, found = gazetteer.demonyms(), set()
    capitals = re.findall(r"\b[A-Z][\w-]+(?:\s(?:and\s|of\s)?[A-Z][\w-]+){0,2}", text)
    for run in capitals:
        parts = run.casefold().split()
        for i in range(len(parts)):
            for j in range(i + 1, len(parts) + 1):
                found.add(known.get(" ".join(parts[i:j]), ""))
    return frozenset(found - {""})
