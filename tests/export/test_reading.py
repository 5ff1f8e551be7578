"""One reading told in lines."""

from __future__ import annotations

from dataclasses import replace

from sayso.export.reading import reading_lines, reading_row, rejection_line
from sayso.record.commitments import Commitment
from sayso.record.documents import Rejection
from sayso.record.ids import commitment_id
from sayso.record.mentions import SourceArgument
from sayso.record.plain import to_plain
from sayso.record.readings import Reading
from tests.factory import attribution, reading, span

TEXT = "If they come,\nwe will fight, Oman warned after rebels attacked a port."


def lines_of(one: Reading) -> list[str]:
    return list(reading_lines(one))


def with_commitment(one: Reading) -> Reading:
    quote, oman = span(TEXT, "If they come,\nwe will fight"), span(TEXT, "Oman")
    commitment = Commitment(
        id=commitment_id(one.document.id, quote.start, quote.end),
        doc=one.document.id,
        path=one.document.path,
        kind="red_line",
        holder=SourceArgument(oman.start, oman.end, oman.text, name="Oman"),
        quote=quote,
        condition=span(TEXT, "If they come"),
        consequence=span(TEXT, "we will fight"),
        attribution=(attribution(TEXT, "Oman", "warned"),),
    )
    return replace(one, commitments=(commitment,))


def test_mentions_come_first_then_commitments_then_counts() -> None:
    lines = lines_of(with_commitment(reading(TEXT, triggers=["attacked"], published="2020-01-02")))
    assert lines[0] == "report.txt, outlet not known, published 2020-01-02 (none)"
    assert lines.index("report.txt  “If they come, we will fight”") > next(
        at for at, line in enumerate(lines) if line.startswith("  attacked = ASSAULT")
    )
    assert "  if: “If they come”" in lines and "  then: “we will fight”" in lines
    assert any(line.startswith("  red line of Oman") for line in lines)
    assert lines[-4:] == ["event mentions: 1; commitments: 1", "names: 0", "attributions: 0", "times: 0"]


def test_the_row_holds_the_text_that_its_offsets_point_into() -> None:
    row = to_plain(reading_row(reading(TEXT, triggers=["attacked"])))
    trigger = row["mentions"][0]["trigger"]
    assert row["text"][trigger["start"] : trigger["end"]] == "attacked"


def test_a_rejection_names_its_place() -> None:
    rejected = Rejection("a.csv", "read", "extra_cells", "Too many cells.", "row 3")
    assert rejection_line(rejected) == "a.csv row 3: Too many cells."
