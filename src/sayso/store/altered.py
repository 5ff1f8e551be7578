"""What is said of a row that cannot be read any more."""

from __future__ import annotations

from sayso.errors import CaseError, RecordError


def altered(table: str, identity: str, error: RecordError) -> CaseError:
    """Give the error that names an altered row, and what to do about it."""
    return CaseError(
        f"the row {identity} of {table} was altered and cannot be read ({error})",
        remedy="sayso verify lists all such rows; build the case anew from its sources",
    )
