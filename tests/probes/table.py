"""The table of probes: one row for each mention that a sentence is expected to give.

A test, never material to tune on: whoever changes a rule or trains a model must not look at these sentences.

Cells: ``-`` is nothing (no mode, nobody, the author's own voice, no number), ``?`` is not checked, ``|`` stands
between readings that are all right, ``;`` between the members of a list. ``word#2`` is the second place of a
word. A number is ``kind:low..high``, open where a bound is missing, with ``/`` between kinds that are both
right. ``source`` is the innermost, ``hearsay`` if somebody says it and nobody is named. A row whose type is
``?`` allows a mention without asking for it; a row whose trigger is ``-`` says that nothing else is an act.
``reads`` names the methods that read the row rightly.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

TABLE = Path(__file__).with_name("probes.tsv")
NOTHING = "-"
UNCHECKED = "?"
ELEVEN = "eleven"
"""The group that every method must read rightly."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Say what one mention of a sentence is; every field is a cell as it stands."""

    group: str
    sentence: str
    trigger: str
    type: str
    mode: str
    status: str
    actor: str
    recipient: str
    place: str
    source: str
    stance: str
    anonymous: str
    number: str
    reads: str

    @property
    def asked(self) -> bool:
        """Tell whether the row asks for something, or only allows a mention."""
        return self.type != UNCHECKED

    @property
    def name(self) -> str:
        """Name the row in a list of tests."""
        return f"{self.group}: {self.trigger}: {self.sentence}"

    def read_by(self, method: str) -> bool:
        """Tell whether the row is marked as read rightly by a method."""
        return method in self.reads.split("|")

    def trigger_range(self) -> tuple[int, int]:
        """Place the trigger in the sentence, as half-open code points."""
        words, _, which = self.trigger.partition("#")
        start = -1
        for _ in range(int(which or 1)):
            start = self.sentence.index(words, start + 1)
        return start, start + len(words)


COLUMNS = tuple(field.name for field in fields(Probe))


def load(table: Path = TABLE) -> tuple[Probe, ...]:
    """Read the table, in its order; lines that begin with ``#`` are for people."""
    with table.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        return tuple(Probe(**row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(probes: Sequence[Probe], table: Path = TABLE) -> None:
    """Write the table anew, keeping the lines for people at its top."""
    kept = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = ["\t".join(asdict(probe)[column] for column in COLUMNS) for probe in probes]
    table.write_text("\n".join([*kept, "\t".join(COLUMNS), *rows]) + "\n", encoding="utf-8")


def of_sentence(probes: Iterable[Probe], sentence: str) -> tuple[Probe, ...]:
    """Give the rows of one sentence."""
    return tuple(probe for probe in probes if probe.sentence == sentence)
