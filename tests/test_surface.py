"""The public surface, its page and its docstrings say the same; importing it is quick."""

from __future__ import annotations

import dataclasses
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import sayso

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
METHODS_OF = {"case": sayso.Case, "listing": sayso.Listing, "answer": sayso.Answer}
IMPORT_SECONDS = 0.15
"""Of processor time, as bench/packaging.py measures it; a busy machine may take twice as long."""
SLACK = 2.0

IMPERATIVE = re.compile(r"[A-Z][a-z]+(-[a-z]+)?,? ")
NOT_IMPERATIVE = {"A", "An", "The", "This", "Returns", "Gives", "Base", "Raised", "It", "These", "Class", "Function"}


def public(kind: type[Any]) -> Iterator[tuple[str, Any]]:
    for name, member in inspect.getmembers(kind):
        if not name.startswith("_") and (callable(member) or isinstance(member, property)):
            yield name, member


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_public_name_is_there_and_in_the_page(name: str) -> None:
    assert hasattr(sayso, name)
    assert f"`sayso.{name}`" in PAGE, name


@pytest.mark.parametrize("variable", METHODS_OF)
def test_every_public_method_is_in_the_page(variable: str) -> None:
    missing = [name for name, _ in public(METHODS_OF[variable]) if f"`{variable}.{name}`" not in PAGE]
    assert missing == []


def test_every_name_in_the_page_exists() -> None:
    for variable, name in re.findall(r"`(sayso|case|listing|answer)\.([A-Za-z_]+)[`(]", PAGE):
        owner: Any = sayso if variable == "sayso" else METHODS_OF[variable]
        attributes = {"path"} if variable == "case" else set()
        assert hasattr(owner, name) or name in attributes, f"{variable}.{name}"
        assert variable != "sayso" or name in (*sayso.__all__, "__all__"), name


def test_rows_in_the_page_are_public() -> None:
    for name in re.findall(r"\| `([A-Z][A-Za-z]+)`", PAGE):
        assert name in sayso.__all__, name


def documented() -> Iterator[tuple[str, Any]]:
    for name in sayso.__all__:
        found = getattr(sayso, name)
        if callable(found):
            yield name, found
        if isinstance(found, type) and found in METHODS_OF.values():
            yield from ((f"{name}.{method}", member) for method, member in public(found))


@pytest.mark.parametrize(("name", "found"), list(documented()), ids=lambda one: one if isinstance(one, str) else "")
def test_every_docstring_begins_with_an_imperative_line(name: str, found: Any) -> None:
    if name.endswith((".index", ".count")):  # those of any sequence
        return
    first = (inspect.getdoc(found) or "").splitlines()[0:1]
    assert first and first[0].rstrip().endswith((".", ":")), name
    word = first[0].split()[0].strip(",")
    if not issubclass(found if isinstance(found, type) else object, BaseException):
        assert IMPERATIVE.match(first[0]) and word not in NOT_IMPERATIVE, first[0]


@pytest.mark.parametrize("name", ["open", "read", "restore", "salvage"])
def test_functions_say_what_they_raise(name: str) -> None:
    assert "Raises:" in (inspect.getdoc(getattr(sayso, name)) or "")


@pytest.mark.parametrize(("name", "found"), list(documented()), ids=lambda one: one if isinstance(one, str) else "")
def test_every_error_that_a_docstring_names_is_public(name: str, found: Any) -> None:
    raised = re.findall(r"^\s+([A-Z][A-Za-z]+(?:Error|Case|Full|Input)): ", inspect.getdoc(found) or "", re.MULTILINE)
    for error in raised:
        assert error in sayso.__all__ or error == "ImportError", f"{name} raises {error}"


def test_every_error_is_public() -> None:
    def below(error: type[BaseException]) -> Iterator[str]:
        yield error.__name__
        for one in error.__subclasses__():
            if one.__module__.startswith("sayso."):
                yield from below(one)

    assert set(below(sayso.SaysoError)) <= set(sayso.__all__)


def test_rows_are_frozen_and_the_package_says_that_it_has_types() -> None:
    for kind in (sayso.Event, sayso.EventMention, sayso.Claim, sayso.Document, sayso.EventFilter, sayso.MentionFilter):
        assert dataclasses.is_dataclass(kind) and kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert files("sayso").joinpath("py.typed").is_file()


def test_importing_is_quick() -> None:
    program = "import time; a = time.process_time(); import sayso; print(time.process_time() - a)"
    took = min(float(subprocess.check_output([sys.executable, "-c", program])) for _ in range(5))
    assert took <= IMPORT_SECONDS * SLACK
