"""Event factuality: how sure a text is that what a word speaks of happened, -3 to 3.

Format: JSON lines, one sentence each: text (words parted by spaces), targets [{span1 [first, last), label}].
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from training.corpora.packed import json_lines
from training.corpora.treebank_words import joined
from training.passages import Passage


def factuality_reader(corpus: str, published_name: str) -> Callable[[Path, str], Iterator[Passage]]:
    """Make the reader of one of the sets, such as ``UDS_IH2``: one passage a sentence, in published order."""

    def read(folder: Path, part: str) -> Iterator[Passage]:
        for number, row in enumerate(json_lines(folder / f"{published_name}.{part}.jsonl.gz"), 1):
            words, sentences = joined([row["text"].split(" ")])
            facts = tuple((target["span1"][0], float(target["label"])) for target in row["targets"])
            yield Passage(corpus, f"{part}-{number}", words, sentences, facts=facts)

    return read
