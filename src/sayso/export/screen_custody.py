"""Print what custody did: documents removed or erased, and bundles written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.printing import console, counted, line

if TYPE_CHECKING:
    from sayso.custody import Removal
    from sayso.export.bundle import BundleSummary


def print_removal(done: Removal) -> None:
    """Print what became of a document, and which others hold its text."""
    out = console()
    did = "erased" if done.erased else "removed"
    line(out, f"{done.doc} is {did}, with {counted(done.mentions, 'mention')}. Decision {done.decision}")
    if done.elsewhere:
        line(out, "The case still holds the same text, nearly the same, or another version of it in:")
        for doc in done.elsewhere:
            line(out, f"  {doc}")
    if done.erased:
        line(out, "Copies of the case file, backups and exports made before still hold it.")


def print_bundle(done: BundleSummary) -> None:
    """Print what a bundle holds, and the hashes to keep elsewhere."""
    out = console()
    withheld = f" ({counted(done.withheld, 'document')} without, withheld)" if done.withheld else ""
    line(out, f"{done.file}: {counted(done.events, 'event')}, {counted(done.documents, 'document')},"
               f" {counted(done.originals, 'original')}{withheld}, {counted(done.mentions, 'mention')},"
               f" {counted(done.decisions, 'decision')}.")  # fmt: skip
    line(out, f"SHA-256 of the zip: {done.sha256}")
    line(out, f"Chain of custody: {counted(done.entries, 'entry', 'entries')}, head {done.head}")
