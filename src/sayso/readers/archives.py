"""Go through the members of an archive, one at a time, never unpacking to disk."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, cast

from sayso.errors import UnreadableInput, UnsafeInput
from sayso.readers.found import storable
from sayso.readers.kinds import Kind
from sayso.readers.limits import MAX_DIRECTORY_BYTES, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED_BYTES, MIN_RATIO_BYTES

DAMAGE = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, NotImplementedError, gzip.BadGzipFile)
"""What the standard library raises for bytes that are damaged or packed in a way it does not know."""

_ODD_TABLES = (*DAMAGE, OSError, ValueError, RuntimeError, OverflowError, struct.error)
"""What it raises besides for damaged tables: seeks before the start, names in no encoding."""

_END_BYTES, _COMMENT_BYTES, _LOCATOR_BYTES, _LONG_END_BYTES = 22, 1 << 16, 20, 56
"""Of the records that end a ZIP archive, by PKWARE's APPNOTE 4.3.14 to 4.3.16."""

_BOMB_REMEDY = "If you trust it, unpack it by hand and name the folder"


@dataclass(frozen=True, slots=True)
class Member:
    """Name one file of an archive; ``open`` it before asking for the next.

    ``fault`` (reason, detail) says why it must not be opened.
    """

    name: str
    open: Callable[[], BinaryIO]
    fault: tuple[str, str] | None = None


def members(kind: Kind, stream: io.BufferedReader) -> Iterator[Member]:
    """Give the files of a ``zip``, ``wacz``, ``tar`` or ``tgz`` in the order they stand there. Folders are left out.

    Raises:
        UnreadableInput: ``broken_archive``, at once or where it breaks.
        UnsafeInput: ``zip_bomb``, when it unpacks to too much, or to too many files.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    meter = _Meter(size)
    try:
        found = _zip_members(stream, meter) if kind in ("zip", "wacz") else _tar_members(stream, kind, meter)
        for number, member in enumerate(found):
            if number >= MAX_MEMBERS:
                raise UnsafeInput("zip_bomb", f"the archive holds more than {MAX_MEMBERS:,} files", remedy=_BOMB_REMEDY)
            meter.add(0)
            yield member
    except _ODD_TABLES as error:
        raise broken(error) from None


def broken(error: BaseException) -> UnreadableInput:
    """Say that an archive, or a member, is damaged."""
    return UnreadableInput(
        "broken_archive",
        f"the archive cannot be unpacked: {error or type(error).__name__}",
        remedy="Fetch it again, or unpack what can be had by hand and name the folder",
    )


def _zip_members(stream: io.BufferedReader, meter: _Meter) -> Iterator[Member]:
    if _directory_bytes(stream) > MAX_DIRECTORY_BYTES:
        why = f"its table of contents has more than {MAX_DIRECTORY_BYTES >> 20} MiB"
        raise UnsafeInput("zip_bomb", why, remedy=_BOMB_REMEDY)
    with zipfile.ZipFile(stream) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith("/"):
                continue
            fault = _escape(entry.filename) or _zip_fault(entry)
            yield Member(_storable(entry.filename), partial(_open_zip, archive, entry, meter), fault)


def _directory_bytes(stream: io.BufferedReader) -> int:
    """Read how large a ZIP archive says its table of contents is, where the standard library looks for it."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_BYTES - _COMMENT_BYTES))
    tail = stream.read()
    stream.seek(0)
    at = len(tail) - _END_BYTES
    if at < 0 or not tail.startswith(b"PK\x05\x06", at) or not tail.endswith(b"\0\0"):
        at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + _END_BYTES:
        return 0  # it is no ZIP archive, and will be said to be none
    stated = int(struct.unpack_from("<L", tail, at + 12)[0])
    before = size - len(tail) + at - _LOCATOR_BYTES - _LONG_END_BYTES
    if before < 0:
        return stated
    stream.seek(before)
    long_end = stream.read(_LONG_END_BYTES)
    stream.seek(0)
    is_long = long_end.startswith(b"PK\x06\x06")
    return max(stated if stated < 0xFFFFFFFF else 0, struct.unpack_from("<Q", long_end, 40)[0] if is_long else 0)


def _zip_fault(entry: zipfile.ZipInfo) -> tuple[str, str] | None:
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _link()
    if entry.flag_bits & 0x1:
        return "encrypted", "The member has a password. Unpack it by hand and name the folder."
    if entry.file_size > max(MIN_RATIO_BYTES, MAX_RATIO * entry.compress_size):
        return "zip_bomb", f"It unpacks to more than {MAX_RATIO} times its size. {_BOMB_REMEDY}."
    return None


def _open_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: _Meter) -> BinaryIO:
    try:
        opened = archive.open(entry)
    except _ODD_TABLES as error:
        raise zipfile.BadZipFile(str(error)) from None
    return cast(BinaryIO, _Metered(cast(BinaryIO, opened), meter))


def _tar_members(stream: io.BufferedReader, kind: Kind, meter: _Meter) -> Iterator[Member]:
    plain = cast(BinaryIO, gzip.GzipFile(fileobj=stream) if kind == "tgz" else stream)
    # The whole stream is metered: headers and passed-over members unpack, too.
    metered = cast(BinaryIO, _Metered(plain, meter))
    with tarfile.open(fileobj=metered, mode="r|") as archive:
        while (entry := archive.next()) is not None:
            # It keeps every header it has read: 400 MiB for a million (2026-11).
            archive.members.clear()  # type: ignore[attr-defined]
            if not entry.isdir():
                fault = _escape(entry.name) or _tar_fault(entry)
                yield Member(_storable(entry.name), partial(_open_tar, archive, entry), fault)


def _tar_fault(entry: tarfile.TarInfo) -> tuple[str, str] | None:
    if entry.issym() or entry.islnk():
        return _link()
    if not entry.isreg() or entry.issparse():
        return "unsupported", "The member is a device, a pipe or a sparse file. Leave it out."
    return None


def _open_tar(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> BinaryIO:
    opened = archive.extractfile(entry)
    if opened is None:
        raise tarfile.ReadError("the member holds no bytes")
    return cast(BinaryIO, opened)


def _escape(name: str) -> tuple[str, str] | None:
    if not name:
        return "broken_archive", "The member has no name. Pack the archive anew."
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or parts[0].endswith(":"):
        return "path_escape", "The member's name leads out of the archive. It was not opened; rename it."
    return None


def _link() -> tuple[str, str]:
    return "path_escape", "The member is a link to another file. It was not followed; put the file itself in."


def _storable(name: str) -> str:
    return storable(name.replace("\\", "/").removeprefix("./"))


class _Meter:
    """Count the bytes that one pass over an archive unpacks, against its size."""

    def __init__(self, packed: int) -> None:
        self._limit = min(MAX_UNPACKED_BYTES, max(MIN_RATIO_BYTES, MAX_RATIO * packed))
        self._unpacked = 0

    def add(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > self._limit:
            raise UnsafeInput(
                "zip_bomb",
                f"the archive unpacks to more than {self._limit >> 20} MiB",
                remedy=_BOMB_REMEDY,
            )


class _Metered(io.RawIOBase):
    """Read a stream and count what comes."""

    def __init__(self, stream: BinaryIO, meter: _Meter) -> None:
        self._stream = stream
        self._meter = meter

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        content = self._stream.read(len(view))
        self._meter.add(len(content))
        view[: len(content)] = content
        return len(content)
