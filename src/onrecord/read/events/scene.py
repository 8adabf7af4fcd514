"""One sentence with its chunks, and who is subject and object of each verb group.

Attachment is by position: a verb's subject is the nearest noun group on its left that no
preposition holds, with relatives, participles, infinitives and coordinations followed back to the
word that fills them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.domain import Span
from onrecord.read.events.chunks import Chunk, VerbChunk, Word
from onrecord.read.events.coordination import Chain, coordinated
from onrecord.read.events.lexicon import forms, listed

_STOPS = frozenset(("SC", ";", ":", "(", "—", "–", "?"))
_FOLLOW = frozenset(("IN", "TO", "RP", "RB", ",", "JJ", "CD"))
_DEPTH = 6
_OPENERS = frozenset("after before since until as than because while".split())


@dataclass(frozen=True)
class Scene:
    """``words`` and ``chunks`` of a sentence; ``timely`` are indices of chunks that are times."""

    text: str
    words: Sequence[Word]
    chunks: Sequence[Chunk]
    timely: frozenset[int] = field(default=frozenset())

    def verb(self, at: int) -> VerbChunk | None:
        """The verb group at an index of ``chunks``."""
        found = self.chunks[at] if 0 <= at < len(self.chunks) else None
        return found if isinstance(found, VerbChunk) else None

    def kind(self, at: int) -> str:
        """The kind of a chunk; empty outside the sentence."""
        return self.chunks[at].kind if 0 <= at < len(self.chunks) else ""

    def lower(self, at: int) -> str:
        """The main word of a chunk in lower case; empty outside the sentence."""
        return self.words[self.chunks[at].head].lower if 0 <= at < len(self.chunks) else ""

    def inside(self, at: int) -> Sequence[Word]:
        """The words of a chunk."""
        return self.words[self.chunks[at].start : self.chunks[at].end]

    def span(self, chain: Chain) -> Span:
        """From the first chunk of a chain to its last."""
        first, last = self.chunks[chain[0]], self.chunks[chain[-1]]
        return Span(self.words[first.start].span.start, self.words[last.end - 1].span.end)

    def named(self, at: int) -> bool:
        """Whether a noun group has a name as its main word."""
        return self.words[self.chunks[at].head].tag == "NNP"

    def lemma_in(self, at: int, section: str) -> bool:
        """Whether a verb group's main word is in a list of ``predicates.txt``."""
        word = self.lower(at)
        after = next((w.lower for w in self.words[self.chunks[at].end :][:1]), "")
        return any(f in listed(section) or f"{f}_{after}" in listed(section) for f in forms(word))

    @cached_property
    def chains(self) -> dict[int, Chain]:
        """Noun group to the coordination it is part of: "A, B and C"."""
        return coordinated(self.chunks, self.words, self.timely)

    def chain(self, at: int) -> Chain:
        """The coordination a noun group is part of."""
        return self.chains.get(at, (at,))

    def held(self, at: int) -> bool:
        """Whether a preposition that opens no clause stands before the noun group or its list."""
        before = self.chain(at)[0] - 1
        return self.kind(before) in ("IN", "TO") and self.lower(before) not in _OPENERS

    def subject(self, at: int, depth: int = 0) -> Chain:
        """The noun groups that fill the subject of the verb group at ``at``; empty if none do."""
        verb = self.verb(at)
        if verb is None or depth > _DEPTH:
            return ()
        before = self._skip_adverbs(at - 1)
        if verb.form != "finite":
            return self._lent(at, before, verb, depth)
        if self.kind(before) == "WDT":
            return self._antecedent(before)
        if self.kind(before) == "CC":
            left = self._verb_before(before, finite=True)
            return self.subject(left, depth + 1) if left is not None else ()
        if self.kind(before) == ",":
            left = self._verb_before(before, finite=True)
            opened = self._parenthesis(before)
            if opened is not None:
                return self._nearest(opened, depth) or self._nearest(before, depth)
            if (
                left is not None
                and self.kind(before - 1) in ("N", "RB")
                and not self._nearest(before, 0)
            ):
                return self.subject(left, depth + 1)
        return self._nearest(before + 1, depth)

    def _skip_adverbs(self, at: int) -> int:
        while self.kind(at) in ("RB", "MD"):
            at -= 1
        return at

    def _parenthesis(self, comma: int) -> int | None:
        """Where the parenthesis that closes at a comma was opened, if a noun group stands there."""
        for i in range(comma - 1, 0, -1):
            if self.kind(i) in (";", ":"):
                return None
            if self.kind(i) == ",":
                return i if self.kind(i - 1) == "N" and (i - 1) not in self.timely else None
        return None

    def _antecedent(self, at: int) -> Chain:
        before = at - 1 if self.kind(at - 1) != "," else at - 2
        return self.chain(before) if self.kind(before) == "N" else ()

    def _verb_before(self, at: int, finite: bool = False) -> int | None:
        """The nearest verb group to the left that opens no relative clause."""
        for i in range(at - 1, -1, -1):
            if self.kind(i) in (";", ":"):
                return None
            verb = self.verb(i)
            if verb and (verb.form == "finite" or not finite):
                if finite and self.kind(self._skip_adverbs(i - 1)) == "WDT":
                    continue
                return i
        return None

    def _nearest(self, end: int, depth: int) -> Chain:
        """The nearest free noun group to the left of ``end``, past relatives and participles."""
        at = end - 1
        while at >= 0:
            kind, verb = self.kind(at), self.verb(at)
            if kind in _STOPS and not (kind == "SC" and self.verb(at + 1)):
                return ()
            if verb and verb.form == "finite" and self.kind(self._skip_adverbs(at - 1)) != "WDT":
                return ()
            if kind == "N" and at not in self.timely and not self.held(at):
                chain = self.chain(at)
                if not self._object_of_participle(chain[0]):
                    return chain
                at = chain[0]
            at -= 1
        return ()

    def _object_of_participle(self, at: int) -> bool:
        """Whether the noun group completes the verb right before it: one of a relative clause or a
        participle, but not one of saying ("He said it had …")."""
        verb = self.verb(at - 1)
        if verb is None:
            return False
        if verb.form == "finite":
            return self.kind(self._skip_adverbs(at - 2)) == "WDT"
        return not (verb.passive and verb.form == "participle")

    def _lent(self, at: int, before: int, verb: VerbChunk, depth: int) -> Chain:
        """The subject of a verb without one of its own."""
        kind = self.kind(before)
        if kind == "N" and verb.form in ("gerund", "participle"):
            above = self._verb_before(before, finite=True) if verb.form == "gerund" else None
            sent = self.kind(before - 2) == "N" and self.lower(before - 2) not in listed("message")
            if above is None or not self.held(before) or sent:
                return self.chain(before)
            return self.subject(above, depth + 1)
        if kind == "CC" and (left := self._verb_before(before)) is not None:
            return self.subject(left, depth + 1)
        governor = self._verb_before(at, finite=kind == ",")
        if governor is None:
            return self._nearest(at, depth)
        between = [
            i
            for i in range(governor + 1, at)
            if self.kind(i) == "N" and i not in self.timely and (not self.held(i) or i == before)
        ]
        if between and self.lemma_in(governor, "asking"):
            return self.chain(between[0])
        if between and verb.form == "gerund" and self.lemma_in(governor, "blaming"):
            return self.chain(between[0])
        return self.subject(governor, depth + 1)

    def governor(self, at: int) -> int | None:
        """The verb group that an infinitive or a gerund right behind it depends on."""
        verb = self.verb(at)
        if verb is None or verb.form not in ("infinitive", "gerund"):
            return None
        before = self._skip_adverbs(at - 1)
        if self.kind(before) in ("V", "VBD", "VBZ"):
            return before
        left = self._verb_before(at)
        if left is None or verb.form != "infinitive":
            if self.kind(before) in ("IN", "SC", "RP") and self.kind(before - 1) == "V":
                return before - 1
            return None
        between = {self.kind(i) for i in range(left + 1, at)}
        return left if between <= {"N", "IN", "RP", "RB", "CC"} else None

    def complements(self, at: int) -> Iterator[tuple[str, Chain]]:
        """What follows a verb group in its clause, in order: its object under "" and noun groups
        behind prepositions under the preposition."""
        i, first = at + 1, True
        while i < len(self.chunks):
            kind = self.kind(i)
            if kind == "N":
                chain = self.chain(i)
                if i not in self.timely and (first or self.kind(i - 1) in ("IN", "TO")):
                    role = self.lower(i - 1) if self.kind(i - 1) in ("IN", "TO") else ""
                    first = first and bool(role)
                    yield role, chain
                i = max(i, chain[-1])
            elif kind not in _FOLLOW or (kind == "," and not self._goes_on(i)):
                return
            i += 1

    def _goes_on(self, comma: int) -> bool:
        """Whether a prepositional phrase follows the comma."""
        return self.kind(comma + 1) == "IN" and self.kind(comma + 2) == "N"

    @cached_property
    def _ends(self) -> dict[int, int]:
        return {}

    def clause_end(self, at: int) -> int:
        """Index behind the last chunk of the clause of a verb group: before the next finite verb's
        subject, a subordinator or a semicolon."""
        if at not in self._ends:
            self._ends[at] = self._find_end(at)
        return self._ends[at]

    def _find_end(self, at: int) -> int:
        for i in range(at + 1, len(self.chunks)):
            verb = self.verb(i)
            if self.kind(i) in _STOPS or self.kind(i) in ("WDT", "WRB"):
                return i
            if verb and verb.form == "finite":
                subject = self.subject(i)
                return subject[0] if subject and at < subject[0] < i else i
        return len(self.chunks)

    def phrase_end(self, at: int) -> int:
        """Like ``clause_end``, but before a participle or gerund that opens a phrase of its own."""
        end = self.clause_end(at)
        for i in range(at + 1, end):
            verb = self.verb(i)
            if verb and verb.form != "infinitive" and self.kind(i - 1) in ("N", ","):
                return i
        return end
