"""A model folder is used only when it is what its manifest says."""

from pathlib import Path
from shutil import copytree

import pytest

from onrecord.infer.model import MODELS, ModelError, load_model
from onrecord.read.attribution.network import LABEL


def test_the_shipped_model_is_what_its_manifest_says() -> None:
    """Name, version and every hash agree."""
    assert load_model(LABEL).label == LABEL


def test_a_damaged_file_is_refused_by_name(tmp_path: Path) -> None:
    """One changed byte is noticed, and the message says what to do."""
    copytree(MODELS / LABEL, tmp_path / LABEL)
    weights = tmp_path / LABEL / "decoder.npz"
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(bytes(data))
    with pytest.raises(ModelError, match=r"decoder\.npz is damaged: install onrecord again"):
        load_model(LABEL, tmp_path)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    """A folder that is not there is an error that names it."""
    with pytest.raises(ModelError, match="nothing-1"):
        load_model("nothing-1", tmp_path)
