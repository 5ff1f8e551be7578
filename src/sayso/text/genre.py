"""Genre: what kind of piece a text is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.codebook.page import GenreCues
from sayso.codebook.phrases import fold
from sayso.record.documents import Metadata, Segment
from sayso.record.vocabulary import Genre

OPINION_REPORTING = 0.7
OPINION_WEEKDAYS = 0.3
OPINION_OWN_VOICE = 0.3
OPINION_JUDGING = 0.5
"""Words of each list in a hundred outside quotations: an opinion has at most so much reporting and so many
weekdays, and at least so much own voice or judging. On the 319 texts of gold/train (2026-11), labels
counted: 19 of 33 opinions are found, and none of 264 reports is taken for one. No such figures part analyses
from reports (2 right, 5 wrong at best), so only a label makes an analysis."""
LIVE_POSTS = 3
"""Paragraphs that begin with a time of day, from which a text is a live page."""
LABEL_WORDS = 6
"""Words of a line of furniture that may be a genre's label."""

_QUOTED = re.compile(r"\"[^\"\n]*\"?|“[^”\n]*”?")
_CLOCK = re.compile(r"^\W*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?[ap]\.?m\.?)?\b", re.IGNORECASE | re.MULTILINE)


def genre_of(said: Metadata, text: str, report: str, segments: Sequence[Segment], cues: GenreCues) -> Genre:
    """Judge a text's genre by its labels, its times of day and its words.

    ``report`` is the text of the coded segments only. Without one the genre is unknown; what nothing marks
    is a report.
    """
    if not report.strip():
        return "unknown"
    lines = [text[part.start : part.end] for part in segments if part.kind == "furniture"]
    labels = [said.title or "", said.outlet or "", re.sub(r"[/_-]+", " ", said.url or "")]
    labels += [line for piece in lines for line in piece.splitlines() if len(line.split()) <= LABEL_WORDS]
    if genre := cues.labelled([fold(label) for label in labels]):
        return genre
    if len(_CLOCK.findall(report)) >= LIVE_POSTS:
        return "live"
    return "opinion" if _speaks_for_itself(_QUOTED.sub(" ", report), cues) else "report"


def _speaks_for_itself(words: str, cues: GenreCues) -> bool:
    hundreds = max(1.0, len(words.split()) / 100)
    reporting, weekdays, own_voice, judging = (
        len(pattern.findall(words)) / hundreds
        for pattern in (cues.reporting, cues.weekdays, cues.own_voice, cues.judging)
    )
    if reporting > OPINION_REPORTING or weekdays > OPINION_WEEKDAYS:
        return False
    return own_voice >= OPINION_OWN_VOICE or judging >= OPINION_JUDGING
