"""Read the documents in an archive, each with the sidecar beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.config import ReadOptions
from sayso.errors import InputError, UnreadableInput
from sayso.readers.archives import DAMAGE, Member, broken, members
from sayso.readers.found import CASE_ENDINGS
from sayso.readers.kinds import Kind
from sayso.readers.limits import MAX_SIDECAR_BYTES
from sayso.readers.sidecars import is_sidecar, read_sidecar, sidecar_names
from sayso.readers.source import ReadSource, Source, buffered, rejected
from sayso.record.documents import RawDocument, Rejection

_WARC = re.compile(r"(?:^|/)archive/[^/]+\.warc(?:\.gz)?$")


def read_archive(
    source: Source, kind: Kind, options: ReadOptions, read: ReadSource
) -> Iterator[RawDocument | Rejection]:
    """Read each member with ``read``, in the order they stand there; hidden files are passed over.

    Of a collection of the web (WACZ) only its WARC files are read: what stands beside them is made from them.

    The archive is gone through twice, a third time if it has sidecars: one may stand behind its document.

    Raises:
        InputError: the archive is empty, broken or a bomb; what came before stands.
    """
    names = frozenset(member.name for member in members(kind, source.stream))
    if not names or (kind == "wacz" and not any(map(_WARC.search, names))):
        raise UnreadableInput("empty", "the archive holds no files", remedy="Fetch it again, or remove it")
    beside = frozenset(name for name in names if is_sidecar(name, names.__contains__))
    sidecars = _sidecars(source, kind, beside) if beside else {}
    for member in members(kind, source.stream):
        if (
            _is_hidden(member.name)
            or (kind == "wacz" and not _WARC.search(member.name))
            or (member.name in beside and not member.fault)
        ):
            continue
        if member.fault:
            reason, detail = member.fault
            yield Rejection(f"{source.path}/{member.name}", "read", reason, detail, member.name)
            continue
        yield from _read_member(source, member, sidecars, options, read)


def _sidecars(source: Source, kind: Kind, names: frozenset[str]) -> dict[str, bytes]:
    found = {}
    for member in members(kind, source.stream):
        if member.name in names and not member.fault:
            try:
                with member.open() as stream:
                    found[member.name] = stream.read(MAX_SIDECAR_BYTES + 1)
            except DAMAGE:
                found[member.name] = b""
    return found


def _read_member(
    source: Source, member: Member, sidecars: dict[str, bytes], options: ReadOptions, read: ReadSource
) -> Iterator[RawDocument | Rejection]:
    path = f"{source.path}/{member.name}"
    given = options.given
    for name in sidecar_names(member.name):
        if name in sidecars:
            try:
                given = read_sidecar(sidecars[name]).over(given)
            except InputError as error:
                yield rejected(error, f"{source.path}/{name}", name)
    try:
        with member.open() as stream:
            inner = Source(path, member.name, buffered(stream), source.path, member.name, given)
            yield from read(inner, options)
    except DAMAGE as error:
        yield rejected(broken(error), path, member.name)


def _is_hidden(name: str) -> bool:
    parts = [part for part in name.split("/") if part not in (".", "..")]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) or name.endswith(CASE_ENDINGS)
