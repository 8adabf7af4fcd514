"""Kind: person, organisation, outlet, document, group or none."""

from onrecord.domain import Reason, Span
from onrecord.read.attributes.case import Case, per_case, words
from onrecord.read.attributes.head import Head, is_pronoun, kind_of_name, phrase_head
from onrecord.read.attributes.turns import is_turn

_BY_PRONOUN = {"he": "person", "she": "person", "i": "person", "him": "person", "her": "person",
               "his": "person", "who": "person", "they": "group", "we": "group", "you": "group",
               "them": "group", "their": "group", "it": "organisation", "its": "organisation",
               "which": "document", "that": "document", "my": "person", "our": "group"}  # fmt: skip
_SINGULAR = {"he", "she", "i", "him", "her", "his", "my"}
_BY_ENTITY = {
    "person": "person",
    "organisation": "organisation",
    "outlet": "outlet",
    "place": "organisation",
    "group": "group",
    "document": "document",
    "law": "document",
}


@per_case
def kind(case: Case) -> Reason | None:
    """The kind of the source: of a pronoun, its antecedent's."""
    if not case.statement.source:
        resolved = _resolved(case)
        return Reason("kind", resolved or "none", "rule", 0.6 if resolved else 0.9)
    span = case.statement.source
    if is_pronoun(case):
        return _of_pronoun(case)
    if is_turn(case.text, case.statement):
        return Reason("kind", "person", "rule", 0.95, span)
    head = phrase_head(case.source)
    value, confidence = _by_head(case, head)
    return Reason("kind", value, "rule", confidence, (head.word.span,) if head else span)


def _of_pronoun(case: Case) -> Reason:
    word = next(w for w in case.source if w.text[0].isalnum())
    if word.lower in _SINGULAR:
        return Reason("kind", "person", "rule", 0.99, (word.span,))
    value = _resolved(case) or _antecedent(case) or _BY_PRONOUN.get(word.lower, "person")
    return Reason("kind", value, "rule", 0.85, (word.span,))


def _antecedent(case: Case) -> str | None:
    """The kind of the word in front of a relative pronoun."""
    source = case.statement.source or ()
    before = words(
        case.text, [Span(case.sentence.start, max(source[0].start, case.sentence.start))]
    )
    names = [w for w in before if w.text[0].isalnum()]
    return kind_of_name(names[-1].text) if names else None


@per_case
def entity_type(case: Case) -> str:
    """The type of the entity the statement's speaker is, or an empty string."""
    speaker = case.statement.speaker
    found = case.layout.entities.get(speaker.entity) if speaker and speaker.entity else None
    return found.type if found else ""


@per_case
def _resolved(case: Case) -> str | None:
    """What the name of the resolved speaker, or its entity, says."""
    speaker = case.statement.speaker
    if speaker is None:
        return None
    type_ = entity_type(case)
    if type_ == "person" and speaker.name[:1].isupper():
        return "person"
    return kind_of_name(speaker.name) or _BY_ENTITY.get(type_)


def _by_head(case: Case, head: Head | None) -> tuple[str, float]:
    if head is None:
        return "person", 0.5
    if head.proper and not head.kind:
        return _of_name(case, head)
    if head.kind in ("organisation", "group", "document") and _names_person(case):
        return "person", 0.85
    if head.kind:
        return head.kind, 0.95
    resolved = _resolved(case)
    if resolved:
        return resolved, 0.8
    return ("group", 0.75) if head.word.lower.endswith("s") else ("person", 0.6)


def _of_name(case: Case, head: Head) -> tuple[str, float]:
    acronym = head.word.text.replace(".", "").isupper() and len(head.word.text) > 2
    return (_resolved(case) or ("organisation" if acronym else "person")), 0.93


def _names_person(case: Case) -> bool:
    """Whether the whole phrase resolves to a named person ("the campaign's chair, Jo Lind"), or
    is that person's last name."""
    speaker = case.statement.speaker
    if speaker is None or entity_type(case) != "person" or not speaker.name[:1].isupper():
        return False
    parts = speaker.name.split()
    return len(parts) > 1 and (speaker.name in _flat(case) or _flat(case) == parts[-1])


def _flat(case: Case) -> str:
    return " ".join(" ".join(s.of(case.text).split()) for s in case.statement.source or ())
