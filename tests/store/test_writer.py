"""What a case holds does not depend on the order in which it was written."""

from __future__ import annotations

import sqlite3
from itertools import permutations
from pathlib import Path

import pytest

from sayso.record.documents import Rejection
from sayso.record.plain import to_json
from sayso.record.readings import Fingerprint, Reading
from sayso.store.case_file import connect
from sayso.store.copies import pair_texts
from sayso.store.rows import rows_of
from sayso.store.view import View
from sayso.store.writer import Writer
from tests.factory import reading

ONE = "Israel attacked Syria on Friday."


def keep(connection: sqlite3.Connection, *readings: Reading) -> None:
    for one in readings:
        Writer(connection).add([(rows_of(one, one.text.encode()), f"raw {one.document.path}")], "s", [])


def shown(connection: sqlite3.Connection) -> list[bytes]:
    view = View(connection)
    rows = [*view.documents(), *view.mentions(), *view.events(), *view.rejections()]
    return [to_json(row) for row in rows]


@pytest.fixture
def case(tmp_path: Path) -> sqlite3.Connection:
    return connect(tmp_path / "x.sayso", create=True)


def test_the_same_text_at_two_places_is_kept_once_in_any_order(tmp_path: Path) -> None:
    twins = [reading(ONE, path, ["attacked"], url="https://example.org/1") for path in ("b.txt", "a.txt", "c.txt")]
    seen = []
    for number, order in enumerate(permutations(twins)):
        connection = connect(tmp_path / f"{number}.sayso", create=True)
        keep(connection, *order)
        seen.append(shown(connection))
    assert all(rows == seen[0] for rows in seen)
    view = View(connection)
    assert [document.path for document in view.documents()] == ["a.txt"]
    assert [(r.path, r.reason) for r in view.rejections()] == [("b.txt", "duplicate"), ("c.txt", "duplicate")]
    assert [mention.path for mention in view.mentions()] == ["a.txt"]


def test_adding_again_changes_nothing(case: sqlite3.Connection) -> None:
    one = reading(ONE, triggers=["attacked"])
    keep(case, one)
    before = shown(case)
    keep(case, one, one)
    assert shown(case) == before


def test_a_file_counts_as_read_only_under_its_content_and_way_of_reading(case: sqlite3.Connection) -> None:
    writer = Writer(case)
    writer.end_file("a.txt", "f1", "s1")
    assert writer.file_is_read("a.txt", "f1", "s1")
    assert not writer.file_is_read("a.txt", "f2", "s1")
    assert not writer.file_is_read("a.txt", "f1", "s2")
    assert not writer.file_is_read("b.txt", "f1", "s1")


def test_beginning_a_file_forgets_its_rejections_and_no_others(case: sqlite3.Connection) -> None:
    writer = Writer(case)
    paths = ["a.zip", "a.zip/x.txt", "a.zip2", "a_zip/x.txt"]
    writer.add([], "s", [Rejection(path, "read", "binary", "no text") for path in paths])
    writer.begin_file("a.zip")
    assert [rejection.path for rejection in View(case).rejections()] == ["a.zip2", "a_zip/x.txt"]


def with_mark(text: str, path: str, mark: Fingerprint, **fields: object) -> Reading:
    one = reading(text, path, **fields)
    return Reading(one.document, one.text, (), (), (), (), (), (), mark)


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
