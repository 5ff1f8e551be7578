"""ECB+: annotated event mentions of short reports, in the published format of two derived files.

``PART.corpus.txt`` holds the annotated sentences word by word, ``PART.event_mentions_tokens.json`` the mentions, and
``PART.event_mentions.json``, if it is there, the lemmas of their heads. All may stand gzipped. The two files of
mentions count words differently; mentions are found by their words, so that either will do.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis, Sentence
from training.corpora.packed import text_of
from training.scoring import Row

Words = tuple[str, ...]
Key = tuple[str, str, str]
_NAME = re.compile(r"(\d+)_\d+(ecb(?:plus)?)")


@dataclass(frozen=True, slots=True, order=True)
class Given:
    """Hold an annotated mention: words ``first`` to ``last`` (exclusive) of a sentence, and its chain.

    Of a mention in several parts these are the words of the first. ``lemma`` is that of its head, None where the file
    gives none.
    """

    sentence: int
    first: int
    last: int
    chain: str
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold the annotated sentences of a report and their mentions in text order."""

    name: str
    sentences: tuple[Words, ...]
    mentions: tuple[Given, ...]

    @property
    def ranges(self) -> list[Range]:
        """Give the words of each mention, counted over all sentences."""
        begins = [0, *accumulate(map(len, self.sentences))]
        return [(begins[one.sentence] + one.first, begins[one.sentence] + one.last) for one in self.mentions]

    @property
    def topic(self) -> str:
        """Give the topic: a kind of event."""
        return _name(self.name)[0]

    @property
    def subtopic(self) -> str:
        """Give the sub-topic: one event of the kind and what was reported with it."""
        return "".join(_name(self.name))


def reports(folder: Path, part: str, mentions: Path | None = None) -> list[Report]:
    """Read a part, by name; ``mentions`` is a file of mentions to take instead of the part's own.

    Raises:
        OSError: a file is not there.
        ValueError: a mention is not found among the words of its document.
    """
    sentences = _sentences(text_of(stored(folder / f"{part}.corpus.txt")))
    rows = json.loads(text_of(mentions or stored(folder / f"{part}.event_mentions_tokens.json")))
    lemmas = _lemmas([*_rows(stored(folder / f"{part}.event_mentions.json")), *rows])
    given = _given(rows, sentences, lemmas)
    return [
        Report(name, tuple(own), tuple(sorted(given[name]))) for name, own in sorted(sentences.items()) if name in given
    ]


def analysis_of(sentences: Sequence[Words]) -> Analysis:
    """Make the analysis of given words, parted by single spaces, each sentence a line.

    >>> made = analysis_of([("Rain", "fell", "."), ("Go", ".")])
    >>> made.text, made.span(1, 3).text
    ('Rain fell .\\nGo .', 'fell .')
    """
    words = [word for own in sentences for word in own]
    starts = [0, *accumulate(len(word) + 1 for word in words)][: len(words)]
    ends = [start + len(word) for start, word in zip(starts, words, strict=True)]
    begins = [0, *accumulate(map(len, sentences))]
    ranges = (Sentence(first, last, at, "body") for at, (first, last) in enumerate(pairwise(begins)))
    text = "\n".join(map(" ".join, sentences))
    return Analysis(text, tuple(words), tuple(starts), tuple(ends), (False,) * len(words), tuple(ranges))


def stored(path: Path) -> Path:
    """Give a file, or its gzipped form if it stands so."""
    return path if path.exists() else path.with_name(path.name + ".gz")


def _rows(path: Path) -> list[Row]:
    found: list[Row] = json.loads(text_of(path)) if path.exists() else []
    return found


def _lemmas(rows: Sequence[Row]) -> Mapping[Key, str]:
    return {_key(row): row["mention_head_lemma"] for row in rows if "mention_head_lemma" in row}


def _key(row: Row) -> Key:
    return row["doc_id"].removesuffix(".xml"), row["coref_chain"], _letters(row["tokens_str"])


def _sentences(text: str) -> Mapping[str, list[Words]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in (line.split("\t") for line in text.splitlines() if line.strip()):
        found[row[0]][row[1]].append(row[3])
    return {name: [tuple(words) for words in own.values()] for name, own in found.items()}


def _given(
    rows: Sequence[Row], sentences: Mapping[str, Sequence[Words]], lemmas: Mapping[Key, str]
) -> Mapping[str, list[Given]]:
    together: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        together[row["doc_id"].removesuffix(".xml"), row["sent_id"]].append(row)
    found: dict[str, list[Given]] = defaultdict(list)
    for (name, number), own in together.items():
        at, shift = _place(own, sentences[name], name, number)
        found[name] += [_mention(row, at, shift, lemmas.get(_key(row))) for row in own]
    return found


def _place(rows: Sequence[Row], sentences: Sequence[Words], name: str, number: int) -> tuple[int, int]:
    """Find the sentence that holds the words of all these mentions, and how far their numbers are shifted."""
    order = sorted(range(len(sentences)), key=lambda at: at != number)
    least = min(row["tokens_number"][0] for row in rows)
    places = ((at, shift) for at in order for shift in range(-least, len(sentences[at]) - least))
    for at, shift in sorted(places, key=lambda one: (one[0] != number, one[1] != 0)):
        if all(_reads(row, sentences[at], shift) for row in rows):
            return at, shift
    raise ValueError(f"{name}: no sentence holds {[row['tokens_str'] for row in rows]}")


def _reads(row: Row, words: Words, shift: int) -> bool:
    places = [at + shift for at in row["tokens_number"]]
    inside = all(0 <= at < len(words) for at in places)
    return inside and _letters(" ".join(words[at] for at in places)) == _letters(row["tokens_str"])


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words))


def _mention(row: Row, sentence: int, shift: int, lemma: str | None) -> Given:
    numbers = row["tokens_number"]
    first = numbers[0]
    last = next(at for at in range(first, numbers[-1] + 2) if at not in numbers)
    return Given(sentence, first + shift, last + shift, row["coref_chain"], lemma)


def _name(name: str) -> tuple[str, str]:
    found = _NAME.fullmatch(name)
    if found is None:
        raise ValueError(f"{name!r} is no name of ECB+, such as 1_2ecb")
    return found[1], found[2]
