"""What a case holds does not depend on the order in which it was written."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from sayso.codebook.versions import load_version_bars
from sayso.errors import CaseError
from sayso.record.documents import Rejection
from sayso.record.plain import to_json
from sayso.record.readings import Fingerprint, Reading
from sayso.record.vectors import TriggerVector
from sayso.store.case_file import connect
from sayso.store.copies import pair_texts
from sayso.store.filters import MentionFilter
from sayso.store.rows import rows_of
from sayso.store.view import View
from sayso.store.writer import Sighting, Writer
from tests.factory import reading

ONE = "Israel attacked Syria on Friday."


def keep(connection: sqlite3.Connection, *readings: Reading, origin: str | None = None, way: str = "w") -> None:
    for one in readings:
        place = (origin or f"at {one.document.path}", one.document.path, one.document.locator or "")
        sighting = Sighting(*place, f"raw {one.document.title} {one.text}", way, f"reading {way}")
        assert Writer(connection, load_version_bars()).add([(rows_of(one, one.text.encode()), sighting)]) == []


def shown(connection: sqlite3.Connection) -> list[bytes]:
    view = View(connection)
    rows = [*view.documents(), *view.mentions(), *view.events(), *view.rejections()]
    return [*map(to_json, rows), *(repr(vector).encode() for vector in view.vectors())]


@pytest.fixture
def case(tmp_path: Path) -> sqlite3.Connection:
    return connect(tmp_path / "x.sayso")


def in_every_order(tmp_path: Path, *readings: tuple[Reading, str]) -> list[list[bytes]]:
    seen = []
    for number, order in enumerate(permutations(readings)):
        connection = connect(tmp_path / f"{number}.sayso")
        for reading_, origin in order:
            keep(connection, reading_, origin=origin)
        seen.append(shown(connection))
    return seen


def test_the_same_text_at_several_places_is_kept_once_in_any_order(tmp_path: Path) -> None:
    twins = [(reading(ONE, path, ["attacked"], url="u"), f"at {path}") for path in ("b.txt", "a.txt", "c.txt")]
    seen = in_every_order(tmp_path, *twins)
    assert all(rows == seen[0] for rows in seen)
    view = View(connect(tmp_path / "0.sayso"))
    assert [document.path for document in view.documents()] == ["a.txt"]
    assert [(r.path, r.reason) for r in view.rejections()] == [("b.txt", "duplicate"), ("c.txt", "duplicate")]
    assert [mention.path for mention in view.mentions()] == ["a.txt"]


def test_the_same_path_in_two_folders_shows_the_same_twin_in_any_order(tmp_path: Path) -> None:
    twins = [(reading(ONE, "r.txt", ["attacked"], title=title), f"in {title}") for title in ("B", "A")]
    seen = in_every_order(tmp_path, *twins)
    assert all(rows == seen[0] for rows in seen)
    view = View(connect(tmp_path / "0.sayso"))
    assert [document.title for document in view.documents()] == ["A"]
    assert [(r.path, r.reason) for r in view.rejections()] == [("r.txt", "duplicate")]


def test_adding_again_changes_nothing(case: sqlite3.Connection) -> None:
    one = reading(ONE, triggers=["attacked"])
    keep(case, one)
    before = shown(case)
    keep(case, one, one)
    assert shown(case) == before


def test_a_new_way_of_reading_replaces_the_old_one_wherever_it_comes_from(case: sqlite3.Connection) -> None:
    keep(case, reading(ONE, "a.txt", ["attacked"], url="u"), way="old")
    keep(case, reading(ONE, "b.txt", ["attacked", "Friday"], url="u"), way="new")
    assert len(list(View(case).mentions())) == 2


def test_what_a_place_held_before_gives_way_and_stays_in_the_case(case: sqlite3.Connection) -> None:
    keep(case, reading(ONE, triggers=["attacked"], outlet="Wier"), origin="here")
    keep(case, reading(ONE, triggers=["attacked"], outlet="Wire"), origin="here")
    view = View(case)
    documents = {document.outlet: document for document in view.documents()}
    assert documents["Wier"].superseded_by == documents["Wire"].id
    assert documents["Wire"].superseded_by is None
    assert documents["Wire"].copy_of is None
    assert [mention.doc for mention in view.mentions()] == [documents["Wire"].id]
    keep(case, reading(ONE, triggers=["attacked"], outlet="Wier"), origin="here")
    assert [mention.doc for mention in view.mentions()] == [documents["Wier"].id]


def test_rows_that_move_in_a_table_stay_the_same_documents(case: sqlite3.Connection) -> None:
    rows = [reading(f"{ONE} Row {n}.", "rows.csv", ["attacked"]) for n in range(3)]

    def at(line: int, one: Reading) -> None:
        sighting = Sighting("table", "rows.csv", f"row {line}", f"raw {one.document.id}", "w", "r")
        Writer(case, load_version_bars()).add([(rows_of(one, b""), sighting)])

    for line, one in enumerate(rows[1:], start=1):
        at(line, one)
    for line, one in enumerate(rows, start=1):
        at(line, one)
    assert len(list(View(case).mentions())) == 3
    assert not any(document.superseded_by for document in View(case).documents())


def test_a_file_counts_as_read_only_under_its_content_and_way_of_reading(case: sqlite3.Connection) -> None:
    writer = Writer(case, load_version_bars())
    writer.end_file("a", "r", "f1", "w1", whole=True)
    assert writer.file_is_read("a", "f1", "w1")
    assert not writer.file_is_read("a", "f2", "w1")
    assert not writer.file_is_read("a", "f1", "w2")
    assert not writer.file_is_read("b", "f1", "w1")


def test_a_file_that_failed_for_want_of_memory_does_not_count_as_read(case: sqlite3.Connection) -> None:
    Writer(case, load_version_bars()).end_file("a", "r", "f", "w", whole=False)
    assert not Writer(case, load_version_bars()).file_is_read("a", "f", "w")


def test_another_reading_of_a_file_clears_its_rejections_and_no_others(case: sqlite3.Connection) -> None:
    writer = Writer(case, load_version_bars())
    for origin in ("one", "two"):
        writer.reject(origin, "first reading", [Rejection("bad.txt", "read", "binary", f"no text in {origin}")])
    writer.reject("one", "second reading", [Rejection("bad.txt", "read", "empty", "no bytes")])
    writer.end_file("one", "second reading", "f", "w", whole=True)
    assert [(row.path, row.detail) for row in View(case).rejections()] == [
        ("bad.txt", "no text in two"),
        ("bad.txt", "no bytes"),
    ]


def test_a_reading_the_case_refuses_stops_no_other(case: sqlite3.Connection) -> None:
    good, bad = reading(ONE, "good.txt", ["attacked"]), reading(ONE, "bad.txt", ["attacked"])
    twice = replace(bad, mentions=bad.mentions * 2)
    places = [Sighting(name, f"{name}.txt", "", name, "w", "r") for name in ("bad", "good")]
    refused = Writer(case, load_version_bars()).add(
        [(rows_of(twice, b"1"), places[0]), (rows_of(good, b"2"), places[1])]
    )
    assert [(sighting.origin, rejection.reason) for sighting, rejection in refused] == [("bad", "internal_error")]
    assert [document.path for document in View(case).documents()] == ["good.txt"]


def test_halves_of_letters_in_a_message_do_not_stop_the_build(case: sqlite3.Connection) -> None:
    Writer(case, load_version_bars()).reject(
        "a", "r", [Rejection("a.json", "text", "no_text_field", "its keys are \ud800key")]
    )
    assert [row.detail for row in View(case).rejections()] == ["its keys are ?key"]


def with_vectors(one: Reading, model: str = "test 1") -> Reading:
    vectors = tuple(TriggerVector(mention.id, model, mention.id.encode()) for mention in reversed(one.mentions))
    return replace(one, vectors=vectors)


def test_vectors_are_listed_by_mention_and_filtered_as_mentions_are(case: sqlite3.Connection) -> None:
    one = with_vectors(reading(ONE, "one.txt", ["attacked", "Friday", "Syria"]))
    two = with_vectors(reading(ONE, "two.txt", ["attacked"]))
    keep(case, one, two, reading(ONE, "three.txt", ["attacked"]))
    view = View(case)
    assert list(view.vectors()) == sorted((*one.vectors, *two.vectors), key=lambda vector: vector.mention)
    assert tuple(view.vectors(MentionFilter(doc=two.document.id))) == two.vectors
    assert tuple(view.vectors(MentionFilter(id=one.vectors[0].mention))) == one.vectors[:1]
    assert not list(view.vectors(MentionFilter(status="negated")))


def test_vectors_go_with_their_mentions(case: sqlite3.Connection) -> None:
    keep(case, with_vectors(reading(ONE, triggers=["attacked", "Friday"])), way="old")
    again = with_vectors(reading(ONE, triggers=["attacked"]), "test 2")
    keep(case, again, way="new")
    assert tuple(View(case).vectors()) == again.vectors
    keep(case, reading(ONE, triggers=["attacked"], outlet="Wire"), origin="at report.txt")
    assert not list(View(case).vectors())
    assert case.execute("SELECT count(*) FROM vectors").fetchone()[0] == 1


def test_the_order_of_writing_does_not_change_the_vectors(tmp_path: Path) -> None:
    texts = (f"{ONE} Row {n}." for n in range(3))
    seen = in_every_order(tmp_path, *((with_vectors(reading(text, triggers=["attacked"])), text) for text in texts))
    assert all(rows == seen[0] for rows in seen)


def test_an_altered_vector_is_not_handed_out(case: sqlite3.Connection) -> None:
    keep(case, with_vectors(reading(ONE, triggers=["attacked"])))
    case.execute("UPDATE vectors SET vector = zeroblob(65)")
    with pytest.raises(CaseError, match="of vectors was altered"):
        list(View(case).vectors())


def with_mark(text: str, path: str, mark: Fingerprint, **fields: Any) -> Reading:
    one = reading(text, path, **fields)
    return replace(one, fingerprint=mark)


def test_a_copy_points_to_the_earliest_of_its_near_texts(case: sqlite3.Connection) -> None:
    near, far = (b"band",), (b"other",)
    keep(
        case,
        with_mark("first", "late.txt", Fingerprint("t1", b"1", near, ()), published="2020-01-03"),
        with_mark("first", "early.txt", Fingerprint("t1", b"1", near, ()), published="2020-01-02"),
        with_mark("second", "edited.txt", Fingerprint("t2", b"2", near, ()), published="2020-01-04"),
        with_mark("third", "undated.txt", Fingerprint("t3", b"3", near, ())),
        with_mark("fourth", "apart.txt", Fingerprint("t4", b"4", far, ()), published="2020-01-01"),
        with_mark("fifth", "band-mate.txt", Fingerprint("t5", b"5", near, ()), published="2019-01-01"),
    )
    pair_texts(case, lambda one, other: None if b"5" in (one, other) else 0.9)
    by_id = {document.id: document for document in View(case).documents()}
    copies = {d.path: by_id[d.copy_of].path if d.copy_of else None for d in by_id.values()}
    alone = {doc: View(case).document(doc).copy_of for doc in by_id}
    assert alone == {doc: by_id[doc].copy_of for doc in by_id}
    assert copies == {
        "early.txt": None,
        "late.txt": "early.txt",
        "edited.txt": "early.txt",
        "undated.txt": "early.txt",
        "apart.txt": None,
        "band-mate.txt": None,
    }


def test_shared_paragraphs_are_told_but_not_those_of_copies(case: sqlite3.Connection) -> None:
    keep(
        case,
        with_mark("one", "one.txt", Fingerprint("t1", b"1", (b"x",), (b"p1", b"p2"))),
        with_mark("two", "two.txt", Fingerprint("t2", b"2", (b"y",), (b"p1", b"p2", b"p3"))),
        with_mark("three", "three.txt", Fingerprint("t3", b"3", (b"y",), (b"p3",))),
    )
    pair_texts(case, lambda one, other: 0.95)
    shared = {d.path: [(s.paragraphs) for s in d.shares_paragraphs] for d in View(case).documents()}
    assert shared == {"one.txt": [2], "two.txt": [2], "three.txt": []}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("syria attacked", 1),
        ('"attacked Syria"', 1),
        ('"Syria attacked"', 0),
        ("SYRIA", 1),
        ('-- " OR *', 0),
        ("", 0),
    ],
)
def test_search_takes_any_words(case: sqlite3.Connection, words: str, found: int) -> None:
    keep(case, reading(ONE, triggers=["attacked"]))
    assert len(View(case).search(words)) == found
