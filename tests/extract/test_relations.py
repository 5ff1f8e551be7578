"""Relations: what a sentence says of who sponsors, commands, leads or belongs to whom."""

from __future__ import annotations

import pytest

from sayso.reading import read_string
from sayso.record.readings import Reading
from sayso.record.relations import Relation


def read(text: str, published: str | None = "2019-12-28") -> Reading:
    return read_string(text, published, method="codebook")


def told(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(one.subject_name, one.predicate, one.object_name) for one in read(text).relations}


@pytest.mark.parametrize(
    ("text", "subject", "predicate", "object_"),
    [
        ("The Iran-backed militia Kataib Hezbollah burned a mill.", "Iran", "sponsors", "Kataib Hezbollah"),
        ("Kataib Hezbollah, an Iranian-backed group, burned a mill.", "Iran", "sponsors", "Kataib Hezbollah"),
        ("Kataib Hezbollah, which is backed by Iran, burned a mill.", "Iran", "sponsors", "Kataib Hezbollah"),
        ("Hezbollah, a proxy of Iran, burned a mill.", "Iran", "sponsors", "Hezbollah"),
        ("Jane Roe, the commander of the Quds Force, burned a mill.", "Jane Roe", "commands", "Quds Force"),
        ("The commander of the Quds Force, Jane Roe, burned a mill.", "Jane Roe", "commands", "Quds Force"),
        ("Quds Force commander Jane Roe burned a mill.", "Jane Roe", "commands", "Quds Force"),
        ("Hezbollah leader Hassan Nasrallah burned a mill.", "Hassan Nasrallah", "leads", "Hezbollah"),
        ("Hezbollah's leader, Hassan Nasrallah, burned a mill.", "Hassan Nasrallah", "leads", "Hezbollah"),
        ("Jane Roe, who leads the Quds Force, burned a mill.", "Jane Roe", "leads", "Quds Force"),
        ("Hamas spokesman John Roe burned a mill.", "John Roe", "spokesperson_for", "Hamas"),
        ("Jane Roe is a member of Hamas.", "Jane Roe", "member_of", "Hamas"),
        ("Jane Roe, a deputy leader of Hamas, burned a mill.", "Jane Roe", "member_of", "Hamas"),
        ("Jane Roe, Chad's foreign minister, burned a mill.", "Jane Roe", "office_of", "Chad"),
        ("Chadian Prime Minister Jane Roe burned a mill.", "Jane Roe", "office_of", "Chad"),
        ("The Reed Front is part of Hamas.", "Reed Front", "part_of", "Hamas"),
        ("The 45th Brigade is part of Hamas.", "45th Brigade", "part_of", "Hamas"),
        ("The Reed Front operates under the umbrella of Hamas.", "Reed Front", "part_of", "Hamas"),
        ("The Reed Front is allied with Hamas.", "Reed Front", "allied_with", "Hamas"),
        ("Hamas, an enemy of Chad, burned a mill.", "Hamas", "opposes", "Chad"),
        (
            "Chad designated Hamas a terrorist organization in 2009.",
            "Hamas",
            "designated_by",
            "Chad",
        ),
    ],
)
def test_a_relation_is_read(text: str, subject: str, predicate: str, object_: str) -> None:
    assert told(text) == {(subject, predicate, object_)}


@pytest.mark.parametrize(
    "text",
    [
        "Iran burned a mill near Hamas.",
        "Iran funds Hamas.",
        "A commander of the group burned a mill.",
        "Two leaders of Hamas burned a mill.",
        "Jane Roe, a farmer, burned a mill in Chad.",
        "Chad designated a day of mourning for Hamas.",
        "Hamas and Chad burned a mill.",
        "An Iranian-backed group burned a mill.",
    ],
)
def test_what_names_no_two_actors_or_no_relation_is_none(text: str) -> None:
    assert told(text) == set()


def only(text: str, published: str | None = "2019-12-28") -> Relation:
    (relation,) = read(text, published).relations
    return relation


@pytest.mark.parametrize(
    ("text", "published", "valid"),
    [
        ("Chad designated Hamas a terrorist organization in 2009.", "2019-12-28", "2009/.."),
        ("Jane Roe, the former leader of Hamas, burned a mill.", "2019-12-28", "../2019-12-28"),
        ("Jane Roe, the former leader of Hamas, burned a mill.", None, None),
        ("Jane Roe, the leader of Hamas, burned a mill in 2009.", "2019-12-28", None),
    ],
)
def test_since_when_and_until_when(text: str, published: str | None, valid: str | None) -> None:
    assert only(text, published).valid == valid


def test_a_denied_relation_is_negated_and_keeps_whose_word_it_is() -> None:
    text = "Chad said that the Reed Front is not part of Hamas."
    relation = only(text)
    assert relation.status == "negated"
    (evidence,) = relation.evidence
    assert text[evidence.start : evidence.end] == evidence.text
    assert [link.source.name for link in evidence.attribution if link.source] == ["Chad"]


def test_a_group_named_before_is_the_object() -> None:
    text = "Hamas burned a mill. Jane Roe, the leader of the group, burned another."
    assert ("Jane Roe", "leads", "Hamas") in told(text)


def test_relations_told_twice_are_one_with_two_pieces_of_evidence() -> None:
    text = "Jane Roe, the leader of Hamas, burned a mill. Hamas leader Jane Roe burned another."
    assert len(only(text).evidence) == 2


def test_both_actors_of_a_relation_are_listed() -> None:
    found = read("Jane Roe, the leader of Hamas, slept.")
    relation = found.relations[0]
    assert {relation.subject, relation.object} <= {one.id for one in found.actors}
