"""Brings the claims of a case up to date with its readings and judgements.

Each new document is compared with those that share its topic; only the claims it touches are
built again. The result does not depend on the order in which documents came, as long as a story
stays within ``MOST`` documents beside each and ``WHOLE`` statements tied to each other; beyond
that the order may show, so that a document costs the same in a large case.
"""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import apsw
import numpy as np

from onrecord.domain import Document, Reading, digest
from onrecord.infer.sentences import SentenceEncoder
from onrecord.match import cluster, compare, neighbours
from onrecord.match.claims import Claim, build, story
from onrecord.match.pool import pool
from onrecord.match.relations import Relation, updates
from onrecord.match.signature import Floats, Signature, sign, spans_to_encode
from onrecord.record import actors
from onrecord.store import links
from onrecord.store.case import Case
from onrecord.store.documents import load_document
from onrecord.store.readings import current_body, current_reading, unpack
from onrecord.store.rows import unique_statements

MODEL = "claims-0.1"
#: Days between two documents that are still compared; weight of shared terms they need.
PERIOD, SHARED = 60, 3.0
#: The same for a draft, which is short.
SHARED_WITH_DRAFT = 1.0
#: At most this many documents, those that share most, are compared with a new one.
MOST = 24
#: A component of up to so many statements, beside those touched, is grouped anew as a whole; of a
#: larger one only the few that are tied most strongly.
WHOLE, NEAREST = 400, 20
#: Signatures kept in memory, since documents of one story come together.
REMEMBERED = 256
#: Pairs below this score are not kept.
FLOOR = 0.03


@lru_cache(maxsize=1)
def encoder() -> SentenceEncoder:
    """The shipped sentence encoder."""
    return SentenceEncoder(Path(str(files("onrecord") / "models" / MODEL)))


def up_to_date(case: Case) -> int:
    """Links every document that is new or was read again; returns how many. One transaction."""
    verdicts, before = links.judged(case.db), links.built_with(case.db)
    changed = {x for key, _ in verdicts.items() ^ before.items() for x in key[1:] if x}
    if not changed and not links.unlinked(case.db, MODEL):
        return 0
    with case.transaction() as db:
        actors.up_to_date(db)
        todo = [(n, uid) for n, uid in links.unlinked(db, MODEL) if _stale(db, n, uid)]
        touched = {uid for n, d in todo for uid in _link(db, n, d)}
        _rebuild(db, touched | changed)
        links.put_built_with(db, verdicts)
        links.put_linked(db, MODEL)
    return len(todo)


def _reading(db: apsw.Connection, number: int) -> Reading:
    return _once(current_reading(db, number))


def _once(reading: Reading) -> Reading:
    return replace(reading, statements=tuple(unique_statements(reading)))


def _hash(db: apsw.Connection, number: int) -> str:
    sql = "SELECT uid FROM d_statement WHERE document_id = ? ORDER BY uid"
    return digest(MODEL, *(str(uid) for (uid,) in db.execute(sql, (number,))))


def _stale(db: apsw.Connection, number: int, uid: str) -> bool:
    return links.linked_as(db, uid) != _hash(db, number)


def _link(db: apsw.Connection, number: int, uid: str) -> set[str]:
    """Compares one document with itself and its candidates; returns the statements touched."""
    sql = """SELECT statement FROM d_claim_statement WHERE claim IN (SELECT claim FROM
             d_claim_statement WHERE statement IN
             (SELECT uid FROM d_statement WHERE document_id = ?))"""
    old = _component(db, {str(s) for (s,) in db.execute(sql, (number,))})
    reading = _reading(db, number)
    vectors = encoder().encode(reading.document.text, spans_to_encode(reading))
    signature = sign(reading, vectors.astype(np.float16).astype(np.float32), encoder().weight)
    links.forget(db, uid, [x.id for x in signature.lines])
    body = vectors.astype(np.float16).tobytes()
    links.put_document(db, uid, _hash(db, number), body, signature.topic, signature.day)
    ranked = links.candidates(db, uid, signature.topic, _period(signature.day))
    others = [d for d, weight in ranked if weight >= SHARED][:MOST]
    near = [signature, *(_signature(db, links.row_of(db, d), d) for d in others)]
    for other, found in zip(near, compare.scores(signature, near), strict=True):
        links.put_links(db, _kept(signature, other, found))
    return old | {x.id for x in signature.lines}


