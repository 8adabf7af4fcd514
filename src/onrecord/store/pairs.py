"""Scored pairs of statements, kept for each two documents together."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import cast

import apsw
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]

#: What a score of 1 is kept as.
UNIT = 10_000
BETWEEN = """SELECT first, second, body FROM d_link WHERE first = ?1
UNION ALL SELECT first, second, body FROM d_link WHERE second = ?1 AND first < ?1"""


def put_pairs(db: apsw.Connection, a: str, b: str, scores: Floats) -> None:
    """Keeps the scores above 0 of two documents' statements, [rows of a, rows of b]; of a
    document with itself those above the diagonal."""
    if a > b:
        a, b, scores = b, a, scores.T
    first, second = np.nonzero(np.triu(scores, 1) if a == b else scores)
    kept = np.rint(scores[first, second] * UNIT)
    if len(kept):
        body = np.stack([first, second, kept], 1).astype("<u2").tobytes()
        db.execute("INSERT OR REPLACE INTO d_link VALUES (?,?,?)", (a, b, body))


def forget_pairs(db: apsw.Connection, document: str) -> None:
    """Removes every pair with a statement of the document."""
    db.execute("DELETE FROM d_link WHERE first = ?1 OR second = ?1", (document,))


def statements_of(db: apsw.Connection, document: str) -> list[str]:
    """Uids of a linked document's statements in the order of their rows."""
    found = db.execute("SELECT statements FROM d_vector WHERE document = ?", (document,)).get
    return list(json.loads(str(found))) if found else []


def _unpacked(body: bytes) -> tuple[Ints, Ints, Floats]:
    """Rows in the first and in the second document, and scores."""
    first, second, score = np.frombuffer(body, "<u2").reshape(-1, 3).T
    return first.astype(np.intp), second.astype(np.intp), (score / UNIT).astype(np.float32)


def turned(body: bytes) -> bytes:
    """A row's pairs with the two documents exchanged."""
    return np.frombuffer(body, "<u2").reshape(-1, 3)[:, [1, 0, 2]].tobytes()


def pairs_among(
    db: apsw.Connection, homes: Mapping[str, str]
) -> tuple[list[str], Ints, Ints, Floats]:
    """Every pair of the statements, which come with their documents: the uids, sorted, the places
    of both among these, and the score."""
    ids = sorted(homes)
    place = {uid: n for n, uid in enumerate(ids)}
    known = sorted(set(homes.values()))
    rows = {d: np.array([place.get(u, -1) for u in statements_of(db, d)], np.intp) for d in known}
    out = [(np.zeros(0, np.intp), np.zeros(0, np.intp), np.zeros(0, np.float32))]
    sql = "SELECT second, body FROM d_link WHERE first = ?"
    for document, own in rows.items():
        for other, body in db.execute(sql, (document,)).fetchall():
            if other in rows:
                i, j, score = _unpacked(cast(bytes, body))
                first, second = own[i], rows[str(other)][j]
                both = (first >= 0) & (second >= 0)
                out.append((first[both], second[both], score[both]))
    first, second, scores = (np.concatenate(column) for column in zip(*out, strict=True))
    return ids, first, second, scores


class Ties:
    """For a statement those that pairs of at least ``least`` tie it to, with the score; what two
    documents share is looked up once."""

    def __init__(self, db: apsw.Connection, least: float) -> None:
        self._db, self._least = db, least
        self._ids: dict[str, list[str]] = {}
        self._home: dict[str, str] = {}
        self._ties: dict[str, dict[str, list[tuple[str, float]]]] = {}

    def of(self, statement: str) -> list[tuple[str, float]]:
        """The statements it is tied to."""
        document = self._home.get(statement) or self._found(statement)
        if document not in self._ties:
            self._ties[document] = self._read(document)
        return self._ties[document].get(statement, [])

    def _found(self, statement: str) -> str:
        sql = """SELECT d.uid FROM d_statement s JOIN document d ON d.id = s.document_id
                 WHERE s.uid = ?"""
        return str(self._db.execute(sql, (statement,)).get or "")

    def _of(self, document: str) -> list[str]:
        if document not in self._ids:
            self._ids[document] = statements_of(self._db, document)
            self._home |= dict.fromkeys(self._ids[document], document)
        return self._ids[document]

    def _read(self, document: str) -> dict[str, list[tuple[str, float]]]:
        out: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for a, b, score in self._pairs(document):
            out[a].append((b, score))
            out[b].append((a, score))
        return out

    def _pairs(self, document: str) -> Iterator[tuple[str, str, float]]:
        for a, b, body in self._db.execute(BETWEEN, (document,)).fetchall():
            first, second, score = _unpacked(cast(bytes, body))
            good = score >= self._least
            if good.any():
                mine, theirs = self._of(str(a)), self._of(str(b))
                columns = first[good].tolist(), second[good].tolist(), score[good].tolist()
                for i, j, value in zip(*columns, strict=True):
                    yield mine[i], theirs[j], value
