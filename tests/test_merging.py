"""What is merged depends on the reports alone: not on order, batches or interruptions, nor on what went before."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
import sayso.merging as merging
from sayso.build import build
from sayso.config import BuildOptions
from sayso.errors import NotACase, UsageError
from sayso.merge.compare import Comparison
from sayso.merging import merge
from sayso.record.readings import Reading
from sayso.store.case_file import connect
from sayso.store.copies import MOST_TEXTS_OF_A_PARAGRAPH
from sayso.store.verify import verify
from sayso.store.view import View
from sayso.store.waiting import is_settled
from tests.merged import RULES, Act, keep, report, shown, together

ALONE, WHOLE = 1.0, -1.0
STRIKE: Act = ("Orland", "Vesta", "struck", 3)
RAID: Act = ("Vesta", "Orland", "raided", 9)


@contextmanager
def merged_by(share: float) -> Iterator[None]:
    """Merge only what is touched (``ALONE``) or always everything (``WHOLE``), however small the case."""
    before, merging.WHOLE_SHARE = merging.WHOLE_SHARE, share
    try:
        yield
    finally:
        merging.WHOLE_SHARE = before


@contextmanager
def case_of(*batches: list[Reading], share: float = ALONE) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory() as folder, merged_by(share):
        connection = connect(Path(folder, "x.sayso"))
        for batch in batches:
            keep(connection, *batch)
            merge(connection, RULES)
        yield connection
        connection.close()


@pytest.fixture
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare by whether trigger, actor, recipient and day are the same, whatever the fitted weights say of that."""

    def compare_plainly(sheet: Any, left: Any, right: Any, weights: object) -> Comparison:
        same = np.ones(len(left), bool)
        for sign in ("head", "first"):
            same &= sheet[sign][left] == sheet[sign][right]
        for sign in ("actors", "recipients"):
            same &= (sheet[sign][left] == sheet[sign][right]).all(axis=1)
        return Comparison(np.where(same, 0.9, 0.05).astype(np.float32), np.zeros(len(left), np.uint8))

    monkeypatch.setattr("sayso.merge.blockwise.compare", compare_plainly)
    monkeypatch.setattr("sayso.merge.compare.compare", compare_plainly)


acts = st.tuples(
    st.sampled_from(["Orland", "Vesta"]), st.sampled_from(["Vesta", "Port Hale"]),
    st.sampled_from(["struck", "shelled", "threatened"]), st.sampled_from([3, 4, 9]),
)  # fmt: skip
reports = st.lists(st.lists(acts, min_size=1, max_size=3), min_size=1, max_size=5).map(
    lambda told: [report(one, f"{n}.txt", near=("same",) if n % 2 else ()) for n, one in enumerate(told)]
)


def cut(readings: list[Reading], at: int) -> tuple[list[Reading], list[Reading]]:
    return readings[: at % (len(readings) + 1)], readings[at % (len(readings) + 1) :]


@settings(max_examples=25, deadline=None)
@given(reports, st.randoms(use_true_random=False), st.integers(0, 5))
def test_order_and_batches_change_nothing(readings: list[Reading], chance: object, at: int) -> None:
    with case_of(readings, share=WHOLE) as connection:
        expected = shown(connection)
    shuffled = list(readings)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for batches in ([[one] for one in shuffled], cut(shuffled, at)):
        with case_of(*batches) as connection:
            assert shown(connection) == expected
            assert verify(connection, RULES.maker.event_of).faults == ()


@settings(max_examples=25, deadline=None)
@given(reports, reports, st.booleans())
def test_what_was_there_before_leaves_no_trace(before: list[Reading], after: list[Reading], whole: bool) -> None:
    """Reports that others took the place of, and readings by an older way, change nothing of what is merged now."""
    now = after[: len(before)]
    with case_of(now, share=WHOLE) as connection:
        expected = shown(connection)
    with case_of(before[: len(now)], share=WHOLE if whole else ALONE) as connection:
        for one in now:
            keep(connection, one, way="new")
            merge(connection, RULES)
        assert shown(connection) == expected
        assert verify(connection, RULES.maker.event_of).faults == ()


