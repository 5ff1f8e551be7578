"""Countries in other schemes: numbers and regions of ISO, Gleditsch and Ward, the Correlates of War, ACLED and UCDP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.phrases import fold
from sayso.codebook.schemes import scheme_rows
from sayso.codebook.states import load_states


@dataclass(frozen=True, slots=True)
class Country:
    """Hold what a country is called elsewhere; what a scheme does not know is empty. ``id`` is that of its actor."""

    id: str
    name: str
    iso3: str
    iso: str
    gw: str
    cow: str
    acled: str
    ucdp: str


NOWHERE = Country("", "", "", "", "", "", "", "")
"""What stands for a country that is not known."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Know countries by their ISO 3166-1 alpha-2 codes.

    >>> iraq = Countries.load().of("IQ")
    >>> iraq.name, iraq.iso3, iraq.iso, iraq.gw, iraq.acled
    ('Iraq', 'IRQ', '368', '645', 'Middle East')
    """

    _by_code: Mapping[str, Country]
    _by_name: Mapping[str, str]

    @classmethod
    def load(cls) -> Countries:
        """Read countries.tsv and states.tsv.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        rows = {row["iso2"]: row for row in scheme_rows("countries.tsv", ("iso2", "iso", "gw", "cow", "acled", "ucdp"))}
        none: Mapping[str, str] = {}
        found, names = dict[str, Country](), dict[str, str]()
        for state in load_states():
            row = rows.get(state.iso2, none)
            codes = (row.get(name, "") for name in ("iso", "gw", "cow", "acled", "ucdp"))
            country = found[state.iso2] = Country(state.id, state.name, state.iso3, *codes)
            told = (state.name, *state.aliases, state.iso3, country.iso)
            names.update((fold(one), state.iso2) for one in told if one)
        return cls(found, names)

    def of(self, code: str | None) -> Country:
        """Give the country of a code, ``NOWHERE`` for none and for one that is not known."""
        return self._by_code.get(code or "", NOWHERE)

    def code(self, number: str, name: str) -> str | None:
        """Give the alpha-2 code of a country by its ISO number, its alpha-3 code or any of its names; None if unknown.

        >>> countries = Countries.load()
        >>> countries.code("368", ""), countries.code("", "Yemen (North Yemen)"), countries.code("", "irq")
        ('IQ', 'YE', 'IQ')
        """
        return (
            self._by_name.get(number.lstrip("0"))
            or self._by_name.get(fold(name))
            or self._by_name.get(fold(name.split("(")[0]))
        )
