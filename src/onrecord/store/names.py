"""Which names are shown as one: what merge, rename and split come to."""

from dataclasses import dataclass
from typing import cast

import apsw

ON_NAMES = """
SELECT uid, target, other, verdict, author, author_kind FROM judgement j
WHERE target_kind = 'actor' AND verdict IN ('merge', 'rename', 'split') AND withdraws IS NULL
  AND NOT EXISTS (SELECT 1 FROM judgement w WHERE w.withdraws = j.uid)
ORDER BY author_kind = 'person', at, id"""


@dataclass(frozen=True, slots=True)
class _Shown:
    """How one name is shown, and by which judgement."""

    name: str
    shown: str
    by: str
    by_kind: str
    judgement: str


def refresh_names(db: apsw.Connection) -> None:
    """Rebuilds ``d_name`` from the standing judgements on names: models' first, then people's,
    each in the order of time, so that a person's word is the last."""
    names: dict[str, _Shown] = {}
    for row in db.execute(ON_NAMES).fetchall():
        uid, target, other, verdict, by, by_kind = cast(tuple[str, ...], row)
        if verdict == "split":
            _split(names, _Shown(target, target, by, by_kind, uid))
        else:
            _join(names, _Shown(target, other, by, by_kind, uid), verdict)
    db.execute("DELETE FROM d_name")
    db.executemany(
        "INSERT INTO d_name VALUES (?,?,?,?,?)",
        [(s.name, s.shown, s.by, s.by_kind, s.judgement) for s in names.values()],
    )


def _join(names: dict[str, _Shown], judged: _Shown, verdict: str) -> None:
    """Shows ``judged.name`` and its group as ``judged.shown`` is shown; a rename takes the new
    name as it is written, whatever that was shown as before."""
    known = names.get(judged.shown.casefold())
    goal = known.shown if known and verdict == "merge" else judged.shown
    moved = [judged.name, judged.shown, goal]
    groups = {_shown(names, name).casefold() for name in moved}
    moved += [s.name for s in names.values() if s.shown.casefold() in groups]
    for name in moved:
        kept = names[name.casefold()].name if name.casefold() in names else name
        names[name.casefold()] = _Shown(kept, goal, judged.by, judged.by_kind, judged.judgement)


def _split(names: dict[str, _Shown], judged: _Shown) -> None:
    """Lets a name stand for itself; if the others were shown by it, they take the first of
    their own names."""
    names[judged.name.casefold()] = judged
    left = [s for s in names.values() if s.shown.casefold() == judged.name.casefold()]
    left = [s for s in left if s.name.casefold() != judged.name.casefold()]
    for s in left:
        shown = min(other.name for other in left)
        names[s.name.casefold()] = _Shown(s.name, shown, s.by, s.by_kind, s.judgement)


def _shown(names: dict[str, _Shown], name: str) -> str:
    found = names.get(name.casefold())
    return found.shown if found else name
