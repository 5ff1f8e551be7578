"""The command line: parse, call, print. Nothing else happens here.

Exit status: 0 done; 1 something was rejected (read, build --strict), altered (verify), wrong (actors check) or not
found (places find), or the case could not be written or used just now; 2 wrong usage.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from sayso.api import Case
from sayso.cli_actors import actors
from sayso.cli_agreement import agreement
from sayso.cli_backup import backup, restore, salvage
from sayso.cli_compare import compare
from sayso.cli_custody import bundle, remove
from sayso.cli_decide import decide
from sayso.cli_decisions import decisions
from sayso.cli_ending import FOUND_WANTING, told
from sayso.cli_feeds import add, watch
from sayso.cli_filters import filters
from sayso.cli_options import (
    ACTORS,
    CASE,
    JSON,
    MAPPING,
    METHOD,
    OUTLET,
    PAGE,
    PUBLISHED,
    REDACT,
    REVIEWED_ONLY,
    check_inputs,
    columns,
    tell_left_out,
)
from sayso.cli_places import places
from sayso.cli_review import log, review, undo
from sayso.cli_serve import serve
from sayso.config import BuildOptions
from sayso.errors import UsageError
from sayso.export.terminal import json_line
from sayso.options import read_options
from sayso.record.documents import Rejection
from sayso.table.event_filter import EventFilter
from sayso.version import __version__

SELDOM = 50_000
"""Objects made and not freed between two looks for unreachable ones; the codebook alone makes 76,000."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sayso")
def main() -> None:
    """Read news reports about a conflict and keep the record: who did what to whom, on whose say-so.

    \b
    Example:
      sayso build reports/ -o case.sayso
      sayso report case.sayso
    """
    _collect_seldom()


main.add_command(actors)
main.add_command(places)
main.add_command(decide)
main.add_command(decisions)
main.add_command(agreement)
main.add_command(compare)
main.add_command(review)
main.add_command(undo)
main.add_command(log)
main.add_command(backup)
main.add_command(serve)
main.add_command(restore)
main.add_command(salvage)
main.add_command(add)
main.add_command(watch)
main.add_command(remove)
main.add_command(bundle)


@main.command()
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o", "--out", "case", required=True, type=click.Path(path_type=Path), help="The case file to make or extend."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1), default=os.cpu_count() or 1, help="Processes to read with (default: all)."
)
@OUTLET
@PUBLISHED
@MAPPING
@METHOD
@ACTORS
@click.option("--strict", is_flag=True, help="End with status 1 if anything was rejected.")
@JSON
@told
def build(inputs: tuple[str, ...], case: Path, jobs: int, outlet: str | None, published: str | None, mapping: str,
          method: str, actor_files: tuple[str, ...], strict: bool, as_json: bool) -> None:  # fmt: skip
    """Read files, folders, globs, archives or - (standard input) into a case.

    \b
    Example:
      sayso build reports/ more.zip -o case.sayso
      sayso build rows.csv --map text=body,published=date -o case.sayso
    """
    from sayso.build import build as build_case
    from sayso.codebook.actor_files import read_actor_files
    from sayso.export.screen import print_summary
    from sayso.export.watching import watching

    read = read_options(columns(mapping), outlet, published)
    options = BuildOptions(read, method, jobs, read_actor_files(actor_files))
    check_inputs(inputs)
    with watching(quiet=as_json) as progress:
        summary = build_case(case, inputs, options, progress)
    _show(summary, as_json, lambda: print_summary(summary, case))
    if strict and summary.rejected:
        sys.exit(FOUND_WANTING)


@main.command()
@click.argument("file")
@OUTLET
@PUBLISHED
@MAPPING
@METHOD
@ACTORS
@JSON
@told
def read(file: str, outlet: str | None, published: str | None, mapping: str, method: str,
         actor_files: tuple[str, ...], as_json: bool) -> None:  # fmt: skip
    """Show what FILE or - (standard input) says, without a case; with --json one line for each document.

    Ends with status 1 if something in it was rejected.

    \b
    Example:
      sayso read wire.txt --published 2019-12-28
      echo "Syria said Israel attacked the airport." | sayso read - --json
    """
    from sayso.codebook.actor_files import read_actor_files
    from sayso.export.reading import reading_lines, reading_row, rejection_line
    from sayso.export.terminal import printable
    from sayso.reading import read_inputs

    read = read_options(columns(mapping), outlet, published)
    options = BuildOptions(read, method, actors=read_actor_files(actor_files))
    check_inputs((file,))
    met: set[type] = set()
    for found in read_inputs((file,), options):
        met.add(type(found))
        if isinstance(found, Rejection):
            click.echo(f"sayso: {printable(rejection_line(found))}", err=True)
        elif as_json:
            click.echo(json_line(reading_row(found)))
        else:
            click.echo("\n".join(map(printable, reading_lines(found))) + "\n")
    if not met:
        raise UsageError(f"{file} holds no report", remedy="Name a file, or a folder with files to read")
    if Rejection in met:
        sys.exit(FOUND_WANTING)


