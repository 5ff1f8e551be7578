"""Mentions of ECB+ as sketches, and the pairs of them that a setting leaves to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.config import BuildOptions
from sayso.extracting import Reader
from sayso.merge.sketch import sheet_of, sketch_of
from sayso.merge.story import story_of
from sayso.pipeline import Stages, load_stages
from sayso.record.documents import Document, Segment
from sayso.record.ids import document_id
from training.merging.asked import mentions_at
from training.merging.ecbplus import Report, analysis_of


def sheet_of_reports(found: Sequence[Report]) -> NDArray[Any]:
    """Read around the mentions of reports as the product does, and sketch them in their order.

    Raises:
        ModelError: the encoder's weights are missing or broken.
    """
    stages = load_stages(BuildOptions(method="reader"))
    assert stages.reader is not None
    return sheet_of([row for report in found for row in _sketches(report, stages, stages.reader)])


def _sketches(report: Report, stages: Stages, reader: Reader) -> list[bytes]:
    analysis = analysis_of(report.sentences)
    document = Document(
        id=document_id(analysis.text, None, None, None, report.name),
        path=report.name,
        sha256="",
        media_type="text/plain",
        reader="ECB+",
        n_characters=len(analysis.text),
        segments=(Segment(0, len(analysis.text), "body"),),
    )
    read = [one for one in mentions_at(analysis, document, report.ranges, stages, reader) if one is not None]
    story = story_of(document, [mention for mention, _ in read], stages.sides)
    return [sketch_of(mention, document, vector, stages.sides, story) for mention, vector in read]


def pairs_within(groups: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair all rows of one group, each pair once, the lower row first.

    >>> [rows.tolist() for rows in pairs_within(["a", "b", "a", "a"])]
    [[0, 0, 2], [2, 3, 3]]
    """
    names = np.array(groups)
    rows = [np.flatnonzero(names == name) for name in dict.fromkeys(groups)]
    ends = [own[np.stack(np.triu_indices(len(own), 1))] for own in rows]
    left, right = np.concatenate(ends, axis=1) if ends else np.zeros((2, 0), np.int64)
    return left, right
