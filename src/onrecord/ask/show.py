"""What exactly does this statement say, where, and what do people hold of it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import apsw

from onrecord.ask.errors import NotFoundError, QuestionError
from onrecord.ask.history import JudgementRow, on_statement
from onrecord.ask.rows import OLDEST, StatementRow, select
from onrecord.ask.sql import Condition
from onrecord.domain import Reading, Spans, Statement
from onrecord.store.readings import current_reading

#: Characters of the document shown on each side.
AROUND = 280


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document that plays a part in the statement: source, cue, content, title,
    basis, addressee, via or when. ``text`` equals the document's words from start to stop."""

    role: str
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a field has its value: which rule or model, how sure, and the words that decided."""

    field: str
    value: str
    by: str
    confidence: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One statement with everything about it. ``context`` is the document's text from
    ``context_start`` on; ``parts`` are in its order; ``link`` leads to the words in the source
    (a text fragment of the article's URL), if it has one."""

    statement: StatementRow
    context: str
    context_start: int
    parts: tuple[Part, ...]
    link: str | None
    byline: str | None
    published: str | None
    fetched: str | None
    reader: str
    why: tuple[Why, ...]
    numbers: tuple[str, ...]
    times: tuple[str, ...]
    parent: StatementRow | None
    nested: tuple[StatementRow, ...]
    judgements: tuple[JudgementRow, ...]


def statement_id(db: apsw.Connection, text: str) -> str:
    """The id of the statement that ``text``, an id or the beginning of one, names.

    Raises ``NotFoundError``, or ``QuestionError`` when more than one id begins so.
    """
    wanted = text.strip().lower()
    rows = db.execute(
        "SELECT uid FROM d_statement WHERE uid >= ?1 AND uid < ?1 || 'g' ORDER BY uid LIMIT 3",
        (wanted,),
    )
    found = [str(uid) for (uid,) in rows]
    if len(wanted) < 3 or not found:
        raise NotFoundError(f"there is no statement {text!r}")
    if len(found) > 1 and found[0] != wanted:
        raise QuestionError(f"several statements begin with {text!r}: give more of the id")
    return found[0]


def show(db: apsw.Connection, statement: str, *, around: int = AROUND) -> Shown:
    """One statement by its id or the beginning of it, with ``around`` characters of context.

    Raises ``NotFoundError`` or ``QuestionError``.
    """
    uid = statement_id(db, statement)
    (row,) = _many(db, Condition("s.uid = ?", (uid,)))
    reading = _reading(db, row.document)
    read = next(s for s in reading.statements or () if s.id == uid)
    document = reading.document
    parts = tuple(sorted(_parts(read, document.text), key=lambda p: (p.start, p.stop)))
    low = max(0, min(p.start for p in parts) - around)
    return Shown(
        statement=row,
        context=document.text[low : max(p.stop for p in parts) + around],
        context_start=low,
        parts=parts,
        link=link_to(row.url, document.text[row.start : row.stop]),
        byline=document.byline,
        published=document.published,
        fetched=document.fetched,
        reader=reading.reader,
        why=tuple(_why(read, document.text)),
        numbers=_words(db, "d_quantity", uid),
        times=_words(db, "d_time", uid),
        parent=next(iter(_many(db, Condition("s.uid = ?", (row.parent,)))), None)
        if row.parent
        else None,
        nested=_many(db, Condition("s.parent = ?", (uid,))),
        judgements=on_statement(db, uid),
    )


def _many(db: apsw.Connection, where: Condition) -> tuple[StatementRow, ...]:
    return select(db, where, order=OLDEST, limit=1000).statements


def _reading(db: apsw.Connection, document: str) -> Reading:
    number = db.execute("SELECT id FROM document WHERE uid = ?", (document,)).get
    return current_reading(db, int(number))


def _parts(statement: Statement, text: str) -> Iterator[Part]:
    roles: dict[str, Spans | None] = {
        "source": statement.source,
        "cue": statement.cue,
        "content": statement.content,
        "title": statement.title,
        "basis": statement.basis,
        "addressee": statement.addressee,
        "via": statement.via,
        "when": tuple(t.span for t in statement.when or ()),
    }
    for role, spans in roles.items():
        for span in spans or ():
            yield Part(role, span.start, span.end, span.of(text))


def _why(statement: Statement, text: str) -> Iterator[Why]:
    for r in statement.reasons:
        yield Why(r.field, r.value, r.by, r.confidence, tuple(w.of(text) for w in r.words))


def _words(db: apsw.Connection, table: str, uid: str) -> tuple[str, ...]:
    sql = f"SELECT text FROM {table} WHERE statement = ? ORDER BY start"  # noqa: S608
    return tuple(str(text) for (text,) in db.execute(sql, (uid,)))


def link_to(url: str | None, words: str) -> str | None:
    """The URL with a text fragment (WICG Scroll to Text Fragment) that leads to the words; of a
    long stretch only its ends are named."""
    if not url or not url.startswith(("http://", "https://")):
        return None
    lines = words.splitlines() or [""]
    first, last = lines[0].split(), lines[-1].split()
    ends = [" ".join(first)] if len(lines) == 1 and len(first) <= 12 else []
    ends = ends or [" ".join(first[:5]), " ".join(last[-5:])]
    marks = [quote(end, safe="").replace("-", "%2D") for end in ends]
    return f"{url.split('#')[0]}#:~:text={','.join(marks)}"
