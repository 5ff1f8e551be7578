"""The page on filters names the columns and options that are there."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.cli import export, report
from sayso.table.columns import COLUMNS, KINDS, LISTS
from sayso.table.event_filter import FILTERS

PAGE = (Path(__file__).parents[2] / "docs" / "filters.md").read_text(encoding="utf-8")


def test_every_column_stands_in_the_page_as_it_is() -> None:
    rows = re.findall(r"^\| (\w+) \| ([A-Z\[\]]+) \| (.+) \|$", PAGE, re.MULTILINE)
    lists = [(name, "VARCHAR[]", KINDS[kind]) for kind, name in LISTS.items()]
    assert rows == [*((one.name, one.type, one.meaning) for one in COLUMNS), *lists]


def test_report_and_export_take_every_filter_and_the_page_names_it() -> None:
    for name in set(FILTERS) - {"reviewed", "undated"}:
        assert f"--{name.replace('_', '-')}" in PAGE, name
    for command in (report, export):
        taken = {option.name for option in command.params}
        assert set(FILTERS) - {"reviewed"} | {"reviewed_only"} <= taken
