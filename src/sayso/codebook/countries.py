"""Countries in other schemes: numbers and regions of ISO, Gleditsch and Ward, the Correlates of War, ACLED and UCDP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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

    @classmethod
    def load(cls) -> Countries:
        """Read countries.tsv and states.tsv.

        Raises:
            CodebookError: a table is absent or breaks its form.
        """
        rows = {row["iso2"]: row for row in scheme_rows("countries.tsv", ("iso2", "iso", "gw", "cow", "acled", "ucdp"))}
        none: Mapping[str, str] = {}
        found = {}
        for state in load_states():
            row = rows.get(state.iso2, none)
            codes = (row.get(name, "") for name in ("iso", "gw", "cow", "acled", "ucdp"))
            found[state.iso2] = Country(state.id, state.name, state.iso3, *codes)
        return cls(found)

    def of(self, code: str | None) -> Country:
        """Give the country of a code, ``NOWHERE`` for none and for one that is not known."""
        return self._by_code.get(code or "", NOWHERE)
