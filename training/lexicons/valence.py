"""Writes the reader's list of evaluative words from VADER's lexicon.

    python training/lexicons/valence.py vader_lexicon.txt > src/onrecord/read/lexicons/valence.txt

Source: VADER (C. J. Hutto and E. Gilbert, 2014; github.com/cjhutto/vaderSentiment, MIT licence).
Mean human ratings from -4 to 4 are rounded to whole numbers; words near 0 are left out.
"""

import sys
from collections import defaultdict
from pathlib import Path

from verbs import lines


def rated(path: Path) -> dict[int, list[str]]:
    """Rounded rating to its words, plain lower-case words only."""
    out: dict[int, list[str]] = defaultdict(list)
    for row in path.read_text("utf-8").splitlines():
        word, mean = row.split("\t")[:2]
        rating = round(float(mean))
        if rating and word.isascii() and word.isalpha() and len(word) > 2:
            out[rating].append(word)
    return out


def main() -> None:
    """Writes the list to standard output, one section for each rating."""
    print("# Evaluative words by mean human rating (VADER, MIT licence); made by")
    print("# training/lexicons/valence.py")
    for rating, words in sorted(rated(Path(sys.argv[1])).items()):
        print(f"[{rating}]")
        for line in lines(sorted(words)):
            print(line)


if __name__ == "__main__":
    main()
