"""What the encoder says of a document goes through all stages into the reading."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pytest

from sayso import extracting
from sayso.annotate import Encoder
from sayso.config import BuildOptions
from sayso.extract import ReaderWeights
from sayso.extracting import Reader
from sayso.pipeline import load_stages, read_body
from sayso.record.analysis import Analysis
from sayso.record.documents import RawDocument
from sayso.record.marks import Marks
from sayso.record.vectors import TriggerVector
from sayso.store.rows import rows_of
from sayso.text import body_of
from tests.extract.marked import trigger

TEXT = "On Friday the militia attacked Taiz. Israel bombed a depot near Damascus, killing more than 30 people."


def marked(analysis: Analysis, *_: object) -> Marks:
    """Mark the acts of the text by hand, in the encoder's place."""
    first, second = trigger(analysis, "attacked", vector=b"one"), trigger(analysis, "bombed", vector=b"two")
    return Marks("test 1", (first, second, trigger(analysis, "killing", likely=0.01, vector=b"no act")))


def test_vectors_belong_to_the_mentions_of_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "mark", marked)
    stages = load_stages(BuildOptions(method="codebook"))
    encoder = cast(Encoder, cast(Any, None))
    raw = RawDocument("report.txt", TEXT.encode(), "0" * 64, "text/plain", "test/1")
    reading = read_body(raw, body_of(TEXT), replace(stages, extract=Reader(encoder, ReaderWeights(), stages.tables)))
    by_trigger = {mention.trigger.text: mention.id for mention in reading.mentions}
    assert reading.vectors == (
        TriggerVector(by_trigger["attacked"], "test 1", b"one"),
        TriggerVector(by_trigger["bombed"], "test 1", b"two"),
    )
    assert {row[0] for row in rows_of(reading, raw.content).vectors} <= {mention.id for mention in reading.mentions}


def test_the_codebook_alone_gives_no_vectors() -> None:
    raw = RawDocument("report.txt", TEXT.encode(), "0" * 64, "text/plain", "test/1")
    reading = read_body(raw, body_of(TEXT), load_stages(BuildOptions(method="codebook")))
    assert reading.mentions and not reading.vectors
