from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from sayso.readers import archives, limits, walk
from tests.readers.reading import documents, outline, rejections

MEMBERS = {
    "z/late.json": b'{"outlet": "Rafid Post"}',
    "a.txt": b"A quiet night.",
    "z/late.txt": b"A loud day.",
    "rows.csv": b"id,text\n1,Calm.\n",
    ".hidden.txt": b"Not this.",
    "__MACOSX/a.txt": b"Nor this.",
}


def make_zip(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def make_tar(path: Path, members: dict[str, bytes], *, links: dict[str, str] | None = None) -> Path:
    with tarfile.open(path, "w:gz" if path.name.endswith("gz") else "w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
        for name, target in (links or {}).items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = tarfile.SYMTYPE, target
            archive.addfile(entry)
    return path


def make(path: Path, members: dict[str, bytes]) -> Path:
    return make_zip(path, members) if path.suffix == ".zip" else make_tar(path, members)


@pytest.mark.parametrize("name", ["w.zip", "w.tar", "w.tar.gz", "w.tgz"])
def test_the_members_of_an_archive(tmp_path: Path, name: str) -> None:
    make(tmp_path / name, MEMBERS)
    found = documents(tmp_path)
    assert [(item.path, item.container, item.locator, item.content.decode()) for item in found] == [
        (f"{name}/a.txt", name, "a.txt", "A quiet night."),
        (f"{name}/z/late.txt", name, "z/late.txt", "A loud day."),
        (f"{name}/rows.csv", f"{name}!rows.csv", "row 1", "1,Calm."),
    ]
    assert [item.given.outlet for item in found] == [None, "Rafid Post", None]


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "a/../../out.txt", "..\\out.txt", "C:\\out.txt"])
@pytest.mark.parametrize("archive", ["w.zip", "w.tar"])
def test_a_member_that_leads_out_is_not_opened(tmp_path: Path, archive: str, name: str) -> None:
    make(tmp_path / archive, {name: b"Out.", "in.txt": b"In."})
    reasons = [reason for _, _, reason in outline(list(walk([str(tmp_path)])))]
    assert reasons == ["path_escape", "In."]


def test_a_link_in_an_archive_is_not_followed(tmp_path: Path) -> None:
    make_tar(tmp_path / "w.tar", {"in.txt": b"In."}, links={"l.txt": "/etc/passwd"})
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        entry = zipfile.ZipInfo("l.txt")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    assert outline(list(walk([str(tmp_path)]))) == [
        ("w.tar/in.txt", "in.txt", "In."),
        ("w.tar/l.txt", "l.txt", "path_escape"),
        ("w.zip/l.txt", "l.txt", "path_escape"),
    ]


def test_a_member_that_is_a_bomb_stops_no_other(tmp_path: Path) -> None:
    make_zip(tmp_path / "w.zip", {"bomb.txt": b" " * (limits.MIN_RATIO_BYTES + 1), "in.txt": b"In."})
    assert outline(list(walk([str(tmp_path)]))) == [
        ("w.zip/bomb.txt", "bomb.txt", "zip_bomb"),
        ("w.zip/in.txt", "in.txt", "In."),
    ]


@pytest.mark.parametrize("name", ["w.zip", "w.tgz"])
def test_an_archive_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 200_000)
    make(tmp_path / name, {f"{number}.txt": b"Calm. " * 10_000 for number in range(9)})
    found = outline(list(walk([str(tmp_path)])))
    assert found[-1][2] == "zip_bomb"
    assert sum(content.startswith("Calm") for _, _, content in found) < 5
    assert len(found) < 9


def test_a_small_tgz_of_very_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MIN_RATIO_BYTES", 100_000)
    make_tar(tmp_path / "w.tgz", {"0.txt": bytes(5_000_000), "1.txt": b"In."})
    assert [item.reason for item in rejections(tmp_path)] == ["zip_bomb"]


def test_an_archive_of_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    make_zip(tmp_path / "w.zip", {f"{number}.txt": b"Calm." for number in range(4)})
    assert [item.reason for item in rejections(tmp_path)] == ["zip_bomb"]


