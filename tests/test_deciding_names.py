"""Actors, places, sources and documents as people decide on them, in a case that was read from texts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.build import build
from sayso.config import BuildOptions
from sayso.errors import UsageError

ME = "R. Haddad"
TEXTS = {
    "one.txt": "Israeli warplanes bombed a depot near Damascus on 19 July 2019, the Tal Brigade said.",
    "two.txt": "The Tal Brigade shelled an army post in Qamarli on 20 July 2019, witnesses said. Iran denied it.",
}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    build(folder / "x.sayso", [str(folder)], BuildOptions())
    return folder


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Iterator[sayso.Case]:
    shutil.copytree(read_once, tmp_path / "own")
    with sayso.open(tmp_path / "own" / "x.sayso") as opened:
        yield opened


def record(case: sayso.Case, out: Path) -> dict[str, bytes]:
    case.export(out, times=False)
    return {file.name: file.read_bytes() for file in out.iterdir() if file.stem not in ("decisions", "redirects")}


def read_again(case: sayso.Case) -> None:
    """Let the reports come under other names, and be read in another way."""
    folder = case.path.parent
    for name in TEXTS:
        (folder / name).rename(folder / f"again-{name}")
    build(case.path, [str(folder)], BuildOptions(method="codebook"))


def actor(case: sayso.Case, name: str) -> str:
    return next(one.id for one in case.actors() if one.name == name)


def called(case: sayso.Case) -> set[str | None]:
    return {who.name for one in case.mentions() for who in (*one.actors, *one.recipients)}


@pytest.mark.parametrize(
    ("decide", "holds"),
    [
        (
            lambda case: case.decide("name", actor(case, "Tal Brigade"), "Tal Front", by=ME),
            lambda case: "Tal Front" in called(case) and "Tal Brigade" not in called(case)
            and {one.decided_by for one in case.actors() if one.name == "Tal Front"} == {"person"},
        ),
        (
            lambda case: case.decide("join", actor(case, "Tal Brigade"), "Iran", by=ME),
            lambda case: "Tal Brigade" not in {one.name for one in case.actors()} | called(case)
            and "Tal Brigade" in {alias.text for one in case.actors() if one.name == "Iran" for alias in one.aliases},
        ),
        (
            lambda case: case.decide("sensitive", actor(case, "Tal Brigade"), by=ME),
            lambda case: [one.name for one in case.actors() if one.sensitive] == ["Tal Brigade"],
        ),
        (
            lambda case: case.decide("place", "Damascus", "33.4, 36.4", by=ME),
            lambda case: {(at.latitude, at.longitude) for one in case.mentions() for at in one.places
                          if at.name == "Damascus"} == {(33.4, 36.4)}
            and {one.coordinate_basis for one in case.places() if one.name == "Damascus"} == {"decision"},
        ),
        (
            lambda case: case.decide("place", "Damascus", 3, by=ME, field="precision"),
            lambda case: {at.geo_precision for one in case.mentions() for at in one.places
                          if at.name == "Damascus"} == {3},
        ),
        (
            lambda case: case.decide("grade", "Tal Brigade", "c", by=ME),
            lambda case: [(one.grade, one.graded_by) for one in case.sources() if one.grade != "F"] == [("C", ME)],
        ),
        (
            lambda case: case.decide("irrelevant", "two.txt", by=ME),
            lambda case: not any("two.txt" in one.path for one in case.mentions())
            and {one.not_coded_reason for one in case.documents() if "two.txt" in one.path} == {"left_out"},
        ),
    ],
    ids=["name", "join", "sensitive", "place", "precision", "grade", "irrelevant"],
)  # fmt: skip
def test_it_shows_everywhere_outlives_another_reading_and_is_undone(
    case: sayso.Case, tmp_path: Path, decide: Callable[[Any], Any], holds: Callable[[Any], bool]
) -> None:
    before = record(case, tmp_path / "before")
    assert not holds(case)
    decision = decide(case)
    assert holds(case)
    assert case.verify().faults == ()
    undo = case.undo(decision.id, by=ME)
    assert record(case, tmp_path / "after") == before
    case.undo(undo.id, by=ME)
    read_again(case)
    assert holds(case)
    assert case.verify().faults == ()


def test_actors_cannot_be_joined_in_a_ring(case: sayso.Case) -> None:
    tal = actor(case, "Tal Brigade")
    case.decide("join", tal, "Iran", by=ME)
    with pytest.raises(UsageError, match="are one actor"):
        case.decide("join", next(one.id for one in case.actors() if one.name == "Iran"), tal, by=ME)


def test_the_log_tells_what_was_decided_on_a_thing(case: sayso.Case) -> None:
    two = next(one for one in case.mentions() if one.path.endswith("two.txt"))
    tag = case.decide("tag", two.event, "shelling", by=ME)
    case.decide("irrelevant", "one.txt", by=ME)
    undo = case.undo(tag.id, by=ME)
    assert [one.id for one in case.log(two.event)] == [tag.id, undo.id]
    assert [one.id for one in case.log("two.txt")] == [tag.id, undo.id]
    assert [one.action for one in case.log()] == ["tag", "irrelevant", "undo"]
    assert case.log(actor(case, "Tal Brigade")) == ()
    with pytest.raises(UsageError, match="nothing in this case has the id 'm0'"):
        case.log("m0")


def test_who_was_called_sensitive_can_be_called_public_again(case: sayso.Case) -> None:
    who = actor(case, "Tal Brigade")
    case.decide("sensitive", who, by=ME)
    decision = case.decide("sensitive", who, "no", by=ME)
    assert decision.before is True and decision.after is False
    assert not any(one.sensitive for one in case.actors())
    with pytest.raises(UsageError, match="neither yes nor no"):
        case.decide("sensitive", who, "perhaps", by=ME)


def test_joined_and_renamed_actors_stand_in_commitments_and_relations(tmp_path: Path) -> None:
    texts = {
        "a.txt": "The Tal Brigade vowed to attack Israel. The Hamra Front is sponsored by Iran.",
        "b.txt": "The Tal Brigade is sponsored by Iran.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add(tmp_path)

        def told() -> tuple[set[Any], set[Any]]:
            pledged = {(one.holder.actor, one.holder.name) for one in case.commitments()}
            return pledged, {(one.subject, one.object_name, len(one.evidence)) for one in case.relations()}

        before = record(case, tmp_path / "before")
        brigade, front = actor(case, "Tal Brigade"), actor(case, "Hamra Front")
        assert told() == (
            {(brigade, "Tal Brigade")}, {("iran", "Tal Brigade", 1), ("iran", "Hamra Front", 1)}
        )  # fmt: skip
        join = case.decide("join", brigade, front, by=ME)
        assert told() == ({(front, "Hamra Front")}, {("iran", "Hamra Front", 2)})
        name = case.decide("name", front, "Hamra Movement", by=ME)
        assert told() == ({(front, "Hamra Movement")}, {("iran", "Hamra Movement", 2)})
        assert case.verify().faults == ()
        case.undo(name.id, by=ME)
        case.undo(join.id, by=ME)
        assert record(case, tmp_path / "after") == before
        assert case.verify().faults == ()


def test_an_actor_that_stands_in_a_vow_alone_is_joined_to_one_of_the_registry(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Tal Brigade vowed to attack the port.", encoding="utf-8")
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add(tmp_path)
        case.decide("join", actor(case, "Tal Brigade"), "Iran", by=ME)
        assert actor(case, "Iran") == "iran"
        assert [(one.holder.actor, one.holder.name) for one in case.commitments()] == [("iran", "Iran")]
