"""Check that the record quotes its texts: python -m bench.quality.support [--data FOLDER] [--method NAME …].

Every span of every mention and commitment must stand in its document's text, and every number must be readable from
its own words: checked by the gold scorer's functions and, independently, by ``sayso verify``. A folder holds
articles in JSON lines (articles.jsonl.gz) or annotated reports (docs/); without one, real pages and gold/dev.
"""

from __future__ import annotations

import gzip
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

import sayso
from bench.corpora import SHARED, need, run
from bench.corpora import sayso as sayso_command
from bench.quality.options import options
from bench.record import Figures, record_methods
from sayso.record.ids import DocumentId
from training.scoring import load_scorer

PARTS = {"news-conflict": SHARED / "data" / "news-conflict", "dev": SHARED / "gold" / "dev"}
SCORER = SHARED / "gold" / "score.py"


def main(arguments: Sequence[str] | None = None) -> None:
    """Build, export, check and record, for gold and for real pages or for the folder that is named."""
    asked = options("support", __doc__, SHARED, arguments, "method")
    parts = PARTS if asked.data == SHARED else {asked.data.name: asked.data}
    scorer = load_scorer(need(SCORER))
    for name, folder in parts.items():
        measured = {method: _measured(need(folder), method, scorer) for method in asked.method}
        section = "gold/dev" if folder == PARTS["dev"] else name
        record_methods(f"Support of the record, {section}", asked.command, measured)


def _measured(folder: Path, method: str, scorer: ModuleType) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        case, export = Path(scratch, "support.sayso"), Path(scratch, "record")
        run("build", _inputs(folder, Path(scratch)), "-o", case, "--method", method)
        run("export", case, "--out", export)
        verified = subprocess.run(sayso_command("verify", case), capture_output=True).returncode == 0
        with sayso.open(case) as opened:
            texts = {document.id: opened.text(document.id) for document in opened.documents()}
            rejected = len(opened.rejections())
        return [("documents", len(texts)), ("rows in rejections", rejected), *supported(export, texts, scorer),
                ("sayso verify finds nothing", verified)]  # fmt: skip


def supported(export: Path, texts: Mapping[DocumentId, str], scorer: ModuleType) -> Figures:
    """Count the spans and numbers of an exported record, and those that their texts do not support."""
    mentions = scorer.read_jsonl(export / "mentions.jsonl")
    rows = [*mentions, *scorer.read_jsonl(export / "commitments.jsonl")]
    spans = [(texts[row["doc"]], span) for row in rows for span in scorer.spans_in(row)]
    numbers = [number for mention in mentions for number in mention["numbers"]]
    return [
        ("mentions", len(mentions)),
        ("spans checked", len(spans)),
        ("spans_wrong", sum(text[span["start"] : span["end"]] != span["text"] for text, span in spans)),
        ("numbers out", len(numbers)),
        ("unsupported", sum(not scorer.number_supported(number) for number in numbers)),
    ]


def _inputs(folder: Path, scratch: Path) -> Path:
    """Give what to build from: annotated reports as they stand, packed articles unpacked."""
    if (folder / "docs").is_dir():
        return folder / "docs"
    articles = scratch / "articles.jsonl"
    articles.write_bytes(gzip.decompress(need(folder / "articles.jsonl.gz").read_bytes()))
    return articles


if __name__ == "__main__":
    main()
