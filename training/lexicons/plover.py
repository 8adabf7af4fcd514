"""Builds the verbs and the sectors of the event stage from the PETRARCH2 dictionaries.

Run from the repository's root with the folder of event dictionaries:

    python -m training.lexicons.plover EVENTS

``plover.txt``: the verb blocks and patterns of ``CAMEO.2.0.txt`` with their CAMEO codes turned
into PLOVER types and modes by ``CAMEO2PLOVER-2021.txt``. ``sectors.txt``: the agent nouns of
``Phoenix.agents.txt`` under the sector of their code. Licences of what comes out: MIT
(PETRARCH2, Copyright (c) 2014, 2015 Open Event Data Alliance) and, for types and modes, CC BY-SA
4.0 (PLOVER). See NOTICE.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.read.lemmas import candidates

OUT = Path("src/onrecord/read/events")
HEADER = """# Built by training/lexicons/plover.py from PETRARCH2, Copyright (c) 2014, 2015 Open
# Event Data Alliance, MIT licence{more}. See NOTICE.
"""
BLOCKS = ", and types and modes of PLOVER, CC BY-SA 4.0"
NONE = "-"
SECTORS = set(
    "GOV MIL COP REB OPP LEG JUD MED BUS EDU REL NGO IGO CVL CRM LAB SPY UAF PTY HLH REF ELI AGR "
    "HRI ENV DEV MNC".split()
)
JOINED = {"UAF": "REB", "MNC": "BUS", "HRI": "NGO", "ENV": "NGO", "DEV": "NGO", "ELI": "ELI"}


@dataclass
class Block:
    """Verbs that share patterns: each verb with its own type or the block's."""

    default: str
    verbs: dict[str, str] = field(default_factory=dict)
    patterns: dict[str, str] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)


def plover(path: Path) -> dict[str, str]:
    """CAMEO code to ``TYPE`` or ``TYPE/mode``. The appeals of CAMEO (02) are requests: PLOVER
    2021 has one type for them and for demands (10), whose third digits mean the same."""
    out: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        found = re.match(r"(\d+):\s*([A-Z]+)\s*(?:,\s*([a-z_-]*))?", line)
        if found and found[1] not in out:
            out[found[1]] = found[2] + (f"/{found[3]}" if found[3] else "")
    for code in [c for c in out if c.startswith("10")]:
        out["02" + code[2:]] = out[code]
    return out


#: CAMEO's codes for the intent to do something, and for doing it.
DONE = {"031": "06", "032": "05", "033": "07", "034": "083", "036": "04", "037": "057",
        "038": "045", "039": "045", "0351": "081", "0352": "082", "0353": "084", "0354": "085",
        "0355": "086", "0356": "087"}  # fmt: skip


def done(code: str) -> str:
    """The code of the deed for that of the intent: whether it is only planned is a modality."""
    for intent in sorted(DONE, key=len, reverse=True):
        if code.startswith(intent):
            return DONE[intent] + code[len(intent) :]
    return code


def typed(code: str, types: dict[str, str]) -> str:
    """The type of a code such as ``0256`` or ``081:082``, of its longest known beginning."""
    code = code.split(":")[0].strip()
    while len(code) > 1:
        if code in types:
            return types[code]
        code = code[:-1]
    return NONE


def plain(words: str) -> str:
    """A pattern's words in lower case, without brackets and stand-ins for actors."""
    words = re.sub(r"[{}()]", " ", words)
    kept = [w for w in words.replace("_", " ").split() if w not in ("+", "$", "^", "%", "#")]
    return " ".join(kept).lower()


def synsets(lines: list[str]) -> dict[str, set[str]]:
    """Name to the words that may stand for it."""
    out: dict[str, set[str]] = defaultdict(set)
    name = ""
    for line in lines:
        if line.startswith("&"):
            name = line[1:].split()[0].rstrip("_").lower()
        elif line.startswith("+") and name:
            out[name].add(line[1:].split("#")[0].strip().rstrip("_").lower())
        elif line.strip() and not line.startswith("#"):
            name = ""
    return out


def blocks(lines: list[str], types: dict[str, str]) -> Iterator[Block]:
    """The verb blocks in file order."""
    block: Block | None = None
    for line in lines:
        if opening := re.match(r"---\s*\S+\s*\[([^\]]*)\]", line):
            if block:
                yield block
            block = Block(typed(opening[1], types))
        elif block is None or line[:1] in "#&~" or not line.strip():
            continue
        elif line.startswith("- "):
            _pattern(block, line[2:], types)
        else:
            _verb(block, line, types)
    if block:
        yield block


