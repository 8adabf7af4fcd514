"""Hearers: whom an article says somebody spoke, wrote or put a question to."""

import re

from onrecord.domain import Span
from onrecord.read.attributes.candidates import Candidate, distinct
from onrecord.read.attributes.case import Case
from onrecord.read.attributes.layout import Layout

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_STOP = (
    r"(?=\s*[,;:“”\"()—–\[]|\s*(?:''|\.(?:\s|$))|\s+--"
    rf"|\s+in\s+(?:{_MONTH}|\d|an?\b|his\b|her\b|its\b|their\b)"
    r"|\s+(?:that|on|at|during|after|before|when|while|as|against|earlier|later|last|this|to"
    r"|whether|if|about|for|how|why|what|he|she|it|they|his|her|because|by"
    rf"|{_DAY})\b|\s*$)"
)
_NP = (
    r"(?P<np>(?!that\b|the truth|to\b|the story|a lie|about\b|how\b|why\b|it\b|if\b"
    r"|(?:this|last|next)\s+(?:week|weekend|month|year|spring|summer|fall|autumn|winter|\w+day)\b"
    r"|whether\b|in\b|on\b|of\b|cheers\b|applause\b|is\b|what\b|for\b|as\b|by\b|and\b)"
    r"\w(?:[^,.;:“”\"()—–\n\[]|(?<=\d),(?=\d)|(?<=U)\.|(?<=U\.S)\.|(?<=Mr|Ms|Dr|St)\."
    r"|(?<=Mrs|Sen|Gov|Rep|Rev|Gen)\.){0,80}?)" + _STOP
)
_TOLD = re.compile(
    r"\b(?P<verb>told|tell|tells|telling|assured|assuring|informed|informing|reminded|reminds"
    r"|reminding|urged|urges|urging|ordered|warned|warns|warning|asked|asks|asking|promised"
    r"|advised|instructed|implored|begged|persuade|convince|notified|briefed|shows?|showed"
    r"|addressed|addressing|addresses|pressed|encouraged|encourage|questioned)\s+" + _NP
)
_TO = re.compile(
    r"\b(?P<verb>said|spoke|speaking|speaks|talking|talked|explained|wrote|writes|announced"
    r"|admitted|confessed|replied|appealed|remarks|speech|address|statement|letter|email|e-mail"
    r"|message|memo|testimony|comments|farewell|appeal|pitch|responded|response)"
    r"\s+(?:\w+ly\s+)?to\s+" + _NP
)
_WITH = re.compile(
    r"\b(?P<verb>interview|interviews|call|conversation|meeting|breakfast|lunch|spoke|speaking"
    r"|talked|forthcoming)\s+with\s+" + _NP
)
_NAME = r"[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+)*"
_PASSIVE = re.compile(
    rf"(?P<np>{_NAME}|\b(?:[Hh]e|[Ss]he|[Tt]hey))\s+(?:was|were|is|are|got)\s+(?:\w+\s+)?"
    r"(?P<verb>asked|told|briefed|questioned|pressed|informed)\b"
)
_WHEN_ASKED = re.compile(
    r"\b(?P<verb>[Aa]sked|[Pp]ressed|[Qq]uestioned)\s[^,.“”\"]{0,120},\s+"
    rf"(?P<np>(?:[Tt]he|an?)\s+(?:[\w’'-]+\s){{0,3}}?[\w’'-]+(?=\s+\w+(?:ed|s|said)\b)|{_NAME}"
    r"|he|she|they)\b"
)
_QUESTION = re.compile(rf"\b(?P<np>(?:a|an|the)\s+[\w-]+|{_NAME})[’']s\s+(?P<verb>question)s?\b")
_CROWD = re.compile(
    r"(?P<np>\b(?:the|a|an|his|her|their)?\s*(?:[\w-]+\s+)?(?P<verb>crowds?|audiences?|reporters"
    r"|supporters|viewers|donors|delegates|journalists|lawmakers|congregation|rally-goers)\b"
    r"(?:\s+(?:in|of|at)\s+[A-Z]\w+(?:\s[A-Z]\w+)*)?)"
)
_PATTERNS = (
    ("told", _TOLD), ("to", _TO), ("spoke", _WITH), ("passive", _PASSIVE),
    ("passive", _WHEN_ASKED), ("question", _QUESTION), ("crowd", _CROWD),
)  # fmt: skip
_DIRECT = frozenset(
    {"tell", "urge", "order", "remind", "persuade", "convince", "ask", "encourage", "advise"}
    | {"instruct", "call on", "force", "beg", "press", "implore", "invite", "challenge", "allow"}
)
_FIRST = re.compile(
    r"(?P<np>(?!(?:to|that|wh\w+|how|if|not)\b)[\w’'&, -]{2,70}?),?\s+to\s+[a-z]+\b(?!\s+to\b)"
)


def hearers(layout: Layout) -> tuple[Candidate, ...]:
    """Everyone in the article who may have been told, asked or written to something."""
    return _by_pattern(layout.text)


def _by_pattern(text: str) -> tuple[Candidate, ...]:
    found = []
    for kind, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            start = m.end("np") - len(m["np"].lstrip())
            found.append(Candidate(Span(start, m.end("np")), kind, m["verb"].lower()))
    return distinct(found)


def first_of_content(case: Case) -> tuple[Candidate, ...]:
    """ "urged [the court to act]": whom a content that begins with "X to do" asks."""
    verb = next((lemma for _, lemma, _ in case.senses if lemma in _DIRECT), None)
    first = case.statement.content[0]
    match = _FIRST.match(case.text, first.start, first.end)
    if match is None or verb is None:
        return ()
    return (Candidate(Span(*match.span("np")), "content", verb),)
