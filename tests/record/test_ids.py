"""Ids follow from content alone, and no two contents share one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.record.ids import DocumentId, content_hash, document_id, mention_id

parts = st.lists(st.one_of(st.none(), st.text(), st.integers()), max_size=4)


def spelled(values: list[str | int | None]) -> list[str | None]:
    return [None if value is None else str(value) for value in values]


@given(parts, parts)
def test_hashes_agree_exactly_when_the_parts_do(one: list[str | int | None], other: list[str | int | None]) -> None:
    assert (content_hash(*one) == content_hash(*other)) == (spelled(one) == spelled(other))


def test_ids_hold_still_from_version_to_version() -> None:
    assert document_id("Text.", "Wire", "2020-01-03", None, "a.txt") == "d1bc567dfddc385b1bec9"
    assert mention_id(DocumentId("d"), 1, 5) == "m2897e2fd80835467de0a"


def test_the_address_goes_before_the_file_name() -> None:
    with_url = [document_id("T", None, None, "u", name) for name in ("a.txt", "b.txt")]
    without = [document_id("T", None, None, None, name) for name in ("a.txt", "b.txt")]
    assert with_url[0] == with_url[1]
    assert without[0] != without[1]


def test_where_a_folder_stands_does_not_matter() -> None:
    assert document_id("T", None, None, None, "x/a.txt") == document_id("T", None, None, None, "a.txt")


def test_mentions_that_share_a_trigger_are_told_apart_by_their_ordinal() -> None:
    doc = DocumentId("d")
    assert mention_id(doc, 1, 5, 0) != mention_id(doc, 1, 5, 1)


def test_a_lone_surrogate_does_not_stop_the_hash() -> None:
    assert content_hash("\ud800") != content_hash("")
