from __future__ import annotations

import pytest

from sayso.codebook.columns import load_field_names
from sayso.record.documents import FIELDS


def test_every_field_has_names() -> None:
    names = load_field_names()
    assert set(names.row) == set(FIELDS)
    assert set(names.page) == set(FIELDS)
    assert all(names.row[field] for field in FIELDS)


def test_no_name_stands_for_two_fields() -> None:
    listed = [name for names in load_field_names().row.values() for name in names]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("field", "present", "mapped", "found"),
    [
        ("text", ["Body", "TEXT"], None, ("TEXT", "Body")),
        ("published", ["Date Published", "date"], None, ("Date Published", "date")),
        ("published", ["pub-date"], None, ("pub-date",)),
        ("text", ["\ufefftext"], None, ("\ufefftext",)),
        ("text", ["text", "prose"], "prose", ("prose",)),
        ("text", ["text"], "prose", ()),
        ("text", ["words"], None, ()),
    ],
)
def test_which_of_the_names_present_may_hold_a_field(
    field: str, present: list[str], mapped: str | None, found: tuple[str, ...]
) -> None:
    assert load_field_names().find(field, present, mapped) == found
