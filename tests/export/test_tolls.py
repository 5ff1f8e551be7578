"""Counts of the dead by each scheme's own rule, from the words of the mentions."""

from __future__ import annotations

import pytest

from sayso.codebook.vague_counts import CountScheme
from sayso.export.tolls import Toll, Tolls, attributed_tolls
from sayso.record.counts import read_count
from sayso.record.events import EventNumber, ReportedCount, Voice, VoiceSource
from sayso.record.mentions import EventMention
from tests.factory import document, mention, number
from tests.table.test_event_table import event


def told(*counts: str, **fields: object) -> tuple[EventNumber, list[EventMention]]:
    """Make the row that reports of so many killed come to, by the bounds of the last of them, and their mentions."""
    mentions, reported = [], []
    for n, words in enumerate(counts):
        text = f"The raid killed {words} people."
        count = read_count(words)
        assert count is not None
        quoted = number(text, words, "killed", count.low, count.high)  # type: ignore[arg-type]
        mentions.append(mention(text, "killed", doc=document(text, f"{n}.txt"), numbers=[quoted]))
        reported.append(ReportedCount(count.low, count.high, (mentions[-1].id,), ()))
    low, high = reported[-1].low, reported[-1].high
    best = low if low == high else None
    usual = {"who_class": "unknown", "side": None, "scope": "this_act", "as_of": None, "reported": tuple(reported)}
    return EventNumber("killed", low=low, best=best, high=high, **{**usual, **fields}), mentions  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "acled", "ucdp"),
    [
        ("12", Toll(12, 12, 12), Toll(12, 12, 12)),
        ("dozens", Toll(12, 12, 12), Toll(24, 24, 24)),
        ("hundreds", Toll(100, 100, 100), Toll(200, 200, 200)),
        ("scores", Toll(20, 20, 20), Toll(40, 40, 40)),
        ("several", Toll(3, 3, 3), Toll(3, 3, 3)),
        ("tens of thousands", Toll(10_000, 10_000, 10_000), Toll(20_000, 20_000, 20_000)),
        ("two dozen", Toll(24, 24, 24), Toll(24, 24, 24)),
        ("more than 30", Toll(30, 30, 30), Toll(30, 30, 30)),
        ("at least 30", Toll(30, 30, 30), Toll(30, 30, 30)),
        ("between 10 and 12", Toll(10, 10, 12), Toll(10, 10, 12)),
        ("up to 40", Toll(None, None, 40), Toll(None, None, 40)),
        ("nearly 40", Toll(None, None, 40), Toll(None, None, 40)),
    ],
)
def test_words_are_counted_by_each_scheme(words: str, acled: Toll, ucdp: Toll) -> None:
    row, mentions = told(words)
    schemes: tuple[tuple[CountScheme, Toll], ...] = (("acled", acled), ("ucdp", ucdp))
    for scheme, expected in schemes:
        assert Tolls(scheme).of_act(event("m1", numbers=(row,)), mentions) == expected


def test_the_most_conservative_of_what_still_holds_counts() -> None:
    row, mentions = told("11", "34")
    assert Tolls("acled").of_act(event("m1", numbers=(row,)), mentions) == Toll(34, 34, 34)
    wide = EventNumber("killed", "unknown", None, "this_act", 11, None, 34, None, row.reported)
    assert Tolls("acled").of_act(event("m1", numbers=(wide,)), mentions) == Toll(11, 11, 34)


def test_totals_subsets_and_other_kinds_are_no_toll_of_the_act() -> None:
    rows = [told("9", scope="cumulative")[0], told("9", subset=True)[0]]
    assert Tolls("acled").of_act(event("m1", numbers=tuple(rows)), []) is None


def test_sides_and_civilians_are_counted_apart() -> None:
    whole, mentions = told("10")
    ours, more = told("4", side="orland")
    theirs, last = told("3", who_class="civilian")
    act, every = event("m1", numbers=(whole, ours, theirs)), [*mentions, *more, *last]
    tolls = Tolls("ucdp")
    assert tolls.of_act(act, every) == Toll(10, 10, 10)
    assert (tolls.of_side(act, every, ["orland"]), tolls.of_side(act, every, ["vesta"])) == (4, None)
    assert tolls.of_civilians(act, every) == 3


def test_on_whose_word_alone_a_count_stands_is_named() -> None:
    def voice(name: str | None) -> Voice:
        source = VoiceSource(None, name) if name else None
        return Voice(name or "own", source, "Wire", (), "official", False, False, True, "states", ())

    for saying, expected in ((["Army"], ["killed 7 on the word of Army: states"]), (["Army", None], [])):
        voices = tuple(map(voice, saying))
        told = (ReportedCount(7, 7, (), tuple(one.id for one in voices)),)
        row = EventNumber("killed", "unknown", None, "this_act", 7, 7, 7, None, told)
        assert list(attributed_tolls(event("m1", numbers=(row,), voices=voices))) == expected


def test_a_count_that_a_person_gave_needs_no_words() -> None:
    row = EventNumber("killed", "unknown", None, "this_act", 7, 7, 7, None, ())
    assert Tolls("acled").of_act(event("m1", numbers=(row,)), []) == Toll(7, 7, 7)
