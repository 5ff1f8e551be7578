"""A build gives one record, whatever the order, the number of processes, or how often it was broken off."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import sayso
from sayso.build import build
from sayso.config import DEFAULT_METHOD, BuildOptions
from sayso.errors import CaseFull
from sayso.pipeline import load_stages
from sayso.store.case_file import connect_to_read
from sayso.store.view import View

ONE_JOB = BuildOptions(jobs=1)


def record_of(case: Path) -> dict[str, bytes]:
    out = case.with_suffix(".record")
    with sayso.open(case) as opened:
        opened.export(out, times=False)
    return {path.name: path.read_bytes() for path in out.iterdir()}


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, bytes]]:
    """Give the record of the examples as one process reads them by a method, made once for each method."""

    @cache
    def by(method: str) -> dict[str, bytes]:
        case = tmp_path_factory.mktemp("whole") / "whole.sayso"
        build(case, [str(Path(__file__).parents[1] / "examples" / "iraq-2019")], BuildOptions(method=method))
        return record_of(case)

    return by


@pytest.fixture(scope="module")
def whole(recorded: Callable[[str], dict[str, bytes]]) -> dict[str, bytes]:
    return recorded(DEFAULT_METHOD)


def test_a_second_build_reads_nothing_and_changes_nothing(
    tmp_path: Path, examples: Path, whole: dict[str, bytes]
) -> None:
    case = tmp_path / "x.sayso"
    first = build(case, [str(examples)], ONE_JOB)
    second = build(case, [str(examples)], ONE_JOB)
    assert first.documents == 20
    assert (second.documents, second.unchanged) == (0, first.files)
    assert record_of(case) == whole


def test_two_processes_give_the_same_bytes(
    tmp_path: Path, examples: Path, recorded: Callable[[str], dict[str, bytes]], method: str
) -> None:
    build(tmp_path / "x.sayso", [str(examples)], BuildOptions(method=method, jobs=2))
    assert record_of(tmp_path / "x.sayso") == recorded(method)


def test_reports_added_one_by_one_in_another_order_give_the_same_bytes(
    tmp_path: Path, examples: Path, recorded: Callable[[str], dict[str, bytes]], method: str
) -> None:
    case = tmp_path / "x.sayso"
    for path in sorted(examples.iterdir(), reverse=True):
        if path.suffix != ".json":
            build(case, [str(path)], BuildOptions(method=method))
    record = record_of(case)
    events = {json.loads(line)["id"] for line in record["events.jsonl"].splitlines()}
    redirects = [json.loads(line) for line in record.pop("redirects.jsonl").splitlines()]
    assert redirects and all(one["from"] not in events and one["to"] in events for one in redirects)
    assert record == {name: rows for name, rows in recorded(method).items() if name != "redirects.jsonl"}


def test_where_the_folder_stands_does_not_matter(tmp_path: Path, examples: Path, whole: dict[str, bytes]) -> None:
    moved = tmp_path / "elsewhere"
    shutil.copytree(examples, moved)
    build(tmp_path / "x.sayso", [str(moved)], ONE_JOB)
    assert record_of(tmp_path / "x.sayso") == whole


def test_a_new_document_leaves_the_others_as_they_are(tmp_path: Path, examples: Path) -> None:
    case, folder = tmp_path / "x.sayso", tmp_path / "reports"
    shutil.copytree(examples, folder)
    build(case, [str(folder)], ONE_JOB)
    before = {m.id: m for m in sayso.open(case).mentions()}
    (folder / "new.txt").write_text("Gunmen attacked a police post near Mosul on 4 January 2020, officials said.")
    summary = build(case, [str(folder)], ONE_JOB)
    after = {m.id: m for m in sayso.open(case).mentions()}
    assert summary.documents == 1
    assert before.items() <= after.items()
    assert len(after) > len(before)


def test_one_bad_document_does_not_stop_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a-empty.txt").write_bytes(b"")
    (folder / "b-binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "c-good.txt").write_text("Israel attacked Syria on Friday, and Damascus condemned the attack.")
    summary = build(tmp_path / "x.sayso", [str(folder)], ONE_JOB)
    assert summary.documents == 1
    assert sum(summary.rejected.values()) == 2
    rows = View(connect_to_read(tmp_path / "x.sayso")).rejections()
    assert [row.path for row in rows] == ["a-empty.txt", "b-binary.txt"]


def test_a_fault_of_ours_in_one_document_is_its_rejection(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sayso.pool as pool

    real = pool.read_document

    def stumbles(raw: object, stages: object) -> object:
        if "meridian-k1" in raw.path:  # type: ignore[attr-defined]
            raise ZeroDivisionError("no such thing")
        return real(raw, stages)  # type: ignore[arg-type]

    monkeypatch.setattr(pool, "read_document", stumbles)
    summary = build(tmp_path / "x.sayso", [str(examples)], ONE_JOB)
    assert summary.rejected.get("internal_error", 0) >= 1
    assert summary.documents >= 15
    detail = next(r.detail for r in sayso.open(tmp_path / "x.sayso").rejections() if r.reason == "internal_error")
    assert "ZeroDivisionError at test_build.py" in detail


def test_a_process_that_dies_takes_one_document_with_it(tmp_path: Path, examples: Path) -> None:
    """A document that kills its process (as for want of memory) is rejected; all others are read."""
    program = f"""
