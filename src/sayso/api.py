"""The public Python surface: open a case, add reports, read the record."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.config import DEFAULT_METHOD, BuildOptions
from sayso.errors import UsageError
from sayso.options import read_options
from sayso.record.readings import Reading

if TYPE_CHECKING:
    from sayso.adding import Added
    from sayso.build import BuildSummary, Progress
    from sayso.custody import Removal
    from sayso.export.bundle import BundleSummary
    from sayso.safekeeping import Kept, Salvaged
    from sayso.store.verify import Verdict
    from sayso.table.event_filter import EventFilter
from sayso.case_deciding import CaseDeciding


class Case(CaseDeciding):
    """Read and extend one case file. Made by ``sayso.open``; usable in a ``with`` block.

    A case that does not exist yet comes into being with the first ``add``.

    >>> import sayso, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "report.txt").write_text("Israeli warplanes bombed a depot near Damascus on 19 July 2019.")
    >>> case = sayso.open(folder / "x.sayso")
    >>> case.add(folder).documents
    1
    >>> [mention.type for mention in case.mentions(type="ASSAULT")]
    ['ASSAULT']
    """

    def add(
        self,
        *inputs: str | os.PathLike[str],
        outlet: str | None = None,
        published: str | None = None,
        columns: dict[str, str] | None = None,
        method: str = DEFAULT_METHOD,
        jobs: int = 1,
        actors: Sequence[str | os.PathLike[str]] = (),
        progress: Progress | None = None,
    ) -> BuildSummary:
        """Read files, folders, globs or archives into the case; what it holds already is passed over.

        ``outlet`` and ``published`` (any usual form of a date) hold for all documents but those whose sidecar, row or
        JSON object says otherwise; ``columns`` maps record fields to columns or keys, such as ``{"text": "body"}``;
        ``actors`` are YAML files that change the registry, besides those in ``actors.d`` beside the case. With
        ``jobs`` above 1 the calling script needs the usual ``if __name__ == "__main__"`` guard.

        Raises:
            CaseError: the case cannot be written.
            CodebookError: a file of actors cannot be read or holds what no actor has.
            UsageError: there is no such method or field, the date cannot be read, or an option holds what no text can.
        """
        from sayso.build import build
        from sayso.codebook.actor_files import read_actor_files

        read = read_options((columns or {}).items(), outlet, published)
        options = BuildOptions(read, method, jobs, read_actor_files(actors))
        return build(self.path, [os.fspath(item) for item in inputs], options, progress)

    def add_url(
        self,
        url: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        method: str = DEFAULT_METHOD,
        actors: Sequence[str | os.PathLike[str]] = (),
        allow_hosts: Sequence[str] = (),
    ) -> Added:
        """Fetch one page, PDF or text and read it into the case; its events stand when this returns.

        What the server said is kept with the original, see ``fetches``. An address that cannot be fetched is a row of
        rejections, and named in what is returned. Only public addresses are asked; ``allow_hosts`` names hosts that may
        be asked all the same.

        Raises:
            CaseError: the case cannot be written.
            UsageError: there is no such method, or the date cannot be read.
        """
        from sayso.adding import add_url
        from sayso.codebook.actor_files import read_actor_files

        options = BuildOptions(read_options(outlet=outlet, published=published), method, 1, read_actor_files(actors))
        return add_url(self.path, url, options, allow_hosts=allow_hosts)

    def add_text(
        self,
        text: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        url: str | None = None,
        method: str = DEFAULT_METHOD,
        actors: Sequence[str | os.PathLike[str]] = (),
    ) -> Added:
        """Read one text into the case, as it was pasted; its events stand when this returns.

        The same text again with another outlet, date or address corrects the former: that document is superseded.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> added = case.add_text("Rebels shelled the port of Hodeida on 3 May 2018.", outlet="Meridian Wire")
        >>> [case.document(doc).outlet for doc in added.documents]
        ['Meridian Wire']

        Raises:
            CaseError: the case cannot be written.
            UsageError: there is no such method, or the date cannot be read.
        """
        from sayso.adding import add_text
        from sayso.codebook.actor_files import read_actor_files

        read = read_options(outlet=outlet, published=published)
        given = replace(read.given, url=url)
        options = BuildOptions(replace(read, given=given), method, 1, read_actor_files(actors))
        return add_text(self.path, text.encode("utf-8", "surrogatepass"), options)

    def add_bytes(
        self,
        content: bytes,
        name: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        method: str = DEFAULT_METHOD,
        actors: Sequence[str | os.PathLike[str]] = (),
    ) -> Added:
        """Read the bytes of one file, or of an archive of files, into the case; its events stand when this returns.

        ``name`` is what the file is called: its ending tells what it claims to be, and its last part stands in the
        record as its path. Nothing is written to disk under it.

        >>> import sayso, tempfile, pathlib
        >>> case = sayso.open(pathlib.Path(tempfile.mkdtemp()) / "x.sayso")
        >>> added = case.add_bytes(b"Rebels shelled the port of Hodeida on 3 May 2018.", "port.txt")
        >>> [case.document(doc).path for doc in added.documents]
        ['port.txt']

        Raises:
            CaseError: the case cannot be written.
            UsageError: there is no such method, or the date cannot be read.
        """
        from sayso.adding import add_bytes
        from sayso.codebook.actor_files import read_actor_files

        options = BuildOptions(read_options(outlet=outlet, published=published), method, 1, read_actor_files(actors))
        return add_bytes(self.path, content, name, options)

    def prepare(self) -> None:
        """Load what deciding and reading need, once for each process: rules, registries and the model, some seconds."""
        from sayso.adding import prepare

        super().prepare()
        prepare(self.path)

    def export(
        self,
        out: str | os.PathLike[str],
        format: str = "jsonl",
        *,
        times: bool = True,
        reviewed_only: bool = False,
        redact: bool = False,
        wanted: EventFilter | None = None,
        accept_attributed: bool = False,
        raw_cells: bool = False,
    ) -> dict[str, int]:
        """Write the record in a format; return how many rows each file holds.

        ``reviewed_only`` is as ``reviewed`` lists it; ``wanted`` leaves out events that do not pass, and what only they
        rest on. With ``redact`` sensitive people become labels. Formats without a slot for the ground on which somebody
        is named leave out who is only accused, hinted at or inferred, unless ``accept_attributed``. Cells of tables
        that a spreadsheet would run are marked, unless ``raw_cells``.

        Raises:
            UsageError: the format does not exist, or the filter's condition in SQL cannot be asked.
            CaseFull: ``out`` cannot be written.
        """
        from sayso.export import writer_of
        from sayso.exporting import write_options

        writer = writer_of(format)
        with self.reading(redact=redact) as view:
            gated = self._gated(view) if reviewed_only else None
            asked = write_options(self.path, times=times, left_out=gated.left_out if gated else None, wanted=wanted)
            asked = replace(asked, accept_attributed=accept_attributed, safe_cells=not raw_cells)
            return writer(self._filtered(gated or view, wanted), Path(out), asked)

    def remove(self, document: str, *, why: str, by: str, erase: bool = False) -> Removal:
        """Take a document, by id or path, out of the record: out of every listing and every event.

        Reading the same bytes or text again does not bring it back. With ``erase`` its bytes, its text and what
        decisions quote of it are deleted for good, and hashes stay; the file is written anew, which takes as long as
        copying it.

        Raises:
            UsageError: there is no such document, or nobody decides, or no reason is given.
            CaseError: the case cannot be written, or another process reads it while its log is to be emptied.
        """
        from sayso.custody import remove

        return remove(self.path, document, why=why, by=by, erase=erase)

    def bundle(self, *ids: str, out: str | os.PathLike[str], redact: bool = False) -> BundleSummary:
        """Write the evidence of events and documents, by their ids, into a zip: originals, texts, record, hashes.

        With ``redact`` sensitive people become labels in texts, record and page, and originals that name them are
        withheld. The same case and ids give the same bytes.

        Raises:
            UsageError: nothing in the case has one of the ids.
            CaseFull: ``out`` cannot be written.
        """
        from sayso.codebook.tables import codebook_version
        from sayso.export.bundle import write_bundle

        with self.reading(redact=redact) as view:
            return write_bundle(view, ids, Path(out), codebook=codebook_version(), redacted=redact)

    def verify(self, head: str | None = None) -> Verdict:
        """Re-hash the originals, re-check every span, id, number and event, and list what was altered.

        ``head`` is a head of the chain of custody that was written down earlier; it must stand on the chain.

        Raises:
            UsageError: ``head`` is no SHA-256 in 64 hexadecimal digits.
        """
        from sayso.safekeeping import verified

        if head is not None and not _is_sha256(head):
            remedy = "Give all 64 hexadecimal digits that sayso verify printed"
            raise UsageError(f"{head!r} is no head of a chain", remedy=remedy)
        with self.reading() as view:
            return verified(view.connection, head and head.lower())

    def backup(self, out: str | os.PathLike[str], *, replace: bool = False) -> Kept:
        """Copy the case as it is now to a file of its own, while others may write to it, and verify the copy.

        Raises:
            UsageError: ``out`` is there already and is not to be replaced, or is the case itself.
            CaseError: the case is damaged, or the copy cannot be written.
        """
        from sayso.safekeeping import backup

        return backup(self.path, Path(out), replace=replace)


def open(path: str | os.PathLike[str]) -> Case:  # the name users expect: sayso.open("x.sayso")
    """Open a case file; one that does not exist yet is made by the first ``add``.

    Raises:
        NotACase: the file is something else.
        NewerCase: a newer Sayso wrote it.
    """
    return Case(path)


def restore(backup: str | os.PathLike[str], case: str | os.PathLike[str]) -> Kept:
    """Put a backup in a case's place and verify it; what stood there, damaged or not, is kept beside it.

    Raises:
        CaseError: the backup is none or is damaged, or something is using the case; the case stays as it is.
    """
    from sayso.safekeeping import restore

    return restore(Path(backup), Path(case))


def salvage(case: str | os.PathLike[str], out: str | os.PathLike[str]) -> Salvaged:
    """Make a new case of what can be read of a damaged one, which stays as it is, and tell what is lost.

    Raises:
        UsageError: ``out`` is there already.
        CaseError: nothing of it can be read, or the new case cannot be written.
    """
    from sayso.safekeeping import salvage

    return salvage(Path(case), Path(out))


def read(text: str, published: str | None = None, outlet: str | None = None, method: str = DEFAULT_METHOD) -> Reading:
    """Read one text without a case: its mentions, commitments, names and attributions, with offsets into it.

    ``published`` (any usual form of a date) tells what "on Friday" means; ``outlet`` is whose report it is. A text
    that is empty or not in English gives a reading without mentions and a warning that says so.

    >>> import sayso
    >>> reading = sayso.read("Syria said Israel attacked the airport on Friday.", published="2019-07-21")
    >>> [(m.trigger.text, m.type, m.actors[0].name, m.date) for m in reading.mentions]
    [('attacked', 'ASSAULT', 'Israel', '2019-07-19')]
    >>> [(said.source.name, said.cue.text, said.content[0].text) for said in reading.attributions]
    [('Syria', 'said', 'Israel attacked the airport on Friday')]
    >>> [(name.text, name.label) for name in reading.names]
    [('Syria', 'LOC'), ('Israel', 'LOC')]

    Raises:
        UsageError: the publication date cannot be read, there is no such method, or ``text`` is no string.
    """
    from sayso.reading import read_string

    return read_string(text, published, outlet, method)


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdefABCDEF" for letter in text)
