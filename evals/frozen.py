"""What the evaluations last measured: ``results.json`` by task, with the command that shows it.
``docs/results.md`` and the model card are written from it: ``python -m evals.frozen``."""

import json
from collections.abc import Mapping
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")
PAGE = Path(__file__).parent.parent / "docs" / "results.md"
CARD = Path(__file__).parent.parent / "src/onrecord/models/reader-0.3/CARD.md"
MARK = "<!-- results -->"

TITLES = {
    "polnear-dev": "Attribution: PolNeAR dev, F1",
    "breakdown": "Attribution: where it goes wrong on PolNeAR dev, percent",
    "statements-dev": "What statements mean: our annotation of 16 articles of PolNeAR dev",
    "speakers-dev": "Speakers on annotated spans",
    "timebank": "Times: TimeBank and AQUAINT as cleaned for TempEval-3, F1",
    "bundles-dev": "Across documents: four stories of nine files, mean",
    "reuse-dev": "Text reuse in those stories",
}


def keep(task: str, command: str, figures: Mapping[str, float]) -> None:
    """Prints the figures and keeps them as the last ones of the task."""
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {}
    results[task] = {"command": command, "figures": dict(figures)}
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{name:40} {value}")


def tables(results: Mapping[str, Mapping[str, object]], least: Mapping[str, object]) -> str:
    """Markdown tables of every task, in the order of ``TITLES`` and then by name."""
    order = [t for t in TITLES if t in results] + sorted(set(results) - set(TITLES))
    return "\n\n".join(_table(t, results[t], least.get(t)) for t in order)


def _table(task: str, row: Mapping, floor: Mapping | None) -> str:
    floors = (floor or {}).get("least", {})
    lines = [f"## {TITLES.get(task, task)}", "", f"`{row['command']}`", ""]
    lines += ["| figure | measured | floor |", "|---|---:|---:|"]
    lines += [f"| {k} | {v} | {floors.get(k, '')} |" for k, v in row["figures"].items()]
    return "\n".join(lines)


def main() -> None:
    """Writes the results page and the results in the model card."""
    floors = json.loads((RESULTS.parent / "floors.json").read_text("utf-8"))
    text = tables(json.loads(RESULTS.read_text("utf-8")), floors)
    PAGE.write_text(
        "# Results\n\nWritten by `python -m evals.frozen` from `evals/results.json`; the floors "
        "under which an evaluation fails are in `evals/floors.json`.\n\n" + text + "\n",
        "utf-8",
    )
    head = CARD.read_text("utf-8").partition(MARK)[0]
    CARD.write_text(head + MARK + "\n\n" + text + "\n", "utf-8")


if __name__ == "__main__":
    main()
