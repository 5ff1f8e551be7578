"""Read what is meant to break a reader: python -m bench.hostile. Each input is built beside one good report.

Measured are the peak memory of the process that builds (one process, method codebook) above that of a build of the good
report alone, and what is said of the input.
"""

from __future__ import annotations

import argparse
import gzip
import io
import re
import shutil
import struct
import subprocess
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import sayso as product
from bench.corpora import sayso
from bench.record import record

GOOD = "Gunmen attacked a police post near Mosul on 4 January 2020, killing two officers, officials said."
MEBIBYTE = 1 << 20
POLL_SECONDS = 0.02
MOST_MIB = 600
"""Peak memory of the process above which an input counts as one that breaks it."""
_LINE = b"Gunmen attacked a police post near Mosul on Friday, officials said, and nobody was hurt. "


def main() -> None:
    """Build each input, and record."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mebibytes", type=int, default=1024, help="Size of what is endless.")
    parser.add_argument("--only", nargs="+", choices=INPUTS, default=list(INPUTS))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        alone = built(Path(scratch, "alone"), lambda folder, size: None, 0)[0]
        figures: list[tuple[str, object]] = [("a good report alone: peak memory, MiB", f"{alone:.0f}")]
        bad = 0
        for name in asked.only:
            peak, said, good = built(Path(scratch, name.replace(" ", "_")), INPUTS[name], asked.mebibytes)
            bad += not good or peak > MOST_MIB
            figures.append((f"{name}: peak memory, MiB; what is said", f"{peak:.0f}; {said}"))
            print(figures[-1], flush=True)
    figures.append((f"inputs unsaid, over {MOST_MIB} MiB or in the good report's way", bad))
    remark = f"What is endless has {asked.mebibytes} MiB. One process; the good report beside each was read."
    record("Hostile input", f"python -m bench.hostile --mebibytes {asked.mebibytes}", figures, remark)


def built(folder: Path, make: Callable[[Path, int], None], mebibytes: int) -> tuple[float, str, bool]:
    """Build one input beside a good report; give peak MiB, the reasons, and whether both were treated well."""
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    make(folder, mebibytes)
    case = folder.with_suffix(".sayso")
    process = subprocess.Popen(
        sayso("build", folder, "-o", case, "-j", "1", "--method", "codebook"), stdout=subprocess.DEVNULL
    )
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, peak_mib(process.pid))
        time.sleep(POLL_SECONDS)
    shutil.rmtree(folder)
    with product.open(case) as opened:
        reasons = sorted({row.reason for row in opened.rejections()})
        good = [document for document in opened.documents() if document.path == "good.txt"]
        others = len(opened.documents()) - len(good)
    said = ", ".join(reasons) or ("read" if others else "nothing")
    return peak, said, bool(good and (reasons or others) and not process.returncode)


def peak_mib(pid: int) -> float:
    """Give the most memory a process held so far, 0 once it has ended; what it was forked from does not count."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    held = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(held[1]) / 1024 if held else 0.0


def zip_bomb(folder: Path, mebibytes: int) -> None:
    """Pack zeros, a thousand to one."""
    with (
        zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.txt", "w") as member,
    ):
        for _ in range(mebibytes):
            member.write(bytes(MEBIBYTE))


