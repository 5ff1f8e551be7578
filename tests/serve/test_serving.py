"""Serving a case from the command line: what is refused, and what is brought up to date first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import uvicorn

import sayso
from sayso.errors import NotACase, UsageError
from sayso.serving import serve_case

USUAL = {"host": "127.0.0.1", "port": 0, "token": None, "read_only": False, "shapes": None, "reviewed_only": False,
         "redact": False}  # fmt: skip


@pytest.fixture
def case(demo_case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "demo.sayso"
    with sayso.open(demo_case) as opened:
        opened.backup(copy)
    monkeypatch.setattr(uvicorn.Server, "run", lambda *_, **__: None)
    return copy


def test_a_case_of_other_rules_is_merged_before_it_is_served(case: Path) -> None:
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE merging SET value = 'older' WHERE name = 'way'")
    told: list[str] = []
    for _ in range(2):
        serve_case(case, say=told.append, **USUAL)  # type: ignore[arg-type]
    assert [("merged anew" in one, "http://127.0.0.1:" in one) for one in told] == [
        (True, False), (False, True), (False, True),
    ]  # fmt: skip
    with sqlite3.connect(case) as connection:
        assert connection.execute("SELECT value FROM merging WHERE name = 'way'").fetchone()[0] != "older"


def test_a_case_that_is_only_read_is_left_as_it_is(case: Path) -> None:
    with sqlite3.connect(case) as connection:
        connection.execute("UPDATE merging SET value = 'older' WHERE name = 'way'")
    serve_case(case, say=lambda _: None, **{**USUAL, "read_only": True})  # type: ignore[arg-type]
    with sqlite3.connect(case) as connection:
        assert connection.execute("SELECT value FROM merging WHERE name = 'way'").fetchone()[0] == "older"


def test_what_cannot_be_served_is_said(case: Path, tmp_path: Path) -> None:
    with pytest.raises(NotACase, match="sayso build"):
        serve_case(tmp_path / "no.sayso", say=lambda _: None, **USUAL)  # type: ignore[arg-type]
    for wrong in ({"host": "0.0.0.0"}, {"host": "192.0.2.7", "token": "t"}):
        with pytest.raises(UsageError):
            serve_case(case, say=lambda _: None, **{**USUAL, **wrong})  # type: ignore[arg-type]
