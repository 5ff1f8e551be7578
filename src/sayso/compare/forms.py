"""Read rows shaped as ACLED's, UCDP GED's or POLECAT's as acts; the form is known by its header."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sayso.codebook.acled import Acled
from sayso.codebook.countries import Countries
from sayso.codebook.scheme_names import SchemeNames
from sayso.compare.acts import Act, Problem, Scheme, Where
from sayso.errors import UnreadableInput, UsageError
from sayso.record.vocabulary import EVENT_TYPES

Row = Mapping[str, str]

NEEDED: dict[Scheme, tuple[str, ...]] = {
    "acled": ("event_date", "event_type", "sub_event_type", "actor1"),
    "ged": ("type_of_violence", "side_a", "side_b", "date_start", "date_end"),
    "polecat": ("Event Date", "Event Type", "Actor Name", "Recipient Name"),
}
"""Columns by which a form is known; those it has beside them may be missing."""

_SPELT = ("%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d/%m/%Y")
_SPREAD = {"1": 0, "2": 3, "3": 15}
"""Days either side of ACLED's event_date, by its time_precision."""
_WIDE = {"3"}
FIRST_YEAR, LAST_YEAR = 1000, 9000
"""Years that a row may be of: others are slips of the pen."""
_MARKS = ",\t;"
_PARTS = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold the rows of a file as acts, and the lines that are none."""

    scheme: Scheme
    rows: tuple[Act, ...]
    rejected: tuple[Problem, ...]


class Forms:
    """Read rows; ``names`` know whom actors' names mean."""

    def __init__(self, names: SchemeNames) -> None:
        self._names, self._acled = names, Acled.load()
        self._countries = Countries.load()

    def read(self, path: Path) -> Reading:
        """Read a file of rows.

        Raises:
            UnreadableInput: the file cannot be read, or is no UTF-8.
            UsageError: its header is of none of the forms.
        """
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                header = file.readline()
                mark = max(_MARKS, key=header.count)
                scheme = _scheme(next(csv.reader([header], delimiter=mark), []), path)
                file.seek(0)
                return self._reading(scheme, _rows(csv.reader(file, delimiter=mark)))
        except OSError as error:
            raise UnreadableInput(
                "unreadable", f"it cannot be read ({error.strerror})", path=str(path), remedy="Name a file of rows"
            ) from error
        except UnicodeDecodeError as error:
            raise UnreadableInput("encoding", "it is no UTF-8", path=str(path), remedy="Save it as UTF-8") from error

    def _reading(self, scheme: Scheme, rows: Iterator[tuple[int, Row | str]]) -> Reading:
        make: Callable[[int, Row], Act] = {"acled": self._of_acled, "ged": self._of_ged, "polecat": self._of_polecat}[
            scheme
        ]
        acts, rejected = list[Act](), list[Problem]()
        for line, row in rows:
            try:
                if isinstance(row, str):
                    raise ValueError(row)
                acts.append(make(line, row))
            except ValueError as error:
                rejected.append(Problem(line, str(error)))
        return Reading(scheme, tuple(acts), tuple(rejected))

    def _of_acled(self, line: int, row: Row) -> Act:
        day = _day(row, "event_date")
        spread = timedelta(days=_SPREAD.get(row.get("time_precision", ""), 0))
        country = self._countries.code(row.get("iso", ""), row.get("country", ""))
        wide = row.get("geo_precision", "") in _WIDE
        sub_event = row["sub_event_type"] or row["event_type"]
        names = [row.get(name, "") for name in ("actor1", "assoc_actor_1", "actor2", "assoc_actor_2")]
        fatalities = _whole(row, "fatalities")
        return Act(
            row.get("event_id_cnty") or f"line {line}", line,
            f"{sub_event}: {row['actor1'] or 'not stated'} → {row.get('actor2') or 'not stated'}",
            day and day - spread, day and day + spread, self._acled.plover_types(row["event_type"], sub_event),
            _where(row, "location", country, ("latitude", "longitude"), wide), self._keys(names),
            (fatalities, fatalities),
        )  # fmt: skip

    def _of_ged(self, line: int, row: Row) -> Act:
        first, last = _day(row, "date_start"), _day(row, "date_end")
        if first and last and last < first:
            raise ValueError(f"it ends on {last}, before it begins on {first}")
        country = self._countries.code("", row.get("country", ""))
        name = "where_coordinates" if row.get("where_coordinates") else "where_description"
        best = _whole(row, "best")
        return Act(
            row.get("id") or f"line {line}", line, f"{row['side_a']} – {row['side_b']}", first, last,
            frozenset({"ASSAULT"}),
            _where(row, name, country, ("latitude", "longitude"), row.get("where_prec", "") in ("4", "5", "6", "7")),
            self._keys([row["side_a"], row["side_b"]]), (best, best),
        )  # fmt: skip

    def _of_polecat(self, line: int, row: Row) -> Act:
        day, type_ = _day(row, "Event Date"), row["Event Type"].strip().upper()
        if type_ not in EVENT_TYPES:
            raise ValueError(f"the Event Type {row['Event Type']!r} is none of PLOVER's")
        country = self._countries.code("", row.get("Country", ""))
        wide = not (row.get("City") or row.get("Placename"))
        return Act(
            row.get("Event ID") or f"line {line}", line,
            f"{type_}: {row['Actor Name'] or 'not stated'} → {row['Recipient Name'] or 'not stated'}", day, day,
            frozenset({type_}),
            _where(row, "City" if row.get("City") else "Placename", country, ("Latitude", "Longitude"), wide),
            self._keys([row["Actor Name"], row["Recipient Name"]]),
        )  # fmt: skip

    def _keys(self, cells: list[str]) -> frozenset[str]:
        names = (name for cell in cells for name in _PARTS.split(cell) if name)
        return frozenset(key for name in names for key in self._names.keys(name))


