"""The commands that show what was decided, undo it, and list what is left to decide."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.api import Case
from sayso.cli_decide import BY, NOTE
from sayso.cli_ending import tell, told
from sayso.cli_options import CASE, JSON


@click.command()
@CASE
@click.option("-n", "--limit", default=20, type=click.IntRange(1), help="Most doubtful pairs and suggestions to show.")
@JSON
@told
def review(case: Path, limit: int, as_json: bool) -> None:
    """List what is left for people to look at.

    Where the machine reads otherwise now than was decided (the decision holds), decisions whose words stand nowhere any
    more, pairs that were joined or kept apart against the score or nearly so, and suggested credibilities.

    \b
    Example:
      sayso review case.sayso
    """
    from sayso.export.screen_review import print_review

    with Case(case) as opened:
        found = opened.review(limit)
    tell(found, as_json, print_review)


@click.command()
@CASE
@click.argument("decision")
@BY
@NOTE
@JSON
@told
def undo(case: Path, decision: str, by: str, note: str | None, as_json: bool) -> None:
    """Undo a DECISION, by its id: the record is as if it had not been taken. The log keeps both.

    \b
    Example:
      sayso undo case.sayso x0a1b2c3d4e5f6a7b8c9 --by "R. Haddad" --note "read again"
    """
    from sayso.export.screen_events import print_decision

    with Case(case) as opened:
        done = opened.undo(decision, by=by, note=note)
    tell(done, as_json, lambda decision: print_decision(decision, {}))


@click.command()
@CASE
@click.argument("id", required=False)
@JSON
@told
def log(case: Path, id: str | None, as_json: bool) -> None:
    """List the decisions, first to last; with ID those on a mention, event, actor, place, source, document or decision.

    \b
    Example:
      sayso log case.sayso
    """
    from sayso.export.screen_review import print_log

    with Case(case) as opened:
        found = opened.log(id)
    tell(found, as_json, print_log)
