"""What a statement is tied to by scored pairs."""

from collections import deque
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush

import apsw

from onrecord.store.pairs import Ties


def component(
    db: apsw.Connection, start: Iterable[str], tie: float, most: int, few: int
) -> set[str]:
    """Every statement that chains of pairs scoring at least ``tie`` lead to. If they are more
    than ``most``, only the ``few`` that the strongest pairs lead to first, so that one document
    costs as much in a large record as in a small one."""
    own, ties = sorted(set(start)), Ties(db, tie)
    found, todo = set(own), deque(own)
    while todo:
        fresh = {uid for uid, _ in ties.of(todo.popleft())} - found
        found |= fresh
        todo.extend(sorted(fresh))
        if len(found) > len(own) + most:
            return set(own) | set(_nearest(ties, own, few))
    return found


def _nearest(ties: Ties, own: Sequence[str], few: int) -> list[str]:
    """The ``few`` other statements that the strongest pairs lead to first."""
    looked: dict[str, None] = {}
    edge = [(-1.0, uid) for uid in own]
    while edge and len(looked) < len(own) + few:
        _, uid = heappop(edge)
        if uid in looked:
            continue
        looked[uid] = None
        for other, score in ties.of(uid):
            if other not in looked:
                heappush(edge, (-score, other))
    return list(looked)
