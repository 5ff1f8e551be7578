"""Score incident types on MUC-4: python -m bench.quality.muc4 [--data FOLDER] [--part dev] [--method NAME …].

Each report is read as any document; its mentions are mapped to incident types by muc4.tsv. F1 over all pairs of a
document and a type. The texts are read as published, in capitals (doc_PART.txt.gz), and in the small letters of the
later edition (PART.json.gz), whose incident types are the gold for both.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from bench.corpora import SHARED, need
from bench.quality.figures import Counts, f1, precision, recall, total
from bench.quality.options import options
from bench.quality.reading import read_text
from bench.record import record_methods
from sayso.record.mentions import EventMention
from training.corpora.packed import json_lines

TABLE = Path(__file__).with_name("muc4.tsv")
ANY = "-"
TOLD = frozenset({"asserted", "averted"})
"""Statuses that can be an incident: MUC-4 takes what was done and what was attempted."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Say which incident an act is; ``None``: any type or mode, no incident. ``triggers`` empty: any trigger."""

    type: str | None
    mode: str | None
    triggers: tuple[str, ...]
    incident: str | None

    def fits(self, mention: EventMention) -> bool:
        """Tell whether a mention's type, mode and a beginning of a word of its trigger are this rule's."""
        words = " " + " ".join(mention.trigger.text.lower().split())
        return (
            self.type in (None, mention.type)
            and self.mode in (None, mention.mode)
            and (not self.triggers or any(f" {trigger}" in words for trigger in self.triggers))
        )


@dataclass(frozen=True, slots=True)
class Story:
    """Hold a report in one of its editions with the incident types it tells of."""

    doc: str
    text: str
    incidents: frozenset[str]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the part in each edition that is there, and record."""
    asked = options("muc4", __doc__, SHARED / "data" / "muc4", arguments, "part", "method")
    need(asked.data / f"{asked.part}.json.gz")
    rules, told = load_rules(), editions(asked.data, asked.part)
    measured: dict[str, list[tuple[str, object]]] = {}
    for method in asked.method:
        measured[method] = []
        for edition, stories in told.items():
            found = [(story.incidents, incidents_of(_mentions(story, method), rules)) for story in stories]
            measured[method] += _figures(edition, found)
    n = len(next(iter(told.values())))
    remark = (
        f"{n} reports; acts are mapped to incident types by bench/quality/muc4.tsv, chosen on train with the codebook."
    )
    record_methods(f"MUC-4 {asked.part}", asked.command, measured, remark)


def editions(folder: Path, part: str) -> dict[str, list[Story]]:
    """Read the reports as published, in capitals, where that edition is there, and in small letters."""
    small = list(json_lines(folder / f"{part}.json.gz"))
    gold = {row["docid"]: frozenset(_incident(one["incident_type"]) for one in row["templates"]) for row in small}
    told = {"small letters": [Story(row["docid"], row["doctext"], gold[row["docid"]]) for row in small]}
    published = folder / f"doc_{part}.txt.gz"
    if not published.exists():
        return told
    capitals = [Story(row["docid"], row["text"], gold[row["docid"]]) for row in json_lines(published)]
    return {"as published": capitals, **told}


def load_rules(table: Path = TABLE) -> tuple[Rule, ...]:
    """Read the mapping, in the order of its rows."""
    lines = (line for line in table.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return tuple(
        Rule(
            _given(row["type"]),
            _given(row["mode"]),
            tuple(word.replace("_", " ") for word in row["trigger"].split() if word != ANY),
            _given(row["incident"]),
        )
        for row in csv.DictReader(lines, delimiter="\t")
    )


def incidents_of(mentions: Iterable[EventMention], rules: Sequence[Rule]) -> frozenset[str]:
    """Give the incident types that a report's mentions add up to."""
    told = (mention for mention in mentions if mention.status in TOLD)
    first = (next((rule.incident for rule in rules if rule.fits(mention)), None) for mention in told)
    return frozenset(incident for incident in first if incident)


def _mentions(story: Story, method: str) -> Sequence[EventMention]:
    return read_text(f"{story.doc}.txt", story.text, method).mentions


def _incident(label: str) -> str:
    """Give the first of two types that the key leaves open."""
    return label.lower().split(" / ")[0]


def _given(cell: str) -> str | None:
    return None if cell == ANY else cell


def _figures(edition: str, found: Sequence[tuple[AbstractSet[str], AbstractSet[str]]]) -> list[tuple[str, object]]:
    counts = total([Counts(len(gold & own), len(own), len(gold)) for gold, own in found])
    by_type: Mapping[str, Counts] = {
        name: total([Counts(name in gold and name in own, name in own, name in gold) for gold, own in found])
        for name in sorted({name for gold, _ in found for name in gold})
    }
    return [
        (f"incident type F1, {edition}", f"{f1(counts):.4f}"),
        (f"precision / recall, {edition}", f"{precision(counts):.4f} / {recall(counts):.4f}"),
        *((f"{name} F1 ({one.gold} reports), {edition}", f"{f1(one):.4f}") for name, one in by_type.items()),
    ]


if __name__ == "__main__":
    main()
