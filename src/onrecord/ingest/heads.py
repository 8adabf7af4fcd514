"""What the head of an article says of itself: byline, outlet, date, dateline."""

import re
from dataclasses import dataclass

from onrecord.ingest.dates import find_date, parse_date
from onrecord.ingest.shape import ends_sentence

_SPLIT = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_BY = re.compile(
    r"^(?:(?:news )?(?:analysis|column|comment|commentary|compiled|dispatch|essay|interview|opinion"
    r"|posted|published|report|reported|reporting|review|story|text|words|written)\b[\w’' ]{0,30}\s)?"  # noqa: E501
    r"(?:by)[:\s]+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:news )?analysis|opinion|commentary|comment|editorial|exclusive|breaking|review|live"
    r"|interview|updated|published|transcript|for immediate release|(?:regulatory )?announcement"
    r"|press (?:department|release|office|service|notice)|number|issue|statement)\b"
    r"|\b(?:correspondents?|reporters?|staff|desk|newsroom|with)\b",
    re.IGNORECASE,
)
_PLACE = r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,4}"
_AFTER_PLACE = r"(?:, ?[A-Z][\w’'.]+(?: [A-Z][\w’'.]+){0,2}){0,2}"
_MONTH_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})"
_DAY = rf"(?:,? ?(?:[A-Z][a-z]+day,? )?{_MONTH_DAY}(?:, \d{{4}})?)"
_AGENCY = r"(?: \([^()]{2,40}\))"
_DASH = r" ?(?:--|[-–—]) ?(?=[A-Z“\"‘'].{0,60}[a-z]{2})"
_DATELINE = re.compile(rf"({_PLACE}{_AFTER_PLACE}{_DAY}?{_AGENCY}?){_DASH}")
_MIXED_DATELINE = re.compile(
    rf"([A-Z][\w’'.]+(?: [A-Z][\w’'.]+){{0,3}}{_AFTER_PLACE}(?:{_DAY}{_AGENCY}|{_DAY}|{_AGENCY}))"
    rf"{_DASH}"
)
_PLACE_LINE = re.compile(rf"({_PLACE}(?:, [A-Z][a-z]\w+)?), ")


@dataclass(frozen=True, slots=True)
class Head:
    """The fields one line at the head of an article gives."""

    byline: str | None = None
    outlet: str | None = None
    dateline: str | None = None
    published: str | None = None


def dateline_of(paragraph: str) -> str | None:
    """The dateline a paragraph starts with, without its dash.

    >>> dateline_of("CARACAS, Nov 14 (Reuters) - The minister said")
    'CARACAS, Nov 14 (Reuters)'
    """
    match = _DATELINE.match(paragraph) or _MIXED_DATELINE.match(paragraph)
    return match[1].strip() if match else None


def byline_of(line: str) -> Head | None:
    """The fields of a line under the headline, or ``None`` if it is no such line.

    >>> byline_of("By Ann Lee | The Sextant | 17 March 2025")
    Head(byline='Ann Lee', outlet='The Sextant', dateline=None, published='2025-03-17')
    """
    if len(line) > 220 or (ends_sentence(line) and not _date_of(line[-24:])):
        return None
    parts = [part for part in _SPLIT.split(line) if part]
    by = next((part for part in parts if _BY.match(part)), None)
    dated = next((part for part in parts if find_date(part)), None)
    if by is None and (dated is None or not (len(parts) > 1 or len(line) < 50)):
        return None
    names, outlet = _names(by) if by else (None, None)
    rest = [part for part in parts if part not in (by, dated)]
    return Head(
        byline=names,
        outlet=outlet or next(filter(None, map(_outlet, rest)), None),
        dateline=_place(dated),
        published=_date_of(dated) if dated else None,
    )


def _names(part: str) -> tuple[str, str | None]:
    """Names after "by"; what follows a comma and is no further name is the outlet."""
    names, _, rest = _BY.sub("", part).partition(", ")
    outlet = None if find_date(rest) else _outlet(rest)
    if rest and outlet is None and not find_date(rest):
        names = f"{names}, {rest}"
    return names.strip(), outlet


def _outlet(part: str) -> str | None:
    """The name before the first comma, if it looks like an outlet's."""
    name, _, rest = part.partition(", ")
    name = re.sub(r"\s*\([^()]*\)$|\s+\d[\d.]*$", "", name)
    if _LABEL.search(name) and rest:
        return _outlet(rest)
    words = name.split()
    if not 0 < len(words) <= 9 or _LABEL.search(name) or re.search(r"\d\d", name):
        return None
    capital = sum(word[0].isupper() for word in words if word not in ("of", "the", "and", "for"))
    return name if name[0].isupper() and capital * 2 > len(words) else None


def _place(part: str | None) -> str | None:
    match = _PLACE_LINE.match(part or "")
    return match[1] if match else None


def _date_of(part: str) -> str | None:
    try:
        return parse_date(part) if find_date(part) else None
    except ValueError:
        return None
