"""The registry of actors: who is found by which words, in which form, and that the data keep their rules."""

from __future__ import annotations

import pytest

from sayso.codebook.actors import ActorRegistry, possessive_names
from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Iran", "Iran"),
        ("the Islamic Republic", "Iran"),
        ("Tehran", "Iran"),
        ("the Kremlin's", "Russia"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("Kata’ib Hezbollah", "Kataib Hezbollah"),
        ("Kata'ib Hizballah", "Kataib Hezbollah"),
        ("Lebanese Hezbollah", "Hezbollah"),
        ("Daesh", "Islamic State"),
        ("al-Qaida", "Al-Qaeda"),
        ("Ansar Allah", "Houthis"),
        ("the Hashd al-Shaabi", "Popular Mobilization Forces"),
        ("Revolutionary Guards", "IRGC"),
        ("Qasem Soleimani", "Qassem Soleimani"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("the West", "Western countries"),
        ("The Times of Israel", "The Times of Israel"),
    ],
)
def test_spellings_meet(registry: ActorRegistry, text: str, name: str) -> None:
    found = registry.lookup(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["us", "", "'s", "Hezbollah Katz", "Iranian", "Katz", "who", "rice"])
def test_what_names_nobody(registry: ActorRegistry, text: str) -> None:
    assert registry.lookup(text) is None


@pytest.mark.parametrize(
    ("word", "form"),
    [("Iran", "name"), ("Iranian", "adjective"), ("Iranians", "demonym"), ("Tehran", "metonym"), ("UK", "alias")],
)
def test_forms_are_told_apart(registry: ActorRegistry, word: str, form: str) -> None:
    assert registry.names_of(word)[0].form == form


@pytest.mark.parametrize(
    ("words", "start", "end", "name"),
    [
        ("Kataib Hezbollah fighters fled", 0, 2, "Kataib Hezbollah"),
        ("in the West Bank", 1, 3, "Western countries"),
        ("the al-Qaeda chief", 1, 2, "Al-Qaeda"),
        ("Iran 's Revolutionary Guards said", 0, 4, "IRGC"),
        ("a Saudi-led coalition raid", 1, 3, "Saudi-led coalition"),
    ],
)
def test_the_longest_name_counts(registry: ActorRegistry, words: str, start: int, end: int, name: str) -> None:
    tokens = words.split()
    found = registry.longest_at(tokens, [fold(token) for token in tokens], start)
    assert found is not None
    assert (found[0], found[1][0].entry.name) == (end, name)


@pytest.mark.parametrize(
    ("words", "start"), [("give us time", 1), ("a US-backed group", 1), ("Iran-backed militias", 1), ("Nobody", 0)]
)
def test_no_name_starts_here(registry: ActorRegistry, words: str, start: int) -> None:
    tokens = words.split()
    assert registry.longest_at(tokens, [fold(token) for token in tokens], start) is None


def test_the_shipped_registry_keeps_its_rules(registry: ActorRegistry) -> None:
    assert registry.validate() == []
    assert sum(entry.kind == "state" for entry in registry.entries) >= 245
    assert len(registry.entries) >= 1500
    assert all(entry.source for entry in registry.entries)


@pytest.mark.parametrize("word", ["Iran", "Israel", "Moscow", "Netanyahu", "Hezbollah", "Trump", "Syria"])
def test_lost_apostrophes_are_known(word: str, registry: ActorRegistry) -> None:
    assert word in possessive_names(registry)


@pytest.mark.parametrize("word", ["Israeli", "Philippine", "Emirate", "Guardian", "Houthi", "Taliban's", "ISIS", "US"])
def test_words_that_take_an_s_of_their_own(word: str, registry: ActorRegistry) -> None:
    assert word not in possessive_names(registry)


@pytest.mark.parametrize(
    ("written", "words", "fits"),
    [
        ("US", ["us"], False),
        ("US", ["US"], True),
        ("al-Nusra Front", ["Al-Nusra", "Front"], True),
        ("Power", ["power"], False),
        ("peshmerga", ["Peshmerga"], True),
    ],
)
def test_case_decides(written: str, words: list[str], fits: bool) -> None:
    assert Name(written, None, "name").fits(words) is fits


@pytest.mark.parametrize(
    ("text", "bare"), [("the U.N.", "U.N."), ("“Hamas’”", "Hamas"), (" a  group ", "group"), ("'s", ""), ("", "")]
)
def test_bare_names(text: str, bare: str) -> None:
    assert bare_name(text) == bare
