"""Who did it and to whom: actor and recipient of a coded predicate."""

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.read.events.codes import Use
from onrecord.read.events.coordination import Chain
from onrecord.read.events.parties import acts, sector
from onrecord.read.events.scene import Scene

_TOWARD = frozenset(
    "with against to toward towards at on upon from between among over of for into".split()
)
_AGAINST = _TOWARD - {"over", "for", "between", "among"}
_MUTUAL = frozenset(("CONSULT", "AGREE", "SUPPORT", "COOPERATE", "SANCTION"))
_GIVING = frozenset(("MOBILIZE", "AID", "COOPERATE", "RETREAT", "AGREE"))
FORCE = frozenset(("ASSAULT", "COERCE"))


@dataclass(frozen=True, slots=True)
class Roles:
    """The noun groups that act and those that are acted on; either may be empty."""

    actor: Chain = ()
    recipient: Chain = ()

    @property
    def both(self) -> tuple[Chain, Chain]:
        """Actor, then recipient."""
        return self.actor, self.recipient


def of_verb(scene: Scene, at: int, use: Use, depth: int = 0) -> Roles:
    """The roles of the verb group at ``at``."""
    verb = scene.verb(at)
    subject = scene.subject(at)
    kind, _, mode = use.coded.type.partition("/")
    if verb is not None and verb.passive:
        found = Roles(_by(scene, at), subject)
        if use.consumed or (subject and not _any_acts(scene, subject)):
            thing = subject if kind in FORCE and not use.consumed else ()
            other = _recipient(scene, at, found.actor) or _owner(scene, subject)
            found = Roles(found.actor, thing or other)
    else:
        acting = subject if _any_acts(scene, subject) or _it(scene, subject) else ()
        found = Roles(acting, _object(scene, at, subject, kind, mode == "visit"))
    if not found.recipient and depth < 2:
        found = Roles(found.actor, _inherited(scene, at, use, found.actor, depth))
    return _mutual(scene, found, kind)


def _by(scene: Scene, at: int) -> Chain:
    return next((c for prep, c in scene.complements(at) if prep == "by"), ())


def _it(scene: Scene, subject: Chain) -> bool:
    """A pronoun for an organisation or a country: "it had seized two ships"."""
    return len(subject) == 1 and scene.lower(subject[0]) == "it"


def _any_acts(scene: Scene, chain: Iterable[int]) -> bool:
    return any(acts(scene, i) for i in chain)


def _object(scene: Scene, at: int, subject: Chain, kind: str, visit: bool) -> Chain:
    """The recipient of an active verb: its object if that can act, else who stands behind a
    preposition, else the object of a use of force. What is sent or given comes last."""
    if whom := _whom(scene, subject):
        return whom
    direct = next((c for prep, c in scene.complements(at) if not prep), ())
    taken = bool(direct) and _any_acts(scene, direct) and not _about(scene, direct)
    if taken and not (kind in _GIVING and _goods(scene, direct)):
        return direct
    found = _recipient(scene, at, subject, visit)
    if found or kind == "MOBILIZE":
        return found
    if direct and (owner := _owner(scene, direct)):
        return owner
    return direct if kind in FORCE or _any_acts(scene, direct) else ()


def _whom(scene: Scene, subject: Chain) -> Chain:
    """Who "whom" in front of the subject stands for."""
    before = subject[0] - 1 if subject else -1
    if scene.lower(before) != "whom":
        return ()
    noun = before - 2 if scene.kind(before - 1) == "," else before - 1
    return scene.chain(noun) if scene.kind(noun) == "N" else ()


def _about(scene: Scene, chain: Chain) -> bool:
    """Whether a group is named after who it concerns but is itself a thing: "Putin's plan"."""
    words = scene.inside(chain[0])
    return len(chain) == 1 and any(w.tag == "POS" for w in words) and not scene.named(chain[0])


def _goods(scene: Scene, chain: Chain) -> bool:
    """Whether a group is troops or things that can be sent, and not a named party."""
    return not any(scene.named(i) or scene.inside(i)[0].tag == "PRP" for i in chain) and all(
        sector(scene.inside(i)) in ("MIL", None) for i in chain
    )


def _recipient(scene: Scene, at: int, subject: Chain, visit: bool = False) -> Chain:
    """The first group that can act behind a preposition in the clause; on a ``visit`` a place
    counts too."""
    place: Chain = ()
    for i in range(at + 1, scene.clause_end(at)):
        if scene.kind(i) != "N" or scene.chain(i)[0] in subject or not scene.held(i):
            continue
        if not acts(scene, i):
            if scene.kind(i + 1) == ":" and scene.kind(i + 2) == "N" and acts(scene, i + 2):
                return (i + 2,)
            continue
        before = scene.lower(scene.chain(i)[0] - 1)
        if before in _TOWARD or (before == "by" and scene.kind(at + 1) == "N"):
            return scene.chain(i)
        place = place or scene.chain(i)
    return place if visit else ()


def _owner(scene: Scene, chain: Chain) -> Chain:
    """The group itself where a possessor in it can act: "Ithilen's president"."""
    for i in chain:
        words = scene.inside(i)
        if any(w.tag == "POS" for w in words) and acts(scene, i):
            return (i,)
    return ()


def _inherited(scene: Scene, at: int, use: Use, actor: Chain, depth: int) -> Chain:
    """The recipient of the verb that this one plans, refuses or threatens."""
    for i in range(at + 1, min(at + 4, len(scene.chunks))):
        if scene.verb(i) and scene.governor(i) == at:
            return of_verb(scene, i, Use(use.coded, ()), depth + 1).recipient
    return ()


def _mutual(scene: Scene, found: Roles, kind: str) -> Roles:
    """What two do together each does to the other."""
    if len(found.actor) > 1 and not found.recipient and kind in _MUTUAL:
        return Roles(found.actor, found.actor)
    return found


def of_noun(scene: Scene, at: int, kind: str = "") -> Roles:
    """The roles of an event named by the noun group at ``at``: the actor is its possessor, who is
    behind "by", or the people it is called after; the recipient is behind "on", "against" …"""
    actor: Chain = ()
    recipient: Chain = ()
    between: Chain = ()
    i = at + 1
    while scene.kind(i) in ("IN", "TO") and scene.kind(i + 1) == "N":
        prep, chain = scene.lower(i), scene.chain(i + 1)
        if prep == "by":
            actor = actor or chain
        elif prep in ("between", "among") and len(chain) > 1:
            between = chain
        elif prep in _AGAINST and (kind in FORCE or _any_acts(scene, chain)):
            recipient = recipient or chain
        i = chain[-1] + 1
    if between:
        return Roles(between, between)
    return Roles(actor or _called(scene, at), recipient)


def _called(scene: Scene, at: int) -> Chain:
    """The noun group itself where it begins with who acts: "Israel's attack", "U.S. strikes"."""
    words = scene.inside(at)
    head = scene.words[scene.chunks[at].head]
    front = [w for w in words if w.span.start < head.span.start]
    named = any(w.tag == "NNP" for w in front) or any(w.tag in ("POS", "PRP$") for w in front)
    return (at,) if named and acts(scene, at) else ()
