"""Options that say which events are wanted, the same for every command that shows or writes some of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from sayso.table.event_filter import EVENT_STATUSES, FILTERS, QUADS, SEVERAL, EventFilter

_HELP: dict[str, tuple[str, str]] = {
    "type": ("TYPE", "PLOVER type, such as ASSAULT."),
    "mode": ("MODE", "PLOVER mode, such as aerial."),
    "quad": ("CLASS", f"One of {', '.join(QUADS)}."),
    "actor": ("WHO", "Who acts, by name or id."),
    "recipient": ("WHO", "Who is acted on, by name or id."),
    "party": ("WHO", "Who acts or is acted on, by name or id."),
    "place": ("PLACE", "Where, by name or id."),
    "country": ("CODE", "Country of a place, as IQ."),
    "outlet": ("NAME", "Outlet that reports it."),
    "source": ("NAME", "Whoever is quoted for it by name."),
    "tag": ("WORD", "Tag that people set."),
    "status": ("STATUS", f"Whether it happened: one of {', '.join(EVENT_STATUSES)}."),
    "responsibility": ("HOW", "Who did it: claimed, admitted, attributed, disputed, unknown."),
    "box": ("S,W,N,E", "Edges of a box in degrees, as 30,35,38,49, in which the first place with a point lies."),
    "since": ("DATE", "First day, month or year, inclusive."),
    "until": ("DATE", "Last day, month or year, inclusive."),
    "undated": ("", "With --since or --until: keep events of which no text tells the date."),
    "contested": ("", "Only events on which reports differ, or on which they do not."),
    "min_independent": ("N", "Least number of independent origins that a text names."),
    "min_probability": ("P", "Least probability of the likeliest mention, 0 to 1."),
    "words": ("WORDS", "Only events of documents that hold all words, as sayso search takes them."),
    "where": ("SQL", "Condition in SQL on the columns of events: see docs/filters.md."),
}
"""Each option with what stands for its value, and its help. ``reviewed`` has none: --reviewed-only is the gate."""

_TYPES: dict[str, click.ParamType[Any]] = {
    "min_independent": click.IntRange(0),
    "min_probability": click.FloatRange(0, 1),
}


def filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of filters; it gets them as ``wanted``, an ``EventFilter``."""

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {name: given.pop(name) for name in _HELP}
        command(**given, wanted=EventFilter(**asked))

    taking: Callable[..., None] = run
    for name in reversed([name for name in FILTERS if name in _HELP]):
        taking = _option(name)(taking)
    return taking


def _option(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    metavar, words = _HELP[name]
    written = "--" + name.replace("_", "-")
    if name == "contested":
        return click.option(f"{written}/--un{name}", default=None, help=words)
    if not metavar:
        return click.option(written, name, is_flag=True, help=words)
    several = name in SEVERAL
    return click.option(written, name, metavar=metavar, multiple=several, type=_TYPES.get(name), help=words)
