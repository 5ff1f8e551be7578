"""Private individuals: victims, detainees and minors, whom no registry holds and who hold no office."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.private_people import load_private_rules, private_rule
from sayso.errors import CodebookError
from sayso.merge.private import with_private
from sayso.record.actors import Actor
from sayso.record.ids import ActorId
from tests.factory import mention

RULES = load_private_rules()
NOBODY = ActorRegistry.of(())
ADA = Actor(ActorId("ada"), "Ada Vale", "person")


def is_private(text: str, trigger: str, actor: Actor = ADA, registry: ActorRegistry = NOBODY, **told: Any) -> bool:
    (role,) = {"actors", "recipients"} & told.keys() or {"recipients"}
    told[role] = [("Ada Vale", "ada")]
    (one,) = with_private([actor], [mention(text, trigger, **told)], RULES, registry)
    return one.sensitive


@pytest.mark.parametrize(
    ("text", "trigger", "told", "private"),
    [
        ("A shell killed Ada Vale.", "killed", {}, True),
        ("Police arrested Ada Vale.", "arrested", {"type": "COERCE", "mode": "arrest"}, True),
        ("The board fined Ada Vale.", "fined", {"type": "COERCE", "mode": "restrict"}, False),
        ("They met Ada Vale.", "met", {"type": "CONSULT"}, False),
        ("They met Ada Vale, 9, at home.", "met", {"type": "CONSULT"}, True),
        ("They met the 9-year-old Ada Vale.", "met", {"type": "CONSULT"}, True),
        ("They met Ada Vale, aged 17.", "met", {"type": "CONSULT"}, True),
        ("They met Ada Vale, 54, at home.", "met", {"type": "CONSULT"}, False),
        ("They met the schoolgirl Ada Vale.", "met", {"type": "CONSULT"}, True),
        ("The prisoner Ada Vale refused food.", "refused", {"type": "REJECT", "actors": ()}, True),
        ("Ada Vale killed two.", "killed", {"actors": ()}, False),
    ],
)
def test_who_is_private(text: str, trigger: str, told: dict[str, Any], private: bool) -> None:
    assert is_private(text, trigger, **told) is private


@pytest.mark.parametrize(
    "actor",
    [
        Actor(ActorId("ada"), "Ada Vale", "person", sectors=("GOV",)),
        Actor(ActorId("ada"), "Ada Vale Brigade", "armed_group"),
        Actor(ActorId("other"), "Somebody else", "person"),
        Actor(ActorId("ada"), "a senior officer", "person"),
    ],
)
def test_who_holds_an_office_or_has_no_name_or_is_no_person_is_not(actor: Actor) -> None:
    assert not is_private("A shell killed Ada Vale.", "killed", actor)


def test_whom_the_registry_holds_is_not() -> None:
    registry = ActorRegistry.of([ActorEntry(ActorId("ada"), "Ada Vale", "person")])
    assert not is_private("A shell killed Ada Vale.", "killed", registry=registry)


ROW = {"reason": "victim", "role": "any", "types": "ASSAULT", "modes": "", "younger": "", "words": ""}


@pytest.mark.parametrize(
    ("cell", "says"), [({"types": ""}, "everybody"), ({"role": "x"}, "role"), ({"younger": "0"}, "younger"),
                       ({"types": "WAR"}, "types")],
)  # fmt: skip
def test_a_bad_row_is_refused(cell: dict[str, str], says: str) -> None:
    with pytest.raises(CodebookError, match=says):
        private_rule({**ROW, **cell})