def many_members(folder: Path, mebibytes: int) -> None:
    """Pack many members, each harmless, that together unpack to too much."""
    with zipfile.ZipFile(folder / "bad.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(max(20, mebibytes // 15)):
            archive.writestr(f"{number}.txt", b" " * (15 * MEBIBYTE))


def nested_zips(folder: Path, mebibytes: int) -> None:
    """Pack a bomb in an archive in an archive."""
    inner = folder / "bad.zip"
    zip_bomb(folder, mebibytes // 8)
    for _ in range(3):
        content = inner.read_bytes()
        with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(4):
                archive.writestr(f"{number}.zip", content)


def overlapping_zip(folder: Path, mebibytes: int) -> None:
    """Name one packed member some thousand times: every entry of the table points to the same bytes."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0000.txt", b" " * (12 * MEBIBYTE))
    packed = whole.getvalue()
    start = packed.index(b"PK\x01\x02")
    entry = packed[start : packed.index(b"PK\x05\x06")]
    entries = b"".join(entry.replace(b"0000.txt", b"%04d.txt" % number) for number in range(2000))
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2000, 2000, len(entries), start, 0)
    (folder / "bad.zip").write_bytes(packed[:start] + entries + end)


def lying_zip(folder: Path, mebibytes: int) -> None:
    """Pack zeros and say, in both tables, that they unpack to a hundred bytes."""
    zip_bomb(folder, mebibytes // 4)
    content = bytearray((folder / "bad.zip").read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<L", 100)
    content[22:26] = struct.pack("<L", 100)
    (folder / "bad.zip").write_bytes(content)


def gzip_bomb(folder: Path, mebibytes: int) -> None:
    """Pack a tar archive of one member of zeros."""
    with gzip.open(folder / "bad.tar.gz", "wb") as packed:
        member = tarfile.TarInfo("a.txt")
        member.size = mebibytes * MEBIBYTE
        packed.write(member.tobuf())
        for _ in range(mebibytes):
            packed.write(bytes(MEBIBYTE))


def gzip_of_headers(folder: Path, mebibytes: int) -> None:
    """Pack a tar archive of empty members alone: their headers unpack to too much."""
    header = tarfile.TarInfo("a.txt").tobuf() * (MEBIBYTE // 512)
    with gzip.open(folder / "bad.tar.gz", "wb") as packed:
        for _ in range(mebibytes):
            packed.write(header)


def page_entities(folder: Path, mebibytes: int) -> None:
    """Define entities by entities, ten times ten times ten, in a page."""
    (folder / "bad.html").write_text(f"{_entities('html')}<html><body><p>{GOOD} &e11;</p><p>{GOOD}</p></body></html>")


def page_outside(folder: Path, mebibytes: int) -> None:
    """Define an entity by a file of this machine; it must not be read."""
    declared = '<!DOCTYPE html [<!ENTITY outside SYSTEM "file:///etc/hostname">]>'
    (folder / "bad.html").write_text(f"{declared}<html><body><p>{GOOD} &outside;</p><p>{GOOD}</p></body></html>")


def pdf_entities(folder: Path, mebibytes: int) -> None:
    """Define entities by entities in the metadata of a PDF."""
    told = f"{_entities('x')}<x>&e11;</x>".encode()
    _pdf(folder / "bad.pdf", told, b"/Type/Metadata/Subtype/XML", catalog=b"/Metadata 4 0 R")


def pdf_bomb(folder: Path, mebibytes: int) -> None:
    """Pack the content of a page a thousand to one, twice over."""
    import zlib

    inner = zlib.compress(b"BT (attack) Tj ET " * (mebibytes * MEBIBYTE // 72), 9)
    packed = zlib.compress(inner, 9)
    _pdf(folder / "bad.pdf", packed, b"/Filter[/FlateDecode/FlateDecode]", page=b"/Contents 4 0 R")


def nested_tags(folder: Path, mebibytes: int) -> None:
    """Nest a million tags."""
    (folder / "bad.html").write_text("<html><body>" + "<b>" * 1_000_000 + GOOD)


def nested_boxes(folder: Path, mebibytes: int) -> None:
    """Nest a million boxes and close them all."""
    (folder / "bad.html").write_text("<html><body>" + "<div>" * 1_000_000 + GOOD + "</div>" * 1_000_000)


def flat_tags(folder: Path, mebibytes: int) -> None:
    """Put a million empty paragraphs side by side."""
    (folder / "bad.html").write_text("<html><body><article>" + "<p><i>" * 1_000_000 + GOOD)


def many_attributes(folder: Path, mebibytes: int) -> None:
    """Give one tag a million attributes."""
    told = " ".join(f"a{number}=1" for number in range(500_000))
    (folder / "bad.html").write_text(f"<html><body><p {told}>{GOOD}</p></body></html>")


def endless(ending: str, head: bytes = b"", line: bytes = _LINE) -> Callable[[Path, int], None]:
    """Give a maker of a file of one line, as long as asked."""

    def make(folder: Path, mebibytes: int) -> None:
        chunk = line * (MEBIBYTE // len(line))
        with (folder / f"bad{ending}").open("wb") as file:
            file.write(head)
            for _ in range(mebibytes):
                file.write(chunk)

    return make


def sparse(folder: Path, mebibytes: int) -> None:
    """Make a file of zeros that takes no room on the disk."""
    with (folder / "bad.txt").open("wb") as file:
        file.truncate(mebibytes * MEBIBYTE)


def deep_json(folder: Path, mebibytes: int) -> None:
    """Nest a million arrays."""
    (folder / "bad.json").write_text('{"text": "a", "more": ' + "[" * 1_000_000 + "]" * 1_000_000 + "}")


def _entities(root: str) -> str:
    """Declare entities of entities, ten times ten times ten: ``&e11;`` is the longest."""
    made = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY e0 "attack">{made}]>'


def _pdf(path: Path, stream: bytes, told: bytes, *, catalog: bytes = b"", page: bytes = b"") -> None:
    """Write a PDF of one page with a stream, of which ``told`` says what it is; object 4, named by another."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]%s>>" % page,
        b"<<%s/Length %d>>stream\n%s\nendstream" % (told, len(stream), stream),
    )
    body = b"".join(b"%d 0 obj%s endobj\n" % (number, one) for number, one in enumerate(objects, 1))
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>\n")


INPUTS: dict[str, Callable[[Path, int], None]] = {
    "zip bomb": zip_bomb,
    "zip of many members": many_members,
    "zips in zips": nested_zips,
    "zip of overlapping members": overlapping_zip,
    "zip that lies about its size": lying_zip,
    "gzip bomb": gzip_bomb,
    "gzip of headers alone": gzip_of_headers,
    "page of entities": page_entities,
    "page with an entity from outside": page_outside,
    "PDF with metadata of entities": pdf_entities,
    "PDF packed twice": pdf_bomb,
    "page of nested tags": nested_tags,
    "page of nested boxes": nested_boxes,
    "page of empty paragraphs": flat_tags,
    "page with a tag of many attributes": many_attributes,
    "JSON of nested arrays": deep_json,
    "endless text": endless(".txt"),
    "endless zeros": sparse,
    "endless page": endless(".html", b"<html><body><p>"),
    "endless JSON": endless(".json", b'{"text": "'),
    "endless line of JSON": endless(".jsonl", b'{"text": "'),
    "endless cell": endless(".csv", b'id,text\n1,"'),
    "endless PDF": endless(".pdf", b"%PDF-1.4\n"),
}
"""What is meant to break a reader, by name."""


if __name__ == "__main__":
    main()
