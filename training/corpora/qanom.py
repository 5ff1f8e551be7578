"""QANom: questions and answers about nouns that name an act ("the killing of ... by ...").

Format: CSV, one row for each question, or one for a noun without any; ``is_verbal`` says whether the noun
names an act; answer ranges are half-open and parted by ``~!~``. Source: the README of kleinay/QANom.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from training.corpora.noun_phrases import without_lead
from training.corpora.packed import text_of
from training.corpora.treebank_words import joined
from training.passages import Argument, Frame, Passage

Row = dict[str, str]
_PARTICIPANTS = frozenset({"who", "what"})


def read_qanom(folder: Path, part: str) -> Iterator[Passage]:
    """Read the published part, one passage for each sentence: its sentences stand alone.

    Where several people judged a noun, it names an act if any says so, and their answers are put together.
    Articles and prepositions in front of an answer are left out, as gold leaves them out.
    """
    rows = list(csv.DictReader(io.StringIO(text_of(folder / f"annot.{part}.csv.gz"))))
    rows.sort(key=lambda row: (row["qasrl_id"], int(row["target_idx"])))
    for sentence_id, group in groupby(rows, key=lambda row: row["qasrl_id"]):
        yield _passage(sentence_id, list(group))


def _passage(sentence_id: str, rows: list[Row]) -> Passage:
    words, sentences = joined([rows[0]["sentence"].split(" ")])
    by_noun = groupby(rows, key=lambda row: int(row["target_idx"]))
    frames = [_frame(noun, [row for row in group if row["is_verbal"] == "True"], words) for noun, group in by_noun]
    return Passage("qanom", sentence_id, words, sentences, frames=tuple(frame for frame in frames if frame))


def _frame(noun: int, rows: list[Row], words: tuple[str, ...]) -> Frame | None:
    if not rows:
        return None
    negated = any(row["is_negated"] == "True" for row in rows)
    return Frame(noun, rows[0]["verb_form"] or None, tuple(dict.fromkeys(_arguments(rows, words))), negated)


def _arguments(rows: Iterable[Row], words: tuple[str, ...]) -> Iterator[Argument]:
    for row in rows:
        role = role_asked(row)
        for answer in filter(None, row["answer_range"].split("~!~")):
            first, last = map(int, answer.split(":"))
            yield Argument(role, *(without_lead(words, first, last) if role != "other" else (first, last)))


def role_asked(row: Row) -> str:
    """Tell which role a question asks for, by the slots of its template.

    Who did it, or by whom it was done: actor. Who or what was done, or was it done to: recipient. An object
    that follows a preposition, and how, why or how much, are ``other``.

    >>> role_asked({"wh": "who", "subj": "", "obj": "something", "obj2": "", "prep": "", "is_passive": "False"})
    'actor'
    >>> role_asked({"wh": "what", "subj": "", "obj": "", "obj2": "", "prep": "", "is_passive": "True"})
    'recipient'
    """
    wh = row["wh"].lower()
    if wh not in _PARTICIPANTS:
        return {"where": "place", "when": "time"}.get(wh, "other")
    passive = row["is_passive"] == "True"
    if not row["subj"]:
        return "recipient" if passive else "actor"
    if passive:
        return "actor" if row["prep"] == "by" and not row["obj2"] else "other"
    return "recipient" if not row["obj"] and not row["prep"] else "other"
