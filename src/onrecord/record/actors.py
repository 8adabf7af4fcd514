"""Keeps the actors of a case in step with its readings, one document at a time.

A document's names become profiles; new profiles are compared with those of their blocks; what is
short for a fuller name (a surname, an abbreviation) is looked up among the names of the same
story. All look-ups go by index, and the result does not depend on the order of the documents.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import apsw

from onrecord.domain import Reading, digest
from onrecord.match.actors.cluster import best_name, groups, type_of
from onrecord.match.actors.compare import SAME, compare, conflict
from onrecord.match.actors.names import fold, person
from onrecord.match.actors.offices import holds, is_office, office_of
from onrecord.match.actors.profile import Named, Profile, profiles
from onrecord.match.actors.short import is_alike, shortened
from onrecord.store import actors as store
from onrecord.store import profiles as rows
from onrecord.store.readings import current_reading

#: Days between two documents of one story, and how many names they share.
PERIOD, SHARED = 14, 2


def resolve(db: apsw.Connection, number: int) -> None:
    """Brings actors in step with one document's reading in force; call inside a transaction."""
    reading = current_reading(db, number)
    document = str(db.execute("SELECT uid FROM document WHERE id = ?", (number,)).get)
    reading = replace(reading, document=replace(reading.document, id=document))
    found = [*profiles(reading), *_offices(reading)]
    names = digest(*(f"{n.entity} {n.profile.id} {n.spellings}" for n in found))
    if store.profiled(db, document) == names:
        return
    day = (reading.document.published or reading.document.fetched or "")[:10]
    before = rows.in_document(db, document)
    near = _story(db, document)
    touched = rows.forget(db, document) | _put(db, document, day, found)
    moved = _regroup(db, touched)
    store.put_profiled(db, document, names)
    changed = [*map(_profile, before), *(n.profile for n in found)]
    near |= _story(db, document) | {document}
    _shorten(db, _concerned(db, near, document, changed) | _namesakes(db, moved))


def _offices(reading: Reading) -> Iterator[Named]:
    for entity in reading.entities or ():
        if profile := office_of(entity, reading.document.id):
            yield Named(entity.id, profile, ())


def up_to_date(db: apsw.Connection) -> int:
    """Resolves every document that never was; returns how many."""
    if store.is_resolved(db):
        return 0
    todo = store.unresolved(db)
    for number in todo:
        resolve(db, number)
    return len(todo)


def _put(db: apsw.Connection, document: str, day: str, found: Iterable[Named]) -> set[str]:
    """Writes the profiles and entities of a document and links new profiles with others."""
    touched = set()
    for n in found:
        p = n.profile
        if rows.put_profile(db, _row(p), p.blocks) and not p.document:
            _link(db, p)
        entity = f"{document}:{n.entity}"
        rows.put_entity(db, rows.EntityRow(entity, document, day, p.id, _story_key(p), n.spellings))
        touched.add(p.id)
    return touched


def _link(db: apsw.Connection, p: Profile) -> None:
    for other in map(_profile, rows.blocked(db, p.blocks)):
        if other.id != p.id:
            found = compare(p, other)
            if found.score >= SAME:
                rows.link(db, p.id, other.id, found.score, "; ".join(found.reasons))


def _regroup(db: apsw.Connection, touched: Iterable[str]) -> set[str]:
    """Makes the actors anew that hold a touched profile; returns the profiles that were another
    actor's before."""
    ids, pairs = rows.component(db, touched)
    members = [_profile(r) for r in rows.profile_rows(db, sorted(ids))]
    members = [p for p in members if rows.parent_of(db, p.id) is None and not is_office(p)]
    before = {p.id: store.actor_of(db, p.id) for p in members}
    for actor in {a for a in before.values() if a}:
        store.drop_actor(db, actor)
    after = {p.id: g[0].id for g in groups(members, pairs) for p in _written(db, g)}
    return {uid for uid, actor in after.items() if before[uid] not in (None, actor)}


def _written(db: apsw.Connection, group: list[Profile]) -> list[Profile]:
    aliases = store.spellings(db, [p.id for p in group])
    name = best_name(group, aliases) or group[0].spelled
    known = min((p.known for p in group if p.known), default=None)
    actor = (group[0].id, type_of(group, {}), name, known)
    store.put_actor(db, actor, aliases | {name: aliases.get(name, 0)}, [p.id for p in group])
    return group


def _story(db: apsw.Connection, document: str) -> set[str]:
    """Documents about the same: near in time, with names in common that are not everywhere."""
    return store.story(db, document, _period(store.day_of(db, document)), SHARED)


def _story_key(p: Profile) -> str:
    """Outlets and countries are everywhere, and short names anybody's."""
    common = p.type == "outlet" or p.known.startswith(("country:", "capital:", "outlet:"))
    return "" if p.document or common else p.key


def _period(day: str) -> tuple[str, str]:
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return "", ""
    return str(at - timedelta(days=PERIOD)), str(at + timedelta(days=PERIOD))


