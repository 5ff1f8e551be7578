"""Packages of others bring readers, decoders, extractors and formats by their entry points, and break nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from sayso import doors
from sayso.config import EXTRACTORS
from sayso.errors import UsageError
from sayso.export import WRITERS
from sayso.readers.registry import READERS
from sayso.text.decode import DECODERS

MODULE = """
from sayso.extract import read_codebook
from sayso.text.body import Body
from sayso.text.formats.plain import decode_plain

def read_srt(source, options):
    yield source.document(source.whole(10_000), "application/x-subrip", "subtitles/1")

def decode_srt(raw, options):
    lines = raw.content.decode().splitlines()
    return Body(text="\\n".join(line for line in lines if line and not line[0].isdigit()))

def read_wrong(source, options):
    raise KeyError("never tried")
    yield

def by_shouting(tables):
    from dataclasses import replace
    def extract(analysis, document):
        found = read_codebook(analysis, document, tables)
        return replace(found, mentions=tuple(replace(one, method="shouting/1") for one in found.mentions))
    return extract

def write_ids(view, out, asked):
    rows = [one.id for one in view.events()]
    out.write_text("\\n".join(rows))
    return {out.name: len(rows)}

def hijack(*given):
    raise AssertionError("what Sayso brings comes first")
"""
ENTRY_POINTS = """
[sayso.readers]
srt = others_sayso:read_srt
odd = others_sayso:read_wrong
gone = others_sayso:nothing
txt = others_sayso:hijack
plain = others_sayso:hijack

[sayso.decoders]
application/x-subrip = others_sayso:decode_srt
text/plain = others_sayso:hijack

[sayso.extractors]
shouting = others_sayso:by_shouting
codebook = others_sayso:hijack

[sayso.exporters]
ids = others_sayso:write_ids
csv = others_sayso:hijack
"""
SUBTITLES = "1\n00:00:01,000 --> 00:00:04,000\nRebels shelled the port of Hodeida on 3 May 2018.\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which a package is installed that brings one of each."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "others_sayso.py").write_text(MODULE)
    told = folder / "others_sayso-2.5.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: others-sayso\nVersion: 2.5\n")
    (told / "entry_points.txt").write_text(ENTRY_POINTS)
    return folder


def run(installed: Path | None, *words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [str(Path(sayso.__file__).parents[1]), str(installed or "")]))
    command = [sys.executable, "-c", "from sayso.cli import main; main()", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path})


def test_a_reader_a_decoder_an_extractor_and_a_format_of_another_package_work(installed: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "talk.srt").write_text(SUBTITLES)
    (reports / "calm.txt").write_text("Gunmen attacked a convoy near Mosul on 4 May 2018.")
    for name in ("x.odd", "x.gone"):
        (reports / name).write_text("Gunmen attacked.")
    built = run(installed, "build", "reports", "-o", "x.sayso", "-j", "2", "--method", "shouting", folder=tmp_path)
    assert built.returncode == 0, built.stderr
    assert run(installed, "export", "x.sayso", "--format", "ids", "--out", "ids.txt", folder=tmp_path).returncode == 0
    with sayso.open(tmp_path / "x.sayso") as case:
        talk = case.document("talk.srt")
        assert (talk.media_type, talk.reader) == ("application/x-subrip", "subtitles/1")
        assert case.text(talk.id) == "Rebels shelled the port of Hodeida on 3 May 2018."
        assert [one.method for one in case.mentions(doc=talk.id)] == ["shouting/1"]
        assert {one.path: one.reason for one in case.rejections()} == {
            "x.odd": "reader_failed",
            "x.gone": "unsupported",
        }
        assert (tmp_path / "ids.txt").read_text().split() == [event.id for event in case.events()]
        assert case.verify().clean


def test_another_version_of_a_package_reads_anew_and_the_same_does_not(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(SUBTITLES)

    def documents_read() -> int:
        built = run(installed, "build", "talk.srt", "-o", "y.sayso", "-j", "1", "--json", folder=tmp_path)
        return int(json.loads(built.stdout)["documents"])

    told = installed / "others_sayso-2.5.dist-info" / "METADATA"
    assert [documents_read(), documents_read()] == [1, 0]
    told.write_text(told.read_text().replace("2.5", "2.6"))
    assert documents_read() == 1


def test_without_the_package_its_files_are_named_as_not_read(tmp_path: Path) -> None:
    (tmp_path / "talk.srt").write_text(SUBTITLES)
    assert "not read" in run(None, "read", "talk.srt", folder=tmp_path).stderr
    refused = run(None, "read", "talk.srt", "--method", "shouting", folder=tmp_path)
    assert refused.returncode == 2 and "Use one of: reader, codebook" in refused.stderr


@pytest.mark.parametrize("own", [READERS, DECODERS, EXTRACTORS, WRITERS], ids=["read", "decode", "extract", "write"])
def test_all_that_sayso_brings_goes_through_the_door(own: doors.Own) -> None:
    for name in own:
        assert callable(doors.load("sayso.nothing", own, name, "thing")), name
    with pytest.raises(UsageError, match="no thing 'x'"):
        doors.load("sayso.nothing", own, "x", "thing")
