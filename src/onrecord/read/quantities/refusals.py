"""Numbers that count nothing: in names, ages, scores, lists, addresses, telephone numbers."""

import re

from onrecord.read.quantities import vocabulary as v
from onrecord.read.quantities.counted import counted_after
from onrecord.read.quantities.numbers import Number

_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.&]*?)\.?(\s+|-)$")
_LIST = re.compile(r"(?:^|\n)[ \t]*[\[(]?$")
_AGE_BEFORE = re.compile(r"(?:\baged?|\bturned|\bage of|[A-Z]\w+,)\s+$")
_AGE_AFTER = re.compile(r"\s*(?:,|\.|;|\)|$|\s(?:and|who|was|is)\b)")
_OLD = re.compile(r"[\s-]*(?:years?|months?|weeks?|days?)[\s-]+old\b|-year-olds?\b")
_DIGITS_JOINED = re.compile(r"-\d|[\d)]-$")
_AFTER_SCORE = re.compile(
    r"\s+(?:win|loss|victory|defeat|vote|lead|draw|majority|decision|record|split|tie|score|ruling)"
)
_TALLY = re.compile(r"\s?[-–]\s?\d+(?!\s?(?:%|percent|per\s+cent))")
_NEXT_WORD = re.compile(r"\s+([A-Z][\w.]*)(?:\s+([A-Z][\w.]*))?")
_ONE_WORD_AFTER = re.compile(r"\s+(?:of|the|its|their|his|her|all|a|an|as|that|what)\b")
_HALF_BEFORE = re.compile(r"(?:\b(?:by|than|least|nearly|almost|about|over|only|in|up|to)|\d)\s+$")
_SHARE_AFTER = re.compile(
    r"\s+(?:of|the|more|less|fewer|as|higher|lower|were|was|are|said|in)\b|[.,;]"
)


def refused(text: str, number: Number, inside_range: bool = False) -> bool:
    """Whether a number is none of a quantity, from the words around it."""
    head, tail = text[max(0, number.start - 30) : number.start], text[number.end : number.end + 40]
    if number.kind in ("half", "share", "words", "plural"):
        return _refused_words(head, tail, number)
    if number.kind != "figures" or number.unit is not None:
        return False
    if inside_range:
        return _AFTER_SCORE.match(tail) is not None or re.match(r"-\d", tail) is not None
    checks = (_joined_to_a_word, _list_number, _age, _score, _address)
    return any(check(head, tail, number) for check in checks) or _named(text, head, number)


def _refused_words(head: str, tail: str, number: Number) -> bool:
    if _age(head, tail, number):
        return True
    if number.kind == "half":
        ordinal = re.search(r"\b(?:first|second|other|better|last)\s+$", head)
        wanted = _ONE_WORD_AFTER.match(tail) or _HALF_BEFORE.search(head)
        return ordinal is not None or wanted is None or tail.startswith("-")
    if number.kind == "share":
        return _SHARE_AFTER.match(tail) is None and not re.search(r"\b(?:by|than)\s+$", head)
    if number.kind == "plural":
        return head.endswith("the ") and not tail.startswith(" of")
    return number.value == 0 or re.search(r"\b(?:No|no|any|every|each)\s+$", head) is not None


def _joined_to_a_word(head: str, tail: str, number: Number) -> bool:
    """Su-30, F16, #1, @7, 3D, 737s, 1.2.3."""
    if re.search(r"[^\W\d_][-/]$|[#@_/]$|\bNos?\.\s?$|\bv\.?\s?$", head):
        return True
    return (
        not number.scaled
        and re.match(r"(?!(?:km|kg|cm|mm|m|g|t|l|ft|mph)\b)[^\W\d]|\.\d|/\d", tail) is not None
    )


def _list_number(head: str, tail: str, number: Number) -> bool:
    opens = not head or _LIST.search(head) is not None
    return (opens and re.match(r"[.)\]]\s", tail) is not None) or (
        head.endswith("[") and tail.startswith("]")
    )


def _age(head: str, tail: str, number: Number) -> bool:
    if _OLD.match(tail):
        return True
    if not 0 < number.value < 120 or number.value != int(number.value):
        return False
    said = re.search(r"\b(?:aged?|turned|age of)\s+$", head)
    return said is not None or bool(_AGE_BEFORE.search(head) and re.match(r"[,.;)]", tail))


def _score(head: str, tail: str, number: Number) -> bool:
    """51-49, 6-4, 555-1998: figures joined by a hyphen that are no range."""
    if re.search(r"\d[-–]$", head) or re.match(r"\)\s?\d", tail):
        return True
    other = re.match(r"[-–](\d[\d,.]*)", tail)
    if other is None:
        return False
    rest = tail[other.end() :]
    second = float(other[1].replace(",", "").rstrip(".") or 0)
    if rest.startswith("-") or _AFTER_SCORE.match(rest) or second <= number.value:
        return True
    return re.match(r"\s?%|\s+[a-z]|\s?(?:km|kg|bn|m)\b|-[a-z]", rest) is None


def _address(head: str, tail: str, number: Number) -> bool:
    """10 Downing Street, 469 Vermont St., 60 Minutes."""
    match = _NEXT_WORD.match(tail)
    if match is None:
        return False
    words = {w.lower().rstrip(".") for w in match.groups() if w}
    return bool(words & v.STREETS) or bool(words & {"minutes", "hours"})


def _named(text: str, head: str, number: Number) -> bool:
    """Boeing 737, Article 5, Apollo 11; not "gave Ukraine 14 systems"."""
    match = _WORD_BEFORE.search(head)
    if match is None or match[2] == "-":
        return False
    word = match[1]
    low = word.lower()
    if low in v.NUMBERED:
        return word[0].isupper() or low in (
            "article",
            "chapter",
            "section",
            "number",
            "flight",
            "page",
            "room",
            "phase",
            "category",
            "channel",
            "route",
        )
    if not word[0].isupper() or low in v.OPENERS or number.scaled:
        return False
    return counted_after(text, number.end, None) is None
