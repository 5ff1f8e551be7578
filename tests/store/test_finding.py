"""Documents are found by id, by path, and by the place inside a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.errors import UsageError


@pytest.fixture
def case(tmp_path: Path) -> sayso.Case:
    rows = "text,date\nRockets hit a base near Kirkuk.,2019-12-28\nPolice shot a man in Basra.,2019-12-29\n"
    (tmp_path / "a:b.csv").write_text(rows)
    opened = sayso.open(tmp_path / "x.sayso")
    opened.add(tmp_path, method="codebook")
    return opened


@pytest.mark.parametrize("place", ["a:b.csv:row 1", "a:b.csv:row 2"])
def test_a_row_is_found_by_path_and_locator_whatever_colons_they_hold(case: sayso.Case, place: str) -> None:
    document = case.document(place)
    assert f"{document.path}:{document.locator}" == place
    assert case.document(document.id) == document


def test_a_path_that_holds_several_documents_names_them(case: sayso.Case) -> None:
    with pytest.raises(UsageError, match=r"several documents: d\w+, d\w+\. Name one"):
        case.document("a:b.csv")


@pytest.mark.parametrize("place", ["", ":", "a", "a:b.csv:row 3", ":" * 100_000])
def test_what_names_nothing_is_said_so(case: sayso.Case, place: str) -> None:
    with pytest.raises(UsageError, match="nothing in this case"):
        case.document(place)