@main.command()
@CASE
@REVIEWED_ONLY
@REDACT
@JSON
@click.option("--all", "everything", is_flag=True, help="List all acts, not only the material and likely ones.")
@PAGE
@told
@filters
def report(case: Path, reviewed_only: bool, redact: bool, as_json: bool, everything: bool, page: Path | None,
           wanted: EventFilter) -> None:  # fmt: skip
    """Show what a case, or some of its events, add up to; with --contested list those on which reports differ most.

    Acts are listed if they are material and likely, unless you say --all, --type, --mode, --quad or --min-probability.

    \b
    Example:
      sayso report case.sayso
      sayso report case.sayso --contested
      sayso report case.sayso --actor Iran --since 2020
      sayso report case.sayso --since 2020 --page overview.html
    """
    from sayso.codebook.opening import Opening
    from sayso.export.screen import print_report
    from sayso.export.screen_events import print_contested

    if page is not None:
        from sayso.standalone import write_overview_page

        write_overview_page(case, wanted, page, everything=everything, reviewed_only=reviewed_only, redact=redact)
        click.echo(f"Written: {page}")
        return
    with Case(case) as opened:
        if reviewed_only:
            tell_left_out(opened.left_out())
        if wanted.contested:
            differing = opened.contested(reviewed_only=reviewed_only, redact=redact, wanted=wanted)
            _show(differing, as_json, lambda: print_contested(differing))
            return
        opening = None if everything or wanted.names_acts else Opening.load()
        result = opened.report(reviewed_only=reviewed_only, redact=redact, wanted=wanted, opening=opening)
    _show(result, as_json, lambda: print_report(result))


@main.command()
@CASE
@click.argument("id")
@click.option("--private", is_flag=True, help="Show a private individual too.")
@REDACT
@JSON
@PAGE
@told
def show(case: Path, id: str, private: bool, redact: bool, as_json: bool, page: Path | None) -> None:
    """Show one document, mention, event, commitment, actor, place or source by its ID (or a document by its path).

    \b
    Example:
      sayso show case.sayso wire.txt
      sayso show case.sayso EVENT --page event.html
    """
    from sayso.export.dossier import find_record
    from sayso.export.screen import print_dossier

    if page is not None:
        from sayso.standalone import write_event_page

        write_event_page(case, id, page, private=private, redact=redact)
        click.echo(f"Written: {page}")
        return

    with Case(case) as opened, opened.reading(redact=redact) as view:
        dossier = find_record(view, id, private=private or redact)
    _show(dossier, as_json, lambda: print_dossier(dossier))


@main.command()
@CASE
@click.argument("words", nargs=-1, required=True)
@click.option("-n", "--limit", default=20, type=click.IntRange(1), help="Most documents to show.")
@REDACT
@JSON
@told
def search(case: Path, words: tuple[str, ...], limit: int, redact: bool, as_json: bool) -> None:
    """Find documents that hold all WORDS; put a phrase in quotes.

    \b
    Example:
      sayso search case.sayso embassy '"Green Zone"'
    """
    from sayso.export.screen import print_hits

    with Case(case) as opened:
        hits = opened.search(" ".join(words), limit, redact=redact)
    _show(hits, as_json, lambda: print_hits(hits))


@main.command()
@CASE
@click.option("--format", "name", default="jsonl", help="The form to write.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File or, for several, folder to write.")
@click.option("--no-times", is_flag=True, help="Leave out wall-clock times, so that equal cases give equal bytes.")
@click.option(
    "--accept-attributed",
    is_flag=True,
    help="Formats without a slot for the ground: let who is accused, hinted at or inferred stand as the doer.",
)
@click.option("--raw-cells", is_flag=True, help="Write cells of tables as they are, formulas too.")
@REVIEWED_ONLY
@REDACT
@JSON
@told
@filters
def export(case: Path, name: str, out: Path, no_times: bool, accept_attributed: bool, raw_cells: bool,
           reviewed_only: bool, redact: bool, as_json: bool, wanted: EventFilter) -> None:  # fmt: skip
    """Write the record, or some of its events and what they rest on, for other programs: see docs/exports.md.

    \b
    Example:
      sayso export case.sayso --format jsonl --out record/
      sayso export case.sayso --format acled --out acled.csv --type ASSAULT --since 2019-07
    """
    from sayso.export.screen import print_counts

    with Case(case) as opened:
        counts = opened.export(
            out,
            name,
            times=not no_times,
            reviewed_only=reviewed_only,
            redact=redact,
            wanted=wanted,
            accept_attributed=accept_attributed,
            raw_cells=raw_cells,
        )
        if reviewed_only:
            tell_left_out(opened.left_out())
    _show(counts, as_json, lambda: print_counts(counts, out))


@main.command()
@CASE
@click.option("--head", metavar="HEX", help="A head of the chain of custody written down earlier: it must stand on it.")
@JSON
@told
def verify(case: Path, head: str | None, as_json: bool) -> None:
    """Check a case: originals, spans, ids, numbers, events, custody. Ends with status 1 if anything was altered.

    Print the head of its chain of custody: kept elsewhere, it shows later whether anything before it was cut off.

    \b
    Example:
      sayso verify case.sayso
    """
    from sayso.export.screen import print_verdict

    with Case(case) as opened:
        verdict = opened.verify(head=head)
    _show(verdict, as_json, lambda: print_verdict(verdict))
    if not verdict.clean:
        sys.exit(FOUND_WANTING)


def _show(result: object, as_json: bool, as_text: Callable[[], None]) -> None:
    if as_json:
        click.echo(json_line(result))
    else:
        as_text()


def _collect_seldom() -> None:
    """Look for unreachable objects seldom, and not once more when Python ends.

    Nearly all that a command holds is the codebook, which stays to its end: to go through it again and again took
    0.12 of the 0.59 s of processor time of reading one sentence (2026-11).
    """
    gc.set_threshold(SELDOM)
    atexit.register(_end_without_looking)


def _end_without_looking() -> None:
    """Let Python end without a last look for unreachable objects, but for those of DuckDB, which would complain."""
    if "duckdb" not in sys.modules:
        gc.freeze()
