"""The command that takes a person's decision."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from sayso.api import Case
from sayso.cli_ending import FOUND_WANTING, told
from sayso.cli_options import JSON, OWN_FIELDS
from sayso.errors import UsageError
from sayso.export.terminal import json_line
from sayso.record.decisions import Decision
from sayso.record.vocabulary import ACTIONS, Action

BY = click.option("--by", required=True, help="Who decides.")
NOTE = click.option("--note", help="Why.")


class _Stretch(click.ParamType):  # type: ignore[type-arg]
    name = "START:END"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        start, colon, end = str(value).partition(":")
        if not (colon and start.isdecimal() and end.isdecimal()):
            self.fail(f"{value!r} is no stretch of text. Write START:END, as in 120:154", param, ctx)
        return int(start), int(end)


class _Point(click.ParamType):  # type: ignore[type-arg]
    name = "LAT,LON"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, float]:
        try:
            latitude, longitude = map(float, str(value).split(","))
        except ValueError:
            self.fail(f"{value!r} is no point. Write LAT,LON, as in 33.51,36.29", param, ctx)
        return latitude, longitude


@click.command()
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("action", type=click.Choice([action for action in ACTIONS if action != "undo"]), required=False)
@click.argument("target", required=False)
@click.argument("values", nargs=-1, metavar="[VALUE]...")
@BY
@NOTE
@click.option("--field", help="The field that is corrected or set.")
@click.option("--span", type=_Stretch(), help="Characters of the document that support it.")
@click.option("--mention", is_flag=True, help="Where an event has the id of a mention: the mention is meant.")
@click.option("--kind", help="With attach: the kind of evidence, such as photo or satellite.")
@click.option("--time", help="With attach: when it was made, as 2019-07-19.")
@click.option("--at", type=_Point(), help="With attach: where it was made, in degrees.")
@click.option("--settles", multiple=True, help="With attach: it settles the event's date, place or both.")
@OWN_FIELDS
@click.option("--from", "table", type=click.Path(path_type=Path), help="An edited table: each changed cell decides.")
@click.option("--dry-run", is_flag=True, help="With --from: show what would be decided.")
@JSON
@told
def decide(
    case: Path, action: Action | None, target: str | None, values: tuple[str, ...], by: str, note: str | None,
    field: str | None, span: tuple[int, int] | None, mention: bool, fields: Path | None, table: Path | None,
    dry_run: bool, as_json: bool, **evidence: Any,
) -> None:  # fmt: skip
    """Decide on TARGET, an id of the case; the record follows at once. The decision stays when reports are read again.

    A later decision on the same thing takes the place of the earlier; sayso undo takes any back.

    \b
    same, different, unsure A B     whether two mentions or events are one event
    merge A B; split MENTION...     join two events; part mentions from their event
    confirm, reject ID              a mention or an event is right, or is none
    correct ID VALUE --field FIELD  type, date, status, actors, recipients, places, number:killed ...
    add DOC TYPE --span START:END   a mention that was missed
    credibility EVENT 1-6|accept    tag EVENT WORD    field EVENT VALUE --field NAME
    attach EVENT FILE|ADDRESS --kind KIND   evidence from outside the reports
    name ACTOR NAME; join ACTOR OTHER; sensitive ACTOR [no]; grade SOURCE A-F
    place PLACE ID|NAME|LAT,LON     irrelevant DOC; copy DOC ORIGINAL
    redact DOC --span START:END; redact ACTOR     --redact shows a label instead

    \b
    Example:
      sayso decide case.sayso different m0a1b2c3d4e5f6a7b8c9 m9f8e7d6c5b4a3f2e1d0 --by "R. Haddad" --note "two raids"
      sayso decide case.sayso correct m0a1b2c3d4e5f6a7b8c9 11..34 --field number:killed --span 210:224 --by "R. Haddad"
      sayso decide case.sayso --from edited.csv --by "R. Haddad" --dry-run
    """
    from sayso.export.screen_events import print_decision

    if table is not None and action is None:
        _by_table(case, table, by, note, fields, dry_run, as_json)
        return
    if action is None or target is None or table is not None or dry_run:
        raise UsageError("name an action and its target, or an edited table", remedy="See sayso decide --help")
    value = _value(action, values, evidence)
    with Case(case) as opened:
        decision = opened.decide(
            action, target, value, by=by, note=note, field=field, span=span, kind="mention" if mention else None,
            fields=fields,
        )  # fmt: skip
        with opened.reading() as view:
            events = {one: view.event_of(one) for one in _ends(decision)}
    if as_json:
        click.echo(json_line({"decision": decision, "events": events}))
    else:
        print_decision(decision, events)


def _by_table(
    case: Path, table: Path, by: str, note: str | None, fields: Path | None, dry_run: bool, as_json: bool
) -> None:
    from sayso.export.screen_decisions import print_edited

    with Case(case) as opened:
        edited = opened.decide_by_table(table, by=by, note=note, fields=fields, dry_run=dry_run)
    if as_json:
        click.echo(json_line(edited))
    else:
        print_edited(edited, dry_run=dry_run)
    if edited.refused:
        sys.exit(FOUND_WANTING)


def _value(action: Action, values: Sequence[str], evidence: dict[str, Any]) -> object:
    given = {name: value for name, value in evidence.items() if value}
    if action == "attach" and values:
        return _attached(values, given)
    if given:
        raise UsageError(f"--{next(iter(given))} goes with attach alone", remedy="Leave it out")
    if action in ("split", "correct") and len(values) > 1:
        return list(values)
    if len(values) > 1:
        raise UsageError(f"{action} takes one value", remedy="Put a value of several words in quotes")
    return values[0] if values else None


def _attached(values: Sequence[str], given: dict[str, Any]) -> dict[str, Any]:
    """Describe evidence: a file by its name and hash, anything else by its address."""
    import hashlib

    found: dict[str, Any] = {"kind": given.get("kind", "other"), "address": values[0], "time": given.get("time")}
    file = Path(values[0])
    if file.is_file():
        with file.open("rb") as opened:
            found |= {"sha256": hashlib.file_digest(opened, "sha256").hexdigest(), "address": file.name}
    if "at" in given:
        found["latitude"], found["longitude"] = given["at"]
    return found | {"settles": list(given.get("settles", ()))}


def _ends(decision: Decision) -> list[str]:
    """Give the ids of which it is shown to which event they belong now."""
    targets = [decision.target, *([decision.other] if decision.other else [])]
    return [target.id for target in targets if target.kind in ("mention", "event")]
