"""Decisions that meet others on the same thing: which of them holds, and what would change nothing is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import sayso
from sayso.errors import UsageError
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention
from tests.deciding import ANN, BEN, STRIKE, case_at, copy_of, mention, raid, read
from tests.merged import report


@pytest.fixture
def case(tmp_path: Path) -> Iterator[sayso.Case]:
    with case_at(tmp_path / "x.sayso") as opened:
        yield opened


def raided(case: sayso.Case) -> str:
    return mention(case, "b.txt", "raided").id


def told(case: sayso.Case, identity: str) -> list[EventMention]:
    return list(case.mentions(id=identity))


def test_of_a_confirmation_and_a_rejection_the_later_holds(case: sayso.Case) -> None:
    identity = raided(case)
    rejected = case.decide("reject", identity, by=ANN, kind="event")
    case.decide("confirm", identity, by=ANN, kind="mention")
    assert [one.probability for one in told(case, identity)] == [1.0]
    case.decide("reject", raid(case).id, by=BEN, kind="event")
    assert told(case, identity) == []
    assert case.log()[0].id == rejected.id
    assert case.verify().faults == ()


REJECTED: dict[str, Callable[[sayso.Case, EventMention], object]] = {
    "is out of the record": lambda case, one: case.decide(
        "correct", one.id, "COERCE", field="type", by=ANN, note="seen", kind="mention"
    ),
    "is there already, rejected": lambda case, one: case.decide(
        "add", "b.txt", "PROTEST", span=(one.trigger.start, one.trigger.end), by=ANN
    ),
}


@pytest.mark.parametrize("says", REJECTED)
def test_what_would_change_nothing_as_the_mention_is_rejected_is_refused(case: sayso.Case, says: str) -> None:
    one = mention(case, "b.txt", "raided")
    case.decide("reject", one.id, by=ANN, kind="mention")
    with pytest.raises(UsageError, match=says):
        REJECTED[says](case, one)
    case.decide("confirm", one.id, by=ANN, kind="mention")
    case.decide("correct", one.id, "COERCE", field="type", by=ANN, note="seen", kind="mention")
    assert [found.type for found in told(case, one.id)] == ["COERCE"]


def test_a_mention_is_not_added_over_another_which_it_would_change(case: sayso.Case) -> None:
    one = mention(case, "b.txt", "raided")
    with pytest.raises(UsageError, match=rf"the mention {one.id} at \d+:\d+ is there already"):
        case.decide("add", "b.txt", "PROTEST", span=(one.trigger.start - 3, one.trigger.end), by=ANN)
    assert not case.log()


def test_a_stance_is_refused_where_nobody_is_quoted(case: sayso.Case) -> None:
    case_of = {"field": "stance", "by": ANN, "note": "seen", "kind": "mention"}
    with pytest.raises(UsageError, match="own voice"):
        case.decide("correct", raided(case), "denies", **case_of)  # type: ignore[arg-type]
    case.decide("correct", raided(case), "Vesta", **{**case_of, "field": "source"})  # type: ignore[arg-type]
    case.decide("correct", raided(case), "denies", **case_of)  # type: ignore[arg-type]
    assert [link.stance for link in told(case, raided(case))[0].attribution] == ["denies"]


def actors(case: sayso.Case) -> dict[str, str]:
    return {one.id: one.name for one in case.actors()}


def test_the_name_of_a_joined_actor_is_that_of_whom_it_was_joined_to(case: sayso.Case) -> None:
    case.decide("join", "orland", "vesta", by=ANN)
    case.decide("name", "orland", "The Two", by=ANN)
    assert actors(case) == {"vesta": "The Two"}
    assert {who.name for one in case.mentions() for who in one.actors} == {"The Two"}


def test_an_actor_goes_by_the_name_that_people_gave_it(case: sayso.Case) -> None:
    case.decide("name", "orland", "Northland", by=ANN)
    assert case.decide("sensitive", "Northland", by=ANN).target.id == "orland"
    assert case.decide("correct", raided(case), "Northland", field="actors", by=ANN, note="so").after == [
        {"actor": "orland", "name": "Northland"}
    ]


def test_a_name_that_several_actors_have_names_none(case: sayso.Case) -> None:
    case.decide("name", "orland", "Ministry", by=ANN)
    case.decide("name", "vesta", "Ministry", by=ANN)
    with pytest.raises(UsageError, match="several actors are called 'Ministry': orland, vesta"):
        case.decide("sensitive", "Ministry", by=ANN)


def test_actors_that_two_people_join_the_one_to_the_other_are_one(case: sayso.Case, tmp_path: Path) -> None:
    yours = copy_of(case, "yours.sayso")
    with sayso.open(case.path) as mine, yours:
        mine.decide("join", "orland", "vesta", by=ANN)
        yours.decide("join", "vesta", "orland", by=BEN)
        yours.export_decisions(tmp_path / "yours.jsonl")
        mine.import_decisions(tmp_path / "yours.jsonl")
        assert list(actors(mine)) == ["vesta"]
        assert {who.actor for one in mine.mentions() for who in (*one.actors, *one.recipients)} == {"vesta"}
        assert mine.verify().faults == ()


def test_of_two_documents_that_people_call_copies_of_each_other_the_later_decision_holds(case: sayso.Case) -> None:
    case.decide("copy", "a.txt", "b.txt", by=ANN)
    case.decide("copy", "b.txt", "a.txt", by=ANN)
    assert {one.path: one.copy_of for one in case.documents()} == {
        "a.txt": None, "b.txt": case.document("a.txt").id
    }  # fmt: skip
    assert case.verify().faults == ()


def test_where_the_machine_takes_the_copy_for_the_original_a_person_turns_it_round(tmp_path: Path) -> None:
    for day in ("03", "04"):
        page = (
            f"---\noutlet: Wire {day}\npublished: 2019-05-{day}\n---\nGunmen killed nine men in Tal Hamis, police said."
        )
        (tmp_path / f"{day}.md").write_text(page)
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add(tmp_path)
        first, second = (case.document(f"{day}.md").id for day in ("03", "04"))
        assert {one.id: one.copy_of for one in case.documents()} == {first: None, second: first}
        case.decide("copy", first, second, by=ANN)
        for copies in ({one.id: one.copy_of for one in case.documents()}, {
            one: case.document(one).copy_of for one in (first, second)
        }):  # fmt: skip
            assert copies == {first: second, second: None}
        assert case.verify().faults == ()


def newly_dated(case: sayso.Case, path: str, day: int) -> None:
    """Let the machine read another day for the strike of a report."""
    reading = report([STRIKE], path)
    again = (replace(one, date=Edtf(f"2020-01-{day:02}")) for one in reading.mentions)
    read(case, replace(reading, mentions=tuple(again)), way="a newer way")


def test_a_confirmed_event_keeps_its_mentions_and_the_review_lists_what_would_leave_it(
    case: sayso.Case, tmp_path: Path
) -> None:
    one, other = mention(case, "a.txt", "struck"), mention(case, "b.txt", "struck")
    assert one.event == other.event
    decision = case.decide("confirm", one.event, by=ANN, kind="event")
    assert not case.review().disagreements
    newly_dated(case, "a.txt", 29)
    together = mention(case, "a.txt", "struck").event == mention(case, "b.txt", "struck").event
    assert together, "what was confirmed parts"
    (parted,) = (found for found in case.review().disagreements if found.field == "mentions")
    assert parted.decision == decision.id
    assert parted.decided == parted.machine == sorted([one.id, other.id])
    assert case.verify().faults == ()
    case.undo(decision.id, by=ANN)
    assert mention(case, "a.txt", "struck").event != mention(case, "b.txt", "struck").event
    assert case.verify().faults == ()


def test_a_confirmed_event_is_parted_by_whoever_says_so_later(case: sayso.Case) -> None:
    one, other = mention(case, "a.txt", "struck"), mention(case, "b.txt", "struck")
    case.decide("confirm", one.event, by=ANN, kind="event")
    case.decide("split", one.id, by=ANN)
    assert mention(case, "a.txt", "struck").event != mention(case, "b.txt", "struck").event
    assert not [found for found in case.review().disagreements if found.field == "mentions"]
    case.decide("same", one.id, other.id, by=ANN)
    assert mention(case, "a.txt", "struck").event == mention(case, "b.txt", "struck").event


@pytest.mark.parametrize("confirms", ["mine", "yours"])
def test_to_confirm_an_event_and_to_part_it_is_a_conflict(case: sayso.Case, tmp_path: Path, confirms: str) -> None:
    yours = copy_of(case, "yours.sayso")
    with sayso.open(case.path) as mine, yours:
        cases = {"mine": mine, "yours": yours}
        struck = mention(mine, "a.txt", "struck")
        for name, own in cases.items():
            if name == confirms:
                own.decide("confirm", struck.event, by=name, kind="event")
            else:
                own.decide("split", struck.id, by=name)
        yours.export_decisions(tmp_path / "yours.jsonl")
        (found,) = mine.import_decisions(tmp_path / "yours.jsonl").conflicts
        assert (found.here.by, found.there.by) == ("mine", "yours")
        together = mention(mine, "a.txt", "struck").event == mention(mine, "b.txt", "struck").event
        assert together == (confirms == "mine")
