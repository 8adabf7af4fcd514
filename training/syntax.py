"""A biaffine parser over the reader's states (Dozat and Manning 2017), its loss and its scores.

What a token is as a dependant and as a head, and a bilinear form between the two, once for the arc
and once for its relation. A token is the states of its first and its last piece.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.read.attribution.windows import Ints
from training.examples import Tree
from training.treebank import Grove, cut

#: Relations of the treebanks, the rarest left out: "dep" stands for what is not here.
RELATIONS = tuple(
    "root punct case det nsubj amod obl nmod advmod compound obj conj cc mark aux cop nmod:poss "
    "advcl flat xcomp aux:pass acl acl:relcl nsubj:pass appos nummod parataxis ccomp "
    "nmod:unmarked dep obl:unmarked expl discourse fixed compound:prt obl:agent iobj list "
    "nmod:desc csubj reparandum nsubj:outer advcl:relcl det:predet cc:preconj vocative orphan "
    "goeswith dislocated".split()
)
_PLACES = {r: i for i, r in enumerate(RELATIONS)}
ARC, RELATION, DROPOUT = 256, 96, 0.3
LONGEST = 382


class Parser(nn.Module):
    """Scores of arcs and relations within one sentence."""

    def __init__(self, width: int = 384):
        super().__init__()
        parts = (ARC, ARC, RELATION, RELATION)
        self.sides = nn.ModuleList(nn.Linear(2 * width, n) for n in parts)
        self.dropout = nn.Dropout(DROPOUT)
        self.root = nn.Parameter(torch.randn(2 * width) * 0.1)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.relation = nn.Parameter(torch.zeros(RELATION + 1, len(RELATIONS), RELATION + 1))
        nn.init.orthogonal_(self.arc)
        nn.init.normal_(self.relation, std=0.02)

    def forward(self, states: Tensor, first: Tensor, last: Tensor) -> list[Tensor]:
        """The four sides of the tokens, root first: each [1 + tokens, its width]."""
        tokens = torch.cat([states[first], states[last]], -1)
        rows = self.dropout(torch.cat([self.root[None].to(tokens), tokens]))
        return [self.dropout(F.gelu(side(rows))) for side in self.sides]

    def arcs(self, sides: Sequence[Tensor]) -> Tensor:
        """[tokens, heads] with the root at head 0; a token is not its own head."""
        dependant, head = sides[0][1:], sides[1]
        scores = F.pad(dependant, (0, 1), value=1.0) @ self.arc.to(head) @ head.T
        own = torch.arange(len(dependant), device=scores.device)
        return scores.float().index_put((own, own + 1), torch.tensor(-1e4, device=scores.device))

    def relations(self, sides: Sequence[Tensor], heads: Tensor) -> Tensor:
        """[tokens, relations] given the head of each token."""
        dependant = F.pad(sides[2][1:], (0, 1), value=1.0)
        head = F.pad(sides[3][heads], (0, 1), value=1.0)
        return torch.einsum("ni,irj,nj->nr", dependant, self.relation.to(head), head).float()


def places(relations: Sequence[str]) -> list[int]:
    """Places in ``RELATIONS``; of one that is not there that of what is before its colon."""
    return [_PLACES.get(r, _PLACES.get(r.partition(":")[0], _PLACES["dep"])) for r in relations]


def loss(parser: Parser, states: Tensor, trees: Sequence[Sequence[Tree]]) -> Tensor:
    """Cross-entropy of heads and of relations, mean over tokens; ``states`` [windows, pieces,
    width] and the trees of each window."""
    arcs, relations, count = [], [], 0
    for row, some in zip(states, trees, strict=True):
        for tree in some:
            sides = parser(row, torch.from_numpy(tree.first), torch.from_numpy(tree.last))
            heads = torch.from_numpy(tree.heads)
            arcs.append(F.cross_entropy(parser.arcs(sides), heads, reduction="sum"))
            gold = torch.tensor(places(tree.relations))
            scores = parser.relations(sides, heads)
            relations.append(F.cross_entropy(scores, gold, reduction="sum"))
            count += len(tree.heads)
    return (torch.stack(arcs).sum() + torch.stack(relations).sum()) / max(count, 1)


def spanning(scores: Ints) -> Ints:
    """The best tree: heads [tokens] for scores [tokens, 1 + tokens] (Chu and Liu 1965, Edmonds
    1967). One token alone hangs on the root."""
    best = scores.argmax(1)
    roots = np.flatnonzero(best == 0)
    if len(roots) == 1 and not _cycle(best):
        return best
    margin = scores[:, 0] - np.where(np.arange(scores.shape[1]) == 0, -np.inf, scores).max(1)
    root = int(margin.argmax())
    held = scores.copy()
    held[:, 0] = -np.inf
    held[root] = -np.inf
    held[root, 0] = 0.0
    return _edmonds(held)


def _cycle(heads: Ints) -> list[int]:
    """The tokens of one cycle, none where there is no cycle."""
    done: set[int] = set()
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while at >= 0 and at not in done and at not in path:
            path.append(at)
            at = int(heads[at]) - 1
        if at >= 0 and at in path:
            return path[path.index(at) :]
        done.update(path)
    return []


def _edmonds(scores: np.ndarray) -> Ints:
    """Breaks the cycles of the greedy choice one after the other, each where it costs least."""
    held = scores.copy()
    while cycle := _cycle(best := held.argmax(1)):
        inside = [c + 1 for c in cycle]
        outward = held[cycle].copy()
        outward[:, inside] = -np.inf
        cost = outward.max(1) - held[cycle, best[cycle]]
        held[cycle[int(cost.argmax())], inside] = -np.inf
    return np.asarray(best)


Network = Callable[[np.ndarray], Mapping[str, np.ndarray]]


def attachment(parser: Parser, network: Network, groves: Sequence[Grove]) -> dict[str, float]:
    """Unlabelled and labelled attachment scores in percent, all tokens counted; relations without
    what follows a colon, as in the CoNLL shared tasks."""
    parser.eval()
    right = []
    for window in (w for one in groves for w in cut(one, LONGEST)):
        states = torch.from_numpy(network(window.rows[None])["states"][0])
        for tree in window.trees:
            heads, relations = parsed(parser, states, tree)
            rows = zip(heads == tree.heads, relations, tree.relations, strict=True)
            right += [(same, same and _plain(a) == _plain(b)) for same, a, b in rows]
    parser.train()
    arcs, labelled = np.mean(right, axis=0)
    return {"UAS": 100 * float(arcs), "LAS": 100 * float(labelled)}


def _plain(relation: str) -> str:
    return relation.partition(":")[0]


def parsed(parser: Parser, states: Tensor, tree: Tree) -> tuple[Ints, list[str]]:
    """Heads and relations of a sentence whose tokens are given."""
    with torch.no_grad():
        sides = parser(states, torch.from_numpy(tree.first), torch.from_numpy(tree.last))
        heads = spanning(parser.arcs(sides).numpy())
        best = parser.relations(sides, torch.from_numpy(heads)).argmax(-1)
    return heads, [RELATIONS[i] for i in best]
