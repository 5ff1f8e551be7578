"""Read whatever inputs name, document by document."""

from __future__ import annotations

import hashlib
import io
import os
import posixpath
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from sayso.config import ReadOptions
from sayso.errors import InputError, UnreadableInput, UnsafeInput
from sayso.readers.found import STDIN, FoundFile, find, storable, why_unreadable
from sayso.readers.kinds import ARCHIVES, Kind, judge
from sayso.readers.limits import CHUNK_BYTES, MAX_SIDECAR_BYTES
from sayso.readers.mails import read_mail
from sayso.readers.registry import kind_of_others, reader_of
from sayso.readers.sidecars import read_sidecar, sidecar_names
from sayso.readers.source import Source, buffered, rejected
from sayso.readers.tables import has_mapped_header
from sayso.record.documents import Metadata, RawDocument, Rejection

_PLAIN = ReadOptions()


def walk(inputs: Sequence[str], options: ReadOptions = _PLAIN) -> Iterator[RawDocument | Rejection]:
    """Find and read all documents that ``inputs`` name: files, folders, globs, archives, ``-``.

    Lazy: one document is held at a time (a JSON file or standard input whole). Nothing raises for bad input;
    each thing that cannot be read gives a Rejection of stage ``read`` and the rest goes on.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "calm.txt").write_text("A quiet night in Basra.")
    >>> _ = (folder / "none.txt").write_text("")
    >>> [found.path if isinstance(found, RawDocument) else found.reason for found in walk([str(folder)])]
    ['calm.txt', 'empty']
    """
    for found in find(inputs):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from read_file(found, options)


def read_file(found: FoundFile, options: ReadOptions = _PLAIN) -> Iterator[RawDocument | Rejection]:
    """Read the documents of one file, with what its sidecar says. Nothing raises; see ``walk``."""
    stated = Metadata()
    for location, content in _sidecars(found):
        try:
            stated = stated.over(read_sidecar(content))
        except InputError as error:
            folder = posixpath.dirname(found.path)
            yield rejected(error, posixpath.join(folder, storable(os.path.basename(location))))
    given = stated.over(options.given)
    try:
        with _open(found) as stream:
            yield from read_source(Source(found.path, found.location, buffered(stream), given=given), options)
    except OSError as error:
        reason, detail = why_unreadable(error)
        yield Rejection(found.path, "read", reason, detail)


def read_source(source: Source, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Read an open stream by what it holds; the file system's errors are all that is raised."""
    try:
        _check_not_empty(source)
        if (other := kind_of_others(source.name)) is not None:
            yield from _read_by_others(source, other, options)
            return
        kind = _kind(source, options)
        if kind in ARCHIVES:
            from sayso.readers.members import read_archive

            yield from read_archive(source, kind, options, read_source)
        elif kind == "mail":
            yield from read_mail(source, options, read_source)
        else:
            yield from reader_of(kind)(source, options)
    except InputError as error:
        yield rejected(error, source.path, source.locator)


def _read_by_others(source: Source, kind: str, options: ReadOptions) -> Iterator[RawDocument | Rejection]:
    """Read by the reader of another package, whose faults must not stop the others."""
    try:
        yield from reader_of(kind)(source, options)
    except (InputError, OSError):
        raise
    except Exception as error:
        detail = f"The reader of {kind} files failed ({type(error).__name__}: {error}). Tell whoever made it."
        yield source.rejection("reader_failed", detail)


def read_content(content: bytes, path: str, name: str, given: Metadata) -> Iterator[RawDocument | Rejection]:
    """Read bytes that come from no file: ``name`` tells by its ending what they claim to be. Nothing raises."""
    yield from read_source(Source(path, name, buffered(io.BytesIO(content)), given=given), _PLAIN)


def fingerprint(found: FoundFile) -> str:
    """Hash a file and its sidecars, so that a later build can tell whether to read it again.

    The hash is SHA-256 over streamed bytes, in hexadecimal. A file that cannot be read has a hash, too, of
    the reason; reading it then gives the rejection. What options say is not in it.
    """
    digest = hashlib.sha256()
    try:
        with _open(found) as stream:
            while chunk := stream.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        digest.update(why_unreadable(error)[0].encode())
    for location, content in _sidecars(found):
        digest.update(f"\0{os.path.basename(location)}\0{len(content)}\0".encode("utf-8", "replace") + content)
    return digest.hexdigest()


def _open(found: FoundFile) -> BinaryIO:
    return open(found.location, "rb") if found.content is None else io.BytesIO(found.content)


def _sidecars(found: FoundFile) -> Iterator[tuple[str, bytes]]:
    for location in sidecar_names(found.location):
        try:
            with open(location, "rb") as stream:
                yield location, stream.read(MAX_SIDECAR_BYTES + 1)
        except OSError:
            continue  # there is none: most files have no sidecar


def _check_not_empty(source: Source) -> None:
    if not source.head():
        raise UnreadableInput("empty", "the file is empty", remedy="Save it anew, or remove it")


def _kind(source: Source, options: ReadOptions) -> Kind:
    head = source.head()
    kind = judge(source.name, head)
    if kind in ARCHIVES and source.container is not None:
        remedy = "Unpack the outer archive and name the inner one"
        raise UnsafeInput("nested_archive", "an archive inside an archive is not opened", remedy=remedy)
    # Standard input has no name to tell a table by; a column that a person mapped tells it.
    if source.path == STDIN and kind == "plain" and has_mapped_header(head, options):
        return "csv"
    return kind
