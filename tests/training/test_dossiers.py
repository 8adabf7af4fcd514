"""Dossiers as stories to tune the encoder on."""

import pytest

pytest.importorskip("torch", reason="torch is not installed: run `make train` first")

from training.match.dossiers import FOLDER, dossiers

from onrecord.match.stance import STANCES


def test_every_dossier_is_read_whole() -> None:
    """Each line has one statement, in one claim, with one stance; all stances occur in each."""
    found = dossiers()
    assert len(found) == len(list(FOLDER.glob("*.txt"))) > 100
    for one in found:
        assert [len(t.spans) for t in one.texts] == [1] * len(one.texts)
        assert [len(c) for c in one.claims] == [1] * len(one.texts)
        rows = [row for rows in one.stances.values() for row in rows]
        assert sorted(n for n, _ in rows) == list(range(len(one.texts)))
        assert {s for _, s in rows} == set(range(len(STANCES)))
