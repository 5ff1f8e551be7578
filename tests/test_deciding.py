"""What people decide shows in the record, outlives other readings, and leaves no trace once it is undone."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import sayso
from sayso.errors import UsageError
from sayso.record.decisions import Decision
from sayso.record.edtf import Edtf
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.readings import Reading
from sayso.record.spans import Span
from tests.deciding import RAID, STRIKE, mention, read, record
from tests.merged import Act, report

ME = "R. Haddad"


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a case of a strike told twice and a raid told once."""
    path = tmp_path_factory.mktemp("read") / "x.sayso"
    with sayso.open(path) as opened:
        read(opened, report([STRIKE], "a.txt"), report([STRIKE, RAID], "b.txt"))
    return path


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Iterator[sayso.Case]:
    (tmp_path / "fields.yaml").write_text("- {name: time of day, type: one-of, values: [day, night]}")
    with sayso.open(shutil.copyfile(read_once, tmp_path / "x.sayso")) as opened:
        yield opened


def event(case: sayso.Case, identity: str) -> Event:
    return next(one for one in case.events() if identity in one.mentions)


Deed = Callable[[sayso.Case], Decision]


def on_mention(action: str, value: object = None, **more: Any) -> Deed:
    return lambda case: case.decide(  # type: ignore[arg-type, return-value]
        action, mention(case, "b.txt", "raided").id, value, by=ME, kind="mention", note="seen", **more
    )


def on_event(action: str, value: object = None, **more: Any) -> Deed:
    return lambda case: case.decide(  # type: ignore[arg-type, return-value]
        action, event(case, mention(case, "b.txt", "raided").id).id, value, by=ME, note="seen", kind="event", **more
    )


def on(target: str, action: str, value: object = None) -> Deed:
    return lambda case: case.decide(action, target, value, by=ME)  # type: ignore[arg-type, return-value]


def corrected(on: Callable[..., Deed], values: Mapping[str, tuple[str, str]]) -> dict[str, Deed]:
    """Give corrections by their names, each with the field and its value."""
    return {name: on("correct", value, field=field) for name, (field, value) in values.items()}


DEEDS: dict[str, Deed] = {
    "reject a mention": on_mention("reject"),
    "confirm a mention": on_mention("confirm"),
    **corrected(on_mention, {
        "correct a type": ("type", "COERCE"),
        "correct a status": ("status", "averted"),
        "correct a date": ("date", "2020-01-10"),
        "correct a time of day": ("time_of_day", "night"),
        "correct actors": ("actors", "Iran; Northern Guard"),
        "correct recipients": ("recipients", "none"),
        "correct a place": ("places", "Hill Post @ 33.1,36.2"),
        "correct a count": ("number:killed", "11..34"),
        "correct a source": ("source", "Orland"),
    }),
    "reject an event": on_event("reject"),
    "confirm an event": on_event("confirm"),
    **corrected(on_event, {
        "correct an event's date": ("date", "2020-01-10"),
        "correct an event's type": ("type", "COERCE"),
        "correct an event's status": ("status", "confirmed"),
        "correct an event's actors": ("actors", "Iran"),
        "correct an event's place": ("places", "33.1,36.2"),
        "correct an event's toll": ("number:killed", "5"),
    }),
    "credibility": on_event("credibility", 2),
    "accept a credibility": on_event("credibility", "accept"),
    "tag": on_event("tag", "border"),
    "set a field": on_event("field", "night", field="time of day"),
    "attach": on_event(
        "attach", {"kind": "satellite", "address": "scene 12", "time": "2020-01-08", "latitude": 33.5,
                   "longitude": 36.0, "settles": ["date", "place"]},
    ),
    "irrelevant": on("b.txt", "irrelevant"),
    "copy": on("b.txt", "copy", "a.txt"),
    "merge": lambda case: case.decide(
        "merge", mention(case, "b.txt", "raided").id, mention(case, "a.txt", "struck").id, by=ME
    ),
    "split": lambda case: case.decide("split", mention(case, "b.txt", "struck").id, by=ME),
}  # fmt: skip


@pytest.mark.parametrize("name", DEEDS)
def test_an_undone_decision_leaves_no_trace(case: sayso.Case, tmp_path: Path, name: str) -> None:
    before = record(case, tmp_path / "before")
    decision = DEEDS[name](case)
    assert record(case, tmp_path / "after") != before
    assert case.verify().faults == ()
    undo = case.undo(decision.id, by=ME)
    assert record(case, tmp_path / "undone") == before
    assert case.verify().faults == ()
    case.undo(undo.id, by=ME)
    assert record(case, tmp_path / "again") == record(case, tmp_path / "after")


