"""Treebanks as windows and the biaffine parser, on two sentences of our own."""

from itertools import product
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: run `make train` first")

from training import treebank  # noqa: E402
from training.examples import Tree  # noqa: E402
from training.network import Encoder, Size  # noqa: E402
from training.syntax import Parser, attachment, loss, spanning  # noqa: E402
from training.train import minilm_tokenizer  # noqa: E402

CONLLU = """# newdoc id = one
# text = Ferries didn't sail.
1	Ferries	ferry	NOUN	NNS	_	4	nsubj	_	_
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	sail	sail	VERB	VB	_	0	root	_	_
5	.	.	PUNCT	.	_	4	punct	_	_

# text = Nobody knew.
1	Nobody	nobody	PRON	NN	_	2	nsubj	_	_
2	knew	know	VERB	VBD	_	0	root	_	_
3	.	.	PUNCT	.	_	2	punct	_	_

"""


def grove(folder: Path) -> treebank.Grove:
    """Both sentences over their pieces."""
    (folder / "one.conllu").write_text(CONLLU)
    ((text, rows),) = treebank.texts(folder / "one.conllu")
    assert text == "Ferries didn't sail. Nobody knew."
    return treebank.grove(rows, text, minilm_tokenizer())


def test_a_token_inside_a_word_has_pieces_of_its_own(tmp_path: Path) -> None:
    """ "did" and "n't" share their first piece, not their last."""
    first, second = grove(tmp_path).trees
    assert first.first[1] == first.first[2]
    assert first.last[1] < first.last[2]
    assert first.heads.tolist() == [4, 4, 4, 0, 4]
    assert second.first[0] > first.last[-1]


def test_windows_hold_whole_sentences(tmp_path: Path) -> None:
    """Where both do not fit each has a window, and its pieces are counted from there."""
    both = list(treebank.cut(grove(tmp_path), 100))
    apart = list(treebank.cut(grove(tmp_path), 5))
    assert [len(w.trees) for w in both] == [2]
    assert [len(w.trees) for w in apart] == [1, 1]
    assert apart[1].trees[0].first[0] == 1


@pytest.mark.parametrize("seed", range(30))
def test_the_tree_found_has_one_root_and_no_cycle(seed: int) -> None:
    """Whatever the scores; and where the greedy choice is a tree already it is taken."""
    scores = np.random.default_rng(seed).normal(size=(4, 5))
    scores[np.arange(4), np.arange(1, 5)] = -1e4
    heads = spanning(scores)
    trees = [h for h in product(range(5), repeat=4) if is_tree(h)]
    assert tuple(heads) in trees
    if is_tree(greedy := tuple(scores.argmax(1).tolist())):
        assert tuple(heads) == greedy


def is_tree(heads: tuple[int, ...]) -> bool:
    """One root, and everything reaches it."""
    if heads.count(0) != 1:
        return False
    for at in range(1, len(heads) + 1):
        seen = set()
        while at and at not in seen:
            seen.add(at)
            at = heads[at - 1]
        if at:
            return False
    return True


def test_the_parser_learns_the_trees_it_sees(tmp_path: Path) -> None:
    """On two sentences the loss falls to nothing and every arc and relation is found."""
    torch.manual_seed(0)
    one, size = grove(tmp_path), Size(width=32, layers=1, heads=2, inner=64)
    encoder, parser = Encoder(size, dropout=0.0), Parser(32)
    parser.dropout.p = 0.0
    parts = [*encoder.parameters(), *parser.parameters()]
    optimizer = torch.optim.Adam(parts, 0.01)
    (window,) = treebank.cut(one, 100)
    rows = torch.from_numpy(window.rows[None])
    for _ in range(60):
        optimizer.zero_grad()
        loss(parser, encoder(rows), [window.trees]).backward()
        optimizer.step()

    def network(x: np.ndarray) -> dict[str, np.ndarray]:
        with torch.no_grad():
            return {"states": encoder(torch.from_numpy(x)).numpy()}

    assert attachment(parser, network, [one]) == {"UAS": 100.0, "LAS": 100.0}


def test_a_tree_moves_with_its_window() -> None:
    """Only the places of pieces change."""
    none = np.zeros(1, np.int64)
    moved = Tree(none + 3, none + 4, none, ("root",)).moved(2)
    assert (moved.first[0], moved.last[0], moved.heads[0]) == (5, 6, 0)
