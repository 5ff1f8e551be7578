"""Texts that no report should be: each gives a record or a plain refusal, and loses nothing in silence."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.config import METHODS
from sayso.errors import InputError
from sayso.record.counts import supports
from sayso.record.plain import to_plain
from sayso.record.readings import Reading
from tests.probes.reading import read_text

SOUND = "Gunmen attacked a police post near Mosul on 4 January 2020, killing two officers."
CLAUSE = "the army said that rebels had shelled the old town again and that nobody knew where they had gone"
WORDS = CLAUSE.split()
LONG_DOCUMENT_SECONDS = 120
"""CPU seconds for 100,000 words, on a slow machine; the codebook takes 4.4 (2026-11). Time on the wall would be the
load's, not ours."""
LONG_DOCUMENT_MIB = 1200
"""MiB at most of a fresh process that reads 100,000 words; with the codebook it took 235 (2026-11)."""
by_method = pytest.mark.parametrize("method", METHODS)

BESIDE = {
    "a word of 10,000 letters": "x" * 10_000,
    "a word of 10,000 accents": "e" + "\u0301" * 10_000,
    "one-word lines": "\n".join(WORDS * 20),
    "one-letter lines": "\n".join("gunmen attacked"),
    "no punctuation at all": " ".join(WORDS * 30),
    "a sentence of 5,000 words": " ".join(islice(cycle(WORDS), 5_000)) + ".",
    "a sentence of 5,000 commas": ", ".join(islice(cycle(WORDS), 5_000)) + ".",
    "only punctuation": "?!... -- ,;: '' “” ‘’ «» () [] {} /// *** ___ ### " * 40,
    "only opening quotation marks": "“ " * 500,
    "only opening brackets": "([{<" * 500,
    "only digits": "1234567890 " * 300,
    "emoji": "🔥💥🚀 👩🏽‍🚒👨‍👩‍👧‍👦 🇺🇦🇸🇩 " * 100,
    "right-to-left marks": "\u200f\u202eMosul\u202c \u2067مسلحون\u2069 \u061c" * 60,
    "mixed scripts": "Боевики attacked مركز 警察署 near תל אביב κοντά în Мосул. " * 30,
    "letters that look alike": "Gunmen аttасkеd а роliсе роst. " * 30,
    "control characters": "a\x01b\x02c\x07d\x08e\x0bf\x0cg\x1bh\x1ci\x1dj\x1ek\x1fl\x7fm\x85n\u2028o\u2029p " * 20,
    "zero-width characters": "G\u200bu\u200cn\u200dm\u2060e\ufeffn at\u00adtacked it. " * 30,
    "private and unassigned characters": "\ue000\uf8ff\U000f0000\ufffe\uffff\u0378 " * 60,
    "a number of 5,000 digits": "9" * 5_000 + " people were killed in the attack.",
    "numbers of numbers": "A " + "million " * 300 + "people were killed in the attack.",
    "digits of other kinds": "²³ soldiers, ١٢ guards and ½ of Ⅻ men were killed in the attack. " * 5,
    "dates that are none": "On 99/99/9999, on 31 February 2020 and on 0000-00-00 gunmen attacked the post. " * 3,
    "white space": " \t\u00a0\u2003\u3000\r\n" * 500,
    "bare carriage returns": "Night fell.\rDay broke.\r\r" * 100,
    "Markdown without end": "**[" * 300 + "](http",
}
ALONE = {
    "one letter": "a",
    "one sign": "—",
    "one emoji": "🔥",
    "one combining mark": "\u0301",
    "nothing but a mark of byte order": "\ufeff",
    "one word, again and again": "attack " * 3_000,
    "the same sentence, again and again": f"{SOUND} " * 200,
    **BESIDE,
}


def spans_of(value: Any) -> list[tuple[int, int, str]]:
    """List every span in plain data, at any depth."""
    if isinstance(value, list):
        return [span for one in value for span in spans_of(one)]
    if not isinstance(value, dict):
        return []
    own = [(value["start"], value["end"], value["text"])] if {"start", "end", "text"} <= value.keys() else []
    return own + [span for one in value.values() for span in spans_of(one)]


def check(reading: Reading) -> None:
    """Hold a reading to the record's contract, whatever its text."""
    text, document = reading.text, reading.document
    for start, end, quoted in spans_of(to_plain([reading.mentions, reading.commitments])):
        assert 0 <= start < end <= len(text) and text[start:end] == quoted
    for mention in reading.mentions:
        assert mention.sentence.holds(mention.trigger)
        assert all(supports(number.text, number.low, number.high) for number in mention.numbers)
    assert document.coded or document.not_coded_reason
    covered = {at for part in document.segments for at in range(part.start, part.end)}
    assert all(at in covered or letter.isspace() for at, letter in enumerate(text)), "text that is in no segment"


def read_or_refuse(text: str, method: str) -> Reading | None:
    """Read a text; None if it is refused in plain words, which say what is wrong with it."""
    try:
        reading = read_text(text, method)
    except InputError as error:
        assert error.reason and error.message and error.path
        return None
    check(reading)
    return reading