def raids(case: sayso.Case) -> list[EventMention]:
    """Give the mentions of the raid, by whatever words and in whatever document that counts."""
    return [one for one in case.mentions() if "raided" in one.trigger.text]


def all_raids(holds: Callable[[EventMention], bool]) -> Callable[[sayso.Case], bool]:
    return lambda case: bool(raids(case)) and all(map(holds, raids(case)))


def raid(holds: Callable[[Event], bool]) -> Callable[[sayso.Case], bool]:
    return lambda case: any(holds(event(case, one.id)) for one in raids(case))


HOLDS: dict[str, Callable[[sayso.Case], bool]] = {
    "reject a mention": lambda case: not raids(case),
    "confirm a mention": all_raids(lambda one: (one.type, one.date) == ("ASSAULT", "2020-01-09")),
    "correct a type": all_raids(lambda one: one.type == "COERCE" and one.quad == "material_conflict"),
    "correct a status": all_raids(lambda one: one.status == "averted"),
    "correct a date": all_raids(lambda one: one.date == "2020-01-10"),
    "correct a time of day": all_raids(lambda one: one.time_of_day == "night"),
    "correct actors": all_raids(lambda one: [who.name for who in one.actors] == ["Iran", "Northern Guard"]),
    "correct recipients": all_raids(lambda one: not one.recipients),
    "correct a place": all_raids(lambda one: [(at.name, at.latitude) for at in one.places] == [("Hill Post", 33.1)]),
    "correct a count": all_raids(lambda one: [(n.kind, n.low, n.high) for n in one.numbers] == [("killed", 11, 34)]),
    "correct a source": all_raids(lambda one: bool(one.attribution) and one.attribution[0].source is not None),
    "reject an event": lambda case: not raids(case),
    "confirm an event": raid(lambda one: one.review == "confirmed"),
    "correct an event's date": raid(lambda one: (one.date, one.decided_by) == ("2020-01-10", "person")),
    "correct an event's type": raid(lambda one: one.type == "COERCE" and one.title.count("COERCE") == 1),
    "correct an event's status": raid(lambda one: one.status == "confirmed"),
    "correct an event's actors": raid(lambda one: [who.name for who in one.actors] == ["Iran"]),
    "correct an event's place": raid(lambda one: [at.latitude for at in one.places] == [33.1]),
    "correct an event's toll": raid(lambda one: [(n.low, n.best, n.high) for n in one.numbers] == [(5, 5, 5)]),
    "credibility": raid(lambda one: one.credibility == 2),
    "accept a credibility": raid(lambda one: one.credibility == 6),
    "tag": raid(lambda one: one.tags == ("border",)),
    "set a field": raid(lambda one: one.fields == {"time of day": "night"}),
    "attach": raid(lambda one: (one.date, one.places[0].latitude, len(one.voices)) == ("2020-01-08", 33.5, 2)),
    "irrelevant": lambda case: not raids(case),
    "copy": lambda case: all(
        one.copy_of == case.document("a.txt").id for one in case.documents()
        if "raided" in case.text(one.id) and one.superseded_by is None
    ),
    "merge": lambda case: any(
        mention(case, "a.txt", "struck").id in event(case, one.id).mentions for one in raids(case)
    ),
    "split": lambda case: all(
        case.document(one.doc).path == "a.txt" or event(case, one.id).mentions[0] != event(
            case, mention(case, "a.txt", "struck").id).mentions[0]
        for one in case.mentions() if one.trigger.text == "struck"
    ),
}  # fmt: skip


def same(reading: Reading) -> Reading:
    return reading


def elsewhere(reading: Reading) -> Reading:
    """Give the same text under another file name, from another outlet and of another day."""
    from tests.factory import document

    doc = document(reading.text, "late/b2.txt", outlet="Gazette", published="2020-01-22")
    return moved_to(reading, doc, reading.text)


def extracted_anew(reading: Reading) -> Reading:
    """Give the page with a line of the site before it, typographer's spaces, and a line less behind."""
    from tests.factory import document

    text = "Home > World\n\n" + reading.text.replace(". ", ".\u00a0 ")
    doc = document(text, reading.document.path, outlet=reading.document.outlet, published="2020-01-20")
    return moved_to(reading, doc, text)


