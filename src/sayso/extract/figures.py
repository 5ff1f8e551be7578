"""Figures: the counts of a line and the acts they measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.extract.acts import Act
from sayso.extract.lines import Line, is_mark
from sayso.record.counts import Count, is_number, read_count
from sayso.record.vocabulary import NumberKind

LONGEST_COUNT = 9
"""Words a count may have: "more than two hundred and fifty thousand", with "at least" in its place."""


NOUN_REACH = 4
"""Words behind a count in which the noun it counts stands: "two short-range ballistic missiles"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Mark words ``first`` to ``last`` (exclusive) as a count; ``who`` is the range of what is counted."""

    first: int
    last: int
    count: Count
    kind: NumberKind
    who: tuple[int, int] | None


def find_figures(line: Line, tables: CodebookTables) -> tuple[Figure, ...]:
    """Find the counts of a line that count people hurt or held, weapons, strikes or money."""
    openers = tables.cues.count_openers
    opening = [at for at, word in enumerate(line.folded) if word in openers or word[:1].isdigit() or word == "$"]
    figures: list[Figure] = []
    reached = 0
    for at in opening:
        found = _count_at(line, at, tables) if at >= reached else None
        if found is None:
            continue
        reached, count = found
        kind = _kind(line, at, reached, tables)
        if kind:
            figures.append(Figure(at, reached, count, kind, _counted(line, reached, tables)))
    return tuple(figures)


def figures_of(act: Act, figures: Sequence[Figure], acts: Sequence[Act]) -> tuple[Figure, ...]:
    """Choose the figures that measure an act: those it is the nearest act to that can have them."""
    return tuple(figure for figure in figures if _owner(figure, acts) is act)


def _owner(figure: Figure, acts: Sequence[Act]) -> Act | None:
    able = [act for act in acts if act.type in _TYPES[figure.kind]]
    return min(able, key=lambda act: (_gap(act, figure), act.first), default=None)


def _gap(act: Act, figure: Figure) -> int:
    return figure.first - act.last if figure.first >= act.last else act.first - figure.last


_TYPES: dict[NumberKind, frozenset[str]] = {
    "killed": frozenset({"ASSAULT"}),
    "wounded": frozenset({"ASSAULT"}),
    "detained": frozenset({"COERCE", "ASSAULT"}),
    "missing": frozenset({"ASSAULT"}),
    "released": frozenset({"RETREAT"}),
    "displaced": frozenset({"COERCE", "ASSAULT", "RETREAT"}),
    "deployed": frozenset({"MOBILIZE", "RETREAT"}),
    "weapons": frozenset({"ASSAULT", "MOBILIZE"}),
    "strikes": frozenset({"ASSAULT"}),
    "money": frozenset({"AID", "CONCEDE", "COOPERATE", "SANCTION", "AGREE"}),
    "other": frozenset(),
}


def _count_at(line: Line, at: int, tables: CodebookTables) -> tuple[int, Count] | None:
    reach = range(at, min(len(line.words), at + LONGEST_COUNT))
    cores = [index for index in reach if is_number(line.folded[index])]
    if not cores or _is_date(line, cores[0], tables) or line.word(at - 1) == "half":
        return None
    for last in range(cores[-1] + 1, cores[0], -1):
        words = line.folded[at:last]
        if words[-1] in ("and", "to", "-", "–", ",", "of", "a", "an", "the") or words == ("a",):
            continue
        count = read_count(line.span(at, last).text)
        if count:
            return last, count
    return None


def _is_date(line: Line, at: int, tables: CodebookTables) -> bool:
    word = line.folded[at]
    beside = (line.word(at - 1).rstrip("."), line.word(at + 1).rstrip("."))
    if any(other in tables.words.month for other in beside):
        return True
    return len(word) == 4 and word.isdigit() and word[:2] in ("18", "19", "20")


def _kind(line: Line, first: int, last: int, tables: CodebookTables) -> NumberKind | None:
    if line.folded[first].startswith("$") or line.word(last) in ("dollars", "euros"):
        return "money"
    unit = tables.cues.counted.get(line.word(last))
    if unit and unit.kind is None:
        return None
    best: tuple[int, NumberKind] | None = None
    for at in range(max(0, first - 6), min(len(line.words), last + 7)):
        cue = tables.cues.counted.get(line.folded[at])
        if cue is None or cue.kind is None or first <= at < last:
            continue
        if cue.behind and not last <= at < last + NOUN_REACH:
            continue
        between = line.folded[last:at] if at >= last else line.folded[at + 1 : first]
        if any(is_mark(word) and word != "," for word in between):
            continue
        distance = at - last if at >= last else first - at - 1
        distance += 2 * sum(word in (",", "and") for word in between)
        if best is None or distance < best[0]:
            best = (distance, cue.kind)
    return best[1] if best else None


def counted_behind(line: Line, end: int, tables: CodebookTables) -> str | None:
    """Quote what is counted by a count that ends at a code point of the text, or None."""
    who = _counted(line, line.word_from(end), tables)
    return line.span(*who).text if who else None


def _counted(line: Line, last: int, tables: CodebookTables) -> tuple[int, int] | None:
    at = last + 1 if line.word(last) == "of" else last
    end = at
    while end < len(line.words) and end - at < 4 and not is_mark(line.folded[end]):
        word = line.folded[end]
        if word in tables.words.function or word in tables.words.verb or word in tables.cues.counted:
            break
        end += 1
    return (at, end) if end > at else None
