"""Dossiers of our own (``training/stories/dossiers``) as stories to tune the encoder on.

A dossier is the claims of one invented affair with the sentences of many outlets that bear on
them. ``# c1 | gloss`` opens a claim; below it each line is
``stance|month-day|outlet|speaker|text`` with the statement in braces; a stance is s(upports),
d(enies), u (doubts) or r(eports), and ``-`` for the speaker is the outlet itself.
"""

import re
from collections import defaultdict
from pathlib import Path

from onrecord.domain import Span
from training.match.oracle import STORIES
from training.match.stories import Story, Text, pieces
from training.train import minilm_tokenizer

FOLDER = STORIES / "dossiers"
#: Places of the stances in ``onrecord.match.stance.STANCES``.
LETTERS = "sdur"
_CLAIM = re.compile(r"# (c\d+) \| .+")


def dossiers(folder: Path = FOLDER) -> list[Story]:
    """Every dossier, by name."""
    return [dossier(p) for p in sorted(folder.glob("*.txt"))]


def dossier(path: Path) -> Story:
    """One dossier; each of its lines is a text with one statement.

    Raises ``ValueError`` for a line that is not of this form.
    """
    tokenizer, claim = minilm_tokenizer(), ""
    texts: list[Text] = []
    claims: list[set[str]] = []
    stances: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for line in path.read_text("utf-8").partition("@@ RELATIONS")[0].splitlines():
        if opened := _CLAIM.fullmatch(line):
            claim = opened[1]
        elif line and not line.startswith("@@"):
            letter, _, _, _, marked = line.split("|")
            before, said, after = re.split("[{}]", marked)
            coded = tokenizer.encode(before + said + after, add_special_tokens=False)
            place = pieces(coded.offsets, Span(len(before), len(before) + len(said)))
            stances[claim].append((len(texts), LETTERS.index(letter)))
            claims.append({claim})
            texts.append(Text(coded.ids, [place] if place else []))
    return Story(path.stem, texts, claims, dict(stances))
