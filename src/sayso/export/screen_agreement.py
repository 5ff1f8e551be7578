"""Print how far coders agree, and on what they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.export.decision_telling import value_words
from sayso.export.printing import console, line, lines, section, table

if TYPE_CHECKING:
    from sayso.agreeing import Agreement
    from sayso.review.alpha import Alpha


def print_agreement(found: Agreement) -> None:
    """Print a table of fields, then each thing on which the coders differ."""
    out = console()
    line(out, f"Coders: {', '.join(found.coders)}")
    section(out, "Krippendorff's alpha, with the 95 % interval of a bootstrap over units")
    table(
        out,
        ("field", "level", "alpha", "95 %", "units", "pairs", "alike"),
        ((one.field, one.level, *_cells(one.agreement)) for one in found.fields),
    )
    if found.differences:
        section(out, f"Where they differ ({len(found.differences)})")
    for one in found.differences:
        named = f" “{one.target.quotation}”" if one.target.quotation else ""
        line(out, f"  {one.field} of {one.target.kind} {one.target.id}{named}")
        lines(out, (f"  {coder}: {value_words(value)}" for coder, value in one.values.items()))
    for path, rejected in found.rejected.items():
        section(out, f"Lines of {path} that were left out")
        lines(out, (f"line {one.line}: {one.problem}" for one in rejected))


def _cells(one: Alpha) -> tuple[str, ...]:
    value = "values do not vary" if one.units and one.value is None else _number(one.value)
    interval = f"{_number(one.low)} to {_number(one.high)}" if one.low is not None else "–"
    alike = "–" if one.agreeing is None else f"{one.agreeing:.0%}"
    return value, interval, str(one.units), str(one.pairs), alike


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
