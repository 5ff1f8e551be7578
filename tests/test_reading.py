"""``sayso.read``: one string in, its reading out, nothing kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.config import BuildOptions
from sayso.errors import CodebookError, SaysoError, UsageError
from sayso.export.reading import reading_row
from sayso.options import read_options
from sayso.pipeline import load_stages
from sayso.reading import read_inputs, refusal
from sayso.record.documents import RawDocument, Rejection
from sayso.record.plain import to_json
from sayso.record.readings import Reading
from sayso.record.spans import Span

REPORT = (
    "Syria said Israel bombed a depot near Damascus on Friday.\n\n"
    "Iran denied that its rockets had killed 12 soldiers, two officials told the Harbour Post."
)


def spans_of(reading: Reading) -> list[Span]:
    spans: list[Span] = [*reading.names]
    for mention in reading.mentions:
        spans += [mention.trigger, mention.sentence, *mention.actors, *mention.recipients, *mention.places]
        spans += mention.numbers
    for saying in reading.attributions:
        spans += [*saying.content, *(span for span in (saying.source, saying.cue) if span)]
    return [*spans, *(commitment.quote for commitment in reading.commitments)]


def test_all_spans_quote_the_string(method: str) -> None:
    reading = sayso.read(REPORT, method=method)
    assert reading.text == REPORT
    assert reading.mentions and reading.names and reading.attributions
    assert all(REPORT[span.start : span.end] == span.text for span in spans_of(reading))


def test_dates_follow_the_day_of_publication() -> None:
    dated, undated = sayso.read(REPORT, published="21 July 2019"), sayso.read(REPORT)
    assert (dated.document.published, dated.document.published_basis) == ("2019-07-21", "given")
    assert "2019-07-19" in [mention.date for mention in dated.mentions]
    assert {mention.date for mention in undated.mentions} == {None}


def test_the_outlet_is_a_source() -> None:
    reading = sayso.read("Gunmen attacked a convoy.", outlet="Harbour Post")
    assert [source.name for source in reading.sources] == ["Harbour Post"]


def test_a_plain_sentence_is_no_headline() -> None:
    reading = sayso.read("Gunmen attacked a convoy near the border.\nNobody was hurt in it, the army said.")
    assert reading.document.title is None
    assert {segment.kind for segment in reading.document.segments} == {"body"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("Les forces ont quitté la ville vendredi, a déclaré le ministre devant la presse.", "language: fr"),
        ("12:30 – 14:00", "language: unknown"),
    ],
)
def test_what_is_not_coded_is_an_empty_reading_with_the_reason(text: str, reason: str) -> None:
    reading = sayso.read(text)
    assert (reading.text, reading.document.coded, reading.document.not_coded_reason) == (text, False, reason)
    assert not (reading.mentions or reading.commitments or reading.names or reading.attributions or reading.events)
    assert [(warning.reason, reason in warning.detail) for warning in reading.warnings] == [("not_coded", True)]


def test_characters_no_record_can_hold_are_replaced_one_for_one_and_said() -> None:
    reading = sayso.read("Gunmen \x00 attacked \ud800 a convoy.")
    assert reading.text == "Gunmen \ufffd attacked \ufffd a convoy."
    assert [warning.reason for warning in reading.warnings] == ["unstorable_characters"]
    assert to_json(reading_row(reading))


@pytest.mark.parametrize(
    "asked",
    [
        {"published": "soonish"},
        {"published": ""},
        {"published": "03/04/2019"},
        {"method": "guess"},
        {"outlet": "\ud800"},
    ],
    ids=str,
)
def test_a_value_that_cannot_be_used_is_refused_with_the_remedy(asked: dict[str, str]) -> None:
    with pytest.raises(UsageError) as refused:
        sayso.read("Gunmen attacked a convoy.", **asked)
    assert refused.value.remedy


def test_what_is_no_string_is_refused() -> None:
    with pytest.raises(UsageError, match=r"a text is a str, not \w+Path"):
        sayso.read(Path("report.txt"))  # type: ignore[arg-type]


def test_the_codebook_is_loaded_once_whatever_is_to_be_read() -> None:
    dates = [BuildOptions(read_options(published=f"2019-07-0{day}")) for day in range(1, 5)]
    assert len({id(load_stages(options).tables) for options in dates}) == 1
    assert [load_stages(options).options for options in dates] == dates


def test_a_string_reads_as_a_file_of_it_does(tmp_path: Path) -> None:
    (tmp_path / "text").write_text(REPORT)
    (found,) = read_inputs([str(tmp_path / "text")], BuildOptions())
    assert isinstance(found, Reading)
    assert found.mentions == sayso.read(REPORT).mentions
    assert found.attributions == sayso.read(REPORT).attributions


def test_one_bad_document_does_not_stop_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sayso.reading as module

    real = module.read_document

    def stumbles(raw: object, stages: object) -> Reading:
        if raw.path == "b.txt":  # type: ignore[attr-defined]
            raise ZeroDivisionError("no such thing")
        return real(raw, stages)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_document", stumbles)
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Gunmen attacked a convoy.")
    (tmp_path / "d.txt").write_text("")
    found = list(read_inputs([str(tmp_path)], BuildOptions()))
    reasons = [one.reason if isinstance(one, Rejection) else one.document.path for one in found]
    assert reasons == ["a.txt", "internal_error", "c.txt", "empty"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["", " The army said rebels attacked the town of Kufra on Friday. "]))
def test_any_string_gives_a_reading(text: str, report: str) -> None:
    try:
        reading = sayso.read(report + text)
    except SaysoError as error:
        pytest.fail(f"refused: {error}")
    assert len(reading.text) == len(report + text)
    assert all(reading.text[span.start : span.end] == span.text for span in spans_of(reading))


def test_a_fault_of_the_codebook_is_no_fault_of_a_document() -> None:
    with pytest.raises(CodebookError):
        refusal(CodebookError("no pattern"), RawDocument("wire.txt", b"", "0", "text/plain", "plain/1"))
