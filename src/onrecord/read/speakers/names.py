"""Parses names: where the title ends, what kind of thing is named, whether two names fit."""

from dataclasses import dataclass
from functools import cache

from onrecord.domain import Span
from onrecord.read.speakers import lexicon

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
PARTICLES = frozenset(
    [
        "de",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "al",
        "el",
        "la",
        "le",
        "da",
        "di",
        "dos",
        "du",
        "ten",
        "ter",
        "y",
        "e",
    ]
)
_PORTFOLIOS = frozenset(
    [
        "state",
        "staff",
        "defense",
        "defence",
        "treasury",
        "justice",
        "labor",
        "labour",
        "commerce",
        "agriculture",
        "energy",
        "education",
        "interior",
        "transportation",
        "security",
        "affairs",
        "health",
        "police",
        "operations",
        "house",
    ]
)


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name, title left off.

    ``first`` and ``last`` are token numbers; ``titled`` is the number of the first token of the
    title before it, equal to ``first`` when there is none; ``gender`` is what the title shows.
    """

    span: Span
    first: int
    last: int
    titled: int
    words: tuple[str, ...]
    type: str
    gender: str = "u"

    @property
    def family(self) -> str:
        return family(self.words)

    @property
    def given(self) -> str | None:
        return self.words[0].casefold() if len(core(self.words)) > 1 else None


@cache
def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """``words`` without "Jr." and the like."""
    return words[:-1] if len(words) > 1 and words[-1].casefold() in SUFFIXES else words


@cache
def family(words: tuple[str, ...]) -> str:
    """The family name, case folded."""
    last = core(words)[-1].casefold()
    return last.removeprefix("al-").removeprefix("el-")


def is_title(word: str) -> bool:
    """Whether a capitalised ``word`` before a name is a form of address or an office."""
    return word in lexicon.honorifics() or lexicon.office(word)


def title_length(words: tuple[str, ...]) -> int:
    """How many words at the start of a capitalised run are title rather than name.

    >>> title_length(("Russian", "Foreign", "Minister", "Sergei", "Lavrov"))
    3
    >>> title_length(("Secretary", "of", "State", "John", "Kerry"))
    3
    """
    length = 0
    if _body(words) and words[0] not in lexicon.honorifics():
        return 0
    for i, word in enumerate(core(words)[:-1]):
        if is_title(word) and not (i == 1 and _forename(words[0]) and not is_title(words[0])):
            length = i + 1
    while length and length < len(words) - 1 and words[length] in ("of", "for", "the"):
        length += 1
    if length and words[length - 1] in ("of", "for", "the"):
        while length < len(words) - 1 and words[length].lower() in _PORTFOLIOS | {"homeland"}:
            length += 1
    return length


def _forename(word: str) -> bool:
    return word in lexicon.forenames() and word not in lexicon.places()


def kind_of(words: tuple[str, ...], titled: bool) -> str:
    """person, organisation, outlet, place, group, title, or unknown, from the words alone."""
    joined = " ".join(words)
    bare = joined.removeprefix("The ")
    if joined in lexicon.names("outlets") or bare in lexicon.names("outlets"):
        return "outlet"
    if not titled and (bare in lexicon.names("organisations") or _body(words)):
        return "organisation"
    if not titled and bare in lexicon.places():
        return "place"
    if titled or _personal(words):
        return "person"
    return _other_kind(words)


def _personal(words: tuple[str, ...]) -> bool:
    """A forename, or an initial, followed by one to three more words."""
    inner = core(words)
    if not 2 <= len(inner) <= 4 or any(w in ("of", "for", "and", "the") for w in inner):
        return False
    if lexicon.office(inner[-1]) and len(inner) > 2:
        return False
    return _forename(inner[0].split("-")[0]) or (inner[0].endswith(".") and len(inner[0]) <= 4)


def _body(words: tuple[str, ...]) -> bool:
    listed = lexicon.words("organisations")
    last = words[-1].lower()
    if len(words) == 2 and _forename(words[0]) and last not in _SURE_BODIES:
        return False
    if len(words) > 1 and last in listed:
        return True
    return any(w.lower() in listed and words[i + 1] in ("of", "for") for i, w in _pairs(words))


def _pairs(words: tuple[str, ...]) -> list[tuple[int, str]]:
    return [(i, w) for i, w in enumerate(words[:-1]) if i + 2 < len(words)]


_SURE_BODIES = frozenset(
    [
        "party",
        "administration",
        "university",
        "foundation",
        "campaign",
        "institute",
        "college",
        "committee",
        "council",
        "research",
        "party",
        "association",
        "ministry",
        "department",
        "agency",
        "commission",
    ]
)


def _other_kind(words: tuple[str, ...]) -> str:
    last = words[-1]
    if len(words) > 1 and last.lower() in lexicon.words("outlets", "words"):
        return "outlet"
    if len(words) > 1 and lexicon.office(last):
        return "group" if last.endswith("s") else "title"
    if all(is_title(w) or w.lower() in lexicon.words("modifiers") for w in words):
        return "group" if last.endswith("s") and lexicon.office(last) else "title"
    if _demonym(last) or _demonym(last.rstrip("s")):
        return "group" if last.endswith("s") else "demonym"
    if (
        len(words) == 1
        and last.isupper()
        and not any(map(str.isdigit, last))
        and 2 <= len(last.strip(".")) <= 6
    ):
        return "organisation"
    return "unknown"


def _demonym(word: str) -> bool:
    return (
        word in lexicon.demonyms()
        or word in lexicon.words("peoples")
        or (word.endswith("-American"))
    )


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names of two or more words each may be one person's.

    >>> same_person(("Bill", "Clinton"), ("William", "Jefferson", "Clinton"))
    True
    >>> same_person(("Bill", "Clinton"), ("Hillary", "Clinton"))
    False
    """
    if family(a) != family(b) or _suffix(a) != _suffix(b):
        return False
    mine = [w.casefold() for w in core(a)[:-1]]
    theirs = [w.casefold() for w in core(b)[:-1]]
    if mine[1:] and theirs[1:] and mine[0] == theirs[0] and _clash(mine[1], theirs[1]):
        return False
    return any(_same_given(x, y) for x in mine[:2] for y in theirs[:2])


def _clash(a: str, b: str) -> bool:
    """Whether two middle initials differ: George W. and George H.W. Bush."""
    return a.endswith(".") and b.endswith(".") and a != b


def _suffix(words: tuple[str, ...]) -> str:
    last = words[-1].casefold().rstrip(".")
    return last if last in ("jr", "sr") else ""


def _same_given(a: str, b: str) -> bool:
    if a == b or lexicon.nicknames(a, b):
        return True
    short, full = sorted((a.rstrip("."), b.rstrip(".")), key=len)
    return len(short) == 1 and full.startswith(short)


def gender_of(words: tuple[str, ...]) -> str:
    """``m`` or ``f`` when the forename is known to show it, else ``u``."""
    inner = core(words)
    if len(inner) < 2:
        return "u"
    for word in inner[:-1]:
        gender = lexicon.forenames().get(word) or lexicon.forenames().get(word.split("-")[0])
        if gender:
            return gender
    return "u"
