"""Options of a run. Plain values: what is not here is a constant beside the code that uses it."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.documents import Metadata


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Say how inputs are read.

    ``columns`` maps record fields (``text title outlet authors published url language genre``) to the names
    of columns or JSON keys, as ``--map text=body,published=date`` gives them; a field not named is looked
    for under its usual names. ``given`` holds for every document that does not say otherwise by a sidecar
    or a row of its own.
    """

    columns: tuple[tuple[str, str], ...] = ()
    given: Metadata = Metadata()

    def column(self, field: str) -> str | None:
        """Give the mapped column of a field, or None."""
        return dict(self.columns).get(field)


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Say how a case is built: how inputs are read, by which method, and over how many processes."""

    read: ReadOptions = ReadOptions()
    method: str = "codebook"
    jobs: int = 1
