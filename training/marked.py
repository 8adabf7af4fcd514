"""Sentences of our own with one attribution marked and labelled (``annotations/sentences``).

A line is ``act|factuality|reporter|forecast|conditional|text``; in the text ``[…]`` is a source,
``<…>`` a cue and ``{…}`` a content, and what is marked inside a content is nested in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import Article, Attribution, Chars, Inner

FOLDER = Path(__file__).parent / "annotations" / "sentences"
FIELDS = ("act", "factuality", "reporter", "forecast", "conditional")
_ROLES = {"[": "source", "<": "cue", "{": "content"}
_OPENS = {"]": "[", ">": "<", "}": "{"}
_SHORT = {"neut": "neutral", "dist": "distancing", "endo": "endorsing", "t": "true", "f": "false"}
#: Sentences of a text: so many that a window is about as full as one of an article.
TOGETHER = 8


@dataclass(frozen=True)
class Mark:
    """One marked span: its role and the content it stands in, by where that begins."""

    role: str
    span: Chars
    inside: int | None


def articles(folder: Path = FOLDER) -> list[Article]:
    """All sentences, ``TOGETHER`` of them a text, each a paragraph of its own.

    Raises ``ValueError`` for a line that is not of this form.
    """
    out = []
    for path in sorted(folder.glob("*.txt")):
        lines = [x for x in path.read_text("utf-8").splitlines() if x.strip()]
        for at in range(0, len(lines), TOGETHER):
            out.append(_article(f"{path.stem}-{at}", lines[at : at + TOGETHER]))
    return out


def _article(name: str, lines: list[str]) -> Article:
    text, found = "", []
    for number, line in enumerate(lines):
        *values, marked = line.split("|", len(FIELDS))
        text += "\n\n" if text else ""
        plain, marks = unmarked(marked, len(text))
        text += plain
        meaning = {f: _SHORT.get(v, v) for f, v in zip(FIELDS, values, strict=True)}
        found.append(_attribution(f"S{number}", marks, meaning))
    return Article(name, text, tuple(found))


def unmarked(marked: str, start: int = 0) -> tuple[str, list[Mark]]:
    """The text without marks, which begins at ``start`` of a longer one, and what was marked."""
    plain, marks, pending = "", [], list[tuple[str, int]]()
    for char in marked:
        at = start + len(plain)
        if char in _ROLES:
            pending.append((char, at))
        elif char not in _OPENS:
            plain += char
        elif not pending or pending[-1][0] != _OPENS[char]:
            raise ValueError(f"marks cross: {marked}")
        else:
            mark, begun = pending.pop()
            around = [b for m, b in pending if m == "{"]
            marks.append(Mark(_ROLES[mark], (begun, at), around[-1] if around else None))
    if pending:
        raise ValueError(f"a mark is not closed: {marked}")
    return plain, marks


def _attribution(name: str, marks: list[Mark], meaning: dict[str, str]) -> Attribution:
    """The outermost marks with those inside them."""

    def spans(role: str) -> tuple[Chars, ...]:
        return tuple(sorted(m.span for m in marks if m.role == role and m.inside is None))

    return Attribution(
        name, spans("source"), spans("cue"), spans("content"), meaning, tuple(_nested(marks))
    )


def _nested(marks: list[Mark]) -> Iterator[Inner]:
    """Each cue inside a content with the content and the source nearest to it there."""
    for cue in (m for m in marks if m.role == "cue" and m.inside is not None):
        beside = [m for m in marks if m.inside == cue.inside and m.span != cue.span]

        def nearest(role: str, beside: list[Mark] = beside, cue: Mark = cue) -> Chars | None:
            found = (m.span for m in beside if m.role == role)
            return min(found, key=lambda s: _gap(s, cue.span), default=None)

        if said := nearest("content"):
            yield Inner(nearest("source"), cue.span, said)


def _gap(a: Chars, b: Chars) -> int:
    return max(a[0] - b[1], b[0] - a[1])
