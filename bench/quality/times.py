"""Score time phrases on TempEval-3: python -m bench.quality.times [--data FOLDER] [--part NAME].

The folder holds TimeBank.zip and AQUAINT.zip (.tml files); another part is the name of a folder of .tml files in it, or
of a zip file, such as te3-platinum, and is scored as a whole. The grammar reads the text of each document with its
creation time as the publication date. Strict: the span is the annotated one. Value, as TempEval-3 counts it: F1 of the
relaxed spans (those that overlap) times the share of them whose value is right; beside it the harder count, the F1 of
phrases whose span and value are both right. Baseline: the words of a fixed list with the publication date for every one
of them. TimeBank and AQUAINT are parted 70/30 by a hash of the documents' names; the 70 may be looked at to tune.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path

from bench.corpora import SHARED, need
from bench.quality.figures import Counts, f1, precision, recall
from bench.quality.options import options
from bench.quality.split import reported
from bench.quality.timex import timex_value
from bench.record import record_methods
from sayso.codebook.times import TimeGrammar
from sayso.record.edtf import Edtf
from sayso.resolve.telling import ToldTime, times_told
from training.corpora.analysed import analysed_text

BOTH = "TimeBank+AQUAINT"
"""The parts that are measured together, parted 70/30 by a hash of the documents' names."""
SIMPLE = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tomorrow|(?:19|20)\d\d|now|"
    r"(?:last|this|next) (?:week|month|year)|"
    r"(?:Jan(?:\.|uary)|Feb(?:\.|ruary)|March|April|May|June|July|Aug(?:\.|ust)|Sept(?:\.|ember)|Oct(?:\.|ober)"
    r"|Nov(?:\.|ember)|Dec(?:\.|ember))(?: \d{1,2})?(?:, \d{4})?)(?!\w)"
)
"""The baseline's phrases."""
RANGES = frozenset({"years", "days", "days_turned", "month_days", "months", "weekdays"})
"""Shapes that TimeML marks as two phrases."""
_JOIN = re.compile(r"\s*(?:\s(?:and|to|through|until|or)\s|[-–])\s*")
_AFTER = re.compile(r"\s(?:after|before|following|prior to|into)$")
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')

Phrase = tuple[int, int, str]
"""Start, end (exclusive) and TIMEX3 value of a time phrase."""


@dataclass(frozen=True, slots=True)
class Annotated:
    """Hold an annotated document: its name, creation day, text, and time phrases."""

    name: str
    created: str
    text: str
    phrases: tuple[Phrase, ...]


def main(arguments: Sequence[str] | None = None) -> None:
    """Score the grammar and the baseline on both parts, and record."""
    asked = options("times", __doc__, SHARED / "data" / "tempeval3", arguments, "part", part=BOTH)
    documents = [one for name in asked.part.split("+") for one in read_part(asked.data, name)]
    parts = _halves(documents) if asked.part == BOTH else {asked.part: documents}
    methods: dict[str, Callable[[Annotated], list[Phrase]]] = {"grammar": found_in, "baseline": simple_in}
    measured: dict[str, list[tuple[str, object]]] = {name: [] for name in methods}
    for part, chosen in parts.items():
        for name, method in methods.items():
            measured[name] += figures(part, chosen, method)
    section = "TimeBank and AQUAINT" if asked.part == BOTH else f"TempEval-3 {asked.part}"
    record_methods(section, asked.command, measured, _REMARK)


def _halves(documents: Sequence[Annotated]) -> dict[str, list[Annotated]]:
    """Part what may be looked at to tune from what only reports."""
    return {
        "reported 30": [one for one in documents if reported(one.name)],
        "tuned on 70": [one for one in documents if not reported(one.name)],
    }


_REMARK = (
    "TIMEX3 of the .tml texts, creation time apart. Value F1 is TempEval-3's: relaxed F1 times the share of relaxed "
    "matches with the right value; strict and value: span and value both right. Documents parted by a hash of the name."
)


def read_part(folder: Path, name: str) -> Iterator[Annotated]:
    """Read the annotated documents of a part, by name: of the folder ``name``, else of ``name``.zip."""
    if (folder / name).is_dir():
        for path in sorted((folder / name).rglob("*.tml")):
            yield read_tml(path.stem, path.read_text(encoding="utf-8"))
        return
    with zipfile.ZipFile(need(folder / f"{name}.zip")) as opened:
        for member in sorted(name for name in opened.namelist() if name.endswith(".tml")):
            yield read_tml(Path(member).stem, opened.read(member).decode("utf-8"))


