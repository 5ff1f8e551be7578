"""Sketches: the same bytes for the same document, and what they hold of a mention."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.standings import Standings
from sayso.merge.parties import PERSON, STATE, hashed
from sayso.merge.sides import Sides
from sayso.merge.sketch import NO_BOUND, NO_DAY, SKETCH, sheet_of, sketch_of
from sayso.merge.telling import sketches_of
from sayso.record.edtf import Edtf
from sayso.record.mentions import PlaceArgument
from sayso.record.vectors import TriggerVector
from tests.factory import document, mention, number

SIDES = Sides.of(ActorRegistry.load(), Standings.load())
TEXT = "Israel bombed a depot near Homs on Friday and killed 12 fighters. The strike was the second."
DOC = document(TEXT, outlet="Wire", published="2019-07-20", title="Depot bombed in Syria")


def test_a_sketch_holds_who_when_where_and_how_many() -> None:
    start = TEXT.index("Homs")
    place = PlaceArgument(start, start + 4, "Homs", "place-homs", "Homs", "SY", 34.73, 36.72, 1)  # type: ignore[arg-type]
    told = mention(
        TEXT, "bombed", doc=DOC, actors=[("Israel", "israel")], date=Edtf("2019-07-19"), date_basis="stated",
        places=(place,), numbers=[number(TEXT, "12", "killed", 12, None)],
    )  # fmt: skip
    row = sheet_of([sketch_of(told, DOC, None, SIDES)])[0]
    assert row["actors"][0] & 3 == STATE and row["actors"][1] == 0
    assert row["first"] == row["last"] == Edtf("2019-07-19").first_day.toordinal()  # type: ignore[union-attr]
    assert (row["lows"][0], row["highs"][0]) == (12, NO_BOUND)
    assert row["places"][0] == hashed("place-homs") and row["countries"][0] == int.from_bytes(b"SY", "big")
    assert float(np.sqrt((row["points"][0].astype(float) ** 2).sum())) == pytest.approx(6371, abs=1)
    assert row["published"] == row["anchor"] == Edtf("2019-07-20").first_day.toordinal()  # type: ignore[union-attr]


def test_what_is_not_told_is_empty() -> None:
    doc = document(TEXT)
    row = sheet_of([sketch_of(mention(TEXT, "bombed", doc=doc), doc, None, SIDES)])[0]
    assert row["published"] == row["anchor"] == row["first"] == row["last"] == NO_DAY
    assert not row["actors"].any() and not row["places"].any() and not row["vector"].any() and row["model"] == 0


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        (("Israel", "israel"), STATE),
        (("Qassem Soleimani", "qassem-soleimani"), PERSON),
        (("Jon Doe", "a1"), PERSON),
        (("two soldiers", "a2"), 0),
        (("Hezbollah", "hezbollah"), 3),
    ],
)
def test_parties_say_what_they_are(who: tuple[str, str], kind: int) -> None:
    text = f"{who[0]} fired."
    row = sheet_of([sketch_of(mention(text, "fired", actors=[who]), document(text), None, SIDES)])[0]
    assert row["actors"][0] & 3 == kind


def test_an_undated_document_is_anchored_by_what_it_states() -> None:
    doc = document(TEXT)
    told = mention(TEXT, "bombed", doc=doc, date=Edtf("2019-07-19"), date_basis="stated")
    bare = mention(TEXT, "strike", doc=doc)
    rows = sheet_of(sketches_of(doc, [told, bare], [], SIDES))
    assert {int(day) for day in rows["anchor"]} == {Edtf("2019-07-19").first_day.toordinal()}  # type: ignore[union-attr]
    assert (rows["published"] == NO_DAY).all()


def test_vectors_of_other_models_are_told_apart() -> None:
    told = mention(TEXT, "bombed", doc=DOC)
    rows = sheet_of([sketch_of(told, DOC, TriggerVector(told.id, model, bytes(64)), SIDES) for model in ("a", "b")])
    assert rows["model"][0] != rows["model"][1] and rows["model"].all()


def test_open_fields_are_taken_from_mentions_of_the_same_act_only() -> None:
    act = mention(TEXT, "bombed", doc=DOC, actors=[("Israel", "israel")])
    again = mention(TEXT, "strike", doc=DOC)
    other = replace(mention(TEXT, "killed", doc=DOC), type="AID", quad="material_cooperation")
    vectors = [TriggerVector(one.id, "m", bytes([90] * 64)) for one in (act, again)]
    rows = sheet_of(sketches_of(DOC, [act, again, other], vectors, SIDES))
    alone = sheet_of([sketch_of(one, DOC, None, SIDES) for one in (act, again, other)])
    assert not alone["actors"][1:].any()
    assert rows["actors"][0, 0] == alone["actors"][0, 0]
    assert not rows["actors"][2].any()


def test_the_order_of_mentions_changes_nothing() -> None:
    mentions = [
        mention(TEXT, words, doc=DOC, actors=[("Israel", "israel")]) for words in ("bombed", "killed", "strike")
    ]
    one = dict(zip([m.id for m in mentions], sketches_of(DOC, mentions, [], SIDES), strict=True))
    other = dict(zip([m.id for m in mentions[::-1]], sketches_of(DOC, mentions[::-1], [], SIDES), strict=True))
    assert one == other
    assert {len(sketch) for sketch in one.values()} == {SKETCH.itemsize}
