"""Probe sentences: what each method reads rightly stays right; the eleven are right by every method."""

from __future__ import annotations

from collections import Counter

import pytest

from sayso.config import METHODS
from sayso.record.vocabulary import EVENT_TYPES, STANCES, STATUSES
from tests.probes.judging import extra, judge
from tests.probes.reading import read_sentence
from tests.probes.table import ELEVEN, NOTHING, Probe, load, of_sentence

PROBES = load()
ASKED = [probe for probe in PROBES if probe.asked]
OTHERS = [probe for probe in ASKED if probe.group != ELEVEN]
ELEVEN_SENTENCES = list(dict.fromkeys(probe.sentence for probe in PROBES if probe.group == ELEVEN))

READ = [(probe, method) for probe in OTHERS for method in METHODS if probe.read_by(method)]
"""Rows that a method reads rightly; what it does not read yet ``python -m tests.probes --wrong`` lists."""


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("sentence", ELEVEN_SENTENCES)
def test_the_eleven_are_read_rightly_and_nothing_else_is_found(sentence: str, method: str) -> None:
    reading = read_sentence(sentence, method)
    rows = of_sentence(PROBES, sentence)
    wrong = {row.trigger: [field for field, right in judge(row, PROBES, reading).items() if not right] for row in rows}
    assert not any(wrong.values()), wrong
    assert not extra(rows, reading)


@pytest.mark.parametrize(("probe", "method"), READ, ids=[f"{probe.name}-{method}" for probe, method in READ])
def test_what_was_read_rightly_stays_right(probe: Probe, method: str) -> None:
    judged = judge(probe, PROBES, read_sentence(probe.sentence, method))
    assert all(judged.values()), [field for field, right in judged.items() if not right]


@pytest.mark.parametrize("method", METHODS)
def test_spans_of_probes_quote_their_sentence(method: str) -> None:
    for sentence in dict.fromkeys(probe.sentence for probe in PROBES):
        for mention in read_sentence(sentence, method).mentions:
            spans = [mention.trigger, *mention.actors, *mention.recipients, *mention.places, *mention.numbers]
            assert all(sentence[span.start : span.end] == span.text for span in spans)


def test_the_table_covers_types_statuses_and_stances() -> None:
    def seen(field: str) -> Counter[str]:
        return Counter(part for probe in ASKED for part in getattr(probe, field).split("|"))

    assert set(EVENT_TYPES) <= set(seen("type"))
    assert all(seen("status")[status] >= 5 for status in STATUSES), seen("status")
    assert all(seen("stance")[stance] >= 4 for stance in STANCES), seen("stance")
    assert len({probe.sentence for probe in OTHERS}) >= 200
    assert len({(probe.sentence, probe.trigger) for probe in PROBES}) == len(PROBES)


@pytest.mark.parametrize("probe", OTHERS, ids=[probe.name for probe in OTHERS])
def test_a_row_can_be_read_rightly_at_all(probe: Probe) -> None:
    """A slip in the table (a word that is not in the sentence, a status that does not exist) is no reader's fault."""
    assert 8 <= len(probe.sentence.split()) <= 35
    if probe.trigger == NOTHING:
        return
    assert probe.sentence[slice(*probe.trigger_range())] == probe.trigger.partition("#")[0]
    assert {*probe.type.split("|")} <= set(EVENT_TYPES)
    assert {*probe.status.split("|")} <= {*STATUSES, "?"}
    assert {*probe.stance.split("|")} <= {*STANCES, "?", "-"}
    assert {*probe.anonymous.split("|")} <= {"yes", "no", "?", "-"}
