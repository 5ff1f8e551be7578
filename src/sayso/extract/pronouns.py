"""Pronouns: whom "he", "it" and "they" stand for, by number, kind and nearness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.codebook.clause_words import ClauseWords
from sayso.extract.lines import Line
from sayso.extract.parties import Party
from sayso.record.mentions import NAMED_HERE
from sayso.record.vocabulary import ActorKind

LINES_BACK = 3
"""Sentences before the pronoun's own in which its name is looked for."""

_BODIES: frozenset[ActorKind] = frozenset({"state", "government_body", "armed_group", "organisation", "media"})


@dataclass(frozen=True, slots=True)
class Heard:
    """Keep the parties of one line for the pronouns of later ones."""

    line: Line
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Name the words that a pronoun stands for, and how they were reached."""

    text: str
    reason: str


def antecedent(
    pronoun: Party, here: Heard, before: Sequence[Heard], speaker: Antecedent | None, words: ClauseWords
) -> Antecedent | None:
    """Find whom a pronoun of line ``here`` stands for, or None.

    ``before`` are the earlier lines, the latest last; ``speaker`` is whoever is quoted at the pronoun. In a
    line the subject goes before other parties, whose preposition or verb stands before them.
    """
    if pronoun.head in words.speaker:
        return speaker
    for line in (here, *reversed(before[-LINES_BACK:])):
        for party in _in_order(line, pronoun if line is here else None):
            if _agrees(pronoun.head, party, words):
                where = NAMED_HERE if line is here else "named before"
                return Antecedent(line.line.span(party.first, party.last).text, f"{pronoun.head}: {where}")
    return None


def _in_order(heard: Heard, pronoun: Party | None) -> Iterator[Party]:
    parties = [party for party in heard.parties if pronoun is None or party.last <= pronoun.first]
    yield from (party for party in parties if not party.preposition)
    yield from (party for party in parties if party.preposition)


def _agrees(pronoun: str, party: Party, words: ClauseWords) -> bool:
    if party.kind in ("pronoun", "adjective", "text"):
        return False
    many = party.kind == "noun" and _is_plural(party.head, words)
    if pronoun in words.person:
        return party.person or (party.entry is None and party.kind == "name") or (party.kind == "noun" and not many)
    if party.person:
        return False
    if pronoun in words.thing:
        return (party.entry is not None and party.entry.kind in _BODIES and not many) or (
            party.kind == "noun" and party.entry is None and not many
        )
    return pronoun in words.many and (many or (party.entry is not None and party.entry.kind != "person"))


def _is_plural(head: str, words: ClauseWords) -> bool:
    return (head.endswith("s") and not head.endswith("ss")) or head in words.plural
