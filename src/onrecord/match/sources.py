"""What kind of source a speaker's name or description stands for, and how to call it."""

import re
from collections import Counter
from collections.abc import Iterable

from onrecord.match.speakers import initials, same

_HEAD = re.compile(
    r",|\s\(| (?:who|whom|that|which|of|in|at|with|from|for|on|near|inside|close|familiar|briefed|"
    r"speaking|involved|responsible|working)\b"
)
_BODY = re.compile(
    r"\b(?:police|office|ministry|government|board|council|army|navy|court|company|agency|"
    r"authority|department|brigade|union|committee|presidency|directorate|hospital|prosecutors?|"
    r"service|guard|commission|association|institute|group|firm|bank|party|embassy|university|"
    r"officials|authorities|organi[sz]ers|investigators|inspectors|documents?|papers?|records?|"
    r"logs?|registers?|letter|report|statement|minutes|filings?)\b",
    re.I,
)
_NOBODY = {
    "it", "they", "he", "she", "we", "i", "you", "nobody", "somebody", "someone", "everybody",
    "everyone", "no", "one", "people", "many", "some", "others", "this", "that", "who", "all",
    "journalists", "reporters", "opposition", "sources", "readers", "residents",
}  # fmt: skip
_ARTICLE = re.compile(r"^(?:the|a|an|one|another|his|her|their|its|our|my)\s+", re.I)


def head(name: str) -> str:
    """The description without what hangs on it: "A clerk" of "A clerk in the ticket office"."""
    return _HEAD.split(name.strip(), maxsplit=1)[0]


def bare(name: str) -> str:
    """The name without its article."""
    return _ARTICLE.sub("", name.strip())


def is_name(name: str) -> bool:
    """Whether it names one person or body: every word of the head but small ones a name."""
    words = re.findall(r"[\w’'.-]+", bare(head(name)))
    return bool(words) and words[-1][:1].isupper() and words[-1].lower() not in _NOBODY


def is_body(name: str) -> bool:
    """Whether it is an office, an authority or a record, named or not."""
    return bool(_BODY.search(head(name)))


def is_somebody(name: str | None) -> bool:
    """Whether the words describe a source at all."""
    words = re.findall(r"[\w’'-]+", (name or "").lower())
    return bool(words) and words[-1] not in _NOBODY


def one(a: str, b: str) -> bool:
    """Whether two names or descriptions within a claim stand for one source. Descriptions are
    one if they share the noun: "the technician", "a technician at the provincial laboratory"."""
    if is_name(a) and is_name(b):
        return same(a, b)
    if is_name(a) or is_name(b):
        return False
    return noun(a) == noun(b)


def noun(name: str) -> str:
    """The last word of the head, in lower case."""
    found = re.findall(r"[\w’'-]+", head(name))
    return found[-1].lower() if found else "source"


def called(names: Iterable[str]) -> str:
    """The name to show of several for one source: the most common of the fullest that is still
    a name and no sentence."""
    counts = Counter(bare(n).partition(",")[0].strip().replace("’", "'") for n in names)
    short = {n: c for n, c in counts.items() if len(n.split()) <= 8} or counts
    return max(short, key=lambda n: (len(n.split()) > 1, short[n], len(n), n))


def unnamed(names: Iterable[str], outlet: str | None) -> str:
    """An unnamed source by what it is and whom it spoke to."""
    nouns = Counter(noun(n) for n in names)
    best = max(nouns, key=lambda n: (nouns[n], n)) if nouns else "source"
    return f"unnamed {best} (via {outlet or 'unknown outlet'})"


def in_full(name: str, known: Iterable[str]) -> str:
    """The name that an abbreviation stands for among those known, else itself."""
    return next((k for k in sorted(known) if initials(k) == name), name)
