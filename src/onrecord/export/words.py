"""How the values of a statement are put into words for people, the same on every surface."""

import re
from collections.abc import Mapping

from onrecord.domain import Statement

#: What the source does, as a verb in the third person singular.
ACTS: Mapping[str, str] = {
    "assert": "says",
    "confirm": "confirms",
    "deny": "denies",
    "believe": "believes",
    "doubt": "doubts",
    "ask": "asks",
    "request": "calls for",
    "commit": "promises",
    "warn": "warns",
    "blame": "blames",
    "support": "supports",
    "want": "wants",
    "decline": "declines",
}

#: How sure the source is of it (FactBank's values, Saurí & Pustejovsky 2009).
CERTAINTY: Mapping[str, str] = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "certainly not",
    "PR-": "probably not",
    "PS-": "possibly not",
    "U": "open",
}

KINDS: Mapping[str, str] = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "news outlet",
    "document": "document",
    "group": "group",
    "none": "no source",
}

IDENTITIES: Mapping[str, str] = {
    "named": "named",
    "unnamed": "unnamed",
    "anonymous": "anonymous",
    "none": "no source",
}

#: The reporter's own distance to what is said.
DISTANCES: Mapping[str, str] = {
    "neutral": "reported neutrally",
    "distancing": "the reporter keeps a distance",
    "endorsing": "the reporter treats it as true",
}

QUOTES: Mapping[str, str] = {
    "direct": "quoted",
    "indirect": "paraphrased",
    "mixed": "partly quoted",
}

CHECKS: Mapping[str, str] = {
    "unverified": "not verified",
    "verified": "verified",
    "no-response": "did not respond",
    "declined": "declined to comment",
    "seen": "seen",
}

NO_SOURCE = "no source given"
NO_OUTLET = "the article"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_STAMP = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)\S*?([+-]\d\d:\d\d|Z)?)?)?)?")


def own_voice(statement: Statement) -> bool:
    """Whether the outlet says it itself: nobody is credited and no cue introduces it."""
    return statement.cue is None and statement.source is None


def speaker_name(statement: Statement) -> str:
    """The speaker's name as it is shown; says so when the text names no source, or when it is
    the outlet's own and the outlet is not known."""
    if statement.speaker:
        return statement.speaker.name
    return NO_OUTLET if own_voice(statement) else NO_SOURCE


def act_words(statement: Statement) -> str:
    """What the speaker does. A value the scheme does not know is shown as it is."""
    return ACTS.get(statement.act, statement.act)


def certainty_words(statement: Statement) -> str:
    """How sure the speaker is of it."""
    return CERTAINTY.get(statement.factuality, statement.factuality)


def date_words(stamp: str) -> str:
    """An ISO 8601 date or date-time as people write it, as precise as it is; anything else as it
    stands.

    >>> date_words("2025-09-17T09:00:00+03:00"), date_words("2025-09")
    ('17 September 2025, 09:00 UTC+03:00', 'September 2025')
    """
    found = _STAMP.fullmatch(stamp)
    if not found or not 1 <= int(found[2] or 1) <= 12:
        return stamp
    year, month, day, clock, zone = found.groups()
    date = [day and str(int(day)), month and MONTHS[int(month) - 1], year]
    time = f", {clock}{_zone(zone)}" if clock else ""
    return " ".join(part for part in date if part) + time


def _zone(zone: str | None) -> str:
    if zone is None:
        return ""
    return " UTC" if zone in ("Z", "+00:00", "-00:00") else f" UTC{zone}"
