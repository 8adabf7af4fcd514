"""Identity: named, unnamed, anonymous or none."""

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import CERTAIN, Case, Word, Words, words
from onrecord.read.attributes.head import has_name, is_pronoun, phrase_head
from onrecord.read.attributes.kind import kind
from onrecord.read.lexicons import words as listed


def identity(case: Case) -> Reason | None:
    """Whether the source is named anywhere in the article, or its name is withheld."""
    if not case.statement.source:
        return Reason("identity", "none", "rule", 0.97)
    if span := withheld(case):
        return Reason("identity", "anonymous", "rule", CERTAIN, (span,))
    if span := _withheld_before(case):
        return Reason("identity", "anonymous", "rule", 0.9, (span,))
    value, confidence = _named(case)
    if value == "unnamed" and _hidden(case):
        value, confidence = "anonymous", 0.75
    return Reason("identity", value, "rule", confidence, case.statement.source)


def withheld(case: Case) -> Span | None:
    """Words that signal confidentiality, in the source or beside it in its sentence."""
    for w in case.source:
        if w.lower in listed("sources", "anonymous"):
            return w.span
    low = case.layout.lower
    whole = [*(case.statement.source or ()), *case.outside]
    for phrase in listed("sources", "anonymous_phrases"):
        strong = phrase.startswith(
            ("familiar", "not a", "on co", "declined", "asked", "req", "who")
        )
        for span in whole if strong else case.statement.source or ():
            at = low.find(phrase, span.start, span.end)
            if at >= 0 and not _names(case):
                return Span(at, at + len(phrase))
    return None


def _withheld_before(case: Case) -> Span | None:
    """Words that withheld the name of the same unnamed speaker before ("the official")."""
    speaker = case.statement.speaker
    if speaker is None or speaker.entity is None or kind_value(case) != "person":
        return None
    if _names(case) or _proper(words(speaker.name, [Span(0, len(speaker.name))])):
        return None
    wanted = speaker.entity
    others = ((c, c.statement.speaker) for c in case.before)
    same = (c for c, other in others if other and other.entity == wanted)
    return next((span for c in same if (span := withheld(c))), None)


def _hidden(case: Case) -> bool:
    """One unnamed person in an article that grants anonymity."""
    first = case.source[0].lower if case.source else ""
    one = first in ("a", "an", "one", "another") and kind_value(case) == "person"
    return one and any(w in case.text for w in ("anonymously", "anonymity"))


def _names(case: Case) -> bool:
    head = phrase_head(case.source)
    return head is not None and head.proper and head.kind is None


def kind_value(case: Case) -> str:
    """The kind of the source by rule."""
    reason = kind(case)
    return reason.value if reason else "person"


def _named(case: Case) -> tuple[str, float]:
    value = kind_value(case)
    speaker = case.statement.speaker
    full = words(speaker.name, [Span(0, len(speaker.name))]) if speaker else ()
    if value == "group":
        return ("named", 0.7) if _coordinated(case) else ("unnamed", 0.9)
    if value in ("organisation", "outlet", "document"):
        named = has_name(case.source) or has_name(full) or _definite(case, value)
        return ("named", 0.93) if named else ("unnamed", 0.85)
    if is_pronoun(case) and speaker is None:
        return "named", 0.85
    if any(_proper(part) for part in _parts(case)) or (full and _proper(full)):
        return "named", 0.95
    return "unnamed", 0.85


def _definite(case: Case, kind_: str) -> bool:
    """ "The report", "it": a document spoken of again has been introduced with its issuer."""
    first = next((w.lower for w in case.source if w.text[0].isalnum()), "")
    plural = case.source[-1].lower.endswith("s")
    return kind_ == "document" and not plural and first in ("the", "it", "this", "that", "its")


def _coordinated(case: Case) -> bool:
    """ "Jo Lind and others": a group that begins with a name."""
    tokens = [w.lower for w in case.source]
    return "and" in tokens and _proper(case.source[: tokens.index("and")])


def _parts(case: Case) -> list[Words]:
    """The source phrase, parted at its commas: a name in apposition is a part of its own."""
    parts: list[list[Word]] = [[]]
    for w in case.source:
        if w.text == ",":
            parts.append([])
        else:
            parts[-1].append(w)
    return [tuple(p) for p in parts]


def _proper(tokens: Words) -> bool:
    """Whether the head of the phrase is a name."""
    head = phrase_head(tokens)
    return head is not None and head.proper and head.kind is None
