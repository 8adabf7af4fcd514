"""Who speaks in a signed article that says "I"."""

import re
from dataclasses import replace

from onrecord.domain import Document, Reading, Span, Speaker, Statement
from onrecord.read.quotations import quotations

#: From so many uses outside quotations on, an article is its author's own word.
LEAST = 3
_FIRST_PERSON = re.compile(r"(?<![\w’'.-])I(?:[’'](?:m|ve|d|ll))?(?![\w’'-]|\.\w|[.)]\s*[A-Z])")
_SEVERAL = re.compile(r"\band\b|[,;&/|]", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:staff|desk|newsroom|news|editors?|reporters?|correspondents?)\b", re.I)


def author(document: Document) -> str | None:
    """The one person who signs a column: an article with a single byline that keeps saying "I"
    outside quotations. ``None`` for a report, where the outlet speaks.

    >>> text = "I doubt it. I asked him, and I was told “I know”."
    >>> author(Document("d", text, byline="By Ana Ruiz"))
    'Ana Ruiz'
    >>> author(Document("d", "I doubt it.", byline="Ana Ruiz")) is None
    True
    """
    name = re.sub(r"^by\s+", "", (document.byline or "").strip(), flags=re.IGNORECASE)
    if not 1 < len(name.split()) < 5 or _SEVERAL.search(name) or _NOBODY.search(name):
        return None
    quoted = [q.span for q in quotations(document.text)]
    own = (
        m
        for m in _FIRST_PERSON.finditer(document.text)
        if not any(q.start <= m.start() < q.end for q in quoted)
    )
    return name if sum(1 for _ in own) >= LEAST else None


def signed(reading: Reading) -> Reading:
    """The reading with the author in place of the outlet where "I" and "we" stand for them."""
    name = author(reading.document)
    if name is None:
        return reading
    quoted = [q.span for q in quotations(reading.document.text)]
    statements = tuple(
        replace(s, speaker=Speaker(name)) if _is_own(reading.document, s, quoted) else s
        for s in reading.statements or ()
    )
    return replace(reading, statements=statements)


def _is_own(document: Document, s: Statement, quoted: list[Span]) -> bool:
    said = " ".join(x.of(document.text) for x in s.source or ()).lower()
    outside = not any(q.overlap(x) for q in quoted for x in s.source or ())
    outlet = s.speaker is None or s.speaker.name == document.outlet
    return said in ("i", "we") and outside and outlet
