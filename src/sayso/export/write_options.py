"""What is asked of every writer, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Say how a case is written.

    ``times`` False leaves wall-clock times out, under which two exports of one case are equal byte for byte. ``rules``
    are those by which the record was merged, with windows, thresholds and filters; ``fields`` are a project's own.
    ``accept_attributed`` lets somebody who is only accused, hinted at or inferred stand as the doer where a format has
    no slot for the ground. ``safe_cells`` marks cells of tables that a spreadsheet would run. ``codebook`` and
    ``mapping`` name versions: of the codebook, and of the tables by which codes are mapped to other schemes.
    """

    times: bool = True
    rules: Mapping[str, object] = field(default_factory=dict)
    fields: Sequence[str] = ()
    accept_attributed: bool = False
    safe_cells: bool = True
    codebook: str = ""
    mapping: str = ""
