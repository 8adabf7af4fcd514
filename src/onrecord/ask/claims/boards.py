"""Boards over all claims: disputes, drifting numbers, reversals and forecasts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.ask.claims.answers import Said, by_speaker, claim


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim that someone denies."""

    claim: str
    gloss: str
    supported_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    doubted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A statement as a board shows it."""

    statement: str
    speaker: str | None
    outlet: str | None
    day: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Drift:
    """An older and a newer value of one quantity; ``stale`` still use the older afterwards."""

    old: Words
    new: Words
    why: str
    stale: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reversal:
    """One speaker's earlier and later word."""

    speaker: str
    before: Words
    after: Words
    why: str


@dataclass(frozen=True, slots=True)
class Forecast:
    """A prediction. ``chance`` is what its wording gives it; ``outcome`` is a person's verdict,
    ``suggested`` what later statements point to. ``brier`` is (chance - outcome) squared."""

    words: Words
    conditional: bool
    horizon: str | None
    chance: float
    outcome: str | None
    suggested: str | None
    brier: float | None


#: Chance that the wording of a forecast gives it, by factuality (Saurí and Pustejovsky 2009).
CHANCES = {"CT+": 0.95, "PR+": 0.75, "PS+": 0.5, "CT-": 0.05, "PR-": 0.25, "PS-": 0.5}

WORDS = """SELECT s.uid, s.speaker, s.outlet, s.day, s.text FROM d_statement s WHERE s.uid = ?"""


DENIED = """SELECT id FROM d_claim c WHERE statements > 1 AND EXISTS
(SELECT 1 FROM d_claim_statement s WHERE s.stance = 'denies' AND s.claim = c.id)
ORDER BY statements DESC, id"""


def disputes(db: apsw.Connection) -> Iterator[Dispute]:
    """Claims that are denied, those with most statements first."""
    for (uid,) in db.execute(DENIED):
        c = claim(db, str(uid))
        yes, no, unsure = (by_speaker(c.statements, s) for s in ("supports", "denies", "doubts"))
        yield Dispute(c.id, c.gloss, tuple(yes), tuple(no), tuple(unsure))


def drift(db: apsw.Connection) -> list[Drift]:
    """Updated numbers with the statements of later days that still give the older value."""
    sql = "SELECT from_statement, to_statement, why FROM d_relation WHERE type = 'updates'"
    rows = [
        (_words(db, str(a)), _words(db, str(b)), str(why))
        for a, b, why in db.execute(sql).fetchall()
    ]
    found = [(a, b, why) for a, b, why in rows if a and b]
    out = []
    for a, b, why in found:
        old = why.partition(" then ")[0]
        same = {x.statement: x for x, _, w in found if w.partition(" then ")[0] == old}
        stale = [x for x in same.values() if (x.day or "") > (b.day or "")]
        out.append(Drift(a, b, why, tuple(sorted(stale, key=lambda x: (x.day or "", x.statement)))))
    return sorted(out, key=lambda d: (d.new.day or "", d.new.statement, d.old.statement))


def reversals(db: apsw.Connection, name: str | None = None) -> list[Reversal]:
    """Who came to say otherwise; ``name`` is part of a speaker's name."""
    sql = "SELECT from_statement, to_statement, why FROM d_relation WHERE type = 'reverses'"
    out = []
    for a, b, why in db.execute(sql).fetchall():
        before, after = _words(db, str(a)), _words(db, str(b))
        if before and after and (not name or name.lower() in (after.speaker or "").lower()):
            out.append(Reversal(after.speaker or "", before, after, str(why)))
    return sorted(out, key=lambda r: (r.speaker, r.after.day or "", r.after.statement))


def forecasts(db: apsw.Connection, name: str | None = None) -> list[Forecast]:
    """Predictions in the order of time, with the outcomes that persons judged."""
    verdicts = _outcomes(db)
    sql = """SELECT s.uid, s.speaker, s.outlet, s.day, s.text, s.conditional, s.factuality,
                    (SELECT max(t.ends) FROM d_time t WHERE t.statement = s.uid)
             FROM d_statement s
             WHERE s.forecast = 1 AND (?1 IS NULL OR instr(lower(s.speaker), lower(?1)))
             ORDER BY s.day, s.uid"""
    out = []
    rows: list[Any] = db.execute(sql, (name,)).fetchall()
    for uid, speaker, outlet, day, text, conditional, factuality, ends in rows:
        chance, outcome = CHANCES.get(factuality, 0.5), verdicts.get(uid)
        score = None if outcome not in RESULTS else (chance - RESULTS[outcome]) ** 2
        words = Words(uid, speaker, outlet, day, text)
        out.append(
            Forecast(
                words, bool(conditional), ends, chance, outcome, _suggested(db, uid, day), score
            )
        )
    return out


RESULTS = {"came-true": 1.0, "did-not": 0.0}


def brier(rows: list[Forecast]) -> dict[str, tuple[float, int]]:
    """Speaker -> mean Brier score (Brier 1950) of the judged forecasts, and how many."""
    by: dict[str, list[float]] = {}
    for f in rows:
        if f.brier is not None:
            by.setdefault(f.words.speaker or f.words.outlet or "?", []).append(f.brier)
    return {name: (sum(v) / len(v), len(v)) for name, v in sorted(by.items())}


def _outcomes(db: apsw.Connection) -> dict[str, str]:
    sql = """SELECT target, verdict FROM judgement j WHERE target_kind = 'forecast'
             AND withdraws IS NULL AND NOT EXISTS
             (SELECT 1 FROM judgement w WHERE w.withdraws = j.uid)
             ORDER BY author_kind = 'person', at, id"""
    return {str(a): str(v) for a, v in db.execute(sql).fetchall()}


def _suggested(db: apsw.Connection, uid: str, day: str | None) -> str | None:
    """came-true or did-not where an outlet's own later words in the claim say so."""
    row = db.execute("SELECT claim FROM d_claim_statement WHERE statement = ?", (uid,)).get
    later: list[Said] = []
    if row is not None:
        said = claim(db, str(row)).statements
        later = [s for s in said if (s.document.published or "")[:10] > (day or "9")]
    own = [
        s for s in later if s.speaker == s.document.outlet and s.stance in ("supports", "denies")
    ]
    if not own:
        return None
    return "came-true" if own[-1].stance == "supports" else "did-not"


def _words(db: apsw.Connection, uid: str) -> Words | None:
    row = db.execute(WORDS, (uid,)).fetchone()
    return Words(*row) if row else None
