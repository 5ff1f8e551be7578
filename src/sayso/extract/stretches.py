"""Stretches: where the words of a commitment, of its condition and of its consequence begin and end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.acts import is_break
from sayso.extract.clauses import Clauses
from sayso.extract.lines import is_quote
from sayso.extract.parties import Party
from sayso.extract.voices import Voice

Range = tuple[int, int]

_THAT_REACH = 4
"""Words between a verb of saying and its "that": "said late on Monday that"."""


_LONG_QUOTATION = 5
"""Words from which a quotation without the subject of its verb is a clause; a shorter one is a term, as "red line"."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Mark the words of a commitment; ``condition`` and ``consequence`` lie within them, and apart."""

    words: Range
    condition: Range | None
    consequence: Range | None


def stretch_of(clauses: Clauses, cue: Range, subject: Party | None, voices: Sequence[Voice]) -> Stretch:
    """Find what is undertaken by the words ``cue``, whose subject, if any, is given.

    It begins at the subject, or at a condition before it, and never leaves what the speaker says; the
    consequence is all of that but the condition, and None where no condition is stated.
    """
    first, last = _bounds(clauses, cue[0], subject, voices)
    content = _announced(clauses, cue, voices, last) if cue[0] in clauses.speech else None
    begin = content[0] if content else _begin(clauses, subject, cue[0], first)
    if content:
        last = content[1]
    elif cue[0] in clauses.speech:
        content = (_behind_addressee(clauses, cue[1]), last)
    condition = _condition(clauses, cue, subject, content or (first, last))
    if condition is None:
        return Stretch(_trimmed(clauses, begin, last), None, None)
    words = _trimmed(clauses, min(begin, condition[0]), last)
    return Stretch(words, condition, _consequence(clauses, content or (begin, last), condition))


def speaker_at(voices: Sequence[Voice], at: int) -> Voice | None:
    """Give the first voice with a source that a word is heard from."""
    return next((voice for voice in voices if voice.source and voice.covers(at)), None)


def in_condition(clauses: Clauses, cue: int, subject: Party | None) -> bool:
    """Tell whether the words at ``cue`` are the verb of a condition: "if Iran commits to a ceasefire"."""
    first = subject.first if subject and subject.first < cue else cue
    while first > 0 and clauses.line.folded[first - 1] in clauses.tables.words.determiner:
        first -= 1
    return clauses.line.word(first - 1) in clauses.tables.clauses.condition


def _bounds(clauses: Clauses, cue: int, subject: Party | None, voices: Sequence[Voice]) -> Range:
    """Give what the speaker says around a cue: its quotation, else the voice's reach, else the whole line."""
    quoted = clauses.line.quoted
    voice = speaker_at(voices, cue)
    begin = next((first for first, last in voice.scopes if first <= cue < last), 0) if voice else 0
    if voice and voice.cue and begin == voice.cue[1] and _behind_that(clauses, begin) <= cue:
        begin = _behind_that(clauses, begin)
    scope = (begin, min((_reach(clauses, one, cue) for one in voices if one.covers(cue)), default=len(quoted)))
    first, last = cue, cue
    while first > scope[0] and quoted[first] and quoted[first - 1]:
        first -= 1
    while last < scope[1] and quoted[last]:
        last += 1
    whole = first <= subject.first < last if subject else last - first >= _LONG_QUOTATION
    return (first, last) if whole and quoted[cue] else scope


def _reach(clauses: Clauses, voice: Voice, at: int) -> int:
    """Give the end of what a voice says around a word; it goes on behind a remark: "It would, he said, if"."""
    end = next(last for first, last in voice.scopes if first <= at < last)
    again, last = voice.scopes[-1]
    return last if clauses.line.word(again) == "," else end


def _announced(clauses: Clauses, cue: Range, voices: Sequence[Voice], last: int) -> Range | None:
    """Give what a verb of saying announces in a clause of its own: before ", he warned", or behind "that"."""
    follows = clauses.line.word(cue[1])
    ends = not follows or _closes(follows)
    own = next((voice for voice in voices if voice.cue and voice.cue[0] == cue[0]), None)
    if ends and own and own.scopes[0][1] > 1 and own.scopes[0][0] == 0:
        return _trimmed(clauses, *own.scopes[0])
    start = _behind_that(clauses, cue[1])
    return (start, last) if cue[1] < start < last else None


