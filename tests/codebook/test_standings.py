"""The tables that say how an event stands: what they answer, and how they refuse what they should not hold."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from sayso.codebook.standings import TABLES, Ground, Standings, with_ground
from sayso.codebook.tables import read_rows
from sayso.errors import CodebookError
from sayso.record.vocabulary import STANCES, STATUSES, ActorBasis, Stance, Status

RULES = Standings.load()


def tables(**changed: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    shipped = {name: read_rows(name, columns) for name, columns in TABLES.items()}
    return shipped | {f"{name}.tsv": rows for name, rows in changed.items()}


@pytest.mark.parametrize(
    ("status", "stance", "ground", "basis", "responsibility"),
    [
        ("asserted", None, "other", "stated", "attributed"),
        ("asserted", None, "implicit", "inferred", "attributed"),
        ("asserted", "states", "other", "stated", "attributed"),
        ("asserted", "states", "own_act", "admitted", "claimed"),
        ("asserted", "confirms", "own_act", "admitted", "claimed"),
        ("asserted", "alleges", "other", "accused", "attributed"),
        ("asserted", "alleges", "own_act", "stated", "attributed"),
        ("asserted", "hints", "own_act", "hinted", "attributed"),
        ("asserted", "denies", "own_act", "denied", "disputed"),
        ("asserted", "doubts", "other", "accused", "disputed"),
        ("asserted", "declines", "own_act", "accused", "attributed"),
        ("negated", "states", "own_act", "denied", "disputed"),
        ("negated", "confirms", "own_act", "denied", "disputed"),
        ("negated", "denies", "own_act", "denied", "disputed"),
        ("negated", "denies", "other", "denied", "disputed"),
        ("negated", None, "other", "stated", "unknown"),
        ("negated", "states", "other", "stated", "unknown"),
        ("planned", "states", "own_act", "stated", "unknown"),
        ("conditional", "states", "own_act", "stated", "unknown"),
        ("predicted", "states", "other", "stated", "unknown"),
        ("hypothetical", None, "implicit", "inferred", "unknown"),
        ("averted", "states", "other", "stated", "unknown"),
        ("uncertain", "alleges", "other", "accused", "unknown"),
        ("planned", "denies", "own_act", "denied", "unknown"),
    ],
)
def test_who_did_it(status: Status, stance: Stance | None, ground: Ground, basis: str, responsibility: str) -> None:
    found = RULES.actor(status, stance, ground)
    assert (found.basis, found.responsibility) == (basis, responsibility)


@pytest.mark.parametrize("ground", get_args(Ground))
@pytest.mark.parametrize("stance", [None, *STANCES])
@pytest.mark.parametrize("status", STATUSES)
def test_nobody_claims_or_is_charged_with_an_act_that_is_not_told_as_done(
    status: Status, stance: Stance | None, ground: Ground
) -> None:
    found = RULES.actor(status, stance, ground)
    if status != "asserted":
        assert found.basis != "admitted"
        assert found.responsibility in ("unknown", "disputed")
    if status not in ("asserted", "negated"):
        assert found.responsibility == "unknown"


@pytest.mark.parametrize(
    ("status", "stance", "own_act", "event"),
    [
        ("asserted", None, False, "reported"),
        ("asserted", "states", True, "reported"),
        ("asserted", "hints", False, "uncertain"),
        ("asserted", "denies", False, "denied"),
        ("negated", None, False, "not_happened"),
        ("negated", "states", False, "not_happened"),
        ("negated", "states", True, "denied"),
        ("negated", "denies", False, "denied"),
        ("averted", "states", True, "averted"),
        ("planned", "denies", True, "planned"),
        ("conditional", None, False, "hypothetical"),
        ("uncertain", "confirms", False, "uncertain"),
    ],
)
def test_did_it_happen(status: Status, stance: Stance | None, own_act: bool, event: str) -> None:
    assert RULES.event_status(status, stance, own_act=own_act) == event


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("two senior US officials", "official"),
        ("a military spokesman", "official"),
        ("police sources", "official"),
        ("a militia official", "party"),
        ("witnesses", "eyewitness"),
        ("Residents of the old town", "eyewitness"),
        ("passers-by", "eyewitness"),
        ("the statement", "document"),
        ("an internal report", "document"),
        ("a local newspaper", "media"),
        ("local officials", "official"),
        ("a news agency", "media"),
        ("an intelligence agency official", "official"),
        ("people briefed by officials", "unknown"),
    ],
)
def test_nouns_tell_what_kind_of_voice_speaks(words: str, voice: str) -> None:
    found = RULES.by_noun(words)
    assert found is not None and found.voice == voice


def test_words_that_tell_nothing_give_no_kind() -> None:
    assert RULES.by_noun("Meridian Holdings") is None


@pytest.mark.parametrize(
    ("kind", "sectors", "voice", "source", "side"),
    [
        ("state", (), "official", "official", "state"),
        ("government_body", ("MIL",), "official", "body", "state"),
        ("government_body", ("OPP",), "party", "party", "own"),
        ("armed_group", ("REB", "GOV"), "party", "party", "own"),
        ("armed_group", ("MIL",), "official", "body", "state"),
        ("person", ("GOV", "ELI"), "official", "official", "state"),
        ("person", ("LEG",), "official", "official", "own"),
        ("person", ("ELI", "GOV"), "unknown", "other", "own"),
        ("person", (), "unknown", "other", "own"),
        ("own", (), "media", "outlet", "own"),
        ("hearsay", (), "hearsay", "other", "own"),
    ],
)
def test_kinds_of_actors_speak_as(kind: Any, sectors: tuple[str, ...], voice: str, source: str, side: str) -> None:
    assert RULES.speaker(kind, sectors) == (voice, source, side)


@pytest.mark.parametrize("basis", get_args(ActorBasis))
def test_whoever_is_not_plainly_told_shows_the_ground(basis: ActorBasis) -> None:
    plain = basis in ("stated", "admitted", "inferred")
    assert with_ground("Iran", basis) == ("Iran" if plain else f"Iran ({basis})")


ROW = {
    "event_status": {"status": "*", "stance": "*", "whose": "*", "event": "reported"},
    "actor_basis": {"status": "*", "stance": "*", "ground": "*", "basis": "stated", "responsibility": "unknown"},
    "voice_kinds": {"actor": "*", "sectors": "*", "voice": "unknown", "source": "other", "side": "own"},
    "voice_nouns": {"voice": "official", "source": "official", "side": "own", "words": "official"},
}


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table, row in ROW.items() for column in row if column != "words"]
)
@pytest.mark.parametrize("word", ["confrimed", ""])
def test_a_word_that_is_none_of_the_records_is_refused_with_its_row(table: str, column: str, word: str) -> None:
    Standings.of(tables(**{table: [ROW[table]]}))
    with pytest.raises(CodebookError) as refused:
        Standings.of(tables(**{table: [ROW[table], {**ROW[table], column: word}]}))
    assert refused.value.path == f"{table}.tsv"
    assert refused.value.locator and refused.value.locator.startswith("row 2 ")
    assert refused.value.remedy and refused.value.remedy.startswith("Use one of: ")
    assert repr(word) in refused.value.message


@pytest.mark.parametrize(
    ("table", "column", "only", "names"),
    [
        ("event_status", "status", "asserted", "status negated, stance own, whose own_act"),
        ("event_status", "stance", "own; states; confirms; alleges; hints; denies; doubts", "stance declines"),
        ("actor_basis", "ground", "own_act; admission; other", "ground implicit"),
        ("voice_kinds", "actor", "state; own; hearsay", "'government_body'"),
        ("voice_kinds", "sectors", "GOV; MIL", "'state'"),
    ],
)
def test_a_case_that_no_row_fits_is_named(table: str, column: str, only: str, names: str) -> None:
    with pytest.raises(CodebookError) as refused:
        Standings.of(tables(**{table: [{**ROW[table], column: only}]}))
    assert refused.value.path == f"{table}.tsv"
    assert names in refused.value.message
    assert refused.value.remedy


def test_the_first_row_that_fits_is_taken() -> None:
    first = {**ROW["event_status"], "status": "negated", "event": "denied"}
    rules = Standings.of(tables(event_status=[first, ROW["event_status"]]))
    assert (rules.event_status("negated", None), rules.event_status("asserted", None)) == ("denied", "reported")
