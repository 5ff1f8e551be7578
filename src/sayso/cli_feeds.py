"""The commands that take reports as they come: one item now, and feeds that are watched."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from sayso.cli_ending import FOUND_WANTING, told
from sayso.cli_options import ACTORS, JSON, METHOD, check_inputs
from sayso.config import BuildOptions
from sayso.errors import UsageError
from sayso.export.terminal import json_line
from sayso.options import read_options

ALLOW_HOST = click.option(
    "--allow-host", "allow_hosts", multiple=True, metavar="NAME", help="Host in a private network that may be asked."
)


@click.command()
@click.argument("item")
@click.option(
    "-o", "--out", "case", required=True, type=click.Path(path_type=Path), help="The case file to make or extend."
)
@click.option("--outlet", help="Whose report it is.")
@click.option("--published", help="Its publication date.")
@click.option("--url", help="The address of a report that is pasted or read from a file.")
@ALLOW_HOST
@METHOD
@ACTORS
@JSON
@told
def add(item: str, case: Path, outlet: str | None, published: str | None, url: str | None,
        allow_hosts: tuple[str, ...], method: str, actor_files: tuple[str, ...], as_json: bool) -> None:  # fmt: skip
    """Read one item into a case now: a web address, a file, or - for text that is pasted.

    Ends with status 1 if it could not be read.

    \b
    Example:
      sayso add https://example.org/report -o case.sayso
      sayso add - --outlet "Meridian Wire" --published 2019-12-28 -o case.sayso < pasted.txt
    """
    from sayso.adding import add_file, add_text, add_url
    from sayso.codebook.actor_files import read_actor_files
    from sayso.export.screen_feeds import print_added
    from sayso.readers.limits import MAX_DOCUMENT_BYTES

    is_address = "://" in item
    if is_address and url:
        raise UsageError("an address is fetched, so --url has nothing to say", remedy="Leave --url out")
    read = read_options(outlet=outlet, published=published)
    read = replace(read, given=replace(read.given, url=url))
    options = BuildOptions(read, method, 1, read_actor_files(actor_files))
    if is_address:
        added = add_url(case, item, options, allow_hosts=allow_hosts)
    elif item == "-":
        added = add_text(case, sys.stdin.buffer.read(MAX_DOCUMENT_BYTES + 1), options)
    else:
        check_inputs([item])
        added = add_file(case, item, options)
    if as_json:
        click.echo(json_line(added))
    else:
        print_added(added, case)
    if added.rejected and not added.documents:
        sys.exit(FOUND_WANTING)


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="End after one round, as for cron.")
@click.option("--interval", type=click.FloatRange(min=0, min_open=True), help="Seconds between rounds.")
@ALLOW_HOST
@METHOD
@ACTORS
@JSON
@told
def watch(plan: Path, case: Path, once: bool, interval: float | None, allow_hosts: tuple[str, ...], method: str,
          actor_files: tuple[str, ...], as_json: bool) -> None:  # fmt: skip
    """Watch the feeds and folders that a TOML file lists, and read what comes into a case.

    Control-C, or a TERM signal, ends it after the item under way. It goes on where it was when it is started again.

    \b
    Example:
      sayso watch feeds.toml case.sayso
      sayso watch feeds.toml case.sayso --once
    """
    from sayso.codebook.actor_files import read_actor_files
    from sayso.export.screen_feeds import print_round
    from sayso.fetch.plan import read_plan
    from sayso.watching import watch as watch_case
    from sayso.watching import with_options

    asked = with_options(read_plan(plan), interval, allow_hosts)
    options = BuildOptions(method=method, actors=read_actor_files(actor_files))
    with _stopping() as stop:
        for done in watch_case(case, asked, options, once=once, stop=stop):
            if as_json:
                click.echo(json_line(done))
            else:
                print_round(done)


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Give an event that is set when this process is told to end, and end at once if told twice."""
    stop = threading.Event()
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for one, handler in before.items():
            signal.signal(one, handler)

    def end(*_: object) -> None:
        stop.set()
        restore()

    for one in before:
        signal.signal(one, end)
    try:
        yield stop
    finally:
        restore()
