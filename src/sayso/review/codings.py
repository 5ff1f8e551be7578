"""What somebody coded: the values that decisions give to units, in the form in which coders are compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.codebook.deciding import DecidingRules
from sayso.record.decisions import JUDGING, Decision, DecisionTarget
from sayso.record.edtf import Edtf
from sayso.record.plain import to_json
from sayso.review.alpha import Alpha, Level, alpha
from sayso.review.fields import core, values_of
from sayso.review.units import Unit, unit_of
from sayso.review.values import NUMBER


@dataclass(frozen=True, slots=True)
class Coding:
    """Hold one value that somebody gave: of which field, to what, in comparable form, and as it was given.

    ``value`` is None where the field's level has no place for it, such as no date among days.
    """

    field: str
    unit: Unit
    value: Any
    given: Any
    target: DecisionTarget
    level: Level = "nominal"


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """Say how far coders agree on one field."""

    field: str
    level: Level
    agreement: Alpha


@dataclass(frozen=True, slots=True)
class Difference:
    """Name a thing on which coders differ, with what each gave, by coder."""

    field: str
    target: DecisionTarget
    values: Mapping[str, Any]


def codings(decisions: Iterable[Decision], shared: Mapping[Unit, Unit] | None = None) -> list[Coding]:
    """Give what decisions in force, first to last, code; of one field of a unit the last, corrections before the rest.

    ``shared`` gives the unit under which coders meet for that of an event, as ``shared_units`` does.
    Who confirms an event or a mention takes all its values for right; they count where the coder corrected nothing.
    """
    found: dict[tuple[str, Unit], Coding] = {}
    confirmed: list[Coding] = []
    for one in decisions:
        for coding in _codings(one, shared or {}):
            found[coding.field, coding.unit] = coding
        confirmed.extend(_confirmed(one, shared or {}))
    for coding in confirmed:
        found.setdefault((coding.field, coding.unit), coding)
    return list(found.values())


def compare(
    coders: Mapping[str, Sequence[Coding]], levels: Mapping[str, Level]
) -> tuple[list[FieldAgreement], list[Difference]]:
    """Compare coders field by field; ``levels`` are those of a project's own fields. Fields are sorted by name."""
    by_field: dict[str, dict[Unit, dict[str, Coding]]] = {}
    for coder, given in coders.items():
        for coding in given:
            by_field.setdefault(coding.field, {}).setdefault(coding.unit, {})[coder] = coding
    fields, differences = [], []
    for field, units in sorted(by_field.items()):
        level = levels.get(field) or next(iter(next(iter(units.values())).values())).level
        told = [[one.value for one in coded.values() if one.value is not None] for coded in units.values()]
        if any(isinstance(value, str) for values in told for value in values):
            level, told = "nominal", [[str(value) for value in values] for values in told]
        fields.append(FieldAgreement(field, level, alpha(told, level)))
        for coded in units.values():
            if len({to_json(one.value) for one in coded.values() if one.value is not None}) > 1:
                first = next(iter(coded.values()))
                differences.append(
                    Difference(field, first.target, {coder: one.given for coder, one in sorted(coded.items())})
                )
    return fields, differences


def _codings(decision: Decision, shared: Mapping[Unit, Unit]) -> Iterator[Coding]:
    action, target, after = decision.action, decision.target, decision.after
    unit = _unit(target, shared)
    if action in JUDGING:
        if decision.other is not None and after != "unsure":
            pair = tuple(sorted((unit, _unit(decision.other, shared)), key=str))
            yield Coding("same event", pair, after, after, target)
    elif action in ("confirm", "reject"):
        yield Coding(f"{target.kind} verdict", unit, action, action, target)
    elif action == "correct" and decision.field is not None:
        yield from _of_field(decision.field, unit, after, target)
    elif action == "credibility":
        yield Coding("credibility", unit, after, after, target, "ordinal")
    elif action == "grade":
        yield Coding(
            "grade of a source", unit, list(DecidingRules.load().grades).index(after), after, target, "ordinal"
        )
    elif action == "field":
        number = isinstance(after, int | float) and not isinstance(after, bool)
        value = after if number else to_json(after).decode()
        yield Coding(f"field:{decision.field}", unit, value, after, target, "interval" if number else "nominal")
    elif action in _BY_VALUE:
        yield Coding(f"{action} of a {target.kind}", unit, to_json(core(after)).decode(), after, target)


_BY_VALUE = frozenset({"name", "join", "place", "copy"})


def _confirmed(decision: Decision, shared: Mapping[Unit, Unit]) -> Iterator[Coding]:
    if decision.action != "confirm":
        return
    values = decision.before if isinstance(decision.before, Mapping) else {}
    if decision.target.kind == "mention" and decision.reading is not None:
        values = values_of(decision.reading)
    for field, value in values.items():
        yield from _of_field(field, _unit(decision.target, shared), value, decision.target)


def _of_field(field: str, unit: Unit, value: Any, target: DecisionTarget) -> Iterator[Coding]:
    name = f"{target.kind} {field}"
    if field.startswith(NUMBER):
        yield Coding(name, unit, _middle(value), value, target, "interval")
        return
    yield Coding(name, unit, to_json(core(value)).decode(), value, target)
    if field == "date":
        yield Coding(f"{name} in days", unit, _day(value), value, target, "interval")


def _middle(count: Mapping[str, int | None] | None) -> float | None:
    """Give the middle of a count, or its one end."""
    ends = [end for end in (count.get("low"), count.get("high")) if end is not None] if count else []
    return sum(ends) / len(ends) if ends else None


def _day(date: str | None) -> float | None:
    """Give the middle of the days that a date can mean, counted from the year 1."""
    if date is None:
        return None
    ends = [day.toordinal() for day in (Edtf(date).first_day, Edtf(date).last_day) if day is not None]
    return sum(ends) / len(ends) if ends else None


def _unit(target: DecisionTarget, shared: Mapping[Unit, Unit]) -> Unit:
    unit = unit_of(target)
    return shared.get(unit, unit)
