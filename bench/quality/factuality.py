"""Score certainty on UW: python -m bench.quality.factuality [--data FOLDER] [--part dev] [--weights FOLDER].

The encoder is asked about every annotated word of every sentence, on the corpus's own words; each sentence stands
alone, as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.corpora import SHARED, need
from bench.quality.encoder import load_encoder
from bench.quality.figures import mean_absolute_error, pearson
from bench.quality.options import options
from bench.record import record_methods
from sayso.annotate import ask
from sayso.record.analysis import Analysis, Sentence
from training.corpora.factuality import factuality_reader

SET = "UW"
CERTAIN = 3.0


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask about the part's words and record."""
    asked = options("factuality", __doc__, SHARED / "data" / "event-factuality", arguments, "part", "weights")
    need(asked.data / f"{SET}.{asked.part}.jsonl.gz")
    encoder = load_encoder(asked.weights)
    pairs: list[tuple[float, float]] = []
    for passage in factuality_reader(SET, SET)(asked.data, asked.part):
        facts = passage.facts or ()
        ranges = [(word, word + 1) for word, _ in facts]
        answers = ask(analysis_of(passage.words), ranges, encoder)
        pairs += zip((fact for _, fact in facts), (answer.fact for answer in answers), strict=True)
    remark = f"{len(pairs)} annotated words, scale -3 to 3. For comparison: what saying 'certain' of every word gives."
    certain = [(gold, CERTAIN) for gold, _ in pairs]
    measured = {"always certain": list(_figures(certain)), "reader": list(_figures(pairs))}
    record_methods(f"UW factuality {asked.part}", asked.command, measured, remark)


def analysis_of(words: Sequence[str]) -> Analysis:
    """Make the analysis of one sentence of given words, parted by single spaces."""
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    sentences = (Sentence(0, len(words), 0, "body"),) if words else ()
    return Analysis(" ".join(words), tuple(words), tuple(starts), tuple(ends), (False,) * len(words), sentences)


def _figures(pairs: Sequence[tuple[float, float]]) -> Iterator[tuple[str, object]]:
    yield "mean absolute error", f"{mean_absolute_error(pairs):.4f}"
    yield "Pearson r", f"{pearson(pairs):.4f}"


if __name__ == "__main__":
    main()
