"""The Python surface: typed rows, filters, data frames."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import NotACase, UsageError
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    opened = sayso.open(tmp_path_factory.mktemp("api") / "iraq.sayso")
    opened.add(Path(__file__).parents[1] / "examples" / "iraq-2019")
    return opened


def test_mentions_are_typed_and_filtered(case: sayso.Case) -> None:
    everything, assaults = case.mentions(), case.mentions(type="ASSAULT")
    assert isinstance(assaults[0], EventMention)
    assert {m.type for m in assaults} == {"ASSAULT"}
    assert 0 < len(assaults) < len(everything)
    own, attributed = case.mentions(attributed=False), case.mentions(attributed=True)
    assert len(own) + len(attributed) == len(everything)
    assert all(m.attribution for m in attributed) and not any(m.attribution for m in own)


def test_since_and_until_are_inclusive_and_leave_out_the_undated(case: sayso.Case) -> None:
    window = Edtf("2019-12-27/2019-12-29")
    found = case.mentions(since="2019-12-27", until="2019-12-29")
    assert found
    assert all(m.date is not None and m.date.overlaps(window) for m in found)
    expected = [m.id for m in case.mentions() if m.date is not None and m.date.overlaps(window)]
    assert [m.id for m in found] == expected
    with_undated = case.mentions(since="2019-12-27", until="2019-12-29", undated=True)
    assert len(with_undated) == len(found) + sum(m.date is None for m in case.mentions())


def test_actors_are_found_by_name_or_id(case: sayso.Case) -> None:
    by_name = case.mentions(actor="United States")
    assert by_name
    identity = next(who.actor for who in by_name[0].actors if who.name == "United States")
    assert [m.id for m in case.mentions(actor=identity)] == [m.id for m in by_name]


@pytest.mark.parametrize(
    "wanted", [{"type": "WAR"}, {"status": "maybe"}, {"since": "yesterday"}, {"colour": "red"}], ids=str
)
def test_a_filter_that_does_not_exist_is_refused(case: sayso.Case, wanted: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        case.mentions(**wanted)


def test_rows_become_data_frames(case: sayso.Case) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    mentions = case.mentions()
    frame = mentions.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == len(mentions)
    assert {"id", "type", "status", "trigger", "actors", "date", "probability"} <= set(frame.columns)
    other = mentions.to_polars()
    assert isinstance(other, polars.DataFrame)
    assert other["id"].to_list() == frame["id"].to_list()
    assert case.commitments().to_pandas()["kind"].notna().all()
    nobody = case.mentions(actor="nobody at all")
    assert (len(nobody), list(nobody.to_pandas().columns)) == (0, list(frame.columns))
    assert nobody.to_polars()["id"].to_list() == []


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"published": "03/04/2019"}, "may be 3 April or 4 March"),
        ({"published": "soonish"}, "Write it as 2019-12-28"),
        ({"columns": {"colour": "body"}}, "Fields are: text, title"),
        ({"columns": {"text": ""}}, "Name one, as text=body"),
        ({"method": "guess"}, "Use one of: reader, codebook"),
    ],
    ids=str,
)
def test_an_option_that_cannot_be_used_is_refused_with_the_remedy(
    given: dict[str, Any], says: str, tmp_path: Path
) -> None:
    (tmp_path / "wire.txt").write_text("Gunmen attacked a convoy.")
    with pytest.raises(UsageError, match=says):
        sayso.open(tmp_path / "new.sayso").add(tmp_path / "wire.txt", **given)
    assert not (tmp_path / "new.sayso").exists()


def test_a_case_comes_into_being_with_the_first_report(tmp_path: Path) -> None:
    case = sayso.open(tmp_path / "new.sayso")
    assert not case.path.exists()
    with pytest.raises(NotACase, match="no such case"):
        case.mentions()
    (tmp_path / "a.txt").write_text("Israel attacked Syria on Friday, Damascus said.")
    case.add(tmp_path / "a.txt", outlet="Wire")
    assert case.documents()[0].outlet == "Wire"


def test_the_text_of_record_is_the_file(case: sayso.Case, examples: Path) -> None:
    document = case.document("2019-12-28-meridian-k1-rockets.txt")
    with (examples / document.path).open(encoding="utf-8", newline="") as file:
        assert case.text(document.id) == file.read()


def test_a_copy_points_to_what_it_copies(case: sayso.Case) -> None:
    by_path = {document.path: document for document in case.documents()}
    original = by_path["2019-12-28-meridian-k1-rockets.txt"]
    assert original.copy_of is None
    for copy in ("2019-12-28-gulf-ledger-k1-copy.txt", "2019-12-29-harbour-post-k1-edited-copy.txt"):
        assert by_path[copy].copy_of == original.id


def test_another_language_is_kept_and_not_coded(case: sayso.Case) -> None:
    document = case.document("2020-01-08-courrier-du-quai-missiles.txt")
    assert (document.coded, document.not_coded_reason) == (False, "language: fr")
    assert not case.mentions(doc=document.id)
    assert case.text(document.id).startswith(document.title or "no title")