def moved_to(reading: Reading, doc: Any, text: str) -> Reading:
    import hashlib

    from sayso.record.readings import Fingerprint
    from sayso.review.anchoring import moved

    mentions = []
    for one in reading.mentions:
        start = text.index(f"{one.actors[0].text} {one.trigger.text}") + len(one.actors[0].text) + 1
        at = Span.of(text, start, start + len(one.trigger.text))
        mentions.append(moved(one, doc.id, doc.path, text, at))
    mark = hashlib.sha256(text.encode()).hexdigest()
    return replace(
        reading, document=doc, text=text, mentions=tuple(mentions), fingerprint=Fingerprint(mark, b"", (), ())
    )


def other_labels(reading: Reading) -> Reading:
    """Give what a newer model reads: longer triggers, another type, date, actor, status and count."""

    def newly(one: EventMention) -> EventMention:
        from sayso.record.ids import EventId, mention_id

        at = Span.of(reading.text, one.trigger.start, one.recipients[0].end)
        found = mention_id(one.doc, at.start, at.end)
        return replace(
            one, id=found, event=EventId(found), trigger=at, type="MOBILIZE", quad="material_conflict", score=-6.0,
            date=Edtf("2020-01-11"), status="uncertain", method="test 2",
            actors=(replace(one.actors[0], actor="vesta2", name="Vesta Two"),),
        )  # fmt: skip

    return replace(
        reading, mentions=tuple(newly(one) if one.trigger.text == "raided" else one for one in reading.mentions)
    )


def nothing_found(reading: Reading) -> Reading:
    return replace(reading, mentions=())


AGAIN = [same, elsewhere, extracted_anew, other_labels, nothing_found]
"""Ways in which a report comes again."""


@pytest.mark.parametrize("name", DEEDS)
def test_a_decision_outlives_other_readings(case: sayso.Case, tmp_path: Path, name: str) -> None:
    DEEDS[name](case)
    assert HOLDS[name](case), "the decision does not show"
    case.close()
    for again in AGAIN:
        if name in ("merge", "split") and again is nothing_found:
            continue  # nothing is left to judge: the review lists the decision
        with sayso.open(shutil.copyfile(case.path, tmp_path / f"{again.__name__}.sayso")) as own:
            read(own, again(report([STRIKE, RAID], "b.txt")), way="a newer way")
            assert HOLDS[name](own), again.__name__
            assert own.verify().faults == ()


CHANGED = [name for name in DEEDS if name.startswith(("correct", "confirm"))]


@pytest.mark.parametrize("name", CHANGED)
def test_what_the_machine_reads_otherwise_now_is_listed_and_the_decision_holds(case: sayso.Case, name: str) -> None:
    decision = DEEDS[name](case)
    assert not case.review().disagreements
    read(case, other_labels(report([STRIKE, RAID], "b.txt")), way="a newer way")
    listed = {one.field: one for one in case.review().disagreements}
    assert {one.decision for one in listed.values()} <= {decision.id}
    newly = {"type": {"type": "MOBILIZE", "mode": None}, "date": "2020-01-11", "status": "uncertain"}
    for field in (decision.field,) if decision.field else ("type", "date", "status"):
        if field in newly and not (decision.target.kind == "event" and field == "status"):
            assert listed[field].machine == newly[field]
    assert HOLDS[name](case)


@pytest.mark.parametrize("name", [name for name in DEEDS if name not in ("irrelevant", "copy")])
def test_no_decision_is_lost_where_its_words_are_gone(case: sayso.Case, name: str) -> None:
    """The page was rewritten: nothing of what was decided on stands in it any more."""
    from tests.factory import document

    decision = DEEDS[name](case)
    text = "The page has moved."
    doc = document(text, "b.txt", outlet="Wire", published="2020-01-20")
    read(case, moved_to(replace(report([RAID], "b.txt"), mentions=()), doc, text), way="later")
    gone = {one.decision for one in case.review().unanchored}
    assert gone == {decision.id}
    assert [one.id for one in case.log()] == [decision.id]
    assert case.verify().faults == ()


def test_what_a_newer_reading_finds_no_more_stays_and_is_listed(case: sayso.Case) -> None:
    decision = DEEDS["confirm a mention"](case)
    read(case, nothing_found(report([STRIKE, RAID], "b.txt")), way="a newer way")
    assert [(one.decision, one.gone) for one in case.review().disagreements] == [(decision.id, True)]
    assert [one.trigger.text for one in raids(case)] == ["raided"]


