"""A project's own fields of events, as its ``fields.yaml`` declares them, and the values that they take."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn, get_args

from sayso.errors import CodebookError, RecordError, UsageError
from sayso.record.edtf import Edtf
from sayso.record.events import FieldValue

FILE = "fields.yaml"
"""Beside a case."""
LONGEST_TEXT = 10_000
"""Characters of the longest value."""

FieldType = Literal["text", "number", "yes-no", "one-of", "several-of", "date"]
TYPES: tuple[FieldType, ...] = get_args(FieldType)
LISTED: frozenset[FieldType] = frozenset({"one-of", "several-of"})
"""Types that take some of the values declared."""
_KEYS = ("name", "type", "values", "help")
_YES_NO: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class ProjectField:
    """Declare one field: its values, if its type lists them, and what it is for."""

    name: str
    type: FieldType
    values: tuple[str, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class ProjectFields:
    """Hold a project's own fields by name, in the order in which they are declared.

    >>> fields = ProjectFields.of_text("- {name: light, type: one-of, values: [day, night]}")
    >>> fields.value("light", "night")
    'night'
    """

    by_name: Mapping[str, ProjectField] = field(default_factory=dict)

    @classmethod
    def of_case(cls, case: Path, path: Path | None = None) -> ProjectFields:
        """Read ``path``, or fields.yaml beside a case; none if that is not there.

        Raises:
            CodebookError: the file cannot be read or declares what is no field; it says in which line.
        """
        beside = case.resolve().parent / FILE
        if path is None and not beside.is_file():
            return cls()
        return cls.read(path or beside)

    @classmethod
    def read(cls, path: Path) -> ProjectFields:
        """Read a file that declares fields.

        Raises:
            CodebookError: the file cannot be read or declares what is no field; it says in which line.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "no UTF-8 text"
            raise CodebookError(
                f"cannot be read: {reason}", path=str(path), remedy="Give a YAML file in UTF-8"
            ) from None
        return cls.of_text(text, str(path))

    @classmethod
    def of_text(cls, text: str, path: str = FILE) -> ProjectFields:
        """Read the text of such a file; empty text declares nothing.

        Raises:
            CodebookError: it declares what is no field; it says in which line.
        """
        found: dict[str, ProjectField] = {}
        for line, row in _rows(text, path):
            one = _field(row, path, line)
            if one.name in found:
                _refuse(f"the field {one.name!r} is declared twice", path, line, "Leave one out")
            found[one.name] = one
        return cls(found)

    def value(self, name: str, given: object) -> FieldValue:
        """Read a value of a field: ``yes``, ``12``, ``2019-07``, ``day; night``.

        Raises:
            UsageError: no such field is declared, or the value is none of its values.
        """
        declared = self.by_name.get(name)
        if declared is None:
            known = f"Use one of {', '.join(self.by_name)}, or declare" if self.by_name else "Declare"
            raise UsageError(f"no field {name!r} is declared", remedy=f"{known} it in {FILE} beside the case")
        return _READERS[declared.type](declared, given)


def _text(declared: ProjectField, given: object) -> str:
    text = given.strip() if isinstance(given, str) else ""
    if not 0 < len(text) <= LONGEST_TEXT:
        raise _unfit(declared, given, f"Write a text of at most {LONGEST_TEXT} characters")
    return text


def _number(declared: ProjectField, given: object) -> int | float:
    if isinstance(given, bool):
        raise _unfit(declared, given, "Write a number, as 12 or 3.5")
    try:
        found = float(str(given))
    except ValueError:
        raise _unfit(declared, given, "Write a number, as 12 or 3.5") from None
    if not math.isfinite(found):
        raise _unfit(declared, given, "Write a number, as 12 or 3.5")
    return int(found) if found.is_integer() and abs(found) < 1 << 53 else found


def _yes_no(declared: ProjectField, given: object) -> bool:
    found = given if isinstance(given, bool) else _YES_NO.get(str(given).strip().lower())
    if found is None:
        raise _unfit(declared, given, "Write yes or no")
    return found


