"""Bundle evidence: one zip with the originals byte for byte, what was read from them, and hashes of it all.

The terms are those of the Berkeley Protocol: the evidentiary copy is what was collected, kept as it came; the working
copy is what was made of it, and may be redacted. The same case, request and version give the same bytes.
Source: Berkeley Protocol on Digital Open Source Investigations (OHCHR and UC Berkeley, 2022), chapter VI, preservation.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import CaseError, CaseFull, UsageError
from sayso.export.bundle_page import bundle_page
from sayso.export.evidence import Evidence, gather
from sayso.export.jsonl import json_line
from sayso.record.claims import claims_of
from sayso.record.documents import Document
from sayso.record.plain import to_json, to_plain
from sayso.store.chain import head_of, sha256
from sayso.store.view import View
from sayso.version import __version__

EVIDENTIARY, WORKING, CUSTODY = "evidentiary-copy", "working-copy", "custody"

FORMAT = "sayso-bundle 1"

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold: when a bundle was made says nothing of what it holds."""

_PLAIN_FILE, _UNIX = 0o100644 << 16, 3

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
"""How a zip file begins, the latter an empty one."""

_ENDING = re.compile(r"\.[a-z0-9]{1,5}$")

README = """\
This bundle was written by Sayso.

{evidentiary}/  the originals, byte for byte as they were read; each file is called by its SHA-256
{working}/      what was made of them: texts of record (UTF-8), and the record as JSON lines whose offsets
                   count Unicode code points in these texts
{custody}/           entries of these documents and decisions in the case's chain of custody, and receipts:
                   what came from where, when, by which reader, and what servers said with it
manifest.json      what the bundle holds, with hashes, versions, and the head of the chain when it was written
page.html          the same to read; it runs no script and loads nothing

To check that no file was altered since, in this folder:   sha256sum -c SHA256SUMS
That proves these files against SHA256SUMS, not who wrote it: keep the hash of the zip, or of SHA256SUMS, elsewhere.

A line of {custody}/chain.txt is an entry: its number, the head before it, kind, id, hash of the thing, and its head.
To make that head again:   printf '%s %s %s %s\\n' HEAD-BEFORE KIND ID THING | sha256sum
"""


@dataclass(frozen=True, slots=True)
class Original:
    """Say where a document's bytes stand in a bundle; ``file`` is None where they are withheld."""

    sha256: str
    size: int
    file: str | None


@dataclass(frozen=True, slots=True)
class Bundled:
    """Describe one document of a bundle. ``text_of_record`` is the SHA-256 of its whole text in UTF-8."""

    id: str
    path: str
    locator: str | None
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    fetched_at: str | None
    media_type: str
    reader: str
    original: Original
    text_of_record: str
    text: str


@dataclass(frozen=True, slots=True)
class BundleSummary:
    """Count what a bundle holds; ``sha256`` is that of the zip, ``head`` that of the case's chain of custody."""

    file: str
    sha256: str
    events: int
    documents: int
    originals: int
    withheld: int
    mentions: int
    decisions: int
    entries: int
    head: str


def write_bundle(view: View, ids: Sequence[str], out: Path, *, codebook: str, redacted: bool = False) -> BundleSummary:
    """Write the evidence of events and documents into a zip file, in the place of any zip file that is there.

    With ``redacted``, for which ``view`` must redact, the originals of documents that name somebody are withheld and
    stand in the manifest as hashes. ``codebook`` names its version.

    Raises:
        UsageError: nothing in the case has one of the ids, or what stands at ``out`` is no zip file.
        CaseError: an original is not what was read.
        CaseFull: the file cannot be written.
    """
    _check_place(out)
    evidence = gather(view, ids)
    documents = tuple(_bundled(view, one) for one in evidence.documents)
    originals = {one.original.file: one.original.sha256 for one in documents if one.original.file}
    entries, head = head_of(view.connection)
    files = dict(_written(view, evidence, redacted=redacted))
    hashes = {**{name: sha256(content) for name, content in files.items()}, **originals}
    readers, methods = {one.reader for one in documents}, {one.method for one in evidence.mentions}
    files["manifest.json"] = to_json({
        "format": FORMAT, "sayso": __version__, "codebook": codebook, "asked": evidence.asked, "redacted": redacted,
        "readers": sorted(readers), "methods": sorted(methods),
        "chain": {"entries": entries, "head": head}, "documents": documents,
        "files": [{"name": name, "sha256": hashes[name]} for name in sorted(hashes)],
    })  # fmt: skip
    page = bundle_page(evidence, documents, head=head, entries=entries, redacted=redacted)
    files["page.html"] = page.encode("utf-8", "replace")
    sums = {**hashes, **{name: sha256(files[name]) for name in ("manifest.json", "page.html")}}
    files["SHA256SUMS"] = "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()
    _write(out, view, files, originals)
    kept = len(set(originals.values()))
    withheld = sum(one.original.file is None for one in documents)
    counts = (len(evidence.events), len(documents), kept, withheld, len(evidence.mentions), len(evidence.decisions))
    return BundleSummary(str(out), sha256(out.read_bytes()), *counts, entries, head)


