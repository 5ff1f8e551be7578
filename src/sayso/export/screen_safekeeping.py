"""Print what was backed up, restored or saved, and what is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.printing import console, line
from sayso.export.screen import print_verdict

if TYPE_CHECKING:
    from sayso.safekeeping import Kept, Salvaged

MOST_LOST = 20
"""Lost rows that are printed; --json has all."""


def print_kept(kept: Kept) -> None:
    """Print where a copy stands, and what verifying it found."""
    out = console()
    line(out, f"{kept.path}: {kept.size / 2**20:.1f} MiB.")
    if kept.aside is not None:
        line(out, f"What stood there before is {kept.aside}.")
    print_verdict(kept.verdict)


def print_salvaged(salvaged: Salvaged) -> None:
    """Print what is lost of a damaged case, and what the new one holds."""
    out = console()
    for fault in salvaged.lost[:MOST_LOST]:
        line(out, f"  lost: {' '.join(filter(None, (fault.table, fault.id)))}: {fault.problem}")
    if len(salvaged.lost) > MOST_LOST:
        line(out, f"  … and {len(salvaged.lost) - MOST_LOST} more (all with --json)")
    line(out, f"{salvaged.path} holds what can be read. Lost: {len(salvaged.lost) or 'nothing'}.")
    print_verdict(salvaged.verdict)
