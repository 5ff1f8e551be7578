"""Tell what resolving gives: python -m bench.quality.resolution [--data FOLDER] [--part dev] [--method NAME …].

Every report is read once. Its mentions are scored as the reader leaves them, each argument named by its own words, and
again with whom, where and when resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bench.corpora import SHARED, need
from bench.quality.options import options
from bench.record import Figures, record_methods
from sayso.annotate import Encoder, mark
from sayso.codebook.book import CodebookTables
from sayso.extract import Extraction, drafted, occurrences, read_codebook, read_marked
from sayso.extract.weights import ReaderWeights
from sayso.record.analysis import Analysis
from sayso.record.documents import Document
from sayso.record.mentions import EventMention
from sayso.resolve import Resolver
from training.corpora.analysed import coded_file
from training.scoring import figures_of, gold_reports

SCORED = {
    "actor": "actor F1", "recipient": "recipient F1", "place": "place F1", "date": "date agrees",
    "date_strict": "date strict",
}  # fmt: skip


class Readers(NamedTuple):
    """Hold what reads: the encoder and its weights are None where the codebook reads alone."""

    tables: CodebookTables
    encoder: Encoder | None
    weights: ReaderWeights | None


def main(arguments: Sequence[str] | None = None) -> None:
    """Read every report, score both states of its mentions, and record."""
    asked = options("resolution", __doc__, SHARED / "gold", arguments, "part", "method")
    reports = list(gold_reports(need(asked.data / asked.part)))
    tables = CodebookTables.load()
    measured: dict[str, Figures] = {}
    for method in asked.method:
        trained = method == "reader"
        readers = Readers(tables, Encoder.load() if trained else None, ReaderWeights.load() if trained else None)
        read = [
            (report, document, analysis, _extracted(document, analysis, readers))
            for report in reports
            for document, analysis in filter(None, [coded_file(report.path)])
        ]
        plain = [(report, as_written(found)) for report, _, _, found in read]
        resolved = [
            (report, _resolved(document, analysis, found, tables)) for report, document, analysis, found in read
        ]
        measured[f"{method} unresolved"] = _figures(figures_of(plain))
        measured[f"{method} resolved"] = _figures(figures_of(resolved))
    remark = (
        "Unresolved: the reader's own mentions; a pronoun is named by its antecedent in the text, whoever else by the "
        "words of the argument. Resolved: with the actors, places and dates of the record."
    )
    record_methods(f"What resolving gives, gold/{asked.part}", asked.command, measured, remark)


def as_written(found: Extraction) -> Extraction:
    """Name every argument by its words, where the reader left it without a name."""
    return replace(found, mentions=tuple(map(_named, found.mentions)))


def _named(mention: EventMention) -> EventMention:
    return replace(
        mention,
        actors=tuple(replace(one, name=one.name or one.text) for one in mention.actors),
        recipients=tuple(replace(one, name=one.name or one.text) for one in mention.recipients),
        places=tuple(replace(one, name=one.name or one.text) for one in mention.places),
    )


def _extracted(document: Document, analysis: Analysis, readers: Readers) -> Extraction:
    if readers.encoder is None or readers.weights is None:
        return read_codebook(analysis, document, readers.tables)
    drafts = drafted(analysis, readers.tables)
    marks = mark(analysis, readers.encoder, occurrences(drafts))
    return read_marked(drafts, marks, document, readers.tables, readers.weights)


def _resolved(document: Document, analysis: Analysis, found: Extraction, tables: CodebookTables) -> Extraction:
    resolver = Resolver.of(tables, document, found.mentions, found.commitments, found.names, analysis, found.relations)
    return replace(found, mentions=resolver.mentions(found.mentions))


def _figures(scored: dict[str, float]) -> Figures:
    return [(name, f"{scored[key]:.4f}") for key, name in SCORED.items()]


if __name__ == "__main__":
    main()