@pytest.mark.usefixtures("plainly")
def test_reports_of_one_act_are_one_event_and_others_stay_apart() -> None:
    with case_of([report([STRIKE, RAID], "a.txt")], [report([STRIKE], "b.txt")]) as connection:
        assert together(connection) == [[("a.txt", "struck"), ("b.txt", "struck")]]
        events = {event.id for event in View(connection).events()}
        assert {mention.event for mention in View(connection).mentions()} == events
        same = [edge for edge in View(connection).edges() if edge.judgement == "same"]
        assert len(same) == 1 and same[0].left < same[0].right


@pytest.mark.usefixtures("plainly")
def test_an_event_keeps_its_lowest_mention_as_id_and_the_former_id_leads_to_it() -> None:
    one, two = report([STRIKE], "a.txt"), report([STRIKE], "b.txt")
    low, high = sorted((one, two), key=lambda reading: reading.mentions[0].id)
    with case_of([high], [low]) as connection:
        view = View(connection)
        assert [event.id for event in view.events()] == [low.mentions[0].id]
        redirects = [(redirect.old, redirect.new) for redirect in view.redirects()]
        assert redirects == [(high.mentions[0].id, low.mentions[0].id)]
        assert view.event_of(high.mentions[0].id) == low.mentions[0].id


@pytest.mark.usefixtures("plainly")
def test_a_former_event_whose_mention_is_gone_leads_to_what_is_left_of_it() -> None:
    readings = [report([STRIKE], f"{n}.txt") for n in range(3)]
    first, *others = sorted(readings, key=lambda reading: reading.mentions[0].id)
    with case_of(readings) as connection:
        keep(connection, report([RAID], first.document.path))
        merge(connection, RULES)
        redirects = [(redirect.old, redirect.new) for redirect in View(connection).redirects()]
        assert redirects == [(first.mentions[0].id, others[0].mentions[0].id)]


def test_copies_that_come_later_show_in_events_that_stand_already() -> None:
    """A report that came before and tells the same text is the copied one from then on."""
    late = report([STRIKE], "late.txt", near=("x",))
    early = report([RAID], "early.txt", near=("x",))
    with case_of([late], [early]) as connection, case_of([early, late], share=WHOLE) as other:
        assert shown(connection) == shown(other)
        assert any(document.copy_of or document.shares_paragraphs for document in View(connection).documents())


def test_a_paragraph_that_too_many_share_counts_no_more_for_those_that_were_there() -> None:
    most = MOST_TEXTS_OF_A_PARAGRAPH
    readings = [report([("Orland", "Vesta", "struck", 3)], f"{n}.txt", near=("standing",)) for n in range(most + 2)]
    with case_of(readings[:most]) as connection, merged_by(ALONE):
        assert all(document.shares_paragraphs for document in View(connection).documents())
        keep(connection, *readings[most:])
        merge(connection, RULES)
        with case_of(readings, share=WHOLE) as other:
            assert shown(connection) == shown(other)


def test_events_made_by_several_processes_are_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(merging, "MANY_EVENTS", 1)
    monkeypatch.setattr(merging, "EVENTS_AT_ONCE", 1)
    readings = [report([STRIKE, RAID], "a.txt"), report([STRIKE], "b.txt")]
    connection = connect(tmp_path / "x.sayso")
    keep(connection, *readings)
    merge(connection, RULES, jobs=2)
    with case_of(readings) as other:
        assert shown(connection) == shown(other)


def test_merging_again_does_nothing() -> None:
    with case_of([report([STRIKE, RAID], "a.txt")]) as connection:
        before = shown(connection)
        assert merge(connection, RULES) == merging.Merged(0, 0, 0)
        assert (shown(connection), is_settled(connection)) == (before, True)