def _bundled(view: View, document: Document) -> Bundled:
    withheld = view.withholds(document.id)
    ending = _ENDING.search(document.path.lower())
    name = None if withheld else f"{EVIDENTIARY}/{document.sha256}{ending[0] if ending else ''}"
    (text,) = view.connection.execute("SELECT text FROM documents WHERE id = ?", (document.id,)).fetchone()
    return Bundled(
        document.id, document.path, document.locator, document.url, document.title, document.outlet,
        document.published, document.fetched_at, document.media_type, document.reader,
        Original(document.sha256, view.original_size(document.sha256), name), sha256(text),
        f"{WORKING}/texts/{document.id}.txt",
    )  # fmt: skip


def _written(view: View, evidence: Evidence, *, redacted: bool) -> Iterator[tuple[str, bytes]]:
    """Give the files of the working copy and of custody, each with its name."""
    named = {"evidentiary": EVIDENTIARY, "working": WORKING, "custody": CUSTODY}
    yield "README.txt", README.format(**named).encode()
    for document in evidence.documents:
        yield f"{WORKING}/texts/{document.id}.txt", view.text(document.id).encode()
    tables = {
        "events": evidence.events, "documents": evidence.documents, "mentions": evidence.mentions,
        "claims": [claim for mention in evidence.mentions for claim in claims_of(mention)],
        "edges": evidence.edges, "links": evidence.links, "decisions": evidence.decisions,
    }  # fmt: skip
    for name, rows in tables.items():
        yield f"{WORKING}/record/{name}.jsonl", b"".join(map(json_line, rows))
    chained = (f"{one.n} {one.before} {one.kind} {one.id} {one.thing} {one.head}\n" for one in evidence.chained)
    yield f"{CUSTODY}/chain.txt", "".join(chained).encode()
    shown = [one for one in evidence.documents if not (redacted and view.withholds(one.id))]
    told = [{"n": n, **to_plain(receipt)} for one in shown for n, receipt in view.receipts(one.id)]
    yield f"{CUSTODY}/receipts.jsonl", b"".join(map(json_line, told))
    said = [fetch for sha256 in sorted({one.sha256 for one in shown}) for fetch in view.fetches(sha256)]
    yield f"{CUSTODY}/fetches.jsonl", b"".join(map(json_line, said))


def _check_place(out: Path) -> None:
    """Refuse to write over anything but a bundle: a case named by mistake, or its log, would be gone."""
    try:
        with out.open("rb") as file:
            begins = file.read(4)
    except OSError:
        return  # nothing is there, or writing says what is wrong with it
    if begins and begins not in _ZIP:
        raise UsageError(f"{out} is there already and is no zip file", remedy="Choose another file with -o")


def _write(out: Path, view: View, files: Mapping[str, bytes], originals: Mapping[str, str]) -> None:
    half = out.with_name(f".{out.name}.part")
    try:
        with zipfile.ZipFile(half, "w") as archive:
            for name in sorted({*files, *originals}):
                content = files[name] if name in files else _original(view, originals[name])
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.external_attr, entry.create_system = _PLAIN_FILE, _UNIX
                archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
        os.replace(half, out)
    except OSError as error:
        raise CaseFull(
            f"the bundle cannot be written ({error.strerror})", path=str(out), remedy="Choose another file with -o"
        ) from error
    finally:
        with suppress(OSError):
            half.unlink()


def _original(view: View, digest: str) -> bytes:
    content = view.original(digest)
    if sha256(content) != digest:
        raise CaseError(f"the original {digest} is not what was read", remedy="Look at it with: sayso verify CASE")
    return content