import os, sys
sys.path.insert(0, {str(Path(__file__).parents[1])!r})
import sayso.build as building
import sayso.pool
from tests.deadly import deadly_read
sayso.pool.read_to_rows = deadly_read
from pathlib import Path
from sayso.build import build
from sayso.config import BuildOptions
if __name__ == "__main__":
    summary = build(Path({str(tmp_path / "x.sayso")!r}), [{str(examples)!r}], BuildOptions(jobs=2))
    print(summary.documents, summary.rejected.get("process_died"))
"""
    script = tmp_path / "run.py"
    script.write_text(program)
    shown = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120, check=True)
    assert shown.stdout.split() == ["19", "1"]


KILLED = """
import os, signal, sys
import sayso.underway as underway
from sayso.cli import main
from sayso.store.writer import Writer

underway.ROWS_PER_TRANSACTION = 2
calls, last, real = [0], int(sys.argv.pop(1)), Writer.add

def add(self, readings):
    calls[0] += 1
    if calls[0] > last:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(self, readings)

Writer.add = add
main()
"""


@pytest.fixture(scope="module")
def containers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a table of reports, one with broken letters in it, an archive and a bad file."""
    folder = tmp_path_factory.mktemp("containers")
    rows = [f"Gunmen attacked post {n} near Mosul on Friday, the army said.".encode() for n in range(12)]
    rows[4] += b" caf\xc3\xa9 \xff broken"
    (folder / "table.csv").write_bytes(b"text\n" + b"\n".join(b'"' + row + b'"' for row in rows) + b"\n")
    with zipfile.ZipFile(folder / "week.zip", "w") as archive:
        for n in range(6):
            archive.writestr(f"{n}.txt", f"Rebels shelled town {n} on Sunday, killing {n + 2} people.")
        archive.writestr("bad.txt", b"")
    (folder / "bad.txt").write_bytes(b"")
    return folder


@pytest.mark.parametrize("kept", range(0, 11, 2))
def test_a_kill_between_any_two_transactions_loses_nothing(tmp_path: Path, containers: Path, kept: int) -> None:
    build(tmp_path / "whole.sayso", [str(containers)], ONE_JOB)
    case = tmp_path / "x.sayso"
    command = [sys.executable, "-c", KILLED, str(kept), "build", str(containers), "-o", str(case), "-j", "1"]
    process = subprocess.run(command, capture_output=True, text=True)
    assert process.returncode == -signal.SIGKILL, process.stderr
    assert len(sayso.open(case).documents()) < 18
    build(case, [str(containers)], ONE_JOB)
    assert record_of(case) == record_of(tmp_path / "whole.sayso")
    assert sayso.open(case).verify().clean
    assert len(sayso.open(case).documents()) == 18


def test_a_row_that_was_added_leaves_what_was_said_of_the_others(tmp_path: Path, containers: Path) -> None:
    table = tmp_path / "reports" / "table.csv"
    table.parent.mkdir()
    shutil.copyfile(containers / "table.csv", table)
    case = tmp_path / "x.sayso"
    first = build(case, [str(table)], ONE_JOB)
    before = [(row.locator, row.reason) for row in sayso.open(case).rejections()]
    with table.open("ab") as file:
        file.write(b'"Police arrested three men in Basra on Monday."\n')
    second = build(case, [str(table)], ONE_JOB)
    assert (first.documents, second.documents) == (12, 1)
    assert before and [(row.locator, row.reason) for row in sayso.open(case).rejections()] == before


def test_what_was_wrong_with_a_file_goes_when_it_is_mended(tmp_path: Path) -> None:
    report, case = tmp_path / "report.txt", tmp_path / "x.sayso"
    report.write_bytes(b"")
    build(case, [str(report)], ONE_JOB)
    assert [row.reason for row in sayso.open(case).rejections()] == ["empty"]
    report.write_text("Gunmen attacked a police post near Mosul on Friday.")
    build(case, [str(report)], ONE_JOB)
    assert not sayso.open(case).rejections()


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids="-".join)
def test_two_folders_with_the_same_names_do_not_disturb_each_other(
    tmp_path: Path, order: tuple[str, str], jobs: int
) -> None:
    for name, text in (("a", ""), ("b", "Gunmen attacked a police post near Mosul on Friday.")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "0.txt").write_text(text)
        (tmp_path / name / "same.txt").write_text("Rebels shelled a town in the north on Sunday.")
    for name in order:
        build(tmp_path / "x.sayso", [str(tmp_path / name)], BuildOptions(jobs=jobs))
    case = sayso.open(tmp_path / "x.sayso")
    assert [(row.path, row.reason) for row in case.rejections()] == [("0.txt", "empty"), ("same.txt", "duplicate")]
    assert len(case.documents()) == 2


