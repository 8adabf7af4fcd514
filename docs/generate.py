"""Writes docs/cli.md from the commands' own help and docs/schema.md from the nouns and the views.

Run it with ``make docs`` after changing a command, an option, a noun or a view; a test fails
while the pages are behind.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from pages.cli import cli_page
from pages.schema import schema_page

FOLDER = Path(__file__).parent
PAGES = {"cli.md": cli_page, "schema.md": schema_page}


def main() -> None:
    for name, write in PAGES.items():
        (FOLDER / name).write_text(write(), encoding="utf-8")


if __name__ == "__main__":
    main()
