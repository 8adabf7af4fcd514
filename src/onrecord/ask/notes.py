"""The notes in which an outlet says that it changed an article."""

import re
from dataclasses import dataclass

from onrecord.domain import Span

NOTES = {
    "retraction": r"\b(?:retraction\b\s*:|(?:has|have|was|were) retracted\b|we retract\b)",
    "correction": r"\bcorrections?\b\s*(?:\([^)\n]*\))?\s*[:—–-]|\b(?:has|have) been corrected\b"
    r"|\b(?:was|were|is) corrected (?:on|to|at|after)\b|\bcorrects? (?:an? )?(?:earlier|previous)\b"
    r"|\b(?:earlier|previous|original) version of this (?:article|story|report|post|page)\b"
    r"|\b(?:article|story|report) (?:incorrectly|misstated|misspelled|wrongly|mistakenly)\b",
    "clarification": r"\bclarification\b\s*[:—–-]|\b(?:has|have) been clarified\b"
    r"|\b(?:was|were) clarified (?:on|to)\b",
    "editor's note": r"\beditor(?:s|['’]s|s['’])? note\b\s*[:—–-]",
    "update": r"^\W{0,3}update(?:d|s)?\b\s*(?:\([^)\n]*\)|(?:at|on) [^:\n]{1,40})?\s*[:—–-]"
    r"|\bthis (?:article|story|report|post) (?:has been|was) updated\b",
}
PATTERNS = {kind: re.compile(p, re.IGNORECASE | re.MULTILINE) for kind, p in NOTES.items()}


@dataclass(frozen=True, slots=True)
class Note:
    """The paragraph that says so; ``kind`` is retraction, correction, clarification, editor's
    note or update, the gravest one it matches."""

    kind: str
    span: Span
    text: str


def notes(text: str) -> tuple[Note, ...]:
    """The notes in an article's text, in its order."""
    found: list[Note] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        kind = next((k for k, p in PATTERNS.items() if p.search(paragraph.group())), None)
        if kind:
            found.append(Note(kind, Span(*paragraph.span()), paragraph.group()))
    return tuple(found)
