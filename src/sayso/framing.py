"""Rows that become data frames: what listings and answers in SQL have in common."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Framed(ABC):
    """Turn flat rows into the data frames of other packages; each is asked for only when it is needed."""

    @property
    @abstractmethod
    def columns(self) -> list[str]:
        """Name the columns, in order, also where there is no row."""

    @abstractmethod
    def rows(self) -> Iterator[dict[str, Any]]:
        """Give flat dictionaries, one a row, as they are read; keys are ``columns``."""

    def to_rows(self) -> list[dict[str, Any]]:
        """Give all rows as flat dictionaries, an empty list where there is none."""
        return list(self.rows())

    def to_pandas(self) -> pandas.DataFrame:
        """Give a pandas data frame, a row each, with ``columns`` even where there is no row.

        Raises:
            ImportError: pandas is not installed; the message says how to install it.
        """
        frame: pandas.DataFrame = _wanted("pandas").DataFrame(self.to_rows(), columns=self.columns)
        return frame

    def to_polars(self) -> polars.DataFrame:
        """Give a polars data frame, a row each, with ``columns`` even where there is no row.

        Raises:
            ImportError: polars is not installed; the message says how to install it.
        """
        make = _wanted("polars").DataFrame
        frame: polars.DataFrame = make(self.to_rows(), schema=self.columns, infer_schema_length=None)
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """Give an Arrow table, a row each, with ``columns`` even where there is no row.

        Raises:
            ImportError: pyarrow is not installed; the message says how to install it.
        """
        arrow = _wanted("pyarrow")
        rows = self.to_rows()
        columns = [[_storable(row[name]) for row in rows] for name in self.columns]
        types = self._arrow_types(arrow)
        arrays = [arrow.array(held, types.get(name)) for name, held in zip(self.columns, columns, strict=True)]
        table: pyarrow.Table = arrow.Table.from_arrays(arrays, names=self.columns)
        return table

    def _arrow_types(self, arrow: Any) -> dict[str, Any]:
        """Give the types of columns that are known beforehand; others follow from what they hold."""
        return {}


def _wanted(package: str) -> Any:
    try:
        return import_module(package)
    except ImportError as error:
        raise ImportError(f"{package} is not installed. Install it with: pip install {package}") from error


def _storable(value: object) -> object:
    """Give text without halves of characters, which Arrow cannot hold."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
