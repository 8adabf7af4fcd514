"""Word lists of the reader. Each is plain text beside this file, so that anyone can add to it."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class CueSense:
    """What a cue word says its source does, and how far the reporter stands from it."""

    act: str
    reporter: str


def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The words of ``name``.txt under each ``[section]`` heading; ``_`` stands for a space."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            words += (w.replace("_", " ") for w in line.split())
    return {k: tuple(v) for k, v in found.items()}


@cache
def cues() -> dict[str, CueSense]:
    """Cue lemma, or several lemmas joined by spaces, to its sense. Raises ``ValueError`` when a
    word is listed under two acts."""
    out: dict[str, CueSense] = {}
    for heading, words in sections("cues").items():
        act, _, reporter = heading.partition("/")
        for word in words:
            if word in out:
                raise ValueError(f"cue listed twice: {word}")
            out[word] = CueSense(act, reporter or "neutral")
    return out


@cache
def words(name: str, section: str) -> frozenset[str]:
    """The words of one section of a list. Raises ``KeyError`` when there is no such section."""
    return frozenset(sections(name)[section])
