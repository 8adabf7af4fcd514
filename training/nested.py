"""The tagger of nested attributions in torch, and its loss: trained beside the reader, so that
the states hold what it needs, and fitted anew on the finished states (``training/inner.py``)."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pad_sequence

from onrecord.read.attribution.inner import REACH, InnerWeights
from onrecord.read.attribution.tags import ROLES, legal, tag_names
from training.crf import FORBIDDEN, negative_log_likelihood

HIDDEN, DROPOUT = 64, 0.3

Part = tuple[Tensor, NDArray[np.int64]]


class Tagger(nn.Module):
    """Two layers over the states of neighbouring words; ``weights`` gives what ships."""

    def __init__(self, width: int):
        super().__init__()
        count = len(tag_names(ROLES))
        self.dropout = nn.Dropout(DROPOUT)
        self.mix = nn.Conv1d(width, HIDDEN, 2 * REACH + 1, padding=REACH)
        self.out = nn.Linear(HIDDEN, count)
        self.transitions = nn.Parameter(torch.zeros(count, count))
        self.register_buffer("legal", torch.tensor(legal(count)))

    def forward(self, rows: Tensor) -> Tensor:
        """Scores [batch, words, tags] for ``rows`` [batch, words, width]."""
        near = self.mix(self.dropout(rows).transpose(1, 2)).transpose(1, 2)
        scores: Tensor = self.out(self.dropout(torch.relu(near)))
        return scores

    def moves(self) -> Tensor:
        """Transitions with the illegal ones forbidden."""
        return self.transitions.masked_fill(~self.legal, FORBIDDEN)

    def weights(self) -> InnerWeights:
        """As arrays."""
        mix = self.mix.weight.permute(2, 1, 0).reshape(-1, HIDDEN)
        parts = (mix, self.mix.bias, self.out.weight.T, self.out.bias, self.transitions)
        return InnerWeights(*(p.detach().numpy().copy() for p in parts))


def loss(tagger: Tagger, batch: Sequence[Part]) -> Tensor:
    """Negative log-likelihood of parts of contents, each rows [words, width] and its tags."""
    rows = pad_sequence([r for r, _ in batch], batch_first=True)
    tags = pad_sequence([torch.from_numpy(t).to(rows.device) for _, t in batch], batch_first=True)
    lengths = torch.tensor([len(t) for _, t in batch], device=rows.device)
    mask = torch.arange(rows.shape[1], device=rows.device) < lengths[:, None]
    return negative_log_likelihood(tagger(rows), tags, mask, tagger.moves())
