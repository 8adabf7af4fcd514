"""Media: outlets, documents, posts, interviews and broadcasts that an article names."""

import re

from onrecord.domain import Span
from onrecord.read.attributes.candidates import Candidate, distinct
from onrecord.read.attributes.hearers import hearers
from onrecord.read.attributes.layout import Layout
from onrecord.read.lexicons import words as listed

_MEDIA = (
    r"interviews?|statements?|tweets?|posts?|postings?|speech(?:es)?|debates?|letters?"
    r"|e-?mails?|memos?|memoirs?|books?|op-eds?|columns?|blogs?|releases?|news conferences?"
    r"|press conferences?|conference calls?|press calls?|phone calls?|calls?|videos?|ads?"
    r"|town halls?|testimony|documentary|podcasts?|broadcasts?|appearances?|messages?|reports?"
    r"|essays?|articles?|editorials?|remarks|briefings?|hearings?|filings?|affidavits?|lawsuits?"
    r"|rulings?|memorandum|farewell|press briefing|livestream|papers?|programs?|segments?|shows?"
    r"|Twitter|Facebook|Instagram|YouTube|Telegram|Truth Social|Medium|LinkedIn|TikTok|websites?"
    r"|web sites?|Reddit|clips?|scanner|forums?|films?|telecast|newsletters?|transcripts?|polls?"
    r"|surveys?|cables?|editorial board|correspondence|documents?|study|studies|texts?|magazine"
    r"|discussions?|address(?:es)?|depositions?|chats?|newspapers?|front page|excerpts?"
    r"|complaints?|petitions?|exchanges?|profiles?|online|telephone|phone|panels?|commercials?"
    r"|recordings?|responses?|tributes?|stories|story|pieces?"
)
#: Occasions that have a name of their own ("a Commander-in-Chief Forum").
_OCCASION = r"Forum|Debate|Town Hall|Convention|Summit|Interview|Address|Speech|Podcast|Briefing"
#: "A telephone interview", "a conference call": the last of several words is what it is.
_WHAT = rf"(?:(?:{_MEDIA})\s+)*(?P<what>{_MEDIA}|{_OCCASION})"
_NAMED = r"[A-Z][\w.’'&/-]*"
_TAIL = (
    r"(?:\s+(?:to|with|on|for|from|by|in|of|hosted by|published (?:in|by)|posted (?:on|to)"
    r"|aired on|broadcast by|put out by|sponsored by|published by|announcing|aboard|published)\s+"
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?![’'])"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    rf"(?:the\s+|his\s+|her\s+|a\s+)?[“\"]?(?:{_NAMED}|reporters|employees|supporters"
    r"|lawmakers|members|voters|staff)"
    rf"(?:\s+(?:{_NAMED}|of|the(?= [A-Z])|magazine|newspaper))*)?"
)
_WORD = r"(?:[\w’'/-]|\.(?=\w)|,(?=\d)|(?<=[A-Z])\.)+"
_WORDS = (
    r"(?:(?!(?:he|she|they|it|to|in|on|at|during|and|that|who|calls)\b)"
    rf"[“\"]?{_WORD}[”\"]?\s+)"
)
_DETERMINER = r"(?:a|an|the|his|her|its|their|my|our|one|another|several|multiple|this|that)"
_IN = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Dd]uring|[Aa]t|[Vv]ia|[Tt]hrough|[Ff]rom|[Bb]y)\s+(?:(?:{_DETERMINER}|recent"
    rf"|of|round)\s+)*(?:{_WORDS}|\d+, \d{{4}}\s+){{0,5}}?{_WHAT}\b[”\"]?{_TAIL}"
)
_NETWORK = (
    r"CNN|MSNBC|CNBC|NBC|ABC|CBS|PBS|NPR|BBC|Fox(?: News| Business)?|C-SPAN|Sky News|Al Jazeera"
    r"|television|TV|radio|air|social media"
)
_ON_AIR = re.compile(
    rf"\b[Oo]n\s+(?:the\s+)?(?P<what>{_NETWORK})\b(?:(?:’s|'s)?\s+(?:[“\"][^”\"]{{2,40}}"
    r"[”\"]|''[^']{2,40}'')|(?:’s|'s) \w+(?: [A-Z]\w+)*)?"
)
_SHOW = re.compile(
    rf"\b[Oo]n\s+(?P<what>[“\"]{_NAMED}(?:\s+[\w’'&]+){{0,4}},?[”\"]"
    rf"|''{_NAMED}(?:\s+[\w’&]+){{0,6}},?''|(?:The\s+)?(?:{_NAMED}\s+){{1,4}}(?:Show|Radio|Report))"
)
_ON_NAME = re.compile(
    r"\b(?P<how>[Oo]n|[Ii]n)\s+(?P<span>(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    rf"|January|February|March|April|May|June|July|August|[SOND]\w+ber)(?P<what>{_NAMED}"
    rf"(?:\s+{_NAMED}){{0,3}}))"
)
_ACCORDING = re.compile(
    rf"\b(?P<span>[Aa]ccording\s+to\s+(?:[Tt]he\s+)?(?P<what>{_NAMED}(?:\s+{_NAMED}){{0,3}}))"
)
_MARKED = re.compile(r"<(?P<span>(?P<what>tweet|facebook|instagram|youtube))\b")
_OWNED = re.compile(
    rf"\b(?P<span>(?:{_NAMED}\s+){{0,2}}[A-Z][\w.-]*(?:’s|'s|’|')\s+(?:{_WORD}\s+){{0,3}}?"
    rf"{_WHAT})\b"
)
_SEEN = re.compile(
    r"\b(?:seen|obtained|reviewed|published|reported|aired|quoted|cited)\s+"
    rf"(?:by|on|in)\s+(?:the\s+)?(?P<what>{_NAMED})(?:\s+{_NAMED})*"
)
_POSTED = re.compile(
    r"\b(?P<what>tweeted|tweets|tweeting|retweeted|emailed|e-mailed|blogged|texted)\b", re.I
)
_ISSUED = re.compile(
    r"\b(?:issued|issuing|released|releasing|put out|sent out|posted|wrote|published"
    rf"|launched|sent)\s+(?P<span>(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,3}}?"
    rf"{_WHAT})\b"
)
_DOCUMENT = re.compile(
    r"\b(?P<span>(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]hat|[Tt]his)\s+"
    rf"(?:(?!(?:he|she|they|that|who|in|on|of|to)\b){_WORD}\s+){{0,5}}?{_WHAT})\b"
)
_REPORTED = re.compile(
    r"\b(?=[A-Z]|the\s)(?<!\bto )(?<!\bwith )(?<!\bby )(?<!\btold )(?<!\bThe )"
    rf"(?P<span>(?:[Tt]he\s+)?(?P<what>{_NAMED}(?:\s+{_NAMED}){{0,3}})\s+"
    r"(?:reported|reports|said|wrote|revealed|published|cited))\b"
)
_PATTERNS = (
    ("in", _IN), ("air", _ON_AIR), ("show", _SHOW), ("seen", _SEEN), ("posted", _POSTED),
    ("issued", _ISSUED), ("document", _DOCUMENT), ("reported", _REPORTED),
    ("according", _ACCORDING), ("marked", _MARKED), ("owned", _OWNED), ("on", _ON_NAME),
)  # fmt: skip
_OF_OUTLETS = ("reported", "according", "on")  # what only an outlet's name makes a medium
_OCCASIONS = frozenset(
    {"interview", "interviews", "call", "conversation", "meeting", "breakfast", "lunch", "remarks"}
    | {
        "speech",
        "address",
        "statement",
        "letter",
        "email",
        "e-mail",
        "message",
        "memo",
        "testimony",
    }
    | {"comments", "farewell", "appeal", "pitch", "response"}
)
_BREAK = re.compile(r"[.,]?\s*\n\n|(?<=[a-z’”\"])[.,]\s+(?=[A-Z])|[.,]$")
_VERB = re.compile(r"\b(\w+)(\s+(?:with|to))?\s*$")


def media(layout: Layout) -> tuple[Candidate, ...]:
    """Everything in the article that may have carried somebody's words to it."""
    told = [c for h in layout.once(hearers) if (c := _told(layout, h))]
    return distinct([*told, *_by_pattern(layout.text)])


def _by_pattern(text: str) -> tuple[Candidate, ...]:
    found = []
    for kind, pattern in _PATTERNS:
        for m in pattern.finditer(text):
            if kind not in _OF_OUTLETS or _outlet_words(m["what"].split()):
                group = "span" if "span" in pattern.groupindex and kind != "on" else 0
                end = m.start(group) + len(_within(m[group]))
                found.append(Candidate(Span(m.start(group), end), kind, _singular(m["what"])))
    return tuple(found)


def _within(words: str) -> str:
    """The words up to the end of their sentence and paragraph."""
    return _BREAK.split(words, maxsplit=1)[0]


def _singular(words: str) -> str:
    return " ".join(words.lower().split()).rstrip("s")


def _told(layout: Layout, hearer: Candidate) -> Candidate | None:
    """ "told CNN": the verb and the outlet that was told."""
    spoken = hearer.kind in ("told", "to", "spoke") and hearer.word not in _OCCASIONS
    if not spoken or not is_outlet(layout, hearer.span):
        return None
    before = max(0, hearer.span.start - 30)
    verb = _VERB.search(layout.text, before, hearer.span.start)
    return Candidate(Span(verb.start(), hearer.span.end), "told", hearer.word) if verb else None


def is_outlet(layout: Layout, span: Span) -> bool:
    """Whether the words name a news outlet or its reporter."""
    names = span.of(layout.text).replace("-", " ").split()
    if names[0] == "The" and len(names) > 1:
        return True  # only papers keep a capital article in running text
    if _outlet_words(names):
        return True
    return any(e.type == "outlet" for _, e in layout.mentions.over(span))


def _outlet_words(names: list[str]) -> bool:
    plain = [n.strip("“”\",.’'").removesuffix("'s").removesuffix("’s") for n in names]
    if any(n[:1].isupper() and n.lower() in listed("sources", "outlets") for n in plain):
        return True
    common = {"news", "reporter", "correspondent", "magazine", "newspaper"}
    return len(plain) > 1 and any(n.lower() in common for n in plain)