def test_a_corrected_date_replaces_the_report_it_belongs_to(tmp_path: Path) -> None:
    folder, case = tmp_path / "reports", tmp_path / "x.sayso"
    folder.mkdir()
    (folder / "a.txt").write_text("Gunmen attacked a police post near Mosul on Friday.")
    for date in ("2020-01-13", "2020-01-31"):
        (folder / "a.json").write_text(json.dumps({"published": date}))
        build(case, [str(folder)], ONE_JOB)
    opened = sayso.open(case)
    current = [document for document in opened.documents() if document.superseded_by is None]
    assert [document.published for document in current] == ["2020-01-31"]
    assert [mention.date for mention in opened.mentions()] == ["2020-01-31"]


def test_the_case_and_an_export_in_the_folder_are_not_reports(tmp_path: Path, examples: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(examples, folder)
    case = folder / "case.db"
    build(case, [str(folder)], ONE_JOB)
    sayso.open(case).export(folder / "record")
    again = build(case, [str(folder)], ONE_JOB)
    assert (again.documents, again.rejected) == (0, {})


def test_a_document_that_failed_for_want_of_memory_is_read_next_time(
    tmp_path: Path, examples: Path, monkeypatch: pytest.MonkeyPatch, whole: dict[str, bytes]
) -> None:
    import sayso.pool as pool

    def out_of_memory(raw: object, stages: object) -> object:
        raise MemoryError

    case = tmp_path / "x.sayso"
    with monkeypatch.context() as patch:
        patch.setattr(pool, "read_document", out_of_memory)
        assert build(case, [str(examples)], ONE_JOB).documents == 0
    build(case, [str(examples)], ONE_JOB)
    assert record_of(case) == whole


FULL_DISK = """
import resource, signal, sys
from sayso.cli import main
from sayso.text.language import language_of
language_of("Le modèle des langues se déplie dans un fichier à lui, avant que le disque ne soit plein.")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
main()
"""


def test_a_full_disk_is_said_and_what_was_kept_stays(tmp_path: Path, examples: Path, whole: dict[str, bytes]) -> None:
    """The kernel refuses to let the case grow past a limit, as a full disk does."""
    case = tmp_path / "x.sayso"
    command = [sys.executable, "-c", FULL_DISK, "build", str(examples), "-o", str(case), "-j", "1"]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert shown.returncode == 1, shown.stderr
    assert "cannot be written" in shown.stderr and "Make room" in shown.stderr
    assert "Traceback" not in shown.stderr
    build(case, [str(examples)], ONE_JOB)
    assert record_of(case) == whole


def test_a_case_in_a_folder_that_is_not_there(tmp_path: Path, examples: Path) -> None:
    with pytest.raises(CaseFull):
        build(tmp_path / "absent" / "x.sayso", [str(examples)], ONE_JOB)


def test_every_row_keeps_the_contract_with_its_reader(whole: dict[str, bytes]) -> None:
    names = (
        "documents mentions claims events links actors places sources relations commitments edges decisions"
        " redirects rejections"
    )
    assert set(whole) == {*(f"{name}.jsonl" for name in names.split()), "rules.json"}
    rules = json.loads(whole["rules.json"])
    assert rules["windows"] and rules["thresholds"] and all(rules["tables"].values())
    for name, content in whole.items():
        rows = [json.loads(line) for line in content.splitlines()]
        ids = [row["id"] for row in rows if "id" in row]
        assert ids == sorted(set(ids)), name
        timed = ("at", "fetched_at", "decided_at")
        assert not any(key in timed and value for row in rows for key, value in row.items())


def test_spans_quote_their_document(whole: dict[str, bytes], tmp_path: Path, examples: Path) -> None:
    build(tmp_path / "x.sayso", [str(examples)], ONE_JOB)
    case = sayso.open(tmp_path / "x.sayso")
    texts = {document.id: case.text(document.id) for document in case.documents()}
    spans = 0
    for line in whole["mentions.jsonl"].splitlines():
        row = json.loads(line)
        for span in spans_in(row):
            spans += 1
            assert texts[row["doc"]][span["start"] : span["end"]] == span["text"]
    assert spans > 500


def spans_in(value: object) -> list[dict[str, object]]:
    if isinstance(value, dict):
        own = [value] if {"start", "end", "text"} <= set(value) else []
        return own + [span for item in value.values() for span in spans_in(item)]
    if isinstance(value, list):
        return [span for item in value for span in spans_in(item)]
    return []


def test_stages_are_loaded_once_for_equal_options() -> None:
    assert load_stages(BuildOptions(jobs=1)).tables is load_stages(BuildOptions(jobs=2)).tables


def test_a_build_leaves_no_process_behind_when_it_is_killed(tmp_path: Path, examples: Path) -> None:
    case = tmp_path / "x.sayso"
    command = [
        sys.executable,
        "-c",
        "from sayso.cli import main; main()",
        "build",
        str(examples),
        "-o",
        str(case),
        "-j",
        "2",
    ]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.0)
    below = children_of(process.pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 10
    while any(map(is_running, below)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in below if is_running(pid)]


def children_of(pid: int) -> list[int]:
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        pytest.skip("this system does not list a process's children")
    return [below for child in direct for below in (int(child), *children_of(int(child)))]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
