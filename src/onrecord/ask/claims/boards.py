"""Boards over all claims: disputes, drifting numbers, reversals and forecasts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from onrecord.ask.claims.answers import by_speaker, statements_of
from onrecord.ask.names import spoken_by
from onrecord.ask.rows import ACTOR
from onrecord.ask.sql import ALWAYS, Condition


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

WORDS = "{0}.uid, {0}.speaker, {0}.outlet, {0}.day, {0}.text"
#: Two statements and how the later one bears on the earlier.
PAIRS = f"SELECT {WORDS.format('a')}, {WORDS.format('s')}, r.why FROM"
ALL = f"""{PAIRS} d_relation r CROSS JOIN d_statement a ON a.uid = r.from_statement
CROSS JOIN d_statement s ON s.uid = r.to_statement WHERE r.type = ?"""
#: The same, from what somebody says later; the index is named since one by type looks as good.
THEIRS = f"""{PAIRS} d_statement s
CROSS JOIN d_relation r INDEXED BY d_relation_to ON r.to_statement = s.uid
CROSS JOIN d_statement a ON a.uid = r.from_statement WHERE r.type = ?"""

DENIED = """SELECT id, gloss FROM d_claim c WHERE statements > 1 AND EXISTS
(SELECT 1 FROM d_claim_statement s WHERE s.stance = 'denies' AND s.claim = c.id)
ORDER BY statements DESC, id"""


def disputes(db: apsw.Connection) -> Iterator[Dispute]:
    """Claims that are denied, those with most statements first."""
    for uid, gloss in db.execute(DENIED):
        said = statements_of(db, str(uid))
        yes, no, unsure = (by_speaker(said, s) for s in ("supports", "denies", "doubts"))
        yield Dispute(str(uid), str(gloss), tuple(yes), tuple(no), tuple(unsure))


def drift(db: apsw.Connection) -> list[Drift]:
    """Updated numbers with the statements of later days that still give the older value."""
    rows = list(_pairs(db, "updates"))
    using: dict[str, dict[str, Words]] = {}
    for before, _, why in rows:
        using.setdefault(why.partition(" then ")[0], {})[before.statement] = before
    out = []
    for before, after, why in rows:
        same = using[why.partition(" then ")[0]].values()
        stale = [x for x in same if (x.day or "") > (after.day or "")]
        ordered = sorted(stale, key=lambda x: (x.day or "", x.statement))
        out.append(Drift(before, after, why, tuple(ordered)))
    return sorted(out, key=lambda d: (d.new.day or "", d.new.statement, d.old.statement))


def reversals(db: apsw.Connection, name: str | None = None) -> list[Reversal]:
    """Who came to say otherwise; ``name`` is a speaker's name or words of it."""
    found = _pairs(db, "reverses", spoken_by(db, name) if name else None)
    out = [Reversal(after.speaker or "", before, after, why) for before, after, why in found]
    return sorted(out, key=lambda r: (r.speaker, r.after.day or "", r.after.statement))


def _pairs(
    db: apsw.Connection, kind: str, later: Condition | None = None
) -> Iterator[tuple[Words, Words, str]]:
    """The earlier and the later statement of each relation of a kind, and why; ``later`` is a
    condition on the later one."""
    sql, values = (f"{THEIRS} AND {later.sql}", later.values) if later else (ALL, ())
    rows: Iterator[Any] = iter(db.execute(sql, (kind, *values)))
    return ((Words(*row[:5]), Words(*row[5:10]), str(row[10])) for row in rows)


def forecasts(db: apsw.Connection, name: str | None = None) -> list[Forecast]:
    """Predictions in the order of time, with the outcomes that persons judged; ``name`` is a
    speaker's name or words of it."""
    verdicts, by = _outcomes(db), spoken_by(db, name) if name else ALWAYS
    sql = f"""SELECT {WORDS.format("s")}, s.conditional, s.factuality,
                    (SELECT max(t.ends) FROM d_time t WHERE t.statement = s.uid)
             FROM d_statement s WHERE s.forecast = 1 AND {by.sql} ORDER BY s.day, s.uid"""  # noqa: S608
    out = []
    rows: list[Any] = db.execute(sql, by.values).fetchall()
    for *said, conditional, factuality, ends in rows:
        words = Words(*said)
        chance, outcome = CHANCES.get(factuality, 0.5), verdicts.get(words.statement)
        score = None if outcome not in RESULTS else (chance - RESULTS[outcome]) ** 2
        suggested = _suggested(db, words)
        out.append(Forecast(words, bool(conditional), ends, chance, outcome, suggested, score))
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


LATER = f"""SELECT c.stance FROM d_claim_statement mine
CROSS JOIN d_claim_statement c ON c.claim = mine.claim
CROSS JOIN d_statement s ON s.uid = c.statement CROSS JOIN document d ON d.id = s.document_id
WHERE mine.statement = ? AND c.stance IN ('supports', 'denies') AND {ACTOR} = d.outlet
  AND substr(d.published, 1, 10) > ?
ORDER BY d.published DESC, d.uid DESC, s.start DESC LIMIT 1"""  # noqa: S608


def _suggested(db: apsw.Connection, forecast: Words) -> str | None:
    """came-true or did-not where an outlet's own later words in the claim say so."""
    stance = db.execute(LATER, (forecast.statement, forecast.day or "9")).get
    return {"supports": "came-true", "denies": "did-not"}.get(str(stance))
