"""Decide on a case, and look at what was decided."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.record.decisions import Decision
from sayso.record.vocabulary import Action, TargetKind

if TYPE_CHECKING:
    from sayso.editing import Edited
    from sayso.exchanging import Exchanged
    from sayso.review.agenda import Conflict, Review
    from sayso.store.doubtful import Doubtful

from sayso.case_listing import CaseListing


class CaseDeciding(CaseListing):
    """Keep decisions in the log of a case."""

    def decide(
        self,
        action: Action,
        target: str,
        value: object = None,
        *,
        by: str,
        note: str | None = None,
        field: str | None = None,
        span: tuple[int, int] | None = None,
        kind: TargetKind | None = None,
        fields: str | os.PathLike[str] | None = None,
    ) -> Decision:
        """Decide on something of the case; the record follows at once. Actions are those of ``sayso decide --help``.

        ``target`` is an id, of a document also its path; an id that an event shares with its lowest mention means the
        event unless ``kind`` is ``"mention"``. ``value`` is the value, or the second id of a pair. ``span``, start and
        end in code points, are the words that support a correction, or those that report a mention to be added. A later
        decision on the same thing takes the place of the earlier. An undone decision leaves the record as it was.
        ``fields`` is a file that declares a project's own fields, if it is not fields.yaml beside the case.

        Raises:
            UsageError: there is no such action, id, field or value, or nobody decides.
            CaseError: the case cannot be written.
        """
        from sayso.deciding import append

        return append(
            self.path, action, target, by=by, note=note, after=value, field=field, span=span, kind=kind,
            fields=Path(fields) if fields else None,
        )  # fmt: skip

    def decide_by_table(
        self,
        file: str | os.PathLike[str],
        *,
        by: str,
        note: str | None = None,
        fields: str | os.PathLike[str] | None = None,
        dry_run: bool = False,
    ) -> Edited:
        """Take the changed cells of a table that ``export`` wrote as csv or xlsx for decisions.

        Cells that decide nothing, and rows of which the record has changed since, are listed. With ``dry_run`` nothing
        is kept.

        Raises:
            InputError: the table cannot be read, or is none.
            UsageError: nobody decides.
            CaseError: the case cannot be written.
        """
        from sayso.editing import decide_by_table

        own = Path(fields) if fields else None
        return decide_by_table(self.path, Path(file), by=by, note=note, fields=own, dry_run=dry_run)

    def prepare(self) -> None:
        """Load what deciding needs, once for each process: the rules and registries, which takes a second or two."""
        from sayso.merge_rules import rules_of
        from sayso.valuing import prepare

        with self.reading() as view:
            rules_of(view.connection)
        prepare()

    def undo(self, decision: str, *, by: str, note: str | None = None) -> Decision:
        """Undo a decision; the record is as if it had never been taken. Undoing that in turn takes it again.

        Raises:
            UsageError: there is no such decision, it is undone already, or it cannot be.
            CaseError: the case cannot be written.
        """
        return self.decide("undo", decision, by=by, note=note)

    def export_decisions(self, out: str | os.PathLike[str]) -> int:
        """Write all decisions to a file for ``import_decisions`` of another case; give their number.

        Raises:
            CaseFull: the file cannot be written.
        """
        from sayso.exchanging import export_decisions

        with self.reading() as view:
            return export_decisions(view, Path(out))

    def import_decisions(
        self,
        file: str | os.PathLike[str],
        *,
        by: str | None = None,
        fields: str | os.PathLike[str] | None = None,
    ) -> Exchanged:
        """Take the decisions of another case in from its file; ``by`` is who brings them. Twice changes nothing.

        A decision of this case holds over one of the file by somebody else on the same thing: that one waits, and
        ``conflicts`` lists it until a later decision settles it. ``fields`` declares a project's own fields, if it is
        not fields.yaml beside the case.

        Raises:
            UnreadableInput: the file cannot be read. A bad line of it is listed, and the rest taken in.
            UsageError: ``by`` is too long, or holds what no text can.
            CaseError: the case cannot be written.
        """
        from sayso.exchanging import import_decisions

        return import_decisions(self.path, Path(file), by=by, fields=Path(fields) if fields else None)

    def conflicts(self) -> list[Conflict]:
        """List the decisions from other cases that contradict one of this case and wait."""
        from sayso.exchanging import conflicts_in

        with self.reading() as view:
            return conflicts_in(view.connection)

    def log(self, identity: str | None = None) -> tuple[Decision, ...]:
        """List the decisions, first to last, each with the one by which it is undone; or those on one thing, by its id.

        Of an event those count that were taken on any of its mentions, of a document those on what stands in it.

        Raises:
            UsageError: nothing of this case, and no decision, has the id.
        """
        from sayso.store.concerning import decisions_concerning

        with self.reading() as view:
            return decisions_concerning(view, identity)

    def review(self, limit: int | None = None) -> Review:
        """List what is left to look at: disagreements with decisions, doubtful pairs, suggested credibilities.

        Of doubtful pairs and suggestions the first ``limit`` are given.
        """
        from sayso.merge_rules import rules_of
        from sayso.reviewing import review

        with self.reading() as view:
            return review(view, rules_of(view.connection), limit)

    def review_of_decisions(self) -> Review:
        """List what ``review`` does, without pairs and suggestions that nobody decided on."""
        from sayso.merge_rules import rules_of
        from sayso.reviewing import review_of_decisions

        with self.reading() as view:
            return review_of_decisions(view, rules_of(view.connection))

    def doubtful_pairs(self, limit: int | None = None) -> Doubtful:
        """List mentions by twos that were joined or kept apart against their score, the first ``limit``; count all."""
        from sayso.reviewing import doubtful_pairs

        with self.reading() as view:
            return doubtful_pairs(view, limit)