def _verb(block: Block, line: str, types: dict[str, str]) -> None:
    line = line.split("#")[0]
    block.forms |= _irregular(line)
    code = re.search(r"\[([^\]]*)\]", line)
    name = re.split(r"[\[{]", line)[0].strip().strip("_").lstrip("+").lower()
    if re.fullmatch(r"[a-z_-]+", name):
        block.verbs.setdefault(name, typed(code[1], types) if code else block.default)


def _irregular(line: str) -> dict[str, str]:
    """Past forms that spelling rules do not lead back to the verb: ``SHOOT {SHOT SHOOTING}``."""
    found = re.match(r"([A-Z]+)\s*\{([A-Z ]+)\}", line.strip())
    if not found:
        return {}
    verb = found[1].lower()
    past = [f for f in found[2].lower().split() if not f.endswith(("ing", "s", "ed"))]
    return {f: verb for f in past if verb not in candidates(f) and f != verb}


def _pattern(block: Block, line: str, types: dict[str, str]) -> None:
    found = re.match(r"(.*?)\[([^\]]*)\]", line)
    if found and "*" in found[1]:
        words = plain(found[1])
        left, _, right = words.partition("*")
        key = f"{left.strip()} * {right.strip()}".strip()
        code = found[2] if block.default.startswith("AGREE") else done(found[2])
        if key != "*":
            block.patterns.setdefault(key, typed(code, types))


def block_lines(block: Block) -> Iterator[str]:
    """The block as text; patterns that say what every verb says anyway are left out."""
    verbs = [v if t == block.default else f"{v}:{t}" for v, t in sorted(block.verbs.items())]
    same = {*block.verbs.values()}
    kept = {k: t for k, t in block.patterns.items() if same != {t}}
    if verbs and (kept or same != {NONE}):
        yield f"@ {' '.join(verbs)} | {block.default}"
        by_type: dict[str, list[str]] = defaultdict(list)
        for key, kind in kept.items():
            by_type[kind].append(key.removeprefix("* "))
        yield from (f"{kind} | {'; '.join(sorted(keys))}" for kind, keys in sorted(by_type.items()))


def used(name: str, sets: dict[str, set[str]]) -> set[str]:
    """The words of a synonym set, of the sets it names too; regular plurals are understood."""
    out = set()
    for word in sets.get(name, set()):
        out |= used(word[1:], sets) if word.startswith("&") else {word}
    return {w for w in out if not (w.endswith("s") and w[:-1] in out)}


def sectors(path: Path, things: set[str]) -> dict[str, set[str]]:
    """Sector to agent nouns; of a code such as ``~GOVMIL`` the first part counts. ``things`` that
    no one would say act, such as weapons, are left out."""
    out: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("utf-8", errors="replace").splitlines():
        found = re.match(r"([A-Z_' -]+?)_?\s*(?:\{[^}]*\})?\s*\[\s*~?([A-Z]{3})", line)
        if found and found[2] in SECTORS:
            name = found[1].strip().strip("_").lower().replace(" ", "_")
            if {name, name.rsplit("_", 1)[-1]} & things:
                continue
            out[JOINED.get(found[2], found[2])].add(name)
    return out


def main(events: Path) -> None:
    folder = events / "petrarch2" / "dictionaries"
    types = plover(events / "CAMEO2PLOVER-2021.txt")
    lines = (folder / "CAMEO.2.0.txt").read_text("utf-8", errors="replace").splitlines()
    first = next(i for i, line in enumerate(lines) if line.startswith("---"))
    every = list(blocks(lines, types))
    body = [line for b in every for line in block_lines(b)]
    past = sorted({f"{f}:{v}" for b in every for f, v in b.forms.items()})
    sets = synsets(lines[:first])
    wanted = sorted(set(re.findall(r"&(\w+)", "\n".join(body))))
    head = [f"& {n} | {' '.join(sorted(used(n, sets)))}" for n in wanted if used(n, sets)]
    lines = [f"forms | {' '.join(past)}", *head, *body]
    (OUT / "plover.txt").write_text(HEADER.format(more=BLOCKS) + "\n".join(lines) + "\n", "utf-8")
    things = set().union(*(used(n, sets) for n in ("weapon", "aircraft", "car")))
    agents = sectors(folder / "Phoenix.agents.txt", things)
    rows = [f"{sector} | {' '.join(sorted(names))}" for sector, names in sorted(agents.items())]
    (OUT / "sectors.txt").write_text(HEADER.format(more="") + "\n".join(rows) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
