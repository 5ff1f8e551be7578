"""To whom an act was done that is told without saying so: whoever the rest of the report makes likely, else nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.bearer_weights import BearerWeights, load_bearer_weights
from sayso.codebook.book import CodebookTables
from sayso.record.mentions import EventMention
from sayso.resolve.bearers import LEAST_PROBABILITY, Bearers
from sayso.resolve.cast import Cast
from tests.factory import document, mention
from tests.resolve.analysed import analysed

TEXT = "Chad blamed Libya. Chad accused Libya on Monday. Rain fell. Chad repeated the charge."
TABLES = CodebookTables.load()
ALWAYS = BearerWeights({"always": 9.0})
FOR_THE_LIKE = BearerWeights({"always": -1.0, "bears the like": 5.0})


def act(text: str, trigger: str, actor: str | None = None, recipient: str | None = None, **fields: str) -> EventMention:
    parties = {
        "actors": [(actor, actor.casefold())] if actor else [],
        "recipients": [(recipient, recipient.casefold())] if recipient else [],
    }
    return mention(text, trigger, doc=document(text), **{"type": "ACCUSE", **fields}, **parties)  # type: ignore[arg-type]


def acts(text: str = TEXT) -> tuple[EventMention, ...]:
    return (
        act(text, "blamed", "Chad", "Libya"),
        act(text, "accused", "Chad", "Libya"),
        act(text, "charge", "Chad"),
    )


def filled(mentions: tuple[EventMention, ...], weights: BearerWeights, text: str = TEXT) -> tuple[EventMention, ...]:
    cast = Cast.of(TABLES, None, text, mentions, (), ())
    return Bearers.of(mentions, cast, analysed(text), weights).filled()


def test_whoever_the_acts_of_the_type_are_done_to_bears_the_one_that_does_not_say() -> None:
    (who,) = filled(acts(), load_bearer_weights())[2].recipients
    assert (who.text, who.actor, who.implicit) == ("Libya", "libya", True)
    assert who.reason is not None and who.reason.startswith("not told with the act: Libya")


def test_an_act_of_a_kind_that_is_done_to_nobody_stays_without() -> None:
    given_ = (*acts()[:2], act(TEXT, "charge", "Chad", type="MOBILIZE"))
    assert filled(given_, load_bearer_weights())[2].recipients == ()


def test_what_a_mention_says_itself_stays() -> None:
    assert filled(acts(), ALWAYS)[:2] == acts()[:2]


def test_nobody_bears_what_they_do() -> None:
    alone = (act(TEXT, "charge", "Chad"),)
    assert filled(alone, ALWAYS) == alone


def test_who_has_no_proper_name_bears_nothing() -> None:
    text = "Chad blamed a mission. Chad repeated the charge."
    given_ = (act(text, "blamed", "Chad", "mission"), act(text, "charge", "Chad"))
    assert filled(given_, ALWAYS, text)[1].recipients == ()


def test_acts_are_alike_by_the_stem_of_their_triggers() -> None:
    text = "Chad blamed Libya. Chad blames somebody."
    given_ = (act(text, "blamed", "Chad", "Libya"), act(text, "blames", "Chad"))
    assert [one.recipients != () for one in filled(given_, FOR_THE_LIKE, text)] == [True, True]
    assert filled(acts(), FOR_THE_LIKE)[2].recipients == ()


def test_in_its_own_sentence_somebody_is_not_implicit() -> None:
    text = "Chad, which shelled Libya, stayed silent on the charge."
    given_ = (act(text, "shelled", "Chad", "Libya", type="ASSAULT"), act(text, "charge", "Chad"))
    (who,) = filled(given_, ALWAYS, text)[1].recipients
    assert (who.text, who.implicit) == ("Libya", False)


@given(st.permutations(range(3)))
def test_the_order_of_mentions_does_not_matter(order: list[int]) -> None:
    given_ = acts()
    found = filled(tuple(given_[at] for at in order), load_bearer_weights())
    assert tuple(found[order.index(at)] for at in range(3)) == filled(given_, load_bearer_weights())


def test_no_mentions_no_bearers() -> None:
    assert filled((), ALWAYS) == ()


@pytest.mark.parametrize(("odds", "given_"), [(-9.0, False), (9.0, True)])
def test_only_the_likely_are_given(odds: float, given_: bool) -> None:
    assert bool(filled(acts(), BearerWeights({"always": odds}))[2].recipients) == given_
    assert 0 < LEAST_PROBABILITY < 1


def test_the_probability_is_of_the_winner_alone() -> None:
    found = filled(acts(), load_bearer_weights())[2]
    assert replace(found, recipients=()) == acts()[2]
