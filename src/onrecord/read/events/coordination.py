"""Noun groups joined by commas and conjunctions: "A, B and C"."""

from collections.abc import Container, Sequence

from onrecord.read.events.chunks import Chunk, Word

Chain = tuple[int, ...]

_JOINS = frozenset(("and", "or", "nor", "&"))
_ENDS = frozenset(("SC", ";", ":", "(", "—", "–", "?", ","))


def coordinated(
    chunks: Sequence[Chunk], words: Sequence[Word], timely: Container[int]
) -> dict[int, Chain]:
    """Index of each noun group to the indices of all members of its list, itself included."""
    out: dict[int, Chain] = {i: (i,) for i, c in enumerate(chunks) if c.kind == "N"}
    for at, chunk in enumerate(chunks):
        if chunk.kind != "CC" or words[chunk.head].lower not in _JOINS or at + 1 >= len(chunks):
            continue
        left = at - 2 if at > 1 and chunks[at - 1].kind == "," else at - 1
        if left < 0 or not chunks[left].kind == chunks[at + 1].kind == "N":
            continue
        if left in timely or at + 1 in timely or _two_clauses(chunks, left, at + 1):
            continue
        chain = (*_listed(chunks, words, timely, left), at + 1)
        out |= dict.fromkeys(chain, chain)
    return out


def _two_clauses(chunks: Sequence[Chunk], left: int, right: int) -> bool:
    """ "A met B and C said": the right one is the subject of a verb of its own when a verb stands
    in front of the left one."""
    if right + 1 >= len(chunks) or chunks[right + 1].kind != "V":
        return False
    for chunk in reversed(chunks[:left]):
        if chunk.kind == "V":
            return True
        if chunk.kind in _ENDS:
            return False
    return False


def _listed(
    chunks: Sequence[Chunk], words: Sequence[Word], timely: Container[int], last: int
) -> Chain:
    """The members of a list in front of its conjunction: all names, or none a name."""
    chain = [last]
    while chain[0] > 1 and chunks[chain[0] - 1].kind == "," and chunks[chain[0] - 2].kind == "N":
        before = chain[0] - 2
        named = [words[chunks[i].head].tag == "NNP" for i in (before, last)]
        if before in timely or named[0] != named[1]:
            break
        chain.insert(0, before)
    return tuple(chain)
