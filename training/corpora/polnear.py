"""PolNeAR: source, cue and content of every attribution in political news.

Format: a zip of text/DOC.txt and attributions/DOC_ANNOTATOR.ann, brat stand-off: ``T`` lines are spans in code
points (parted by ``;`` where they are discontinuous), ``E`` lines join a Source, a Cue and a Content span.
Source: the README of networkdynamics/PolNeAR, version 1.0.0.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from training.corpora.analysed import analysed_text, covering, sentence_ranges
from training.passages import Passage, Saying

Spans = dict[str, tuple[Range, ...]]
"""Character ranges of each text-bound annotation, by its identifier."""
_SPAN = re.compile(r"^(T\d+)\t([^\t\n]+)\t", re.MULTILINE)
_JOIN = re.compile(r"^E\d+\t([^\t\n]+)", re.MULTILINE)
"""A line that opens in another way is a note, or goes on with a quoted text of several lines."""


def read_polnear(folder: Path, part: str) -> Iterator[Passage]:
    """Read the published part; of several annotators of a document, the first by name."""
    with zipfile.ZipFile(folder / f"polnear-{part}.zip") as archive:
        annotations: dict[str, str] = {}
        for name in sorted(archive.namelist()):
            if name.endswith(".ann"):
                annotations.setdefault(Path(name).stem.rpartition("_")[0], name)
        for doc, name in sorted(annotations.items()):
            text = archive.read(f"text/{doc}.txt").decode("utf-8")
            yield _passage(doc, text, archive.read(name).decode("utf-8"))


def _passage(doc: str, text: str, annotation: str) -> Passage:
    analysis = analysed_text(text)
    spans = {name: _character_ranges(label) for name, label in _SPAN.findall(annotation)}
    sayings = [_saying(join, spans, analysis) for join in _JOIN.findall(annotation)]
    found = tuple(saying for saying in sayings if saying.source or saying.cue or saying.content)
    return Passage("polnear", doc, analysis.words, sentence_ranges(analysis), sayings=found)


def _character_ranges(label: str) -> tuple[Range, ...]:
    pieces = label.split(" ", 1)[1].split(";")
    return tuple((int(first), int(last)) for first, last in (piece.split() for piece in pieces))


def _saying(join: str, spans: Spans, analysis: Analysis) -> Saying:
    parts: dict[str, list[Range]] = {"Source": [], "Cue": [], "Content": []}
    for field in join.split():
        role, _, target = field.partition(":")
        role = role.rstrip("0123456789")
        if role in parts:
            parts[role] += spans.get(target, ())
    source, cue, content = (_words(ranges, analysis) for ranges in parts.values())
    return Saying(source, cue, content)


def _words(ranges: Iterable[Range], analysis: Analysis) -> tuple[Range, ...]:
    found = (covering(analysis, first, last) for first, last in sorted(ranges))
    return tuple(dict.fromkeys(words for words in found if words))
