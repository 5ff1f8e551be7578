"""The commands that keep a case safe: back it up, put a backup in its place, save what can be read of a damaged one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.api import Case
from sayso.api import restore as restore_case
from sayso.api import salvage as salvage_case
from sayso.cli_ending import FOUND_WANTING, told
from sayso.cli_options import CASE, JSON
from sayso.export.terminal import json_line

if TYPE_CHECKING:
    from sayso.safekeeping import Kept

OUT = click.argument("out", type=click.Path(path_type=Path))


def _tell_kept(kept: Kept, as_json: bool) -> None:
    """Print what stands where now, and end with status 1 where verifying it found something."""
    from sayso.export.screen_safekeeping import print_kept

    if as_json:
        click.echo(json_line(kept))
    else:
        print_kept(kept)
    if not kept.verdict.clean:
        sys.exit(FOUND_WANTING)


@click.command()
@CASE
@OUT
@click.option("--replace", is_flag=True, help="Write over a case that stands at OUT.")
@JSON
@told
def backup(case: Path, out: Path, replace: bool, as_json: bool) -> None:
    """Copy CASE as it is now to OUT, while a build may go on, and verify the copy.

    Ends with status 1 if the copy holds what was altered in the case.

    \b
    Example:
      sayso backup case.sayso case-2020-01-08.sayso
    """
    with Case(case) as opened:
        kept = opened.backup(out, replace=replace)
    _tell_kept(kept, as_json)


@click.command()
@click.argument("backup", type=click.Path(path_type=Path))
@CASE
@JSON
@told
def restore(backup: Path, case: Path, as_json: bool) -> None:
    """Put a copy of BACKUP in the place of CASE; what stood there is kept beside it.

    \b
    Example:
      sayso restore case-2020-01-08.sayso case.sayso
    """
    kept = restore_case(backup, case)
    _tell_kept(kept, as_json)


@click.command()
@CASE
@OUT
@JSON
@told
def salvage(case: Path, out: Path, as_json: bool) -> None:
    """Make a new case OUT of what can be read of the damaged CASE, and name what is lost.

    CASE stays as it is. Ends with status 1 if anything is lost. Build OUT again from the files to mend it.

    \b
    Example:
      sayso salvage case.sayso saved.sayso
    """
    from sayso.export.screen_safekeeping import print_salvaged

    salvaged = salvage_case(case, out)
    if as_json:
        click.echo(json_line(salvaged))
    else:
        print_salvaged(salvaged)
    if salvaged.lost or not salvaged.verdict.clean:
        sys.exit(FOUND_WANTING)
