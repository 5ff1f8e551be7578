"""How far two people who coded copies of one case agree, and on what they differ."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import sayso
from sayso.agreeing import Agreement, agreement
from sayso.cli import main
from sayso.errors import UnreadableInput, UsageError
from tests.deciding import ANN, BEN, case_at, copy_of, mention, raid
from tests.merged import report

STRUCK, RAIDED = "struck", "raided"


def pair(tmp_path: Path) -> tuple[sayso.Case, sayso.Case]:
    (tmp_path / "fields.yaml").write_text("- {name: shells, type: number}\n- {name: light, type: text}")
    mine = case_at(tmp_path / "mine.sayso")
    return mine, copy_of(mine, "yours.sayso")


def on(verb: str, action: str, value: object = None, field: str | None = None, kind: str = "event") -> Any:
    """Give a decision on the event or the mention of a verb, by whoever takes it."""
    path = "a.txt" if verb == STRUCK else "b.txt"
    return lambda case, by: case.decide(
        action, getattr(mention(case, path, verb), "event" if kind == "event" else "id"), value, by=by, field=field,
        note="seen", kind=kind,
    )  # fmt: skip


def compared(tmp_path: Path, *deeds: tuple[Any, Any]) -> Agreement:
    """Let two people decide, deed by deed, and compare their files."""
    mine, yours = pair(tmp_path)
    for own, other in deeds:
        for deed, case, by in ((own, mine, ANN), (other, yours, BEN)):
            if deed is not None:
                deed(case, by)
    mine.export_decisions(tmp_path / "mine.jsonl"), yours.export_decisions(tmp_path / "yours.jsonl")
    found = agreement([tmp_path / "mine.jsonl", tmp_path / "yours.jsonl"])
    assert found == renamed(agreement([mine.path, yours.path]))
    return found


def renamed(found: Agreement) -> Agreement:
    from dataclasses import replace

    differences = (
        replace(one, values={name.replace(".sayso", ".jsonl"): value for name, value in one.values.items()})
        for one in found.differences
    )
    coders = tuple(name.replace(".sayso", ".jsonl") for name in found.coders)
    return replace(found, coders=coders, differences=tuple(differences))


def told(found: Agreement, field: str) -> tuple[str, float | None, int, float | None]:
    one = next(one for one in found.fields if one.field == field)
    return one.level, one.agreement.value, one.agreement.units, one.agreement.agreeing


KINDS: list[tuple[str, str, Callable[[Any], Any], Any, Any, str]] = [
    ("event type", "COERCE", lambda v: on(RAIDED, "correct", v, "type"), "PROTEST", "ASSAULT", "nominal"),
    ("event date", "2020-01-10", lambda v: on(RAIDED, "correct", v, "date"), "2020-01-12", "2020-01-03", "nominal"),
    ("event date in days", "2020-01-10", lambda v: on(RAIDED, "correct", v, "date"), "2020-01-12", "", "interval"),
    ("event number:killed", "11", lambda v: on(RAIDED, "correct", v, "number:killed"), "3..5", "", "interval"),
    ("mention status", "averted", lambda v: on(RAIDED, "correct", v, "status", "mention"), "planned", "", "nominal"),
    ("credibility", 2, lambda v: on(RAIDED, "credibility", v), 5, "", "ordinal"),
    ("field:shells", 12, lambda v: on(RAIDED, "field", v, "shells"), 14, "", "interval"),
    ("field:light", "dusk", lambda v: on(RAIDED, "field", v, "light"), "night", "", "nominal"),
]


@pytest.mark.parametrize(("field", "value", "deed", "other", "_", "level"), KINDS)
def test_equal_values_agree_and_others_are_listed(
    tmp_path: Path, field: str, value: Any, deed: Any, other: Any, _: Any, level: str
) -> None:
    found = compared(tmp_path, (deed(value), deed(other)))
    assert told(found, field)[0] == level
    assert told(found, field)[2:] == (1, 0.0)
    listed = next(one for one in found.differences if one.field == field)
    assert set(listed.values) == {"mine.jsonl", "yours.jsonl"}


@pytest.mark.parametrize(("field", "value", "deed", "other", "_", "level"), KINDS)
def test_equal_values_are_no_difference(
    tmp_path: Path, field: str, value: Any, deed: Any, other: Any, _: Any, level: str
) -> None:
    found = compared(tmp_path, (deed(value), deed(value)))
    assert told(found, field)[2:] == (1, 1.0)
    assert found.differences == ()


def test_alpha_of_verdicts(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        (on(RAIDED, "confirm", kind="mention"), on(RAIDED, "confirm", kind="mention")),
        (on(STRUCK, "reject", kind="mention"), on(STRUCK, "reject", kind="mention")),
    )
    assert told(found, "mention verdict") == ("nominal", 1.0, 2, 1.0)


def test_judgements_on_pairs(tmp_path: Path) -> None:
    def judged(action: str) -> Any:
        return lambda case, by: case.decide(
            action, mention(case, "a.txt", STRUCK).id, mention(case, "b.txt", STRUCK).id, by=by
        )

    found = compared(tmp_path, (judged("same"), judged("different")))
    assert told(found, "same event")[2:] == (1, 0.0)
    (tmp_path / "more").mkdir()
    assert compared(tmp_path / "more", (judged("same"), judged("unsure"))).differences == ()


def test_who_confirms_takes_the_values_for_right(tmp_path: Path) -> None:
    found = compared(tmp_path, (on(RAIDED, "confirm"), on(RAIDED, "correct", "2020-01-10", "date")))
    listed = next(one for one in found.differences if one.field == "event date")
    assert listed.values == {"mine.jsonl": "2020-01-09", "yours.jsonl": "2020-01-10"}


def test_what_was_undone_or_came_from_elsewhere_is_nobodys_coding(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on(RAIDED, "credibility", 2)(mine, ANN)
    on(RAIDED, "credibility", 5)(yours, BEN)
    yours.export_decisions(tmp_path / "yours.jsonl")
    mine.import_decisions(tmp_path / "yours.jsonl")
    for paths, by_person in (([mine.path, yours.path], False), ([mine.path], True)):
        assert told(agreement(paths, by_person=by_person), "credibility")[2:] == (1, 0.0)
    yours.undo(yours.decisions()[0].id, by=BEN)
    assert agreement([mine.path, yours.path]).differences == ()


def test_cases_of_the_same_texts_are_compared_by_their_words(tmp_path: Path) -> None:
    mine = case_at(tmp_path / "mine.sayso")
    other = (("Orland", "Vesta", "struck", 3), ("Vesta", "Orland", "raided", 9))
    yours = case_at(tmp_path / "yours.sayso", report(other, "b.txt", outlet="Gazette"))
    for case, by, value in ((mine, ANN, 2), (yours, BEN, 3)):
        case.decide("credibility", raid(case).id, value, by=by)
    assert told(agreement([mine.path, yours.path]), "credibility")[2:] == (1, 0.0)


def test_one_coder_is_refused_and_so_is_what_is_no_file(tmp_path: Path) -> None:
    mine, _ = pair(tmp_path)
    on(RAIDED, "credibility", 2)(mine, ANN)
    for paths, by_person in (([mine.path], False), ([mine.path], True), ([mine.path, mine.path], False)):
        with pytest.raises(UsageError, match="agrees with nobody"):
            agreement(paths, by_person=by_person)
    with pytest.raises(UnreadableInput):
        agreement([mine.path, tmp_path / "none.jsonl"])


def test_the_command_shows_alpha_and_what_is_to_be_settled(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    on(RAIDED, "credibility", 2)(mine, ANN)
    on(RAIDED, "credibility", 5)(yours, BEN)
    yours.export_decisions(tmp_path / "yours.jsonl")
    with (tmp_path / "yours.jsonl").open("a") as file:
        file.write("nonsense\n")
    words = ["agreement", str(mine.path), str(tmp_path / "yours.jsonl")]
    mine.close()
    shown = CliRunner().invoke(main, words, catch_exceptions=False)
    assert "Where they differ (1)" in shown.output and "line 2:" in shown.output and "ordinal" in shown.output
    assert json.loads(CliRunner().invoke(main, [*words, "--json"]).output)["coders"] == ["mine.sayso", "yours.jsonl"]


def test_an_event_is_one_unit_in_cases_that_hold_other_reports_of_it(tmp_path: Path) -> None:
    """Each case has a report of the strike that the other lacks; one of the three is in both."""
    told = {name: report([("Orland", "Vesta", "struck", 3)], name) for name in ("a.txt", "b.txt", "c.txt")}
    for both in told:
        ones = [name for name in told if name != both]
        cases = [case_at(tmp_path / f"{both} {one}.sayso", told[both], told[one]) for one in ones]
        for case, by, value in zip(cases, (ANN, BEN), (2, 5), strict=True):
            (event,) = case.events()
            case.decide("credibility", event.id, value, by=by)
            case.decide("credibility", event.id, value, by=by)
        found = agreement([case.path for case in cases])
        assert [(one.field, one.agreement.units, one.agreement.agreeing) for one in found.fields] == [
            ("credibility", 1, 0.0)
        ]


def test_events_that_one_coder_holds_to_be_several_are_no_one_unit(tmp_path: Path) -> None:
    mine, yours = pair(tmp_path)
    struck = mention(mine, "a.txt", STRUCK).id
    mine.decide("credibility", struck, 2, by=ANN, kind="event")
    yours.decide("split", mention(yours, "b.txt", STRUCK).id, by=BEN)
    for path in ("a.txt", "b.txt"):
        yours.decide("credibility", mention(yours, path, STRUCK).event, 2, by=BEN)
    found = agreement([mine.path, yours.path])
    assert [one.agreement.units for one in found.fields if one.field == "credibility"] == [1]


@pytest.mark.parametrize("texts", [("mine", "yours"), ("yours", "mine")])
def test_a_field_that_one_declares_a_number_and_one_a_text_is_compared_as_text(
    tmp_path: Path, texts: tuple[str, str]
) -> None:
    cases = dict(zip(("mine", "yours"), pair(tmp_path), strict=True))
    declared = {"mine": "number", "yours": "text"}
    values: dict[str, object] = {"mine": 3, "yours": "three"}
    for name, case in cases.items():
        (tmp_path / "fields.yaml").write_text(f"- {{name: light, type: {declared[name]}}}")
        case.decide("field", raid(case).id, values[name], field="light", by=ANN)
        case.decide("field", mention(case, "a.txt", STRUCK).event, values[name], field="light", by=ANN)
    (tmp_path / "fields.yaml").write_text("[]")
    found = agreement([cases[name].path for name in texts])
    assert told(found, "field:light")[0::2] == ("nominal", 2)
    (tmp_path / "fields.yaml").write_text("- {name: light, type: text}")
    assert told(agreement([cases[name].path for name in texts]), "field:light")[2:] == (2, 0.0)
