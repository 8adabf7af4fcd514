"""When two speakers named in different documents are one."""

import re

_DROP = {"the", "a", "an", "mr", "mrs", "ms", "dr", "president", "former", "minister", "sir"}
_UNNAMED = re.compile(
    r"\b(?:unnamed|anonymous|officials?|sources?|people|persons?|employees?|witness(?:es)?|"
    r"residents?|insiders?|someone|colleagues?|neighbou?rs?|workers?|experts?|analysts?|critics?)\b",
    re.I,
)


def tokens(name: str) -> frozenset[str]:
    """Words of a name without titles and case."""
    found = re.findall(r"[\w’'-]+", name.lower().replace("’", "'"))
    return frozenset(w.removesuffix("'s") for w in found if w not in _DROP)


def is_named(name: str) -> bool:
    """Whether the name is one, and not a description such as "a senior official"."""
    return any(w[0].isupper() for w in name.split()[1:] or name.split()) and not (
        _UNNAMED.search(name) and not re.search(r"[a-z]\s+[A-Z]", name)
    )


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
