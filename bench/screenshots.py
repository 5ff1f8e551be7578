"""Take the pictures of the workbench that docs show: python -m bench.screenshots [--case FILE --out FOLDER].

Without --case they are of the demo's reports, read anew, and go to docs/img.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.corpora import ROOT, run
from bench.visitor import Visitor, served

OUT = ROOT / "docs" / "img"
EXAMPLES = ROOT / "examples" / "iraq-2019"
WIDE, HIGH = 1120, 800
LARGEST = 80 << 10
"""Bytes of a picture at most; it is written more coarsely until it fits."""
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync")
VIEWS = {
    "overview": "/overview?all=true", "dossier": "/events/{event}", "document": "/documents/{document}",
    "compare": "/compare?event={event}", "actor": "/actors/{actor}", "commitments": "/commitments",
    "sources": "/sources", "review": "/review", "add": "/add",
}  # fmt: skip
DARK = ("overview", "dossier", "document")
"""Views that are shown in the dark too."""


def main() -> None:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, help="A case to show instead of the demo's.")
    parser.add_argument("--out", type=Path, default=OUT, help="Folder to write to.")
    parser.add_argument("--whole", action="store_true", help="Show pages to their end, and each in the dark too.")
    parser.add_argument("--print", action="store_true", dest="on_paper", help="Show pages as they are printed.")
    asked = parser.parse_args()
    if asked.case and asked.out == OUT:
        sys.exit("docs show the demo alone: name a folder with --out")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        case = asked.case or Path(scratch) / "iraq.sayso"
        if asked.case is None:
            run("build", EXAMPLES, "-o", case)
        with served(case) as (visitor, _), chromium() as browser:
            for name, address in addresses(visitor).items():
                for dark in (False, True) if name in DARK or asked.whole else (False,):
                    target = asked.out / f"{name}{'-dark' if dark else ''}.webp"
                    page = browser.new_page(
                        viewport={"width": WIDE, "height": HIGH}, color_scheme="dark" if dark else "light"
                    )
                    if asked.on_paper:
                        page.emulate_media(media="print")
                    page.goto(visitor.home + address, wait_until="networkidle")
                    page.wait_for_timeout(1000)
                    print(target.name, write(page.screenshot(full_page=asked.whole), target, whole=asked.whole))
                    page.close()


def addresses(visitor: Visitor) -> dict[str, str]:
    """Give the address of each view: of an event on whose dead reports differ, and of what it names."""
    found = json.loads(visitor.get("/overview.json?all=true&contested=true&order=voices").text)["events"]
    killed = [one for one in found if any(row["field"] == "number:killed" for row in one["contested"])]
    event = (killed or found or json.loads(visitor.get("/overview.json?all=true").text)["events"])[0]
    actors = json.loads(visitor.get("/overview.json?all=true").text)["facets"]["actor"]
    ids = {"event": event["id"], "document": event["documents"][0], "actor": actors[0]["id"]}
    return {name: address.format(**ids) for name, address in VIEWS.items()}


@contextmanager
def chromium() -> Iterator[Any]:
    """Start Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=list(QUIET))
        yield browser
        browser.close()


def write(shot: bytes, target: Path, *, whole: bool = False) -> int:
    """Write a picture as WebP that is small enough; give its bytes."""
    from PIL import Image

    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    if whole:
        picture.save(target.with_suffix(".png"))
        return target.with_suffix(".png").stat().st_size
    for quality in (80, 70, 60, 50, 40, 30):
        picture.save(target, "WEBP", quality=quality, method=6)
        if target.stat().st_size <= LARGEST:
            break
    return target.stat().st_size


if __name__ == "__main__":
    main()
