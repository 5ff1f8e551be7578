"""Print triggers.tsv: ``python -m training.codebook.trigger_weights --gold ../shared/gold/train``.

A phrase's weight joins its judgement, taken as three occurrences, with the counts over the reports. Two runs
print the same bytes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import click

from sayso.codebook.triggers import COLUMNS
from sayso.record.vocabulary import EVENT_TYPES
from training.codebook.entries import Entry, clamped, rows_of
from training.codebook.judgements import Judgement, Lemma, read_judgements, read_refused
from training.codebook.lemmas import Lemmatiser, treebank_verbs
from training.codebook.reports import Reading, Reports, names_of

JUDGED, UNJUDGED = 3.0, 1.5
"""Occurrences that a judgement, or the want of one, counts for."""
PRIOR = 0.25
"""Weight of a phrase that nobody judged, before it is counted."""
LEAST_WEIGHT = 0.12
"""A phrase that names an act more seldom, in all its forms, is left out: it never reaches the extractor's least."""
FORM_COUNT, FORM_GAP = 4, 0.08
"""Occurrences from which a form has a weight of its own, if it is so far from its lemma's."""
SENSE_SHARE, SENSE_COUNT = 0.1, 1.4
"""Share of a phrase's acts that a sense needs, and its count unless it has three times that share."""
_SENSES = 5


def trigger_entries(reports: Reports, verbs: frozenset[str]) -> list[Entry]:
    """Weigh all phrases that were judged or annotated, by type, mode and phrase; ``verbs`` are known lemmas."""
    judged = read_judgements()
    known = verbs | {phrase for phrase, pos in judged if pos == "v"}
    lemmas = Lemmatiser.load(reports.counts(), known)
    groups = _groups(reports, judged, lemmas)
    spellings = {phrase: _spellings(phrase, poss, lemmas) for phrase, poss in groups.items()}
    seen = reports.occurrences({written for group in spellings.values() for written in group})
    refused = read_refused()
    entries = []
    for phrase, poss in groups.items():
        own = [judgement for pos in sorted(poss) for judgement in judged.get((phrase, pos), ())]
        if own or phrase not in refused:
            entry = _entry(phrase, "nv" if len(poss) > 1 else min(poss), spellings[phrase], reports, seen, own)
            entries += [entry] if entry else []
    types: tuple[str, ...] = EVENT_TYPES
    return sorted(entries, key=lambda one: (types.index(one.type), one.mode or "", one.phrase))


def _groups(reports: Reports, judged: dict[Lemma, list[Judgement]], lemmas: Lemmatiser) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    known: set[str] = set()

    def register(lemma: Lemma) -> None:
        groups[lemma[0]].add(lemma[1])
        known.update(lemmas.forms(lemma).values())

    for lemma in judged:
        register(lemma)
    refused = read_refused()
    for trigger, readings in sorted(reports.triggers.items()):
        length = len(trigger.split())
        rare = sum(readings.values()) < 2 and length > 2
        if trigger and trigger not in known and trigger not in refused and length <= 4 and not rare:
            for lemma in lemmas.entries(trigger):
                register(lemma)
    return groups


def _spellings(phrase: str, poss: set[str], lemmas: Lemmatiser) -> list[str]:
    return sorted({written for pos in poss for written in lemmas.forms((phrase, pos)).values()})


def _entry(
    phrase: str, pos: str, spellings: Sequence[str], reports: Reports, seen: Counter[str], own: Sequence[Judgement]
) -> Entry | None:
    acts = {written: sum(reports.triggers.get(written, Counter()).values()) for written in spellings}
    stands = {written: max(seen[written], acts[written]) for written in spellings}
    n, total = sum(acts.values()), sum(stands.values())
    if not own and (n < 1 or (n < 2 and (total > 1 or " " in phrase))):
        return None
    prior, count = max((judgement.weight for judgement in own), default=PRIOR), JUDGED if own else UNJUDGED
    weight = (n + count * prior) / (total + count)
    if not own and n == 1:
        weight = min(weight, 0.5)
    forms = {w: (acts[w] + JUDGED * weight) / (stands[w] + JUDGED) for w in spellings if stands[w] >= FORM_COUNT}
    forms = {w: round(clamped(v), 2) for w, v in forms.items() if abs(v - weight) > FORM_GAP}
    senses = _senses(spellings, reports, own)
    likely = max([weight, *forms.values()]) >= LEAST_WEIGHT
    return Entry(phrase, pos, weight, forms, senses) if likely and senses else None


def _senses(spellings: Sequence[str], reports: Reports, own: Sequence[Judgement]) -> tuple[tuple[Reading, float], ...]:
    counts: Counter[Reading] = Counter()
    for written in spellings:
        counts.update(reports.triggers.get(written, Counter()))
    weighed: dict[Reading, float] = dict(counts)
    for judgement in own:
        reading = (judgement.type, judgement.mode)
        weighed[reading] = weighed.get(reading, 0.0) + 1.5 / len(own)
    total = sum(weighed.values())
    likely = sorted(weighed.items(), key=lambda item: -item[1])[:_SENSES]
    kept = [
        (reading, count / total)
        for reading, count in likely
        if count / total >= SENSE_SHARE and (count >= SENSE_COUNT or count / total >= 3 * SENSE_SHARE)
    ]
    whole = sum(share for _, share in kept)
    return tuple((reading, share / whole) for reading, share in kept)


@click.command()
@click.option("--gold", type=click.Path(path_type=Path, exists=True), required=True, help="Folder with docs and ann.")
@click.option("--treebank", type=click.Path(path_type=Path), help="CoNLL-U files; default: the folder beside gold.")
def main(gold: Path, treebank: Path | None) -> None:
    """Print the table, under the remarks of the one that is shipped."""
    verbs = treebank_verbs(treebank or gold.parents[1] / "data" / "ud-ewt")
    shipped = resources.files("sayso.codebook").joinpath("data/triggers.tsv").read_text(encoding="utf-8")
    remarks = [line for line in shipped.splitlines() if line.startswith("#")]
    rows = rows_of(trigger_entries(Reports.read(gold, names_of(gold)), verbs))
    lines = ["\t".join(row.values()).rstrip() for row in rows]
    click.echo("\n".join([*remarks, "\t".join(COLUMNS), *lines]))


if __name__ == "__main__":
    main()
