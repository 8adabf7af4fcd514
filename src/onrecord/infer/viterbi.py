"""Best tag sequence under a linear chain (Viterbi 1967)."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def viterbi(emissions: Floats, transitions: Floats, start: Floats, end: Floats) -> list[int]:
    """The highest-scoring path.

    ``emissions`` is [steps, tags], ``transitions`` [from, to], ``start`` and ``end`` [tags];
    a forbidden move is a large negative score. Ties go to the lower tag.
    """
    if not len(emissions):
        return []
    score = emissions[0] + start
    back = np.zeros(emissions.shape, np.int64)
    columns = np.arange(emissions.shape[1])
    for step in range(1, len(emissions)):
        paths = score[:, None] + transitions
        back[step] = paths.argmax(0)
        score = paths[back[step], columns] + emissions[step]
    path = [int((score + end).argmax())]
    for step in range(len(emissions) - 1, 0, -1):
        path.append(int(back[step, path[-1]]))
    return path[::-1]
