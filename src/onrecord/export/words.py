"""How the values of a statement are put into words for people, the same on every surface."""

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


def own_voice(statement: Statement) -> bool:
    """Whether the outlet says it itself: nobody is credited and no cue introduces it."""
    return statement.cue is None and statement.source is None


def speaker_name(statement: Statement) -> str:
    """The speaker's name as it is shown; says so when the text names no source."""
    return statement.speaker.name if statement.speaker else NO_SOURCE


def act_words(statement: Statement) -> str:
    """What the speaker does. A value the scheme does not know is shown as it is."""
    return ACTS.get(statement.act, statement.act)


def certainty_words(statement: Statement) -> str:
    """How sure the speaker is of it."""
    return CERTAINTY.get(statement.factuality, statement.factuality)
