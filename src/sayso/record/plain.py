"""Records to JSON and back, in one canonical form: same record, same bytes."""

from __future__ import annotations

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from sayso.errors import RecordError
from sayso.record.edtf import Edtf

Record = TypeVar("Record")


def to_json(record: object) -> bytes:
    """Write a record as compact UTF-8 JSON, fields in the order of its class."""
    return msgspec.json.encode(record, enc_hook=_encode)


def to_plain(record: object) -> Any:
    """Turn a record into dicts, lists and scalars."""
    return msgspec.to_builtins(record, enc_hook=_encode)


def from_json(kind: type[Record], line: bytes | str) -> Record:
    """Read one record back.

    Raises:
        RecordError: the JSON is broken or breaks the contract of ``kind``.
    """
    try:
        record: Record = _decoder(cast(Hashable, kind)).decode(line)
    except (msgspec.DecodeError, RecordError) as error:
        raise RecordError(f"not a {kind.__name__}: {error}") from error
    return record


@cache
def _decoder(kind: Hashable) -> Any:
    return msgspec.json.Decoder(kind, dec_hook=_decode)


def _encode(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _decode(kind: type, value: object) -> object:
    if kind is Edtf and isinstance(value, str):
        return Edtf(value)
    raise TypeError(f"no {kind.__name__} in JSON")
