import subprocess
import sys
from pathlib import Path

import fakes
import pytest

import onrecord
import onrecord.read.stage
import onrecord.reading

ARTICLE = "“The dam is safe,” said Ann Example on Tuesday. The people of the town were glad of it."


@pytest.fixture(autouse=True)
def _quick_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.reading, "read_documents", fakes.read_documents)


def test_read_takes_text():
    """onrecord.read reads an article given as text, also after its stages were imported."""
    reading = onrecord.read(ARTICLE, published="2025-11-14", outlet="The Post")
    assert isinstance(reading, onrecord.Reading)
    assert (reading.document.outlet, reading.document.published) == ("The Post", "2025-11-14")
    assert len(reading.statements or ()) == 1


def test_read_takes_a_path(tmp_path: Path):
    """A path is read as a file, whether it is a Path or a string."""
    path = tmp_path / "dam.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert onrecord.read(path).document.text == onrecord.read(str(path)).document.text


def test_read_refuses_with_state_and_reason():
    """What cannot be read raises an error that holds the state and the reason."""
    with pytest.raises(onrecord.RefusedInputError, match="no such file") as error:
        onrecord.read(Path("absent.txt"))
    assert error.value.state == "not-found"


def test_read_takes_one_document_only(tmp_path: Path):
    """A folder of several articles is not one article."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    with pytest.raises(ValueError, match="more than one document"):
        onrecord.read(tmp_path)


def test_reading_shows_itself_in_a_notebook():
    """A reading has the display that notebooks ask for."""
    assert "<iframe" in onrecord.read(ARTICLE)._repr_html_()


def test_package_and_function_share_a_name():
    """onrecord.read is callable and still the package of the reader's stages."""
    assert onrecord.read.stage is sys.modules["onrecord.read.stage"]
    from onrecord import read

    assert read is onrecord.read


def test_every_public_name_is_there():
    """Each name in __all__ can be imported, and no other attribute pretends to exist."""
    for name in onrecord.__all__:
        assert getattr(onrecord, name) is not None
    with pytest.raises(AttributeError):
        _ = onrecord.nonsense


def test_import_is_light():
    """Importing the package loads nothing heavy, and asking for read does, at once."""
    code = "import sys, onrecord; assert 'numpy' not in sys.modules; assert callable(onrecord.read)"
    subprocess.run([sys.executable, "-c", code], check=True)
