"""The tag set of the span layers: BIOES over roles, and which tag may follow which."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

ROLES = ("source", "cue", "content")
OUTSIDE = 0


def tag_names(roles: Sequence[str]) -> list[str]:
    """``O`` and then B-, I-, E-, S- of each role."""
    return ["O", *(f"{p}-{role}" for role in roles for p in "BIES")]


def tags_of(spans: Sequence[tuple[int, int, int]], length: int) -> list[int]:
    """Tag per word for spans given as (first word, word after the last, role index)."""
    tags = [OUTSIDE] * length
    for start, end, role in spans:
        base = 1 + 4 * role
        if end - start == 1:
            tags[start] = base + 3
            continue
        tags[start:end] = [base, *[base + 1] * (end - start - 2), base + 2]
    return tags


def spans_of(tags: Sequence[int]) -> list[tuple[int, int, int]]:
    """Inverse of ``tags_of`` for a legal sequence."""
    spans, start = [], 0
    for i, tag in enumerate(tags):
        place = (tag - 1) % 4
        if tag == OUTSIDE or place == 1:
            continue
        if place in (0, 3):
            start = i
        if place in (2, 3):
            spans.append((start, i + 1, (tag - 1) // 4))
    return spans


def per_tag(by_role: Sequence[float]) -> NDArray[np.float32]:
    """[tags] with the value of a role at each of its tags and zero outside."""
    return np.array([0.0, *(value for value in by_role for _ in "BIES")], np.float32)


def legal(count: int) -> NDArray[np.bool_]:
    """[count, count] matrix: may tag j follow tag i?"""
    opens = np.array([t == OUTSIDE or (t - 1) % 4 in (0, 3) for t in range(count)])
    unfinished = np.array([t != OUTSIDE and (t - 1) % 4 in (0, 1) for t in range(count)])
    role = np.array([-1 if t == OUTSIDE else (t - 1) // 4 for t in range(count)])
    goes_on = unfinished[:, None] & ~opens[None, :] & (role[:, None] == role[None, :])
    return np.asarray(goes_on | (~unfinished[:, None] & opens[None, :]))


def may_start(count: int) -> NDArray[np.bool_]:
    """[count]: may a sequence start with this tag?"""
    return np.asarray(legal(count)[OUTSIDE])


def may_end(count: int) -> NDArray[np.bool_]:
    """[count]: may a sequence end with this tag?"""
    return np.asarray(legal(count)[:, OUTSIDE])
