"""Text to tokens, each with the atom of the grammar it is; a token string to match rules on."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.read import numerals
from onrecord.read.times import holidays
from onrecord.read.times import vocabulary as v

_CHUNK = 20_000
_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_TOKEN = re.compile(
    rf"""
    (?P<word>[^\W\d_]+(?:\.[^\W\d_]\b)*)
  | (?P<poss>['’]s\b)
  | (?P<mark>[^\w\s'’])
  | (?P<iso>\b\d{{4}}-[01]\d-[0-3]\d(?:[T\ ][0-2]\d:[0-5]\d(?::[0-5]\d)?)?\b)
  | (?P<slash>\b\d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}})\b)
  | (?P<nine>\b9/11\b)
  | (?P<clock>\b\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?=[ap]\.?m|\b))
  | (?P<decade>\b(?:1\d|20)?\d0['’]?s\b|['’]\d0s\b)
  | (?P<ord>\b\d{{1,2}}(?:st|nd|rd|th)\b)
  | (?P<figures>(?<![\w$£€#.,])(?:{numerals.IN_FIGURES})(?![^\Wap]|[ap](?!\.?m\b)|%|\.\d))
  | (?P<other>\w+|['’])
    """,
    re.VERBOSE,
)
_WORD_NUMERAL = re.compile(numerals.IN_WORDS, re.IGNORECASE)
_CAPITAL_ONLY = frozenset(v.MONTHS) | frozenset(v.WEEKDAYS) | {w + "s" for w in v.WEEKDAYS}

_BOUND_WORDS = "|".join(r"\s+".join(b.split()) for b in v.BOUNDS if " " in b)
_MONTH_ABBREVIATIONS = "|".join(
    f"{m.capitalize()}|{m.upper()}" for m in v.MONTH_ABBREVIATIONS if m != "mar"
)
#: Tokens of more than letters that begin with a word; tried where their first word stands.
_PHRASE = re.compile(
    rf"""
    (?P<ampm>(?<=[\d\s])(?i:[ap])(?:\.\s?(?i:m)\b\.?|(?i:m)\b))
  | (?P<mabbr>\b(?:{_MONTH_ABBREVIATIONS}|Mar)\b\.?)
  | (?P<holiday>\b(?:{holidays.PATTERN}|July\s+Fourth)\b)
  | (?P<approx>\b(?i:{_BOUND_WORDS})\b)
  | (?P<oclock>\bo['’]clock\b)
  | (?P<orso>\bor\s+so\b)
    """,
    re.VERBOSE,
)
_PHRASE_STARTS = frozenset(
    {"o", "or", "a", "p", "a.m", "p.m", "am", "pm", "july"}
    | set(v.MONTH_ABBREVIATIONS)
    | {b.split()[0] for b in v.BOUNDS if " " in b}
    | holidays.FIRST_WORDS
)


class Token(NamedTuple):
    """One word, figure or mark; ``low`` is its lower-cased text, ``number`` what it counts."""

    start: int
    end: int
    text: str
    low: str
    atom: str
    number: float | None = None


def chunks(text: str) -> Iterator[tuple[int, int]]:
    """Ranges to read one at a time: paragraphs, joined while short, cut where very long."""
    start = 0
    for gap in _BREAK.finditer(text):
        if gap.start() - start >= _CHUNK // 4:
            yield from _cut(text, start, gap.start())
            start = gap.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _CHUNK:
        space = text.rfind(" ", start + _CHUNK // 2, start + _CHUNK)
        middle = space + 1 if space > 0 else start + _CHUNK
        yield start, middle
        start = middle
    if start < end:
        yield start, end


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of ``text[start:end]``, in order; numerals in words are one token."""
    out: list[Token] = []
    place, search = start, _TOKEN.search
    while (match := search(text, place, end)) is not None:
        token = _word(text, match, end) if match.lastgroup == "word" else _token(match)
        out.append(token)
        place = token.end
    return out


def _word(text: str, match: re.Match[str], end: int) -> Token:
    """A word, or the numeral or phrase it begins."""
    word = match[0]
    low, atom, number, begins = _entry(word)
    if begins:
        longer = _numeral(text, match, end) if begins == "numeral" else _phrase(text, match, end)
        if longer is not None:
            return longer
    return Token(match.start(), match.end(), word, low, atom, number)


@lru_cache(maxsize=20_000)
def _entry(word: str) -> tuple[str, str, float | None, str]:
    """Lower-cased form, atom, number and what longer token may begin with the word."""
    low = word.lower()
    begins = ""
    if low in numerals.NUMBER_WORDS:
        begins = "numeral"
    elif low in _PHRASE_STARTS:
        begins = "phrase"
    number = float(numerals.ORDINALS[low]) if low in numerals.ORDINALS else None
    return low, _atom(word, low), number, begins


def _atom(word: str, low: str) -> str:
    capital = word[0].isupper()
    if low in _CAPITAL_ONLY and not capital:
        return "none"
    if low in numerals.ORDINALS:
        return "second" if low == "second" else "ord"
    if low in v.DECADES_IN_WORDS:
        return "decade"
    if low in v.WEEKDAY_ABBREVIATIONS:
        return "wdabbr" if capital else "none"
    if low in v.TIME_ZONES:
        return "tz" if word.isupper() else "none"
    return v.ATOMS.get(low, "none")


def _numeral(text: str, match: re.Match[str], end: int) -> Token | None:
    """The longest numeral in words that begins at a word match; else its first word alone."""
    found = _WORD_NUMERAL.match(text, match.start(), end)
    number = numerals.in_words(found[0]) if found else None
    if found is not None and number is not None:
        return _number_token(found.start(), found.end(), found[0], number)
    word = match[0]
    return Token(match.start(), match.end(), word, word.lower(), "num", numerals.in_words(word))


def _phrase(text: str, match: re.Match[str], end: int) -> Token | None:
    found = _PHRASE.match(text, match.start(), end)
    if found is None:
        return None
    return Token(found.start(), found.end(), found[0], found[0].lower(), found.lastgroup or "")


def _number_token(start: int, end: int, text: str, number: float) -> Token:
    return Token(start, end, text, text.lower(), _number_atom(text, number), number)


def _number_atom(text: str, number: float) -> str:
    if text.isdigit() and len(text) <= 2 and number <= 31:
        return "dayn"
    if 1000 <= number <= 2100 and (text.isdigit() or _said_as_year(text.lower())):
        return "year4"
    return "num"


def _said_as_year(low: str) -> bool:
    """Whether words say a year: "nineteen ninety-four", "two thousand (and) three"."""
    if not low[0].isalpha() or "hundred" in low:
        return False
    return low.startswith(("two thousand", "twenty")) or "thousand" not in low


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "other", match[0]
    start, end, low = match.start(), match.end(), text.lower()
    if kind == "figures":
        return _number_token(start, end, text, numerals.in_figures(text))
    if kind == "ord":
        return Token(start, end, text, low, "ord", float(text[:-2]))
    if kind in ("mark", "other"):
        return Token(start, end, text, low, v.ATOMS.get(low, "none"))
    return Token(start, end, text, low, kind)
