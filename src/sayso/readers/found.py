"""Find the files that inputs name: folders, globs, files and standard input."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.readers.limits import MAX_STDIN_BYTES
from sayso.readers.sidecars import is_sidecar
from sayso.record.documents import Rejection

STDIN = "-"
EXPORTED = frozenset({"documents.jsonl", "mentions.jsonl", "claims.jsonl", "events.jsonl"})
"""A folder that holds all of these is an exported record, not reports, and is passed over."""

CASE_ENDINGS = (".sayso", ".sayso-wal", ".sayso-shm", ".sayso-journal")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """Name a file to read: ``path`` as the record shows it, ``location`` absolute, ``size`` in bytes.

    ``path`` is relative, with ``/``, to the folder (or the fixed part of the glob) that the user named; a
    file named directly shows its base name. Standard input has path ``-`` and carries its ``content``.
    """

    path: str
    location: str
    size: int
    content: bytes | None = field(default=None, repr=False)


def find(inputs: Sequence[str]) -> Iterator[FoundFile | Rejection]:
    """Find every file that ``inputs`` name, each location once, without reading any.

    Folders are searched to the bottom, in the order of their posix paths; hidden files, case files,
    exported records and sidecars are passed over. Symbolic links are followed, never in a circle. Folders
    come before files, and both in the order of their absolute paths, so that the order of ``inputs``
    changes nothing.

    An empty sequence finds nothing. Whatever cannot be found gives a Rejection; nothing raises.
    """
    seen: set[str] = set()
    named, lost = _expand(sorted({name for name in inputs if name != STDIN}))
    for found in _all(named):
        if isinstance(found, Rejection):
            yield replace(found, path=storable(found.path))
        elif found.location not in seen:
            seen.add(found.location)
            yield replace(found, path=storable(found.path))
    yield from lost
    if STDIN in inputs:
        yield _standard_input()


def _expand(names: Iterable[str]) -> tuple[list[tuple[str, str]], list[Rejection]]:
    """Give (location, shown path) for each name, globs spread out, and what matches nothing."""
    named: list[tuple[str, str]] = []
    lost: list[Rejection] = []
    for name in names:
        if os.path.lexists(name) or not glob.has_magic(name):
            location = os.path.abspath(name)
            named.append((location, os.path.basename(location)))
            continue
        root = os.path.abspath(_fixed_part(name))
        matches = glob.glob(name, recursive=True)
        named += [(os.path.abspath(match), _relative(os.path.abspath(match), root)) for match in matches]
        if not matches:
            detail = "No file matches the pattern. Check its spelling, and the folder you are in."
            lost.append(Rejection(storable(name), "read", "missing", detail))
    return named, lost


def _fixed_part(pattern: str) -> str:
    parts = pattern.replace(os.sep, "/").split("/")
    first = next(number for number, part in enumerate(parts) if glob.has_magic(part))
    return "/".join(parts[:first]) or ("/" if pattern.startswith("/") else ".")


def _relative(location: str, root: str) -> str:
    return os.path.relpath(location, root).replace(os.sep, "/")


def _all(named: list[tuple[str, str]]) -> Iterator[FoundFile | Rejection]:
    folders = sorted(location for location, _ in named if os.path.isdir(location))
    for location in folders:
        yield from _search(location)
    # Of two names for one file, the longer shows more; so it wins whatever the order.
    for location, path in sorted(set(named), key=lambda pair: (pair[0], -len(pair[1]), pair[1])):
        if os.path.isdir(location):
            continue
        if not is_sidecar(location):
            yield _judge(location, path)


@dataclass(frozen=True, slots=True)
class _Level:
    """Hold a folder being searched: what is left of it, and the device and inode of it and those above."""

    location: str
    prefix: str
    left: Iterator[tuple[str, bool]]
    chain: tuple[tuple[int, int], ...]


def _search(folder: str) -> Iterator[FoundFile | Rejection]:
    # A stack and no recursion: folders may be nested deeper than Python can call.
    levels: list[_Level] = []
    entered: _Level | Rejection | None = _enter(folder, "", ())
    while entered or levels:
        if isinstance(entered, Rejection):
            yield entered
        elif entered:
            levels.append(entered)
        entered = None
        name, is_folder = next(levels[-1].left, (None, False)) if levels else (None, False)
        if name is None:
            del levels[-1:]
            continue
        location, path = os.path.join(levels[-1].location, name), levels[-1].prefix + name
        if is_folder:
            entered = _enter(location, f"{path}/", levels[-1].chain)
        elif not is_sidecar(location):
            yield _judge(location, path)


def _enter(location: str, prefix: str, above: tuple[tuple[int, int], ...]) -> _Level | Rejection:
    path = prefix.rstrip("/") or os.path.basename(location)
    try:
        status = os.stat(location)
        own = (status.st_dev, status.st_ino)
        if own in above:
            detail = "The link leads back to a folder that holds it. Its files are read once; remove the link."
            return Rejection(path, "read", "symlink_loop", detail)
        return _Level(location, prefix, iter(_in_path_order(location)), (*above, own))
    except OSError as error:
        return _rejection(path, error)


def _in_path_order(folder: str) -> list[tuple[str, bool]]:
    with os.scandir(folder) as entries:
        names = [
            (entry.name, _is_folder(entry))
            for entry in entries
            if not entry.name.startswith(".") and not entry.name.endswith(CASE_ENDINGS)
        ]
    if {name for name, _ in names} >= EXPORTED:
        return []
    # A folder sorts as "name/", so that the walk runs in the order of whole posix paths.
    return sorted(names, key=lambda pair: f"{pair[0]}/" if pair[1] else pair[0])


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle; judging it as a file says so
        return False


def _judge(location: str, path: str) -> FoundFile | Rejection:
    try:
        status = os.stat(location)
    except OSError as error:
        return _rejection(path, error)
    if not stat.S_ISREG(status.st_mode):
        detail = "This is a device, pipe or socket. Name a file, or pipe the text in with '-'."
        return Rejection(path, "read", "unsupported", detail)
    return FoundFile(path, location, status.st_size)


def _rejection(path: str, error: OSError) -> Rejection:
    reason, detail = why_unreadable(error)
    return Rejection(path, "read", reason, detail)


def why_unreadable(error: OSError) -> tuple[str, str]:
    """Turn what the operating system says into a reason code and a sentence with the remedy."""
    if isinstance(error, FileNotFoundError):
        return "missing", "There is no such file, or it went away. Check the path, or where a link leads."
    if error.errno == errno.ELOOP:
        return "symlink_loop", "The link leads in a circle. Remove it or let it lead to a file."
    if isinstance(error, PermissionError):
        return "unreadable", "Reading is not permitted. Give yourself the right to read it."
    return "unreadable", f"The system cannot read it: {error.strerror or error}. Copy it to a sound disk."


def storable(name: str) -> str:
    """Put U+FFFD for the bytes of a file's name that are no UTF-8: a record cannot hold them.

    >>> storable("r\\udce9port.txt") == "r\\ufffdport.txt"
    True
    """
    return os.fsencode(name).decode("utf-8", "replace")


def _standard_input() -> FoundFile | Rejection:
    content = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(content) > MAX_STDIN_BYTES:
        detail = f"More than {MAX_STDIN_BYTES >> 20} MiB came in. Save it as a .jsonl file and name that."
        return Rejection(STDIN, "read", "too_large", detail)
    return FoundFile(STDIN, STDIN, len(content), content)
