"""How a command ends: errors as one line, the exit status, and what is left to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click

from sayso.errors import CaseError, NewerCase, NotACase, SaysoError

Command = TypeVar("Command", bound=Callable[..., Any])
Found = TypeVar("Found")

FOUND_WANTING, WRONG_USAGE = 1, 2


def told(command: Command) -> Command:
    """Print Sayso's own errors as one line on standard error, and end with their exit status."""

    @wraps(command)
    def ending(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except SaysoError as error:
            from sayso.export.terminal import printable

            click.echo(f"sayso: {printable(str(error))}", err=True)
            no_such_case = isinstance(error, NotACase | NewerCase)
            sys.exit(FOUND_WANTING if isinstance(error, CaseError) and not no_such_case else WRONG_USAGE)
        except BrokenPipeError:
            return None  # the reader of our output has gone (``sayso report … | head``), which is no fault
        finally:
            _empty_output()

    return ending  # type: ignore[return-value]


def _empty_output() -> None:
    """Print what is left to print; where nobody reads any more, drop it, so that the end of Python does not fail."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell(found: Found, as_json: bool, in_words: Callable[[Found], None]) -> None:
    """Print what a command found: as one line of JSON, or in words."""
    from sayso.export.terminal import json_line

    if as_json:
        click.echo(json_line(found))
    else:
        in_words(found)
