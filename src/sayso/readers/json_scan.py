"""Find where JSON values begin and end without building them, however deep they are nested."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.errors import UndecodableInput

_BLANK = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.S)
_BARE = re.compile(rb"[-+.0-9A-Za-z]++")
_MARKS = re.compile(rb'["\[\]{}]')
MAX_DEPTH = 1_000_000
"""Brackets open at once: no decoder follows a thousandth of it; a file of brackets alone is not gone through."""
_CLOSES = {ord("["): ord("]"), ord("{"): ord("}")}


@dataclass(frozen=True, slots=True)
class Value:
    """Hold one JSON value: bytes ``start`` to ``end`` (exclusive), and the key or index it stands at."""

    start: int
    end: int
    key: str | int | None = None


def value_at(content: bytes, start: int, key: str | int | None = None) -> Value:
    """Find the end of the value that begins at ``start``, or after the blanks there.

    Strings and brackets are balanced; what stands inside is not checked further.

    Raises:
        UndecodableInput: ``bad_json``, with the byte where it breaks; ``deep_json``.
    """
    start = _skip(content, start)
    first = content[start : start + 1]
    if first in (b"[", b"{"):
        return Value(start, _closing(content, start), key)
    match = (_STRING if first == b'"' else _BARE).match(content, start)
    if not match:
        raise _broken(content, start)
    return Value(start, match.end(), key)


def items(content: bytes, array: Value) -> Iterator[Value]:
    """Give the elements of an array with their indices.

    Raises:
        UndecodableInput: ``bad_json``.
    """
    position, index = _skip(content, array.start + 1), 0
    while position < array.end - 1:
        value = value_at(content, position, index)
        yield value
        position, index = _next(content, value.end, array.end), index + 1


def members(content: bytes, mapping: Value) -> Iterator[Value]:
    """Give the values of an object with their keys.

    Raises:
        UndecodableInput: ``bad_json``.
    """
    position = _skip(content, mapping.start + 1)
    while position < mapping.end - 1:
        name = _STRING.match(content, position)
        colon = _skip(content, name.end()) if name else position
        if not name or content[colon : colon + 1] != b":":
            raise _broken(content, colon)
        value = value_at(content, colon + 1, _key(content, name))
        yield value
        position = _next(content, value.end, mapping.end)


def _skip(content: bytes, position: int) -> int:
    blank = _BLANK.match(content, position)
    return blank.end() if blank else position


def _next(content: bytes, position: int, end: int) -> int:
    position = _skip(content, position)
    if position == end - 1:
        return position
    if content[position : position + 1] != b",":
        raise _broken(content, position)
    return _skip(content, position + 1)


def _closing(content: bytes, start: int) -> int:
    open_marks: list[int] = []
    position = start
    while mark := _MARKS.search(content, position):
        byte, position = content[mark.start()], mark.end()
        if byte == ord('"'):
            string = _STRING.match(content, mark.start())
            if not string:
                raise _broken(content, mark.start())
            position = string.end()
        elif byte in _CLOSES:
            open_marks.append(_CLOSES[byte])
            if len(open_marks) > MAX_DEPTH:
                remedy = "Give the text a field near the top"
                raise UndecodableInput("deep_json", "the JSON is nested too deep", remedy=remedy)
        elif open_marks.pop() != byte:
            raise _broken(content, mark.start())
        if not open_marks:
            return position
    raise _broken(content, len(content))


def _key(content: bytes, name: re.Match[bytes]) -> str:
    try:
        return str(json.loads(name[0]))
    except ValueError:
        raise _broken(content, name.start()) from None


def _broken(content: bytes, position: int) -> UndecodableInput:
    line = content.count(b"\n", 0, position) + 1
    where = f"at byte {position}, line {line}" if position < len(content) else "at its end"
    return UndecodableInput("bad_json", f"the JSON breaks {where}", remedy="Mend it, or save it anew as JSON")
