"""PolNeAR figures during training: exact F1 per role, linked F1, meaning accuracy."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch

from onrecord.read.attribution.decode import Found, Weights, attributions, best_spans
from onrecord.read.attribution.encode import Encoded, encode
from onrecord.read.attribution.labels import FIELDS
from onrecord.read.attribution.link import LinkWeights, WordSpan
from onrecord.read.attribution.tags import spans_of, tag_names
from training.examples import Example, Linked
from training.losses import Meaning, pool
from training.network import NAME_TYPES, Reader, mixed_precision


def decoder_weights(reader: Reader) -> Weights:
    """The parts of the reader that decoding needs, as arrays."""
    arrays = {
        k: getattr(reader, k).detach().float().cpu().numpy()
        for k in ("source_bias", "content_bias", "no_source")
    }
    transitions = reader.transitions.detach().float().cpu().numpy()
    return Weights(transitions, LinkWeights(**arrays))


def torch_network(reader: Reader) -> Callable[[np.ndarray], Mapping[str, np.ndarray]]:
    """The reader as the function that ``encode`` calls."""

    def run(rows: np.ndarray) -> Mapping[str, np.ndarray]:
        device = reader.no_source.device
        with torch.no_grad(), mixed_precision(device):
            outputs = reader(torch.from_numpy(rows).to(device))
        keys = ("states", "tags", "names", "links")
        return {k: v.float().cpu().numpy() for k, v in zip(keys, outputs, strict=True)}

    return run


def evaluate(reader: Reader, meaning: Meaning, examples: Sequence[Example]) -> dict[str, float]:
    """Scores in percent on whole documents."""
    reader.eval()
    meaning.eval()
    weights = decoder_weights(reader)
    outputs = encode([e.pieces for e in examples], torch_network(reader))
    found = [attributions(o, weights) for o in outputs]
    scores = exact_and_linked(found, [e.linked for e in examples])
    scores |= _meaning_accuracy(meaning, outputs, examples)
    reader.train()
    meaning.train()
    return scores


def exact_and_linked(
    found: Sequence[Sequence[Found]], gold: Sequence[Sequence[Linked]]
) -> dict[str, float]:
    """Word-level counterparts of the project's exact and linked F1."""
    hits, predicted, wanted = Counter[str](), Counter[str](), Counter[str]()
    for ours, theirs in zip(found, gold, strict=True):
        p, g = _by_role(ours), _by_role(theirs)
        for role in p.keys() | g.keys():
            hits[role] += len(p[role] & g[role])
            predicted[role] += len(p[role])
            wanted[role] += len(g[role])
        hits["linked"] += len(linked_pairs(ours, theirs))
        predicted["linked"] += len(ours)
        wanted["linked"] += len(theirs)
    return {r: 200 * hits[r] / max(1, predicted[r] + wanted[r]) for r in sorted(wanted)}


def _by_role(rows: Sequence[Found] | Sequence[Linked]) -> dict[str, set[WordSpan]]:
    spans: dict[str, set[WordSpan]] = defaultdict(set)
    for x in rows:
        spans["cue"].add(x.cue)
        spans["content"].update(x.contents)
        if x.source:
            spans["source"].add(x.source)
    return spans


def linked_pairs(ours: Sequence[Found], theirs: Sequence[Linked]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices that match, best overlap of content first."""
    pairs = []
    for i, p in enumerate(ours):
        for j, g in enumerate(theirs):
            if not _iou([p.cue], [g.cue]) or bool(p.source) != bool(g.source):
                continue
            same = _iou(p.contents, g.contents)
            if same >= 0.5 and (not p.source or _iou([p.source], [g.source or p.source]) >= 0.5):
                pairs.append((same, i, j))
    out: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for _, i, j in sorted(pairs, reverse=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((i, j))
    return out


def _iou(a: Sequence[WordSpan], b: Sequence[WordSpan]) -> float:
    left = {i for s, e in a for i in range(s, e)}
    right = {i for s, e in b for i in range(s, e)}
    return len(left & right) / len(left | right)


def _meaning_accuracy(
    meaning: Meaning, outputs: Sequence[Encoded], examples: Sequence[Example]
) -> dict[str, float]:
    pairs = [
        (pool(torch.from_numpy(o.words["states"]), x), x.meaning)
        for o, e in zip(outputs, examples, strict=True)
        for x in e.linked
        if x.meaning
    ]
    if not pairs:
        return {}
    with torch.no_grad():
        scores = meaning(torch.stack([p for p, _ in pairs]).to(next(meaning.parameters()).device))
    right = {}
    for name, part in zip(FIELDS, scores.split([len(v) for v in FIELDS.values()], 1), strict=True):
        best = [FIELDS[name][i] for i in part.argmax(1).tolist()]
        right[name] = 100 * float(
            np.mean([p == m[name] for p, (_, m) in zip(best, pairs, strict=True)])
        )
    return right


def names_score(reader: Reader, examples: Sequence[Example]) -> float:
    """F1 in percent of whole names of people, organisations and places."""
    reader.eval()
    count, last = len(tag_names(NAME_TYPES)), NAME_TYPES.index("misc")
    still = np.zeros((count, count), np.float32)
    outputs = encode([e.pieces for e in examples], torch_network(reader))
    right = both = 0
    for x, found in zip(examples, outputs, strict=True):
        ours = {s for s in best_spans(found.words["names"], still) if s[2] != last}
        theirs = set(spans_of(x.tags.tolist()))
        right, both = right + len(ours & theirs), both + len(ours) + len(theirs)
    reader.train()
    return 200 * right / max(both, 1)
