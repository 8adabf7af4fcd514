"""What changed between the statements of two versions of one article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.ask.words import Edit, edits, names, numbers, similarity

#: A pair counts as the same statement reworded from this share of common words on; a lower
#: share is enough when the speaker is the same.
SAME, SAME_SPEAKER = 0.6, 0.4
#: How firmly the source stands by what is said, after FactBank.
CERTAINTY = {"U": 0, "PS+": 1, "PS-": 1, "PR+": 2, "PR-": 2, "CT+": 3, "CT-": 3}
#: How far the outlet treats it as true.
TRUST = {"distancing": 0, "neutral": 1, "endorsing": 2}
#: How strongly an act puts its content forward.
STRENGTH = {"doubt": 0, "ask": 0, "believe": 1, "assert": 2, "confirm": 3}


@dataclass(frozen=True, slots=True)
class Said:
    """What comparing needs to know of a statement: who, what, and how it is meant."""

    id: str
    content: str
    speaker: str | None
    identity: str = "none"
    act: str = "assert"
    factuality: str = "CT+"
    reporter: str = "neutral"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that has another value in the later version."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that differs between two versions.

    ``kind`` is added, removed, reversed (asserted and then denied, or the other way round),
    corrected (a number or name is another, or the speaker is), softened, firmed or reworded;
    ``fields`` has every value that differs, ``edits`` the words of the content that do.
    """

    kind: str
    before: Said | None
    after: Said | None
    fields: tuple[FieldChange, ...] = ()
    edits: tuple[Edit, ...] = ()


def compare(old: Sequence[Said], new: Sequence[Said]) -> tuple[StatementChange, ...]:
    """The changes from ``old`` to ``new``: changed and removed ones in the order of ``old``,
    then added ones in the order of ``new``. Statements that stayed as they were are left out."""
    pairs = match(old, new)
    found: list[StatementChange] = []
    for i, before in enumerate(old):
        if i not in pairs:
            found.append(StatementChange("removed", before, None))
        elif change := changed(before, new[pairs[i]]):
            found.append(change)
    kept = set(pairs.values())
    found += [StatementChange("added", None, s) for j, s in enumerate(new) if j not in kept]
    return tuple(found)


def match(old: Sequence[Said], new: Sequence[Said]) -> dict[int, int]:
    """Which statement of ``new`` each of ``old`` became, by position: unchanged wordings first,
    then the most similar pairs, each statement used once."""
    pairs = _unchanged(old, new)
    taken = set(pairs.values())
    rest = [i for i in range(len(old)) if i not in pairs]
    free = [j for j in range(len(new)) if j not in taken]
    for _, i, j in sorted(_candidates(old, new, rest, free)):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _unchanged(old: Sequence[Said], new: Sequence[Said]) -> dict[int, int]:
    places: dict[tuple[str, str | None], list[int]] = {}
    for j, after in reversed(list(enumerate(new))):
        places.setdefault((after.content, after.speaker), []).append(j)
    pairs: dict[int, int] = {}
    for i, before in enumerate(old):
        if found := places.get((before.content, before.speaker)):
            pairs[i] = found.pop()
    return pairs


def _candidates(
    old: Sequence[Said], new: Sequence[Said], rest: Sequence[int], free: Sequence[int]
) -> Iterator[tuple[float, int, int]]:
    """(cost, position in old, position in new) of each pair that may be the same statement."""
    for i in rest:
        for j in free:
            same_speaker = old[i].speaker == new[j].speaker
            score = similarity(old[i].content, new[j].content)
            if score >= (SAME_SPEAKER if same_speaker else SAME):
                yield -(score + 0.1 * same_speaker), i, j


def changed(before: Said, after: Said) -> StatementChange | None:
    """How one statement changed, or ``None`` if it did not."""
    fields = tuple(_fields(before, after))
    words = edits(before.content, after.content)
    if not fields and not words:
        return None
    return StatementChange(_kind(before, after, words), before, after, fields, words)


def _fields(before: Said, after: Said) -> Iterator[FieldChange]:
    for name in ("speaker", "identity", "act", "factuality", "reporter"):
        x, y = getattr(before, name), getattr(after, name)
        if x != y:
            yield FieldChange(name, x or "", y or "")


def _kind(before: Said, after: Said, words: Sequence[Edit]) -> str:
    if reverses(before, after):
        return "reversed"
    if before.speaker != after.speaker or any(map(corrects, words)):
        return "corrected"
    shift = firmness(before, after)
    if shift:
        return "softened" if shift < 0 else "firmed"
    return "reworded"


def reverses(before: Said, after: Said) -> bool:
    """Whether what was held true is now held untrue, or the other way round."""
    return {before.factuality[-1], after.factuality[-1]} == {"+", "-"}


def corrects(edit: Edit) -> bool:
    """Whether an edit puts one number in the place of another, or one name."""
    old, new = (numbers(edit.before), numbers(edit.after))
    if old and new and old != new:
        return True
    # A leading word hides from ``names`` that the edit starts inside a sentence.
    old, new = names(f"x {edit.before}"), names(f"x {edit.after}")
    return bool(old and new and set(old) != set(new))


def firmness(before: Said, after: Said) -> int:
    """-1 where the later wording commits less, 1 where it commits more, 0 where neither: by
    certainty, else by the outlet's distance, else by the act."""
    for scale, name in ((CERTAINTY, "factuality"), (TRUST, "reporter"), (STRENGTH, "act")):
        x, y = scale.get(getattr(before, name)), scale.get(getattr(after, name))
        if x is not None and y is not None and x != y:
            return 1 if y > x else -1
    return 0
