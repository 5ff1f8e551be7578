"""Score the coding of actor phrases: python -m bench.quality.actor_cases [--data FOLDER].

Each case is a phrase with the country and the sector a coder expects, split by its name: seven of ten may be looked
at, three only report.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from bench.corpora import SHARED, need
from bench.quality.options import options
from bench.quality.split import reported
from bench.record import Figures, record_methods
from sayso.codebook.book import CodebookTables
from sayso.codebook.states import load_states
from sayso.resolve import Coded, coded

FILE = "actor_cases.jsonl"
PHRASES = frozenset({"agent_to_code", "short_text_to_agent", "trf_agent_match"})
"""Methods of the origin's tests that code a phrase; the others look up an encyclopedia or a nationality."""
ABOVE_STATES = frozenset({"UNO", "IGO", "EUR"})
"""What the cases give as the country of organisations of states, which the record leaves without one; the sector IGO
then says what their country does, and the main sector is the one behind it."""
TODAY = date(2022, 10, 20)
"""The day that a case asked "today" is coded for: the latest that any case names."""
SAME_SECTOR = {"HLH": "MED", "UNK": ""}
"""Codes of the cases that PLOVER has under another name, and that for "cannot be told"."""

Case = Mapping[str, Any]


class Right(NamedTuple):
    """Tell what of a case is coded as expected; True where it expects nothing of the kind."""

    country: bool
    main: bool
    any: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Code every phrase, and record the two parts beside the baseline."""
    asked = options("actor_cases", __doc__, SHARED / "gold", arguments)
    lines = need(asked.data / FILE).read_text(encoding="utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if case["method"] in PHRASES and _expects(case)]
    tables = CodebookTables.load()
    alpha3 = {state.iso2: state.iso3 for state in load_states()}
    methods = {"first country": _baseline, "registry": _coded}
    measured: dict[str, Figures] = {}
    for name, method in methods.items():
        rights = [(reported(case["test"]), right_of(case, method(case, tables), alpha3)) for case in cases]
        measured[name] = [
            *_figures("the 70", [right for only, right in rights if not only]),
            *_figures("the 30", [right for only, right in rights if only]),
        ]
    remark = (
        "Country and sector right together; main: the first of our sectors is the case's first. An organisation of "
        "states counts for the codes UNO, IGO and EUR, a bare state for no sector. First country: the country of the "
        "first name of one in the phrase, and the sector GOV."
    )
    record_methods("actor phrases", asked.command, measured, remark)


def right_of(case: Case, found: Coded, alpha3: Mapping[str, str]) -> Right:
    """Compare a coded phrase with what its case expects."""
    expected = case["expect"]
    country = alpha3.get(found.country or "", "")
    if "code" in expected:
        nobody = not country and not found.sectors
        return Right(nobody, nobody, nobody)
    wanted = expected.get("country")
    above = wanted in ABOVE_STATES and not country and "IGO" in found.sectors
    sectors = ("",) if found.state or not found.sectors else found.sectors
    allowed = _allowed(expected)
    main = (sectors[0], *sectors[1:2]) if above and sectors[0] == "IGO" else sectors[:1]
    return Right(
        wanted is None or country == wanted or above,
        allowed is None or not allowed.isdisjoint(main),
        allowed is None or not allowed.isdisjoint(sectors),
    )


def _allowed(expected: Mapping[str, Any]) -> frozenset[str] | None:
    if "in:code_1" in expected:
        return frozenset(SAME_SECTOR.get(code, code) for code in expected["in:code_1"])
    code = expected.get("code_1")
    return None if code is None else frozenset({SAME_SECTOR.get(code, code)})


def _expects(case: Case) -> bool:
    return not {"country", "code_1", "in:code_1", "code"}.isdisjoint(case["expect"])


def _coded(case: Case, tables: CodebookTables) -> Coded:
    return coded(case["text"], tables, context=case["context"], day=_day(case["query_date"]))


def _baseline(case: Case, tables: CodebookTables) -> Coded:
    words = case["text"].replace("’s", "").replace("'s", "").split()
    folded = [word.lower() for word in words]
    found = (tables.actors.longest_at(words, folded, at) for at in range(len(words)))
    entries = (names[0].entry for _, names in filter(None, found))
    state = next((entry for entry in entries if entry.kind == "state"), None)
    if state is None:
        return Coded(None, (), tables.actors.entries[0].id, False, "no country named")
    return Coded(state.country, ("GOV",), state.id, len(words) == 1, "the first country named")


def _day(text: str) -> date | None:
    """Read the cases' dates, such as 2022-03-01 and 10 May 2015."""
    if text == "today":
        return TODAY
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    match = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2})[a-z]* (\d{4})", text)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return date(int(match[3]), months.index(match[2]) + 1, int(match[1])) if match else None


def _figures(part: str, rights: Sequence[Right]) -> Figures:
    n = max(len(rights), 1)
    return [
        (f"{part}: cases", len(rights)),
        (f"{part}: country and main sector", f"{sum(one.country and one.main for one in rights) / n:.4f}"),
        (f"{part}: country and one of the sectors", f"{sum(one.country and one.any for one in rights) / n:.4f}"),
        (f"{part}: country", f"{sum(one.country for one in rights) / n:.4f}"),
        (f"{part}: main sector", f"{sum(one.main for one in rights) / n:.4f}"),
    ]


if __name__ == "__main__":
    main()
