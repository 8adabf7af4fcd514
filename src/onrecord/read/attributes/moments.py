"""Moments: dates, times, adverbs, clauses of time and occasions that an article holds."""

import re

from onrecord.domain import Span
from onrecord.read.attributes.candidates import Candidate, distinct
from onrecord.read.attributes.layout import Layout

_ADVERB = re.compile(
    r"\b(?:[Pp]reviously|[Oo]nce|[Mm]ost recently|[Rr]ecently|[Ee]arlier|[Ll]ater|[Ll]ately"
    r"|[Ii]mmediately|[Ff]requently|[Rr]epeatedly)\b"
)
_CLAUSE = re.compile(
    r"\b(?P<how>[Aa]fter|[Bb]efore|[Dd]uring|[Ff]ollowing|[Pp]rior to|[Aa]head of|[Uu]pon|[Ww]hen"
    r"|[Ww]hile|[Aa]s|[Oo]nce|[Tt]hroughout)\s+(?:[^,.;:“”\"()—–\n]){3,80}?"
    r"(?=\s*[,;:“”\"()—–\n]|\s*''|\.\s|\.$|\s+--)"
)
_EVENT = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Tt]hroughout)\s+(?:(?:the|that|a|an|his|her|this|their)\s+)?"
    r"(?:[\w’'-]+\s+){0,3}?(?P<what>elections?|campaign|race|primary|primaries|caucus(?:es)?|visit"
    r"|trip|convention|rally|tour|era|meeting)\b"
)
_NAMES = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(day)|(?:jan|febr)uary|march|april|may|june"
    r"|july|august|(?:sept|nov|dec)ember|october)\b"
)


def moments(layout: Layout) -> tuple[Candidate, ...]:
    """Everything in the article that may date somebody's saying something."""
    text = layout.text
    dates = [
        Candidate(t.span, t.type.lower(), _form(t.span.of(text)))
        for t in layout.reading.times or ()
        if t.type in ("DATE", "TIME", "DURATION") and not _in_name(layout, t.span)
    ]
    return distinct([*dates, *_by_pattern(text)])


def _in_name(layout: Layout, span: Span) -> bool:
    """Whether a time is part of a programme's name: "Fox News Sunday", CBS This Morning."""
    words = span.of(layout.text).split()
    inside = words[0] == "This" and len(words) > 1 and words[1][0].isupper()
    around = (s.of(layout.text).strip("“”\"'‘’., ").split() for s, _ in layout.quoted.over(span))
    return inside or any(1 < len(q) < 7 and all(w[0].isupper() for w in q) for q in around)


def _form(text: str) -> str:
    """The words of a time with days, months and numbers made alike."""
    plain = re.sub(r"\d+", "9", text.lower())
    return _NAMES.sub(lambda m: m[1] or "month", plain)


def _by_pattern(text: str) -> tuple[Candidate, ...]:
    adverbs = (Candidate(Span(*m.span()), "adverb", m[0].lower()) for m in _ADVERB.finditer(text))
    clauses = (
        Candidate(Span(*m.span()), "clause", m["how"].lower()) for m in _CLAUSE.finditer(text)
    )
    events = (Candidate(Span(*m.span()), "event", m["what"]) for m in _EVENT.finditer(text))
    return (*adverbs, *clauses, *events)
