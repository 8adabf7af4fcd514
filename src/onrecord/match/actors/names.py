"""Names as they are compared: without titles, in one spelling, in parts."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TITLES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron rev reverend father
    sister pastor imam rabbi sheikh ayatollah mullah archbishop bishop cardinal pope king queen
    prince princess sultan emir president vice-president premier chancellor minister secretary
    senator sen rep representative congressman congresswoman mp mep gov governor mayor
    councillor ambassador envoy judge justice general gen colonel col major maj captain capt
    lieutenant lt sergeant sgt admiral adm commander cmdr chief inspector detective constable
    officer excellency honourable hon his her the former ex-president foreign prime deputy
    interim acting retd
    """.split()
)
PARTICLES = frozenset("al el ul bin ibn ben de da di du la le van von der den dos do".split())
SMALL = frozenset("of the and for in on at to de la le du des et a an".split())
_FORENAMES = tuple(
    tuple(pair.split("/"))
    for pair in """bill/william bob/robert jim/james joe/joseph mike/michael tom/thomas dick/richard
    ted/edward tony/anthony liz/elizabeth kate/katherine sue/susan dave/david steve/stephen
    ben/benjamin dan/daniel ed/edward fred/frederick greg/gregory ken/kenneth matt/matthew
    nick/nicholas pat/patricia pete/peter phil/philip ron/ronald sam/samuel tim/timothy
    will/william chuck/charles jack/john andy/andrew bernie/bernard chris/christopher
    sander/aleksander alex/alexander meg/margaret peggy/margaret rick/richard""".split()
)
#: Pairs of a short and a long form of one forename.
NICKNAMES = frozenset(map(frozenset, _FORENAMES))
SHORT_FORMS = frozenset(short for short, _ in _FORENAMES)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
#: Spellings of one sound in names carried over from other scripts, applied in this order.
_SOUNDS = (
    ("sch", "s"), ("tch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("sh", "s"), ("zh", "z"),
    ("ch", "c"), ("dj", "j"), ("tz", "ts"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("w", "v"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iy", "i"), ("yy", "i"), ("yj", "i"), ("ij", "i"),
    ("ii", "i"), ("y", "i"), ("ie", "e"), ("ia", "a"), ("io", "o"), ("iu", "u"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name in parts; ``given`` is empty for a surname alone."""

    given: tuple[str, ...]
    family: str

    @property
    def full(self) -> bool:
        """Whether a given name is written out."""
        return any(len(g.rstrip(".")) > 1 for g in self.given[:1])


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name without punctuation around them and without a possessive."""
    bare = re.sub(r"\([^)]*\)", " ", name)
    found = (re.sub(r"[’']s$", "", w) for w in _WORD.findall(bare))
    return tuple(w for w in found if w)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name in one spelling: without accents, doubled letters and ways to carry over a sound.

    >>> fold("Zelenskyy") == fold("Zelenskiy") == fold("Zelensky")
    True
    >>> fold("Bashar al-Assad") == fold("Bashar Assad")
    True
    """
    parts = [p for w in words(name.casefold()) for p in w.replace("’", "'").split("-")]
    kept = [p for p in parts if p not in PARTICLES] or parts
    return " ".join(_sound(p) for p in kept)


def _sound(word: str) -> str:
    out = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum())
    for spelled, sound in _SOUNDS:
        out = out.replace(spelled, sound)
    return re.sub(r"(.)\1+", r"\1", out)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A body's name for comparison: lower case, without "the", full stops and accents.

    >>> plain("The U.N. Security Council")
    'un security council'
    """
    spelled = unicodedata.normalize("NFKD", name.replace(".", "").replace("’", "'").casefold())
    found = words("".join(c for c in spelled if not unicodedata.combining(c)))
    return " ".join(found[1:] if found[:1] == ("the",) and len(found) > 1 else found)


@lru_cache(maxsize=65536)
def content(name: str) -> frozenset[str]:
    """The words of a body's name that tell it from others."""
    return frozenset(w for w in plain(name).split() if w not in SMALL)


@lru_cache(maxsize=65536)
def initials(name: str) -> frozenset[str]:
    """Abbreviations that a body's name gives, with and without its small words.

    >>> sorted(initials("Institute for Communicable Disease Control"))
    ['icdc', 'ifcdc']
    """
    every = [w for w in re.split(r"[\s-]+", plain(name)) if w]
    short = "".join(w[0] for w in every if w not in SMALL)
    return frozenset(x for x in (short, "".join(w[0] for w in every)) if len(x) > 1)


def is_abbreviation(name: str) -> bool:
    """Whether the name is written as capitals alone, such as IAEA or U.N."""
    bare = name.replace(".", "")
    return bare.isupper() and bare.isalpha() and 2 <= len(bare) <= 7


@lru_cache(maxsize=65536)
def untitled(name: str) -> str:
    """A person's name without the titles before it; capitals only where a name has them.

    >>> untitled("DR MIRIAM TAMBORO"), untitled("Foreign Minister Yun"), untitled("MP Kert Lauda")
    ('Miriam Tamboro', 'Yun', 'Kert Lauda')
    """
    found = list(words(name))
    while len(found) > 1 and found[0].casefold().rstrip(".") in TITLES:
        found.pop(0)
    if all(w.isupper() for w in found) and any(len(w) > 3 for w in found):
        found = [w.title() for w in found]
    return " ".join(found)


def person(name: str) -> PersonName:
    """The parts of a person's name.

    >>> person("Gov. Elias K. Tamboro")
    PersonName(given=('Elias', 'K.'), family='Tamboro')
    """
    found = untitled(name).split()
    while len(found) > 1 and found[-1].casefold().rstrip(".") in _SUFFIXES:
        found.pop()
    return PersonName(tuple(found[:-1]), found[-1] if found else "")


@lru_cache(maxsize=4096)
def other_forms(given: str) -> tuple[str, ...]:
    """Short or long forms of a forename in lower case.

    >>> other_forms("bill")
    ('william',)
    """
    return tuple(sorted(x for pair in NICKNAMES if given in pair for x in pair - {given}))
