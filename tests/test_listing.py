"""Listings read the case when they are asked, in one state of it, and keep no more than they must."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.case_reading import CaseReading
from sayso.errors import NotACase, UsageError
from sayso.framing import Framed

SHELLED = "Rebels shelled the port of Hodeida on 3 May 2018."
BOMBED = "Israeli warplanes bombed a depot near Damascus on 19 July 2019."


@pytest.fixture
def case(tmp_path: Path) -> sayso.Case:
    opened = sayso.open(tmp_path / "x.sayso")
    opened.add_text(SHELLED, outlet="Meridian Wire", method="codebook")
    return opened


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sayso.Case]:
    with sayso.open(tmp_path_factory.mktemp("listing") / "iraq.sayso") as opened:
        opened.add(Path(__file__).parents[1] / "examples" / "iraq-2019", method="codebook")
        yield opened


def count_readings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    read: list[Path] = []
    apart = CaseReading._apart

    def counted(self: CaseReading, listed: Any) -> Any:
        read.append(self.path)
        return apart(self, listed)

    monkeypatch.setattr(CaseReading, "_apart", counted)
    return read


def test_nothing_is_read_before_it_is_asked_and_an_index_reads_once(
    case: sayso.Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = count_readings(monkeypatch)
    events = case.events()
    assert (repr(events), len(read)) == ("<Event>", 0)
    assert len(list(iter(events))) == 1 and len(read) == 1
    assert (len(events), events[0].date, events[-1:][0].id) == (1, "2018-05-03", events[0].id)
    assert (len(read), repr(events)) == (2, "<1 × Event>")
    assert list(events) == list(reversed(events)) == [events[0]] and len(read) == 2


def test_iterating_reads_the_case_as_it_is_then_and_what_was_kept_stays(case: sayso.Case) -> None:
    fresh, kept = case.documents(), case.documents()
    assert len(kept) == 1
    case.add_text(BOMBED, method="codebook")
    assert (len([*iter(fresh)]), len(kept), len(fresh)) == (2, 1, 2)


def test_one_reading_sees_one_state_while_others_see_the_next(case: sayso.Case) -> None:
    going = iter(case.documents())
    first = next(going)
    case.add_text(BOMBED, method="codebook")
    assert case.document(first.id).id == first.id
    assert len(case.documents()) == 2
    assert list(going) == []
    event = next(iter(case.events()))
    for one in case.events():
        case.decide("confirm", one.id, by="R. Haddad")
        assert any(log.target.id == one.id for log in case.decisions())
    assert event.id in {one.id for one in case.events()}


def test_a_listing_outlives_its_case_and_says_when_the_file_is_gone(case: sayso.Case) -> None:
    events = case.events()
    case.close()
    assert events
    case.path.unlink()
    with pytest.raises(NotACase, match="no such case"):
        list(events)


def test_truth_takes_one_row(case: sayso.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    assert case.events() and not case.events(type="AGREE")
    assert not case.events().filter(lambda event: False)


@pytest.mark.parametrize(
    ("listing", "wanted", "n"),
    [
        ("documents", {"outlet": "meridian wire"}, 6),
        ("documents", {"outlet": ["Meridian Wire", "The Harbour Post"]}, 9),
        ("documents", {"coded": False}, 1),
        ("documents", {"copy_of": None, "outlet": "Gulf Ledger"}, 3),
        ("actors", {"name": "iran"}, 1),
        ("actors", {"kind": "nothing"}, 0),
        ("actors", {"sensitive": True, "name": "Iran"}, 0),
    ],
    ids=str,
)
def test_fields_choose_rows(demo: sayso.Case, listing: str, wanted: dict[str, Any], n: int) -> None:
    found = getattr(demo, listing)(**wanted)
    assert len(found) == n
    assert {row.id for row in found} <= {row.id for row in getattr(demo, listing)()}


def test_rows_inside_rows_are_asked_for_by_id_or_name(demo: sayso.Case) -> None:
    by_name = demo.commitments(holder="Iran")
    assert by_name and all(one.holder.name == "Iran" for one in by_name)
    holder = by_name[0].holder.actor
    assert [one.id for one in demo.commitments(holder=holder)] == [one.id for one in by_name]
    vows = demo.commitments(holder="Iran", kind=("vow", "threat"))
    assert {one.kind for one in vows} <= {"vow", "threat"} and len(vows) <= len(by_name)


@pytest.mark.parametrize(
    ("listing", "wanted"),
    [
        ("documents", {"colour": "red"}),
        ("actors", {"colour": "red"}),
        ("commitments", {"colour": "red"}),
        ("claims", {"colour": "red"}),
        ("mentions", {"since": "yesterday"}),
        ("events", {"since": "yesterday"}),
        ("events", {"where": "colour = 'red'"}),
        ("events", {"where": "id = '1'; DROP TABLE events"}),
    ],
    ids=str,
)
def test_a_filter_that_cannot_be_asked_is_refused_at_once(case: sayso.Case, listing: str, wanted: Any) -> None:
    with pytest.raises(UsageError):
        getattr(case, listing)(**wanted)


def test_questions_in_sql_give_frames(demo: sayso.Case) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    question = "SELECT type, count(*) AS n, count(*) FROM events GROUP BY type ORDER BY n DESC, type"
    answer = demo.sql(question)
    assert answer.columns == ["type", "n", "count_star()"]
    assert sum(row[1] for row in answer) == len(demo.events())
    assert isinstance(answer.to_pandas(), pandas.DataFrame) and isinstance(answer.to_polars(), polars.DataFrame)
    assert answer.to_pandas()["n"].tolist() == answer.to_polars()["n"].to_list() == [row[1] for row in answer]
    assert answer[:1][0] == answer[0] and repr(answer).startswith(f"<{len(answer)} × (type, n")
    twice = demo.sql("SELECT 1 AS n, 2 AS n")
    assert twice.to_rows() == [{"n": 1, "n_2": 2}]
    parties = demo.sql(
        "SELECT DISTINCT name FROM event_values JOIN events ON event = n WHERE kind = 'actor' AND type = 'ASSAULT'"
    )
    assert ("United States",) in list(parties)


def test_questions_see_what_was_written_since(case: sayso.Case) -> None:
    counted = "SELECT count(*) FROM events"
    assert case.sql(counted)[0] == (1,)
    case.add_text(BOMBED, method="codebook")
    assert case.sql(counted)[0] == (2,)
    case.close()
    assert case.sql(counted)[0] == (2,)


@pytest.mark.parametrize(
    "question", ["SELECT 1; SELECT 2", "DROP TABLE events", "SELECT colour FROM events", "FROM read_text('/etc/hosts')"]
)
def test_a_question_that_is_none_is_refused(case: sayso.Case, question: str) -> None:
    with pytest.raises(UsageError):
        case.sql(question)
    with pytest.raises(UsageError):
        case.mentions().sql(question)


def test_rows_of_a_listing_are_asked_in_sql(demo: sayso.Case) -> None:
    found = demo.claims(type="ASSAULT").sql("SELECT field, count(*) AS n FROM rows GROUP BY field ORDER BY n DESC")
    assert found.columns == ["field", "n"] and sum(row[1] for row in found) == len(demo.claims(type="ASSAULT"))
    assert demo.mentions().sql("SELECT max(probability) <= 1 FROM rows")[0] == (True,)


@pytest.mark.parametrize("listing", ["events", "mentions", "claims", "actors", "commitments", "documents", "decisions"])
def test_every_listing_becomes_an_arrow_table_with_its_types(demo: sayso.Case, listing: str) -> None:
    pytest.importorskip("pyarrow")
    rows = getattr(demo, listing)()
    table = rows.to_arrow()
    assert (table.column_names, table.num_rows) == (rows.columns, len(rows))
    nothing = rows.filter(lambda row: False).to_arrow()
    assert nothing.schema.equals(table.schema) and nothing.num_rows == 0


@pytest.mark.parametrize("package", ["pandas", "polars", "pyarrow"])
def test_a_package_that_is_not_there_is_named_with_the_remedy(
    case: sayso.Case, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    name = {"pandas": "to_pandas", "polars": "to_polars", "pyarrow": "to_arrow"}[package]
    for framed in (case.events(), case.sql("SELECT 1")):
        assert isinstance(framed, Framed)
        with pytest.raises(ImportError, match=f"pip install {package}"):
            getattr(framed, name)()


def test_text_that_no_frame_can_hold_is_replaced(case: sayso.Case) -> None:
    pytest.importorskip("pyarrow")
    answer = sayso.Answer(["words"], [("\ud800x",)])
    assert answer.to_arrow().to_pylist() == [{"words": "?x"}]
