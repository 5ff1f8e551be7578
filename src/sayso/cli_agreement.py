"""The command that compares coders."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli_ending import tell, told
from sayso.cli_options import JSON, OWN_FIELDS


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--by-person", is_flag=True, help="Compare the people who decided, whatever file they stand in.")
@OWN_FIELDS
@JSON
@told
def agreement(paths: tuple[Path, ...], by_person: bool, fields: Path | None, as_json: bool) -> None:
    """Say how far coders agree, by Krippendorff's alpha for each field, and list on what they differ.

    PATHS are decision files or cases, each the work of one coder.

    \b
    Example:
      sayso agreement mine.jsonl theirs.jsonl
      sayso agreement case.sayso --by-person
    """
    from sayso.agreeing import agreement as agreement_of
    from sayso.export.screen_agreement import print_agreement

    found = agreement_of(paths, by_person=by_person, fields=fields)
    tell(found, as_json, print_agreement)
