"""The commands by which people exchange their decisions."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.api import Case
from sayso.cli_ending import FOUND_WANTING, tell, told
from sayso.cli_options import CASE, JSON, OWN_FIELDS
from sayso.export.terminal import json_line


@click.group()
def decisions() -> None:
    """Exchange decisions between copies of a case, or cases of the same reports.

    \b
    Example:
      sayso decisions export mine.sayso -o mine.jsonl
      sayso decisions import yours.sayso mine.jsonl --by "R. Haddad"
    """


@decisions.command()
@CASE
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
@JSON
@told
def export(case: Path, out: Path, as_json: bool) -> None:
    """Write all decisions to a file, as they were logged.

    \b
    Example:
      sayso decisions export case.sayso -o mine.jsonl
    """
    from sayso.export.printing import counted

    with Case(case) as opened:
        n = opened.export_decisions(out)
    click.echo(json_line({"decisions": n}) if as_json else f"{counted(n, 'decision')} written to {out}")


@decisions.command("import")
@CASE
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", help="Who brings them in.")
@OWN_FIELDS
@JSON
@told
def take_in(case: Path, file: Path, by: str | None, fields: Path | None, as_json: bool) -> None:
    """Take in the decisions of another case. What is here already is passed over; of conflicts this case's hold.

    Ends with status 1 if a line of FILE was rejected.

    \b
    Example:
      sayso decisions import case.sayso theirs.jsonl --by "R. Haddad"
    """
    from sayso.export.screen_decisions import print_exchanged

    with Case(case) as opened:
        found = opened.import_decisions(file, by=by, fields=fields)
    tell(found, as_json, print_exchanged)
    if found.rejected:
        sys.exit(FOUND_WANTING)


@decisions.command()
@CASE
@JSON
@told
def conflicts(case: Path, as_json: bool) -> None:
    """List decisions from other cases that contradict one of this case and wait.

    \b
    Example:
      sayso decisions conflicts case.sayso
    """
    from sayso.export.screen_decisions import print_conflicts

    with Case(case) as opened:
        found = opened.conflicts()
    tell(found, as_json, print_conflicts)
