from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate import analyse
from sayso.record.analysis import Analysis
from sayso.record.documents import Segment
from sayso.record.vocabulary import SegmentKind
from sayso.text import normalise
from tests.factory import document


def analysed(text: str, *segments: Segment) -> Analysis:
    from dataclasses import replace

    report = document(text)
    report = replace(report, segments=segments or report.segments) if text else replace(report, segments=())
    return analyse(normalise(text, report.segments), text, report)


def sentences(text: str) -> list[str]:
    found = analysed(text)
    return [found.span(one.first, one.last).text for one in found.sentences]


@pytest.mark.parametrize(
    "text",
    [
        "The army left.| The town burned.",
        "Did they leave?| Nobody knows!| They did.",
        "Gen. Doe met Mr. Roe in St. Petersburg on Jan. 3.| They talked.",
        "He lives in the U.S. Army camp.| She left the U.S.| The camp closed.",
        "It began at 5 a.m. and ended at 9 p.m.| Nobody slept.",
        "J. W. Doe of the firm Doe Inc. spoke.| So did others.",
        "“We will go.”| She left.",
        "“We will go,” he said.| “We will not,” she said.",
        "“Will you go?” he asked.| Nobody answered.",
        "“Go!” Doe said.| They went.",
        "They talked … and left.| Nobody spoke.",
        "“They left…| We stayed,” he said.| So it was.",
        "It ends at 9 p.m. ET on 3 May.| They met at 9 a.m. Monday.",
        "It cost 1.5 million.| $2 million more is needed.",
        "The plan (they called it a plan.) failed.| 12 died.",
        "Nobody came to the bridge",
        "First line without a stop|\nSecond line",
        "One.|\n\nTwo.",
    ],
)
def test_sentence_ends(text: str) -> None:
    parts = [part.strip() for part in text.split("|")]
    whole = text.replace("|", "")
    assert [sentence.strip() for sentence in sentences(whole)] == parts


@given(st.text(max_size=150))
def test_sentences_are_tokens_in_order_without_gap(text: str) -> None:
    found = analysed(text)
    at = 0
    for sentence in found.sentences:
        assert sentence.first == at < sentence.last
        at = sentence.last
    assert at == len(found.words) == len(found.starts) == len(found.ends) == len(found.quoted)
    assert list(found.starts) == sorted(found.starts)
    assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))


@pytest.mark.parametrize("kind", ["caption", "comment", "editor_note", "furniture", "quote_block"])
def test_only_coded_segments_have_tokens(kind: SegmentKind) -> None:
    text = "The army left. The town burned."
    found = analysed(text, Segment(0, 14, "body"), Segment(15, 31, kind))
    assert found.words == ("The", "army", "left", ".")


def test_sentence_reaches_over_furniture_inside_its_paragraph() -> None:
    text = "The senator LINKS MORE said no."
    found = analysed(text, Segment(0, 11, "body"), Segment(12, 22, "furniture"), Segment(23, 31, "body"))
    assert len(found.sentences) == 1
    assert found.words == ("The", "senator", "said", "no", ".")
    assert found.span(0, 5).text == text


def test_dateline_stands_apart_in_the_same_paragraph() -> None:
    text = "AMMAN — The army left.\n\nIt burned."
    found = analysed(text, Segment(0, 7, "dateline"), Segment(8, 34, "body"))
    assert [(one.kind, one.paragraph) for one in found.sentences] == [("dateline", 0), ("body", 0), ("body", 1)]
