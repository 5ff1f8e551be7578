"""The tables by which mentions add up to an event: what they answer, and how they refuse what they should not hold."""

from __future__ import annotations

from itertools import chain, combinations
from typing import Any

import pytest

from sayso.codebook.event_rules import (
    CREDIBILITY_WORDS,
    RESPONSIBILITY_WORDS,
    STATUS_WORDS,
    EventRules,
    admitting_words,
    confirming_voices,
    growing_counts,
)
from sayso.codebook.precedence import Precedence
from sayso.codebook.standings import SpeakerKind
from sayso.errors import CodebookError
from sayso.record.vocabulary import NUMBER_KINDS

RULES = EventRules.load()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({"reported"}, "reported"),
        ({"reported", "denied"}, "contested"),
        ({"reported", "not_happened"}, "contested"),
        ({"reported", "averted"}, "contested"),
        ({"reported", "uncertain", "planned", "hypothetical"}, "reported"),
        ({"reported", "corroborated"}, "confirmed"),
        ({"reported", "corroborated", "denied"}, "contested"),
        ({"reported", "admitted"}, "confirmed"),
        ({"reported", "admitted", "denied"}, "contested"),
        ({"uncertain", "hinted", "denied"}, "contested"),
        ({"uncertain", "denied"}, "denied"),
        ({"denied", "not_happened"}, "not_happened"),
        ({"denied", "planned"}, "denied"),
        ({"uncertain", "planned"}, "uncertain"),
        (set(), "uncertain"),
    ],
)
def test_did_it_happen(words: set[str], status: str) -> None:
    assert RULES.status.first(words).value == status


@pytest.mark.parametrize(
    ("words", "responsibility"),
    [
        ({"unknown"}, "unknown"),
        ({"unknown", "attributed"}, "attributed"),
        ({"attributed", "disputed"}, "disputed"),
        ({"attributed", "rivals"}, "disputed"),
        ({"claimed", "attributed"}, "claimed"),
        ({"claimed", "disputed"}, "disputed"),
        ({"claimed", "rivals"}, "disputed"),
        ({"admitted", "claimed", "disputed", "rivals"}, "admitted"),
    ],
)
def test_who_did_it(words: set[str], responsibility: str) -> None:
    assert RULES.responsibility.first(words).value == responsibility


@pytest.mark.parametrize(
    ("bases", "basis"),
    [
        ({"stated", "accused", "inferred"}, "stated"),
        ({"stated", "denied"}, "accused"),
        ({"accused", "denied"}, "accused"),
        ({"inferred", "accused"}, "accused"),
        ({"inferred", "denied"}, "denied"),
        ({"admitted", "denied"}, "admitted"),
        ({"hinted", "inferred"}, "hinted"),
    ],
)
def test_on_what_ground_somebody_is_an_actor(bases: set[str], basis: str) -> None:
    assert RULES.basis.first(bases).value == basis


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (RULES.status, STATUS_WORDS),
        (RULES.responsibility, RESPONSIBILITY_WORDS),
        (RULES.credibility, CREDIBILITY_WORDS),
    ],
)
def test_every_rule_can_be_the_first_that_fits(rules: Precedence[Any], words: tuple[str, ...]) -> None:
    some = chain.from_iterable(combinations(words, n) for n in range(4))
    reached = {rules.first(set(found)) for found in some}
    assert reached == set(rules.rules)
    assert all(rule.means for rule in rules.rules)


@pytest.mark.parametrize(
    ("voice", "source", "confirms"),
    [
        ("official", "body", True),
        ("eyewitness", "other", True),
        ("document", "other", True),
        ("unknown", "body", True),
        ("unknown", "other", False),
        ("media", "outlet", False),
        ("party", "party", False),
        ("hearsay", "other", False),
    ],
)
def test_which_voices_can_confirm(voice: Any, source: Any, confirms: bool) -> None:
    assert RULES.confirms(SpeakerKind(voice, source, "own")) is confirms


@pytest.mark.parametrize(
    ("cue", "owns"),
    [("admitted", True), ("Acknowledging", True), ("said", False), ("claimed credit", False), ("", False)],
)
def test_words_that_own_up(cue: str, owns: bool) -> None:
    assert RULES.owns_up(cue, "material_conflict") is owns


@pytest.mark.parametrize(("quad", "owns"), [("verbal_conflict", True), ("material_cooperation", False)])
def test_only_conflict_is_owned_up_to_against_ones_interest(quad: Any, owns: bool) -> None:
    assert RULES.owns_up("admitted", quad) is owns


def test_an_unknown_quad_class_is_refused() -> None:
    with pytest.raises(CodebookError) as refused:
        admitting_words([{"quads": "conflict", "words": "admit"}])
    assert refused.value.path == "admissions.tsv" and refused.value.remedy


def row(has: str = "", lacks: str = "", value: str = "yes") -> dict[str, str]:
    return {"has": has, "lacks": lacks, "value": value, "means": "as told"}


def test_the_rules_can_be_printed() -> None:
    rules = Precedence.of("t.tsv", "value", [row("b; a", "c"), row()], ("a", "b", "c"), ("yes", "no"))
    assert list(rules.lines()) == ["a + b without c: yes (as told)", "anything else: yes (as told)"]


def test_the_first_row_that_fits_is_taken() -> None:
    rows = [row("a; b", value="no"), row("a", "c", "no"), row()]
    rules = Precedence.of("t.tsv", "value", rows, ("a", "b", "c"), ("yes", "no"))
    found = {words: rules.first(set(words)).value for words in ("ab", "abc", "a", "ac", "b")}
    assert found == {"ab": "no", "abc": "no", "a": "no", "ac": "yes", "b": "yes"}


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([row("d"), row()], "the has 'd'"),
        ([row("a", "d"), row()], "the lacks 'd'"),
        ([row(value="maybe")], "the value 'maybe'"),
        ([row("a")], "the last row does not fit all"),
        ([row("", "a")], "the last row does not fit all"),
        ([], "the last row does not fit all"),
    ],
)
def test_a_row_that_breaks_the_form_is_refused(rows: list[dict[str, str]], names: str) -> None:
    with pytest.raises(CodebookError) as refused:
        Precedence.of("t.tsv", "value", rows, ("a", "b", "c"), ("yes", "no"))
    assert names in refused.value.message and refused.value.path == "t.tsv" and refused.value.remedy


GROWING = [{"kind": kind, "grows": "no"} for kind in NUMBER_KINDS]


@pytest.mark.parametrize(
    "rows",
    [
        GROWING[1:],
        [*GROWING, GROWING[0]],
        [*GROWING[1:], {"kind": "lost", "grows": "yes"}],
        [*GROWING[1:], {"kind": "killed", "grows": "perhaps"}],
    ],
)
def test_growing_counts_that_break_the_form_are_refused(rows: list[dict[str, str]]) -> None:
    assert growing_counts(GROWING) == frozenset()
    with pytest.raises(CodebookError) as refused:
        growing_counts(rows)
    assert refused.value.path == "growing.tsv" and refused.value.remedy


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"voice": "official", "source": "*", "confirms": "yes"}],
        [{"voice": "pundit", "source": "*", "confirms": "yes"}],
        [{"voice": "*", "source": "rumour", "confirms": "yes"}],
        [{"voice": "*", "source": "*", "confirms": ""}],
    ],
)
def test_confirming_voices_that_break_the_form_are_refused(rows: list[dict[str, str]]) -> None:
    with pytest.raises(CodebookError) as refused:
        confirming_voices(rows)
    assert refused.value.path == "confirming.tsv" and refused.value.remedy
