"""Reports: the folded words of the annotated reports and the triggers marked in them."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.codebook.phrases import fold

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['’](?!s\b)[a-z]+)?")

Reading = tuple[str, str | None]
"""The type and mode that an annotator gave a trigger."""


@dataclass(frozen=True, slots=True)
class Reports:
    """Hold the words of each report, and for each folded trigger how often it was read as what."""

    words: tuple[tuple[str, ...], ...]
    triggers: dict[str, Counter[Reading]]

    @classmethod
    def read(cls, gold: Path, names: Sequence[str]) -> Reports:
        """Read the reports ``names`` of a gold folder with ``docs`` and ``ann``."""
        triggers: dict[str, Counter[Reading]] = defaultdict(Counter)
        for name in names:
            for row in (gold / "ann" / f"{name}.events.jsonl").read_text(encoding="utf-8").splitlines():
                mention = json.loads(row)
                triggers[" ".join(_words(mention["trigger"]["text"]))][mention["type"], mention["mode"]] += 1
        texts = ((gold / "docs" / f"{name}.txt").read_text(encoding="utf-8") for name in names)
        return cls(tuple(tuple(_words(text)) for text in texts), triggers)

    def counts(self) -> Counter[str]:
        """Count the words."""
        return Counter(word for text in self.words for word in text)

    def occurrences(self, phrases: Collection[str]) -> Counter[str]:
        """Count each phrase where no longer one begins at the same word."""
        longest: dict[str, int] = {}
        for phrase in phrases:
            first, *rest = phrase.split()
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
        found: Counter[str] = Counter()
        for text in self.words:
            for at, word in enumerate(text):
                for length in range(min(longest.get(word, 0), len(text) - at), 0, -1):
                    phrase = " ".join(text[at : at + length])
                    if phrase in phrases:
                        found[phrase] += 1
                        break
        return found


def names_of(gold: Path, half: str = "all") -> list[str]:
    """List the annotated reports in order; ``half`` "even" or "odd" takes every other one."""
    names = sorted(path.name.removesuffix(".events.jsonl") for path in (gold / "ann").glob("*.events.jsonl"))
    return names if half == "all" else names[half == "odd" :: 2]


def _words(text: str) -> Iterator[str]:
    return map(fold, _WORD.findall(text))
