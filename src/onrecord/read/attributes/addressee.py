"""Addressee: whom it is said to."""

import re

from onrecord.domain import Reason, Span, Spans
from onrecord.read.attributes.case import Case, per_case
from onrecord.read.attributes.event import carried, search, span_of

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_STOP = (
    r"(?=\s*[,.;:“”\"()—–]|\s+(?:that|in(?! [A-Z][a-z]+[,.;:“”\" ])|on|at|during|after"
    r"|before|when|while|as|"
    rf"earlier|later|last|this|to|whether|if|about|for|how|why|what|he|she|it|they|his|her"
    rf"|{_DAY})\b|\s*$)"
)
_NP = (
    r"(?P<np>(?!that\b|the truth|to\b|the story|a lie|about\b|how\b|why\b|it\b|if\b"
    r"|whether\b|in\b|on\b|of\b)"
    r"\w(?:[^,.;:“”\"()—–\n]|(?<=\d),(?=\d)|(?<=U)\.|(?<=U\.S)\.){0,80}?)" + _STOP
)
_TOLD = re.compile(
    r"\b(?:told|tell|tells|telling|assured|assuring|informed|informing|reminded|urged"
    r"|urging|ordered|warned|"
    r"asked|asks|asking|promised|advised|instructed|implored|begged|persuade|convince"
    r"|notified|briefed)\s+" + _NP
)
_TO = re.compile(
    r"\b(?:(?:said|spoke|speaking|speaks|talking|explained|wrote|writes|announced|admitted"
    r"|confessed|"
    r"addressed|replied|appealed|remarks|speech|address|statement|letter|email|e-mail"
    r"|message|memo|"
    r"testimony|comments)\s+(?:\w+ly\s+)?to|interview\s+with|call\s+with|addressing|addressed|"
    r"(?:conversation|meeting|breakfast|lunch)\s+with)\s+" + _NP
)
_ASKED = re.compile(r"(?P<np>(?!to\b)[\w’' -]{2,60}?)\s+to\s+\w+")
_DIRECT = {"tell", "urge", "order", "remind", "persuade", "convince", "ask", "encourage", "advise",
           "instruct", "call on", "force", "beg", "press", "implore"}  # fmt: skip


def addressee(case: Case) -> Reason | None:
    """Who is told, in the same sentence or in the one that opens the speech event."""
    if found := addressed(case):
        return Reason("addressee", found[0].of(case.text), "rule", 0.8, found)
    if found := carried(case, addressed):
        return Reason("addressee", found[0].of(case.text), "rule", 0.6, found)
    return None


@per_case
def addressed(case: Case) -> Spans | None:
    """Who is told, in the statement's own sentence."""
    cue = " ".join(s.of(case.text) for s in case.statement.cue or ())
    for pattern in (_TOLD, _TO):
        match = search(case, pattern)
        if match and (pattern is _TO or _begins_in_cue(case, match) or not cue):
            return span_of(match, "np")
    return _asked_to(case)


def _asked_to(case: Case) -> Spans | None:
    """ "urged [the court to act]": a content that begins with whom it asks."""
    if not any(lemma in _DIRECT for _, lemma, _ in case.senses):
        return None
    first = case.statement.content[0]
    match = _ASKED.match(case.text, first.start, first.end)
    return span_of(match, "np") if match else None


def _begins_in_cue(case: Case, match: re.Match[str]) -> bool:
    return Span(match.start(), match.end()).overlap(case.anchor) > 0
