"""The time bench: reading TimeML, mapping to TIMEX3 values, scoring, and the split."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from bench.quality.split import reported
from bench.quality.times import Annotated, figures, found_in, read_part, read_tml, simple_in
from bench.quality.timex import timex_value
from sayso.record.edtf import Edtf
from sayso.record.times import TimeMeaning

TML = """<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2019-07-20">x</TIMEX3></DCT><TEXT>
Guns <EVENT eid="e1">fired</EVENT> on <TIMEX3 tid="t1" type="DATE" value="2019-07-19">Friday</TIMEX3> &amp; fell silent.
</TEXT></TimeML>"""


def test_a_tml_file_is_read_without_its_markup() -> None:
    found = read_tml("one", TML)
    assert found.text == "\nGuns fired on Friday & fell silent.\n" and found.created == "2019-07-20"
    assert [(found.text[start:end], value) for start, end, value in found.phrases] == [("Friday", "2019-07-19")]


def test_a_part_is_a_folder_or_a_zip_file(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "one.tml").write_text(TML, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "packed.zip", "w") as packed:
        packed.writestr("packed/one.tml", TML)
    assert list(read_part(tmp_path, "own")) == list(read_part(tmp_path, "packed")) == [read_tml("one", TML)]
    with pytest.raises(SystemExit, match=r"absent\.zip"):
        list(read_part(tmp_path, "absent"))


@pytest.mark.parametrize(
    ("meaning", "value"),
    [
        (TimeMeaning("date", Edtf("2019-07-14/2019-07-20"), unit="week"), "2019-W29"),
        (TimeMeaning("date", Edtf("2019-07-20/2019-07-21"), unit="weekend"), "2019-W29-WE"),
        (TimeMeaning("date", Edtf("2019-07/2019-09"), unit="quarter"), "2019-Q3"),
        (TimeMeaning("date", Edtf("2019-01/2019-06"), unit="half"), "2019-H1"),
        (TimeMeaning("date", Edtf("1990/1999"), unit="decade"), "199"),
        (TimeMeaning("date", Edtf("1900/1999"), unit="century"), "19"),
        (TimeMeaning("date", Edtf("2019-24"), unit="season"), "2019-WI"),
        (TimeMeaning("date", Edtf("2014-12~"), unit="year"), "2014"),
        (TimeMeaning("date", Edtf("2019-07-19"), unit="day", time_of_day="night"), "2019-07-19TNI"),
        (TimeMeaning("date", Edtf("2019-07-19"), unit="day", time_of_day="20:30"), "2019-07-19T20:30"),
        (TimeMeaning("duration", Edtf("2019-05/2019-07"), unit="month", length="P2M"), "P2M"),
        (TimeMeaning("set", unit="month", pattern="XXXX-07"), "XXXX-07"),
        (TimeMeaning("set", unit="season", pattern="XXXX-22"), "XXXX-SU"),
        (TimeMeaning("set", length="P1D"), "P1D"),
        (TimeMeaning("vague", era="future"), "FUTURE_REF"),
        (TimeMeaning("date"), ""),
    ],
)
def test_values_of_timex(meaning: TimeMeaning, value: str) -> None:
    assert timex_value(meaning) == value


def test_ranges_and_offsets_are_cut_as_timeml_does() -> None:
    text = "From 2011 to 2014 they met two days after the vote."
    found = found_in(Annotated("one", "2019-07-20", text, ()))
    assert [(text[start:end], value) for start, end, value in found] == [
        ("2011", "2011"), ("2014", "2014"), ("two days", "P2D"),
    ]  # fmt: skip


def test_spans_and_values_are_scored_apart() -> None:
    document = read_tml("one", TML)
    scored = dict(figures("all", [document], simple_in))
    assert scored["strict span F1, all (1 documents, 1 phrases)"] == "1.0000"
    assert scored["value F1, all"] == "0.0000"
    assert dict(figures("all", [document], found_in))["value F1, all"] == "1.0000"


def test_about_three_in_ten_are_reported() -> None:
    share = sum(reported(f"doc{number}") for number in range(1000)) / 1000
    assert 0.25 < share < 0.35
