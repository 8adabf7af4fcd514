"""The title of a statement's source: of a person, the best the document gives; of a description,
the words that say what the source is."""

from onrecord.domain import Span
from onrecord.read.speakers.page import Page
from onrecord.read.speakers.phrases import Phrase
from onrecord.read.speakers.roles import best_role
from onrecord.read.speakers.scene import Referent
from onrecord.read.speakers.sources import Head


def title_of(page: Page, r: Referent, head: Head | None) -> Span | None:
    """Where the title, role or affiliation of ``r`` stands, if anywhere."""
    if r.members:
        spans = {title_of(page, m, None) for m in r.members}
        return spans.pop() if len(spans) == 1 else None
    best = best_role(page.text, r.roles)
    if best is not None:
        return best.role.span
    if r.type == "person" and r.phrase is not None:
        return _undetermined(page, r.phrase)
    return None


def _undetermined(page: Page, phrase: Phrase) -> Span:
    """The phrase without "a" or "one" before it."""
    first = phrase.first + bool(phrase.determiner and phrase.head > phrase.first)
    return page.span(first, phrase.head)
