"""Writes the reader's list of verb lemmas from the PropBank frame files.

    python training/lexicons/verbs.py FRAMES_DIR > src/onrecord/read/lexicons/verbs.txt

Source: PropBank frames (github.com/propbank/propbank-frames, CC BY-SA 4.0). Only which lemmas
have a verbal roleset is taken from it.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

WIDTH = 100
# A word that follows one of these is not a finite verb.
NOT_BEFORE = (
    "a an the this that these those his her its their our my your of to in on at by for with from "
    "and or no every each"
)
_ALIAS = re.compile(r'<alias[^>]*pos="v"[^>]*>\s*([^<\s]+)\s*</alias>')


def verb_lemmas(folder: Path) -> set[str]:
    """Single-word lemmas with an alias that is a verb."""
    return {w for path in sorted(folder.rglob("*.xml")) for w in _verbs(path)}


def _verbs(path: Path) -> Iterator[str]:
    for alias in _ALIAS.findall(path.read_text("utf-8")):  # some of the files are not well-formed
        if alias.isascii() and alias.isalpha() and len(alias) > 1:
            yield alias.lower()


def lines(words: list[str]) -> Iterator[str]:
    """Words joined by spaces, in lines of at most ``WIDTH`` characters."""
    line = ""
    for word in words:
        if len(line) + len(word) + 1 > WIDTH:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def main() -> None:
    """Writes the list to standard output."""
    print("# Verb lemmas of the PropBank frame files; made by training/lexicons/verbs.py")
    print("[not_before]")
    print(NOT_BEFORE)
    print("[verbs]")
    for line in lines(sorted(verb_lemmas(Path(sys.argv[1])))):
        print(line)


if __name__ == "__main__":
    main()
