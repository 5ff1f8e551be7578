"""Openings: the first word that a pattern of a time phrase can have."""

from __future__ import annotations

import pytest

from sayso.codebook.time_openings import Openings, openings
from sayso.errors import CodebookError

CLASSES = {"edge": Openings(tags=frozenset("M")), "past": Openings(frozenset({"just"}), frozenset("T"))}
RAW = {"year": r"(?:1[5-9]|20)\d\d", "step": "(?:next|<past>)"}


@pytest.mark.parametrize(
    ("pattern", "opening", "numeral"),
    [
        ("week of", {"week"}, False),
        ("(?:the )?week", {"the", "week"}, False),
        ("week(?:end|ly)? of", {"week", "weekend", "weekly"}, False),
        ("(?:a|an) day|that (?:very )?day", {"a", "an", "that"}, False),
        ("(?!may )(?P<edge><edge>) week", {"M"}, False),
        ("(?:<edge> )?week(?<=k) end", {"M", "week"}, False),
        ("<past>", {"just", "T"}, False),
        ("<step> week", {"next", "just", "T"}, False),
        ("<year>|then", {"then"}, True),
        (r"[012]?\d:[0-5]\d", set(), True),
        (r"[\d.]+ men", set(), True),
        (r"' ?\d0s", {"'"}, False),
        (r"a\.m\.? now", {"a.m", "a.m."}, False),
        ("(?:(?:the|this) )*(?:x (?:y|z)|w)", {"the", "this", "x", "w"}, False),
        ("-+ then", {"-"}, False),
    ],
)
def test_openings(pattern: str, opening: set[str], numeral: bool) -> None:
    found = openings(pattern, RAW, CLASSES, {})
    assert (found.words | found.tags, found.numeral) == (opening, numeral)


@pytest.mark.parametrize("pattern", ["(?:a", "a)", "b (?:c", "b (c) d)", "<week> of", "(?=b"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(CodebookError, match="pattern"):
        openings(pattern, RAW, CLASSES, {"shape": "own", "pattern": pattern})
