"""A wheel without its model, tables, pages or types is refused."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from bench.packaging import MUST_HOLD, _check_whole, _sizes

WHOLE = [*(f"{part}one" for part in MUST_HOLD), "sayso/py.typed"]


def wheel(path: Path, names: list[str]) -> Path:
    with ZipFile(path, "w") as held:
        for name in names:
            held.writestr(name, "12345")
    return path


def test_a_whole_wheel_passes(tmp_path: Path) -> None:
    made = wheel(tmp_path / "x.whl", WHOLE)
    _check_whole(made)
    assert dict(_sizes(made)) == {"model": 5, "gazetteer": 5, "codebook": 5}


@pytest.mark.parametrize("missing", WHOLE)
def test_a_wheel_that_lacks_something_is_refused(missing: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="the wheel has no"):
        _check_whole(wheel(tmp_path / "x.whl", [name for name in WHOLE if name != missing]))
