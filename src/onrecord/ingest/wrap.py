"""Hard-wrapped lines to paragraphs, page-break damage mended. No character but white space is
lost, and the hyphen of a word that the line end had split."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.ingest.shape import (
    bulleted,
    ends_open,
    ends_sentence,
    heading_like,
    labelled,
    starts_lower,
)

PAGE = "\f"
_NARROWEST, _WIDEST = 28, 180
_CONTINUED = 0.35
_SUFFIX = re.compile(
    r"(?:[aeiou]?tion|sion|ment|ing|ed|er|or|ly|ity|ness|[ai]ble|[ai]bly|al|ally|[ae]nce|[ae]nt"
    r"|ous|ive|ure|ture|ical|tial|cial|tional|ist|ism|ize|ized|ise|ised|ary|ery|ory|fully)s?\b"
)


@dataclass(frozen=True, slots=True)
class Wrap:
    """How a text was wrapped: a line that would hold ``least`` characters with the next word
    was full, and ``words`` are the words that stand whole in the text, in lower case."""

    least: int
    words: frozenset[str]


def unwrap(text: str) -> list[str]:
    """Paragraphs of a text whose lines end in ``\\n``; a form feed marks a page break.

    A text that was not wrapped gives one paragraph a line.
    """
    groups = _groups(text)
    wrap = _wrap_of(groups)
    if wrap is None:
        return [" ".join(line.split()) for group in groups for line in group if line.strip()]
    chunks = _mend_groups([c for g in groups for c in _split_group(g, wrap)], wrap)
    return [_joined(chunk, wrap) for chunk in chunks]


def _groups(text: str) -> list[list[str]]:
    """Runs of lines between blank lines; the first line of a page keeps its form feed."""
    groups: list[list[str]] = [[]]
    page = ""
    for line in text.replace(PAGE, "\n" + PAGE).split("\n"):
        page = PAGE if PAGE in line else page
        line = line.replace(PAGE, "")
        if line.strip():
            groups[-1].append(page + line.rstrip())
            page = ""
        elif groups[-1] and not page:
            groups.append([])
    return [g for g in groups if g]


def _wrap_of(groups: Sequence[Sequence[str]]) -> Wrap | None:
    """The wrap of a text, measured on the line pairs that surely belong together: a line that
    ends in mid-sentence before one that starts in lower case."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    sure = [(a, b) for a, b in pairs if starts_lower(b) and not ends_sentence(a)]
    if not sure or len(sure) < _CONTINUED * len(pairs):
        return None
    reaches = sorted(_reach(a, b) for a, b in sure)
    typical = reaches[len(reaches) // 2]
    if not _NARROWEST <= typical <= _WIDEST:
        return None
    least = max(reaches[len(reaches) // 20] - 3, int(0.75 * typical))
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!\w|-\s)", " ".join(map(" ".join, groups)))
    return Wrap(least, frozenset(word.lower() for word in words))


def _reach(line: str, following: str) -> int:
    """How long the line would be with the first word of the next."""
    return len(line.strip()) + 1 + len(following.split(None, 1)[0])


def _split_group(lines: Sequence[str], wrap: Wrap) -> list[list[str]]:
    chunks = [[lines[0]]]
    for i in range(1, len(lines)):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if _breaks(lines[i - 1], lines[i], after, wrap):
            chunks.append([])
        chunks[-1].append(lines[i])
    return chunks


def _breaks(a: str, b: str, after: str | None, wrap: Wrap) -> bool:
    """Whether a paragraph ends between the lines ``a`` and ``b``."""
    if ends_open(a) or (starts_lower(b) and not ends_sentence(a)):
        return bulleted(b) and a.rstrip().endswith(":")
    if _reach(a, b) < wrap.least:
        return True
    if bulleted(b):
        return ends_sentence(a) or bulleted(a) or a.endswith(":")
    if not ends_sentence(a):
        return False
    return _indent(b) - _indent(a) >= 2 or labelled(b) or _stands_alone(b, after, wrap)


def _stands_alone(line: str, after: str | None, wrap: Wrap) -> bool:
    """Whether the line is a heading that a page break ran together with what is around it."""
    short = after is None or (_reach(line, after) < wrap.least and not starts_lower(after))
    return short and heading_like(line.strip())


def _indent(line: str) -> int:
    line = line.lstrip(PAGE).expandtabs(4)
    return len(line) - len(line.lstrip())


def _mend_groups(chunks: Sequence[list[str]], wrap: Wrap) -> list[list[str]]:
    """Joins what a page break, or a stray blank line, had cut in mid-sentence."""
    out: list[list[str]] = []
    for chunk in chunks:
        if out and _cut(out[-1][-1], chunk[0], wrap):
            out[-1] = out[-1] + chunk
        else:
            out.append(chunk)
    return out


def _cut(a: str, b: str, wrap: Wrap) -> bool:
    if ends_sentence(a) or bulleted(b) or _reach(a, b) < wrap.least:
        return False
    return starts_lower(b) or (b.startswith(PAGE) and not a.endswith(":"))


def _joined(lines: Sequence[str], wrap: Wrap) -> str:
    parts = [" ".join(line.replace(PAGE, "").split()) for line in lines]
    text = parts[0]
    for part in parts[1:]:
        text = _glue(text, part, wrap)
    return text


def _glue(text: str, part: str, wrap: Wrap) -> str:
    split = re.search(r"([^\W\d_]+)-$", text)
    if split and starts_lower(part):
        head = text[:-1] if _was_split(split[1], part, wrap) else text
        return head + part
    if re.search(r"\w[-—]$", text) or re.match(r"—\w", part):
        return text + part
    return f"{text} {part}"


def _was_split(head: str, part: str, wrap: Wrap) -> bool:
    """Whether the hyphen at the line end is the typesetter's and not the word's own."""
    match = re.match(r"[^\W\d_]+", part)
    tail = match[0] if match else ""
    if f"{head}-{tail}".lower() in wrap.words:
        return False
    return (head + tail).lower() in wrap.words or bool(_SUFFIX.match(part))
