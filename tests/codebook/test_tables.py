"""The tables of the codebook: what a row may look like, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.codebook.agents import AgentNouns, load_name_words
from sayso.codebook.clause_words import ClauseWords
from sayso.codebook.cues import Cues
from sayso.codebook.disputed import load_disputed
from sayso.codebook.frames import Frames
from sayso.codebook.heads import load_heads, load_leading_words
from sayso.codebook.place_rows import listed_places, listed_sites
from sayso.codebook.place_weights import load_place_weights
from sayso.codebook.place_words import load_place_words
from sayso.codebook.plover import Plover
from sayso.codebook.references import load_references
from sayso.codebook.relations import RelationCues
from sayso.codebook.sectors import load_sectors
from sayso.codebook.states import load_states
from sayso.codebook.tables import integer_cell, list_cell, number_cell, one_of, read_rows, some_of
from sayso.codebook.time_words import load_time_words
from sayso.codebook.times import TimeGrammar
from sayso.codebook.triggers import TriggerTable
from sayso.codebook.words import WordClasses
from sayso.errors import CodebookError


def test_remarks_are_skipped_and_short_rows_are_filled() -> None:
    rows = read_rows("sectors.tsv", ("code", "meaning"))
    assert rows[0]["code"] == "GOV"
    assert all(set(row) == {"code", "meaning"} for row in rows)


def test_a_wrong_header_names_the_right_one() -> None:
    with pytest.raises(CodebookError, match=r"sectors\.tsv.*header.*code, sense"):
        read_rows("sectors.tsv", ("code", "sense"))


def test_a_missing_table_is_named() -> None:
    with pytest.raises(CodebookError, match=r"nowhere\.tsv"):
        read_rows("nowhere.tsv", ("code",))


@pytest.mark.parametrize(("cell", "values"), [("", ()), ("a", ("a",)), ("a; b ;; c", ("a", "b", "c")), (" ; ", ())])
def test_list_cells(cell: str, values: tuple[str, ...]) -> None:
    assert list_cell({"x": cell}, "x") == values


def test_states_have_distinct_codes() -> None:
    states = load_states()
    assert len(states) >= 245
    for code in ("id", "iso2", "iso3", "name"):
        assert len({getattr(state, code) for state in states}) == len(states)
    assert all(len(state.iso2) == 2 and len(state.iso3) == 3 for state in states)


def test_sector_codes_are_three_capitals() -> None:
    codes = [sector.code for sector in load_sectors()]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isupper() for code in codes)


@pytest.mark.parametrize(("cell", "number"), [("1", 1.0), ("0.25", 0.25), ("-3", -3.0), ("", 7.0)])
def test_numbers(cell: str, number: float) -> None:
    assert number_cell({"x": cell}, "x", least=-5, most=5, empty=7) == number


@pytest.mark.parametrize("cell", ["", "much", "0,5", "nan", "inf", "6"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(CodebookError, match=rf"the x {cell!r} is no number from 0 to 5\. Write it as"):
        number_cell({"x": cell}, "x", least=0, most=5)


@pytest.mark.parametrize("cell", ["", "1.0", "two", "٣", "-1", "1e3", "+1", "1_0"])
def test_what_is_no_whole_number_is_refused(cell: str) -> None:
    with pytest.raises(CodebookError, match=r"no whole number of 0 or more"):
        integer_cell({"x": cell}, "x", least=0)


@pytest.mark.parametrize("cell", ["", "c", "A"])
def test_a_word_outside_the_vocabulary_is_refused_with_the_vocabulary(cell: str) -> None:
    with pytest.raises(CodebookError, match=r"Write one of: a, b"):
        one_of({"x": cell}, "x", ("a", "b"))


def test_a_list_of_words_is_checked_word_by_word() -> None:
    assert some_of({"x": "b; a"}, "x", ("a", "b")) == ("b", "a")
    with pytest.raises(CodebookError, match=r"not known"):
        some_of({"x": "b; c"}, "x", ("a", "b"))


def test_a_row_that_no_file_holds_is_named_by_its_cells() -> None:
    with pytest.raises(CodebookError) as refused:
        number_cell({"word": "raid", "weight": "high"}, "weight")
    assert (refused.value.path, refused.value.locator) == (None, "raid | high")


@pytest.mark.parametrize(
    ("name", "row", "load"),
    [
        ("triggers.tsv", "bewilder\tv\tASSAULT\t\tmuch", TriggerTable.load),
        ("triggers.tsv", "bewilder\tx\tASSAULT\t\t0.5", TriggerTable.load),
        ("triggers.tsv", "bewilder\tv\tATTACK\t\t0.5", TriggerTable.load),
        ("triggers.tsv", "bewilder\tv\tASSAULT\t\t0.5\t2", TriggerTable.load),
        ("triggers.tsv", "bewilder\tv\tASSAULT\t\t0.5\t\tambushed", TriggerTable.load),
        ("senses.tsv", "ambush\tASSAULT\t\tfar\troad", TriggerTable.load),
        ("modes.tsv", "ATTACK\tdrone\tdrones", TriggerTable.load),
        ("evidence.tsv", "is long\tlots", TriggerTable.load),
        ("cues.tsv", "say\tv\tshout\tstates", Cues.load),
        ("cues.tsv", "say\tv\tspeech\tstates\tmaybe", Cues.load),
        ("cues.tsv", "say\tx\tspeech\tstates", Cues.load),
        ("standing.tsv", "hardly\t=\tnegated\tnear", Cues.load),
        ("commitments.tsv", "vow\tv\tvow\tthat", Cues.load),
        ("counted.tsv", "eaten\t\teaten", Cues.load),
        ("counted.tsv", "killed\tbefore\tkilled", Cues.load),
        ("sources.tsv", "secret\tsource", Cues.load),
        ("agents.tsv", "MIL\tstate\theavy\tarmy", AgentNouns.load),
        ("agents.tsv", "XYZ\tstate\t1\tarmy", AgentNouns.load),
        ("name_words.tsv", "armed_group\t1.5\tbrigade", load_name_words),
        ("frames.tsv", "ASSAULT\t\tby\tvictim", Frames.load),
        ("heads.tsv", "warplanes\tstate\tnobody\tstate", load_heads),
        ("titles.tsv", "rank\tmajor", load_leading_words),
        ("place_weights.tsv", "near\tvery", load_place_weights),
        ("place_words.tsv", "part\tupper\t8", load_place_words),
        ("place_words.tsv", "sort\tvillage\thamlet", load_place_words),
        ("place_words.tsv", "role\tvia\tdetour", load_place_words),
        ("places.tsv", "place-x\tX\tcity\tIQ\t\tmany", lambda: list(listed_places())),
        ("places.tsv", "place-x\t\tcity\tIQ", lambda: list(listed_places())),
        ("sites.tsv", "place-x\tX\tbase\tIQ\t\t\t91\t0\tmap\tmap", lambda: list(listed_sites())),
        ("plover.tsv", "ASSAULT\tstare\t\t-11\tto stare", Plover.load),
        ("referring.tsv", "noun\tthree\ttrio\tperson", load_references),
        ("relations.tsv", "envies\tverb\t\t\tenvy", RelationCues.load),
        ("relations.tsv", "leads\tverb\tyes\t\tlead", RelationCues.load),
        ("disputed.tsv", "place-x\tX\t\tname\tA; B", load_disputed),
        ("words.tsv", "particle\tup", WordClasses.load),
        ("clause_words.tsv", "particle\tup", ClauseWords.load),
        ("times.tsv", "moment\tjiffy", load_time_words),
        ("times.tsv", "month\tsmarch\t13", load_time_words),
        ("times.tsv", "weekday\tfunday\tlast", load_time_words),
        ("times.tsv", "number\tumpteen\tmany", load_time_words),
        ("times.tsv", "unit\tjiffy\tJ", load_time_words),
        ("times.tsv", "often\tevery jiffy\t1J", load_time_words),
        ("times.tsv", "noon\tteatime\t25:00", load_time_words),
        ("times.tsv", "landmark\t12/12\tlast year", load_time_words),
        ("times.tsv", "zone\thome time\t+3", load_time_words),
        ("holidays.tsv", "reed day\tin spring\t1", load_time_words),
        ("holidays.tsv", "reed day\t05-07\tsome", load_time_words),
        ("time_shapes.tsv", "reed\tsometime\tdate\treed time", TimeGrammar.load),
        ("time_shapes.tsv", "reed\tdate\tdate\t<reeds> time", TimeGrammar.load),
        ("time_shapes.tsv", "reed\tdate\tdate\treed (?:time", TimeGrammar.load),
        ("time_shapes.tsv", "reed\tdate\tdate\treed time)", TimeGrammar.load),
    ],
)
def test_a_bad_cell_is_named_with_its_file_its_line_and_a_remedy(
    name: str, row: str, load: Callable[[], object], own_tables: Path
) -> None:
    table = own_tables / name
    lines = table.read_text(encoding="utf-8").rstrip("\n").splitlines()
    table.write_text("\n".join([*lines, row]) + "\n", encoding="utf-8")
    with pytest.raises(CodebookError) as refused:
        load()
    assert (refused.value.path, refused.value.locator) == (name, f"line {len(lines) + 1}")
    assert refused.value.remedy


def test_a_set_of_clause_words_without_words_is_refused(own_tables: Path) -> None:
    table = own_tables / "clause_words.tsv"
    kept = [line for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("terror\t")]
    table.write_text("\n".join(kept) + "\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"clause_words\.tsv: no words for terror"):
        ClauseWords.load()
