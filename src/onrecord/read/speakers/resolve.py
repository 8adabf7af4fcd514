"""Reads a document from start to end and says who every source is."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.domain import Document, Entity, Span, Statement
from onrecord.read.speakers import descriptions, lexicon, pronouns
from onrecord.read.speakers.clusters import Cluster, cluster
from onrecord.read.speakers.mentions import find_names
from onrecord.read.speakers.names import Name
from onrecord.read.speakers.page import Page
from onrecord.read.speakers.phrases import Phrase, is_plural, phrase_at, sort_of
from onrecord.read.speakers.pronouns import GENDERS, Place
from onrecord.read.speakers.relatives import relative
from onrecord.read.speakers.roles import found_role, roles_of
from onrecord.read.speakers.scene import Referent, Scene
from onrecord.read.speakers.sources import Head, head_of

_FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our"])
_PORTFOLIOS = frozenset({"state", "staff", "defense", "defence", "treasury"})
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})


class Resolver:
    """One pass over one document. After ``run``, ``speakers`` holds a referent, or ``None``, for
    each statement and ``scene.referents`` everything that was referred to."""

    def __init__(
        self, document: Document, statements: Sequence[Statement], raw: Sequence[Entity]
    ) -> None:
        self.page = Page(document.text)
        self.scene = Scene(self.page)
        self.outlet = document.outlet
        self.statements = statements
        self.speakers: list[Referent | None] = [None] * len(statements)
        names = find_names(self.page, raw)
        self.names = {n.first: n for n in names}
        self.heads = [head_of(self.page, s.source or (), self.names) for s in statements]
        self.named: dict[int, Referent] = {}
        self._role_words: dict[int, Referent] = {}
        for group in cluster(self.page, self._speaking(names)):
            self._introduce(group)
        self._couples(names)
        self._heads_at: dict[int, list[int]] = defaultdict(list)
        for k, head in enumerate(self.heads):
            if head:
                self._heads_at[head.at].append(k)

    def _speaking(self, names: list[Name]) -> list[Name]:
        """The names, those of an unknown kind taken for people where they are a source."""
        sources = {h.names[0].first for h in self.heads if h and h.names}
        return [
            replace(n, type="person")
            if n.first in sources and n.type == "unknown" and len(n.words) in (2, 3)
            else n
            for n in names
        ]

    def _introduce(self, group: Cluster) -> None:
        fullest = group.fullest
        found = [f for n in group.names for f in roles_of(self.page, n)]
        if group.type != "person":
            found = []
        referent = Referent(
            group.type, self.page.words(fullest.span), fullest.span, roles=found, cluster=group
        )
        for item in found:
            referent.nouns |= item.nouns
            referent.marks |= item.modifiers
            for i in self.page.within(item.role.span):
                self._role_words[i] = referent
        _learn_gender(referent)
        referent.plural = group.type == "group"
        if referent.plural:
            referent.nouns.add(fullest.words[-1].lower().removesuffix("s"))
            referent.marks |= {w.lower() for w in fullest.words}
        self.scene.add(referent)
        for name in group.names:
            self.named[name.first] = referent
            self.scene.see(referent, name.first, name.last, "name")

    def _couples(self, names: list[Name]) -> None:
        """Notes people named together, and families: "Ann Lee and Bob Roy", "the Lees"."""
        ordered = sorted(names, key=lambda n: n.first)
        for a, b in pairwise(ordered):
            between = [self.page.lower(i) for i in range(a.last + 1, b.titled)]
            one, two = self.named[a.first], self.named[b.first]
            if between == ["and"] and one is not two and one.type == two.type == "person":
                _share_title(self.page, a, one, two)
                pair = descriptions.together(self.scene, (one, two))
                self.scene.see(pair, a.first, b.last, "nominal")
        for name in ordered:
            if len(name.words) == 1 and self.page.lower(name.first - 1) == "the":
                self._family(name)

    def _family(self, name: Name) -> None:
        family = name.words[0].casefold().removesuffix("s")
        members = [
            r
            for r in self.scene.referents
            if r.cluster and r.type == "person" and r.cluster.fullest.family == family
        ]
        if name.words[0].endswith("s") and len(members) > 1:
            self.named[name.first] = descriptions.together(self.scene, tuple(members))

    def run(self) -> None:
        """Resolves every source, in text order, and then those that hang on others."""
        resume = 0
        for i in range(len(self.page.tokens)):
            if i in self._heads_at:
                resume = max(resume, self._sources(i))
            elif i >= resume:
                resume = self._step(i)
        for k, head in enumerate(self.heads):
            if head and head.pronoun in _FIRST_PERSON:
                self.speakers[k] = self._first_person(k)
        for k, head in enumerate(self.heads):
            if head is None:
                self.speakers[k] = self._implied(k)

    def _step(self, i: int) -> int:
        """Follows pronouns and descriptions outside sources, so that what they refer to is kept
        in mind; the number of the next token to look at."""
        word = self.page.lower(i)
        if word in GENDERS:
            found = pronouns.singular(self.scene, word, Place(i, host=self._host(i)))
            if found:
                self.scene.see(found, i, i, "pronoun")
            return i + 1
        if i in self.named:
            return self.names[i].last + 1
        if i in self._role_words:
            return i + 1
        phrase = phrase_at(self.page, i) if self.page.tokens[i].word else None
        if phrase is None or phrase.head in self.named:
            return i + 1
        self._described(phrase, i)
        return phrase.head + 1

    def _described(self, phrase: Phrase, at: int, source: Span | None = None) -> Referent:
        """The referent of a description, made when it is new."""
        more = self._complement(phrase, source) if source else frozenset()
        found = descriptions.resolve(self.scene, phrase, at, more)
        found = found or self._apposed(phrase)
        if found is None:
            found = self._new(phrase, source or phrase.span)
        elif found.type == "person" and found.cluster and not found.plural:
            self._also_known_as(found, phrase, source)
        self.scene.see(found, phrase.first, phrase.head, "nominal")
        return found

    def _also_known_as(self, found: Referent, phrase: Phrase, source: Span | None) -> None:
        """Keeps a description of a person as a role, where it names a source or a known office."""
        if source is None and "former" not in phrase.modifiers:
            return
        if not {"next", "last", "best", "first", "only"} & set(phrase.modifiers):
            last = phrase.head
            if self.page.lower(last + 1) == "of" and self.page.lower(last + 2) in _PORTFOLIOS:
                last += 2
            span = self.page.span(phrase.first, last)
            found.roles.append(found_role(self.page, source or span, "nominal"))

    def _apposed(self, phrase: Phrase) -> Referent | None:
        """The body named right before a comma and "a network": it is known by that noun then."""
        if phrase.determiner not in ("a", "an", "the") or self.page.lower(phrase.first - 1) != ",":
            return None
        name = next((n for n in self.names.values() if n.last == phrase.first - 2), None)
        if name is None or self.named[name.first].type not in ("organisation", "outlet", "unknown"):
            return None
        found = self.named[name.first]
        if phrase.sort != "body" or phrase.plural:
            return None
        found.nouns.add(phrase.noun)
        found.marks |= set(phrase.modifiers)
        return found

    def _complement(self, phrase: Phrase, source: Span) -> frozenset[str]:
        """What the source says beyond the phrase: "polls in the state", "groups who wrote"."""
        following = self.page.token(phrase.head + 1)
        if following is None or not following.word or following.start >= source.end:
            return frozenset()
        if following.text == "and" and phrase.definite:
            return frozenset()
        words = {self.page.lower(i) for i in self.page.within(Span(following.start, source.end))}
        return frozenset(words - lexicon.words("closed")) or frozenset({following.text})

    def _new(self, phrase: Phrase, span: Span) -> Referent:
        type_ = {"body": "organisation", "document": "document"}.get(phrase.sort, "person")
        if phrase.plural and phrase.sort == "person":
            type_ = "group"
        return self.scene.add(
            Referent(
                type_,
                self.page.words(span),
                span,
                plural=phrase.plural,
                nouns={phrase.noun},
                marks=set(phrase.modifiers),
                phrase=phrase,
            )
        )

    def _sources(self, i: int) -> int:
        """Resolves the statements whose source has its head at token ``i``."""
        following = i + 1
        for k in self._heads_at[i]:
            head = self.heads[k]
            assert head is not None  # noqa: S101
            found = self._resolve(k, head)
            self.speakers[k] = found
            aloud = not self.page.tokens[i].quoted and not self.statements[k].parent
            if found is not None and aloud:
                self.scene.speaker = found
            if head.phrase:
                following = max(following, head.phrase.head + 1)
        return following

    def _resolve(self, k: int, head: Head) -> Referent | None:
        if head.pronoun:
            return self._pronoun(k, head)
        if head.names:
            members = tuple(dict.fromkeys(self.named[n.first] for n in head.names))
            if len(members) > 1:
                return self._several(members, head)
            return self._named_source(members[0], head)
        span = self._source_span(k)
        if head.phrase:
            return self._described(head.phrase, head.at, span)
        return self._undescribed(k, head, span)

    def _named_source(self, found: Referent, head: Head) -> Referent:
        """A place or an unknown name that speaks is a body or a person."""
        if found.type == "place":
            found = self._metonym(found, head.names[0])
        elif found.type == "unknown":
            found.type = "person" if len(head.names[0].words) > 1 else "organisation"
        return found

    def _metonym(self, place: Referent, name: Name) -> Referent:
        """The government that a capital stands for, apart from the place."""
        for r in self.scene.referents:
            if r.type == "organisation" and r.name == place.name:
                break
        else:
            r = self.scene.add(Referent("organisation", place.name, name.span))
        self.scene.see(r, name.first, name.last, "name")
        return r

    def _several(self, members: tuple[Referent, ...], head: Head) -> Referent:
        found = descriptions.together(self.scene, members)
        self.scene.see(found, head.at, head.names[-1].last, "nominal")
        return found

    def _undescribed(self, k: int, head: Head, span: Span) -> Referent | None:
        text = self.page.words(span)
        if text.casefold() in ("each", "both", "the two"):
            return descriptions.both(self.scene, head.at)
        for r in self.scene.referents:
            if r.name.casefold() == text.casefold():
                break
        else:
            last = self.page.lower(head.end)
            plural = last.endswith("s") and not last.endswith("ss")
            sort = sort_of(last)
            type_ = {"document": "document", "body": "organisation"}.get(sort or "", "group")
            r = self.scene.add(Referent(type_, text, span, plural=plural))
        self.scene.see(r, head.at, head.at, "nominal")
        return r

    def _source_span(self, k: int) -> Span:
        """The source without the preposition before it."""
        head, source = self.heads[k], self.statements[k].source
        assert head is not None and source  # noqa: S101, PT018
        first = min(head.at, head.phrase.first if head.phrase else head.at)
        start = max(source[0].start, min(first, self._first_word(k)) and self._offset(k))
        end = next((s.end for s in source if s.end > start), source[-1].end)
        return _trim(self.page.text, Span(start, end))

    def _first_word(self, k: int) -> int:
        head = self.heads[k]
        return head.at if head else 0

    def _offset(self, k: int) -> int:
        head = self.heads[k]
        return self.page.tokens[head.at].start if head else 0

    def _pronoun(self, k: int, head: Head) -> Referent | None:
        word = head.pronoun or ""
        place = Place(head.at, source=True, host=self._host(head.at, k))
        if word in _FIRST_PERSON:
            return None
        if word in _RELATIVE:
            return relative(self.scene, self.named, self.names, head.at)
        if word in GENDERS:
            found = pronouns.singular(self.scene, word, place)
        elif word in ("they", "them", "their"):
            found = pronouns.plural(self.scene, place)
        elif word in ("it", "its"):
            found = pronouns.neuter(self.scene, place)
        else:
            return self._undescribed(k, head, self._source_span(k))
        found = found or (self.scene.speaker if word in ("they", "it") else None)
        if found is None:
            return None
        if head.names:
            members = (found, *(self.named[n.first] for n in head.names))
            return self._several(tuple(dict.fromkeys(members)), head)
        self.scene.see(found, head.at, head.at, "pronoun")
        return found

    def _host(self, at: int, own: int | None = None) -> Referent | None:
        """The speaker of the smallest statement whose content holds token ``at``."""
        k = self._around(self.page.tokens[at].start, own)
        if k is None:
            return None
        head = self.heads[k]
        if self.speakers[k] is None and head and len(head.names) == 1:
            return self.named[head.names[0].first]
        return self.speakers[k]

    def _around(self, offset: int, own: int | None) -> int | None:
        best: tuple[int, int] | None = None
        for k, statement in enumerate(self.statements):
            if k != own and any(s.start <= offset < s.end for s in statement.content):
                size = statement.content[-1].end - statement.content[0].start
                best = min(best or (size, k), (size, k))
        return best[1] if best else None

    def _first_person(self, k: int) -> Referent | None:
        """Who says "I": the person quoted, else the outlet."""
        head = self.heads[k]
        assert head is not None  # noqa: S101
        offset = self.page.tokens[head.at].start
        host: int | None = k
        for _ in range(4):
            host = self._around(offset, host)
            if host is None:
                break
            found = self.speakers[host]
            if found is not None:
                return found
        if self.page.tokens[head.at].quoted:
            return self._quoted_by(offset)
        return self._reporter()

    def _quoted_by(self, offset: int) -> Referent | None:
        """The speaker of a statement with words in the quotation around ``offset``."""
        quote = self.page.quote(offset)
        for k, statement in enumerate(self.statements):
            head = self.heads[k]
            if head and head.pronoun in _FIRST_PERSON:
                continue
            if quote and any(s.overlap(quote) for s in statement.content):
                return self.speakers[k]
        return self.scene.speaker

    def _reporter(self) -> Referent | None:
        if not self.outlet:
            return None
        for r in self.scene.referents:
            if r.type == "outlet" and r.name.casefold() == self.outlet.casefold():
                return r
        return self.scene.add(Referent("outlet", self.outlet, Span(0, 0)))

    def _implied(self, k: int) -> Referent | None:
        """Who speaks where no source is written but a participle carries on what came before:
        "…, he said, adding that …"."""
        statement = self.statements[k]
        if not statement.cue:
            return None
        cue = statement.cue[0].of(self.page.text).split()
        if not cue or not cue[0].endswith("ing"):
            return None
        sentence = self.page.sentence(statement.cue[0].start)
        for j in range(len(self.statements)):
            other = self.statements[j]
            if j == k or not self.heads[j] or not other.cue:
                continue
            same = self.page.sentence(other.cue[0].start) == sentence
            if same and other.cue[0].start < statement.cue[0].start:
                return self.speakers[j]
        return None


def _share_title(page: Page, name: Name, one: Referent, two: Referent) -> None:
    """Gives a plural title to both: "candidates Ann Lee and Bob Roy"."""
    for found in one.roles:
        last = page.lower(name.first - 1)
        if found.role.span.end == page.tokens[name.first - 1].end and is_plural(last):
            two.roles.append(found)


def _learn_gender(referent: Referent) -> None:
    """Takes the gender that role nouns show: "spokeswoman"."""
    group = referent.cluster
    if group is None or group.type != "person":
        return
    for noun in referent.nouns:
        gender = lexicon.role_genders().get(noun)
        if gender:
            group.genders[gender] += 2
    referent.gender = group.gender


def _trim(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in '.)”’"%'):
        end -= 1
    return Span(start, end)
