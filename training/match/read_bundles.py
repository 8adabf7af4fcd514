"""Reads the story bundles once, so that the matcher is trained and tried on real readings.

    python -m training.match.read_bundles DATA/bundles

Reads those in ``training/stories``, too. Writes ``training/runs/readings/<bundle>.json``: the
contract objects of a bundle's articles with the url, outlet and dates that its ``meta.json``
gives, as ``onrecord add`` would store them.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path

from onrecord.contract import reading_to_dict
from onrecord.domain import Reading
from onrecord.read import read_documents
from onrecord.store.rows import unique_statements
from training.match.oracle import document_of, folders

READINGS = Path("training/runs/readings")


def main() -> None:
    """Reads every story under the folders ``tune``, ``train`` and ``dev``."""
    READINGS.mkdir(parents=True, exist_ok=True)
    for folder in (
        f for part in ("tune", "train", "dev") for f in folders(Path(sys.argv[1]), part)
    ):
        rows = [reading_to_dict(r) for r in readings(folder)]
        path = READINGS / f"{folder.name}.json"
        path.write_text(json.dumps(rows, ensure_ascii=False), "utf8")
        print(path, len(rows), sum(len(r["statements"]) for r in rows), flush=True)


def readings(folder: Path) -> list[Reading]:
    """The readings of a bundle's articles; statements that share an id are one."""
    meta = json.loads((folder / "meta.json").read_text("utf8"))
    documents = [d for m in meta if (d := document_of(folder, m))]
    found = read_documents(documents)
    return [replace(r, statements=tuple(unique_statements(r))) for r in found]


if __name__ == "__main__":
    main()