@pytest.mark.parametrize("inner", ["in.zip", "in.txt"])
def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path, inner: str) -> None:
    nested = make_zip(tmp_path / "x", {"a.txt": b"A."}).read_bytes()
    (tmp_path / "x").unlink()
    make_zip(tmp_path / "w.zip", {inner: nested, "b.txt": b"B."})
    assert outline(list(walk([str(tmp_path)]))) == [
        (f"w.zip/{inner}", inner, "nested_archive"),
        ("w.zip/b.txt", "b.txt", "B."),
    ]


@pytest.mark.parametrize("name", ["w.zip", "w.tar.gz", "w.tar"])
def test_an_archive_cut_short(tmp_path: Path, name: str) -> None:
    whole = make(tmp_path / name, {f"{n}.txt": f"Calm {n}. ".encode() * 2000 for n in range(9)})
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert "broken_archive" in [item.reason for item in rejections(tmp_path)]


def test_a_damaged_member_stops_no_other(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "w.zip", {"a.txt": b"Calm in Basra. " * 50, "b.txt": b"B."})
    content = bytearray(whole.read_bytes())
    content[40:48] = b"\xff" * 8
    whole.write_bytes(content)
    assert outline(list(walk([str(tmp_path)]))) == [
        ("w.zip/a.txt", "a.txt", "broken_archive"),
        ("w.zip/b.txt", "b.txt", "B."),
    ]


def test_a_table_of_members_that_leads_nowhere(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "w.zip", {"a.txt": b"A."})
    content = bytearray(whole.read_bytes())
    content[-6:-2] = b"\xf0\xff\xff\xff"  # where the table starts
    whole.write_bytes(content)
    assert [item.reason for item in rejections(tmp_path)] == ["broken_archive"]


def test_a_member_without_a_name(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "w.zip", {"\x01.txt": b"A.", "b.txt": b"B."})
    whole.write_bytes(whole.read_bytes().replace(b"\x01.txt", b"\x00.txt"))
    assert outline(list(walk([str(tmp_path)]))) == [
        ("w.zip/", "", "broken_archive"),
        ("w.zip/b.txt", "b.txt", "B."),
    ]


def test_a_member_with_a_password(tmp_path: Path) -> None:
    whole = make_zip(tmp_path / "w.zip", {"a.txt": b"A."})
    content = bytearray(whole.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    whole.write_bytes(content)
    assert [item.reason for item in rejections(tmp_path)] == ["encrypted"]


def test_gzip_that_is_no_tar(tmp_path: Path) -> None:
    import gzip

    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"A quiet night."))
    assert [item.reason for item in rejections(tmp_path)] == ["broken_archive"]


def test_a_member_that_is_empty(tmp_path: Path) -> None:
    make_zip(tmp_path / "w.zip", {"a.txt": b"", "b.txt": b"B."})
    assert [item.reason for item in rejections(tmp_path)] == ["empty"]


def entries_alone(n: int, *, long: bool) -> bytes:
    """Make a ZIP archive that is nothing but a table of contents of many nameless members."""
    local = b"PK\x03\x04" + bytes(26)
    table = (b"PK\x01\x02" + bytes(42)) * n
    long_end = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, n, n, len(table), len(local))
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(local) + len(table), 1)
    size = 0xFFFFFFFF if long else len(table)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0, 0, size, len(local), 0)
    return local + table + (long_end + locator if long else b"") + end


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("comment", [b"", b"made by hand"])
def test_a_table_of_contents_that_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long: bool, comment: bytes
) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY_BYTES", 40_000)
    content = entries_alone(1000, long=long)
    content = content[:-2] + struct.pack("<H", len(comment)) + comment
    (tmp_path / "w.zip").write_bytes(content)
    found = list(walk([str(tmp_path)]))
    assert [getattr(one, "reason", None) for one in found] == ["zip_bomb"]
    assert "table of contents" in getattr(found[0], "detail", "")
