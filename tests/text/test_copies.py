from __future__ import annotations

import random
import time

import pytest

from sayso.record.documents import Segment
from sayso.text import fingerprint, near_copy
from sayso.text.copies import bands, paragraph_hashes, signature, similarity
from tests.text.page import REPORT

WORDS = tuple(f"word{number}" for number in range(400))


def text_of(seed: int, words: int = 300) -> str:
    drawn = random.Random(seed)
    return " ".join(drawn.choice(WORDS) for _ in range(words))


def test_case_marks_and_apostrophes_do_not_count() -> None:
    one = "Iran's army - it said - took the bridge, and left."
    assert signature(one) == signature("IRANS ARMY it said took the bridge and left")


@pytest.mark.parametrize(("edit", "is_copy"), [(0.02, True), (0.05, True), (0.5, False), (1.0, False)])
def test_edited_copies(edit: float, is_copy: bool) -> None:
    drawn = random.Random(7)
    original = text_of(1, 600)
    edited = " ".join(drawn.choice(WORDS) if drawn.random() < edit else word for word in original.split())
    one, other = signature(original), signature(edited)
    assert (near_copy(one, other) is not None) == is_copy
    assert bool(set(bands(one)) & set(bands(other))) or not is_copy


def test_only_coded_segments_count() -> None:
    text = REPORT[0] + "\n" + text_of(3)
    segments = (Segment(0, len(REPORT[0]), "body"), Segment(len(REPORT[0]) + 1, len(text), "comment"))
    assert similarity(signature(text, segments), signature(REPORT[0])) == 1.0


@pytest.mark.parametrize("text", ["", "...", " \n"])
def test_text_without_words_is_no_copy(text: str) -> None:
    assert signature(text) == b"" and bands(b"") == () and near_copy(b"", b"") is None


def test_signature_is_the_same_everywhere() -> None:
    assert signature("one two three four five six seven")[:8].hex() == "d2e1d5080f2d290e"


def test_shared_paragraph_is_found_whatever_surrounds_it() -> None:
    wire = text_of(4, 30)
    one = paragraph_hashes(f"{text_of(5, 40)}\n\n{wire.upper()}\n\nShort one.")
    other = paragraph_hashes(f"{wire}.\n{text_of(6, 40)}\n{wire}")
    assert len(one) == len(other) == 2
    assert set(one) & set(other)


def test_fingerprint_tells_texts_apart() -> None:
    one, other = fingerprint(REPORT[0], ()), fingerprint(REPORT[0] + " ", ())
    assert one.signature == other.signature and one.text_hash != other.text_hash
    assert fingerprint(REPORT[0], ()) == one


def test_signature_of_a_thousand_words_is_quick() -> None:
    text = text_of(8, 1000)
    signature(text)
    best = min(_seconds(text) for _ in range(5))
    assert best < 0.02  # 1 ms here (2026-11); the floor only catches another order of growth


def _seconds(text: str) -> float:
    started = time.perf_counter()
    signature(text)
    return time.perf_counter() - started
