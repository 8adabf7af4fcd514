"""English numerals in figures and in words: "3.5", "two hundred and fifty", "2 1/2", "'80s"."""

import re

_ONES = str.split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = str.split("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SMALL: dict[str, int] = {w: i for i, w in enumerate(_ONES)} | {
    w: 10 * (i + 2) for i, w in enumerate(_TENS)
}
_ORDINAL_ONES = str.split(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_ORDINAL_TENS = str.split("twentieth thirtieth")
ORDINALS: dict[str, int] = {w: i for i, w in enumerate(_ORDINAL_ONES) if i} | {
    w: 10 * (i + 2) for i, w in enumerate(_ORDINAL_TENS)
}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_WORDS = {**{w: float(n) for w, n in SMALL.items()}, **_SCALES}

#: Words a numeral can begin with.
NUMBER_WORDS = frozenset(_WORDS)
_WORD = "(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
#: Regular expression (case-insensitive) for a numeral in words.
IN_WORDS = rf"{_WORD}\b(?:(?:\s?-\s?|\s+and\s+|\s+){_WORD}\b){{0,11}}(?:\s+and\s+a\s+half\b)?"
#: Regular expression for a numeral in figures, with thousands separators or a fraction.
IN_FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
    r"(?:[\s-]\d{1,2}/\d{1,2}(?![\d/])|\s?[½¼¾⅓⅔]|\s+and\s+a\s+half\b)?"
)


def in_figures(text: str) -> float:
    """The number that text matched by ``IN_FIGURES`` stands for."""
    head, half, _ = re.sub(r"\s+", " ", text).partition(" and a half")
    extra = 0.5 if half else 0.0
    if head[-1] in FRACTIONS:
        extra, head = FRACTIONS[head[-1]], head[:-1].strip()
    whole, *rest = re.split(r"[\s-]", head)
    if rest:
        top, bottom = rest[0].split("/")
        extra = int(top) / max(int(bottom), 1)
    return float(whole.replace(",", "")) + extra


def in_words(text: str) -> float | None:
    """The number that text matched by ``IN_WORDS`` stands for, ``None`` if it is not one number.

    Years said in pairs are read as years: "nineteen ninety-four" is 1994.
    """
    words = re.findall(r"[a-z]+", text.lower())
    half = words[-3:] == ["and", "a", "half"]
    words = [w for w in (words[:-3] if half else words) if w != "and"]
    number = _spoken_year(words)
    if number is None:
        number = _sum(words)
    return None if number is None else number + (0.5 if half else 0.0)


def _spoken_year(words: list[str]) -> float | None:
    if len(words) < 2 or any(w not in SMALL for w in words):
        return None
    century, rest = SMALL[words[0]], [SMALL[w] for w in words[1:]]
    if not 11 <= century <= 20 or not 10 <= sum(rest) <= 99 or not _tens_and_ones(rest):
        return None
    return float(100 * century + sum(rest))


def _tens_and_ones(values: list[int]) -> bool:
    if len(values) == 1:
        return True
    return len(values) == 2 and values[0] >= 20 and 0 < values[1] < 10


def _sum(words: list[str]) -> float | None:
    """Add up numeral words; ``None`` where two of them do not combine ("five six")."""
    total, group, last = 0.0, 0.0, float("inf")
    for word in words:
        value = _WORDS[word]
        if word == "hundred":
            group, last = max(group, 1.0) * value, value
        elif value >= 1e3:
            total, group, last = total + max(group, 1.0) * value, 0.0, float("inf")
        elif (last >= 100) or (20 <= last < 100 and value < 10):
            group, last = group + value, value
        else:
            return None
    return total + group
