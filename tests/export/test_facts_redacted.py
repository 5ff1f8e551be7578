"""Where people are redacted no format of facts names them: not in a row, and not among what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.table.event_filter import EventFilter
from tests.deciding import ANN, case_at, raid


@pytest.mark.parametrize("format", ["acled", "ged", "polecat", "plover", "csv", "jsonl"])
def test_nobody_who_is_redacted_is_named(tmp_path: Path, format: str) -> None:
    with case_at(tmp_path / "x.sayso") as case:
        case.decide("sensitive", "vesta", True, by=ANN, kind="actor")
        case.decide("tag", raid(case).id, "vesta", by=ANN)
        plain, redacted = (told(case, tmp_path / name, format, redact=name == "shown") for name in ("all", "shown"))
        assert "vesta" in plain and "vesta" not in redacted and redacted


def test_a_filter_by_a_redacted_name_finds_nothing(tmp_path: Path) -> None:
    with case_at(tmp_path / "x.sayso") as case:
        case.decide("sensitive", "vesta", True, by=ANN, kind="actor")
        for wanted, n in ((EventFilter(actor=("vesta",)), 0), (EventFilter(actor=("person-1",)), 1)):
            counts = case.export(tmp_path / "out", "polecat", redact=True, wanted=wanted)
            assert sum(counts.values()) == n


def told(case: sayso.Case, out: Path, format: str, *, redact: bool) -> str:
    """Give all that an export writes, in small letters."""
    case.export(out, format, redact=redact)
    files = (path for path in sorted(out.iterdir()) if path.name != "rules.json")
    return "".join(path.read_text(encoding="utf-8") for path in files).casefold()
