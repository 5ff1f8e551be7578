"""Stories: corpora that label a document as a whole, MUC-4 and the synthetic stories of NGEC."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.annotate.windows import Range
from sayso.codebook.plover import Plover
from sayso.record.vocabulary import EVENT_TYPES
from training.corpora.analysed import analysed_text, sentence_ranges
from training.corpora.packed import json_lines, text_of

_LOST_BREAK = re.compile(r" {2,}")
_SPELLINGS = {"primative": "primitive", "sieze": "seize", "assassinate": "targeted"}
"""Modes as the stories spell them, to PLOVER's."""


@dataclass(frozen=True, slots=True)
class Story:
    """Hold a document and what it tells of.

    ``labels`` are sorted pairs (type, mode): the incident types of MUC-4 with None, or a PLOVER type with its
    mode. No label: the document tells of nothing that the corpus looks for.
    """

    corpus: str
    doc: str
    words: tuple[str, ...]
    sentences: tuple[Range, ...]
    labels: tuple[tuple[str, str | None], ...]


def read_muc4(folder: Path, part: str) -> Iterator[Story]:
    """Read reports of terrorism in Latin America with their incident types; the text is in lower case.

    Two spaces and more stand where a sentence or a paragraph ended; case cannot tell.
    """
    for row in json_lines(folder / f"{part}.json.gz"):
        labels = sorted({template["incident_type"] for template in row["templates"]})
        text = _LOST_BREAK.sub("\n", row["doctext"])
        yield _story("muc4", row["docid"], text, tuple((label, None) for label in labels))


def read_ngec(folder: Path, part: str) -> Iterator[Story]:
    """Read machine-written stories, each of one PLOVER type; it has one part, which counts as train.

    A mode that PLOVER 0.7b1 does not know is None.
    """
    if part != "train":
        return
    plover = Plover.load()
    modes: dict[str, tuple[str, ...]] = {kind: plover.modes(kind) for kind in EVENT_TYPES}
    rows = csv.DictReader(io.StringIO(text_of(folder / "gpt_synthetic_events.csv.gz")))
    for number, row in enumerate(rows, 1):
        kind, published = row["label"], row["mode"].lower()
        mode = _SPELLINGS.get(published, published)
        yield _story("ngec-synthetic", str(number), row["text"], ((kind, mode if mode in modes[kind] else None),))


def _story(corpus: str, doc: str, text: str, labels: tuple[tuple[str, str | None], ...]) -> Story:
    analysis = analysed_text(text)
    return Story(corpus, doc, analysis.words, sentence_ranges(analysis), labels)
