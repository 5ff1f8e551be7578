from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.record.documents import Segment
from sayso.text import normalise

NAMES = frozenset({"Iran", "Syria", "Trump", "Netanyahu", "Clinton", "Israel"})
CLEAN = st.lists(
    st.sampled_from(
        ["The", "army", "of", "Iran", "said", "it", "wasn't", "its", "plan", ",", '"Yes,"', "Iran's", "U.S.", "9", "."]
    ),
    max_size=30,
).map(" ".join)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("“Yes,” said the ‘envoy’.", "\"Yes,\" said the 'envoy'."),
        ("``Yes,'' she said.", '"Yes," she said.'),
        ("one\xa0two\u2009three\tfour", "one two three four"),
        ("ze\u200bro\ufeff wid\xadth", "zero width"),
        ("\ufb01ve o\ufb03cers", "five officers"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("a\u200cb", "ab"),
        ("Irans army and Netanyahus plan", "Iran's army and Netanyahu's plan"),
        ("Trumps attacks on the press", "Trump's attacks on the press"),
        ("It wasnt me, they dont know", "It wasn't me, they don't know"),
        ("Dont ask", "Don't ask"),
        ("the Clintons left", "the Clintons left"),
        ("Irans.", "Irans."),
        ("the Philippines and the Emirates", "the Philippines and the Emirates"),
        ("Iran's army met Israel's, and Irans role", "Iran's army met Israel's, and Irans role"),
        ("Its army cant win", "Its army can't win"),
        ("as is his wont here", "as is his wont here"),
        ("JERUSALEMIf it holds", "JERUSALEM If it holds"),
        ("DEBKAfile reported", "DEBKAfile reported"),
        ("It fell.The army fled,which helped.", "It fell. The army fled, which helped."),
        ("on amazon.Com and 3,000 men", "on amazon.Com and 3,000 men"),
        ("They fled.U.S. forces came.", "They fled. U.S. forces came."),
        ("Syria burned in Syriabut nobody came", "Syria burned in Syria but nobody came"),
        ("In Holland and Finland", "In Holland and Finland"),
        ('They held him."I saw it," she said.', 'They held him. "I saw it," she said.'),
        ('"I saw it."She left.', '"I saw it." She left.'),
    ],
)
def test_normal_text(text: str, normal: str) -> None:
    assert normalise(text, names=NAMES).text == normal


@pytest.mark.parametrize(
    ("text", "word", "original"),
    [
        ("Irans army", "Iran", "Iran"),
        ("Irans army", "'s", "s"),
        ("It wasnt so", "n't", "nt"),
        ("a ``word'' b", '"', "``"),
        ("o\ufb03cers", "fi", "\ufb03"),
        ("wid\xadth", "width", "wid\xadth"),
        ("so\u200b it", "so", "so"),
        ("It fell.The army", "The", "The"),
    ],
)
def test_way_back(text: str, word: str, original: str) -> None:
    view = normalise(text, names=NAMES)
    start = view.text.index(word)
    first, last = view.to_record(start, start + len(word))
    assert text[first:last] == original


def test_hard_wrapped_paragraph_becomes_one_line() -> None:
    line = "the army said on Sunday that it would hold the bridge for one more"
    text = "\n".join([line] * 4) + "\n\n" + "\n".join([line] * 4)
    assert normalise(text).text.count("\n") == 2
    assert len(normalise(text).text.split("\n\n")) == 2


def test_border_of_segments_parts_a_word() -> None:
    text = "image_1The army"
    assert normalise(text, (Segment(0, 7, "furniture"), Segment(7, 15, "body"))).text == "image_1 The army"


@given(st.text(max_size=200))
def test_offsets_never_fall_and_stay_inside(text: str) -> None:
    view = normalise(text, names=NAMES)
    assert list(view.offsets) == sorted(view.offsets) and view.offsets[-1] == len(text)
    assert list(view.ends) == sorted(view.ends)
    assert all(0 <= start <= end <= len(text) for start, end in zip(view.offsets, view.ends, strict=False))


@given(
    st.lists(
        st.sampled_from(["Irans", "wasnt", "“", "''", "\u200b", "\ufb01", ".The", "Syriabut", " ", "\r\n"]), max_size=30
    )
)
def test_offsets_hold_under_every_kind_of_edit(pieces: list[str]) -> None:
    text = "".join(pieces)
    view = normalise(text, names=NAMES)
    assert list(view.offsets) == sorted(view.offsets) and list(view.ends) == sorted(view.ends)


@given(CLEAN)
def test_clean_text_stays_as_it_is(text: str) -> None:
    view = normalise(text, names=NAMES)
    assert view.text == text and view.offsets == tuple(range(len(text) + 1))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The envoy **Maria Roe** met them.", "The envoy Maria Roe met them."),
        ("She met [rebel leaders](https://example.org/a) there.", "She met rebel leaders there."),
        ("Prices rose 5 ** 4 [sic] (see note).", "Prices rose 5 ** 4 [sic] (see note)."),
    ],
)
def test_marks_of_markdown_stand_in_nobodys_name(text: str, read: str) -> None:
    assert normalise(text).text == read
