"""Options that several commands take, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from sayso.config import DEFAULT_METHOD, METHODS
from sayso.errors import UsageError
from sayso.record.documents import FIELDS, Rejection
from sayso.review.gate import LeftOut

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
CASE = click.argument("case", type=click.Path(path_type=Path))
OUTLET = click.option("--outlet", help="Outlet of all documents but those whose sidecar, row or JSON object names one.")
PUBLISHED = click.option(
    "--published", help="Publication date of all documents but those whose sidecar, row or JSON object gives one."
)
MAPPING = click.option("--map", "mapping", default="", help="Columns or keys of fields, as text=body,published=date.")
ACTORS = click.option(
    "--actors", "actor_files", multiple=True, metavar="FILE", help="YAML file that changes the registry of actors."
)
REDACT = click.option("--redact", is_flag=True, help="Put labels for sensitive people and redacted words.")
REVIEWED_ONLY = click.option("--reviewed-only", is_flag=True, help="Leave out events that no person has reviewed.")
PAGE = click.option(
    "--page", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Write it as one file of HTML that is read anywhere, with no network.",
)  # fmt: skip
METHOD = click.option(
    "--method", metavar="NAME", default=DEFAULT_METHOD,
    help=f"How meaning is read: {' or '.join(METHODS)}, or by another package's name.",
)  # fmt: skip


def columns(mapping: str) -> tuple[tuple[str, str], ...]:
    """Read what ``--map`` says: fields with their columns or keys.

    Raises:
        UsageError: a part of it is no pair.
    """
    pairs = [part.partition("=") for part in mapping.split(",") if part.strip()]
    for field, equals, _ in pairs:
        if not equals:
            remedy = f"Write --map FIELD=COLUMN,… with fields {', '.join(FIELDS)}"
            raise UsageError(f"cannot read the mapping {field!r}", remedy=remedy)
    return tuple((field.strip(), column.strip()) for field, _, column in pairs)


def check_inputs(inputs: Sequence[str]) -> None:
    """Refuse a build of which nothing is there; where something is, what is missing becomes a rejection."""
    from sayso.readers import find

    for found in () if "-" in inputs else find(inputs):
        if not isinstance(found, Rejection) or found.reason != "missing":
            return
    if "-" not in inputs and not any(Path(name).is_dir() for name in inputs):
        raise UsageError(
            f"nothing to read: {', '.join(inputs)} not found", remedy="Name files, folders or globs that are there"
        )


def tell_left_out(left: LeftOut) -> None:
    """Say on standard error how many events the gate for publication left out."""
    click.echo(
        f"sayso: events left out: {left.unconfirmed} confirmed by nobody,"
        f" {left.changed} changed since they were confirmed",
        err=True,
    )


OWN_FIELDS = click.option(
    "--fields", type=click.Path(path_type=Path), help="Declares a project's own fields, not fields.yaml."
)
