"""A full disk, a folder or file that cannot be written: said in one line, and what was kept stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

import sayso
from bench.corpora import sayso as command
from sayso.cli import main
from sayso.errors import CaseError, CaseFull
from tests.faults.cases import copy_of, make_case, record_of

ROOM = 8 << 20
"""Bytes of the small disk."""
NOBODY = 65534


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("whole") / "whole.sayso")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a real disk of ``ROOM`` bytes, in memory."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk can only be mounted by root on Linux")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, leave: int = 0) -> Path:
    """Take all room of a disk but ``leave`` bytes."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    with filler.open("r+b") as file:
        file.truncate(max(0, filler.stat().st_size - leave))
    return filler


def reports(folder: Path, n: int) -> Path:
    folder.mkdir()
    for number in range(n):
        told = f"On {1 + number % 28} March 2021 rebels shelled hill {number}, killing {number + 3} people, he said. "
        (folder / f"{number:03}.txt").write_text(told + os.urandom(30_000).hex())
    return folder


def test_a_build_on_a_full_disk_says_so_and_goes_on_when_there_is_room(disk: Path, tmp_path: Path) -> None:
    folder, case = reports(tmp_path / "reports", 60), disk / "x.sayso"
    filler = fill(disk, leave=2 << 20)
    build = command("build", folder, "-o", case, "-j", "1", "--method", "codebook")
    shown = subprocess.run(build, capture_output=True, text=True)
    assert (shown.returncode, shown.stderr.count("\n")) == (1, 1), shown.stderr
    assert "cannot be written" in shown.stderr and "Make room" in shown.stderr
    filler.unlink()
    with sayso.open(case) as opened:
        assert opened.verify().clean
    shutil.copyfile(case, tmp_path / "x.sayso")  # the small disk cannot hold all of it
    for path in (tmp_path / "x.sayso", tmp_path / "unbroken.sayso"):
        assert sayso.open(path).add(folder, method="codebook").documents <= 60
    assert record_of(tmp_path / "x.sayso") == record_of(tmp_path / "unbroken.sayso")


def test_a_decision_on_a_full_disk_is_refused_and_the_others_stay(disk: Path, whole: Path) -> None:
    case = copy_of(whole, disk / "x.sayso")
    before = record_of(whole)
    with sayso.open(case) as opened:
        ids = [mention.id for mention in opened.mentions()]
    filler = fill(disk)
    with pytest.raises(CaseFull, match="Make room"):
        sayso.open(case).decide("different", ids[-1], ids[-3], by="R. Haddad")
    filler.unlink()
    assert record_of(case) == before and sayso.open(case).verify().clean
    assert sayso.open(case).decide("different", ids[-1], ids[-3], by="R. Haddad").by == "R. Haddad"


def test_an_export_or_a_backup_on_a_full_disk_leaves_no_half(disk: Path, whole: Path) -> None:
    fill(disk, leave=40_000)
    with pytest.raises(CaseFull, match="export cannot be written"):
        sayso.open(whole).export(disk / "record")
    half = [path for path in (disk / "record").glob("*") if not path.name.startswith(".")]
    assert all(path.read_bytes() == b"" or path.read_bytes().endswith((b"}\n", b"]\n")) for path in half)
    with pytest.raises(CaseFull):
        sayso.open(whole).backup(disk / "copy.sayso")
    assert not list(disk.glob("*copy*"))


AS_NOBODY = """
import os, sys
from pathlib import Path
import sayso

def told(what):
    try:
        return what() and "done"
    except sayso.SaysoError as error:
        return f"{type(error).__name__}: {error}"

def work(case, beside):
    ids = [mention.id for mention in sayso.open(beside).mentions()]
    print("report", told(lambda: sayso.open(case).report()))
    print("verify", told(lambda: sayso.open(case).verify().clean))
    print("decide", told(lambda: sayso.open(case).decide("different", ids[0], ids[-1], by="R. Haddad")))
    print("build", told(lambda: sayso.open(case).add(sys.argv[3], method="codebook")))
    print("backup", told(lambda: sayso.open(case).backup(case.with_name("copy.sayso"))))

warm, case = map(Path, sys.argv[1:3])
work(warm, warm)  # Python, and all it loads while it works, may be in a folder that nobody else may enter
if os.getuid() == 0:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
print("closed")
work(case, warm)
"""
"""Root may write anywhere, so another user tries."""


