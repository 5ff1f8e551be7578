"""Serve the workbench from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.cli_ending import told
from sayso.cli_options import CASE, REDACT, REVIEWED_ONLY


@click.command()
@CASE
@click.option("--host", default="127.0.0.1", help="Address to listen at; any but the loopback needs --token.")
@click.option("--port", default=8765, type=click.IntRange(0, 65535), help="Port to listen at; 0 takes a free one.")
@click.option("--token", help="What whoever comes must show.")
@click.option("--read-only", is_flag=True, help="Take no decisions and no reports.")
@click.option("--shapes", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Other country shapes.")
@REVIEWED_ONLY
@REDACT
@told
def serve(
    case: Path, host: str, port: int, token: str | None, read_only: bool, shapes: Path | None, reviewed_only: bool,
    redact: bool,
) -> None:  # fmt: skip
    """Open the workbench: pages in a browser, with no network.

    \b
    Example:
      sayso serve case.sayso
    """
    from sayso.serving import serve_case

    serve_case(
        case, host=host, port=port, token=token, read_only=read_only, shapes=shapes, reviewed_only=reviewed_only,
        redact=redact, say=click.echo,
    )  # fmt: skip
