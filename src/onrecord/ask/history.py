"""Who judged what, when and why, and what became of it?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.ask.errors import NotFoundError, QuestionError
from onrecord.ask.rows import LIMIT


@dataclass(frozen=True, slots=True)
class JudgementRow:
    """One judgement. ``words`` are those of the statement as it was judged; ``speaker`` is who
    said it after all. ``now`` is the statement it holds for today, ``None`` when re-reading lost
    it (``anchor`` lost; else exact or moved; ``None`` for judgements on names). A withdrawn one
    has ``withdrawn_by``, ``withdrawn_at`` and ``withdrawn_why``."""

    id: str
    target_kind: str
    target: str
    other: str | None
    verdict: str
    author: str
    author_kind: str
    at: str
    reason: str
    speaker: str | None
    words: str | None
    document: str | None
    now: str | None
    anchor: str | None
    withdrawn_by: str | None
    withdrawn_at: str | None
    withdrawn_why: str | None


@dataclass(frozen=True, slots=True)
class Judgements:
    """Judgements, the newest first."""

    judgements: tuple[JudgementRow, ...]


ROWS = """
SELECT j.uid, j.target_kind, j.target, j.other, j.verdict, j.author, j.author_kind, j.at, j.reason,
  j.payload, a.statement, a.overlap, w.author, w.at, w.reason
FROM judgement j LEFT JOIN judgement w ON w.withdraws = j.uid
LEFT JOIN d_anchor a ON a.judgement = j.uid
WHERE j.withdraws IS NULL AND """
ORDER = " ORDER BY j.at DESC, j.id DESC LIMIT ?"


def judgements(
    db: apsw.Connection, *, lost: bool = False, author: str | None = None, limit: int = LIMIT
) -> Judgements:
    """All judgements, withdrawn ones too; or those that re-reading ``lost``; or one author's."""
    where = "w.uid IS NULL AND a.judgement IS NOT NULL AND a.statement IS NULL" if lost else "1"
    by = " AND j.author = ?" if author else ""
    rows = db.execute(ROWS + where + by + ORDER, (*((author,) if author else ()), limit))
    return Judgements(tuple(_rows(rows)))


def on_statement(db: apsw.Connection, statement: str) -> tuple[JudgementRow, ...]:
    """Every judgement on one statement, made on it as it is or on what it was before."""
    where = "(a.statement = ?1 OR (j.target_kind = 'statement' AND j.target = ?1))"
    return tuple(_rows(db.execute(ROWS + where + ORDER, (statement, 1000))))


def last_by(db: apsw.Connection, author: str) -> str | None:
    """Id of the author's newest judgement that was not withdrawn, or ``None``."""
    rows = db.execute(ROWS + "w.uid IS NULL AND j.author = ?" + ORDER, (author, 1))
    return next((row.id for row in _rows(rows)), None)


def _rows(rows: Iterable[tuple[Any, ...]]) -> Iterable[JudgementRow]:
    for *plain, payload, now, overlap, by, at, why in rows:
        values = json.loads(str(payload))
        anchor = values.get("anchor") or {}
        place = None if overlap is None else "lost" if now is None else _place(overlap)
        said = (values.get("speaker"), anchor.get("text"), anchor.get("document"))
        row: list[Any] = [*plain, *said, now, place, by, at, why]
        yield JudgementRow(*row)


def _place(overlap: object) -> str:
    return "exact" if overlap == 1.0 else "moved"


def judgement_id(db: apsw.Connection, text: str) -> str:
    """The id of the judgement that ``text``, an id or the beginning of one, names.

    Raises ``NotFoundError``, or ``QuestionError`` when more than one id begins so.
    """
    sql = "SELECT uid FROM judgement WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT 2"
    found = [str(uid) for (uid,) in db.execute(sql, (text.strip().lower(),))]
    if len(text.strip()) < 3 or not found:
        raise NotFoundError(f"there is no judgement {text!r}")
    if len(found) > 1 and found[0] != text.strip().lower():
        raise QuestionError(f"several judgements begin with {text!r}: give more of the id")
    return found[0]