def test_a_mention_that_was_missed_is_added_merged_and_corrected(case: sayso.Case, tmp_path: Path) -> None:
    before = record(case, tmp_path / "before")
    text = case.text(case.document("a.txt").id)
    start = text.index("Vesta")
    added = case.decide("add", "a.txt", "PROTEST", by=ME, span=(start, start + 5))
    found = next(one for one in case.mentions(doc=case.document("a.txt").id) if one.trigger.text == "Vesta")
    assert (found.type, found.method, found.quad, found.sentence.text) == (
        "PROTEST", "person", "material_conflict", text,
    )  # fmt: skip
    case.decide("correct", found.id, "2020-01-04", by=ME, field="date", note="told so", kind="mention")
    assert next(iter(case.mentions(id=found.id))).date == "2020-01-04"
    read(case, report([STRIKE], "a.txt"), way="a newer way")
    assert next(iter(case.mentions(id=found.id))).date == "2020-01-04"
    assert case.verify().faults == ()
    case.undo(added.id, by=ME)
    assert record(case, tmp_path / "after") == before


def test_same_and_different_are_undone(case: sayso.Case, tmp_path: Path) -> None:
    before = record(case, tmp_path / "before")
    one, other = mention(case, "a.txt", "struck").id, mention(case, "b.txt", "raided").id
    first = case.decide("same", one, other, by=ME)
    second = case.decide("different", one, other, by="S. Okafor")
    assert [one.undone_by for one in case.log()] == [second.id, None]
    case.undo(second.id, by=ME)
    assert event(case, one).id == event(case, other).id
    case.undo(first.id, by=ME)
    assert record(case, tmp_path / "after") == before


