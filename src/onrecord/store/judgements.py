"""Judgements: appended with author, time and reason, withdrawn by another row, never changed."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import apsw

from onrecord.store.case import Case
from onrecord.store.names import refresh_names
from onrecord.store.readings import reindex
from onrecord.store.verdicts import VERDICTS, Anchor, spans_of


class JudgementError(ValueError):
    """A judgement that cannot be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who judges: a person or a model, by name."""

    name: str
    kind: str = "person"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement to be written. ``other`` is the second thing of a verdict about a pair;
    ``payload`` holds new values and the anchor."""

    target_kind: str
    target: str
    verdict: str
    other: str | None = None
    payload: Mapping[str, object] = field(default_factory=dict)
    withdraws: str | None = None


def judge_statement(
    case: Case,
    statement: str,
    verdict: str,
    author: Author,
    *,
    reason: str = "",
    speaker: str | None = None,
) -> str:
    """Appends a verdict on a statement and returns the judgement's id.

    ``verdict`` is one of ``VERDICTS`` or note; ``speaker`` says who said it after all and goes
    with wrong-speaker only. Raises ``JudgementError``.
    """
    if verdict not in (*VERDICTS, "note"):
        raise JudgementError(f"{verdict!r} is no verdict: {', '.join((*VERDICTS, 'note'))}")
    if verdict == "note" and not reason.strip():
        raise JudgementError("a note needs words")
    if speaker is not None and verdict != "wrong-speaker":
        raise JudgementError("another speaker goes with wrong-speaker only")
    payload: dict[str, object] = {} if speaker is None else {"speaker": speaker.strip()}
    with case.transaction() as db:
        payload["anchor"] = _anchor(db, statement).to_dict()
        uid = _append(db, Verdict("statement", statement, verdict, None, payload), author, reason)
        _refresh(db, uid)
    return uid


def merge(case: Case, name: str, into: str, author: Author, *, reason: str = "") -> str:
    """Says that two names are one: ``name`` and all shown under it are shown as ``into``."""
    if name.casefold() == into.casefold():
        raise JudgementError(f"{name!r} and {into!r} are the same name already")
    return _judge_name(case, Verdict("actor", name, "merge", into), author, reason)


def rename(case: Case, name: str, to: str, author: Author, *, reason: str = "") -> str:
    """Shows a name, and all that is shown under it, as ``to``."""
    return _judge_name(case, Verdict("actor", name, "rename", to), author, reason)


def split(case: Case, name: str, author: Author, *, reason: str = "") -> str:
    """Takes a name out of what it was merged with, so that it stands for itself again."""
    return _judge_name(case, Verdict("actor", name, "split"), author, reason)


def split_statements(
    case: Case, statements: Iterable[str], to: str, author: Author, *, reason: str = ""
) -> list[str]:
    """Gives single statements to another speaker of the same name; returns the judgements' ids."""
    return [
        judge_statement(case, uid, "wrong-speaker", author, reason=reason, speaker=to)
        for uid in statements
    ]


def withdraw(case: Case, judgement: str, author: Author, *, reason: str = "") -> str:
    """Takes a judgement back, by a row of its own; what it changed is as it was before.

    Raises ``JudgementError`` if there is none such, if it was withdrawn already, if it is itself
    a withdrawal, or if a model would withdraw what a person judged.
    """
    with case.transaction() as db:
        taken = _withdrawable(db, judgement, author)
        uid = _append(db, taken, author, reason)
        _refresh(db, judgement)
    return uid


def _withdrawable(db: apsw.Connection, judgement: str, author: Author) -> Verdict:
    row = db.execute(
        "SELECT target_kind, target, other, withdraws, author, author_kind, "
        "(SELECT w.author FROM judgement w WHERE w.withdraws = j.uid) "
        "FROM judgement j WHERE uid = ?",
        (judgement,),
    ).get
    if row is None:
        raise JudgementError(f"there is no judgement {judgement}")
    target_kind, target, other, withdraws, by, by_kind, taken_by = row
    if withdraws is not None:
        raise JudgementError(f"{judgement} is itself a withdrawal: judge again instead")
    if taken_by is not None:
        raise JudgementError(f"{judgement} was withdrawn already, by {taken_by}")
    if by_kind == "person" and author.kind != "person":
        raise JudgementError(f"{judgement} is a person's ({by}): a model cannot withdraw it")
    return Verdict(target_kind, target, "withdrawn", other, withdraws=judgement)


def _judge_name(case: Case, verdict: Verdict, author: Author, reason: str) -> str:
    if not verdict.target.strip() or (verdict.other is not None and not verdict.other.strip()):
        raise JudgementError("a name cannot be empty")
    with case.transaction() as db:
        uid = _append(db, verdict, author, reason)
        _refresh(db, uid)
    return uid


def _anchor(db: apsw.Connection, statement: str) -> Anchor:
    row = db.execute(
        "SELECT d.uid, s.content_spans, s.cue_spans, s.text FROM d_statement s "
        "JOIN document d ON d.id = s.document_id WHERE s.uid = ?",
        (statement,),
    ).get
    if row is None:
        raise JudgementError(f"there is no statement {statement}")
    document, content, cue, text = row
    cue_spans = spans_of(json.loads(cue)) if cue else None
    return Anchor(document, spans_of(json.loads(content)) or (), cue_spans, text)


def _append(db: apsw.Connection, verdict: Verdict, author: Author, reason: str) -> str:
    if not author.name.strip():
        raise JudgementError("a judgement needs its author's name")
    uid = "j" + secrets.token_hex(8)
    payload = json.dumps(verdict.payload, ensure_ascii=False, sort_keys=True)
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    db.execute(
        "INSERT INTO judgement (uid, target_kind, target, other, verdict, payload, author, "
        "author_kind, at, reason, withdraws) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            *(uid, verdict.target_kind, verdict.target, verdict.other, verdict.verdict, payload),
            *(author.name, author.kind, at, reason.strip(), verdict.withdraws),
        ),
    )
    return uid


def _refresh(db: apsw.Connection, judgement: str) -> None:
    """Brings what is derived in step with one judgement that was made or withdrawn."""
    kind, payload = db.execute(
        "SELECT target_kind, payload FROM judgement WHERE uid = ?", (judgement,)
    ).get
    if kind == "actor":
        refresh_names(db)
    elif kind == "statement":
        document = json.loads(payload)["anchor"]["document"]
        number = db.execute("SELECT id FROM document WHERE uid = ?", (document,)).get
        reindex(db, int(number))


def judge_across(case: Case, verdict: Verdict, author: Author, *, reason: str = "") -> str:
    """Appends a verdict on what the matcher concluded of one statement, or of two together, and
    returns its id. Raises ``JudgementError`` for a statement that is not on record."""
    with case.transaction() as db:
        for uid in filter(None, (verdict.target, verdict.other)):
            _anchor(db, uid)
        return _append(db, verdict, author, reason)
