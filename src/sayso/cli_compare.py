"""The command that sets a user's own rows beside a case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.api import Case
from sayso.cli_ending import FOUND_WANTING, told
from sayso.cli_filters import filters
from sayso.cli_options import CASE, JSON
from sayso.export.terminal import json_line
from sayso.table.event_filter import EventFilter


@click.command()
@CASE
@click.argument("rows", type=click.Path(path_type=Path))
@JSON
@told
@filters
def compare(case: Path, rows: Path, as_json: bool, wanted: EventFilter) -> None:
    """Compare events with ROWS coded elsewhere: a table shaped as ACLED's, UCDP GED's or POLECAT's.

    Say what matches, what only the rows have and what only the case has, each with the reasons. Ends with status 1 if
    some lines are no rows.

    \b
    Example:
      sayso compare case.sayso acled.csv --country IQ
    """
    from sayso.export.screen_compare import print_comparison

    with Case(case) as opened:
        found = opened.compare(rows, wanted=wanted)
    if as_json:
        click.echo(json_line(found))
    else:
        print_comparison(found)
    if found.rejected:
        sys.exit(FOUND_WANTING)
