"""What the judgements on statements come to: which verdict stands, and on which statement of the
newest reading. A person's judgement outranks a model's; among equals the later one stands."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from onrecord.domain import Span, Spans, Statement

#: Verdicts on a statement of which one stands; a note stands beside them.
VERDICTS = ("confirmed", "wrong-span", "wrong-speaker", "not-a-statement")
#: Share of content characters in common from which a statement is the one that was judged.
SAME_CONTENT = 0.5

ON_DOCUMENT = """
SELECT uid, target, verdict, payload, author, author_kind FROM judgement j
WHERE target_kind = 'statement' AND withdraws IS NULL
  AND json_extract(payload, '$.anchor.document') = ?
  AND NOT EXISTS (SELECT 1 FROM judgement w WHERE w.withdraws = j.uid)
ORDER BY author_kind = 'person', at, id"""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a judged statement was: public id of its document, its spans and its words."""

    document: str
    content: Spans
    cue: Spans | None
    text: str

    def to_dict(self) -> dict[str, object]:
        """The anchor as it is kept in a judgement's payload."""
        return {
            "document": self.document,
            "content": [[s.start, s.end] for s in self.content],
            "cue": None if self.cue is None else [[s.start, s.end] for s in self.cue],
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict that stands on a statement. ``speaker`` is who said it after all: ``None`` with
    ``speaker_judged`` where it is only known who did not."""

    verdict: str
    by: str
    by_kind: str
    speaker: str | None = None
    speaker_judged: bool = False


@dataclass(frozen=True, slots=True)
class _Judged:
    uid: str
    target: str
    verdict: str
    payload: Mapping[str, object]
    by: str
    by_kind: str


def spans_of(pairs: object) -> Spans | None:
    """Spans from a JSON list of [start, stop], or ``None`` from null."""
    if not isinstance(pairs, list):
        return None
    return tuple(Span(int(start), int(stop)) for start, stop in pairs)


def content_overlap(a: Spans, b: Spans) -> float:
    """Characters in both span lists as a share of those in either (intersection over union)."""
    both = sum(x.overlap(y) for x in a for y in b)
    either = sum(s.end - s.start for s in (*a, *b)) - both
    return both / either if either else 0.0


def cues_meet(a: Spans | None, b: Spans | None) -> bool:
    """Whether two cues share a character, or both statements have none."""
    if not a or not b:
        return not a and not b
    return any(x.overlap(y) for x in a for y in b)


def find_again(
    content: Spans, cue: Spans | None, statements: Iterable[Statement]
) -> tuple[str, float] | None:
    """Id and content overlap of the statement that took the place of a judged one, or ``None``:
    at least half the content in common and an overlapping cue; the best match of several."""
    scored = (
        (content_overlap(content, s.content), s.id) for s in statements if cues_meet(cue, s.cue)
    )
    score, uid = max(scored, default=(0.0, ""))
    return (uid, score) if score >= SAME_CONTENT else None


def settle(
    db: apsw.Connection, document: str, statements: Sequence[Statement]
) -> dict[str, Standing]:
    """Ties the standing judgements on a document's statements to its newest reading.

    ``document`` is its public id. Records in ``d_anchor`` where each judgement is now, or that it
    is lost, and returns the verdicts that stand by statement id.
    """
    db.execute("DELETE FROM d_anchor WHERE document = ?", (document,))
    judged = _judged(db, document)
    present = {s.id for s in statements}
    found: dict[str, list[_Judged]] = {}
    for j in judged:
        place = (j.target, 1.0) if j.target in present else _moved(j, statements)
        row = (j.uid, document, place and place[0], place[1] if place else 0.0)
        db.execute("INSERT INTO d_anchor VALUES (?, ?, ?, ?)", row)
        if place:
            found.setdefault(place[0], []).append(j)
    standing = {uid: _standing(rows) for uid, rows in found.items()}
    return {uid: one for uid, one in standing.items() if one is not None}


def _judged(db: apsw.Connection, document: str) -> list[_Judged]:
    rows = db.execute(ON_DOCUMENT, (document,))
    return [_Judged(u, t, v, json.loads(p), a, k) for u, t, v, p, a, k in rows]


def _moved(judged: _Judged, statements: Iterable[Statement]) -> tuple[str, float] | None:
    anchor = judged.payload.get("anchor")
    if not isinstance(anchor, dict):
        return None
    content = spans_of(anchor.get("content"))
    return (content and find_again(content, spans_of(anchor.get("cue")), statements)) or None


def _standing(rows: Sequence[_Judged]) -> Standing | None:
    """The last verdict of ``rows``, which come in rising rank and time; a corrected speaker stays
    corrected when the statement is confirmed later."""
    verdicts = [j for j in rows if j.verdict in VERDICTS]
    if not verdicts:
        return None
    last = verdicts[-1]
    speakers = [j.payload.get("speaker") for j in verdicts if j.verdict == "wrong-speaker"]
    name = speakers[-1] if speakers else None
    return Standing(
        last.verdict, last.by, last.by_kind, str(name) if name else None, bool(speakers)
    )
