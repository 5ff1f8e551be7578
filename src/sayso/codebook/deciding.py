"""What people may decide by: the grades of sources, and the kinds of evidence from outside the reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import get_args

from sayso.codebook.tables import one_of, read_rows
from sayso.record.vocabulary import VoiceKind

GRADES, EVIDENCE = "source_grades.tsv", "outside_evidence.tsv"
_VOICES: tuple[VoiceKind, ...] = get_args(VoiceKind)


@dataclass(frozen=True, slots=True)
class DecidingRules:
    """Hold what a grade means, by grade, and which kind of voice each kind of outside evidence is.

    >>> rules = DecidingRules.load()
    >>> "".join(rules.grades), rules.evidence["satellite"]
    ('ABCDEF', 'document')
    """

    grades: Mapping[str, str]
    evidence: Mapping[str, VoiceKind]

    @classmethod
    def load(cls) -> DecidingRules:
        """Read source_grades.tsv and outside_evidence.tsv, once.

        Raises:
            CodebookError: a table is absent or a cell holds what is not known.
        """
        return _load()


@cache
def _load() -> DecidingRules:
    grades = {row["grade"]: row["means"] for row in read_rows(GRADES, ("grade", "means"))}
    rows = read_rows(EVIDENCE, ("kind", "voice", "means"))
    return DecidingRules(grades, {row["kind"]: one_of(row, "voice", _VOICES) for row in rows})
