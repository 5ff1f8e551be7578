"""Print what came of adding an item, and of a round of a watch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sayso.export.printing import console, counted, line

if TYPE_CHECKING:
    from sayso.adding import Added
    from sayso.watch_round import Round


def print_added(added: Added, case: Path) -> None:
    """Print which documents an item gave, what was rejected of it, and what to type next."""
    out = console()
    summary = added.summary
    for rejected in added.rejected:
        line(out, f"Rejected ({rejected.reason}): {rejected.path}: {rejected.detail}")
    if not added.documents:
        return
    known = " It was there already." if summary.unchanged else ""
    line(out, f"{counted(len(added.documents), 'document')} in the case,"
              f" {counted(summary.mentions, 'event mention')} read;"
              f" the case holds {counted(summary.events, 'event')}.{known}")  # fmt: skip
    for doc in added.documents:
        line(out, f"Next: sayso show {case} {doc}")


def print_round(done: Round) -> None:
    """Print one round in a line, and a line for each reason why something was not fetched."""
    out = console()
    resting = f", {done.resting} resting" if done.resting else ""
    line(out, f"{counted(done.asked, 'feed')} asked ({done.unchanged} unchanged, {done.failed} failed{resting});"
              f" {counted(done.fetched, 'report')} fetched, {done.same} unchanged, {done.refused} refused,"
              f" {done.waiting} waiting; {counted(done.summary.documents, 'document')} read,"
              f" the case holds {counted(done.summary.events, 'event')}.")  # fmt: skip
    for reason, n in {**done.summary.rejected, **done.reasons}.items():
        line(out, f"  {n} rejected: {reason} (see rejections.jsonl in the export)")
    out.file.flush()
