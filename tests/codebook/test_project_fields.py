"""A project declares fields of its own; what it declares is checked, and so is every value."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.project_fields import ProjectFields
from sayso.errors import CodebookError, UsageError

DECLARED = """
- name: light
  type: one-of
  values: [day, night]
  help: When it happened.
- {name: means, type: several-of, values: [air, land, sea]}
- {name: shells, type: number}
- {name: filmed, type: yes-no}
- {name: seen on, type: date}
- {name: remark, type: text}
"""


@pytest.mark.parametrize(
    ("name", "given", "value"),
    [
        ("light", "night", "night"), ("light", " day ", "day"), ("means", "sea; air", ["air", "sea"]),
        ("means", ["sea"], ["sea"]), ("shells", "12", 12), ("shells", 3.5, 3.5), ("shells", "-4", -4),
        ("filmed", "Yes", True), ("filmed", False, False), ("seen on", "2019-07", "2019-07"), ("remark", "so", "so"),
    ],
)  # fmt: skip
def test_a_value_is_read_as_its_field_is_declared(name: str, given: object, value: object) -> None:
    found = ProjectFields.of_text(DECLARED).value(name, given)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("light", "dusk"), ("light", 1), ("means", "sea; space"), ("means", ";"), ("shells", "many"),
        ("shells", "nan"), ("shells", "1e999"), ("shells", True), ("filmed", "maybe"), ("seen on", "1/2/2020"),
        ("remark", " "), ("remark", "x" * 10_001), ("weather", "rain"),
    ],
)  # fmt: skip
def test_a_value_that_is_none_of_its_field_is_refused_with_a_remedy(name: str, given: object) -> None:
    with pytest.raises(UsageError) as refused:
        ProjectFields.of_text(DECLARED).value(name, given)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("- {name: a, type: text}\n- {name: b, type: colour}", 2, "no type 'colour'"),
        ("- {name: a, type: text}\n\n- {name: a, type: text}", 3, "declared twice"),
        ("- {name: a}", 1, "cannot read the field"),
        ("- {name: a, type: text, colour: red}", 1, "cannot read the field"),
        ("- {name: a, type: one-of}", 1, "needs a list of values"),
        ("- {name: a, type: text, values: [x]}", 1, "needs a list of values"),
        ("- {name: a, type: one-of, values: [yes, no]}", 1, "True of a is no value"),
        ("- {name: a, type: one-of, values: [x, x]}", 1, "has a value twice"),
        ("- {name: a, type: one-of, values: [x; y]}", 1, "is no value"),
        ("- {name: 'a:b', type: text}", 1, "no name of a field"),
        ("- {name: no, type: text}", 1, "no name of a field"),
        ("name: a", 1, "is no list"),
        ("- just words", 1, "cannot read the field"),
        ("- a: [\n- b", 2, "is no YAML"),
        ("- !!python/object:os.system {}", 1, "is no YAML"),
    ],
)
def test_a_wrong_declaration_is_named_by_its_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(CodebookError) as refused:
        ProjectFields.of_text(text, "fields.yaml")
    assert (refused.value.path, refused.value.locator) == ("fields.yaml", f"line {line}")
    assert problem in refused.value.message


def test_fields_stand_beside_a_case_or_are_given(tmp_path: Path) -> None:
    case = tmp_path / "x.sayso"
    assert ProjectFields.of_case(case).by_name == {}
    (tmp_path / "fields.yaml").write_text(DECLARED, encoding="utf-8-sig")
    assert list(ProjectFields.of_case(case).by_name) == ["light", "means", "shells", "filmed", "seen on", "remark"]
    (tmp_path / "other.yaml").write_text("")
    assert ProjectFields.of_case(case, tmp_path / "other.yaml").by_name == {}
    with pytest.raises(CodebookError):
        ProjectFields.of_case(case, tmp_path / "nothing.yaml")