def _component(db: apsw.Connection, statements: set[str]) -> set[str]:
    return links.component(db, statements, cluster.TIE, WHOLE, NEAREST)


def candidates_of(db: apsw.Connection, signature: Signature, least: float) -> list[Signature]:
    """Documents on record of any day that share topic with one that is not."""
    near = links.candidates(db, "", signature.topic, ("", "9999-99-99"))
    found = [d for d, weight in near if weight >= least][:MOST]
    return [_signature(db, links.row_of(db, d), d) for d in found]


def _period(day: str) -> tuple[str, str]:
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return "", "9999-99-99"
    return str(at - timedelta(days=PERIOD)), str(at + timedelta(days=PERIOD))


def _signature(db: apsw.Connection, number: int, uid: str) -> Signature:
    body = current_body(db, number)
    return _signed(body, load_document(db, number), links.vector_body(db, uid))


@lru_cache(maxsize=REMEMBERED)
def _signed(body: bytes, document: Document, packed: bytes) -> Signature:
    vectors = np.frombuffer(packed, np.float16).reshape(-1, 384)
    reading = _once(unpack(body, document))
    return sign(reading, vectors.astype(np.float32), encoder().weight)


def _kept(a: Signature, b: Signature, found: Floats) -> dict[links.Pair, float]:
    """The scores worth keeping of the pairs of two documents, or of one with itself."""
    out = {}
    for i, j in np.argwhere(found >= FLOOR):
        x, y = a.lines[i].id, b.lines[j].id
        if x != y and (a.document.id != b.document.id or i < j):
            out[min(x, y), max(x, y)] = round(float(found[i, j]), 4)
    return out


def _row(r: Relation) -> tuple[str, str, str, str, float]:
    return (r.type, r.from_, r.to, r.why, r.confidence)


def _rebuild(db: apsw.Connection, touched: set[str]) -> None:
    """Groups and builds the claims of every component that holds a touched statement."""
    verdicts = links.judged(db)
    pairs = {(a, b): v for (kind, a, b), v in verdicts.items() if kind == "claim-pair"}
    partners = {x for pair in pairs if set(pair) & touched for x in pair}
    held = links.drop_claims(db, links.claims_of(db, touched | partners))
    ids = _component(db, touched | partners | held)
    held = links.drop_claims(db, links.claims_of(db, ids))
    homes = links.home(db, ids | held)
    signatures = {uid: _signature(db, n, uid) for n, uid in sorted(set(homes.values()))}
    at = {x.id: (s, i) for s in signatures.values() for i, x in enumerate(s.lines)}
    scored = links.links(db, set(homes))
    parts = cluster.groups(
        [i for i in homes if i in at],
        scored,
        same=[p for p, v in pairs.items() if v == "same"],
        different=[p for p, v in pairs.items() if v == "different"],
        again=neighbours.again,
    )
    told = story(signatures.values())
    stance_of = {a: v for (kind, a, _), v in verdicts.items() if kind == "stance"}
    for part in parts:
        links.put_claim(db, _rows(build([at[i] for i in part], told, stance_of)))
    wholes = [parts] if len(homes) <= cluster.LARGEST else [[part] for part in parts]
    inner = cluster.within([[i for part in some for i in part] for some in wholes], scored)
    for some, found in zip(wholes, inner, strict=True):
        links.put_relations(db, map(_row, updates(pool(at, found, some))))


def _rows(claim: Claim) -> links.ClaimRows:
    days = sorted(m.placed.home.day for m in claim.members if m.placed.home.day)
    return links.ClaimRows(
        id=claim.id,
        gloss=claim.gloss,
        status=claim.status,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        statements=[(m.placed.line.id, m.placed.stance, m.placed.sure) for m in claim.members],
        origins=[(o.name, o.kind, o.evidence) for o in claim.origins],
        transmissions=[(e.taker, e.giver, e.kind, e.evidence) for e in claim.edges],
        relations=[_row(r) for r in claim.relations],
        credits=[
            (m.placed.line.id, c.outlet or c.name, c.words)
            for m in claim.members
            for c in m.credits
        ],
    )
