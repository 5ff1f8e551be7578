"""The tables of links and of the standing of commitments name what is wrong with them."""

from __future__ import annotations

import pytest

from sayso.codebook.links import TABLES, LinkRules
from sayso.codebook.pledges import COLUMNS, standing_rules_of
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError

TIE = dict(zip(TABLES["links.tsv"], ("follows_up", "ACCUSE", "", "*", "act", "*", "any", "", "", "0.9"), strict=False))
STANDING = dict(zip(COLUMNS, ("threat; vow", "announced", "own", "reported", "", "carried_out"), strict=True))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("kind", "follows"), ("source", "ATTACK"), ("told", "told"), ("target", "acts"), ("status", "done"),
        ("place", "left"), ("signs", "near"), ("probability", "1.5"), ("probability", "likely"),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_a_link_is_named(column: str, cell: str) -> None:
    tables = {name: read_rows(name, columns) for name, columns in TABLES.items()}
    assert len(LinkRules.of({**tables, "links.tsv": [TIE]}).ties) == 1
    with pytest.raises(CodebookError, match=cell):
        LinkRules.of({**tables, "links.tsv": [{**TIE, column: cell}]})


def test_every_threat_aims_at_something() -> None:
    tables = {name: read_rows(name, columns) for name, columns in TABLES.items()}
    aims = [row for row in tables["threat_aims.tsv"] if row["mode"]]
    with pytest.raises(CodebookError, match="empty mode"):
        LinkRules.of({**tables, "threat_aims.tsv": aims})
    assert LinkRules.of(tables).aims_of("no such mode") == LinkRules.of(tables).aims_of(None)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("kind", "bluff"), ("part", "threat"), ("whose", "mine"), ("status", "done"), ("types", "ATTACK"),
        ("standing", "kept"),
    ],
)  # fmt: skip
def test_a_wrong_cell_of_a_standing_is_named(column: str, cell: str) -> None:
    assert standing_rules_of([STANDING])[0].standing == "carried_out"
    with pytest.raises(CodebookError, match=cell):
        standing_rules_of([{**STANDING, column: cell}])
