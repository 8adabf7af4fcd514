"""Basis: why the source is in a position to know, or why it is not named."""

import re

from onrecord.domain import Reason, Span, Spans
from onrecord.read.attributes.case import Case

_WHY = re.compile(
    r"\b(?:familiar with|briefed on|close to|involved in|with (?:direct |first-hand "
    r"|firsthand )?knowledge of|"
    r"privy to)\s+[^,.;“”\"—–]{3,80}"
    r"|\b(?:on (?:the )?condition of anonymity|(?:responded|spoke"
    r"|speaking) anonymously)[^.;“”\"]{0,120}"
    r"|\b(?:because|since|as)\s+(?:he|she|they)\s+(?:was|were|is"
    r"|are)\s?n[o’']t\s+(?:authori[sz]ed|allowed|permitted)"
    r"[^.;“”\"]{0,80}"
    r"|\bwho,?\s+(?:as\s+an?\s+[\w ]{3,40}?,?\s+)?"
    r"(?:(?:has|have|had|is|was|were|also|once|previously|recently|first)\s+)*"
    r"(?:help(?:ed|s|ing)?|work(?:ed|s|ing)?|attend(?:ed|s|ing)?|speciali[sz]es?|oversaw"
    r"|oversees|investigat\w+|"
    r"stud(?:ied|ies|ying)|stud|track(?:ed|s|ing)?|cover(?:ed|s|ing)?|witness(?:ed)?|saw"
    r"|heard|met|served?|"
    r"serving|ran|runs|running|led|leads|leading|knows?|known|wrote|written|made|advis(?:ed"
    r"|es|ing)|teach(?:es)?|"
    r"taught|research(?:ed|es)?|negotiat\w+|participat\w+|played|trying|handl\w+|manag\w+"
    r"|follow(?:ed|s|ing)?|"
    r"visited|spent|survived|present|review(?:ed|s)?|read|involved|spoke|interviewed"
    r"|polled)\b[^,;“”\"—–]{3,120}"
    r"|\b(?:(?:surveying|interviewing|polling)(?=\s+(?:an?|the|more|about|some|nearly|\d))"
    r"|using an? (?:average|sample) of)\s+"
    r"[^,;“”\"—–]{3,120}"
    r"|\b(?:which|that)\s+(?:owns?|owned|represents?|represented|oversees|oversaw|tracks|tracked|studies|studied|monitors"
    r"|monitored|conducted|surveyed|polled|analy[sz]ed|advises|regulates|runs)\b[^,;“”\"—–]{3,120}"
)

_TRAILING = re.compile(r"(?:[\s.,]|\s(?:and|but|or))+$")


def basis(case: Case) -> Reason | None:
    """What the article says of the source's knowledge, beside any mention of the source."""
    for span in _places(case):
        if match := _WHY.search(case.text, span.start, span.end):
            end = match.start() + len(_TRAILING.sub("", match[0]))
            words = (Span(match.start(), end),)
            return Reason("basis", words[0].of(case.text), "rule", 0.6, words)
    return None


def _places(case: Case) -> Spans:
    """The source, then every other source phrase of the same speaker, then what follows the
    speaker's names."""
    own = case.statement.source or ()
    speaker = case.statement.speaker
    if speaker is None or speaker.entity is None:
        return own
    others = [
        span for s in case.layout.by_entity.get(speaker.entity, ()) for span in s.source or ()
    ]
    found = case.layout.entities.get(speaker.entity)
    named = [m.span for m in found.mentions if m.kind == "name"] if found else []
    after = [
        Span(s.end, _clause_end(case.text, s.end))
        for s in named
        if case.text[s.end : s.end + 2] == ", "
    ]
    return (*own, *others, *after)


def _clause_end(text: str, start: int) -> int:
    """The end of the sentence, at most 200 code points on."""
    stop = re.compile(r"[.!?][\s”\"]|\n").search(text, start, start + 200)
    return stop.start() if stop else min(start + 200, len(text))
