"""The command that takes a person's judgement on two mentions or events."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from sayso.api import Case
from sayso.cli_ending import told
from sayso.record.plain import to_json
from sayso.record.vocabulary import Judgement


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("judgement", type=click.Choice(get_args(Judgement)))
@click.argument("left")
@click.argument("right")
@click.option("--by", required=True, help="Who decides.")
@click.option("--note", help="Why.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@told
def decide(case: Path, judgement: Judgement, left: str, right: str, by: str, note: str | None, as_json: bool) -> None:
    """Say whether two mentions or events, by their ids, are one event; the events follow at once.

    The decision stays when reports are read again. A later one on the same two takes its place; unsure leaves
    the two to the machine.

    \b
    Example:
      sayso decide case.sayso different m0a1b2c3d4e5f6a7b8c9 m9f8e7d6c5b4a3f2e1d0 --by "R. Haddad" --note "two raids"
    """
    from sayso.export.screen_events import print_decision

    with Case(case) as opened:
        decision = opened.decide(judgement, left, right, by=by, note=note)
        with opened.reading() as view:
            events = {one: view.event_of(one) for one in (left, right)}
    if as_json:
        click.echo(to_json({"decision": decision, "events": events}).decode())
    else:
        print_decision(decision, events)
