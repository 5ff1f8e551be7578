"""Reading: a document's way through the graphs, on stubs; with the packaged weights where they are there."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate import Encoder, ask, mark
from sayso.annotate.marking import LEAST_ASKED
from sayso.errors import RecordError
from sayso.record.marks import Marks, NameMark, RoleMark, VoiceMark

from .stubs import analysed, stub_encoder

REPORT = "rebels shelled Basra . they vowed revenge ."


@pytest.fixture(scope="module")
def packaged() -> Encoder:
    return Encoder.load()


def test_a_report_is_marked() -> None:
    marks = mark(analysed(REPORT), stub_encoder())
    (trigger,) = marks.triggers
    assert (trigger.first, trigger.last, trigger.tagged, trigger.read) == (1, 2, 0.9, 0.8)
    assert [(one.type, one.mode, one.share) for one in trigger.senses] == [("ASSAULT", None, 1.0)]
    assert trigger.roles == (RoleMark("actor", 0, 1, 0.9), RoleMark("recipient", 2, 3, 0.9))
    assert (trigger.statuses, trigger.stances) == ((("asserted", 1.0),), (("states", 1.0),))
    assert (trigger.fact, trigger.vector) == (1.59, b"")
    (pledge,) = marks.pledges
    assert (pledge.first, pledge.last, pledge.kind, pledge.probability) == (6, 7, "threat", 0.9)
    assert marks.names == (NameMark(2, 3, "LOC", 0.8),)
    assert marks.voices == (VoiceMark("source", 2, 3, 0.8),)


def test_nothing_gives_no_marks() -> None:
    assert mark(analysed(""), stub_encoder()) == Marks("stub")


def test_every_window_is_read_and_each_word_answered_once() -> None:
    times = 300
    marks = mark(analysed(" ".join([REPORT] * times)), stub_encoder())
    assert [one.first for one in marks.triggers] == [8 * at + 1 for at in range(times)]
    assert [one.first for one in marks.pledges] == [8 * at + 6 for at in range(times)]
    assert [one.first for one in marks.names] == [8 * at + 2 for at in range(times)]


def test_words_are_asked_about_however_unlikely() -> None:
    analysis, encoder = analysed(REPORT), stub_encoder()
    asked = ask(analysis, [(5, 6), (1, 2), (5, 6)], encoder)
    assert [(one.first, one.tagged) for one in asked] == [(5, LEAST_ASKED), (1, 0.9), (5, LEAST_ASKED)]
    assert asked[1] == mark(analysis, encoder).triggers[0]
    also = mark(analysis, encoder, [(0, 2), (5, 6)])
    assert [one.first for one in also.triggers] == [1, 5]


def test_words_that_the_tagger_all_but_rules_out_are_asked_about_on_demand_only() -> None:
    analysis, encoder = analysed(REPORT), stub_encoder()
    assert [(one.first, one.tagged) for one in ask(analysis, [(4, 5)], encoder)] == [(4, 0.0)]
    assert mark(analysis, encoder, [(4, 5)]) == mark(analysis, encoder)


@pytest.mark.parametrize("words", [(2, 2), (8, 9), (3, 1)])
def test_words_of_no_sentence_are_refused(words: tuple[int, int]) -> None:
    with pytest.raises(RecordError, match="no sentence holds"):
        ask(analysed(REPORT), [words], stub_encoder())


def test_the_vector_is_the_trigger_as_encoded_projected() -> None:
    projection = np.zeros((5, 64), np.float32)
    projection[0, 0], projection[-1, 1], projection[1, 2] = 1, -3, 1000
    (trigger,) = mark(analysed(REPORT), stub_encoder(projection)).triggers
    assert trigger.vector[:4] == bytes([6, 253, 127, 0]) and len(trigger.vector) == 64


def test_packaged_weights_give_the_same_marks_whatever_was_read_before(packaged: Encoder) -> None:
    analysis = analysed("Two officials said rebels had shelled the port of Basra on Friday , killing 12 people .")
    before = mark(analysis, packaged)
    mark(analysed("Ministers met in Vienna . They signed a truce ."), packaged)
    assert mark(analysis, packaged) == before
    assert analysis.words.index("shelled") in {one.first for one in before.triggers}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "-" * 10_000,
        "REBELS SHELLED BASRA KILLING TWELVE",
        "Повстанцы shelled 中东 والبصرة .",
        " ".join(["rebels shelled Basra"] * 400),
        ". . . ! ? …",
        "\u0301\u200b \ufffd",
    ],
    ids=["long-word", "marks", "capitals", "scripts", "one-sentence", "only-marks", "no-letters"],
)
def test_packaged_weights_read_anything(packaged: Encoder, text: str) -> None:
    analysis = analysed(text)
    for one in mark(analysis, packaged).triggers:
        assert 0 <= one.first < one.last <= len(analysis.words)
