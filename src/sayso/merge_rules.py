"""The rules of merging, loaded once: how mentions are compared, events made and linked, commitments judged."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from functools import cache

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.links import LinkRules
from sayso.codebook.merging import PairWeights
from sayso.codebook.standings import Standings
from sayso.codebook.tables import codebook_version, read_table
from sayso.errors import CaseError, CodebookError
from sayso.merge.commitments import Pledges
from sayso.merge.event import EventMaker
from sayso.merge.links import Linker
from sayso.merge.sides import Sides
from sayso.record.ids import content_hash
from sayso.version import __version__

Actors = tuple[tuple[str, str], ...]
"""Changes of the registry, (file name, YAML text) each, as ``BuildOptions.actors`` holds them."""


TABLES_TOLD = (
    "event_status.tsv", "status_precedence.tsv", "actor_basis.tsv", "basis_precedence.tsv",
    "responsibility_precedence.tsv", "confirming.tsv", "credibility.tsv", "standing_rules.tsv",
)  # fmt: skip
"""Tables of the codebook by which the standing of events and commitments follows from mentions."""


@dataclass(frozen=True, slots=True)
class MergeRules:
    """Hold by which rules mentions are merged. ``way`` names them: by others all is merged anew."""

    way: str
    actors: Actors
    sides: Sides
    weights: PairWeights
    maker: EventMaker
    linker: Linker
    pledges: Pledges


@cache
def load_rules(actors: Actors = ()) -> MergeRules:
    """Load the rules of merging under changes of the registry, once for each process.

    Raises:
        CodebookError: a codebook file breaks its own rules.
    """
    from sayso.merge.sketch import SKETCH

    sides = Sides.of(ActorRegistry.load(actors), Standings.load())
    links, ties = LinkRules.load(), sides.registry.known_ties
    way = content_hash(__version__, codebook_version(), repr(SKETCH.descr), repr(actors))
    linker, pledges = Linker.of(sides, links, ties), Pledges.of(sides, links, ties)
    return MergeRules(way, actors, sides, PairWeights.load(), EventMaker.of(sides), linker, pledges)


def rules_told() -> dict[str, object]:
    """Tell the rules of merging as data: versions, windows and thresholds, and the tables by which events stand."""
    from sayso.merge import blocks, blockwise, cluster, later

    return {
        "version": __version__,
        "codebook": codebook_version(),
        "windows": {
            "cell_days": blocks.CELL_DAYS, "report_days": blocks.REPORT_DAYS, "longest_days": blocks.LONGEST_DAYS,
            "past_days": blocks.PAST_DAYS, "threat_days": later.THREAT_DAYS, "answer_days": later.ANSWER_DAYS,
        },
        "thresholds": {
            "joined": cluster.THRESHOLD, "connects": cluster.CONNECTS,
            "not_compared": cluster.WEAKEST, "kept": blockwise.KEPT_SCORE,
        },
        "tables": {name: read_table(name) for name in TABLES_TOLD},
    }  # fmt: skip


def rules_of(connection: sqlite3.Connection) -> MergeRules:
    """Load the rules under the changes of the registry with which a case was last merged.

    Raises:
        CaseError: what the case says of them was altered.
    """
    row = connection.execute("SELECT value FROM merging WHERE name = 'actors'").fetchone()
    try:
        return load_rules(tuple((str(name), str(text)) for name, text in json.loads(row[0])) if row else ())
    except (ValueError, TypeError, CodebookError) as error:
        problem = f"the row actors of merging was altered and cannot be read ({error})"
        raise CaseError(problem, remedy="Save the rest with sayso salvage") from error
