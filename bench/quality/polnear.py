"""Score attribution on PolNeAR: python -m bench.quality.polnear [--data FOLDER] [--part dev] [--method NAME …].

A stretch is a run of words that the corpus marks as (a piece of) a source, a cue or a content. It is found if exactly
these words are given for the same part; both sides are mapped from characters to the product's words.
Of several annotators of a document the first by name counts, as in training.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import get_args

from bench.corpora import SHARED, need
from bench.quality.encoder import load_encoder
from bench.quality.figures import Counts, f1, precision, recall, total
from bench.quality.options import options
from bench.quality.reading import read_text
from bench.record import Figures, record_methods
from sayso.annotate import mark
from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from sayso.record.marks import VoiceMark, VoicePart
from sayso.record.sayings import Saying
from training.corpora.analysed import analysed_text, covering
from training.corpora.polnear import read_polnear
from training.passages import Passage

PARTS: tuple[VoicePart, ...] = get_args(VoicePart)
Stretches = dict[VoicePart, set[Range]]
Annotated = tuple[Passage, Analysis]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the part by each method and record."""
    asked = options("polnear", __doc__, SHARED / "data" / "polnear", arguments, "part", "method", "weights")
    need(asked.data / f"polnear-{asked.part}.zip")
    told = list(annotated(asked.data, asked.part))
    measured: dict[str, Figures] = {}
    if "codebook" in asked.method:
        measured["codebook"] = _figures(told, _said_by_codebook)
    if "reader" in asked.method or asked.weights:
        encoder = load_encoder(asked.weights)
        measured["reader"] = _figures(told, lambda _, analysis: stretches_of_marks(mark(analysis, encoder).voices))
    remark = (
        f"{len(told)} documents. Exact: the same first and last word and the same part; a span in pieces counts as its "
        "pieces. Inner: exact but for quotation marks, commas and stops at the ends. The codebook's are the "
        "attributions of a reading, the reader's the voices that the encoder marks."
    )
    record_methods(f"PolNeAR {asked.part}", asked.command, measured, remark)


def _figures(told: Sequence[Annotated], found: Callable[[str, Analysis], Stretches]) -> Figures:
    documents = [
        agreement(stretches_of(passage), found(passage.doc, analysis), analysis.words) for passage, analysis in told
    ]
    figures: list[tuple[str, object]] = []
    for name in documents[0] if documents else ():
        counts = total([document[name] for document in documents])
        figures.append((f"{name}: F1", f"{f1(counts):.4f}"))
        figures.append((f"{name}: precision / recall", f"{precision(counts):.4f} / {recall(counts):.4f}"))
    return figures


def _said_by_codebook(doc: str, analysis: Analysis) -> Stretches:
    return stretches_of_sayings(read_text(f"{doc}.txt", analysis.text, "codebook").attributions, analysis)


def agreement(gold: Stretches, found: Stretches, words: Sequence[str]) -> dict[str, Counts]:
    """Count what one document's annotation and marks have in common, for each part and way of comparing."""
    counts: dict[str, Counts] = {}
    for part in PARTS:
        theirs, ours = gold[part], found[part]
        counts[f"{part}, exact"] = common(theirs, ours)
        counts[f"{part}, inner"] = common(trimmed(theirs, words), trimmed(ours, words))
        counts[f"{part}, words"] = common(covered(theirs), covered(ours))
    return counts


def annotated(folder: Path, part: str) -> Iterator[Annotated]:
    """Read the published part: each document's annotation over words, and the analysis these words are from."""
    with zipfile.ZipFile(folder / f"polnear-{part}.zip") as archive:
        for passage in read_polnear(folder, part):
            yield passage, analysed_text(archive.read(f"text/{passage.doc}.txt").decode("utf-8"))


def stretches_of(passage: Passage) -> Stretches:
    """Give the annotated stretches; one that two attributions share counts once."""
    found: Stretches = {part: set() for part in PARTS}
    for saying in passage.sayings or ():
        found["source"].update(saying.source)
        found["cue"].update(saying.cue)
        found["content"].update(saying.content)
    return found


def stretches_of_marks(voices: Sequence[VoiceMark]) -> Stretches:
    """Give the stretches that the encoder marks."""
    return {part: {(voice.first, voice.last) for voice in voices if voice.part == part} for part in PARTS}


def stretches_of_sayings(sayings: Sequence[Saying], analysis: Analysis) -> Stretches:
    """Give the stretches of a reading's attributions, over the words of ``analysis``, which is of the same text."""
    found: Stretches = {part: set() for part in PARTS}
    for saying in sayings:
        spans = ((PARTS[0], saying.source), (PARTS[1], saying.cue), *((PARTS[2], part) for part in saying.content))
        for part, span in spans:
            words = covering(analysis, span.start, span.end) if span else None
            found[part].update([words] if words else [])
    return found


def common(gold: Collection[object], found: Collection[object]) -> Counts:
    """Count what two sets have in common."""
    return Counts(len(set(gold) & set(found)), len(found), len(gold))


def covered(ranges: Collection[Range]) -> set[int]:
    """Give the words that any of the ranges covers."""
    return {word for first, last in ranges for word in range(first, last)}


def trimmed(ranges: Collection[Range], words: Sequence[str]) -> set[Range]:
    """Cut marks (quotation marks, commas, stops) from both ends; a range of marks alone is left out.

    >>> trimmed([(0, 4)], ['"', "We", "won", ","])
    {(1, 3)}
    """
    kept: set[Range] = set()
    for first, last in ranges:
        own = [at for at in range(first, last) if any(map(str.isalnum, words[at]))]
        if own:
            kept.add((own[0], own[-1] + 1))
    return kept


if __name__ == "__main__":
    main()
