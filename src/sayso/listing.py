"""Listings: typed rows of the record, read when they are asked for, that become data frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from sayso.framing import Framed

if TYPE_CHECKING:
    from sayso.answer import Answer

Row = TypeVar("Row")
Opened = AbstractContextManager[Iterator[Row]]


class Listing(Framed, Sequence[Row], Generic[Row]):
    """Hold typed rows of the record; a sequence that also becomes a data frame.

    Nothing is read until rows are asked for. Iterating reads them one at a time, all of one state of the case whatever
    is written meanwhile, and keeps none; iterating again reads the case as it is then. ``len``, an index and a slice
    read all rows and keep them: from then on the listing stays as it was. Whether there is any row (``if listing:``)
    takes one. A frame's columns are flat: a span gives its text, a list of arguments their names joined by ``; ``.

    >>> import sayso, tempfile, pathlib
    >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
    >>> _ = case.add_text("Rebels shelled the port of Hodeida on 3 May 2018.", outlet="Meridian Wire")
    >>> [event.date for event in case.events()]
    ['2018-05-03']
    >>> case.mentions().filter(lambda mention: mention.probability > 0.5)[0].trigger.text
    'shelled'
    >>> case.events().sql("SELECT type, count(*) AS n FROM rows GROUP BY type").to_rows()
    [{'type': 'ASSAULT', 'n': 1}]

    Raises:
        CaseError: the case cannot be read any more, where its rows are asked for.
    """

    def __init__(self, opened: Callable[[], Opened[Row]], kind: type[Row]) -> None:
        self._opened = opened
        self._kind = kind
        self._kept: tuple[Row, ...] | None = None

    def __iter__(self) -> Iterator[Row]:
        if self._kept is not None:
            return iter(self._kept)
        return self._read()

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._all()[index]

    def __len__(self) -> int:
        return len(self._all())

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __repr__(self) -> str:
        number = "" if self._kept is None else f"{len(self._kept)} × "
        return f"<{number}{self._kind.__name__}>"

    @property
    def columns(self) -> list[str]:
        """Name the columns of a frame: the fields of the record, in its order, also where there is no row."""
        return [field.name for field in fields(self._kind)]  # type: ignore[arg-type]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give flat dictionaries, one a row, as they are read, in the order of the record's fields."""
        from sayso.export.flat import flat_row

        return map(flat_row, self)

    def filter(self, passes: Callable[[Row], bool]) -> Listing[Row]:
        """Give a listing of the rows of which ``passes`` is true; they are read when that is asked."""
        return Listing(lambda: _Passing(self._opened(), passes), self._kind)

    def sql(self, question: str) -> Answer:
        """Ask in SQL of one table ``rows`` that holds these rows, flat, by ``columns``: one SELECT, in DuckDB's SQL.

        It reads nothing but that table: no file, no network. Lists are text joined by ``; ``.

        Raises:
            UsageError: the question cannot be understood, is several, or asks for what is not there.
        """
        from sayso.answer import answer_of_rows

        return answer_of_rows(question, self.rows(), self._kind)

    def _arrow_types(self, arrow: Any) -> dict[str, Any]:
        from sayso.export.flat_table import types_of

        known = {"BOOLEAN": arrow.bool_(), "BIGINT": arrow.int64(), "DOUBLE": arrow.float64()}
        return {name: known.get(kind, arrow.string()) for name, kind in types_of(self._kind).items()}

    def _read(self) -> Iterator[Row]:
        with self._opened() as rows:
            yield from rows

    def _all(self) -> tuple[Row, ...]:
        if self._kept is None:
            with self._opened() as rows:
                self._kept = tuple(rows)
        return self._kept


class _Passing(AbstractContextManager[Iterator[Row]]):
    """Open rows and let those through that pass."""

    def __init__(self, opened: Opened[Row], passes: Callable[[Row], bool]) -> None:
        self._opened = opened
        self._passes = passes

    def __enter__(self) -> Iterator[Row]:
        return filter(self._passes, self._opened.__enter__())

    def __exit__(self, *raised: Any) -> bool | None:
        return self._opened.__exit__(*raised)