def _scheme(header: list[str], path: Path) -> Scheme:
    names = {name.strip() for name in header}
    for scheme, needed in NEEDED.items():
        if names.issuperset(needed):
            return scheme
    told = "; ".join(f"{scheme}: {', '.join(needed)}" for scheme, needed in NEEDED.items())
    raise UsageError(f"{path}: its header is of no form that is known", remedy=f"Name a table with columns {told}")


def _rows(lines: Any) -> Iterator[tuple[int, Row | str]]:
    """Give rows with the lines at which they begin, and what is wrong with those that are none."""
    header = [name.strip() for name in next(lines, [])]
    while True:
        number = lines.line_num + 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"it cannot be read ({error})"
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            yield number, f"{len(cells)} cells where the header has {len(header)}"
        else:
            yield number, dict(zip(header, map(str.strip, cells), strict=True))


def _day(row: Row, column: str) -> date | None:
    """Read a day, however the form writes it; None where the cell is empty.

    Raises:
        ValueError: it is no day.
    """
    text = row[column]
    if not text:
        return None
    day = None
    for form in _SPELT:
        with suppress(ValueError):
            day = datetime.strptime(text, form).date()
    with suppress(ValueError):
        day = day or date.fromisoformat(text[:10])
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"the {column} {text!r} is no day")
    return day


def _whole(row: Row, column: str) -> int | None:
    text = row.get(column, "")
    if not text:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        raise ValueError(f"the {column} {text!r} is no number") from None


def _where(row: Row, name: str, country: str | None, point: tuple[str, str], wide: bool) -> tuple[Where, ...]:
    latitude, longitude = _degrees(row, point[0], 90), _degrees(row, point[1], 180)
    if not row.get(name) and country is None and latitude is None:
        return ()
    return (Where(row.get(name, ""), country, latitude, longitude, wide or not row.get(name)),)


def _degrees(row: Row, column: str, most: float) -> float | None:
    text = row.get(column, "")
    if not text:
        return None
    with suppress(ValueError):
        if -most <= (degrees := float(text)) <= most:
            return degrees
    raise ValueError(f"the {column} {text!r} is no number from -{most:g} to {most:g}")