def _concerned(
    db: apsw.Connection, documents: Iterable[str], own: str, changed: list[Profile]
) -> set[str]:
    """Profiles of single documents for which one of the changed names may matter."""
    found = set()
    for document in documents:
        for p in map(_profile, rows.in_document(db, document)):
            if p.document and (document == own or any(_bears_on(p, c) for c in changed)):
                found.add(p.id)
    return found


def _bears_on(p: Profile, changed: Profile) -> bool:
    if is_office(p):
        return changed.sort == "person"
    return is_alike(p, changed) or bool(shortened(p, changed))


def _namesakes(db: apsw.Connection, moved: Iterable[str]) -> set[str]:
    """Surnames alone, in any document, of people whose actor is another one now."""
    people = [p for p in map(_profile, rows.profile_rows(db, moved)) if p.sort == "person"]
    families = {fold(person(p.spelled).family) for p in people if not p.document}
    return {r.id for r in rows.locals_named(db, sorted(families))}


def _shorten(db: apsw.Connection, ids: Iterable[str]) -> None:
    """Finds for each profile of a single document the fuller one it is short for; those that
    have none are linked with their like in the same story."""
    short = [_profile(r) for r in rows.profile_rows(db, sorted(ids))]
    near = {d: sorted(_story(db, d)) for d in {p.document for p in short}}
    pages, touched = _Pages(db), set[str]()
    for p in short:
        before = rows.parent_of(db, p.id)
        if rows.attach(db, p.id, *_fuller(pages, p, near[p.document])):
            touched |= {p.id} | {x for x in (before, rows.parent_of(db, p.id)) if x}
    for p in short:
        touched |= _relink(db, p, _alike(pages, p, near[p.document]))
    _regroup(db, touched)


def _relink(db: apsw.Connection, p: Profile, alike: set[str]) -> set[str]:
    """Links a profile with these alone; returns the profiles for which that is news."""
    before = rows.linked(db, p.id)
    for other in before - alike:
        rows.unlink(db, p.id, other)
    for other in alike - before:
        rows.link(db, p.id, other, 0.8, "the same name in articles on one story")
    return before ^ alike | ({p.id} if before != alike else set())


class _Pages:
    """The profiles of documents, each looked up once."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self._names: dict[str, list[Profile]] = {}
        self.year = cache(lambda document: store.day_of(db, document)[:4])

    def names(self, documents: Iterable[str]) -> list[Profile]:
        """The profiles of some documents."""
        for document in documents:
            if document not in self._names:
                found = rows.in_document(self.db, document)
                self._names[document] = [_profile(r) for r in found]
        every = {p for d in documents for p in self._names[d]}
        return sorted(every, key=lambda p: p.id)


def _fuller(pages: _Pages, p: Profile, near: Sequence[str]) -> tuple[str | None, float, str]:
    """The one fuller profile of the story, how sure that is, and why."""
    find = _holders if is_office(p) else _candidates
    here = find(pages, p, [p.document])
    every = here | find(pages, p, near)
    same_work = {c: why for c, why in every.items() if c.fields & p.fields}
    for fits, sure in ((every, 0.8), (same_work, 0.7), (here, 0.7)):
        if len({store.actor_of(pages.db, c.id) for c in fits}) == 1:
            best = min(fits, key=lambda c: c.id)
            return best.id, sure, fits[best]
    return None, 1.0, ""


def _holders(pages: _Pages, p: Profile, documents: Sequence[str]) -> dict[Profile, str]:
    """Who in these documents has the office that a description names, and why."""
    found = {}
    for document in documents:
        for row, roles in rows.roles_in(pages.db, document):
            role = None if row.document or row.type != "person" else holds(p, roles)
            if role:
                found[_profile(row)] = f"{p.spelled}: {row.spelled} is {role}"
    return found


def _candidates(pages: _Pages, p: Profile, documents: Sequence[str]) -> dict[Profile, str]:
    """Names that hold in all documents for which this one may stand, and why."""
    among = (c for c in pages.names(documents) if not c.document and not conflict(p, c))
    found = ((c, shortened(p, c)) for c in among)
    return {c: why for c, why in found if why}


def _alike(pages: _Pages, p: Profile, near: Sequence[str]) -> set[str]:
    """Profiles of the same name in the documents of its story that are short for no other, as it
    must not be either. They end with the year: a story that is told for years would tie ever more
    of them together."""
    if rows.parent_of(pages.db, p.id) is not None:
        return set()
    year = pages.year(p.document)
    named = pages.names([d for d in near if pages.year(d) == year])
    alike = {o.id for o in named if o.document and is_alike(p, o)}
    return {o for o in alike if rows.parent_of(pages.db, o) is None}


def _row(p: Profile) -> rows.ProfileRow:
    fields = " ".join(sorted(p.fields))
    return rows.ProfileRow(p.id, p.type, p.name, p.spelled, fields, p.where, p.known, p.document)


def _profile(r: rows.ProfileRow) -> Profile:
    return Profile(
        r.type, r.name, r.spelled, frozenset(r.fields.split()), r.place, r.known, r.document
    )
