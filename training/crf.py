"""Linear-chain CRF loss (Lafferty et al. 2001) with forbidden transitions."""

import torch
from torch import Tensor

FORBIDDEN = -1e4


def negative_log_likelihood(
    emissions: Tensor, tags: Tensor, mask: Tensor, transitions: Tensor
) -> Tensor:
    """Mean over words. ``emissions`` [batch, steps, tags], ``tags`` and ``mask`` [batch, steps];
    masked steps come last in a row. A row may start and end with any tag, since windows cut
    documents anywhere."""
    partition = _log_partition(emissions, mask, transitions)
    picked = emissions.gather(2, tags[..., None]).squeeze(2)
    moves = transitions[tags[:, :-1], tags[:, 1:]]
    gold = (picked * mask).sum(1) + (moves * mask[:, 1:]).sum(1)
    return (partition - gold).sum() / mask.sum()


def _log_partition(emissions: Tensor, mask: Tensor, transitions: Tensor) -> Tensor:
    score = emissions[:, 0]
    moves = transitions[None]
    for step in range(1, emissions.shape[1]):
        reached = torch.logsumexp(score[:, :, None] + moves, dim=1) + emissions[:, step]
        score = torch.where(mask[:, step, None], reached, score)
    return torch.logsumexp(score, dim=1)
