"""Builds the countries and leaders that the matcher ships as package data.

Run from the repository's root with the folder of gazetteers:

    python training/lexicons/gazetteer.py GAZETTEERS

Licences of what comes out: ``countries.txt`` ODbL 1.0 (countries.json) and CC BY-SA 3.0
(CountryInfo, Copyright (c) 2012 Philip A. Schrodt); ``leaders.txt`` CC BY-SA 3.0 (CountryInfo).
See NOTICE.
"""

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

OUT = Path("src/onrecord/match/gazetteer")
HEADER = "# Built by training/lexicons/gazetteer.py; {}\n# {}\n"
PARTICLES = {"de", "da", "dos", "do", "van", "von", "der", "bin", "ibn", "el", "al", "ul", "ud"}
TERM = re.compile(r"\[([<>]?)(\d{8})(?:\s*-\s*(\d{8}))?\]")


def blocks(path: Path) -> Iterator[tuple[str, str]]:
    """ISO 3166 alpha-3 code and text of each country of CountryInfo."""
    text = path.read_text(encoding="utf-8", errors="replace")
    for part in text.split("<Country>")[1:]:
        if code := re.search(r"<ISO3166-alpha3>(\w{3})<", part):
            yield code[1], part


def words(name: str) -> str:
    """``AL_ASSAD_`` as ``al Assad``, with the case a name has."""
    parts = [p for p in name.replace("_", " ").split() if p]
    out = [p.lower() if i and p.lower() in PARTICLES else p.title() for i, p in enumerate(parts)]
    return re.sub(r"\bMc(\w)", lambda m: f"Mc{m[1].upper()}", " ".join(out))


def day(digits: str) -> str:
    """``20050123`` as ``2005-01-23``."""
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def one_of(offices: str) -> str:
    """``governors-general`` as ``governor-general``; what is in brackets is left out.

    >>> one_of("prime ministers (presidents_of_the_council)"), one_of("chairmen of the council")
    ('prime minister', 'chairman of the council')
    """
    name, of, body = offices.partition("(")[0].replace("_", " ").strip().partition(" of ")
    for many, one in (("men", "man"), ("ies", "y"), ("s-general", "-general"), ("s", "")):
        if name.endswith(many):
            return name.removesuffix(many) + one + of + body
    return name + of + body


def leaders(text: str) -> Iterator[tuple[str, str, str]]:
    """(names joined by |, office, term) of each line of a country's <Leaders>."""
    inside = re.search(r"<Leaders>(.*?)</Leaders>", text, re.S)
    office = ""
    for line in (inside[1] if inside else "").splitlines():
        if tag := re.match(r"\s*<([^/>]+)>", line):
            office = one_of(tag[1].lower())
        names = re.findall(r"\{([^}]+)\}", line) or re.findall(r"^\s*([A-Z][A-Z_'`.-]+)", line)
        kept = [w for w in map(words, names) if " " in w]
        for mark, start, end in TERM.findall(line.split("[B:")[0]) if kept else ():
            since = "" if mark == "<" else day(start)
            until = day(start) if mark == "<" else day(end) if end else ""
            yield "|".join(dict.fromkeys(kept)), office, f"{since}..{until}"


def leader_lines(path: Path) -> list[str]:
    """``code, names, office since..until; …`` for each leader of each country."""
    terms: dict[tuple[str, str], list[str]] = {}
    for code, text in blocks(path):
        for names, office, term in leaders(text):
            terms.setdefault((code, names), []).append(f"{office} {term}")
    return [f"{c}\t{n}\t{'; '.join(dict.fromkeys(t))}" for (c, n), t in sorted(terms.items())]


def spellings(text: str) -> tuple[list[str], list[str]]:
    """Capitals and names of nationality that CountryInfo lists."""
    out = []
    for tag in ("Capital", "Nationality"):
        found = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S)
        lines = (found[1] if found else "").splitlines()
        names = [words(x.split("#")[0].strip()) for x in lines]
        out.append([n for n in names if re.fullmatch(r"[A-Z][a-z]{3,}( [A-Z][a-z]{2,}){0,3}", n)])
    return out[0], out[1]


def latin(name: str) -> bool:
    """Whether the name is longer than a code and in Latin letters."""
    letters = [c for c in name if c.isalpha()]
    return len(name) > 3 and all(unicodedata.name(c, "").startswith("LATIN") for c in letters)


def country_lines(countries: Path, info: Path) -> list[str]:
    """``code, name, capitals, demonyms, other names`` for each country."""
    known = {code: spellings(text) for code, text in blocks(info)}
    lines = []
    for c in sorted(json.loads(countries.read_text("utf-8")), key=lambda c: c["cca3"]):
        capitals, nations = known.get(c["cca3"], ([], []))
        people = [*c.get("demonyms", {}).get("eng", {}).values(), *nations[:1]]
        names = [c["name"]["official"], *filter(latin, c["altSpellings"])]
        columns = ([*c["capital"], *capitals[:4]], people, names)
        cells = ["|".join(dict.fromkeys(v for v in column if v)) for column in columns]
        lines.append("\t".join([c["cca3"], c["name"]["common"], *cells]))
    return lines


def main(gazetteers: Path) -> None:
    info = next((gazetteers / "countryinfo").glob("*.txt"))
    countries = country_lines(gazetteers / "countries/countries.json", info)
    files = (
        (
            *("countries.txt", countries, "ODbL 1.0 and CC BY-SA 3.0, see NOTICE"),
            "code, name, capitals, demonyms, other names",
        ),
        (
            *("leaders.txt", leader_lines(info), "CC BY-SA 3.0, see NOTICE"),
            "country, names, offices with terms; an open term was so in January 2012",
        ),
    )
    for name, lines, licence, columns in files:
        text = HEADER.format(licence, f"columns: {columns}") + "\n".join(lines) + "\n"
        (OUT / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
