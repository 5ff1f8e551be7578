"""Redaction: no name of a redacted person gets out, whatever its spelling, and every span still quotes its text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.export.redaction import NAME, Cut, Person, Redaction, Shifted, redacted
from sayso.record.spans import Span

COMMONS = frozenset({"prisoner", "mrs", "jordan"})
ADA = Person("ada", ("Ada Vale", "prisoner Vale", "Ádá al-Vale", "prisoner"))
BEN = Person("ben", ("Ben Jordan Roe",))
HIDDEN = Redaction((BEN, ADA), frozenset({"17 Olive Street"}), COMMONS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Vale fell.", "[person 1] fell."),
        ("ADA  VALE fell, ada-vale too", "[person 1] fell, [person 1] too"),
        ("Mrs Vale said.", "Mrs [name] said."),
        ("A prisoner fled down the vale.", "A prisoner fled down the vale."),
        ("prisoner Vale fled", "[person 1] fled"),
        ("Ada Vale's and the Vales house", "[person 1]'s and the [name] house"),
        ("Ada\u00adVale, A\u0301da\u0301 Vale, Áda Vale", "[person 1], [person 1], [person 1]"),
        ("Ada al-Vale", "[person 1]"),
        ("#AdaVale @adavale", "#[person 1] @[person 1]"),
        ("Adamant Valeria", "Adamant Valeria"),
        ("Jordan said Ben Roe and Roe", "Jordan said [person 2] and [name]"),
        ("at 17, Olive street, noon", "at [redacted], noon"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_is_replaced(text: str, shown: str) -> None:
    assert HIDDEN.text(text) == shown


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("in/2019-ada-vale.txt", "in/2019-[person 1].txt"),
        ("https://x.example/a/adavale2019?q=1", "https://x.example/a/[person 1]2019?q=1"),
        ("https://x.example/%C3%81da%20Vale", "https://x.example/[person 1]"),
        ("vale_detained.html", "[name]_detained.html"),
        ("valence/equivalent.txt", "valence/equivalent.txt"),
    ],
)
def test_addresses_and_file_names(place: str, shown: str) -> None:
    assert HIDDEN.place(place) == shown


def test_labels_follow_from_the_ids_of_the_people_alone() -> None:
    other = Redaction((ADA, BEN), commons=COMMONS)
    assert other.text("Ben Roe met Ada Vale") == HIDDEN.text("Ben Roe met Ada Vale") == "[person 2] met [person 1]"


def test_a_name_that_two_people_bear_points_to_neither() -> None:
    twins = Redaction((Person("a", ("Ada Vale",)), Person("b", ("Ada Vale",))))
    assert twins.text("Ada Vale") == NAME


WORDS = st.text("abcdéïñøA' -", min_size=1, max_size=9)
PEOPLE = st.lists(st.lists(st.text("abcdéñA", min_size=3, max_size=6).map(str.title), min_size=1, max_size=3),
                  min_size=1, max_size=3)  # fmt: skip


@given(PEOPLE, st.lists(st.one_of(WORDS, st.integers(0, 8)), max_size=12), st.sampled_from(["NFC", "NFD"]))
def test_no_alias_survives_in_any_text(people: list[list[str]], parts: list[str | int], form: str) -> None:
    names = [" ".join(words) for words in people]
    hidden = Redaction(tuple(Person(f"p{n}", (name,)) for n, name in enumerate(names)))
    told = [part if isinstance(part, str) else names[part % len(names)] for part in parts]
    text = unicodedata.normalize(form, " ".join(told))
    left = plain(hidden.text(text)).split()
    for name in names:
        assert not stands_in(plain(name).split(), left)
    assert hidden.text(hidden.text(text)) == hidden.text(text)


def plain(text: str) -> str:
    letters = (one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return "".join(one if one.isalnum() else " " for one in letters)


def stands_in(words: list[str], left: list[str]) -> bool:
    return any(left[at : at + len(words)] == words for at in range(len(left)))


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, tuple[Cut, ...], int, int]:
    text = draw(st.text("abc é", min_size=1, max_size=30))
    edges = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    start = draw(st.integers(0, len(text) - 1))
    cuts = tuple(Cut(one, two, draw(st.sampled_from(["[x]", "[person 1]"]))) for one, two in pairs)
    return text, cuts, start, draw(st.integers(start + 1, len(text)))


@given(cut_texts())
def test_a_span_quotes_the_redacted_text(told: tuple[str, tuple[Cut, ...], int, int]) -> None:
    text, cuts, start, end = told
    span = Shifted(cuts).span(Span.of(text, start, end))
    shown = redacted(text, cuts)
    assert 0 <= span.start < span.end <= len(shown)
    assert shown[span.start : span.end] == span.text
