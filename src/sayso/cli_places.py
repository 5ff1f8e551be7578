"""The command group ``sayso places``: parse, call, print."""

from __future__ import annotations

import sys

import click

from sayso.cli_ending import FOUND_WANTING, told
from sayso.export.terminal import json_line, printable


@click.group()
def places() -> None:
    """Look places up in the codebook and the gazetteer.

    \b
    Example:
      sayso places find Rafah
    """


@places.command()
@click.argument("name")
@click.option("--country", multiple=True, help="A country that the reports speak of, as a two-letter code.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@told
def find(name: str, country: tuple[str, ...], as_json: bool) -> None:
    """List the places that NAME may mean, the likeliest first, with the reasons. Ends with status 1 if there is none.

    \b
    Example:
      sayso places find "Al Bukamal"
      sayso places find Tripoli --country LB --json
    """
    from sayso.codebook.places import PlaceTable
    from sayso.resolve.place_candidates import place_candidates

    found = place_candidates(name, PlaceTable.load(), tuple(code.upper() for code in country))
    if as_json:
        click.echo(json_line(found))
    else:
        click.echo("\n".join(printable(one.line) for one in found) or f"no place goes by the name {name!r}")
    if not found:
        sys.exit(FOUND_WANTING)
