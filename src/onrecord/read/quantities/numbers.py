"""Numbers in text: figures with a scale or currency, words, fractions, dozens and hundreds."""

import re
from dataclasses import dataclass

from onrecord.read import numerals
from onrecord.read.quantities import vocabulary as v

_SYMBOL = "|".join(re.escape(s) for s in sorted(v.SYMBOLS, key=len, reverse=True))
_SCALE_WORD = r"hundred|thousand|million|billion|trillion|dozen|lakh|crore"
_SCALE = rf"(?:\s?-?\s?(?:{_SCALE_WORD})\b|(?:bn|mn|mln|bln|tn|trn|[kKmMbB])\b)"
_PART = "|".join(v.FRACTIONS)
_COUNT = r"two|three|four|five|six|seven|eight|nine"
NUMBER = re.compile(
    rf"""
    (?:(?P<symbol>(?<![A-Za-z])(?:{_SYMBOL}))\s?|\b(?P<code>{"|".join(sorted(v.CODES))})\s)?
    (?<![\w.,/:]) (?P<figures>{numerals.IN_FIGURES}) (?P<scale>{_SCALE})?
  | (?<![\w-])(?:
      (?P<ratio>(?:one|{_COUNT}|\d+)\s+(?:in|out\s+of)(?:\s+every)?\s+(?:{_COUNT}|ten|\d+)\b(?=\s+[a-z]))
    | (?P<share>(?:a|an|one)[\s-](?:{_PART})\b|(?:{_COUNT})[\s-](?:{_PART})s\b)
    | (?P<article>(?:half\s+an?|a|an|several|a\s+few|a\s+couple(?:\s+of)?)\s+(?:{_SCALE_WORD})\b)
    | (?P<half>half)\b
    | (?P<plural>(?:{"|".join(v.PLURALS)})(?:\s+of\s+(?:thousands|millions|billions))?)\b
    | (?P<words>{numerals.IN_WORDS})(?P<dozen>\s+dozen\b)?
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number where it stands; ``kind`` says how it is written."""

    start: int
    end: int
    kind: str
    value: float
    bound: str = "exact"
    unit: str | None = None
    scaled: bool = False


def number_of(match: re.Match[str]) -> Number | None:
    """What a match of ``NUMBER`` stands for, ``None`` where it is no one number."""
    if match["figures"] is not None:
        return _figures(match)
    kind = next((k for k in _READ if match[k] is not None), "words")
    if kind == "words":
        return _words(match)
    value = _READ[kind](" ".join(re.split(r"[\s-]+", match[0].lower())))
    vague = kind == "plural" or match[0].lower().startswith(("several", "a few"))
    bound = "at_least" if vague else "exact"
    return Number(match.start(), match.end(), kind, value, bound, scaled=True)


def _figures(match: re.Match[str]) -> Number:
    scale = (match["scale"] or "").strip(" -\n\t").lower()
    value = numerals.in_figures(match["figures"]) * v.SCALES.get(scale, 1.0)
    symbol = match["symbol"] or match["code"]
    unit = v.SYMBOLS.get(symbol.upper(), symbol.upper()) if symbol else None
    return Number(
        match.start(), match.end(), "figures", round(value, 6), "exact", unit, bool(scale)
    )


def _words(match: re.Match[str]) -> Number | None:
    value = numerals.in_words(match["words"])
    if value is None:
        return None
    value *= 12 if match["dozen"] else 1
    return Number(match.start(), match.end(), "words", value, scaled=value >= 100)


def _share(low: str) -> float:
    top, part = low.split(" ", 1)
    return float(numerals.SMALL.get(top, 1)) * v.FRACTIONS[part.removesuffix("s")]


def _article(low: str) -> float:
    *head, scale = low.split(" ")
    factor = 0.5 if head[0] == "half" else 2.0 if head[-1] not in ("a", "an") else 1.0
    return factor * v.SCALES[scale]


def _plural(low: str) -> float:
    first, _, rest = low.partition(" of ")
    return v.PLURALS[first] * v.SCALES.get(rest.removesuffix("s"), 1.0)


def _ratio(low: str) -> float:
    words = low.split(" ")
    top, bottom = (float(numerals.SMALL.get(w, 0) or w) for w in (words[0], words[-1]))
    return top / bottom if bottom else 0.0


_READ = {
    "ratio": _ratio,
    "share": _share,
    "article": _article,
    "half": lambda _: 0.5,
    "plural": _plural,
}
