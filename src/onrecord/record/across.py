"""Brings the claims of a case up to date with its readings and judgements.

Each new document is compared with those that share its topic; only the claims it touches are
built again. Documents linked in one go are taken in the order of their ids, so the result does not
depend on the order in which they were added. Nor does it when they are linked one after another,
as long as a story stays within ``MOST`` documents beside each and ``WHOLE`` statements tied to
each other; beyond that a document is compared with what was there before it, so that it costs the
same in a large case, and ``onrecord rebuild``, which links all in one go, may group some anew.
"""

from datetime import date, timedelta

import apsw
import numpy as np

from onrecord.domain import digest
from onrecord.match import cluster, compare, neighbours
from onrecord.match.claims import Claim, build, story
from onrecord.match.pool import pool
from onrecord.match.relations import Relation, updates
from onrecord.match.scores import Scores
from onrecord.match.signature import Signature, Terms
from onrecord.record import actors, signatures
from onrecord.record.signatures import MODEL
from onrecord.store import links, tied
from onrecord.store.case import Case
from onrecord.store.pairs import pairs_among, put_pairs

#: Days between two documents that are still compared; weight of shared terms they need.
PERIOD, SHARED = 60, 3.0
#: The same for a draft, which is short.
SHARED_WITH_DRAFT = 1.0
#: At most this many documents, those that share most, are compared with a new one.
MOST = 24
#: A component of up to so many statements, beside those touched, is grouped anew as a whole; of a
#: larger one only the few that are tied most strongly.
WHOLE, NEAREST = 400, 20
#: Pairs below this score are not kept.
FLOOR = 0.03


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
    own, packed = signatures.made(db, number)
    topic = signatures.topic_of(own)
    ids = own.lines.ids
    links.forget(db, uid, ids)
    links.put_document(db, uid, _hash(db, number), packed, ids, topic, own.day)
    near = [own, *_sharing(db, uid, topic, _period(own.day), SHARED)]
    for other, scores in zip(near, compare.scores(own, near), strict=True):
        put_pairs(db, uid, other.document.id, np.where(scores >= FLOOR, scores, 0.0))
    return old | set(ids)


def _component(db: apsw.Connection, statements: set[str]) -> set[str]:
    return tied.component(db, statements, cluster.TIE, WHOLE, NEAREST)


def candidates_of(db: apsw.Connection, draft: Signature, least: float) -> list[Signature]:
    """Documents on record of any day that share topic with one that is not."""
    return _sharing(db, "", signatures.topic_of(draft), ("", "9999-99-99"), least)


def _sharing(
    db: apsw.Connection, uid: str, topic: Terms, days: tuple[str, str], least: float
) -> list[Signature]:
    """The documents of the period that share most with one, each at least that much."""
    found = links.candidates(db, uid, topic, days, least, MOST)
    return [signatures.signature(db, links.row_of(db, d)) for d in found]


def _period(day: str) -> tuple[str, str]:
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return "", "9999-99-99"
    return str(at - timedelta(days=PERIOD)), str(at + timedelta(days=PERIOD))


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
    signed = [signatures.signature(db, n) for n in sorted({n for n, _ in homes.values()})]
    at = {uid: (s, i) for s in signed for i, uid in enumerate(s.lines.ids)}
    scored = Scores(*pairs_among(db, {i: d for i, (_, d) in homes.items() if i in at}))
    parts = cluster.groups(
        scored,
        same=[p for p, v in pairs.items() if v == "same"],
        different=[p for p, v in pairs.items() if v == "different"],
        again=neighbours.again,
    )
    told = story(signed)
    stance_of = {a: v for (kind, a, _), v in verdicts.items() if kind == "stance"}
    for part in parts:
        links.put_claim(db, _rows(build([at[i] for i in part], told, stance_of)))
    for some in [parts] if len(homes) <= cluster.LARGEST else [[part] for part in parts]:
        links.put_relations(db, map(_row, updates(pool(at, scored, some))))


def _rows(claim: Claim) -> links.ClaimRows:
    days = sorted(m.placed.home.day for m in claim.members if m.placed.home.day)
    return links.ClaimRows(
        id=claim.id,
        gloss=claim.gloss,
        status=claim.status,
        first_day=days[0] if days else None,
        last_day=days[-1] if days else None,
        statements=[
            (m.placed.line.id, m.placed.stance, m.placed.sure, m.why) for m in claim.members
        ],
        origins=[(o.name, o.kind, o.evidence) for o in claim.origins],
        transmissions=[(e.taker, e.giver, e.kind, e.evidence) for e in claim.edges],
        relations=[_row(r) for r in claim.relations],
        credits=[
            (m.placed.line.id, c.outlet or c.name, c.words)
            for m in claim.members
            for c in m.credits
        ],
    )
