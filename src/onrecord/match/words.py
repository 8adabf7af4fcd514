"""Words, names and numbers of a text as the matcher compares them."""

import re
from collections.abc import Callable
from functools import lru_cache

from onrecord.domain import Quantity, Span

Weigh = Callable[[str], float]

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:[-'’][A-Za-zÀ-ÿ]+)*")
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]+")
_STOPS = frozenset('.!?:“"‘([')
_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_SUFFIXES = ("ingly", "edly", "ings", "ing", "ies", "ed", "es", "ly", "s", "e")
_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_NUMERALS = {w: float(n) for n, w in enumerate(_SMALL)} | {
    w: 10.0 * (n + 3)
    for n, w in enumerate(["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
}
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "m": 1e6}
STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "off",
        "on",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "same",
        "say",
        "says",
        "shall",
        "she",
        "should",
        "so",
        "some",
        "such",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "told",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A lower-case word without its inflection, crudely: enough to compare, not to show."""
    word = word.replace("’", "'").removesuffix("'s")
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            return word[: -len(suffix)]
    return word


def terms(text: str, weigh: Weigh) -> dict[str, float]:
    """Stems of the content words with the weight of the rarest word that has the stem."""
    out: dict[str, float] = {}
    for token in _WORD.findall(text):
        word, key = _content(token)
        if word:
            out[key] = max(out.get(key, 0.0), weigh(word))
    return out


@lru_cache(maxsize=65536)
def _content(token: str) -> tuple[str, str]:
    """A content word in lower case and its stem; two empty strings for any other."""
    word = token.lower().replace("’", "'").removesuffix("'s")
    return (word, stem(word)) if word not in STOP and len(word) > 1 else ("", "")


def names(text: str) -> frozenset[str]:
    """Capitalised words that do not merely begin a sentence, in lower case."""
    found = (m for m in _NAME.finditer(text) if not _after_stop(text, m.start()))
    return frozenset(m[0].lower().replace("’", "'").removesuffix("'s") for m in found)


def _after_stop(text: str, at: int) -> bool:
    """Whether a sentence, or the text, begins there."""
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    return text[end - 1] in _STOPS if end else text[:at] in ("", "\n")


def numbers(text: str) -> frozenset[float]:
    """Values written in figures or words; "one" and ordinals are left out as too common."""
    out = {float(m[0].replace(",", "")) * _scale(text, m.end()) for m in _FIGURES.finditer(text)}
    for match in _WORD.finditer(text):
        whole = sum(_NUMERALS.get(p, 0.0) for p in match[0].lower().split("-"))
        if match[0].lower().split("-")[0] in _NUMERALS and whole > 1:
            out.add(whole * _scale(text, match.end()))
    return frozenset(out)


def _scale(text: str, end: int) -> float:
    following = _WORD.match(text, end + 1) if text[end : end + 1] in (" ", "-", "\xa0") else None
    return _SCALES.get(following[0].lower(), 1.0) if following else 1.0


def within(quantities: tuple[Quantity, ...], spans: tuple[Span, ...]) -> tuple[Quantity, ...]:
    """The quantities that lie inside any of the spans."""
    return tuple(
        q for q in quantities if any(s.start <= q.span.start and q.span.end <= s.end for s in spans)
    )
