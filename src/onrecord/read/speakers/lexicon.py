"""Vocabulary of sources: forenames with gender, places, titles, role nouns, bodies, outlets."""

import tomllib
from functools import cache
from importlib.resources import files

_DATA = files("onrecord.read.lexicons")


@cache
def _lists() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.joinpath("speaker_words.toml").read_text("utf-8"))


def _rows(file: str) -> list[list[str]]:
    lines = _DATA.joinpath(file).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def words(section: str, key: str = "words") -> frozenset[str]:
    """The words of one section of ``speaker_words.toml``."""
    return frozenset(_lists()[section][key].split())


@cache
def names(section: str) -> frozenset[str]:
    """The names, possibly of several words, of one section of ``speaker_words.toml``."""
    rows = _lists()[section]["names"].replace("\n", "").split("|")
    return frozenset(r.strip() for r in rows if r.strip())


@cache
def forenames() -> dict[str, str]:
    """Forename to ``m``, ``f`` or ``u`` (either)."""
    known = {row[0]: row[1] for row in _rows("forenames.txt")}
    return known | {w: g for g in "mf" for w in words("forenames", g)}


@cache
def places() -> dict[str, str]:
    """Place name to ``country``, ``capital``, ``city`` or ``region``."""
    listed = {row[0]: row[1] for row in _rows("places.txt")}
    return listed | dict.fromkeys(names("states"), "region")


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of nationality, as written: "Russian"."""
    return frozenset(row[0] for row in _rows("demonyms.txt"))


@cache
def _nickname_sets() -> dict[str, frozenset[int]]:
    sets: dict[str, set[int]] = {}
    rows = _lists()["nicknames"]["sets"].replace("\n", "|").split("|")
    for i, row in enumerate(rows):
        for name in row.split():
            sets.setdefault(name, set()).add(i)
    return {name: frozenset(ids) for name, ids in sets.items()}


def nicknames(a: str, b: str) -> bool:
    """Whether one person may go by both forenames: "Bill" and "William"."""
    known = _nickname_sets()
    none: frozenset[int] = frozenset()
    return bool(known.get(a.lower(), none) & known.get(b.lower(), none))


@cache
def honorifics() -> dict[str, str]:
    """Form of address to the gender it shows, ``u`` for none."""
    return {w: g for g in "umf" for w in _lists()["honorifics"][g].split()}


@cache
def role_genders() -> dict[str, str]:
    """Role noun to the gender it shows: "spokeswoman" to ``f``."""
    return {w: g for g in "mf" for w in _lists()["gendered"][g].split()}


@cache
def singular(noun: str) -> str:
    """``noun`` in lower case without its plural ending: "Officials" to "official"."""
    low = noun.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 2 and not low.endswith("ss"):
            return low[: -len(ending)] + instead
    return low


_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "wives": "wife",
    "spokesmen": "spokesman",
    "businessmen": "businessman",
    "congressmen": "congressman",
    "attorneys-general": "attorney-general",
    "aides": "aide",
    "nominees": "nominee",
    "colleagues": "colleague",
    "judges": "judge",
    "executives": "executive",
    "operatives": "operative",
    "delegates": "delegate",
    "superdelegates": "superdelegate",
    "surrogates": "surrogate",
    "advocates": "advocate",
    "associates": "associate",
    "nurses": "nurse",
    "bosses": "boss",
}


@cache
def office(noun: str) -> bool:
    """Whether ``noun``, singular or plural, names what a person is or does."""
    listed = words("offices")
    return noun.lower() in listed or singular(noun) in listed
