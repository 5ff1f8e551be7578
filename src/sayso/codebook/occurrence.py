"""What a format without slots for standing and ground may write: acts that occurred, and who plainly did them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.codebook.schemes import scheme_rows
from sayso.codebook.tables import one_of
from sayso.errors import CodebookError
from sayso.record.vocabulary import ActorBasis, EventStatus

Written = Literal["yes", "elsewhere", "no"]
Stands = Literal["yes", "attributed", "no"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Know which events may be written as facts, and which actors may stand in them. Load it once for a run.

    >>> facts = Occurrence.load()
    >>> facts.why_not("planned", frozenset()), facts.why_not("reported", {"date"})
    ('planned: it is decided, announced or ordered, and not told as done', None)
    >>> facts.stands("accused"), facts.stands("accused", accept_attributed=True), facts.words("accused")
    (False, True, 'only accused')
    """

    _written: Mapping[EventStatus, tuple[Written, str]]
    _stands: Mapping[ActorBasis, tuple[Stands, str]]

    @classmethod
    def load(cls) -> Occurrence:
        """Read occurred.tsv and standing_grounds.tsv.

        Raises:
            CodebookError: a table is absent, breaks its form, or leaves out a status or ground.
        """
        written = {
            one_of(row, "status", get_args(EventStatus)): (one_of(row, "written", get_args(Written)), row["why"])
            for row in scheme_rows("occurred.tsv", ("status", "written", "why"))
        }
        stands = {
            one_of(row, "basis", get_args(ActorBasis)): (one_of(row, "stands", get_args(Stands)), row["words"])
            for row in scheme_rows("standing_grounds.tsv", ("basis", "stands", "words"))
        }
        _check_whole("occurred.tsv", written, get_args(EventStatus))
        _check_whole("standing_grounds.tsv", stands, get_args(ActorBasis))
        return cls(written, stands)

    def why_not(self, status: EventStatus, contested: set[str] | frozenset[str]) -> str | None:
        """Say why an event is not to be written as a fact, None if it may; ``contested`` are fields that are."""
        written, why = self._written[status]
        if written == "yes" or (written == "elsewhere" and "status" not in contested):
            return None
        return f"{status}: {why}"

    def stands(self, basis: ActorBasis, *, accept_attributed: bool = False) -> bool:
        """Tell whether somebody named on this ground may stand as a plain actor."""
        stands = self._stands[basis][0]
        return stands == "yes" or (stands == "attributed" and accept_attributed)

    def words(self, basis: ActorBasis) -> str:
        """Say in words on what ground somebody is named."""
        return self._stands[basis][1]


def _check_whole(name: str, held: Mapping[str, object], known: tuple[str, ...]) -> None:
    if missing := [word for word in known if word not in held]:
        raise CodebookError(f"no row for {', '.join(missing)}", path=name, remedy="Add it")