@pytest.mark.parametrize(
    ("action", "target", "value", "more", "says"),
    [
        ("frobnicate", "MENTION", None, {}, "no action 'frobnicate'"),
        ("confirm", "m0", None, {}, "no mention or event of this case has the id 'm0'"),
        ("confirm", "MENTION", None, {"by": "  "}, "nobody decides"),
        ("confirm", "MENTION", "yes", {}, "confirm takes no value"),
        ("correct", "MENTION", "2020", {"note": "so"}, "correct needs a field"),
        ("correct", "MENTION", "2020", {"field": "colour", "note": "so"}, "no field 'colour' of this mention"),
        ("correct", "MENTION", "July", {"field": "date", "note": "so"}, "no EDTF date"),
        ("correct", "MENTION", "2020-01-04", {"field": "date"}, "a correction rests on nothing"),
        ("correct", "MENTION", "WAR", {"field": "type", "note": "so"}, "no event type 'WAR'"),
        ("correct", "MENTION", "ASSAULT/tickling", {"field": "type", "note": "so"}, "ASSAULT has no mode"),
        ("correct", "MENTION", "lost", {"field": "status", "note": "so"}, "no status 'lost'"),
        ("correct", "MENTION", "9..3", {"field": "number:killed", "note": "so"}, "runs backwards"),
        ("correct", "MENTION", "many", {"field": "number:killed", "note": "so"}, "'many' is no count"),
        ("correct", "MENTION", "9", {"field": "number:ghosts", "note": "so"}, "no field 'number:ghosts'"),
        ("correct", "MENTION", "9", {"field": "number:killed", "span": (0, 5)}, "do not give the count 9..9"),
        ("correct", "MENTION", "Nowhereville", {"field": "places", "note": "so"}, "no place goes by 'Nowhereville'"),
        ("correct", "MENTION", "91,0", {"field": "places", "note": "so"}, "lies nowhere"),
        ("correct", "MENTION", "2020-01-04", {"field": "date", "span": (0, 9999)}, "no text at 0:9999"),
        ("credibility", "EVENT", "7", {}, "no credibility '7'"),
        ("credibility", "a.txt", "2", {}, "no event of this case has the id 'a.txt'"),
        ("tag", "EVENT", " ", {}, "needs a value that is not empty"),
        ("field", "EVENT", "night", {}, "field needs a field"),
        ("attach", "EVENT", {"kind": "dream", "address": "x"}, {}, "no kind of evidence 'dream'"),
        ("attach", "EVENT", {"kind": "photo"}, {}, "the evidence is nowhere"),
        ("attach", "EVENT", {"kind": "photo", "address": "x", "settles": ["date"]}, {}, "without a time"),
        ("attach", "EVENT", {"kind": "photo", "address": "x", "latitude": 3}, {}, "lies nowhere"),
        ("irrelevant", "nothing.txt", None, {}, "no document of this case has the id 'nothing.txt'"),
        ("copy", "a.txt", "a.txt", {}, "are one document"),
        ("grade", "s0", "A", {}, "no source of this case has the id 's0'"),
        ("name", "a0", "Vesta", {}, "no actor of this case has the id 'a0'"),
        ("add", "a.txt", "ASSAULT", {}, "no words are named that report it"),
        ("add", "a.txt", "ASSAULT", {"span": (14, 20)}, "is there already"),
        ("split", "MENTION", None, {}, "nothing would be left"),
        ("merge", "MENTION", None, {}, "merge needs a second id"),
        ("same", "MENTION", "MENTION", {}, "are one mention"),
        ("sensitive", "a0", "perhaps", {}, "no actor of this case has the id 'a0'"),
        ("remove", "a.txt", None, {}, "remove has a command of its own"),
        ("erase", "a.txt", None, {}, "erase has a command of its own"),
        ("undo", "x0", None, {}, "no decision of this case has the id 'x0'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_plain_words(
    case: sayso.Case, action: Any, target: str, value: Any, more: dict[str, Any], says: str
) -> None:
    raided = mention(case, "b.txt", "raided").id
    if action != "split":
        more = {"kind": {"MENTION": "mention", "EVENT": "event"}.get(target), **more}
    if action in ("merge", "same"):
        more = {}
    ids = {"MENTION": raided, "EVENT": event(case, raided).id}
    given = ids.get(value, value) if isinstance(value, str) else value
    with pytest.raises(UsageError, match=says) as refused:
        case.decide(action, ids.get(target, target), given, **{"by": ME, **more})
    assert refused.value.remedy
    assert not case.log()


def test_a_decision_is_undone_once(case: sayso.Case) -> None:
    decision = DEEDS["tag"](case)
    undo = case.undo(decision.id, by=ME)
    with pytest.raises(UsageError, match=f"is undone already, by {undo.id}"):
        case.undo(decision.id, by=ME)


def test_a_redirected_id_means_what_it_became(case: sayso.Case) -> None:
    ids = sorted(one.id for one in case.events())
    case.decide("merge", ids[0], ids[-1], by=ME)
    decision = case.decide("tag", ids[-1], "old id", by=ME)
    assert decision.target.id == event(case, ids[-1]).id == ids[0]
    assert event(case, ids[0]).tags == ("old id",)


SHELLING: Act = ("Port Hale", "Vesta", "shelled", 5)
TOLD = {name: report(acts, name) for name, acts in {
    "a.txt": [STRIKE], "b.txt": [STRIKE, RAID], "c.txt": [SHELLING, STRIKE], "d.txt": [SHELLING],
}.items()}  # fmt: skip


def taken(path: str, verb: str, action: Any, value: object = None, **more: Any) -> tuple[str, Deed]:
    """Name a decision on a mention, by the report that has to be there for it."""
    return path, lambda case: case.decide(
        action, mention(case, path, verb).id, value, by=ME, note="seen", kind="mention", **more
    )  # type: ignore[return-value]


STEPS = [
    taken("b.txt", "raided", "correct", "2020-01-10", field="date"),
    taken("c.txt", "shelled", "reject"),
    taken("c.txt", "struck", "correct", "Northern Guard", field="actors"),
    taken("d.txt", "shelled", "confirm"),
    ("b.txt", lambda case: case.decide(
        "different", mention(case, "b.txt", "struck").id, mention(case, "b.txt", "raided").id, by=ME,
        kind="mention")),
    ("a.txt", on("a.txt", "irrelevant")),
]  # fmt: skip


@settings(max_examples=5, deadline=None, phases=(Phase.explicit, Phase.generate))
@given(
    st.permutations(sorted(TOLD)),
    st.permutations(range(len(STEPS))),
    st.lists(st.integers(0, 3), min_size=6, max_size=6),
)
def test_the_order_of_reports_and_decisions_changes_nothing(
    paths: list[str], order: list[int], after: list[int]
) -> None:
    """Decisions are taken as soon as their report is there, or some reports later, in any order."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        (out / "fields.yaml").write_text("- {name: time of day, type: one-of, values: [day, night]}")
        with sayso.open(out / "one.sayso") as one, sayso.open(out / "other.sayso") as other:
            read(one, *TOLD.values())
            for _, deed in STEPS:
                deed(one)
            waiting = list(order)
            for n, path in enumerate(paths):
                read(other, TOLD[path])
                for step in [at for at in waiting if n >= paths.index(STEPS[at][0]) + after[at]]:
                    STEPS[step][1](other)
                    waiting.remove(step)
            for step in waiting:
                STEPS[step][1](other)
            assert record(one, out / "1") == record(other, out / "2")
            assert other.verify().faults == ()
