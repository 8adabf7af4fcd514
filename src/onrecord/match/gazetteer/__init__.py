"""Countries, leaders with their terms, well-known bodies and outlets, as lists beside this file."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.match.actors.names import fold, plain


@dataclass(frozen=True, slots=True)
class Term:
    """An office and the ISO days between which it was held; an empty day is an open end."""

    office: str
    since: str
    until: str

    def holds(self, day: str) -> bool:
        """Whether the office was held on an ISO day."""
        return bool(day) and self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that is widely known; ``names`` holds ``name`` and every other."""

    id: str
    type: str
    name: str
    names: tuple[str, ...]
    country: str = ""
    terms: tuple[Term, ...] = ()


def _rows(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(f"{name}.txt").read_text("utf-8")
    return (x.split("\t") for x in text.splitlines() if x and not x.startswith("#"))


def _names(*cells: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(n for cell in cells for n in cell.split("|") if n))


def _terms(cell: str) -> Iterator[Term]:
    for part in cell.split("; "):
        office, _, days = part.rpartition(" ")
        since, _, until = days.partition("..")
        yield Term(office, since, until)


def _countries() -> Iterator[Known]:
    for code, name, capitals, _, others in _rows("countries"):
        yield Known(f"country:{code}", "place", name, _names(name, others), code)
        if capital := _names(capitals):
            yield Known(f"capital:{code}", "place", capital[0], capital, code)


def _bodies() -> Iterator[Known]:
    for type_, name, others in _rows("bodies"):
        yield Known(f"{type_}:{name}", type_, name, _names(name, others))


def _people() -> Iterator[Known]:
    """The hand list first, so that its terms, which go further, stand for whom both lists have."""
    seen: set[tuple[str, str]] = set()
    for country, names, offices in (*_rows("people"), *_rows("leaders")):
        spelled = _names(names)
        keys = {(country, fold(n)) for n in spelled}
        if not keys & seen:
            terms = tuple(_terms(offices))
            yield Known(
                f"person:{country}/{spelled[0]}", "person", spelled[0], spelled, country, terms
            )
        seen |= keys


@cache
def known() -> dict[str, Known]:
    """Everybody and everything on the lists, by id."""
    return {k.id: k for k in (*_countries(), *_bodies(), *_people())}


@cache
def _by_name() -> dict[tuple[str, str], tuple[Known, ...]]:
    found: dict[tuple[str, str], dict[str, Known]] = {}
    for one in known().values():
        for name in one.names:
            key = fold(name) if one.type == "person" else plain(name)
            found.setdefault((_sort(one.type), key), {})[one.id] = one
    return {key: tuple(rows.values()) for key, rows in found.items()}


@cache
def _by_surname() -> dict[str, tuple[Known, ...]]:
    found: dict[str, dict[str, Known]] = {}
    for one in known().values():
        for name in one.names if one.type == "person" else ():
            found.setdefault(fold(name.split()[-1]), {})[one.id] = one
    return {key: tuple(rows.values()) for key, rows in found.items()}


def _sort(type_: str) -> str:
    return "body" if type_ in ("organisation", "outlet", "group") else type_


def look_up(type_: str, name: str) -> Known | None:
    """Whom a full name of that type means, if the lists have exactly one.

    >>> look_up("organisation", "the IAEA").name
    'International Atomic Energy Agency'
    >>> look_up("person", "Volodymyr Zelenskiy").name
    'Volodymyr Zelensky'
    """
    key = fold(name) if type_ == "person" else plain(name)
    sort = _sort(type_)
    found = _by_name().get((sort, key), ())
    if not found and sort == "body":
        found = _by_name().get(("place", key), ())
        found = tuple(k for k in found if k.id.startswith("country:"))
    return found[0] if len(found) == 1 else None


def in_office(surname: str, offices: str, day: str) -> Known | None:
    """The one leader of that surname who, on the ISO ``day``, held an office that ``offices``
    names.

    >>> in_office("Obama", "President", "2014-03-01").name
    'Barack Obama'
    """
    said = offices.casefold()
    fits = [
        k
        for k in _by_surname().get(fold(surname), ())
        if any(t.office in said and t.holds(day) for t in k.terms)
    ]
    return fits[0] if len(fits) == 1 else None


@cache
def demonyms() -> dict[str, str]:
    """Name of a people or country in lower case -> country code."""
    found: dict[str, str] = {}
    for code, name, _, people, others in _rows("countries"):
        for word in _names(name, people, others):
            found[word.casefold()] = "" if found.get(word.casefold(), code) != code else code
    return {word: code for word, code in found.items() if code}