def _behind_that(clauses: Clauses, start: int) -> int:
    reach = clauses.line.folded[start : start + _THAT_REACH]
    return start + reach.index("that") + 1 if "that" in reach else start


def _behind_addressee(clauses: Clauses, start: int) -> int:
    """Step over whom a threat is made to: "warned Iran of", "threatened Iraq with"."""
    heard = clauses.after(start, 2)
    return heard[0].last + 1 if heard and clauses.line.word(heard[0].last) in ("of", "with") else start


def _begin(clauses: Clauses, subject: Party | None, cue: int, first: int) -> int:
    """Begin at the subject of a cue; at a verb of saying itself where another verb or a remark parts the two."""
    folded, words = clauses.line.folded, clauses.tables.words
    if subject is None or not first <= subject.first <= cue:
        return cue if cue in clauses.speech and not first else first
    between = folded[subject.last : cue]
    if cue in clauses.speech and not clauses.tables.clauses.parting.isdisjoint(between):
        return cue
    begin = subject.first
    while begin > first and folded[begin - 1] in words.determiner:
        begin -= 1
    return begin


def _condition(clauses: Clauses, cue: Range, subject: Party | None, within: Range) -> Range | None:
    folded, words = clauses.line.folded, clauses.tables.clauses
    openers = [
        at
        for at in range(*within)
        if folded[at] in words.condition and clauses.line.word(at - 1) not in words.no_condition
    ]
    if not openers:
        return None
    first = openers[0]
    verb = cue[0] if cue[0] > first else _main_verb(clauses, first, within[1])
    return (first, _condition_end(clauses, first, verb, subject, within[1]))


def _main_verb(clauses: Clauses, first: int, last: int) -> int:
    """Give the first auxiliary of the clause that a comma parts from a condition, or the end if there is none."""
    comma = False
    for at in range(first, last):
        word = clauses.line.folded[at]
        if is_break(word):
            break
        comma = comma or word == ","
        if comma and word in clauses.tables.words.modal:
            return at
    return last


def _condition_end(clauses: Clauses, first: int, verb: int, subject: Party | None, last: int) -> int:
    """End a condition at the comma nearest before the main clause's verb, or at its first comma or quotation mark."""
    folded = clauses.line.folded
    ends = [
        at
        for at in range(first + 1, last)
        if folded[at] in (",", "but") or is_quote(folded[at]) or is_break(folded[at])
    ]
    if verb < last:
        start = subject.first if subject and first < subject.first <= verb else verb
        before = [at for at in ends if at < start]
        end = before[-1] if before else start
        return end - 1 if folded[end - 1] == "then" else end
    return ends[0] if ends else last


def _consequence(clauses: Clauses, content: Range, condition: Range) -> Range | None:
    """Give the clause in front of a condition, or behind one that a joining word or nothing stands before."""
    folded, words = clauses.line.folded, clauses.tables.clauses
    opens = condition[0] <= content[0] or folded[condition[0] - 1] in words.before_condition
    last = condition[1]
    while last < content[1] and not (is_break(folded[last]) or folded[last] in words.condition):
        last += 1
    sides = [(content[0], condition[0]), (condition[1], last)]
    for first, end in reversed(sides) if opens else sides:
        if end > first:
            first, end = _trimmed(clauses, first, end)
            first += folded[first] == "to" and end - first > 1
            if any(word[0].isalnum() and word not in clauses.tables.words.function for word in folded[first:end]):
                return first, end
    return None


def _trimmed(clauses: Clauses, first: int, last: int) -> Range:
    """Leave out the marks and joining words at both ends; at least one word is kept."""
    folded, determiner = clauses.line.folded, clauses.tables.words.determiner
    if folded[last - 1] in determiner and folded[last - 2] == ",":
        last -= 1  # the first word of ", the envoy said"
    while first < last - 1 and (folded[first] in clauses.tables.clauses.joining or is_quote(folded[first])):
        first += 1
    while last > first + 1 and (folded[last - 1] == "," or _closes(folded[last - 1])):
        last -= 1
    return first, last


def _closes(word: str) -> bool:
    return is_break(word) or is_quote(word)
