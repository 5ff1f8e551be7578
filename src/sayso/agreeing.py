"""Compare what people decided: agreement per field over decision files, cases, or the people of one case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from sayso.codebook.project_fields import ProjectFields
from sayso.errors import UnreadableInput, UsageError
from sayso.exchanging import Line, read_decisions
from sayso.record.decisions import Decision
from sayso.review.alpha import Level
from sayso.review.codings import Difference, FieldAgreement, codings, compare
from sayso.review.units import shared_units
from sayso.store.case_file import connect_to_read, naming
from sayso.store.log import decisions_in_order, undone

_MAGIC = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Say how far coders agree, field by field, and on what they differ. ``rejected`` lines were left out, by file."""

    coders: tuple[str, ...]
    fields: tuple[FieldAgreement, ...]
    differences: tuple[Difference, ...]
    rejected: dict[str, list[Line]]


def agreement(paths: Sequence[Path], *, by_person: bool = False, fields: Path | None = None) -> Agreement:
    """Compare decision files or cases, each the work of one coder; or, ``by_person``, the people who decided in them.

    What came to a case from elsewhere is no work of its coder. ``fields`` declares a project's own fields, else the
    fields.yaml beside the first of ``paths`` does.

    Raises:
        UsageError: fewer than two coders are named.
        InputError: a file cannot be read.
        CaseError: a case cannot be read.
    """
    if len(paths) < 2 and not by_person:
        raise UsageError("one coder agrees with nobody", remedy="Name two files or cases, or compare --by-person")
    rejected: dict[str, list[Line]] = {}
    logs = {path: _decisions(path, rejected) for path in dict.fromkeys(paths)}
    coders = _by_person(logs.values()) if by_person else _by_path(logs)
    if len(coders) < 2:
        raise UsageError("one coder agrees with nobody", remedy="Name two files or cases that differ")
    standing = {name: _in_force(decisions) for name, decisions in sorted(coders.items())}
    taken = chain.from_iterable(standing.values())
    shared = shared_units(target for one in taken for target in (one.target, one.other) if target is not None)
    coded = {name: codings(decisions, shared) for name, decisions in standing.items()}
    found, differences = compare(coded, _levels(ProjectFields.of_case(paths[0], fields)))
    return Agreement(tuple(coded), tuple(found), tuple(differences), rejected)


def _by_path(logs: dict[Path, list[Decision]]) -> dict[str, list[Decision]]:
    """Call each log by its file's name, or by its path where two share one."""
    names = [path.name for path in logs]
    return {
        path.name if names.count(path.name) == 1 else str(path): [one for one in decisions if one.came is None]
        for path, decisions in logs.items()
    }


def _by_person(logs: Iterable[Sequence[Decision]]) -> dict[str, list[Decision]]:
    found: dict[str, dict[str, Decision]] = {}
    for decisions in logs:
        for one in decisions:
            found.setdefault(one.by, {}).setdefault(one.id, one)
    return {by: list(own.values()) for by, own in found.items()}


def _in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Give what of somebody's own decisions they let stand, whatever others decided since."""
    alone = [replace(one, undone_by=None, came=None) for one in decisions]
    return [one for one in undone(alone) if one.undone_by is None and one.action != "undo" and not one.is_empty]


def _decisions(path: Path, rejected: dict[str, list[Line]]) -> list[Decision]:
    try:
        with path.open("rb") as file:
            is_case = file.read(len(_MAGIC)) == _MAGIC
    except OSError as error:
        raise UnreadableInput(
            "unreadable", f"it cannot be read ({error.strerror})", path=str(path), remedy="Name a file or a case"
        ) from error
    if is_case:
        with naming(path), closing(connect_to_read(path)) as connection:
            return decisions_in_order(connection)
    rows, lines = read_decisions(path)
    if lines:
        rejected[str(path)] = lines
    return [decision for _, decision in rows]


def _levels(declared: ProjectFields) -> dict[str, Level]:
    return {f"field:{one.name}": "interval" if one.type == "number" else "nominal" for one in declared.by_name.values()}
