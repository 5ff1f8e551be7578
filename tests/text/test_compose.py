from __future__ import annotations

import pytest

from sayso.record.documents import Document, Metadata, RawDocument, Segment
from sayso.text import compose
from sayso.text.body import Body
from tests.text.page import CUES, REPORT

TEXT = "\n\n".join(REPORT)


def composed(text: str = TEXT, path: str = "folder/report.txt", **fields: object) -> Document:
    stated = fields.pop("stated", Metadata())
    given = fields.pop("given", Metadata())
    parts = fields.pop("parts", ())
    raw = RawDocument(path, b"", "0" * 64, "text/plain", "test 1", given=given, **fields)  # type: ignore[arg-type]
    document, record = compose(raw, Body(text, parts, stated), CUES)  # type: ignore[arg-type]
    assert record == text
    return document


def test_what_is_given_goes_before_what_the_bytes_state() -> None:
    document = composed(
        given=Metadata(outlet="Harbour Post", published="2019-12-31"),
        stated=Metadata(outlet="Other", title="Villages shelled", authors=("Jane Doe",), published="2018-01-01"),
    )
    assert (document.outlet, document.title, document.authors) == ("Harbour Post", "Villages shelled", ("Jane Doe",))
    assert (document.published, document.published_given, document.published_basis) == (
        "2019-12-31", "2019-12-31", "metadata",
    )  # fmt: skip


def test_instant_is_kept_beside_the_day() -> None:
    document = composed(stated=Metadata(published="2019-12-31T23:30:00+02:00"))
    assert (document.published, document.published_at) == ("2019-12-31", "2019-12-31T23:30:00+02:00")


def test_unreadable_date_is_left_open_with_the_reason() -> None:
    document = composed(stated=Metadata(published="some day in spring"))
    assert document.published is None and document.published_basis == "none"
    assert document.published_reason and "some day in spring" in document.published_reason


def test_no_date_is_never_today() -> None:
    document = composed()
    assert document.published is None and document.published_reason


def test_date_the_page_states_has_the_basis_text() -> None:
    document = composed(f"{TEXT}\n\nJune 17, 2014 | 3 Comments »")
    assert (document.published, document.published_basis) == ("2014-06-17", "text")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "L'armée a déclaré dimanche qu'elle avait pris le pont et que quatre de ses soldats étaient blessés.",
            "language: fr",
        ),
        ("ADVERTISEMENT\n\nSign up for our newsletter", "no report: the page holds nothing but furniture"),
    ],
)
def test_what_is_not_coded_says_why(text: str, reason: str) -> None:
    document = composed(text)
    assert not document.coded and document.not_coded_reason == reason
    assert document.segments and document.n_characters == len(text)


def test_headline_gives_the_title_where_none_is_stated() -> None:
    assert (
        composed(f"Army shells villages north of the river\n\n{TEXT}").title
        == "Army shells villages north of the river"
    )


def test_genre_given_from_outside_counts() -> None:
    assert composed(given=Metadata(genre="Analysis")).genre == "analysis"
    assert composed(given=Metadata(genre="poem")).genre == "report"


def test_parts_of_the_format_stay() -> None:
    caption = Segment(0, len(REPORT[0]), "caption")
    assert composed(parts=(caption,)).segments[0] == caption


def test_id_follows_the_file_name_but_not_the_folder_nor_the_row() -> None:
    assert composed(path="a/report.txt").id == composed(path="b/report.txt").id
    assert composed(path="report.txt").id != composed(path="other.txt").id
    rows = {composed(path="a.csv", container="a.csv", locator=f"row {row}").id for row in (1, 2)}
    assert len(rows) == 1


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_a_blank_text_is_not_coded(text: str) -> None:
    document = composed(text)
    assert (document.coded, document.not_coded_reason, document.segments) == (False, "empty", ())
