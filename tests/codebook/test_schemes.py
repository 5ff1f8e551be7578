"""Tables of other schemes name only codes that there are, on both sides."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest

from sayso.codebook.acled import COLUMNS as ACLED_COLUMNS
from sayso.codebook.acled import Acled
from sayso.codebook.actor_sorts import COLUMNS as SORT_COLUMNS
from sayso.codebook.actor_sorts import ActorSorts
from sayso.codebook.cameo import Cameo
from sayso.codebook.countries import NOWHERE, Countries
from sayso.codebook.ged import Ged
from sayso.codebook.plover import Plover
from sayso.codebook.schemes import FOLDER, mapping_version, scheme_rows
from sayso.codebook.states import load_states
from sayso.codebook.tables import codebook_version, folder_version, list_cell, read_table
from sayso.errors import CodebookError
from sayso.record.vocabulary import EVENT_TYPES, ActorKind, EventType

ACLED_EVENTS = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
        "Other",
    },
}  # fmt: skip
DISORDERS = {"Political violence", "Demonstrations", "Strategic developments"}
PLOVER = Plover.load()


@pytest.mark.parametrize("name", ["acled_events.tsv", "cameo_roots.tsv", "ged_acts.tsv"])
def test_tables_of_acts_name_types_and_modes_that_there_are(name: str) -> None:
    head = next(line for line in (FOLDER / name).read_text().splitlines() if not line.startswith("#"))
    for row in scheme_rows(name, head.split("\t")):
        kind: EventType = row["type"]  # type: ignore[assignment]
        assert kind in EVENT_TYPES and row["mode"] in ("*", "-", *PLOVER.modes(kind)), row


def test_acled_events_are_acleds() -> None:
    for row in scheme_rows("acled_events.tsv", ACLED_COLUMNS):
        assert row["sub_event"] in ACLED_EVENTS[row["event"]] and row["disorder"] in DISORDERS


@pytest.mark.parametrize("type_", EVENT_TYPES)
def test_every_act_is_judged_by_every_scheme(type_: EventType) -> None:
    acled, ged, cameo = Acled.load(), Ged.load(), Cameo.load()
    for mode in (None, *PLOVER.modes(type_)):
        assert 1 <= int(cameo.root(type_, mode)) <= 20
        assert not ged.is_force(type_, mode) or type_ == "ASSAULT"
        for event in ACLED_EVENTS:
            if (act := acled.act(type_, mode, "civilian")) is not None and act.event == event:
                assert type_ in acled.plover_types(event, act.sub_event)


def test_actor_sorts_name_kinds_and_sectors_that_there_are() -> None:
    sectors = {row["code"] for row in read_table("sectors.tsv")}
    sorts, rows = ActorSorts.load(), scheme_rows("actor_sorts.tsv", SORT_COLUMNS)
    for row in rows:
        assert set(list_cell(row, "sectors")) - {"*", "-"} <= sectors, row
        assert row["acled"] in set("12345678")
    for sector in sectors - {"ISM", "PTY"}:
        assert sorts.of("organisation", (sector,)) is not None, sector
    for kind in get_args(ActorKind):
        assert (sorts.of(kind, ()) is None) is (kind in ("unknown", "person", "organisation")), kind


def test_countries_are_states_and_know_each_other() -> None:
    codes = [row["iso2"] for row in scheme_rows("countries.tsv", ("iso2", "iso", "gw", "cow", "acled", "ucdp"))]
    assert sorted(codes) == sorted({state.iso2 for state in load_states()})
    countries = Countries.load()
    known = {
        "IQ": ("368", "645", "645"), "DE": ("276", "260", "255"), "YE": ("887", "678", "679"),
        "GB": ("826", "200", "200"),
    }  # fmt: skip
    for code, numbers in known.items():
        one = countries.of(code)
        assert (one.iso, one.gw, one.cow) == numbers
        assert countries.code(one.iso, "") == countries.code("", one.name) == code
    assert countries.of(None) is NOWHERE and countries.code("", "") is None and countries.code("", "Atlantis") is None


def test_an_edited_mapping_has_another_version_and_the_codebook_has_not(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(FOLDER, copy)
    before = codebook_version()
    assert folder_version(copy) == mapping_version()
    edited = tmp_path / "edited"
    shutil.copytree(FOLDER, edited)
    with (edited / "occurred.tsv").open("a") as file:
        file.write("# edited\n")
    assert folder_version(edited) != mapping_version() and codebook_version() == before


def test_a_table_that_breaks_its_form_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "edited")
    monkeypatch.setattr("sayso.codebook.schemes.FOLDER", tmp_path / "edited")
    path = tmp_path / "edited" / "acled_events.tsv"
    path.write_text(path.read_text().replace("ASSAULT\taerial", "ASSALT\taerial"))
    with pytest.raises(CodebookError, match=r"line \d+.*'ASSALT'"):
        Acled.load()
