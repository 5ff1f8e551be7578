"""The commands on the registry of actors: check it, find somebody in it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from sayso.cli_ending import FOUND_WANTING, told
from sayso.export.terminal import json_line, printable

if TYPE_CHECKING:
    from sayso.codebook.actors import ActorRegistry

_FILES = click.option("--actors", "files", multiple=True, metavar="FILE", help="YAML file that changes the registry.")
_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")


@click.group()
def actors() -> None:
    """Check the registry of actors, and find somebody in it."""


@actors.command()
@_FILES
@_JSON
@told
def check(files: Sequence[str], as_json: bool) -> None:
    """List what is wrong with the registry: dangling ids, shared names, overlapping terms. Status 1 if anything is.

    \b
    Example:
      sayso actors check --actors actors.d/mine.yaml
    """
    registry = _load(files)
    faults = registry.validate()
    if as_json:
        click.echo(json_line({"entries": len(registry.entries), "faults": faults}))
    else:
        click.echo("\n".join(map(printable, faults)) or f"Nothing is wrong with {registry.size}.")
    if faults:
        sys.exit(FOUND_WANTING)


@actors.command()
@click.argument("phrase")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day for which offices are asked.")
@_FILES
@_JSON
@told
def find(phrase: str, day: datetime | None, files: Sequence[str], as_json: bool) -> None:
    """Show whom PHRASE may mean, best first, with the reasons.

    \b
    Example:
      sayso actors find "the Iranian president" --date 2021-10-01 --json
    """
    from sayso.resolve.candidates import candidate_rows

    rows = candidate_rows(phrase, _load(files), day.date() if day else None)
    if as_json:
        click.echo(json_line(rows))
        return
    for row in rows:
        places = " · ".join(str(row[key]) for key in ("kind", "country", "actor") if row[key])
        click.echo(printable(f"{row['score']:.2f}  {row['name']}  ({places}): {row['reason']}"))


def _load(files: Sequence[str]) -> ActorRegistry:
    from sayso.codebook.actor_files import read_actor_files
    from sayso.codebook.actors import ActorRegistry

    return ActorRegistry.load(read_actor_files(files))
