"""What of a statement, and of the group it is in, tells how it bears on the group's claim."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from onrecord.match.signature import Floats, Line
from onrecord.match.speakers import same

CUES: Mapping[str, re.Pattern[str]] = {
    "negated": re.compile(
        r"\b(?:not|no|none|nobody|nothing|never|neither|nor|without|cannot)\b|n['’]t\b", re.I
    ),
    "denial": re.compile(
        r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)?|dismiss(?:es|ed)?|refut\w+|false|untrue|"
        r"wrong|fake|lies?|nonsense|baseless|unfounded|foundation|fairy tale|invent\w*|"
        r"fabricat\w+)\b",
        re.I,
    ),
    "doubt": re.compile(
        r"\b(?:unable to|could not|couldn['’]t|cannot|can['’]t|not been able to|has not seen|"
        r"was not shown|would not say|would neither|declined?|refused? to|no comment|"
        r"did not answer|did not respond|not say|unclear|unverified|unconfirmed|verif\w+|"
        r"confirm\w*|doubt\w*|question\w*|alleged\w*|disput\w+|whether|independently|"
        r"authenticat\w+|caution|perhaps|may be)\b",
        re.I,
    ),
    "report": re.compile(
        r"\b(?:report(?:s|ed|edly|ing)?|according to|cit(?:es|ed|ing)|quot(?:es|ed|ing)|"
        r"first reported|emerged|revealed|known|widely|published|broadcast|told the)\b",
        re.I,
    ),
}
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_FIRST_PERSON = re.compile(r"\b(?:we|our|us|i|my)\b", re.I)
#: Cues compared with those of the group.
_POLAR = ("negated", "denial", "doubt")
#: Sentences between a statement and the one it is taken to answer.
NEAR = 2

Found = dict[str, float]


def of_statement(line: Line) -> Found:
    """Named features of a statement by itself."""
    s = line.statement
    own = line.speaker is None
    out: Found = {
        "bias": 1.0,
        "own": float(own),
        "no cue": float(not line.cue),
        "heading": float(line.heading),
        "nested": float(s.parent is not None),
        "checked": float(s.verification is not None),
        "forecast": float(s.forecast),
        "conditional": float(s.conditional),
        "first person": float(bool(_FIRST_PERSON.search(line.text))),
    }
    values = (s.act, s.factuality, s.reporter, s.quote, s.kind, s.identity)
    fields = ("act", "factuality", "reporter", "quote", "kind", "identity")
    out |= {f"{f}={v}": 1.0 for f, v in zip(fields, values, strict=True)}
    out |= {f"{f}={v} own={own}": 1.0 for f, v in (("act", s.act), ("factuality", s.factuality))}
    return out | _cues(line, own) | _words(line, own)


def _cues(line: Line, own: bool) -> Found:
    out: Found = {}
    for name, pattern in CUES.items():
        here, around = bool(pattern.search(line.text)), bool(pattern.search(line.sentence))
        out[name] = float(here)
        out[f"{name} in sentence"] = float(around)
        out[f"{name} in cue"] = float(bool(pattern.search(line.cue)))
        out[f"{name} before"] = float(bool(pattern.search(line.before)))
        out[f"{name} own"] = float(here and own)
        out[f"{name} in own sentence"] = float(around and own)
    return out


def _words(line: Line, own: bool) -> Found:
    said = tokens(line.text)
    out = {f"w={w}": 1.0 for w in said} | {f"w={a} {b}": 1.0 for a, b in pairwise(said)}
    out |= {f"cue={w}": 1.0 for w in tokens(line.cue)}
    if own:
        out |= {f"around={w}": 1.0 for w in tokens(line.sentence)}
    out["length"] = min(len(said), 40) / 20
    return out


def tokens(text: str) -> list[str]:
    """Words in lower case."""
    return _WORD.findall(text.lower().replace("’", "'"))


def in_group(line: Line, closeness: float, group: Sequence[Line]) -> Found:
    """Named features of a statement among the others of its claim, which come in the order of
    publication; ``closeness`` is the cosine to the group's middle."""
    return _Group(group).features(line, closeness)


def in_groups(group: Sequence[Line], closeness: Sequence[float]) -> list[Found]:
    """``in_group`` of every statement of a claim."""
    whole = _Group(group)
    return [whole.features(x, c) for x, c in zip(group, closeness, strict=True)]


class _Group:
    """The statements of a claim, with what is the same for each of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines, self.first = lines, lines[0]
        self.own_share = sum(x.speaker is None for x in lines) / len(lines)
        self.shares = {n: sum(_has(n, x) for x in lines) / len(lines) for n in _POLAR}
        self.told: dict[str, str] = {}
        for x in reversed(lines):
            if x.speaker:
                self.told[x.document] = min(x.day, self.told.get(x.document, x.day))

    def features(self, line: Line, closeness: float) -> Found:
        first, own = self.first, line.speaker is None
        told = any(d <= line.day for uid, d in self.told.items() if uid != line.document)
        out: Found = {
            "close": closeness,
            "alone": float(len(self.lines) == 1),
            "first": float(first is line),
            "later day": float(line.day > first.day),
            "own of what others said": float(own and told),
            "own of what no one said": float(own and self.own_share == 1.0),
            "own first": float(own and first is line),
            "speaker of first": float(one_voice(line, first)),
            "own share": self.own_share,
            "negated unlike first": float(_has("negated", line) != _has("negated", first)),
            "number of first": float(bool(line.numbers & first.numbers)),
            "other number than first": float(_differ(line, first)),
        }
        for name, share in self.shares.items():
            out[f"{name} share"], out[f"{name} against"] = share, _has(name, line) - share
        return out | _after(_answered(line, self.lines), line)


def _differ(a: Line, b: Line) -> bool:
    return bool(a.numbers and b.numbers) and not a.numbers & b.numbers


def _has(cue: str, line: Line) -> bool:
    return _holds(cue, line.text)


@lru_cache(maxsize=65_536)
def _holds(cue: str, text: str) -> bool:
    """Kept, since a statement is looked at beside every other of its claim."""
    return bool(CUES[cue].search(text))


def _answered(line: Line, group: Sequence[Line]) -> Line | None:
    """The last statement of the claim in the sentences just before."""
    near = [x for x in group if x.document == line.document and 0 < line.place - x.place <= NEAR]
    return max(near, key=lambda x: (x.place, x.span), default=None)


def _after(other: Line | None, line: Line) -> Found:
    if other is None:
        return {}
    out = {"after": 1.0, "after one voice": float(other.speaker == line.speaker)}
    return out | {f"after {name}": float(_has(name, other)) for name in _POLAR}


def one_voice(a: Line, b: Line) -> bool:
    """Whether two statements are of one named speaker."""
    return bool(a.speaker and b.speaker) and same(a.speaker or "", b.speaker or "")


def features(line: Line, vector: Floats, centre: Floats, group: Sequence[Line]) -> Found:
    """All named features of one statement within its group; ``centre`` is the group's mean."""
    return of_statement(line) | in_group(line, float(vector @ centre), group)
