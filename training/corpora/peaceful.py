"""Peaceful texts: sport, games, food, business, satire and the like, written for this corpus, none of them an event.

These genres borrow the words of war ("the visitors attacked from the first whistle"), and no other corpus says that
they mean nothing by it. Format: texts in running words, a line of four equals signs between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.analysed import analysed_text, sentence_ranges
from training.passages import Passage

_BETWEEN = "\n====\n"


def read_peaceful(folder: Path, part: str) -> Iterator[Passage]:
    """Read every text of the folder as a passage without acts; they have one part, which counts as train.

    Raises:
        FileNotFoundError: the folder holds no text.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"There is no text in {folder}")
    for path in paths if part == "train" else ():
        for number, text in enumerate(path.read_text("utf-8").split(_BETWEEN), 1):
            analysis = analysed_text(text.strip() + "\n")
            doc = f"{path.stem}-{number}"
            yield Passage("peaceful", doc, analysis.words, sentence_ranges(analysis), acts=(), pledges=())
