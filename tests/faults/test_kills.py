"""A few kills of each kind of work, as the bench does many: nothing is lost, and the finished case is the same."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import bench.kills
from bench.kills import WORKS, killed

KILLS = 4


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a thing of POSIX systems")
def test_work_that_is_killed_loses_nothing_and_can_be_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for number in range(6):
        told = f"On {number + 1} March 2021 rebels shelled hill {number // 2}, killing {number + 3} people, he said. "
        (reports / f"{number}.txt").write_text(told + f"Soldiers then attacked post {number} near Taiz. " * 3)
    monkeypatch.setattr(bench.kills, "BUILD", ("--method", "codebook", "-j", "1"))
    outcomes = list(killed(reports, tmp_path, KILLS, seed=11))
    assert [outcome for outcome in outcomes if not outcome.good] == []
    assert {outcome.work for outcome in outcomes} == {work.name for work in WORKS}
    assert any(outcome.running for outcome in outcomes), "no kill came in time; the moments are drawn too late"
