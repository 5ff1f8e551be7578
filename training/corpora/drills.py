"""Drills: short passages written and annotated for what news has too little of: rare types, statuses and voices.

Format: a text in one line; below it a line for each act, ``* words | TYPE/mode | status``, then any of
``actor: A & B``, ``recipient``, ``place``, ``time``, ``number: killed = words``, ``source``, ``cue``, ``stance``,
``anonymous``; after each passage a line of four equals signs. ``words#2`` are their second occurrence.

``python -m training.corpora.drills FILE …`` tells what is wrong with files.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.annotate.labels import type_mode_pairs
from sayso.annotate.windows import Range
from sayso.record.analysis import Analysis
from sayso.record.vocabulary import NUMBER_KINDS, STANCES, STATUSES, EventType
from training.corpora.analysed import analysed_text, covering, sentence_ranges
from training.passages import Act, Argument, Passage

_BETWEEN = re.compile(r"^====$", re.MULTILINE)
_ROLES = frozenset({"actor", "recipient", "place", "time", "source", "cue"})
_SAID = ("source", "cue")


class DrillError(ValueError):
    """Say what is wrong with an annotation, in words of its file."""


def read_drills(folder: Path, part: str) -> Iterator[Passage]:
    """Read every passage of the folder's files; they have one part, which counts as train.

    Raises:
        FileNotFoundError: the folder holds no file.
        DrillError: an annotation quotes words that the text has not, or a label that there is not.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise FileNotFoundError(f"There is no drill in {folder}")
    for path in paths if part == "train" else ():
        for number, block in enumerate(_blocks(path.read_text("utf-8")), 1):
            yield drill(block, f"{path.stem}-{number}")


def drill(block: str, doc: str) -> Passage:
    """Read one passage.

    >>> passage = drill("Iran denied a raid.\\n* raid | ASSAULT | asserted | source: Iran | stance: denies", "d")
    >>> passage.acts[0].stance
    'denies'

    Raises:
        DrillError: see ``read_drills``.
    """
    text, *lines = block.splitlines()
    analysis = analysed_text(text.strip() + "\n")
    acts = sorted((_act(line, analysis, doc) for line in lines if line), key=lambda act: (act.first, act.last))
    return Passage("drills", doc, analysis.words, sentence_ranges(analysis), acts=tuple(acts))


def _blocks(text: str) -> Iterator[str]:
    return (block.strip() for block in _BETWEEN.split(text) if block.strip())


def _act(line: str, analysis: Analysis, doc: str) -> Act:
    if not line.startswith("* "):
        raise DrillError(f"{doc}: a line that is no act: {line!r}")
    cells = [cell.strip() for cell in line[2:].split(" | ")]
    if len(cells) < 3:
        raise DrillError(f"{doc}: an act needs words, type and status: {line!r}")
    kind, mode = _type(cells[1], doc)
    said = {name.strip(): value.strip() for name, _, value in (cell.partition(":") for cell in cells[3:])}
    if unknown := said.keys() - _ROLES - {"number", "stance", "anonymous"}:
        raise DrillError(f"{doc}: no field is called {', '.join(sorted(unknown))}")
    stance = said.get("stance")
    if stance is None and any(role in said for role in _SAID):
        raise DrillError(f"{doc}: a source needs a stance: {line!r}")
    return Act(
        *_words(cells[0], analysis, doc),
        type=kind,
        mode=mode,
        status=_one_of(cells[2], STATUSES, doc),
        arguments=tuple(_arguments(said, analysis, doc)),
        attributed=stance is not None,
        stance=_one_of(stance, STANCES, doc) if stance else None,
        anonymous="anonymous" in said,
    )


def _type(cell: str, doc: str) -> tuple[EventType, str | None]:
    kind, _, mode = cell.partition("/")
    found = next((pair for pair in type_mode_pairs() if pair == (kind, mode or None)), None)
    if found is None:
        raise DrillError(f"{doc}: the codebook has no {cell}")
    return found


def _arguments(said: dict[str, str], analysis: Analysis, doc: str) -> Iterator[Argument]:
    for role, value in said.items():
        if role in _ROLES:
            for quoted in value.split(" & "):
                yield Argument(role, *_words(quoted, analysis, doc))
        elif role == "number":
            for one in value.split(" & "):
                kind, _, quoted = one.partition(" = ")
                yield Argument("number", *_words(quoted, analysis, doc), _one_of(kind, NUMBER_KINDS, doc))


def _words(quoted: str, analysis: Analysis, doc: str) -> Range:
    """Find quoted words, whole ones only."""
    text, _, turn = quoted.strip().partition("#")
    found = list(re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", analysis.text)) if text else []
    at = int(turn or 1) - 1
    words = covering(analysis, *found[at].span()) if at < len(found) else None
    if words is None:
        raise DrillError(f"{doc}: the text does not say {quoted!r}")
    return words


def _one_of(value: str, known: Sequence[str], doc: str) -> str:
    if value not in known:
        raise DrillError(f"{doc}: {value!r} is none of {', '.join(known)}")
    return value


def main(paths: Sequence[str]) -> None:
    """Tell what is wrong with every passage of the files, and how many there are."""
    for path in map(Path, paths):
        number = acts = 0
        for number, block in enumerate(_blocks(path.read_text("utf-8")), 1):
            try:
                acts += len(drill(block, f"{path.name}, passage {number}").acts or ())
            except (DrillError, ValueError) as error:
                print(error)
        print(f"{path.name}: {number} passages, {acts} acts")


if __name__ == "__main__":
    main(sys.argv[1:])