def read_tml(name: str, source: str) -> Annotated:
    """Read one TimeML document: the text of its TEXT element without markup, and the TIMEX3 in it."""
    created = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    text, at, phrases, opened = "", 0, [], None
    for tag in _TAG.finditer(body):
        text += unescape(body[at : tag.start()])
        at = tag.end()
        if tag[2] == "TIMEX3" and not tag[1]:
            opened = (len(text), dict(_ATTRIBUTE.findall(tag[3])).get("value", ""))
        elif tag[2] == "TIMEX3" and opened:
            phrases.append((opened[0], len(text), opened[1]))
    return Annotated(name, created[1] if created else "", text + unescape(body[at:]), tuple(phrases))


_GRAMMAR: list[TimeGrammar] = []


def found_in(document: Annotated) -> list[Phrase]:
    """Read the phrases by the product's grammar; an offset ("two days after") is what TimeML calls its duration."""
    grammar = _loaded()
    created = Edtf(document.created) if document.created else None
    found: list[Phrase] = []
    for told in times_told(analysed_text(document.text), created, grammar):
        found += as_timeml(told)
    return found


def as_timeml(told: ToldTime) -> Iterator[Phrase]:
    """Cut a phrase as TimeML does: the ends of a range apart, and what an offset is counted by without its "after"."""
    start, end, text = told.span.start, told.span.end, told.span.text
    edtf, shape = told.meaning.edtf, told.phrase.shape
    if shape == "eve":
        return
    joined = _JOIN.search(text) if shape in RANGES and edtf and "/" in edtf else None
    if joined and edtf:
        first, last = (Edtf(half) for half in edtf.split("/"))
        yield start, start + joined.start(), timex_value(replace(told.meaning, edtf=first))
        yield start + joined.end(), end, timex_value(replace(told.meaning, edtf=last))
        return
    cut = _AFTER.search(text) if shape == "offset" else None
    yield start, end - (len(cut.group()) if cut else 0), timex_value(told.meaning)


def _loaded() -> TimeGrammar:
    if not _GRAMMAR:
        _GRAMMAR.append(TimeGrammar.load())
    return _GRAMMAR[0]


def simple_in(document: Annotated) -> list[Phrase]:
    """Find a few kinds of words and give each the creation day."""
    return [(match.start(), match.end(), document.created) for match in SIMPLE.finditer(document.text)]


def figures(
    part: str, documents: Sequence[Annotated], method: Callable[[Annotated], list[Phrase]]
) -> list[tuple[str, object]]:
    """Score a method over documents."""
    strict = relaxed = valued = both = n_found = n_gold = 0
    for document in documents:
        found = method(document)
        n_found += len(found)
        n_gold += len(document.phrases)
        spans = {(start, end): value for start, end, value in found}
        strict += sum((start, end) in spans for start, end, _ in document.phrases)
        both += sum(same_value(spans.get((start, end), ""), value) for start, end, value in document.phrases)
        for start, end, value in document.phrases:
            meeting = [other for first, last, other in found if first < end and start < last]
            relaxed += bool(meeting)
            valued += any(same_value(other, value) for other in meeting)
    counts = {name: Counts(right, n_found, n_gold) for name, right in
              {"strict": strict, "relaxed": relaxed, "both": both}.items()}  # fmt: skip
    value = f1(counts["relaxed"]) * (valued / relaxed if relaxed else 0.0)
    return [
        (f"strict span F1, {part} ({len(documents)} documents, {n_gold} phrases)", f"{f1(counts['strict']):.4f}"),
        (f"strict precision / recall, {part}",
         f"{precision(counts['strict']):.4f} / {recall(counts['strict']):.4f}"),
        (f"relaxed span F1, {part}", f"{f1(counts['relaxed']):.4f}"),
        (f"value F1, {part}", f"{value:.4f}"),
        (f"strict span and value F1, {part}", f"{f1(counts['both']):.4f}"),
    ]  # fmt: skip


def same_value(found: str, gold: str) -> bool:
    """Compare TIMEX3 values as TempEval-3 does, character by character; an empty one is never right."""
    return bool(found) and found == gold


if __name__ == "__main__":
    main()
