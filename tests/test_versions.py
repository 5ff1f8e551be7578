"""Versions and translations over a whole case: what gives way to what, what changed, and whose voice it is."""

from __future__ import annotations

import json
import time
from itertools import permutations
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from sayso.cli import main
from sayso.codebook.versions import load_version_bars, version_bars_of
from sayso.errors import CodebookError
from sayso.merge.independence import leading_reports
from sayso.record.versions import changes, is_version

ADDRESS = "https://harbour.example/news/rockets?utm_source=mail"
FIRST = (
    "Rockets hit the barracks at Dunmore.\n\n"
    "Militia gunmen killed two soldiers on Sunday, the army said. A shop burned."
)
SECOND = (
    "Rockets hit the barracks at Dunmore.\n\nMilitia gunmen killed five soldiers on Sunday, the army said. It rained."
)


def page(folder: Path, name: str, text: str, **said: str) -> Path:
    (folder / f"{name}.txt").write_text(text)
    (folder / f"{name}.json").write_text(json.dumps({"outlet": "Harbour Post", "published": "2019-03-04", **said}))
    return folder / f"{name}.txt"


def built(folder: Path, *inputs: Path) -> sayso.Case:
    case = sayso.open(folder / "x.sayso")
    for one in inputs:
        case.add(one, method="codebook")
    return case


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_the_later_text_of_an_address_supersedes_the_earlier_in_whatever_order_they_come(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    texts = (
        page(tmp_path, "morning", FIRST, url=ADDRESS, updated="2019-03-04T08:00:00Z"),
        page(
            tmp_path, "evening", SECOND, url="http://www.harbour.example/news/rockets/", updated="2019-03-04T19:00:00Z"
        ),
    )
    case = built(tmp_path, *(texts[index] for index in order))
    older, newer = case.document("evening.txt").version_of, case.document("evening.txt").id
    found = case.versions("evening.txt")
    assert [one.path for one in found.documents] == ["morning.txt", "evening.txt"]
    assert (older, found.documents[0].superseded_by) == (found.documents[0].id, newer)
    (change,) = found.changes
    assert [(one.field, one.older, one.newer) for one in change.revised if one.field.startswith("number")] == [
        ("number:killed", "two", "five")
    ]
    assert change.sentences_dropped == ("A shop burned.",)
    assert {one.doc for one in case.mentions()} == {newer}
    assert case.verify().clean


def test_texts_of_one_address_that_share_nothing_both_stay(tmp_path: Path) -> None:
    other = "Fishermen of Keel protested against the closure of the harbour.\n\nPolice arrested four of them on Monday."
    case = built(
        tmp_path,
        page(tmp_path, "one", FIRST, url=ADDRESS, updated="2019-03-04T08:00:00Z"),
        page(tmp_path, "two", other, url=ADDRESS, updated="2019-03-05T08:00:00Z"),
    )
    assert [one.superseded_by for one in case.documents()] == [None, None]


def test_of_two_texts_without_a_time_neither_gives_way(tmp_path: Path) -> None:
    case = built(tmp_path, page(tmp_path, "one", FIRST, url=ADDRESS), page(tmp_path, "two", SECOND, url=ADDRESS))
    assert [one.superseded_by for one in case.documents()] == [None, None]


def test_a_file_written_over_is_a_new_version_and_show_tells_what_changed(tmp_path: Path) -> None:
    path = page(tmp_path, "wire", FIRST)
    case = built(tmp_path, path)
    path.write_text(SECOND)
    case.add(path, method="codebook")
    newer = case.document("wire.txt")
    assert newer.version_of is not None
    shown = CliRunner().invoke(main, ["show", str(case.path), "wire.txt"]).output
    assert "number:killed: two → five" in shown
    assert "- A shop burned." in shown
    older = CliRunner().invoke(main, ["show", str(case.path), newer.version_of, "--json"]).output
    assert json.loads(older)["versions"]["changes"][0]["newer"] == newer.id
    path.write_text("Nothing of the kind stands here now, and the page tells of a fair.")
    case.add(path, method="codebook")
    assert case.document("wire.txt").version_of is None


def test_a_translation_is_no_second_voice_and_makes_its_original_readable(tmp_path: Path) -> None:
    original = tmp_path / "asl.txt"
    original.write_text(
        "أعلن الجيش أن مسلحين قتلوا جنديين في هجوم على الثكنة مساء الأحد، وقال سكان إنهم سمعوا انفجارات عدة."
    )
    translated = page(tmp_path, "asl-en", FIRST, translation_of="asl.txt", translated_by="R. Haddad")
    second = page(tmp_path, "asl-en2", SECOND, translation_of="asl.txt", outlet="Keel Monitor")
    case = built(tmp_path, second, translated, original)
    found = case.document("asl-en.txt")
    assert (found.translation_of, found.translated_by) == (case.document("asl.txt").id, "R. Haddad")
    assert case.document("asl-en2.txt").translation_of == case.document("asl.txt").id
    shown = CliRunner().invoke(main, ["show", str(case.path), "asl.txt"]).output
    assert "Read in translation: asl-en.txt" in shown
    leads = leading_reports(case.documents())
    assert len({lead.id for lead in leads.values()}) == 1
    for mention_ in case.mentions():
        assert case.text(mention_.doc)[mention_.trigger.start : mention_.trigger.end] == mention_.trigger.text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("A fire.", "Fire at Keel"), ("No fire.", "Fire at Keel"), True),
        ((FIRST, None), (SECOND, None), True),
        ((FIRST, "One"), ("Fishermen protested.", "Two"), False),
        (("", None), ("", None), False),
    ],
)
def test_versions_share_a_title_or_sentences(
    one: tuple[str, str | None], other: tuple[str, str | None], same: bool
) -> None:
    assert is_version(*one, *other, load_version_bars()) is same


LINES = "\n".join(f"On day {n} gunmen fired {n * 7} rounds at the barracks of Dunmore and left." for n in range(3000))
SLOW = {
    "many sentences": (LINES, LINES.replace("gunmen", "militiamen").replace("rounds", "shells")),
    "one sentence": ("gunmen fired " * 50_000, "fired gunmen again " * 50_000),
    "sentences of the same words": tuple(
        "\n".join(" ".join(f"w{(n * step + k * step) % 199}" for k in range(190)) for n in range(1, 400))
        for step in (1, 7)
    ),
}


@pytest.mark.parametrize("texts", SLOW.values(), ids=SLOW.keys())
def test_what_changed_between_long_texts_is_told_in_time(texts: tuple[str, str]) -> None:
    started = time.monotonic()
    changes(("d1", texts[0], ()), ("d2", texts[1], ()), load_version_bars())  # type: ignore[arg-type]
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"bar": "same_sentence", "share": "0.6"}],
        [{"bar": "same_sentence", "share": "0.6"}, {"bar": "shared_sentences", "share": "2"}],
        [{"bar": "same_sentence", "share": "0.6"}, {"bar": "shared", "share": "0.2"}],
        [{"bar": "same_sentence", "share": "0.6"}] * 3,
    ],
)
def test_bars_of_versions_are_checked(rows: list[dict[str, str]]) -> None:
    with pytest.raises(CodebookError):
        version_bars_of(rows)
