"""What repeats on every page of a paged text: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(
    r"(?:page\s*)?[-–—(\[]?\s*(?:\d{1,4}|[ivxl]{1,6})\s*[-–—)\]]?(?:\s*(?:of|/)\s*\d{1,4})?",
    re.IGNORECASE,
)
_EDGE = 3


def strip_furniture(pages: Sequence[list[str]]) -> tuple[list[list[str]], tuple[str, ...]]:
    """The pages without the lines at their edges that are page numbers or stand, but for their
    digits, on most pages; and the lines taken out. One page alone is left as it is."""
    if len(pages) < 2:
        return [list(page) for page in pages], ()
    counts = Counter(key for page in pages for key in {_key(page[i]) for i in _edges(page)})
    often = {k for k, n in counts.items() if n >= max(2, (len(pages) + 1) // 2)}
    kept, removed = [], []
    for page in pages:
        out = _furniture(page, often)
        kept.append([line for i, line in enumerate(page) if i not in out])
        removed += [page[i].strip() for i in sorted(out)]
    return kept, tuple(removed)


def _edges(page: Sequence[str]) -> list[int]:
    """Indexes of the first and last lines of a page that are not blank."""
    full = [i for i, line in enumerate(page) if line.strip()]
    return sorted({*full[:_EDGE], *full[-_EDGE:]})


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.lower().split()))


def _furniture(page: Sequence[str], often: set[str]) -> set[int]:
    edges = _edges(page)
    numbers = {i for i in (*edges[:1], *edges[-1:]) if _NUMBER.fullmatch(page[i].strip())}
    return numbers | {i for i in edges if _key(page[i]) in often}
