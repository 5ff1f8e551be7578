"""Columns: one word a line, a blank line behind each sentence; how names are tagged in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from training.passages import Labelled


class Block(NamedTuple):
    """Hold one sentence: its comment lines without "# ", and the fields of each word."""

    comments: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, index: int) -> list[str]:
        """Give one field of every word."""
        return [row[index] for row in self.rows]

    def comment(self, name: str) -> str | None:
        """Give the value of "# name = value", or None."""
        return next((line[len(name) + 3 :] for line in self.comments if line.startswith(f"{name} = ")), None)


def blocks(text: str, separator: str = "\t") -> Iterator[Block]:
    """Cut a file of columns into sentences; a sentence without a word is left out.

    A line is a comment only where it begins with "# " and no word has come yet: tweets hold a "#" as a word.

    >>> [block.rows for block in blocks("Iran O\\nfired O\\n\\n\\nCalm O", " ")]
    [(('Iran', 'O'), ('fired', 'O')), (('Calm', 'O'),)]
    """
    comments: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.split("\n"), ""]:
        line = line.rstrip("\r")
        if line.startswith("# ") and not rows:
            comments.append(line[2:])
        elif line.strip(separator + " "):
            rows.append(tuple(line.split(separator)))
        elif rows:
            yield Block(tuple(comments), tuple(rows))
            comments, rows = [], []


def tagged_names(tags: Sequence[str], labels: Mapping[str, str], offset: int = 0) -> Iterator[Labelled]:
    """Read names from IOB tags; both "I-" and "B-" may open one. A tag not in ``labels`` is no name.

    >>> [(name.first, name.last) for name in tagged_names(["I-PER", "I-PER", "B-PER", "O"], {"PER": "PER"})]
    [(0, 2), (2, 3)]
    """
    first, open_label = 0, ""
    for index, tag in enumerate([*tags, "O"]):
        mark, _, label = tag.partition("-")
        if mark == "I" and label == open_label:
            continue
        if open_label in labels:
            yield Labelled(offset + first, offset + index, labels[open_label])
        first, open_label = index, label
