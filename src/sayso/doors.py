"""The door by which readers, decoders, extractors and writers come in: those Sayso brings, and those of other packages.

Each is named as an entry point names it, ``module:attribute``, and loaded when it is first needed. Those Sayso brings
come before others of the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sayso.errors import UsageError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Own = Mapping[str, str]
"""What Sayso brings, by name."""


def names(group: str, own: Own) -> tuple[str, ...]:
    """Name all there is in a group of entry points, in order."""
    return tuple(sorted({*own, *others(group, own)}))


def others(group: str, own: Iterable[str]) -> dict[str, EntryPoint]:
    """Give what other packages bring under names that Sayso does not use itself, by name."""
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=group) if entry.name not in own}


def load(group: str, own: Own, name: str, what: str) -> Any:
    """Load what goes by a name; ``what`` says in messages what that is.

    Raises:
        UsageError: there is no such thing, or the package that brings it cannot be loaded.
    """
    if name in own:
        module, _, attribute = own[name].partition(":")
        return getattr(import_module(module), attribute)
    entry = others(group, own).get(name)
    if entry is None:
        raise UsageError(f"no {what} {name!r}", remedy=f"Use one of: {', '.join(names(group, own))}")
    try:
        return entry.load()
    except Exception as error:  # a package of somebody else may raise anything when it is imported
        remedy = "Install or repair the package that brings it"
        raise UsageError(f"the {what} {name!r} cannot be loaded ({error})", remedy=remedy) from error


def identities(group: str, own: Iterable[str]) -> tuple[str, ...]:
    """Say what other packages bring, with their versions, so that another version is told apart."""
    return tuple(
        f"{group} {name} {entry.value} {entry.dist.version if entry.dist else ''}"
        for name, entry in sorted(others(group, own).items())
    )