def test_other_rules_merge_all_anew_and_make_their_own_sketches() -> None:
    from dataclasses import replace

    with case_of([report([STRIKE], "a.txt")], [report([STRIKE], "b.txt")]) as connection:
        before = shown(connection)
        connection.execute("UPDATE sketches SET row = zeroblob(length(row))")
        merge(connection, replace(RULES, way="other rules"))
        assert shown(connection) == before


def test_readings_without_sketches_are_merged_too(tmp_path: Path) -> None:
    connection = connect(tmp_path / "x.sayso")
    readings = [report([STRIKE], "a.txt"), report([STRIKE, RAID], "b.txt")]
    keep(connection, *readings, sketched=False)
    merge(connection, RULES)
    with case_of(readings) as other:
        assert shown(connection) == shown(other)


KILLED = """
import os, signal, sys
import sayso.merging as merging
from sayso.cli import main

module, name = sys.argv.pop(1).rsplit(".", 1)
target = getattr(merging, module)

def end(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

setattr(target, name, end)
main()
"""


@pytest.mark.parametrize(
    "moment", ["sketched.replace_all_pairs", "clusters.apply", "clusters.keep_events", "waiting.settle"]
)
def test_a_kill_at_any_moment_of_merging_loses_nothing(tmp_path: Path, moment: str) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(f"Gunmen attacked a police post near Mosul on Friday, source {n} said.")
    case = tmp_path / "x.sayso"
    command = [sys.executable, "-c", KILLED, moment, "build", str(folder), "-o", str(case), "-j", "1"]
    process = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    assert process.returncode == -signal.SIGKILL, process.stderr
    with sayso.open(case) as broken:
        assert len(broken.documents()) == 4 and not broken.events()
        assert broken.verify().waiting == 4
    build(case, [str(folder)], BuildOptions())
    build(tmp_path / "whole.sayso", [str(folder)], BuildOptions())
    with sayso.open(case) as finished, sayso.open(tmp_path / "whole.sayso") as whole:
        assert list(finished.events()) == list(whole.events()) != []
        assert finished.verify().clean and not finished.verify().waiting


@pytest.fixture
def decided(tmp_path: Path, plainly: None) -> Iterator[sayso.Case]:
    """Give a case of two strikes told twice and a raid told once; the strikes are one event."""
    connection = connect(tmp_path / "x.sayso")
    keep(connection, report([STRIKE], "a.txt"), report([STRIKE, RAID], "b.txt"), report([STRIKE], "c.txt"))
    merge(connection, RULES)
    connection.close()
    with sayso.open(tmp_path / "x.sayso") as case:
        yield case


def named(case: sayso.Case) -> dict[str, str]:
    return {f"{mention.path[0]} {mention.trigger.text}": mention.id for mention in case.mentions()}


def clusters(case: sayso.Case) -> list[list[str]]:
    names = {mention: name for name, mention in named(case).items()}
    return sorted(sorted(names[mention] for mention in event.mentions) for event in case.events())


ALL_STRIKES = ["a struck", "b struck", "c struck"]


def test_a_person_parts_two_mentions_and_joins_two_others(decided: sayso.Case) -> None:
    ids = named(decided)
    assert clusters(decided) == [ALL_STRIKES, ["b raided"]]
    decision = decided.decide("different", ids["a struck"], ids["c struck"], by="R. Haddad", note="two strikes")
    assert (decision.before, decision.after, decision.by) == ("same", "different", "R. Haddad")
    assert not any({"a struck", "c struck"} <= set(cluster) for cluster in clusters(decided))
    decided.decide("same", ids["a struck"], ids["b raided"], by="R. Haddad")
    assert any({"a struck", "b raided"} <= set(cluster) for cluster in clusters(decided))
    edges = {(edge.left, edge.right): edge for edge in decided.edges()}
    edge = edges[tuple(sorted((ids["a struck"], ids["c struck"])))]  # type: ignore[index]
    assert (edge.judgement, edge.decided_by, edge.note) == ("different", "person", "two strikes")
    assert edge.decided_at and edge.score > 0.5
    assert {event.decided_by for event in decided.events() if ids["a struck"] in event.mentions} == {"person"}
    assert decided.verify().clean


