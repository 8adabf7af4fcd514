"""The encoder and its heads in torch: MiniLM (Wang et al. 2020) with two extra embeddings.

Shapes: windows are [batch, length, 3] of piece id, letter shape and quotation state.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.attribution.link import BUCKETS, WIDTH
from onrecord.read.attribution.tags import ROLES, tag_names
from onrecord.read.attribution.words import QUOTE_STATES, SHAPES

NAME_TYPES = ("person", "organisation", "place", "misc")


def mixed_precision(device: torch.device) -> torch.autocast:
    """bf16 autocast, unless the processor would only emulate it, a hundred times slower."""
    able = device.type != "cpu" or torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast(device.type, torch.bfloat16, enabled=able)


@dataclass(frozen=True)
class Size:
    """Dimensions of the encoder; the defaults are all-MiniLM-L6-v2's."""

    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    vocabulary: int = 30522
    positions: int = 512


class FusedAttention(torch.autograd.Function):
    """Attention in an exported graph: onnxruntime's own operator, a fifth faster for the whole
    encoder than the products that torch writes out. It takes no mask: the exported encoder reads
    one window at a time, so nothing is padded (docs/decisions/0008)."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return q

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        found = g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        return found.setType(q.type())


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, size: Size, dropout: float):
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        attend = self._fused if torch.onnx.is_in_onnx_export() else self._attend
        x = self.norm1(x + self.dropout(self.out(attend(self.qkv(x), mask))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))

    def _attend(self, qkv: Tensor, mask: Tensor) -> Tensor:
        batch, length, width = qkv.shape
        q, k, v = qkv.view(batch, length, 3, self.heads, width // 3 // self.heads).permute(
            2, 0, 3, 1, 4
        )
        seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return seen.transpose(1, 2).reshape(batch, length, width // 3)

    def _fused(self, qkv: Tensor, _: Tensor) -> Tensor:
        return FusedAttention.apply(*qkv.chunk(3, -1), self.heads)


class Encoder(nn.Module):
    """Windows to states [batch, length, width]."""

    def __init__(self, size: Size, dropout: float = 0.1):
        super().__init__()
        self.pieces = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.shapes = nn.Embedding(len(SHAPES), size.width)
        self.quotes = nn.Embedding(QUOTE_STATES, size.width)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(size, dropout) for _ in range(size.layers))
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.quotes.weight, std=0.01)

    def forward(self, rows: Tensor) -> Tensor:
        ids, shapes, quotes = rows.unbind(-1)
        place = self.positions(torch.arange(rows.shape[1], device=rows.device))
        x = self.pieces(ids) + self.shapes(shapes) + self.quotes(quotes) + place
        x = self.dropout(self.norm(x))
        mask = (ids != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Reader(nn.Module):
    """The encoder with its word heads: attribution tags, name tags and link vectors."""

    def __init__(self, size: Size | None = None, dropout: float = 0.1):
        super().__init__()
        size = size or Size()
        count = len(tag_names(ROLES))
        self.encoder = Encoder(size, dropout)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(size.width, count)
        self.names = nn.Linear(size.width, len(tag_names(NAME_TYPES)))
        self.links = nn.Linear(size.width, 4 * WIDTH)
        self.transitions = nn.Parameter(torch.zeros(count, count))
        self.source_bias = nn.Parameter(torch.zeros(2 * len(BUCKETS)))
        self.content_bias = nn.Parameter(torch.zeros(2 * len(BUCKETS)))
        self.no_source = nn.Parameter(torch.randn(WIDTH) * 0.02)

    def forward(self, rows: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """States, tag scores, name scores and link vectors, each [batch, length, …]."""
        states = self.encoder(rows)
        x = self.dropout(states)
        return states, self.tags(x), self.names(x), self.links(x)


def load_minilm(encoder: Encoder, path: Path) -> None:
    """Fills the encoder from a Hugging Face BERT checkpoint; raises ``KeyError`` if it differs."""
    from safetensors.torch import load_file

    old = load_file(path)
    types = old["embeddings.token_type_embeddings.weight"][0]
    new = {
        "pieces.weight": old["embeddings.word_embeddings.weight"],
        "positions.weight": old["embeddings.position_embeddings.weight"] + types,
        "norm.weight": old["embeddings.LayerNorm.weight"],
        "norm.bias": old["embeddings.LayerNorm.bias"],
    }
    for i in range(len(encoder.layers)):
        new |= _layer_weights(old, i)
    missing, unexpected = encoder.load_state_dict(new, strict=False)
    if unexpected or set(missing) != {"shapes.weight", "quotes.weight"}:
        raise KeyError(f"unlike MiniLM: {missing} {unexpected}")


def _layer_weights(old: dict[str, Tensor], i: int) -> dict[str, Tensor]:
    source, target = f"encoder.layer.{i}.", f"layers.{i}."
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    new = {}
    for kind in ("weight", "bias"):
        parts = [old[f"{source}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
        new[f"{target}qkv.{kind}"] = torch.cat(parts)
        for ours, theirs in names.items():
            new[f"{target}{ours}.{kind}"] = old[f"{source}{theirs}.{kind}"]
    return new
