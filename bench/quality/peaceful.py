"""Count false mentions in peaceful texts: python -m bench.quality.peaceful [--data FOLDER] [--method NAME …].

Match reports, recipes, reviews, lists, satire and business news written for this bench, full of attacks, shots,
strikes and sieges of which none is a political or military act: every mention is a false one. They are measured on
and never tuned on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.corpora import need
from bench.quality.options import options
from bench.quality.reading import read_text
from bench.record import Figures, record_methods

TEXTS = Path(__file__).with_name("peaceful")
SHOWN = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the texts and record."""
    asked = options("peaceful", __doc__, TEXTS, arguments, "method")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(need(asked.data).glob("*.txt"))}
    measured = {method: figures_of(texts, method) for method in asked.method}
    remark = f"{len(texts)} texts of one to two hundred words, written for this bench: every mention is a false one."
    record_methods("Peaceful texts", asked.command, measured, remark)


def figures_of(texts: dict[str, str], method: str) -> Figures:
    """Count what a method finds in texts that hold nothing to find."""
    readings = [read_text(name, text, method) for name, text in texts.items()]
    words = sum(len(text.split()) for text in texts.values())
    mentions = [mention for reading in readings for mention in reading.mentions]
    asserted = sum(mention.status == "asserted" and not mention.attribution for mention in mentions)
    types = Counter(mention.type for mention in mentions).most_common(SHOWN)
    return [
        ("texts coded", sum(reading.document.coded for reading in readings)),
        ("texts without a mention", sum(not reading.mentions for reading in readings)),
        ("false mentions per 1,000 words", f"{1000 * len(mentions) / words:.2f}"),
        ("of these asserted in the author's own voice", f"{1000 * asserted / words:.2f}"),
        ("false mentions of a probability of 0.5 and more, per 1,000 words",
         f"{1000 * sum(mention.probability >= 0.5 for mention in mentions) / words:.2f}"),
        ("false commitments per 1,000 words",
         f"{1000 * sum(len(reading.commitments) for reading in readings) / words:.2f}"),
        ("most frequent types", ", ".join(f"{name} {n}" for name, n in types) or "none"),
    ]  # fmt: skip


if __name__ == "__main__":
    main()
