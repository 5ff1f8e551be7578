"""Any bytes under any name are read or refused: no exception, no span outside the text, no endless work."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bench.fuzzing
from bench.fuzz_targets import LONGEST_BYTES, TARGETS, read_as
from bench.fuzzing import BROKEN, CRASHES, changed, mutate

ENDINGS = (".txt", ".md", ".html", ".pdf", ".json", ".jsonl", ".csv", ".tsv", ".zip", ".tar", ".tgz", "", ".docx")
MARKUP = st.sampled_from([
    "<p>", "</p>", "<article>", "<div><a href=x>", "<table><tr><td>", "<!--", "-->", "<![CDATA[", "<script>", "&amp;",
    "&#x110000;", "<html lang='", '"', "{", "}", "[", "]", ":", ",", "\\ud83d", "\n", "\r\n", "---\n", "title: ",
    "Raid", "\x00", "\u202e", "2020-01-05", "text", "1e999", "<?xml version='1.0' encoding='x'?>", "<!ENTITY a '&b;'>",
    "é", "💥", "id,text\n",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(ending=st.sampled_from(ENDINGS), content=st.binary(max_size=2000))
def test_any_bytes_under_any_ending(ending: str, content: bytes) -> None:
    read_as(f"fuzz{ending}", content)


@settings(max_examples=200, deadline=None)
@given(
    ending=st.sampled_from(ENDINGS),
    pieces=st.lists(MARKUP, max_size=60),
    encoding=st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252"]),
)
def test_pieces_of_markup_in_any_encoding(ending: str, pieces: list[str], encoding: str) -> None:
    read_as(f"fuzz{ending}", "".join(pieces).encode(encoding, "replace"))


@pytest.mark.parametrize("name", TARGETS)
def test_changed_files_of_each_form(name: str) -> None:
    assert mutate(name, seconds=30, seed=3, runs=40) == 40


def test_what_once_broke_a_reader_breaks_it_no_more() -> None:
    for kept in sorted(CRASHES.glob("*-*")):
        TARGETS[kept.name.partition("-")[0]].read(kept.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_of_each_form_are_read(name: str) -> None:
    for content in TARGETS[name].seeds():
        assert len(content) <= LONGEST_BYTES
        TARGETS[name].read(content)


def test_a_broken_promise_is_kept_as_a_crash_and_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_promise(target: object, content: bytes) -> None:
        assert b"Gunmen" not in content

    monkeypatch.setattr(bench.fuzzing, "CRASHES", tmp_path)
    monkeypatch.setattr("bench.fuzz_targets.Target.read", break_promise)
    with pytest.raises(SystemExit) as ended:
        mutate("lines", seconds=30, seed=1)
    assert ended.value.code == BROKEN
    (kept,) = tmp_path.iterdir()
    assert kept.name.startswith("lines-") and b"Gunmen" in kept.read_bytes()


def test_changes_are_those_of_the_seed() -> None:
    contents = [[changed(b"Gunmen attacked a post.", random.Random(seed)) for seed in range(50)] for _ in range(2)]
    assert contents[0] == contents[1] and len(set(contents[0])) > 40


def test_the_fuzzer_counts_its_inputs() -> None:
    command = [sys.executable, "-m", "bench.fuzzing", "zip", "--seconds", "1", "--mutate"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(shown.stdout.removeprefix("runs ")) > 0
