"""Names of sensitive people that a case knows from elsewhere than its mentions of today: none gets out."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import sayso
from sayso.errors import UsageError
from sayso.export.redaction import Person, Redaction
from sayso.export.withheld import names_somebody
from sayso.record.plain import to_plain

KILLED = "KARWAN - A rocket killed Layla Haddad, 9, near Karwan on Friday, the Vestan army said."
ARRESTED = "KARWAN - Police arrested Omar Nasser near Karwan on Monday, the Vestan army said."
OTHER = " A rocket killed Mona Nasser, 8, near Karwan on Friday."
MARKET = (
    "<html><head><title>Market hit</title>{head}</head><body><article><p>KARWAN - A rocket hit the market in Karwan on"
    " Friday, killing one child, the Vestan army said. The army did not say who fired it. Residents said that several"
    " houses were damaged in the attack.</p></article></body></html>"
)
NAMES = ("layla", "haddad", "omar", "nasser", "mona", "leyla")

Change = Callable[[sayso.Case, Path], object]


@pytest.fixture
def case(tmp_path: Path) -> sayso.Case:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "killed.txt").write_text(KILLED)
    (folder / "killed.json").write_text(json.dumps({"title": "Layla Haddad killed"}))
    (folder / "arrested.txt").write_text(ARRESTED + OTHER)
    (folder / "market.html").write_text(MARKET.format(head='<meta name="keywords" content="Layla Haddad">'))
    opened = built(sayso.open(tmp_path / "x.sayso"), folder)
    for name in ("Layla Haddad", "Omar Nasser"):
        opened.decide("sensitive", actor(opened, name), by="R")
    return opened


def built(case: sayso.Case, folder: Path) -> sayso.Case:
    case.add(folder, outlet="Wire", published="2019-12-28", method="codebook")
    return case


def actor(case: sayso.Case, name: str) -> str:
    return next(one.id for one in case.actors() if one.name == name)


def later_version(case: sayso.Case, folder: Path) -> None:
    (folder / "killed.txt").write_text(KILLED.replace("Layla Haddad, 9,", "a child"))
    (folder / "killed.json").write_text(json.dumps({"title": "A child killed"}))
    built(case, folder)


def removed(case: sayso.Case, folder: Path) -> None:
    case.remove("arrested.txt", why="Omar Nasser asked for it", by="R")


def erased(case: sayso.Case, folder: Path) -> None:
    case.remove("arrested.txt", why="court order", by="R", erase=True)


def left_out(case: sayso.Case, folder: Path) -> None:
    case.decide("irrelevant", case.document("killed.txt").id, by="R", note="Haddad is nobody's enemy")


def named(case: sayso.Case, folder: Path) -> None:
    case.decide("name", actor(case, "Layla Haddad"), "Leyla Haddad", by="R")


def named_and_undone(case: sayso.Case, folder: Path) -> None:
    case.undo(case.decide("name", actor(case, "Layla Haddad"), "Leyla Haddad", by="R").id, by="R")


def joined(case: sayso.Case, folder: Path) -> None:
    case.decide("join", actor(case, "Mona Nasser"), actor(case, "Omar Nasser"), by="R")


def met_elsewhere(case: sayso.Case, folder: Path) -> None:
    (folder / "again").mkdir()
    (folder / "again" / "nasser.txt").write_text(ARRESTED)
    (folder / "again" / "arrested.txt").write_text(KILLED)
    case.add(folder / "again", outlet="Wire", published="2019-12-28", method="codebook")


def corrected(case: sayso.Case, folder: Path) -> None:
    mention = next(one for one in case.mentions() if one.path == "market.html")
    case.decide("correct", mention.id, ["Layla Haddad"], by="R", field="recipients", note="she was Layla Haddad")


CHANGES: tuple[Change, ...] = (
    later_version, removed, erased, left_out, named, named_and_undone, joined, met_elsewhere, corrected,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_no_name_gets_out_whatever_became_of_its_documents(case: sayso.Case, tmp_path: Path, change: Change) -> None:
    change(case, tmp_path / "in")
    told = names_in(b"\n".join(exported(case, tmp_path, redact=False).values()))
    assert "haddad" in told
    for name, rows in exported(case, tmp_path, redact=True).items():
        assert names_in(rows) == set(), name
    ids = [document.id for document in case.documents()]
    case.bundle(*ids, out=tmp_path / "b.zip", redact=True)
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        for name in archive.namelist():
            assert names_in(name.encode() + archive.read(name)) == set(), name


def names_in(rows: bytes) -> set[str]:
    return {name for name in NAMES if name in rows.decode().lower()}


def exported(case: sayso.Case, tmp_path: Path, *, redact: bool) -> dict[str, bytes]:
    out = tmp_path / f"out-{redact}"
    case.export(out, redact=redact)
    return {file.name: file.read_bytes() for file in out.iterdir() if file.name != "rules.json"}


def test_ids_of_joined_actors_are_one_label(case: sayso.Case, tmp_path: Path) -> None:
    ids = [actor(case, name) for name in ("Mona Nasser", "Omar Nasser")]
    joined(case, tmp_path)
    rows = b"".join(exported(case, tmp_path, redact=True).values()).decode()
    assert not any(one in rows for one in ids)


def test_words_of_decisions_stand_where_they_say(case: sayso.Case) -> None:
    document = case.document("killed.txt")
    mention = next(one for one in case.mentions() if one.doc == document.id)
    at = KILLED.index("near Karwan")
    case.decide("correct", mention.id, "2019-12-27", by="R", field="date", span=(at, at + 11))
    with case.reading(redact=True) as view:
        text = view.text(document.id)
        decision = next(one for one in view.decisions() if one.action == "correct")
        told = [span for span in spans_in(to_plain(decision)) if span["start"] is not None]
        assert decision.support and decision.support.before == text[: decision.support.start][-60:]
    assert told
    for span in told:
        assert text[span["start"] : span["end"]] == span.get("text", span.get("quotation"))


def spans_in(plain: Any) -> Iterator[dict[str, Any]]:
    if isinstance(plain, dict):
        if "start" in plain:
            yield plain
        for one in plain.values():
            yield from spans_in(one)
    elif isinstance(plain, list | tuple):
        for one in plain:
            yield from spans_in(one)


def test_an_error_names_nobody(case: sayso.Case, tmp_path: Path) -> None:
    removed(case, tmp_path)
    with case.reading(redact=True) as view, pytest.raises(UsageError) as told:
        view.document("arrested.txt")
    assert names_in(str(told.value).encode()) == set()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"A rocket hit a base.", False),
        (b"<!-- Layla Haddad -->", True),
        (b"Layla <b>Had</b>dad", True),
        (b"<a href='/2019/layla-haddad.html'>more</a>", True),
        (b"<a href='/2019/layla%20haddad.html'>more</a>", True),
        (b"Layla&nbsp;Haddad", True),
        (b'{"a": "\\u004cayla \\u0048addad"}', True),
        (b"%PDF-1.4\n\xe2\xe3\xcf\xd3 packed", True),
        ("Layla Haddad".encode("utf-16"), True),
        ("Layla Haddad".encode("utf-16-le"), True),
    ],
)  # fmt: skip
def test_bytes_that_name_somebody_or_cannot_be_searched_are_withheld(content: bytes, named: bool) -> None:
    assert names_somebody(content, Redaction((Person("p", ("Layla Haddad",)),))) is named
    assert not names_somebody(content, Redaction())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://x.example/haddad?x", "see https://x.example/[name]?x"),
        ("at www.x.example/haddad", "at www.x.example/[name]"),
        ("#haddad @haddad", "#[name] @[name]"),
        ("a haddad is a smith", "a haddad is a smith"),
    ],
)  # fmt: skip
def test_small_letters_hide_a_name_in_no_address(text: str, shown: str) -> None:
    assert Redaction((Person("p", ("Layla Haddad",)),)).text(text) == shown
