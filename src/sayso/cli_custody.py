"""Commands that keep or give up custody: take documents out of a case, and bundle evidence."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.api import Case
from sayso.cli_ending import told
from sayso.cli_options import CASE, JSON, REDACT
from sayso.export.terminal import json_line


@click.command()
@CASE
@click.argument("document")
@click.option("--why", required=True, help="The reason, kept with the decision: without names.")
@click.option("--by", required=True, help="Who decides.")
@click.option("--erase", is_flag=True, help="Delete bytes, text and all that quotes it, for good; hashes stay.")
@JSON
@told
def remove(case: Path, document: str, why: str, by: str, erase: bool, as_json: bool) -> None:
    """Take DOCUMENT, by its id or path, out of the record: out of every listing and every event.

    Reading the same file again does not bring it back. A removal can be undone, an erasure cannot.

    \b
    Example:
      sayso remove case.sayso wire.txt --why "withdrawn by the agency" --by "R. Haddad"
      sayso remove case.sayso wire.txt --why "court order" --by "R. Haddad" --erase
    """
    from sayso.export.screen_custody import print_removal

    with Case(case) as opened:
        done = opened.remove(document, why=why, by=by, erase=erase)
    if as_json:
        click.echo(json_line(done))
    else:
        print_removal(done)


@click.command()
@CASE
@click.argument("ids", nargs=-1, required=True)
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="The zip file to write.")
@REDACT
@JSON
@told
def bundle(case: Path, ids: tuple[str, ...], out: Path, redact: bool, as_json: bool) -> None:
    """Write the evidence of events or documents, by their IDS, into one zip file that sha256sum alone can check.

    It holds the originals byte for byte (the evidentiary copy), texts, quotations, decisions and a page to read (the
    working copy), and the head of the chain of custody.

    \b
    Example:
      sayso bundle case.sayso m0a1b2c3d4e5f6a7b8c9 -o evidence.zip
      sayso bundle case.sayso wire.txt -o evidence.zip --redact
    """
    from sayso.export.screen_custody import print_bundle

    with Case(case) as opened:
        done = opened.bundle(*ids, out=out, redact=redact)
    if as_json:
        click.echo(json_line(done))
    else:
        print_bundle(done)
