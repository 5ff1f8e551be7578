"""Two people code copies of one case and merge what they decided."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import Phase, settings
from hypothesis import given as with_any
from hypothesis import strategies as st

import sayso
from sayso.cli import main
from sayso.errors import UnreadableInput, UsageError
from tests.deciding import ANN, BEN, RAID, STRIKE, case_at, copy_of, mention, raid, record
from tests.merged import report
from tests.test_deciding import DEEDS


def pair(tmp_path: Path) -> tuple[sayso.Case, sayso.Case]:
    """Give two copies of a case."""
    mine = case_at(tmp_path / "mine.sayso")
    return mine, copy_of(mine, "yours.sayso")


def given(one: sayso.Case, other: sayso.Case, file: Path) -> Any:
    """Carry the decisions of one case to another."""
    one.export_decisions(file)
    return other.import_decisions(file, by=BEN)


Deed = Callable[[sayso.Case], object]


def on_raid(action: str, value: object = None, *, by: str, **more: Any) -> Deed:
    return lambda case: case.decide(action, raid(case).id, value, by=by, note="seen", kind="event", **more)  # type: ignore[arg-type]


def on_mention(action: str, value: object = None, *, by: str, **more: Any) -> Deed:
    return lambda case: case.decide(  # type: ignore[arg-type]
        action, mention(case, "b.txt", "raided").id, value, by=by, note="seen", kind="mention", **more
    )


def on_pair(action: str, *, by: str) -> Deed:
    return lambda case: case.decide(  # type: ignore[arg-type]
        action, mention(case, "a.txt", "struck").id, mention(case, "b.txt", "struck").id, by=by
    )


AGREE: dict[str, tuple[Deed, Deed]] = {
    "other fields": (on_raid("correct", "2020-01-10", by=ANN, field="date"), on_raid("credibility", 2, by=BEN)),
    "the same value": (on_raid("credibility", 2, by=ANN), on_raid("credibility", 2, by=BEN)),
    "tags": (on_raid("tag", "border", by=ANN), on_raid("tag", "night", by=BEN)),
    "same pair": (on_pair("same", by=ANN), on_pair("merge", by=BEN)),
    "an event and one of several mentions": (
        on_raid("confirm", by=ANN), lambda case: case.decide("tag", raid(case).id, "x", by=BEN),
    ),
}  # fmt: skip
DIFFER: dict[str, tuple[Deed, Deed]] = {
    "a date": (
        on_raid("correct", "2020-01-10", by=ANN, field="date"), on_raid("correct", "2020-01-11", by=BEN, field="date"),
    ),
    "a mention's type": (
        on_mention("correct", "COERCE", by=ANN, field="type"), on_mention("correct", "PROTEST", by=BEN, field="type"),
    ),
    "a credibility": (on_raid("credibility", 2, by=ANN), on_raid("credibility", 5, by=BEN)),
    "a pair": (on_pair("same", by=ANN), on_pair("different", by=BEN)),
    "a verdict on a mention": (on_mention("confirm", by=ANN), on_mention("reject", by=BEN)),
    "a verdict on an event and on its only mention": (on_mention("confirm", by=ANN), on_raid("reject", by=BEN)),
    "the original of a copy": (
        lambda case: case.decide("copy", "b.txt", "a.txt", by=ANN),
        lambda case: case.decide("copy", "b.txt", "c.txt", by=BEN),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", AGREE)
def test_work_that_agrees_adds_up_to_one_record_either_way(tmp_path: Path, name: str) -> None:
    mine, yours = pair(tmp_path)
    for deed, case in zip(AGREE[name], (mine, yours), strict=True):
        deed(case)
    mine.export_decisions(tmp_path / "mine.jsonl")
    assert given(yours, mine, tmp_path / "yours.jsonl").conflicts == []
    assert yours.import_decisions(tmp_path / "mine.jsonl").conflicts == []
    one, other = record(mine, tmp_path / "1"), record(yours, tmp_path / "2")
    one.pop("edges.jsonl"), other.pop("edges.jsonl")  # when a pair was judged alike twice, each names its own decision
    assert one == other
    assert {one.id for one in mine.decisions()} == {one.id for one in yours.decisions()}
    assert mine.verify().clean


@pytest.mark.parametrize("name", DIFFER)
def test_of_a_conflict_the_decision_of_this_case_holds_until_it_is_settled(tmp_path: Path, name: str) -> None:
    c = report([("Orland", "Vesta", "shelled", 15)], "c.txt")
    mine = case_at(tmp_path / "mine.sayso", report([STRIKE], "a.txt"), report([STRIKE, RAID], "b.txt"), c)
    yours = copy_of(mine, "yours.sayso")
    own, other = DIFFER[name]
    own(mine)
    other(yours)
    before, theirs = record(mine, tmp_path / "before"), record(yours, tmp_path / "theirs")
    found = given(yours, mine, tmp_path / "yours.jsonl")
    assert [(one.here.by, one.there.by) for one in found.conflicts] == [(ANN, BEN)]
    assert record(mine, tmp_path / "after") == before
    assert mine.conflicts() == found.conflicts == list(mine.review().conflicts)
    undo = mine.undo(found.conflicts[0].here.id, by=ANN)
    assert mine.conflicts() == []
    assert record(mine, tmp_path / "given way") == theirs
    mine.undo(undo.id, by=ANN)
    assert record(mine, tmp_path / "again") == before
    mine.undo(found.conflicts[0].there.id, by=ANN)
    assert mine.conflicts() == []
    assert record(mine, tmp_path / "settled") == before
    assert mine.verify().clean


def test_a_later_decision_on_the_same_thing_settles_a_conflict(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    on_raid("credibility", 5, by=BEN)(yours)
    given(yours, mine, tmp_path / "f.jsonl")
    on_raid("credibility", 3, by=ANN)(mine)
    assert (raid(mine).credibility, mine.conflicts()) == (3, [])


def test_decisions_are_never_written_over_a_case(tmp_path: Path) -> None:
    mine, _ = pair(tmp_path)
    before = mine.path.read_bytes()
    with pytest.raises(UsageError, match="is a case file"):
        mine.export_decisions(mine.path)
    assert mine.path.read_bytes() == before


def test_the_words_of_an_erased_document_do_not_come_back_with_decisions(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    target = mention(yours, "b.txt", "raided")
    both = yours.decide("confirm", target.id, by=ANN, note="seen in both", kind="mention")
    given(yours, mine, tmp_path / "first.jsonl")
    yours.decide("correct", target.id, "2019-01-01", field="date", by=ANN, note="quoting what is gone", kind="mention")
    mine.remove("b.txt", why="court order", by=BEN, erase=True)
    found = given(yours, mine, tmp_path / "second.jsonl")
    assert (found.known, len(found.new)) == (1, 0)
    (line,) = found.rejected
    assert "was erased from this case" in line.problem
    assert b"quoting what is gone" not in mine.path.read_bytes()
    assert {one.id for one in mine.decisions()} >= {both.id}
    assert mine.verify().clean


def test_a_file_taken_in_twice_changes_nothing(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    on_raid("credibility", 5, by=BEN)(yours)
    on_raid("tag", "night", by=BEN)(yours)
    given(yours, mine, tmp_path / "f.jsonl")
    before = record(mine, tmp_path / "1", without=())
    again = mine.import_decisions(tmp_path / "f.jsonl")
    assert (len(again.new), again.known, again.rejected) == (0, 2, [])
    assert record(mine, tmp_path / "2", without=()) == before


def test_of_one_person_the_later_decision_holds(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    given(mine, yours, tmp_path / "f.jsonl")
    assert raid(yours).credibility == 2
    on_raid("credibility", 4, by=ANN)(mine)
    assert given(mine, yours, tmp_path / "f.jsonl").conflicts == []
    assert raid(yours).credibility == 4
    mine.undo(next(one.id for one in mine.decisions() if one.after == 4), by=ANN)
    assert given(mine, yours, tmp_path / "f.jsonl").conflicts == []
    assert raid(yours).credibility == 2


def test_what_somebody_else_undid_there_stands_here_and_is_listed(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    given(mine, yours, tmp_path / "f.jsonl")
    decision = next(iter(yours.decisions()))
    yours.undo(decision.id, by=BEN)
    back = given(yours, mine, tmp_path / "g.jsonl")
    assert [(one.here.id, one.there.action) for one in back.conflicts] == [(decision.id, "undo")]
    assert raid(mine).credibility == 2
    forth = given(mine, yours, tmp_path / "f.jsonl")
    assert [(one.here.action, one.there.id) for one in forth.conflicts] == [("undo", decision.id)]
    mine.undo(decision.id, by=ANN)
    assert (raid(mine).credibility, mine.conflicts()) == (None, [])


def test_decisions_find_the_same_words_in_a_case_of_other_metadata(tmp_path: Path) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    on_mention("correct", "COERCE", by=ANN, field="type")(mine)
    on_raid("credibility", 2, by=ANN)(mine)
    wire = (report([STRIKE], "a.txt", outlet="Gazette"), report([STRIKE, RAID], "b.txt", outlet="Gazette"))
    yours = case_at(tmp_path / "yours.sayso", *wire)
    assert mention(yours, "b.txt", "raided").id != mention(mine, "b.txt", "raided").id
    assert given(mine, yours, tmp_path / "f.jsonl").without_anchor == []
    assert (raid(yours).type, raid(yours).credibility) == ("COERCE", 2)


def test_decisions_find_their_words_in_a_page_that_was_extracted_otherwise(tmp_path: Path) -> None:
    told = [STRIKE, RAID, ("Orland", "Vesta", "shelled", 12), ("Vesta", "Orland", "mined", 14)]
    mine = case_at(tmp_path / "mine.sayso", report(told, "b.txt"))
    on_mention("correct", "COERCE", by=ANN, field="type")(mine)
    on_raid("credibility", 2, by=ANN)(mine)
    more = report([*told, ("Orland", "Vesta", "bombed", 15)], "news/2020/b.txt", outlet="Gazette")
    yours = case_at(tmp_path / "yours.sayso", more, report([("Orland", "Vesta", "raided", 4)], "c.txt"))
    assert given(mine, yours, tmp_path / "f.jsonl").without_anchor == []
    raided = mention(yours, "news/2020/b.txt", "raided")
    assert raided.type == "COERCE"
    assert [one.credibility for one in yours.events() if raided.id in one.mentions] == [2]
    assert mention(yours, "c.txt", "raided").type == "ASSAULT"
    assert yours.import_decisions(tmp_path / "f.jsonl").known == 2
    assert yours.verify().clean


def test_a_decision_on_nothing_of_this_case_is_kept_and_listed(tmp_path: Path) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    on_raid("credibility", 2, by=ANN)(mine)
    yours = case_at(tmp_path / "yours.sayso", report([STRIKE], "a.txt"))
    found = given(mine, yours, tmp_path / "f.jsonl")
    assert [one.action for one in found.without_anchor] == ["credibility"]
    assert len(yours.decisions()) == 1
    from tests.deciding import read

    read(yours, report([STRIKE, RAID], "b.txt"))
    assert raid(yours).credibility == 2


def spoiled(line: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**line, "id": "x" + "0" * 20, **changes}


def target(line: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**line["target"], **changes}


BAD: dict[str, Callable[[dict[str, Any]], object]] = {
    "no JSON": lambda line: "{",
    "a list": lambda line: [1],
    "a line that lacks most fields": lambda line: {"id": "x", "after": None},
    "an unknown action": lambda line: spoiled(line, action="destroy"),
    "nobody": lambda line: spoiled(line, by=" "),
    "a time that is none": lambda line: spoiled(line, at="yesterday"),
    "a value that is none": lambda line: spoiled(line, after={"type": "WAR", "mode": None}),
    "a value of another field": lambda line: spoiled(line, field="date"),
    "a field that is none": lambda line: spoiled(line, field="__class__"),
    "a count that runs backwards": lambda line: spoiled(line, field="number:killed", after={"low": 4, "high": 2}),
    "a count below nothing": lambda line: spoiled(line, field="number:killed", after={"low": -4, "high": 2}),
    "actors without names": lambda line: spoiled(line, field="actors", after=[{}]),
    "a place off the globe": lambda line: spoiled(
        line, field="places",
        after=[{"place": None, "name": "x", "country": None, "latitude": 91, "longitude": 0, "geo_precision": 1,
                "geonames": None}],
    ),
    "no target": lambda line: spoiled(line, target=target(line, mentions=[])),
    "a quotation of another length": lambda line: spoiled(
        line, target=target(line, mentions=[{**line["target"]["mentions"][0], "end": 900}])
    ),
    "words that its document does not hold": lambda line: spoiled(
        line, target=target(line, mentions=[{**line["target"]["mentions"][0], "quotation": "bombed"}])
    ),
    "two targets": lambda line: spoiled(line, other=line["target"]),
    "an erasure": lambda line: spoiled(
        line, action="erase", field=None, after=True, target={"kind": "document", "id": line["target"]["doc"]}
    ),
    "another decision of a known id": lambda line: {**line, "after": {"type": "PROTEST", "mode": None}},
    "evidence of no kind": lambda line: spoiled(
        line, action="attach", field=None, after={"kind": "rumour", "address": "x"}
    ),
    "a credibility of another scale": lambda line: spoiled(line, action="credibility", field=None, after=7),
    "an id of something else": lambda line: spoiled(line, id="m" + "0" * 20),
    "what it found is half a count": lambda line: spoiled(line, field="number:killed", after=None, before={"low": 1}),
    "what it confirmed is a list": lambda line: spoiled(line, action="confirm", field=None, after=True, before=[1]),
    "what it confirmed is no date": lambda line: spoiled(
        line, action="confirm", field=None, after=True, before={"date": "July"}
    ),
    "what it found is nested without end": lambda line: spoiled(
        line, action="tag", field=None, after="x", before=json.loads("[" * 300 + "]" * 300)
    ),
    "a number as a name": lambda line: spoiled(line, by=7),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_rejected_by_its_number_and_the_rest_taken_in(tmp_path: Path, name: str) -> None:
    mine, yours = pair(tmp_path)
    on_raid("correct", "COERCE", by=ANN, field="type")(mine)
    on_raid("tag", "night", by=ANN)(mine)
    mine.export_decisions(tmp_path / "f.jsonl")
    first, second = (tmp_path / "f.jsonl").read_text().splitlines()
    bad = BAD[name](json.loads(first))
    lines = [first, bad if isinstance(bad, str) else json.dumps(bad), "", second]
    (tmp_path / "f.jsonl").write_text("\n".join(lines))
    found = yours.import_decisions(tmp_path / "f.jsonl")
    assert [one.line for one in found.rejected] == [2]
    assert found.rejected[0].problem
    assert (len(found.new), raid(yours).tags, raid(yours).type) == (2, ("night",), "COERCE")
    assert yours.verify().clean


@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.generate))
@with_any(st.lists(st.tuples(st.sampled_from(sorted(AGREE | DIFFER)), st.booleans(), st.booleans()), max_size=5))
def test_whatever_two_people_decide_exchange_loses_and_doubles_nothing(deeds: list[tuple[str, bool, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        c = report([("Orland", "Vesta", "shelled", 15)], "c.txt")
        mine = case_at(out / "mine.sayso", report([STRIKE], "a.txt"), report([STRIKE, RAID], "b.txt"), c)
        yours = copy_of(mine, "yours.sayso")
        for name, first, own in deeds:
            deed = (AGREE | DIFFER)[name][first]
            try:
                deed(mine if own else yours)
            except (StopIteration, UsageError):
                continue  # an earlier one has rejected or left out what it is about
        mine.export_decisions(out / "m.jsonl")
        given_to_mine = given(yours, mine, out / "y.jsonl")
        yours.import_decisions(out / "m.jsonl")
        assert given_to_mine.rejected == []
        assert {one.id for one in mine.decisions()} == {one.id for one in yours.decisions()}
        assert all(case.verify().clean for case in (mine, yours))
        before = record(mine, out / "1", without=())
        assert mine.import_decisions(out / "y.jsonl").new == []
        assert record(mine, out / "2", without=()) == before
        mine.close(), yours.close()


def test_a_file_without_end_or_text_is_read_line_by_line(tmp_path: Path) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    file = tmp_path / "f.jsonl"
    file.write_bytes(b"\xff\xfe\n" + b"[" * 200_000 + b"\n" + b"x" * (5 << 20) + b"\n{}\n")
    assert [one.line for one in mine.import_decisions(file).rejected] == [1, 2, 3, 4]
    with pytest.raises(UnreadableInput):
        mine.import_decisions(tmp_path / "nothing.jsonl")


def test_decisions_of_an_export_are_taken_in_by_their_times(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    mine.export(tmp_path / "out")
    assert len(yours.import_decisions(tmp_path / "out" / "decisions.jsonl").new) == 1
    assert raid(yours).credibility == 2


def test_the_commands_tell_what_came_and_what_is_contested(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on_raid("credibility", 2, by=ANN)(mine)
    on_raid("credibility", 5, by=BEN)(yours)
    mine.close(), yours.close()

    def run(*words: object) -> Any:
        return CliRunner().invoke(main, ["decisions", *map(str, words)], catch_exceptions=False)

    assert "1 decision written" in run("export", yours.path, "-o", tmp_path / "f.jsonl").output
    (tmp_path / "f.jsonl").write_text((tmp_path / "f.jsonl").read_text() + "nonsense\n")
    shown = run("import", mine.path, tmp_path / "f.jsonl", "--by", ANN)
    assert shown.exit_code == 1
    assert "1 new decision" in shown.output and "line 2:" in shown.output and "Conflicts (1)" in shown.output
    listed = run("conflicts", mine.path).output
    assert "credibility, by Ben" in listed and "came from another case" in listed and "waits, as x" in listed
    assert len(json.loads(run("conflicts", mine.path, "--json").output)) == 1


@pytest.mark.parametrize("name", DEEDS)
def test_every_action_shows_in_another_case_as_it_did_at_home(tmp_path: Path, name: str) -> None:
    (tmp_path / "fields.yaml").write_text("- {name: time of day, type: one-of, values: [day, night]}")
    mine, yours = pair(tmp_path)
    DEEDS[name](mine)
    found = given(mine, yours, tmp_path / "f.jsonl")
    assert (len(found.new), found.rejected, found.without_anchor, found.conflicts) == (1, [], [], [])
    one, other = record(mine, tmp_path / "1"), record(yours, tmp_path / "2")
    assert one == other


def test_a_field_that_is_not_declared_here_is_not_taken_in(tmp_path: Path) -> None:
    (tmp_path / "fields.yaml").write_text("- {name: light, type: text}")
    mine, yours = pair(tmp_path)
    on_raid("field", "dusk", by=ANN, field="light")(mine)
    (tmp_path / "fields.yaml").write_text("- {name: light, type: one-of, values: [day, night]}")
    found = given(mine, yours, tmp_path / "f.jsonl")
    assert (found.new, "'dusk' is no value of light" in found.rejected[0].problem) == ([], True)


def test_a_value_that_only_reads_as_one_of_a_field_is_rejected(tmp_path: Path) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    yours = copy_of(mine, "yours.sayso")
    own = tmp_path / "own.yaml"
    own.write_text("- {name: filmed, type: yes-no}")
    with sayso.open(mine.path) as mine:
        mine.decide("field", raid(mine).id, "yes", field="filmed", by=ANN, fields=own)
        mine.export_decisions(tmp_path / "mine.jsonl")
        row = json.loads((tmp_path / "mine.jsonl").read_text())
        assert yours.import_decisions(tmp_path / "mine.jsonl").rejected, "nothing declares the field"
        (tmp_path / "bent.jsonl").write_text(json.dumps(row | {"after": "yes"}))
        (line,) = yours.import_decisions(tmp_path / "bent.jsonl", fields=own).rejected
        assert "is not how a value of filmed is kept" in line.problem
        assert not yours.import_decisions(tmp_path / "mine.jsonl", fields=own).rejected
        assert raid(yours).fields == {"filmed": True}


@pytest.mark.parametrize("address", [3, {"a": 1}, ["x"]])
def test_evidence_that_no_record_could_tell_of_does_not_come_in(tmp_path: Path, address: object) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    yours = copy_of(mine, "yours.sayso")
    with sayso.open(mine.path) as mine:
        mine.decide("attach", raid(mine).id, {"kind": "photo", "address": "x"}, by=ANN)
        mine.export_decisions(tmp_path / "mine.jsonl")
        row = json.loads((tmp_path / "mine.jsonl").read_text())
        row["after"]["address"] = address
        (tmp_path / "mine.jsonl").write_text(json.dumps(row))
        assert len(yours.import_decisions(tmp_path / "mine.jsonl").rejected) == 1
        assert len(list(yours.events())) == 2
