"""The tables of the codebook: what a row may look like, and what is refused."""

from __future__ import annotations

import pytest

from sayso.codebook.sectors import load_sectors
from sayso.codebook.states import load_states
from sayso.codebook.tables import list_cell, read_rows
from sayso.errors import CodebookError


def test_remarks_are_skipped_and_short_rows_are_filled() -> None:
    rows = read_rows("sectors.tsv", ("code", "meaning"))
    assert rows[0]["code"] == "GOV"
    assert all(set(row) == {"code", "meaning"} for row in rows)


def test_a_wrong_header_names_the_right_one() -> None:
    with pytest.raises(CodebookError, match=r"sectors\.tsv.*header.*code, sense"):
        read_rows("sectors.tsv", ("code", "sense"))


def test_a_missing_table_is_named() -> None:
    with pytest.raises(CodebookError, match=r"nowhere\.tsv"):
        read_rows("nowhere.tsv", ("code",))


@pytest.mark.parametrize(("cell", "values"), [("", ()), ("a", ("a",)), ("a; b ;; c", ("a", "b", "c")), (" ; ", ())])
def test_list_cells(cell: str, values: tuple[str, ...]) -> None:
    assert list_cell({"x": cell}, "x") == values


def test_states_have_distinct_codes() -> None:
    states = load_states()
    assert len(states) >= 245
    for code in ("id", "iso2", "iso3", "name"):
        assert len({getattr(state, code) for state in states}) == len(states)
    assert all(len(state.iso2) == 2 and len(state.iso3) == 3 for state in states)


def test_sector_codes_are_three_capitals() -> None:
    codes = [sector.code for sector in load_sectors()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isupper() for code in codes)
