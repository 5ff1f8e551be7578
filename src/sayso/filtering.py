"""Read a case through a filter: the events that pass, and what they rest on, alone."""

from __future__ import annotations

from sayso.narrowing import NarrowedView
from sayso.store.view import View
from sayso.table.event_filter import EventFilter
from sayso.table.event_table import EventTable


class FilteredView(NarrowedView):
    """List the events of a case that pass a filter, their mentions, and what these name, as ``View`` lists them.

    The filter is asked of what the view shows: where people are redacted, a name of theirs finds nothing.

    Raises:
        UsageError: the filter's condition in SQL cannot be asked.
    """

    def __init__(self, view: View | NarrowedView, wanted: EventFilter) -> None:
        table = EventTable.of(view)
        docs = None if wanted.words is None else [hit.doc for hit in view.search(wanted.words, -1)]
        super().__init__(view, frozenset(table.ids(wanted, docs)))
