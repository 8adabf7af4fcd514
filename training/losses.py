"""What each head is trained on, for one batch of windows."""

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.attribution.labels import FIELDS
from onrecord.read.attribution.link import WIDTH, bucket
from onrecord.read.attribution.tags import ROLES, legal, tag_names
from onrecord.read.attribution.windows import PAD, SEP, Ints
from training.crf import FORBIDDEN, negative_log_likelihood
from training.examples import Linked, Window, WordSpan
from training.nested import Tagger, loss
from training.network import NAME_TYPES, Reader
from training.syntax import Parser
from training.syntax import loss as tree_loss

_MISC = NAME_TYPES.index("misc")
MASK = 103


class Meaning(nn.Module):
    """Scores of every enumerated field for statements pooled as [batch, 4 * width]."""

    def __init__(self, width: int = 384, inner: int = 256, dropout: float = 0.2):
        super().__init__()
        outputs = sum(map(len, FIELDS.values()))
        self.layers = nn.Sequential(
            nn.Dropout(dropout),
            nn.Linear(4 * width, inner),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(inner, outputs),
        )

    def forward(self, pooled: Tensor) -> Tensor:
        out: Tensor = self.layers(pooled)
        return out


def batch_loss(
    reader: Reader,
    meaning: Meaning,
    nested: Tagger,
    parser: Parser,
    batch: Sequence[Window],
    mask_share: float = 0.0,
) -> dict[str, Tensor]:
    """Losses by name for windows of one task, with a share of the pieces masked."""
    device, task = reader.no_source.device, batch[0].task
    rows = _masked(torch.from_numpy(stack([w.rows for w in batch])), mask_share).to(device)
    states, tags, names, links = reader(rows)
    if task == "syntax":
        return {"syntax": tree_loss(parser, states, [w.trees for w in batch])}
    first, gold, mask = (torch.from_numpy(a).to(device) for a in _padded(batch))
    if task in ("names", "partial-names"):
        partial = task == "partial-names"
        return {"names": _name_loss(_at(names, first).float(), gold, mask, partial)}
    at_words = _at(states, first).float()
    losses = _meaning_loss(meaning, at_words, batch) | _nested_loss(nested, at_words, batch)
    if task == "meaning":
        return losses
    moves = reader.transitions.masked_fill(_forbidden(device), FORBIDDEN)
    losses["tags"] = negative_log_likelihood(_at(tags, first).float(), gold, mask, moves)
    return losses | _link_losses(reader, _at(links, first).float(), batch)


def _masked(rows: Tensor, share: float) -> Tensor:
    """The rows with a share of the words' pieces replaced by the mask; shapes stay."""
    hidden = (rows[..., 0] > SEP) & (torch.rand(rows.shape[:-1]) < share)
    rows[..., 0][hidden] = MASK
    return rows


def stack(rows: Sequence[Ints]) -> Ints:
    """Pads windows to one length: [batch, longest, 3]."""
    out = np.full((len(rows), max(len(r) for r in rows), 3), PAD, np.int64)
    for line, row in zip(out, rows, strict=True):
        line[: len(row)] = row
    return out


def _padded(batch: Sequence[Window]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    longest = max(len(w.first) for w in batch)
    shape = (len(batch), longest)
    first, tags, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, bool)
    for i, w in enumerate(batch):
        first[i, : len(w.first)] = w.first
        tags[i, : len(w.first)] = w.tags
        mask[i, : len(w.first)] = True
    return first, tags, mask


def _forbidden(device: torch.device) -> Tensor:
    return torch.from_numpy(~legal(len(tag_names(ROLES)))).to(device)


def _at(values: Tensor, first: Tensor) -> Tensor:
    """Rows of each word's first piece: [batch, words, width]."""
    return values.gather(1, first[..., None].expand(-1, -1, values.shape[-1]))


def _name_loss(scores: Tensor, gold: Tensor, mask: Tensor, partial: bool) -> Tensor:
    logs = scores.log_softmax(-1)
    picked = logs.gather(2, gold[..., None]).squeeze(2)
    if partial:
        unmarked = torch.cat([logs[..., :1], logs[..., 1 + 4 * _MISC :]], -1).logsumexp(-1)
        picked = torch.where(gold == 0, unmarked, picked)
    return -(picked * mask).sum() / mask.sum()


