from __future__ import annotations

import pytest

from sayso.codebook import page
from sayso.codebook.page import load_page_cues
from sayso.errors import CodebookError


def test_rules_are_read_in_their_order() -> None:
    cues = load_page_cues()
    assert cues.kind("Sign up for our letter") == "furniture"
    assert cues.kind("The army left the town on Sunday.") is None
    assert cues.kind("Advertisement:") == "furniture"
    assert cues.kind("x" * 5000) is None


@pytest.mark.parametrize(
    "line", ["3 Comments", "No Comments", "Leave a Reply", "LEAVE A COMMENT", "2 Responses to “Truce”"]
)
def test_heading_of_comments(line: str) -> None:
    assert load_page_cues().opens_comments(line)


@pytest.mark.parametrize(
    "line", ["Comments from the minister", "3 comments by the envoy angered them", "He left a reply."]
)
def test_no_heading_of_comments(line: str) -> None:
    assert not load_page_cues().opens_comments(line)


def test_known_events_run_forward() -> None:
    assert all(event.first <= event.last for event in load_page_cues().known_events)


@pytest.mark.parametrize(
    ("rule", "complaint"),
    [
        ({"kind": "advert"}, "unknown kind"),
        ({"kind": "furniture", "begins": ["x"]}, "unknown key"),
        ({"kind": "furniture", "pattern": "("}, "no regular expression"),
    ],
)
def test_broken_rule_names_its_place(rule: dict[str, object], complaint: str) -> None:
    with pytest.raises(CodebookError, match=complaint) as error:
        page._rule(rule, 7)
    assert "rule 7" in str(error.value)
