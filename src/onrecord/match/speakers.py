"""When two speakers named in different documents are one."""

import re
from functools import lru_cache

_DROP = {"the", "a", "an", "mr", "mrs", "ms", "dr", "president", "former", "minister", "sir"}
_UNNAMED = re.compile(
    r"\b(?:unnamed|anonymous|officials?|sources?|people|persons?|employees?|witness(?:es)?|"
    r"residents?|insiders?|someone|colleagues?|neighbou?rs?|workers?|experts?|analysts?|critics?)\b",
    re.I,
)


@lru_cache(maxsize=4096)
def tokens(name: str) -> frozenset[str]:
    """Words of a name without titles and case."""
    found = re.findall(r"[\w’'-]+", name.lower().replace("’", "'"))
    return frozenset(w.removesuffix("'s") for w in found if w not in _DROP)


def is_named(name: str) -> bool:
    """Whether the name is one, and not a description such as "a Harbour Board official"."""
    words = re.findall(r"[\w’'-]+", name.partition(",")[0])
    if not words or (not words[-1][0].isupper() and not words[-1][0].isdigit()):
        return False
    return len(words) > 1 or not _UNNAMED.search(name)


@lru_cache(maxsize=65_536)
def same(a: str, b: str) -> bool:
    """Whether one name's words are among the other's, or one is the initials of the other."""
    x, y = tokens(a), tokens(b)
    if not x or not y:
        return False
    return x <= y or y <= x or initials(a) == b or initials(b) == a


def initials(name: str) -> str:
    """First letters of the capitalised words, if there are three or more."""
    letters = "".join(w[0] for w in re.findall(r"\b[A-Z][\w’'-]*", name))
    return letters if len(letters) > 2 else "\0"
