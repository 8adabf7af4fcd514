"""Via: the outlet, document or medium that carried the words to this article."""

import re

from onrecord.domain import Reason, Span, Spans
from onrecord.read.attributes.addressee import addressed
from onrecord.read.attributes.case import Case, per_case, words
from onrecord.read.attributes.event import carried, search, span_of
from onrecord.read.lexicons import words as listed

_MEDIA = (
    r"interviews?|statements?|tweets?|posts?|postings?|speech(?:es)?|debates?|letters?"
    r"|e-?mails?|memos?|"
    r"memoirs?|books?|op-eds?|columns?|blogs?|releases?|news conferences?"
    r"|press conferences?|conference calls?|"
    r"press calls?|phone calls?|calls?|videos?|ads?|town halls?|testimony|documentary"
    r"|podcasts?|broadcasts?|"
    r"appearances?|messages?|reports?|essays?|articles?|editorials?|remarks|briefings?|hearings?|"
    r"filings?|affidavit|lawsuit|rulings?|memorandum|farewell|press briefing|livestream|"
    r"Twitter|Facebook|Instagram|YouTube|Telegram|Truth Social|Medium|LinkedIn|TikTok"
    r"|Reddit|clips?|scanner|forums?|broadcasts? of|film|telecast|newsletter|op-ed page"
)
_TAIL = (
    r"(?:\s+(?:to|with|on|for|from|by|in|hosted by|published (?:in|by)|posted (?:on|to)"
    r"|aired on|broadcast by|put out by|sponsored by|published by|announcing|aboard|published)\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep"
    r"|Oct|Nov|Dec))"
    r"(?:the\s+|his\s+|her\s+|a\s+)?(?:[A-Z][\w.’'&-]*|reporters|employees|supporters"
    r"|lawmakers|voters|staff)"
    r"(?:\s+(?:[A-Z][\w.’'&-]*|of|the(?= [A-Z])))*)?"
)
_IN = re.compile(
    r"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Aa]t|[Vv]ia)\s+(?:(?:a|an|the|his|her|its|their|my|our|one|"
    r"another|several|multiple|this|that|recent|of|round)\s+)*(?:(?!(?:he|she|they|it|to"
    r"|during|and|that|who|calls)\b)[\w’'.-]+(?: \d+, \d{4})?\s+){0,4}?(?:"
    + _MEDIA
    + r")\b"
    + _TAIL
)
_ON_AIR = re.compile(
    r"\b[Oo]n\s+(?:the\s+)?(?:CNN|MSNBC|CNBC|NBC|ABC|CBS|PBS|NPR|BBC|Fox(?: News"
    r"| Business)?|C-SPAN|Sky News|"
    r"Al Jazeera|television|TV|radio|air|social media)(?:(?:’s"
    r"|'s)?\s+[“\"][^”\"]{2,40}[”\"]|’s \w+|'s \w+)?"
)
_SEEN = re.compile(r"\b(?:seen|obtained|reviewed|published|released|posted|aired|quoted|cited)\s+"
                   r"(?:by|on"
                   r"|in)\s+(?:the\s+)?[A-Z][\w.’'&-]*(?:\s+[A-Z][\w.’'&-]*)*")  # fmt: skip
_POSTED = re.compile(
    r"\b(?:tweeted|tweets|tweeting|retweeted|emailed|e-mailed|blogged|texted)\b", re.IGNORECASE
)
_ISSUED = re.compile(
    r"\b(?:issued|issuing|released|releasing|put out|sent out|posted|wrote|published|launched)\s+"
    r"(?P<what>(?:an?|the|his|her|its|their)?\s*(?:[\w’'-]+\s+){0,3}?(?:"
    + _MEDIA
    + r"|petitions?))\b"
)


def via(case: Case) -> Reason | None:
    """What carried the words, in the same sentence or the one that opens the speech event."""
    if found := _here(case):
        return Reason("via", found[0].of(case.text), "rule", 0.8, found)
    if found := carried(case, _here):
        return Reason("via", found[0].of(case.text), "rule", 0.6, found)
    return None


@per_case
def _here(case: Case) -> Spans | None:
    for pattern in (_IN, _ON_AIR):
        if match := search(case, pattern):
            return span_of(match)
    if told := _told_outlet(case):
        return told
    if issued := search(case, _ISSUED):
        return span_of(issued, "what")
    for pattern in (_POSTED, _SEEN):
        if match := search(case, pattern):
            return span_of(match)
    return None


def _told_outlet(case: Case) -> Spans | None:
    """ "told CNN": the verb and the outlet."""
    to = addressed(case)
    if not to or not _is_outlet(case, to[0]):
        return None
    before = words(case.text, [Span(case.sentence.start, to[0].start)])
    verb = before[-1] if before else None
    return (Span(verb.span.start, to[0].end),) if verb and verb.lower != "with" else to


def _is_outlet(case: Case, span: Span) -> bool:
    names = words(case.text.replace("-", " "), [span])
    if names and names[0].text == "The" and len(names) > 1:
        return True  # only papers keep a capital article in running text
    if any(w.text[0].isupper() and w.lower in listed("sources", "outlets") for w in names):
        return True
    if any(
        w.lower in ("news", "reporter", "correspondent", "magazine", "newspaper") for w in names
    ):
        return len(names) > 1
    types = (
        e.type for e in case.reading.entities or () for m in e.mentions if m.span.overlap(span)
    )
    return "outlet" in types