def _date(declared: ProjectField, given: object) -> str:
    try:
        return str(Edtf(str(given).strip()))
    except RecordError:
        raise _unfit(declared, given, "Write it as 2019, 2019-07, 2019-07-19 or 2019-07-19/2019-07-21") from None


def _one_of(declared: ProjectField, given: object) -> str:
    if not isinstance(given, str) or given.strip() not in declared.values:
        raise _unfit(declared, given, f"Use one of {', '.join(declared.values)}")
    return given.strip()


def _several_of(declared: ProjectField, given: object) -> list[str]:
    parts = given if isinstance(given, list | tuple) else str(given).split(";")
    wanted = {_one_of(declared, part) for part in parts if not isinstance(part, str) or part.strip()}
    if not wanted:
        raise _unfit(declared, given, f"Use some of {', '.join(declared.values)}, parted by ;")
    return [value for value in declared.values if value in wanted]


def _unfit(declared: ProjectField, given: object, remedy: str) -> UsageError:
    return UsageError(f"{given!r} is no value of {declared.name} ({declared.type})", remedy=remedy)


_READERS: Mapping[FieldType, Callable[[ProjectField, object], FieldValue]] = {
    "text": _text, "number": _number, "yes-no": _yes_no, "one-of": _one_of, "several-of": _several_of, "date": _date,
}  # fmt: skip


def _rows(text: str, path: str) -> list[tuple[int, dict[str, Any]]]:
    """Give the declared rows, each with the line in which it begins."""
    import yaml

    try:
        top = yaml.compose(text, Loader=yaml.SafeLoader)
        listed = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:  # a bare 2019-13-45 is no date that YAML can make
        place = getattr(error, "problem_mark", None)
        _refuse("is no YAML", path, place.line + 1 if place else 1, "See docs/deciding-together.md for the form")
    if listed is None:
        return []
    if not isinstance(listed, list) or not isinstance(top, yaml.SequenceNode):
        _refuse("is no list of fields", path, 1, "Begin each field with: - name: NAME")
    for node in top.value:
        keys = [key.value for key, _ in node.value] if isinstance(node, yaml.MappingNode) else []
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            _refuse(f"a field has {twice} twice", path, node.start_mark.line + 1, "Leave one out")
    return list(zip((node.start_mark.line + 1 for node in top.value), listed, strict=True))


def _field(row: object, path: str, line: int) -> ProjectField:
    if not isinstance(row, dict) or not set(row) <= set(_KEYS) or not {"name", "type"} <= set(row):
        _refuse("cannot read the field", path, line, f"Give name and type, and if need be {', '.join(_KEYS[2:])}")
    name, values = row["name"], row.get("values") or []
    if not isinstance(name, str) or not name.strip() or ":" in name or not name.isprintable():
        _refuse(f"{name!r} is no name of a field", path, line, "Give a text without colons; put yes and no in quotes")
    if row["type"] not in TYPES:
        _refuse(f"there is no type {row['type']!r}", path, line, f"Use one of {', '.join(TYPES)}")
    if (row["type"] in LISTED) != bool(values) or not isinstance(values, list):
        _refuse(f"{name} needs a list of values with {' and '.join(sorted(LISTED))} alone", path, line, "See values")
    for value in values:
        if not isinstance(value, str) or not value.strip() or ";" in value:
            _refuse(f"{value!r} of {name} is no value", path, line, "Give texts without ;, yes and no in quotes")
    if len({value.strip() for value in values}) < len(values):
        _refuse(f"{name} has a value twice", path, line, "Leave one out")
    return ProjectField(
        name.strip(), row["type"], tuple(value.strip() for value in values), str(row.get("help") or "")
    )  # fmt: skip


def _refuse(problem: str, path: str, line: int, remedy: str) -> NoReturn:
    raise CodebookError(problem, path=path, locator=f"line {line}", remedy=remedy)
