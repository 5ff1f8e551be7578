"""A case of a strike told twice and a raid told once, and people who decide on it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import sayso
from sayso.merging import merge
from sayso.record.actors import Actor
from sayso.record.events import Event
from sayso.record.mentions import EventMention
from sayso.record.readings import Reading
from sayso.store.case_file import connect
from tests.merged import RULES, Act, keep, report

STRIKE: Act = ("Orland", "Vesta", "struck", 3)
RAID: Act = ("Vesta", "Orland", "raided", 9)
ANN, BEN = "Ann", "Ben"


def read(case: sayso.Case, *readings: Reading, way: str = "w") -> None:
    """Read reports into a case and merge them."""
    connection = connect(case.path)
    keep(connection, *readings, way=way)
    merge(connection, RULES)
    connection.close()


def case_at(path: Path, *readings: Reading) -> sayso.Case:
    """Make a case of readings, or of the strike told twice and the raid."""
    case = sayso.open(path)
    read(case, *(readings or (_naming(report([STRIKE], "a.txt")), _naming(report([STRIKE, RAID], "b.txt")))))
    return case


def _naming(reading: Reading) -> Reading:
    """Give a reading with the actors that it names."""
    named = {who.actor: who.name for one in reading.mentions for who in (*one.actors, *one.recipients)}
    rows = (Actor(actor, name or actor, documents=(reading.document.id,)) for actor, name in named.items() if actor)
    return replace(reading, actors=tuple(rows))


def copy_of(case: sayso.Case, name: str) -> sayso.Case:
    """Copy a case, as one mails it to somebody else."""
    case.close()
    path = case.path.with_name(name)
    shutil.copy(case.path, path)
    return sayso.open(path)


def mention(case: sayso.Case, path: str, verb: str) -> EventMention:
    """Give the mention of a verb in a report."""
    return next(one for one in case.mentions() if (one.path, one.trigger.text) == (path, verb))


def raid(case: sayso.Case) -> Event:
    """Give the event of the raid."""
    wanted = mention(case, "b.txt", "raided").id
    return next(one for one in case.events() if wanted in one.mentions)


def record(case: sayso.Case, out: Path, *, without: tuple[str, ...] = ("decisions", "redirects")) -> dict[str, bytes]:
    """Export a case; the log itself, and the ids that events had meanwhile, are told apart."""
    case.export(out, times=False)
    return {file.name: file.read_bytes() for file in sorted(out.iterdir()) if file.stem not in without}