@by_method
@pytest.mark.parametrize("text", ALONE.values(), ids=ALONE)
def test_an_odd_text_gives_a_record_or_a_plain_refusal(text: str, method: str) -> None:
    reading = read_or_refuse(text, method)
    assert reading is None or reading.document.n_characters == len(text)


@by_method
@pytest.mark.parametrize("odd", BESIDE.values(), ids=BESIDE)
def test_the_sound_sentences_beside_it_are_read(odd: str, method: str) -> None:
    text = f"{SOUND} Officials in the province said so on Monday.\n\n{odd}\n\n{SOUND} It was the third raid in a month."
    reading = read_or_refuse(text, method)
    assert reading is not None, "one odd stretch must not cost the report"
    if reading.document.coded:
        found = {mention.trigger.start for mention in reading.mentions}
        sound = (text.index("attacked"), text.rindex("attacked a police post near Mosul on"))
        assert found.issuperset(sound)
    else:
        assert "language" in (reading.document.not_coded_reason or "")


@by_method
@pytest.mark.parametrize("words", [401, 5_000])
def test_a_sentence_without_end_is_read_all_the_same(words: int, method: str) -> None:
    reading = read_or_refuse(f"Gunmen attacked a post near Mosul {' '.join(islice(cycle(WORDS), words))}", method)
    assert reading is not None and reading.document.coded
    assert reading.mentions


@by_method
@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("GUNMEN ATTACKED A POLICE POST NEAR MOSUL ON SUNDAY, KILLING TWO OFFICERS, THE MAYOR SAID.", "ATTACKED"),
        ("gunmen attacked a police post near mosul on sunday killing two officers the mayor said", "attacked"),
        ("Gunmen attacked a police post near Mosul on Sunday \u202ein the dark\u202c, the mayor said.", "attacked"),
        ("Gunmen attacked a police post 🔥🔥 near Mosul on Sunday, killing two officers 😢", "attacked"),
        ("Боевики — gunmen — attacked مركز الشرطة near Mosul, the mayor Юсуф said on Sunday.", "attacked"),
        ("Gunmen attacked the cafe\u0301 of Ame\u0301lie near Mosul on Sunday, the mayor said.", "attacked"),
        ("Gunmen\x07 attacked\x0b a police\x1f post near Mosul on Sunday, the mayor said.", "attacked"),
        ("Gunmen\u2003attacked\u00a0a police post\tnear Mosul on Sunday, the mayor said.", "attacked"),
    ],
    ids=[
        "capitals",
        "no capitals, no marks",
        "overridden direction",
        "emoji",
        "scripts",
        "accents",
        "controls",
        "spaces",
    ],
)
def test_an_act_is_read_however_it_is_written(text: str, trigger: str, method: str) -> None:
    reading = read_or_refuse(text, method)
    assert reading is not None and reading.document.coded
    assert trigger in {mention.trigger.text for mention in reading.mentions}


@by_method
def test_nul_characters_are_refused_in_plain_words(method: str) -> None:
    with pytest.raises(InputError) as caught:
        read_text(SOUND.replace(" ", " \x00", 2), method)
    assert caught.value.reason == "nul_bytes" and caught.value.remedy


FILLER = "The harvest was poor, the wells were low and the roads were bad, as they are in most years of little rain. "


def read_long(method: str) -> tuple[float, float | None, int, int, int]:
    """Read 100,000 words; give CPU seconds, peak MiB (None where the system does not say), words, mentions, late."""
    paragraphs = (
        f"On {1 + n % 28} March 2021 rebels shelled hill {n}, killing {3 + n % 40} people, the mayor said. {FILLER}"
        for n in range(2_800)
    )
    text = "\n\n".join(paragraphs)
    read_text(SOUND, method)
    start = time.process_time()
    reading = read_text(text, method)
    seconds = time.process_time() - start
    check(reading)
    status = Path("/proc/self/status")
    peak = next((line for line in status.read_text().splitlines() if line.startswith("VmHWM")), None)
    late = sum(mention.trigger.start > len(text) * 0.9 for mention in reading.mentions)
    return seconds, int(peak.split()[1]) / 1024 if peak else None, len(text.split()), len(reading.mentions), late


@by_method
def test_a_document_of_100_000_words_is_read_whole(method: str) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
        seconds, peak, words, mentions, late = fresh.submit(read_long, method).result()
    assert words >= 100_000
    assert mentions >= 2_240, "four shellings in five at least, of 2,800"
    assert late >= 0.08 * mentions, "the last tenth is read as the rest is"
    assert seconds < LONG_DOCUMENT_SECONDS
    assert peak is None or peak < LONG_DOCUMENT_MIB


ANY = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=200)
NEWS = st.lists(st.sampled_from([*WORDS, SOUND, "“", "”", '"', ".", ",", "If", "not", "31", "\n\n", "**"]), max_size=40)


@by_method
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ANY, middle=NEWS, after=ANY)
def test_any_text_keeps_the_contract(method: str, before: str, middle: list[str], after: str) -> None:
    read_or_refuse(f"{before} {' '.join(middle)} {after}", method)
