"""What is shown first is said as it was measured."""

from __future__ import annotations

import re
from pathlib import Path

from sayso.codebook.opening import Opening
from sayso.record.vocabulary import MATERIAL

PAGE = (Path(__file__).parents[2] / "docs" / "precision.md").read_text(encoding="utf-8")


def test_the_share_that_pages_and_reports_say_is_the_one_that_was_measured() -> None:
    opening = Opening.load()
    reader = PAGE.split("## Method `reader`")[1].split("## Method `codebook`")[0]
    row = re.search(rf"^\| {opening.min_probability:g} \| (\d+) \| ([\d.]+) \| ([\d.]+) \|$", reader, re.MULTILINE)
    assert row is not None
    assert (opening.mentions, opening.wholly_right, opening.nearly_right) == (int(row[1]), float(row[2]), float(row[3]))
    assert f"the {opening.documents} annotated reports" in PAGE


def test_it_opens_on_what_was_done_and_is_likely() -> None:
    opening = Opening.load()
    assert frozenset(opening.quads) == MATERIAL
    bar = opening.min_probability
    shown = [opening.shows(quad, at) for quad in ("material_conflict", "verbal_conflict") for at in (bar, bar - 0.01)]
    assert shown == [True, False, False, False]
