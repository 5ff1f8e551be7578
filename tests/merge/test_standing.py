"""Did it happen and who did it, over several voices and over time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.record.mentions import SourceArgument
from tests.merge.situations import (
    FRANCE,
    HOUTHIS,
    IRAN,
    ISRAEL,
    OFFICIALS,
    PENTAGON,
    REUTERS,
    RUSSIA,
    SYRIA,
    TIMES,
    Case,
    Source,
    fields_of,
    link,
)


@pytest.fixture
def case() -> Case:
    return Case()


@pytest.mark.parametrize(
    ("statuses", "stands"),
    [
        (("asserted", "negated"), "contested"),
        (("asserted", "averted"), "contested"),
        (("asserted", "planned", "hypothetical"), "reported"),
        (("asserted", "uncertain"), "reported"),
        (("planned", "averted"), "averted"),
        (("planned", "conditional"), "planned"),
        (("predicted", "conditional"), "hypothetical"),
        (("negated", "planned"), "not_happened"),
        (("uncertain", "hypothetical"), "uncertain"),
    ],
)
def test_how_the_words_of_several_outlets_join(case: Case, statuses: tuple[str, ...], stands: str) -> None:
    for at, status in enumerate(statuses):
        case.says(f"Paper {at}", "2019-07-20", status=status)
    assert case.event().status == stands


def test_an_author_tells_an_act_one_way_in_one_report(case: Case) -> None:
    report = case.report("Wire", "2019-07-20")
    for probability, status in ((0.9, "asserted"), (0.8, "asserted"), (0.6, "negated")):
        case.says(report, status=status, probability=probability)
    assert (case.event().status, len(case.event().voices)) == ("reported", 1)
    case.says(report, by=IRAN, status="negated")
    assert case.event().status == "contested"


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        (FRANCE, RUSSIA, "confirmed"),
        (FRANCE, FRANCE, "reported"),
        (FRANCE, SYRIA, "reported"),
        (FRANCE, ISRAEL, "reported"),
        (FRANCE, OFFICIALS, "reported"),
        (FRANCE, REUTERS, "reported"),
        (FRANCE, HOUTHIS, "reported"),
        (REUTERS, TIMES, "reported"),
        (FRANCE, None, "reported"),
    ],
)
def test_two_shown_origins_that_are_no_party_and_can_know_confirm(
    case: Case, first: Source, second: Source | None, stands: str
) -> None:
    for outlet, source in (("Wire", first), ("Post", second)):
        case.says(outlet, "2019-07-20", by=source, recipients=[SYRIA])
    assert case.event().status == stands


@pytest.mark.parametrize("stance", ["alleges", "hints", "doubts", "declines", "denies"])
def test_only_stating_and_confirming_voices_confirm(case: Case, stance: str) -> None:
    case.says("Wire", "2019-07-20", by=FRANCE)
    case.says("Post", "2019-07-20", by=RUSSIA, stance=stance)
    assert case.event().status != "confirmed"


def test_two_voices_of_one_state_do_not_confirm_each_other(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=PENTAGON)
    case.says("Post", "2019-07-20", by=("two US officials", "united-states"))
    event = case.event()
    assert (event.status, event.n_origins_shown) == ("reported", 2)


def test_a_claim_is_no_admission(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=HOUTHIS, stance="confirms", actors=(HOUTHIS,), cue="claimed responsibility")
    event = case.event()
    assert (event.status, event.responsibility, event.actors[0].basis) == ("reported", "claimed", "admitted")


@pytest.mark.parametrize("cue", ["admitted", "acknowledged", "conceding", "has confessed"])
def test_a_side_that_owns_up_in_such_words_admits(case: Case, cue: str) -> None:
    case.says("Wire", "2020-01-11", by=IRAN, stance="confirms", cue=cue, actors=(IRAN,))
    event = case.event()
    assert (event.status, event.responsibility) == ("confirmed", "admitted")


def test_only_the_side_that_did_it_can_admit_it(case: Case) -> None:
    case.says("Wire", "2020-01-11", by=FRANCE, stance="confirms", cue="acknowledged")
    assert (case.event().status, case.event().responsibility) == ("reported", "attributed")


def test_a_side_that_goes_back_on_its_word_is_contested(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=ISRAEL, stance="confirms", cue="admitted")
    case.says("Post", "2019-07-24", by=ISRAEL, stance="denies")
    assert case.history() == [("2019-07-20", "confirmed"), ("2019-07-24", "contested")]
    assert case.who_history() == [("2019-07-20", "admitted"), ("2019-07-24", "disputed")]


def test_a_denial_is_overtaken_by_owning_up(case: Case) -> None:
    case.says("Wire", "2020-01-09", by=IRAN, stance="denies", actors=(IRAN,))
    case.says("Wire", "2020-01-11", by=IRAN, actors=(IRAN,))
    event = case.event()
    assert case.history() == [("2020-01-09", "denied"), ("2020-01-11", "confirmed")]
    assert (event.actors[0].basis, event.contested) == ("admitted", ())


def test_undated_reports_come_first(case: Case) -> None:
    case.says("Wire", "2020-01-11", by=IRAN, actors=(IRAN,))
    case.says("Post", None, by=IRAN, stance="denies", actors=(IRAN,))
    assert case.history() == [(None, "denied"), ("2020-01-11", "confirmed")]


def test_an_admission_that_others_deny_is_contested(case: Case) -> None:
    case.says("Wire", "2019-07-20", by=ISRAEL, stance="confirms", cue="admitted")
    case.says("Post", "2019-07-20", by=SYRIA, status="negated")
    assert case.event().status == "contested"


def test_who_denies_a_part_in_what_others_tell_disputes_who_and_not_whether(case: Case) -> None:
    case.says("Wire", "2019-09-14", actors=())
    case.says("Post", "2019-09-15", by=FRANCE, stance="alleges", actors=(IRAN,))
    case.says("Post", "2019-09-16", by=IRAN, stance="denies", actors=(IRAN,))
    event = case.event()
    assert (event.status, event.responsibility) == ("reported", "disputed")
    assert fields_of(event.contested) == {"responsibility"}


def test_what_an_accused_denies_is_its_part_where_the_author_names_nobody(case: Case) -> None:
    report = case.report("Wire", "2019-09-14")
    case.says(report, actors=())
    case.says(report, by=FRANCE, stance="alleges", actors=(IRAN,))
    case.says(report, by=IRAN, stance="denies", actors=(IRAN,))
    assert (case.event().status, case.event().responsibility) == ("reported", "disputed")
    case.says(report, actors=(IRAN,))
    assert case.event().status == "contested"


def test_documents_told_of_by_no_name_are_one_origin(case: Case) -> None:
    video = replace(link(("Doctors", "a1")), source=SourceArgument(0, 5, "video", None, "the video"))
    statement = replace(video, source=SourceArgument(0, 9, "statement", None, "a statement"))
    case.says("Wire", "2019-09-14", chain=(video,))
    case.says("Post", "2019-09-14", chain=(statement,))
    assert (case.event().status, case.event().n_origins_shown) == ("reported", 2)
    case.says("Ledger", "2019-09-14", by=FRANCE)
    assert case.event().status == "confirmed"


def test_to_acknowledge_a_meeting_admits_nothing(case: Case) -> None:
    case.says("Wire", "2019-09-14", by=IRAN, stance="confirms", cue="acknowledged", actors=(IRAN,),
              type="CONSULT", quad="verbal_cooperation")  # fmt: skip
    assert (case.event().status, case.event().responsibility) == ("reported", "claimed")


def test_sides_that_some_mention_names_together_are_no_rivals(case: Case) -> None:
    case.says("Wire", "2019-09-14", by=FRANCE, stance="alleges", actors=(ISRAEL,))
    case.says("Post", "2019-09-14", actors=(("Pentagon", "pentagon"),))
    assert set(case.contested("actor")) == {"Israel", "Pentagon"}
    case.says("Ledger", "2019-09-14", actors=(ISRAEL, ("two US officials", "united-states")))
    assert case.contested("actor") == {}


def test_a_partys_word_alone_does_not_turn_a_denial_into_one_of_its_part(case: Case) -> None:
    case.says("Wire", "2020-01-04", by=SYRIA, actors=(), recipients=[SYRIA])
    case.says("Post", "2020-01-05", by=ISRAEL, stance="denies")
    assert case.event().status == "contested"


def test_rival_actors_are_disputed_and_shown_side_by_side(case: Case) -> None:
    case.says("Wire", "2019-09-14", by=HOUTHIS, stance="confirms", actors=(HOUTHIS,))
    case.says("Post", "2019-09-15", by=FRANCE, stance="alleges", actors=(IRAN,))
    event = case.event()
    assert case.contested("actor") == {"Houthis": 1, "Iran": 1}
    assert [(who.name, who.basis) for who in event.actors] == [("Houthis", "admitted"), ("Iran", "accused")]
    assert case.who_history() == [("2019-09-14", "claimed"), ("2019-09-15", "disputed")]


def test_actors_named_together_are_no_rivals(case: Case) -> None:
    case.says("Wire", "2019-09-14", actors=(HOUTHIS, IRAN))
    case.says("Post", "2019-09-15", by=FRANCE, stance="alleges", actors=(IRAN,))
    assert case.contested("actor") == {}


def test_a_guess_of_ours_is_no_plain_word_beside_an_accusation(case: Case) -> None:
    guessed = case.says("Wire", "2019-07-20")
    case.mentions[0] = replace(guessed, actors=(replace(guessed.actors[0], implicit=True),))
    case.says("Post", "2019-07-21", by=IRAN, stance="alleges")
    assert case.event().actors[0].basis == "accused"


def test_what_was_only_planned_does_not_make_an_accused_a_plain_actor(case: Case) -> None:
    case.says("Wire", "2019-07-18", status="hypothetical")
    case.says("Post", "2019-07-21", by=IRAN, stance="alleges")
    assert case.event().actors[0].basis == "accused"


def test_an_actor_without_an_id_is_merged_by_name(case: Case) -> None:
    case.says("Wire", "2019-07-18", actors=("Doctors",))
    case.says("Post", "2019-07-21", actors=("Doctors",))
    (who,) = case.event().actors
    assert (who.actor, who.name, len(who.voices)) == (None, "Doctors", 2)


@pytest.mark.parametrize(
    ("says", "grade"),
    [
        ((("asserted", None, "states"),), 6),
        ((("asserted", SYRIA, "states"),), 6),
        ((("asserted", FRANCE, "states"),), 3),
        ((("asserted", FRANCE, "states"), ("asserted", RUSSIA, "states")), 1),
        ((("asserted", FRANCE, "states"), ("asserted", RUSSIA, "states"), ("asserted", ISRAEL, "denies")), 2),
        ((("asserted", FRANCE, "states"), ("asserted", ISRAEL, "denies")), 4),
        ((("asserted", None, "states"), ("asserted", ISRAEL, "denies")), 4),
        ((("asserted", SYRIA, "states"), ("negated", FRANCE, "states")), 5),
        ((("asserted", FRANCE, "hints"),), 6),
        ((("planned", FRANCE, "states"),), 6),
    ],
)
def test_suggested_credibility(case: Case, says: tuple[tuple[str, Source | None, str], ...], grade: int) -> None:
    for at, (status, source, stance) in enumerate(says):
        case.says(f"Paper {at}", "2019-07-20", by=source, stance=stance, status=status, recipients=[SYRIA])
    event = case.event()
    assert event.credibility_suggested == grade
    assert event.credibility is None and event.credibility_suggested_reason.endswith(".")
