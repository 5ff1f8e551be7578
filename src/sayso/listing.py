"""Listings: typed rows of the record that become data frames."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

if TYPE_CHECKING:
    import pandas
    import polars


Row = TypeVar("Row")


class Listing(Sequence[Row], Generic[Row]):
    """Hold typed rows of the record; a sequence that also becomes a data frame.

    A frame's columns are flat: a span gives its text, a list of arguments their names joined by ``; ``.
    """

    def __init__(self, rows: Iterator[Row] | Sequence[Row], kind: type[Row]) -> None:
        self._rows = tuple(rows)
        self._kind = kind

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        return self._rows[index]

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return f"<{len(self)} × {self._kind.__name__}>"

    @property
    def columns(self) -> list[str]:
        """Name the columns of a frame: the fields of the record, in its order, also where there is no row."""
        return [field.name for field in fields(self._kind)]  # type: ignore[arg-type]

    def to_rows(self) -> list[dict[str, Any]]:
        """Give flat dictionaries, one a row, in the order of the record's fields."""
        from sayso.export.flat import flat_row

        return [flat_row(row) for row in self._rows]

    def to_pandas(self) -> pandas.DataFrame:
        """Give a pandas data frame.

        Raises:
            ImportError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise ImportError("pandas is not installed. Install it with: pip install pandas") from error

        return pandas.DataFrame(self.to_rows(), columns=self.columns)

    def to_polars(self) -> polars.DataFrame:
        """Give a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
        try:
            import polars
        except ImportError as error:
            raise ImportError("polars is not installed. Install it with: pip install polars") from error

        return polars.DataFrame(self.to_rows(), schema=self.columns, infer_schema_length=None)
