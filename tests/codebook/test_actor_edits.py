"""What users write about actors takes effect, or is refused with the place and the remedy."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.codebook.actors import ActorRegistry
from sayso.errors import CodebookError

NEW = """
actors:
  - id: reed-brigade
    name: Reed Brigade
    kind: armed_group
    country: IQ
    sectors: [REB]
    aliases: [Liwa al-Qasab]
    source: notes of the desk, 2026
  - id: amal-darwish
    name: Amal Darwish
    kind: person
offices:
  - id: reed-leader
    body: reed-brigade
    tie: leads
    titles: [Reed Brigade leader]
terms:
  - {office: reed-leader, holder: amal-darwish, from: 2021-03-01, to: 2023}
ties:
  - {subject: reed-brigade, predicate: part_of, object: popular-mobilization-forces, valid: 2021/..}
"""


def test_a_new_actor_has_names_an_office_and_ties() -> None:
    registry = ActorRegistry.load([("mine.yaml", NEW)])
    entry = registry.lookup("Liwa al-Qasab")
    assert entry is not None
    assert (entry.name, entry.country, entry.sectors) == ("Reed Brigade", "IQ", ("REB",))
    assert [one.name for one in registry.holders("Reed Brigade leader", None, date(2022, 1, 1))] == ["Amal Darwish"]
    assert [tie.object for tie in registry.ties("reed-brigade")] == ["popular-mobilization-forces", "reed-brigade"]
    assert registry.lookup("Iran") == ActorRegistry.load().lookup("Iran")


def test_a_known_actor_is_changed_and_the_rest_of_it_stays() -> None:
    text = "actors: [{id: hezbollah, country: SY, aliases: [Qasab Party], without: [Party of God]}]"
    registry = ActorRegistry.load([("mine.yaml", text)])
    changed = registry.get("hezbollah")
    assert changed is not None
    assert (changed.country, registry.lookup("the Qasab Party")) == ("SY", changed)
    assert registry.lookup("Party of God") is None
    assert registry.lookup("Hizbollah") == changed


def test_what_a_user_names_is_found_before_what_was_named_so() -> None:
    text = "actors: [{id: idle-docks, name: IDF, kind: organisation}]"
    found = ActorRegistry.load([("mine.yaml", text)]).lookup("IDF")
    assert found is not None
    assert found.id == "idle-docks"


def test_a_later_file_changes_what_an_earlier_one_made() -> None:
    later = ("b.yaml", "actors: [{id: reed-brigade, name: Rush Brigade}]")
    found = ActorRegistry.load([("a.yaml", NEW), later]).get("reed-brigade")
    assert found is not None
    assert (found.name, found.country) == ("Rush Brigade", "IQ")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "actors:\n", "actors: []"])
def test_an_empty_file_changes_nothing(text: str) -> None:
    assert ActorRegistry.load([("mine.yaml", text)]).entries == ActorRegistry.load().entries


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("actors: [", r"mine\.yaml: line 1: is no YAML"),
        ("- hezbollah", r"mine\.yaml: has the wrong sections"),
        ("people: []", r"mine\.yaml: has the wrong sections\. Use some of: actors"),
        ("actors: {id: a}", r"mine\.yaml: actors is no list"),
        ("actors: [{name: A}]", r"mine\.yaml: actors, row 1: cannot read the row\. Begin with id"),
        ("actors: [{id: a, nom: A}]", r"mine\.yaml: actors, row 1: cannot read the row"),
        ("actors: [{id: a, name: A, kind: ghost}]", r"mine\.yaml: 'a' is of no known kind \('ghost'\)"),
        ("actors: [{id: a, name: A}]", r"mine\.yaml: the new actor 'a' needs a name and a kind"),
        ("actors: [{id: a, name: A, kind: person, country: NO}]", r"country is False.*quotes"),
        (
            "ties: [{subject: iran, predicate: likes, object: iraq}]",
            r"iran .likes. iraq: no such predicate",
        ),
        (
            "offices: [{id: boss, body: hamas, tie: lords_over, titles: [Boss]}]",
            r"the office boss 'lords_over': no such predicate",
        ),
        ("terms: [{office: boss, holder: a, from: 2021-3-1}]", r"a as boss: .*2021-3-1"),
        ("terms: [{office: boss, holder: a, from: 2021, to: 2019}]", r"a as boss: "),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(CodebookError, match=fault):
        ActorRegistry.load([("mine.yaml", text)])


def test_what_a_user_wrote_is_checked_too() -> None:
    text = "actors: [{id: a, name: Reed Front, kind: armed_group, aliases: [Hizbollah], source: our notes}]"
    assert ActorRegistry.load([("mine.yaml", text)]).validate() == ["'hizbollah' is shared by a, hezbollah"]