def _link_losses(reader: Reader, vectors: Tensor, batch: Sequence[Window]) -> dict[str, Tensor]:
    source, content = [], []
    for row, window in zip(vectors, batch, strict=True):
        if window.linked:
            source += _source_losses(reader, row, window.linked)
            content += _content_losses(reader, row, window.linked)
    zero = vectors.sum() * 0
    return {
        "source": torch.cat(source).mean() if source else zero,
        "content": torch.cat(content).mean() if content else zero,
    }


def _ends(vectors: Tensor, spans: Sequence[WordSpan]) -> Tensor:
    return (vectors[[s for s, _ in spans]] + vectors[[e - 1 for _, e in spans]]) / 2


def _buckets(left: Sequence[WordSpan], right: Sequence[WordSpan]) -> list[list[int]]:
    return [[bucket(a, b) for b in right] for a in left]


def _source_losses(reader: Reader, row: Tensor, linked: Sequence[Linked]) -> list[Tensor]:
    """Each cue picks its source among the window's sources and "none"."""
    cues = [x.cue for x in linked]
    sources = sorted({x.source for x in linked if x.source})
    queries = row[[c[0] for c in cues], :WIDTH]
    keys = reader.no_source[None]
    if sources:
        keys = torch.cat([_ends(row[:, WIDTH : 2 * WIDTH], sources), keys])
    scores = queries @ keys.T / WIDTH**0.5
    if sources:
        bias = reader.source_bias[torch.tensor(_buckets(cues, sources), device=row.device)]
        scores = scores + F.pad(bias, (0, 1))
    gold = [sources.index(x.source) if x.source else len(sources) for x in linked]
    return [F.cross_entropy(scores, torch.tensor(gold, device=row.device), reduction="none")]


def _content_losses(reader: Reader, row: Tensor, linked: Sequence[Linked]) -> list[Tensor]:
    """Each content picks its cue among the window's cues."""
    pairs = [(c, i) for i, x in enumerate(linked) for c in x.contents]
    if not pairs:
        return []
    cues, contents = [x.cue for x in linked], [c for c, _ in pairs]
    queries = _ends(row[:, 2 * WIDTH : 3 * WIDTH], contents)
    keys = row[[c[0] for c in cues], 3 * WIDTH :]
    bias = reader.content_bias[torch.tensor(_buckets(contents, cues), device=row.device)]
    scores = queries @ keys.T / WIDTH**0.5 + bias
    gold = torch.tensor([i for _, i in pairs], device=row.device)
    return [F.cross_entropy(scores, gold, reduction="none")]


def pool(states: Tensor, x: Linked) -> Tensor:
    """One statement as [4 * width]: cue, its first word, source and content."""
    inside = torch.cat([states[s:e] for s, e in x.contents])
    source = states[slice(*x.source)].mean(0) if x.source else torch.zeros_like(states[0])
    return torch.cat([states[slice(*x.cue)].mean(0), states[x.cue[0]], source, inside.mean(0)])


def _nested_loss(nested: Tagger, states: Tensor, batch: Sequence[Window]) -> dict[str, Tensor]:
    parts = []
    for row, window in zip(states, batch, strict=True):
        quoted = torch.from_numpy(window.rows[window.first, 2] > 0).to(row)
        seen = torch.cat([row[: len(window.first)], quoted[:, None]], 1)
        parts += [(seen[s : s + len(t)], t) for x in window.linked for s, t in x.inside]
    return {"nested": loss(nested, parts)} if parts else {}


def _meaning_loss(meaning: Meaning, states: Tensor, batch: Sequence[Window]) -> dict[str, Tensor]:
    pairs = [
        (row, x)
        for row, w in zip(states, batch, strict=True)
        for x in w.linked
        if x.meaning and x.contents
    ]
    if not pairs:
        return {}
    scores = meaning(torch.stack([pool(row, x) for row, x in pairs]))
    losses = []
    for name, part in zip(FIELDS, scores.split([len(v) for v in FIELDS.values()], 1), strict=True):
        known = [
            (i, x.meaning[name]) for i, (_, x) in enumerate(pairs) if name in (x.meaning or {})
        ]
        if known:
            rows, values = zip(*known, strict=True)
            gold = torch.tensor([FIELDS[name].index(v) for v in values], device=scores.device)
            losses.append(F.cross_entropy(part[list(rows)], gold))
    return {"meaning": torch.stack(losses).mean()}
