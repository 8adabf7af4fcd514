"""Takes the README's picture: `onrecord read --html` of one article of the bundled story, seen by
Debian's Chromium. Run it with ``make picture``."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "examples" / "tarsenne" / "03_merestrand-press.txt"
PICTURE = ROOT / "docs" / "picture.png"
SIZE = (1120, 1180)


def main() -> None:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("Chromium is not installed: apt-get install chromium")
    onrecord = Path(sys.executable).with_name("onrecord")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        subprocess.run([onrecord, "read", "--html", page, ARTICLE], check=True)
        seen = [*browser(chromium, Path(folder)), page.as_uri()]
        subprocess.run(seen, check=True, stderr=subprocess.DEVNULL)
    print(f"Wrote {PICTURE.relative_to(ROOT)}.")


def browser(chromium: str, profile: Path) -> list[str]:
    """The browser's command line. Inside a container it runs as root, where its own sandbox
    cannot; the page is ours and runs no script."""
    width, height = SIZE
    return [
        chromium,
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        "--disable-gpu",
        f"--user-data-dir={profile / 'profile'}",
        f"--window-size={width},{height}",
        f"--screenshot={PICTURE}",
    ]


if __name__ == "__main__":
    main()
