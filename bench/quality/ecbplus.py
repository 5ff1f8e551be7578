"""Score merging on ECB+: python -m bench.quality.ecbplus [--data FOLDER] [--part dev] [--mentions FILE].

Gold mentions are given; the reader says who, whom, where and when around each. CoNLL F1 over all clusters, those of one
mention too. How much is known beforehand makes the task: of each document its sub-topic (the setting of the published
head-lemma baseline), its topic, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from bench.corpora import SHARED, need
from bench.quality.coreference import Clusters, b_cubed, ceaf_e, clusters_of, conll, muc
from bench.quality.options import options
from bench.record import record_methods
from sayso.codebook.stems import Stems
from training.merging.ecbplus import Given, Report, reports

KNOWN: Mapping[str, Callable[[Report], str]] = {
    "sub-topic given": lambda report: report.subtopic,
    "topic given": lambda report: report.topic,
    "nothing given": lambda report: "",
}
"""What is known of a document, by the name of the setting: mentions of documents that differ in it are kept apart."""

Labels = Sequence[Hashable]
"""The cluster of each mention, in the order of the reports and of the mentions in them."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the part, merge its mentions by every method in every setting, and record."""
    default = SHARED / "data" / "ecbplus"
    asked = options("ecbplus", __doc__, default, arguments, "part", "mentions")
    found = reports(need(asked.data), asked.part, asked.mentions)
    gold = _clusters([f"{report.subtopic} {one.chain}" for report, one in _all(found)])
    measured = {
        name: [
            figure for setting in KNOWN for figure in _figures(setting, gold, _clusters(method(found, KNOWN[setting])))
        ]
        for name, method in METHODS.items()
    }
    n = sum(map(len, gold))
    remark = f"{len(found)} documents, {n} gold mentions in {len(gold)} clusters, those of one mention counted."
    record_methods(f"ECB+ {asked.part}", asked.command, measured, remark)


def apart(found: Sequence[Report], known: Callable[[Report], str]) -> Labels:
    """Leave every mention alone."""
    return range(sum(len(report.mentions) for report in found))


def by_lemma(found: Sequence[Report], known: Callable[[Report], str]) -> Labels:
    """Put mentions together whose heads have one lemma, the corpus's own; one without a lemma stays alone."""
    return [(one.lemma.lower() if one.lemma else at, known(report)) for at, (report, one) in enumerate(_all(found))]


def by_stem(found: Sequence[Report], known: Callable[[Report], str]) -> Labels:
    """Put mentions together whose first words have one stem, by the product's stems."""
    stems = Stems.load()
    return [(stems.of(report.sentences[one.sentence][one.first].lower()), known(report)) for report, one in _all(found)]


METHODS: Mapping[str, Callable[[Sequence[Report], Callable[[Report], str]], Labels]] = {
    "apart": apart,
    "head lemma": by_lemma,
    "stem": by_stem,
}


def _all(found: Sequence[Report]) -> Iterator[tuple[Report, Given]]:
    return ((report, one) for report in found for one in report.mentions)


def _clusters(labels: Labels) -> Clusters:
    return clusters_of(dict(enumerate(labels)))


def _figures(setting: str, gold: Clusters, found: Clusters) -> Iterator[tuple[str, object]]:
    yield f"{setting}: CoNLL F1", f"{100 * conll(gold, found):.2f}"
    for name, measure in (("MUC", muc), ("B-cubed", b_cubed), ("CEAF-e", ceaf_e)):
        yield f"{setting}: {name} F1", f"{100 * measure(gold, found).f1:.2f}"


if __name__ == "__main__":
    main()
