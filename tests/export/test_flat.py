"""Records as flat rows, and values in words."""

from __future__ import annotations

import pytest

from sayso.export.flat import flat_row
from sayso.export.wording import chain_words, voice_words
from sayso.record.claims import claims_of
from sayso.record.counts import bounds_words
from sayso.record.edtf import Edtf
from tests.export.rows import EVENTS
from tests.factory import attribution, document, mention, number

TEXT = "Tehran said on Friday that Israel bombed Syria and Iraq, killing nearly 40 and wounding more than 30."
DOC = document(TEXT, outlet="Wire", authors=("Jo Roe", "Al Poe"))
TOLD = mention(
    TEXT,
    "bombed",
    doc=DOC,
    actors=["Israel"],
    recipients=["Syria", "Iraq"],
    date=Edtf("2019-07-19"),
    attribution=(attribution(TEXT, "Tehran", "said", stance="alleges"),),
    numbers=[
        number(TEXT, "nearly 40", "killed", None, 39),  # type: ignore[arg-type]
        number(TEXT, "more than 30", "wounded", 31, None),
    ],
)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(3, 3, "3"), (0, 0, "0"), (31, None, "31+"), (None, 39, "≤39"), (10, 12, "10–12"), (None, None, "?")],
)
def test_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    assert bounds_words(low, high) == words


def test_a_mention_is_one_flat_row() -> None:
    row = flat_row(TOLD)
    assert {name: row[name] for name in ("trigger", "actors", "recipients", "date", "time", "status", "places")} == {
        "trigger": "bombed", "actors": "Israel", "recipients": "Syria; Iraq", "date": "2019-07-19", "time": None,
        "status": "asserted", "places": "",
    }  # fmt: skip
    assert row["numbers"] == "killed ≤39; wounded 31+"
    assert row["attribution"] == "Tehran: alleges"
    assert type(row["date"]) is str
    assert row["probability"] == 0.5


def test_an_accusation_never_shows_as_a_plain_actor() -> None:
    row = flat_row(EVENTS.event_of([TOLD], {DOC.id: DOC}))
    assert (row["actors"], row["recipients"], row["voices"]) == ("Israel (accused)", "Syria; Iraq", "Tehran: alleges")
    assert row["numbers"] == "killed ≤39; wounded 31+"
    assert (row["status_history"], row["fields"], row["contested"]) == ("reported", "", "")


def test_a_document_is_one_flat_row() -> None:
    row = flat_row(DOC)
    assert (row["authors"], row["segments"], row["coded"]) == ("Jo Roe; Al Poe", "body", True)


def test_a_claim_shows_its_bounds() -> None:
    rows = [flat_row(claim) for claim in claims_of(TOLD) if claim.field.startswith("number:")]
    assert [row["value"] for row in rows] == ["≤39", "31+"]


def test_every_cell_is_a_scalar() -> None:
    for record in (TOLD, DOC, EVENTS.event_of([TOLD], {DOC.id: DOC}), *claims_of(TOLD)):
        for name, cell in flat_row(record).items():
            assert cell is None or type(cell) in (str, int, float, bool), name


def test_voices_in_words() -> None:
    own = mention(TEXT, "bombed", doc=DOC)
    hearsay = mention(TEXT, "bombed", doc=DOC, attribution=(attribution(TEXT, None, "said"),))
    voices = [EVENTS.event_of([told], {DOC.id: DOC}).voices[0] for told in (TOLD, own, hearsay)]
    assert [voice_words(voice) for voice in voices] == ["Tehran: alleges", "Wire, own voice", "hearsay: states"]


def test_a_chain_is_told_from_whoever_is_closest() -> None:
    chain = (
        attribution(TEXT, "Israel", "bombed", stance="denies"),
        attribution(TEXT, "Tehran", "said", anonymous=True),
        attribution(TEXT, None, None),
    )
    assert chain_words(chain) == (
        "Israel ← “bombed”, denies; told by Tehran ← “said”, states, unnamed; told by hearsay, states"
    )
    assert chain_words(()) == ""
