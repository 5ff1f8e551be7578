"""What counts as one voice, and which origins the reports show."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.record.documents import SharedText
from sayso.record.ids import DocumentId
from tests.merge.situations import (
    FRANCE,
    IRAN,
    ISRAEL,
    OFFICIALS,
    PENTAGON,
    REUTERS,
    SYRIA,
    TIMES,
    Case,
    link,
)


@pytest.fixture
def case() -> Case:
    return Case()


def origins(case: Case) -> tuple[int, int]:
    event = case.event()
    return event.n_origins_shown, event.n_origin_unstated


@pytest.mark.parametrize(
    "tie",
    [
        lambda first: {"copy_of": first},
        lambda first: {"version_of": first},
        lambda first: {"superseded_by": first},
        lambda first: {"shares_paragraphs": (SharedText(first, 1),)},
    ],
)
def test_copies_versions_and_shared_paragraphs_are_one_unstated_origin(case: Case, tie: Any) -> None:
    first = case.says("Wire", "2019-07-20")
    case.says("Post", "2019-07-21", doc=tie(first.doc))
    assert origins(case) == (0, 1)
    assert len(case.event().voices) == 1


def test_copies_of_a_report_that_tells_nothing_of_it_are_one(case: Case) -> None:
    case.says("Post", "2019-07-21", doc={"copy_of": DocumentId("d0")})
    case.says("Ledger", "2019-07-21", doc={"copy_of": DocumentId("d0")})
    assert origins(case) == (0, 1)


def test_what_two_reports_share_with_a_third_does_not_make_them_one(case: Case) -> None:
    for outlet in ("Post", "Ledger"):
        case.says(outlet, "2019-07-21", doc={"shares_paragraphs": (SharedText(DocumentId("d0"), 1),)})
    assert origins(case) == (0, 2)


def test_a_copy_does_not_tie_what_else_its_outlet_writes(case: Case) -> None:
    wire = case.says("Wire", "2019-07-20")
    case.says("Post", "2019-07-21", doc={"copy_of": wire.doc})
    case.says("Post", "2019-07-22")
    assert origins(case) == (0, 2)


def test_five_papers_that_cite_nobody_show_no_origin(case: Case) -> None:
    for outlet in ("Wire", "Post", "Ledger", "Courier", "Echo"):
        case.says(outlet, "2019-07-20")
    assert origins(case) == (0, 5)


@pytest.mark.parametrize("outlet", ["Wire", "Reuters"])
def test_two_reports_of_one_outlet_are_one_voice(case: Case, outlet: str) -> None:
    case.says(outlet, "2019-07-20")
    case.says(outlet, "2019-07-22")
    assert origins(case) == (0, 1)


def test_an_outlet_is_itself_however_it_is_written(case: Case) -> None:
    case.says("Reuters", "2019-07-20")
    case.says("Reuters news agency", "2019-07-21")
    assert origins(case) == (0, 1)


def test_posts_of_one_feed_without_an_outlet_are_one_and_other_reports_each_for_itself(case: Case) -> None:
    for at in range(3):
        case.says(None, "2019-07-20", doc={"container": "feed.jsonl", "locator": f"line {at}"})
    assert origins(case) == (0, 1)
    case.says(None, "2019-07-20")
    case.says(None, "2019-07-20")
    assert origins(case) == (0, 3)


def test_posts_of_several_outlets_in_one_file_stay_apart(case: Case) -> None:
    for outlet in ("Wire", "Post"):
        case.says(outlet, "2019-07-20", doc={"container": "export.csv"})
    assert origins(case) == (0, 2)


def test_reports_that_rest_on_one_named_outlet_are_one_origin(case: Case) -> None:
    case.says("Wire", "2019-07-20", chain=(link(OFFICIALS), link(TIMES)))
    case.says("Post", "2019-07-20", chain=(link(OFFICIALS), link(TIMES)))
    case.says("Ledger", "2019-07-21", by=TIMES, cue="according to")
    assert origins(case) == (1, 0)
    case.says("New York Times", "2019-07-19", by=OFFICIALS)
    case.says("New York Times", "2019-07-19")
    assert origins(case) == (1, 0)


def test_unnamed_people_are_a_voice_of_their_own_but_no_shown_origin(case: Case) -> None:
    report = case.report("Wire", "2019-07-20")
    case.says(report)
    case.says(report, by=OFFICIALS)
    voices = case.event().voices
    assert [(voice.anonymous, voice.origin_shown, voice.kind) for voice in voices] == [
        (False, False, "media"),
        (True, False, "official"),
    ]
    assert origins(case) == (0, 1)


def test_an_outlet_that_names_itself_shows_no_origin(case: Case) -> None:
    case.says("Reuters", "2019-07-20", chain=(link(OFFICIALS), link(REUTERS)))
    assert origins(case) == (0, 1)


def test_one_named_source_in_three_papers_is_one_voice(case: Case) -> None:
    for outlet, stance in (("Wire", "states"), ("Post", "confirms"), ("Ledger", "alleges")):
        case.says(outlet, "2019-07-20", by=IRAN, stance=stance)
    (voice,) = case.event().voices
    assert (voice.stance, len(voice.documents), voice.origin_shown) == ("confirms", 3, True)
    assert origins(case) == (1, 0)


def test_the_authors_words_rest_on_whom_the_report_names_for_the_act(case: Case) -> None:
    report = case.report("Wire", "2019-07-20")
    case.says(report)
    case.says(report, by=FRANCE)
    assert origins(case) == (1, 0)


def test_the_authors_words_do_not_rest_on_somebody_who_denies(case: Case) -> None:
    report = case.report("Wire", "2019-07-20")
    case.says(report)
    case.says(report, by=ISRAEL, stance="denies")
    assert origins(case) == (1, 1)


def test_a_source_has_a_voice_for_each_way_of_telling(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=ISRAEL, stance="denies")
    case.says("Wire", "2019-12-25", by=ISRAEL, stance="confirms")
    event = case.event()
    assert [(voice.stance, voice.says) for voice in event.voices] == [("denies", "denied"), ("confirms", "reported")]
    assert origins(case) == (1, 0)


def test_parties_are_marked_wherever_they_speak(case: Case) -> None:
    case.says("Wire", "2019-07-20", recipients=[SYRIA])
    case.says("Post", "2019-07-20", by=SYRIA, actors=())
    case.says("Ledger", "2019-07-20", by=PENTAGON, actors=())
    assert {voice.source.name: voice.party for voice in case.event().voices if voice.source} == {
        "Syria": True,
        "Pentagon": False,
    }
