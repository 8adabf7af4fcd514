"""What the shape of a line or block says: does it end a sentence, is it a heading, a list item?"""

import re

_CLOSERS = "\"'”’»)]"
_TERMINAL = re.compile(rf"[.!?…:;。！？।؟]+[{re.escape(_CLOSERS)}]*$")
_OPEN = re.compile(
    r"(?:,|\b(?:the|a|an|of|and|or|to|in|on|at|by|for|with|from|that|as|than|its|his|her|their"
    r"|is|was|were|are|has|have|had|be|been|will|would|which|who|but))$"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|Hon|St|Jr|vs|Jan|Feb"
    r"|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No)|\b[a-z]\.[a-z]|[A-Z]\.[A-Z])\.$"
)
_BULLET = re.compile(r"^\s*(?:[•‣▪●◦■–*-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_LABEL = re.compile(r"^\s*(?:[A-Z][A-Z.'’-]*\s?){1,4}:\s+\S")
_SENTENCE_INSIDE = re.compile(r"[a-z\d][.!?][\"'”’)]*\s+[A-Z“\"‘]")
_LONGEST_HEADING, _MOST_WORDS = 120, 16


def starts_lower(line: str) -> bool:
    """Whether the first character of the line is a lower-case letter."""
    return line.lstrip()[:1].islower()


def ends_sentence(line: str) -> bool:
    """Whether the line ends with sentence-final punctuation, colons and semicolons included."""
    line = line.rstrip()
    return bool(_TERMINAL.search(line)) and not _ABBREVIATED.search(line)


def ends_open(line: str) -> bool:
    """Whether the line cannot end a paragraph: its last word or mark asks for more."""
    return bool(_OPEN.search(line.rstrip()))


def bulleted(line: str) -> bool:
    """Whether the line starts with a bullet or an item number."""
    return bool(_BULLET.match(line.lstrip("\f")))


def labelled(line: str) -> bool:
    """Whether the line starts with a speaker's name in capitals and a colon (a transcript)."""
    return bool(_LABEL.match(line.lstrip("\f")))


def heading_like(text: str) -> bool:
    """Whether a block could be a heading: short, starts like one, is not a sentence of prose."""
    if not 2 < len(text) <= _LONGEST_HEADING or len(text.split()) > _MOST_WORDS:
        return False
    return not (starts_lower(text) or _prose(text) or ends_open(text))


def title_like(text: str) -> bool:
    """Whether the first block could be the headline: like a heading, but it may be longer."""
    if not 8 < len(text) <= 250 or len(text.split()) > 32 or bulleted(text):
        return False
    return not (starts_lower(text) or _prose(text))


def _prose(text: str) -> bool:
    spoken = text[0] in '“"' and text.rstrip()[-1] not in '”"'
    ended = bool(re.search(rf"[.,;:]+[{re.escape(_CLOSERS)}]*$|[.!?][\"”]$", text.rstrip()))
    return (ended and not _ABBREVIATED.search(text)) or spoken or _has_two_sentences(text)


def _has_two_sentences(text: str) -> bool:
    return bool(_SENTENCE_INSIDE.search(re.sub(r"\b(?:[A-Z]|Dr|Mr|Mrs|Ms|St|vs)\.", "", text)))
