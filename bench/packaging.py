"""Make the wheel from a fresh clone, install it in an empty environment, and run it from another folder, offline.

python -m bench.packaging
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from bench.record import record

ROOT = Path(__file__).parents[1]
STARTS = 10
"""Starts of Python of which the quickest import counts: the least is what the import itself takes."""
PARTS = {
    "model": "sayso/annotate/weights/",
    "gazetteer": "sayso/codebook/gazetteer/",
    "codebook": "sayso/codebook/data/",
}
MUST_HOLD = (*PARTS.values(), "sayso/serve/static/", "sayso/serve/templates/", "sayso/codebook/scheme_data/")
NO_NETWORK = ("unshare", "--net", "--map-root-user")
"""Runs a command where there is no network at all, not even the loopback."""

_IMPORT = "import time; a = time.process_time(); import sayso; print(time.process_time() - a)"


@dataclass(frozen=True, slots=True)
class Installed:
    """Hold an environment into which Sayso was installed, and how long that took."""

    folder: Path
    seconds: float

    def run(self, *words: str, cwd: Path, offline: bool) -> str:
        """Run a program of the environment, where there is no network if that can be had, and give what it prints."""
        command = [*(NO_NETWORK if offline else ()), str(self.folder / "bin" / words[0]), *words[1:]]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        return subprocess.run(command, cwd=cwd, env=clean, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Measure, and record the section Packaging."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-package-") as scratch:
        folder = Path(scratch)
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder / "clone")], check=True)
        wheel, building = _built(folder / "clone")
        _check_whole(wheel)
        from_clone = _installed(folder / "from-clone", folder / "clone")
        from_wheel = _installed(folder / "from-wheel", wheel)
        shutil.copytree(ROOT / "examples" / "iraq-2019", folder / "elsewhere" / "reports")
        shutil.rmtree(folder / "clone" / "src")
        offline = _can_go_offline()
        figures: list[tuple[str, object]] = [
            ("wheel, MiB", _mebibytes(wheel.stat().st_size)),
            *((f"of it {name}, MiB", _mebibytes(size)) for name, size in _sizes(wheel)),
            ("python -m build, seconds", f"{building:.0f}"),
            ("pip install of the wheel with its dependencies, seconds", f"{from_wheel.seconds:.0f}"),
            ("pip install . of the clone, seconds", f"{from_clone.seconds:.0f}"),
            ("packages installed, MiB", _mebibytes(_held(from_wheel.folder))),
            ("import sayso, processor seconds", f"{_import_seconds(from_wheel, folder):.3f}"),
        ]
        for name, installed in (("wheel", from_wheel), ("clone", from_clone)):
            figures += _demo(name, installed, folder / "elsewhere", offline)
    kept = "without a network" if offline else "with a network, as none could be taken away here"
    remark = (
        "From a fresh clone of the commit; the environments were empty, the clone's sources deleted before the"
        f" runs. The reports of the demo, in another folder, {kept}; the import is the least of {STARTS}."
    )
    record("Packaging", "python -m bench.packaging", figures, remark)


def _built(clone: Path) -> tuple[Path, float]:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "build", str(clone)], check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (clone / "dist").glob("*.whl")
    kept = clone.parent / wheel.name
    shutil.move(wheel, kept)
    return kept, time.perf_counter() - started


def _check_whole(wheel: Path) -> None:
    """Refuse a wheel without its model, tables, pages or types.

    Raises:
        SystemExit: something is missing.
    """
    with ZipFile(wheel) as held:
        names = held.namelist()
    missing = [part for part in MUST_HOLD if not any(name.startswith(part) for name in names)]
    if missing or "sayso/py.typed" not in names:
        raise SystemExit(f"the wheel has no {', '.join(missing) or 'py.typed'}")


def _installed(folder: Path, what: Path) -> Installed:
    venv.create(folder, with_pip=True)
    started = time.perf_counter()
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--quiet", str(what)]
    subprocess.run(command, check=True, cwd=folder)
    return Installed(folder, time.perf_counter() - started)


def _demo(name: str, installed: Installed, folder: Path, offline: bool) -> Iterator[tuple[str, object]]:
    case = f"{name}.sayso"
    for command, words in (
        ("sayso build of the demo", ["build", "reports", "-o", case, "--json", "--jobs", "1"]),
        ("sayso report", ["report", case]),
        ("sayso export", ["export", case, "--format", "geojson", "--out", f"{name}.geojson"]),
        ("sayso verify", ["verify", case]),
    ):
        started = time.perf_counter()
        printed = installed.run("sayso", *words, cwd=folder, offline=offline)
        yield f"{name}: {command}, seconds", f"{time.perf_counter() - started:.1f}"
        if words[0] == "build":
            told = json.loads(printed)
            yield f"{name}: documents / events", f"{told['documents']} / {told['events']}"


def _import_seconds(installed: Installed, folder: Path) -> float:
    return min(float(installed.run("python", "-c", _IMPORT, cwd=folder, offline=False)) for _ in range(STARTS))


def _sizes(wheel: Path) -> Iterator[tuple[str, int]]:
    with ZipFile(wheel) as held:
        for name, start in PARTS.items():
            yield name, sum(one.compress_size for one in held.infolist() if one.filename.startswith(start))


def _held(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f}"


def _can_go_offline() -> bool:
    try:
        return subprocess.run([*NO_NETWORK, "true"], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    main()
