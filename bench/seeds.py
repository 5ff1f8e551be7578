"""Check the five real reports: python -m bench.seeds [--seeds FOLDER]."""

from __future__ import annotations

import argparse
import filecmp
import tempfile
from pathlib import Path

import sayso
from bench.corpora import SHARED, need, run
from bench.record import record
from sayso.record.documents import Document
from sayso.record.vocabulary import CODED_SEGMENTS


def main() -> None:
    """Build the case twice, look at segments, dates and mentions, and record what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=Path, default=SHARED / "seeds")
    seeds = need(parser.parse_args().seeds)
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch, "seeds.sayso")
        outs = [Path(scratch, name) for name in ("one", "two", "other")]
        run("build", seeds, "-o", case)
        run("export", case, "--no-times", "--out", outs[0])
        run("build", seeds, "-o", case)
        run("export", case, "--no-times", "--out", outs[1])
        run("build", seeds, "-j", "1", "-o", case.with_name("other.sayso"))
        run("export", case.with_name("other.sayso"), "--no-times", "--out", outs[2])
        with sayso.open(case) as opened:
            figures = _figures(opened, outs)
    record("The five real reports", "python -m bench.seeds", figures)


def _figures(case: sayso.Case, outs: list[Path]) -> list[tuple[str, object]]:
    documents = list(case.documents())
    mentions = case.mentions()
    by_id = {document.id: document for document in documents}
    outside = sum(not _in_coded_segment(by_id[m.doc], m.trigger.start, m.trigger.end) for m in mentions)
    figures: list[tuple[str, object]] = [
        ("documents coded", sum(document.coded for document in documents)),
        ("mentions", len(mentions)),
        ("mentions outside coded segments", outside),
        ("documents with a comment section apart", sum(_has(document, "comment") for document in documents)),
        (
            "documents with an editor's preface apart",
            sum(_has(document, "editor_note") for document in documents),
        ),
        ("second build byte-identical", same(outs[0], outs[1])),
        ("another -j byte-identical", same(outs[0], outs[2])),
    ]
    for number, document in enumerate(sorted(documents, key=lambda one: one.path), 1):
        reason = "" if document.published else f": {document.published_reason}"
        shown = f"{document.published} ({document.published_basis}{reason})"
        figures.append((f"publication date, report {number}", shown))
    return figures


def _in_coded_segment(document: Document, start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end and s.kind in CODED_SEGMENTS for s in document.segments)


def _has(document: Document, kind: str) -> bool:
    return any(segment.kind == kind for segment in document.segments)


def same(one: Path, other: Path) -> bool:
    """Tell whether two exports hold the same files, byte for byte."""
    names = sorted(path.name for path in one.iterdir())
    _, differing, unread = filecmp.cmpfiles(one, other, names, shallow=False)
    return names == sorted(path.name for path in other.iterdir()) and not differing and not unread


if __name__ == "__main__":
    main()
