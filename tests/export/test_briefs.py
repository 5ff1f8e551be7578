"""Briefs: what a desk hands on, as Markdown and as one page, with every word of a report kept a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown_it import MarkdownIt

import sayso
from sayso.export.brief import MOST_VOICES, brief_blocks
from sayso.export.brief_text import plain_markdown
from sayso.export.write_options import WriteOptions
from sayso.table.event_filter import EventFilter
from tests.export.small_case import make_case

HOSTILE = '=HYPERLINK("http://x.test") & <b>34 dead</b>'


def written(case: Path, name: str, out: Path, **asked: Any) -> str:
    with sayso.open(case) as opened:
        opened.export(out, name, times=False, **asked)
    return next(out.glob("brief.[mh]*")).read_text(encoding="utf-8")


def test_a_page_needs_nothing_runs_nothing_and_leads_to_what_it_quotes(small: Path, tmp_path: Path) -> None:
    text = written(small, "html", tmp_path)
    page = html.fromstring(text)
    assert not page.xpath("//script | //img | //link | //iframe | //@onclick | //b") and "@media print" in text
    assert HOSTILE in page.text_content()
    ids = set(page.xpath("//@id"))
    inner = [one for one in page.xpath("//a/@href") if one.startswith("#")]
    assert inner and all(one[1:] in ids for one in inner)
    outer = [one for one in page.xpath("//a/@href") if not one.startswith("#")]
    assert outer == ["https://wire.test/depot?a=1&b=<2>"]


def test_quotations_stand_at_the_offsets_that_are_named(small: Path) -> None:
    with sayso.open(small) as case, case.reading() as view:
        quoted = [one for one in brief_blocks(view, WriteOptions(), {}) if one.kind == "quotation"]
        assert len(quoted) > 8
        for one in quoted:
            start, end = (int(word) for word in (one.by or "").rsplit("characters ", 1)[1].split(" to "))
            assert view.text(one.ref or "")[start:end] == one.text


def test_markdown_shows_the_words_as_they_are(small: Path, tmp_path: Path) -> None:
    text = written(small, "markdown", tmp_path)
    shown = html.fromstring(MarkdownIt("commonmark").render(text))
    assert HOSTILE in shown.text_content() and not shown.xpath("//b | //em | //strong | //img")
    assert [one.text for one in shown.xpath("//h2")] == [
        "What happened", "Disputed, denied, or not told as done", "What is threatened, promised and demanded",
        "Sources", "Coverage and limits",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    ["1. first", "- a", "+ b", "# c", "> d", "=====", "*e*", "[f](http://x)", "`g`", "<i>h</i>", "&amp;", "a_b_c",
     "12) i", "---", "~~~", "![j](k)", "\\*", "| l | m |"],
)  # fmt: skip
def test_no_word_is_taken_for_markdown(words: str) -> None:
    shown = html.fromstring(MarkdownIt("commonmark").enable("table").render(f"- {plain_markdown(words)}\n"))
    assert shown.tag == "ul" and shown.text_content().strip() == words and len(list(shown.iter())) == 2


def test_acts_stand_by_date_and_what_is_not_told_as_done_stands_apart(small: Path) -> None:
    counts: dict[str, int] = {}
    with sayso.open(small) as case, case.reading() as view:
        told = [one for one in brief_blocks(view, WriteOptions(), counts) if one.kind in ("section", "day")]
    assert [one.text for one in told[:8]] == [
        "What happened", "2020-01-02", "2020-01-05", "2020-01-09", "2020-02", "undated",
        "Disputed, denied, or not told as done", "2020-01-03",
    ]  # fmt: skip
    assert counts == {"happened": 5, "not_told_as_done": 2, "commitments": 1, "sources": 4}


def test_filters_and_redaction_are_honoured(small: Path, tmp_path: Path) -> None:
    text = written(small, "markdown", tmp_path / "1", wanted=EventFilter(type=("AID",)))
    assert "Not the whole case: filter" in text and "Windhoek" in text and "shelled" not in text
    assert "Reyl" in written(small, "html", tmp_path / "2")
    assert "Reyl" not in written(small, "html", tmp_path / "3", redact=True)


def test_an_empty_case_gives_a_brief_that_says_so(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "x.sayso") as case:
        case.add_text("The weather was fine.")
    assert written(tmp_path / "x.sayso", "markdown", tmp_path / "out").count("Nothing.") == 3


def test_of_many_voices_some_are_quoted_and_the_rest_counted(tmp_path: Path) -> None:
    with make_case(tmp_path / "x.sayso") as case, case.reading() as view:

        class Many:
            def __getattr__(self, name: str) -> Any:
                return getattr(view, name)

            def events(self) -> Any:
                one = next(one for one in view.events() if one.type == "AID")
                voices = tuple(replace(one.voices[0], id=f"v{n}") for n in range(MOST_VOICES + 3))
                yield replace(one, voices=voices)

        told = list(brief_blocks(Many(), WriteOptions(), {}))  # type: ignore[arg-type]
    assert sum(one.kind == "quotation" for one in told) == MOST_VOICES + 1  # and that of a commitment
    assert "… and 3 more voices" in [one.text for one in told]