def test_a_later_decision_on_the_same_two_takes_the_place_of_the_earlier(decided: sayso.Case) -> None:
    ids = named(decided)
    before = clusters(decided)
    first = decided.decide("same", ids["b raided"], ids["a struck"], by="one")
    second = decided.decide("different", ids["a struck"], ids["b raided"], by="another")
    assert clusters(decided) == before
    decided.decide("unsure", ids["a struck"], ids["b raided"], by="one")
    assert clusters(decided) == before
    undone = {decision.id: decision.undone_by for decision in decided.decisions()}
    assert undone[first.id] is not None and undone[second.id] is not None
    assert list(undone.values()).count(None) == 1


def test_an_events_id_stands_for_all_it_holds(decided: sayso.Case) -> None:
    raid, strikes = sorted(decided.events(), key=lambda event: event.n_mentions)
    decision = decided.decide("same", raid.id, strikes.id, by="one")
    assert clusters(decided) == [[*ALL_STRIKES[:1], "b raided", *ALL_STRIKES[1:]]]
    assert {decision.target.kind, decision.other.kind if decision.other else ""} == {"event"}
    assert not set(decided.events()[0].mentions) ^ set(named(decided).values())
    decided.decide("unsure", raid.id, strikes.id, by="one")
    assert clusters(decided) == [ALL_STRIKES, ["b raided"]]


def test_decisions_outlive_another_reading(decided: sayso.Case) -> None:
    """A new way of reading finds one trigger longer, and a changed outlet makes another document of another."""
    from dataclasses import replace

    ids = named(decided)
    decided.decide("different", ids["a struck"], ids["c struck"], by="one")
    connection = connect(decided.path)
    a, c = report([STRIKE], "a.txt"), report([STRIKE], "c.txt", outlet="Gazette")
    longer = a.mentions[0].trigger
    text = a.text[longer.start : longer.end + 6]
    moved = replace(a.mentions[0], id="m" + "0" * 20, trigger=type(longer)(longer.start, longer.end + 6, text))
    keep(connection, replace(a, mentions=(moved,)), c, way="new")
    merge(connection, RULES)
    connection.close()
    new = named(decided)
    assert ids["c struck"] not in new.values() and moved.id in new.values()
    assert not any({moved.id, new["c struck"]} <= set(event.mentions) for event in decided.events())
    assert {edge.decided_by for edge in decided.edges() if {edge.left, edge.right} == {moved.id, new["c struck"]}} == {
        "person"
    }


def test_decisions_outlive_another_build(tmp_path: Path, examples: Path) -> None:
    case = tmp_path / "x.sayso"
    build(case, [str(examples)], BuildOptions())
    with sayso.open(case) as opened:
        one, other = opened.events()[0].id, opened.events()[-1].id
        opened.decide("same", one, other, by="one")
        before = list(opened.events())
    build(case, [str(examples)], BuildOptions())
    with sayso.open(case) as opened:
        assert list(opened.events()) == before
        assert len({event.id for event in before if one in event.mentions and other in event.mentions}) == 1


@pytest.mark.parametrize(
    ("judgement", "left", "right", "by", "says"),
    [
        ("alike", "a struck", "b struck", "one", "no action 'alike'"),
        ("same", "nothing", "b struck", "one", "has the id 'nothing'"),
        ("same", "a struck", "a struck", "one", "are one mention"),
        ("same", "a struck", "b struck", " ", "nobody decides"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    decided: sayso.Case, judgement: str, left: str, right: str, by: str, says: str
) -> None:
    ids = named(decided)
    with pytest.raises(UsageError, match=says):
        decided.decide(judgement, ids.get(left, left), ids.get(right, right), by=by)  # type: ignore[arg-type]
    assert not decided.decisions()


def test_a_decision_needs_a_case(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        sayso.open(tmp_path / "absent.sayso").decide("same", "a", "b", by="one")
    assert not (tmp_path / "absent.sayso").exists()
