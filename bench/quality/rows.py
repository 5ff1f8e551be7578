"""Rows: exported mentions beside the gold mentions they are paired with, and the fields in which both agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType

from bench.quality.figures import Counts, Weighed, f1
from training.agreement import mention_likeness, quote_likeness, same_number, same_source
from training.scoring import Row

ARGUMENTS = (("actor", "actors"), ("recipient", "recipients"), ("place", "places"))


@dataclass(frozen=True, slots=True)
class Matched:
    """Hold one gold document: its mentions, those of the record, and the pairs (gold index, found index).

    ``numbers`` and ``commitments`` count agreement as the scorer does.
    """

    name: str
    gold: tuple[Row, ...]
    found: tuple[Row, ...]
    pairs: tuple[tuple[int, int], ...]
    numbers: Counts
    commitments: Counts


def matched_documents(export: Path, gold: Path, scorer: ModuleType) -> list[Matched]:
    """Pair the mentions of every gold document with those of the record; a document that is not there has none."""
    names = {row["id"]: Path(row["path"] or "").stem for row in scorer.read_jsonl(export / "documents.jsonl")}
    mentions, commitments = (_by_name(scorer.read_jsonl(export / f"{kind}.jsonl"), names) for kind in
                             ("mentions", "commitments"))  # fmt: skip
    return [
        _matched(name, scorer.read_jsonl(path), mentions[name],
                 scorer.read_jsonl(path.with_name(f"{name}.commitments.jsonl")), commitments[name], scorer)
        for path in sorted((gold / "ann").glob("*.events.jsonl"))
        for name in [path.name.removesuffix(".events.jsonl")]
    ]  # fmt: skip


def fields_right(gold: Row, found: Row, scorer: ModuleType, *, every: bool) -> dict[str, bool]:
    """Tell in which fields of a whole row two paired mentions agree.

    An argument agrees where neither has one, or, with ``every``, where each of the gold's has its partner and none
    is left over, else where one has its partner. A date that the gold does not give cannot be wrong.
    """
    right = {"type": gold["type"] == found["type"]}
    for field, name in ARGUMENTS:
        theirs, ours = gold.get(name) or [], found.get(name) or []
        pairs = len(scorer.pair_up(theirs, ours, scorer.same_arg))
        right[field] = pairs == len(theirs) == len(ours) if every else pairs > 0 or not (theirs or ours)
    dated = (gold.get("time") or {}).get("edtf")
    right["date"] = not dated or scorer.date_agrees(dated, found.get("date"))
    right["voice"] = _same_voice(gold["attribution"], found.get("attribution") or [], scorer)
    return right


def weighed_rows(
    matched: Sequence[Matched], scorer: ModuleType, *, every: bool, quads: Collection[str] | None = None
) -> list[Weighed]:
    """Weigh the mentions of the record: right if its whole row is; one without a gold mention is wrong.

    ``quads`` leaves out mentions of other classes, as the record has them.
    """
    return [
        Weighed(found["probability"], gold is not None and all(fields_right(gold, found, scorer, every=every).values()))
        for gold, found in _found(matched)
        if quads is None or found["quad"] in quads
    ]


def weighed_types(matched: Sequence[Matched]) -> list[Weighed]:
    """Weigh every mention of the record: right if it is paired with a gold mention of its type."""
    return [
        Weighed(found["probability"], gold is not None and gold["type"] == found["type"])
        for gold, found in _found(matched)
    ]


def status_counts(matched: Sequence[Matched], scorer: ModuleType) -> dict[str, Counts]:
    """Count agreement in each status over paired mentions, for every status that the gold of the part has."""
    known = Counter(row["status"] for document in matched for row in document.gold)
    pairs = [
        (gold["status"], gold["status"] if scorer.same_status(gold, found) else found["status"])
        for gold, found in _paired(matched)
    ]
    return {
        status: Counts(
            pairs.count((status, status)), sum(f == status for _, f in pairs), sum(g == status for g, _ in pairs)
        )
        for status in sorted(known)
    }


def common_statuses_f1(matched: Sequence[Matched], scorer: ModuleType, least: int) -> tuple[float, list[str]]:
    """Give the macro-F1 over the statuses with at least ``least`` gold mentions, and those statuses."""
    known = Counter(row["status"] for document in matched for row in document.gold)
    scores = {status: f1(counts) for status, counts in status_counts(matched, scorer).items() if known[status] >= least}
    return (sum(scores.values()) / len(scores) if scores else 0.0), list(scores)


def field_shares(matched: Sequence[Matched], scorer: ModuleType) -> dict[str, float]:
    """Give, for each field of a row, the share of paired mentions that wholly agree in it."""
    agreed = [fields_right(gold, found, scorer, every=True) for gold, found in _paired(matched)]
    return {field: sum(one[field] for one in agreed) / len(agreed) for field in agreed[0]} if agreed else {}


def _paired(matched: Sequence[Matched]) -> Iterator[tuple[Row, Row]]:
    return ((document.gold[i], document.found[j]) for document in matched for i, j in document.pairs)


def _found(matched: Sequence[Matched]) -> Iterator[tuple[Row | None, Row]]:
    for document in matched:
        gold_of = {j: document.gold[i] for i, j in document.pairs}
        yield from ((gold_of.get(j), found) for j, found in enumerate(document.found))


def _by_name(rows: Sequence[Row], names: dict[str, str]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[names[row["doc"]]].append(row)
    return grouped


def _matched(
    name: str, gold: list[Row], found: list[Row], pledged: list[Row], pledges: list[Row], scorer: ModuleType
) -> Matched:
    pairs = tuple(scorer.pair_up(gold, found, partial(mention_likeness, scorer)))
    numbers = Counts(
        sum(_same_numbers(gold[i], found[j], scorer) for i, j in pairs),
        sum(len(row.get("numbers") or []) for row in found),
        sum(len(row.get("numbers") or []) for row in gold),
    )
    kept = scorer.pair_up(pledged, pledges, partial(quote_likeness, scorer))
    commitments = Counts(len(kept), len(pledges), len(pledged))
    return Matched(name, tuple(gold), tuple(found), pairs, numbers, commitments)


def _same_numbers(gold: Row, found: Row, scorer: ModuleType) -> int:
    return len(scorer.pair_up(gold.get("numbers") or [], found.get("numbers") or [], same_number))


def _same_voice(gold: Sequence[Row], found: Sequence[Row], scorer: ModuleType) -> bool:
    if not gold or not found:
        return not gold and not found
    return same_source(scorer, gold, found)
