"""The situations that the examples were written for, each as the record of the demo shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

import sayso
from sayso.record.events import Event, EventNumber, Voice
from sayso.record.links import Link

QAIM = "2019-08-27-gulf-ledger-qaim-drones.txt"
HINT = "2019-08-23-harbour-post-netanyahu-hint.html"
ACKNOWLEDGED = "2019-12-25-northgate-kochavi.md"
WIRE, COPY = "2019-12-28-meridian-k1-rockets.txt", "2019-12-28-gulf-ledger-k1-copy.txt"
EDITED = "2019-12-29-harbour-post-k1-edited-copy.txt"
FLASHES = "meridian-wire-flashes.jsonl"
CONDEMNED = "2019-12-30-state-agency-strikes-condemned.txt"
LIVE = "2019-12-31-live-desk-embassy.html"
TAJI = "2020-01-05-gulf-ledger-taji-denial.txt"
ANALYSIS = "2020-01-25-gulf-ledger-analysis.txt"
AIRPORT = "2020-01-03-northgate-soleimani.md"
WARNING = "2019-12-13-meridian-pompeo-warning.txt"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> sayso.Case:
    opened = sayso.open(tmp_path_factory.mktemp("situations") / "iraq.sayso")
    opened.add(Path(__file__).parents[1] / "examples" / "iraq-2019")
    return opened


def act(case: sayso.Case, path: str, words: str, trigger: str, kind: str = "ASSAULT") -> Event:
    """Find the event of the one mention with this trigger, in the sentence of a report that holds these words."""
    (found,) = {
        mention.event or mention.id
        for mention in case.mentions(type=kind)
        if mention.path == path and words in mention.sentence.text and mention.trigger.text == trigger
    }
    return next(event for event in case.events() if event.id == found)


def voices(event: Event) -> set[tuple[str, str]]:
    return {((voice.source and voice.source.name) or voice.outlet or "", voice.stance) for voice in event.voices}


def on_whose_word(event: Event, name: str) -> list[Voice]:
    (actor,) = (who for who in event.actors if who.name == name)
    return [voice for voice in event.voices if voice.id in actor.voices]


def count(event: Event, kind: str) -> EventNumber:
    (number,) = (number for number in event.numbers if number.kind == kind and number.side is None)
    return number


def links(case: sayso.Case, source: Event, target: Event) -> list[Link]:
    return [link for link in case.links() if (link.source, link.target) == (source.id, target.id)]


def test_a_strike_that_one_side_attributes_and_the_accused_declines_to_speak_of(case: sayso.Case) -> None:
    event = act(case, QAIM, "two vehicles of", "drone attack")
    assert (event.status, event.responsibility) == ("reported", "attributed")
    assert [(who.name, who.basis) for who in event.actors] == [("Israel", "accused")]
    assert [voice.source.name for voice in on_whose_word(event, "Israel") if voice.source] == ["force"]
    assert ("Israel Defense Forces", "declines") in voices(event)
    assert event.title.startswith("Israel (accused): ")


def test_one_strike_with_three_counts_of_the_dead(case: sayso.Case) -> None:
    event = act(case, FLASHES, "killed 19 fighters", "strikes")
    assert act(case, CONDEMNED, "killed 25 fighters", "air strikes").id == event.id
    assert act(case, LIVE, "at least 25", "air strikes").id == event.id
    dead = count(event, "killed")
    said = {told.voices: (told.low, told.high) for told in dead.reported}
    assert sorted(said.values(), key=str) == [(19, 19), (25, 25), (25, None)]
    assert (dead.low, dead.best, dead.high) == (25, 25, 25)
    assert dead.scope == "this_act"


def test_a_report_and_its_denial(case: sayso.Case) -> None:
    event = act(case, TAJI, "said before dawn", "bombed")
    assert act(case, TAJI, "hours after", "bombed").id == event.id
    assert (event.status, event.responsibility) == ("contested", "disputed")
    assert [(who.name, who.basis) for who in event.actors] == [("US-led coalition", "accused")]
    assert [voice.stance for voice in on_whose_word(event, "US-led coalition")] == ["states"]
    assert ("US-led coalition", "denies") in voices(event)
    (status,) = (row for row in event.contested if row.field == "status")
    assert {"denied", "reported"} <= {value.value for value in status.values}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((QAIM, "two vehicles of", "drone attack"), (QAIM, "suburbs of Beirut", "came down")),
        ((QAIM, "two vehicles of", "drone attack"), (QAIM, "Aqraba", "bombed")),
        ((TAJI, "central Baghdad", "landed"), (TAJI, "air base near the town", "struck")),
        ((ANALYSIS, "in Yemen", "killed"), (ANALYSIS, "in Yemen", "kill")),
    ],
)
def test_two_strikes_of_one_night_stay_apart(
    case: sayso.Case, one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert act(case, *one).id != act(case, *other).id


def test_a_copy_is_shown_and_not_counted(case: sayso.Case) -> None:
    event = act(case, WIRE, "K-1 military base", "hit")
    paths = {document.id: document.path for document in case.documents()}
    assert {WIRE, COPY, EDITED} <= {paths[document] for document in event.documents}
    assert (event.n_origins_shown, event.n_origin_unstated) == (0, 1)
    (own,) = (voice for voice in event.voices if voice.source is None)
    assert {WIRE, COPY, EDITED} <= {paths[document] for document in own.documents}
    (weapons,) = (number for number in event.numbers if number.kind == "weapons")
    assert (weapons.low, weapons.high) == (31, None)


def test_a_hint_that_becomes_an_acknowledgement(case: sayso.Case) -> None:
    event = act(case, HINT, "has hinted", "explosions")
    assert act(case, ACKNOWLEDGED, "confirmed", "explosions").id == event.id
    when = [(str(point.as_of), point.status) for point in event.responsibility_history]
    assert when == [("2019-08-23", "attributed"), ("2019-12-25", "admitted")]
    assert [(str(point.as_of), point.status) for point in event.status_history] == [
        ("2019-08-23", "uncertain"), ("2019-12-25", "confirmed"),
    ]  # fmt: skip
    assert [(who.name, who.basis) for who in event.actors] == [("Israel", "admitted")]
    assert {("Benjamin Netanyahu", "hints"), ("Aviv Kochavi", "confirms")} <= voices(event)


def test_a_series_and_its_members(case: sayso.Case) -> None:
    series = act(case, QAIM, "at least four times", "attacked")
    members = [
        act(case, QAIM, "two vehicles of", "drone attack"),
        act(case, HINT, "near Amerli", "dropped"),
        act(case, HINT, "several strikes", "strikes"),
    ]
    assert all([link.kind for link in links(case, member, series)] == ["part_of"] for member in members)
    assert all(member.part_of for member in members) and members[1].part_of == series.id
    assert series.part_of is None
    assert not any(number.kind in ("killed", "wounded") for number in series.numbers)


def test_a_threat_that_is_carried_out(case: sayso.Case) -> None:
    strike = act(case, FLASHES, "killed 19 fighters", "strikes")
    (threat,) = (
        one for one in case.commitments() if one.path == WARNING and one.holder and one.holder.name == "Mike Pompeo"
    )
    assert (threat.kind, threat.standing) == ("threat", "carried_out")
    assert strike.id in threat.standing_evidence
    warning = act(case, WARNING, "Mike Pompeo warned", "warned", kind="THREATEN")
    assert [link.kind for link in links(case, warning, strike)] == ["threatens"]


def test_an_aircraft_is_nobody_who_acts(case: sayso.Case) -> None:
    names = {who.name for event in case.events() for who in event.actors}
    assert not {"drone", "Drones", "jets", "aircraft"} & names
