"""Say to a writer how a case is asked for: rules, versions, a project's fields, what was filtered."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from sayso.codebook.project_fields import ProjectFields
from sayso.codebook.schemes import mapping_version
from sayso.codebook.tables import codebook_version
from sayso.export.write_options import WriteOptions
from sayso.merge_rules import rules_told
from sayso.review.gate import LeftOut
from sayso.table.event_filter import EventFilter


def write_options(path: Path, *, times: bool, left_out: LeftOut | None, wanted: EventFilter | None) -> WriteOptions:
    """Gather what every export of the case at ``path`` is to tell. ``left_out`` is what the gate left out, if any."""
    rules = rules_told()
    if left_out is not None:
        rules["reviewed_only"] = left_out
    if wanted is not None and (told := filter_told(wanted)):
        rules["filter"] = told
    return WriteOptions(
        times=times,
        rules=rules,
        fields=tuple(ProjectFields.of_case(path).by_name),
        codebook=codebook_version(),
        mapping=mapping_version(),
    )


def filter_told(wanted: EventFilter) -> dict[str, object]:
    """Tell a filter as data: its fields that ask for anything."""
    held = ((field, getattr(wanted, field.name)) for field in fields(wanted))
    return {field.name: value for field, value in held if value != field.default}
