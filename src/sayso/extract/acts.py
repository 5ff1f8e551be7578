"""Acts: the triggers of a line that name an event, with their type, mode and probability."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.codebook.book import CodebookTables
from sayso.codebook.triggers import Sense, Trigger
from sayso.extract.evidence import probability
from sayso.extract.lines import Line, is_mark
from sayso.extract.parties import Party
from sayso.record.marks import SenseMark
from sayso.record.vocabulary import EventType

LEAST_PROBABILITY = 0.42
"""An occurrence less likely than this to name an act is left out."""

VETO_REACH = 3
"""Words before a trigger at which a phrase that holds it may begin."""

MODE_REACH = 6
"""Words on each side of a trigger that may settle its mode."""


@dataclass(frozen=True, slots=True)
class Act:
    """Mark words ``first`` to ``last`` (exclusive) as the trigger of an event.

    ``nominal``: it stands as a noun. ``passive``: it is a verb whose subject is acted on.
    """

    first: int
    last: int
    type: EventType
    mode: str | None
    nominal: bool
    passive: bool
    participle: bool
    lemma: str
    probability: float


def find_acts(
    line: Line, parties: Sequence[Party], tables: CodebookTables, least: float = LEAST_PROBABILITY
) -> tuple[Act, ...]:
    """Find the acts of a line at least this probable, left to right, none overlapping another or a name."""
    taken = {at for party in parties if party.entry for at in range(party.first, party.last)}
    ends = {party.last: party for party in parties}
    starts = {party.first: party for party in parties}
    acts: list[Act] = []
    at = 0
    while at < len(line.words):
        found = line.phrases.triggers.get(at)
        vetoed = _vetoed_to(line, at)
        if vetoed > at and (not found or vetoed >= found[0]):
            at = vetoed
        elif found and at not in taken and _whole(line, at, found[0]):
            act = _act(line, at, found[0], found[1][0], ends, starts, tables)
            if act.probability >= least:
                acts.append(act)
                at = found[0]
            else:
                at += 1
        else:
            at += 1
    return tuple(acts)


def is_vetoed(line: Line, first: int, last: int) -> bool:
    """Tell whether words stand in a phrase that names no act though its words might."""
    return any(_vetoed_to(line, at) >= last for at in range(max(0, first - VETO_REACH), first + 1))


def _vetoed_to(line: Line, at: int) -> int:
    """Give the end of a phrase at ``at`` that names no act though its words might, or ``at`` if there is none.

    A cue of several words is such a phrase: who "called off" a strike called nobody anything.
    """
    veto, cue = line.phrases.vetoes.get(at), line.phrases.standings.get(at)
    end = max(veto[0] if veto else at, cue[0] if cue else at)
    return end if veto or end - at > 1 else at


def _whole(line: Line, first: int, last: int) -> bool:
    if first and line.tokens[first - 1] == line.tokens[first] and not line.folded[first].startswith("'"):
        return False
    return last >= len(line.tokens) or line.tokens[last] != line.tokens[last - 1] or line.folded[last] == "'s"


def _act(
    line: Line,
    first: int,
    last: int,
    trigger: Trigger,
    ends: dict[int, Party],
    starts: dict[int, Party],
    tables: CodebookTables,
) -> Act:
    nominal = _is_noun(line, first, last, trigger, ends, starts, tables)
    passive = not nominal and _is_passive(line, first, last, trigger, tables)
    sense = _sense(line, first, last, trigger, tables)
    shape = "noun" if nominal else "passive" if passive else "verb"
    near = (ends.get(first), starts.get(last))
    likely = probability(line, first, last, trigger, shape, near, tables)
    return Act(
        first,
        last,
        sense.type,
        sense.mode,
        nominal,
        passive,
        "participle" in trigger.forms,
        trigger.lemma,
        likely,
    )


def _is_noun(
    line: Line,
    first: int,
    last: int,
    trigger: Trigger,
    ends: dict[int, Party],
    starts: dict[int, Party],
    tables: CodebookTables,
) -> bool:
    words = tables.words
    before = first - 1
    while line.word(before) in words.adverb and line.word(before) not in words.determiner:
        before -= 1
    word = line.word(before)
    if trigger.forms == {"ing"}:
        return word in words.determiner or word == "'s"
    if "ing" in trigger.forms and word in words.preposition and _object_follows(line, last, starts, tables):
        return False
    if not trigger.can_be_verb or not trigger.can_be_noun:
        return not trigger.can_be_verb
    if word == "to" and "base" not in trigger.forms:
        return True
    if word in words.modal or word in words.pronoun or word in ("to", "n't", "not", "did", "do", "does"):
        return False
    if word in words.determiner or word in words.preposition or word in words.number or word == "'s":
        return True
    if trigger.forms & {"past", "participle"}:
        return False
    party = ends.get(before + 1)
    if party is not None and party.kind in ("name", "noun"):
        return not _object_follows(line, last, starts, tables)
    return True


def _object_follows(line: Line, last: int, starts: dict[int, Party], tables: CodebookTables) -> bool:
    capital = line.words[last : last + 1] != () and line.words[last][:1].isupper()
    return capital or last in starts or line.word(last) in tables.words.determiner or line.word(last)[:1].isdigit()


def _is_passive(line: Line, first: int, last: int, trigger: Trigger, tables: CodebookTables) -> bool:
    if "participle" not in trigger.forms:
        return False
    words = tables.words
    before = first - 1
    while before >= 0 and (line.folded[before] in words.adverb or line.folded[before] in ("not", "n't")):
        before -= 1
    if line.word(before) in words.being:
        return True
    if line.word(last) == "by":
        return True
    return line.word(before) in words.auxiliary and line.word(before) in words.being


def _sense(line: Line, first: int, last: int, trigger: Trigger, tables: CodebookTables) -> Sense:
    rules = tables.triggers.senses.get(trigger.lemma, ())
    rule = next((rule for rule in rules if rule.holds(line.folded, first, last)), None)
    sense = Sense(rule.type, rule.mode, 1.0) if rule else _likeliest(trigger.senses)
    mode = sense.mode or mode_near(line, first, last, sense.type, tables)
    return Sense(sense.type, mode, sense.share)


def mode_near(line: Line, first: int, last: int, type_: EventType, tables: CodebookTables) -> str | None:
    """Give the mode of an act of a type that a word near its trigger settles, or None."""
    near = line.folded[max(0, first - MODE_REACH) : last + MODE_REACH]
    rules = (rule for rule in tables.triggers.modes if rule.type == type_ and not rule.words.isdisjoint(near))
    return next((rule.mode for rule in rules), None)


def type_shares(line: Line, first: int, last: int, tables: CodebookTables) -> dict[EventType, float]:
    """Give the codebook's shares (0-1) of the types that the trigger at words ``first`` to ``last`` may name.

    A rule that settles the sense leaves one type. Words that are no trigger give none.
    """
    found = line.phrases.triggers.get(first)
    if found is None:
        return {}
    trigger = found[1][0]
    rules = tables.triggers.senses.get(trigger.lemma, ())
    rule = next((rule for rule in rules if rule.holds(line.folded, first, last)), None)
    return {rule.type: 1.0} if rule else type_totals(trigger.senses)


def type_totals(senses: Sequence[Sense] | Sequence[SenseMark]) -> dict[EventType, float]:
    """Add up the shares of senses by type."""
    totals: dict[EventType, float] = {}
    for sense in senses:
        totals[sense.type] = totals.get(sense.type, 0.0) + sense.share
    return totals


def _likeliest(senses: Sequence[Sense]) -> Sense:
    totals = type_totals(senses)
    best = max(totals.values())
    return next(sense for sense in senses if totals[sense.type] == best)


def is_break(word: str) -> bool:
    """Tell whether a mark parts clauses for good: any but commas, quotation marks and hyphens."""
    return is_mark(word) and word not in {",", '"', "“", "”", "'", "’", "‘", "-", "$", "%"}
