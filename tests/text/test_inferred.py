from __future__ import annotations

import pytest

from sayso.text.inferred import infer_published
from tests.text.page import CUES, REPORT, segments


def inferred(*lines: str) -> tuple[str | None, str]:
    text = "\n\n".join([*lines, *REPORT])
    found = infer_published(text, segments(text), CUES.known_events)
    assert found.reason
    return found.date, found.basis


@pytest.mark.parametrize(
    "line", ["June 17, 2014 | 3 Comments »", "Posted on 17 June 2014 by jroe", "Updated at noon, June 17, 2014"]
)
def test_the_pages_own_date(line: str) -> None:
    assert inferred(line) == ("2014-06-17", "text")


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        (
            ("The leaders met at the G7 in Biarritz earlier this week, and parted without a word.",),
            "2019-08-26/2019-09-01",
        ),
        (("On Sunday the G7 in Biarritz heard the envoy.",), "2019-08-25/2019-08-31"),
        (("On Monday the G-7 heard the envoy.", "On August 27 he flew home."), "2019-08-27/2019-09-01"),
        (("The envoy wrote: we go. — Jane Doe (@jdoe) May 3, 2018",), "2018-05-02/2018-05-11"),
        (
            ("The raid of Nov. 12 this year came after that of March 2017 and those of November 2018.",),
            "2018-11-12/2018-12-31",
        ),
    ],
)
def test_interval_from_what_the_text_dates_itself_by(lines: tuple[str, ...], date: str) -> None:
    assert inferred(*lines) == (date, "inferred")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("The war began on Sept. 11, 2001, he said.",),
        ("The deal ends on Oct. 18, 2025, unless it is renewed.",),
        ("The raid came on July 19, as they said.",),
        ("They recalled the G7 in Biarritz, years ago now.",),
        ("Last Monday the G7 met, in some year.",),
        ("Copyright 2019 The Harbour Post. First printed June 17, 2014.",),
    ],
)
def test_open_without_an_anchor(lines: tuple[str, ...]) -> None:
    assert inferred(*lines) == (None, "none")