def as_nobody(whole: Path, folder: Path) -> dict[str, str]:
    """Read and write the case in a folder as a user who may do little; tell what came of it."""
    if os.name != "posix":
        pytest.skip("users and their rights are those of POSIX systems")
    warm, report = copy_of(whole, folder.with_name("warm.sayso")), folder.with_name("report.txt")
    report.write_text("On 4 January 2020 rebels shelled the hill, the mayor said.")
    words = [sys.executable, "-c", AS_NOBODY.replace("NOBODY", str(NOBODY)), warm, folder / "x.sayso", report]
    shown = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    assert shown.returncode == 0, shown.stderr
    closed = shown.stdout.partition("closed\n")[2]
    parted = (line.partition(" ") for line in closed.splitlines())
    return {what: came for what, _, came in parted}


@pytest.fixture
def folder(whole: Path) -> Iterator[Path]:
    """Give a folder with a case in a place that anybody may enter, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        folder = Path(place, "evidence")
        folder.mkdir()
        copy_of(whole, folder / "x.sayso")
        yield folder
        folder.chmod(0o755)


@pytest.mark.parametrize("closed", ["folder", "file"])
def test_what_cannot_be_written_is_said_and_can_be_read(whole: Path, folder: Path, closed: str) -> None:
    (folder / "x.sayso").chmod(0o444 if closed == "file" else 0o644)
    folder.chmod(0o555)
    told = as_nobody(whole, folder)
    assert (told["report"], told["verify"]) == ("done", "done")
    for what in ("decide", "build", "backup"):
        assert told[what].startswith("CaseFull: ") and "you may write to" in told[what], told
    folder.chmod(0o755)
    assert record_of(folder / "x.sayso") == record_of(whole)


@pytest.mark.parametrize(
    "words", [["build", "a.txt", "-o"], ["backup", "x.sayso"], ["salvage", "x.sayso"], ["restore", "x.sayso"]]
)
def test_a_folder_that_is_not_there_is_named(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    copy_of(whole, tmp_path / "x.sayso")
    (tmp_path / "a.txt").write_text("Rebels shelled a hill.")
    shown = CliRunner().invoke(main, [*words, "safe/y.sayso"])
    assert (shown.exit_code, shown.stderr) == (1, "sayso: safe: there is no such folder. Make it, or choose another\n")


def test_a_log_that_cannot_be_folded_is_not_passed_over(whole: Path, folder: Path) -> None:
    """Without its log the file alone may hold an older state, or parts of two."""
    (folder / "x.sayso-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(5000))
    folder.chmod(0o555)
    told = as_nobody(whole, folder)
    assert all("x.sayso-wal to a folder you may write to" in told[what] for what in ("report", "verify")), told


def test_a_folder_that_may_not_be_entered_is_named(whole: Path, folder: Path) -> None:
    folder.chmod(0o700 if os.getuid() == 0 else 0o000)
    told = as_nobody(whole, folder)
    assert all(came.startswith("NotACase: ") and "cannot be reached" in came for came in told.values()), told


def test_a_disk_that_fails_while_reading_is_no_crash(whole: Path, tmp_path: Path) -> None:
    case = copy_of(whole, tmp_path / "x.sayso")
    with case.open("r+b") as file:
        file.truncate(case.stat().st_size // 2)
    with pytest.raises(CaseError):
        sayso.open(case).export(tmp_path / "record")
