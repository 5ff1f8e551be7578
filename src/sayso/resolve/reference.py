"""Reference: which actor named before is meant by "he", "the group", "the kingdom", "both sides"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.phrases import fold
from sayso.codebook.references import Reference
from sayso.record.ids import ActorId
from sayso.resolve.phrase import plain
from sayso.resolve.resolved import ResolvedActor

SENTENCES_BACK: Mapping[str, int] = {"pronoun": 3, "noun": 12}
"""Sentences before its own in which the actor that a pronoun or a noun refers to is looked for."""
DEFINITE = frozenset({"the", "this", "these", "those", "its", "their", "his", "her"})
PAIRING = frozenset({"both", "two"})
NOUNS = frozenset({"noun", "namesake"})


@dataclass(frozen=True, slots=True)
class ToldActor:
    """Note where a document names an actor. ``sentence`` counts those that name anybody, from 0; ``bears``: the actor
    is acted on there, and nothing else."""

    start: int
    end: int
    sentence: int
    who: ResolvedActor
    bears: bool
    titles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Referent:
    """Give whom words refer to, and why."""

    who: tuple[ResolvedActor, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Referring:
    """Hold words that refer: what they are in the table, of which country, under which title."""

    rule: Reference
    country: str | None
    words: str


def referring(text: str, before: str, table: Mapping[str, Reference], registry: ActorRegistry) -> Referring | None:
    """Tell whether words refer to somebody named elsewhere; ``before`` is the folded word that stands before them.

    A noun must be definite, and nothing may stand with it but adjectives of countries and words that may lead a name.

    >>> from sayso.codebook.references import load_references
    >>> registry, table = ActorRegistry.load(), load_references()
    >>> found = referring("Lebanese militant group", "the", table, registry)
    >>> found.rule.words, found.country
    ('militant group', 'LB')
    >>> referring("a group", "", table, registry) is None
    True
    """
    words = text.replace("’", "'").split()
    folded = [fold(word) for word in words]
    if len(words) == 1 and folded[0] in table and table[folded[0]].form not in NOUNS:
        return Referring(table[folded[0]], None, folded[0]) if not words[0].isupper() or words[0] == "I" else None
    leading = [before]
    while len(folded) > 1 and (folded[0] in DEFINITE or folded[0] in PAIRING):
        leading.append(folded[0])
        words, folded = words[1:], folded[1:]
    for length in (3, 2, 1):
        rule = table.get(" ".join(folded[-length:])) if len(folded) >= length else None
        if rule is not None and rule.form in NOUNS:
            return (
                _described(rule, words[:-length], folded[:-length], registry) if _is_definite(rule, leading) else None
            )
    return None


def _is_definite(rule: Reference, leading: Sequence[str]) -> bool:
    if rule.number == 1:
        return leading[-1] in DEFINITE
    return not PAIRING.isdisjoint(leading)


def _described(
    rule: Reference, words: Sequence[str], folded: Sequence[str], registry: ActorRegistry
) -> Referring | None:
    country, at = None, 0
    titles = registry.leading.get("title", frozenset())
    while at < len(words):
        found = registry.longest_at(words, folded, at)
        if found is not None:
            entry, form = found[1][0].entry, found[1][0].form
            if form != "adjective" or rule.number != 1:
                return None
            country = entry.country or country
            at = found[0]
        elif words[at][:1].islower() and (plain(words[at]) in titles or words[at].isalpha()):
            at += 1
        else:
            return None
    return Referring(rule, country, " ".join([*folded, rule.words]))


def refer(
    found: Referring, start: int, sentence: int, told: Sequence[ToldActor], not_these: frozenset[ActorId]
) -> Referent | None:
    """Find whom words at ``start`` in a sentence refer to among those ``told`` before them, in text order.

    ``not_these`` are ids of actors who cannot be meant, since they stand on the other side of the same act. The nearest
    sentence counts first; in a sentence who acts or speaks goes before who is acted on, the first before the second.
    """
    back = SENTENCES_BACK["pronoun" if found.rule.form == "pronoun" else "noun"]
    chosen: list[ResolvedActor] = []
    for one in _in_order(start, sentence - back, told):
        if one.who.actor not in not_these and _agrees(found, one) and all(one.who.actor != c.actor for c in chosen):
            chosen.append(one.who)
        if len(chosen) == found.rule.number:
            named = " and ".join(who.name for who in chosen)
            return Referent(tuple(chosen), f"{found.words!r}: {named} named before")
    return None


def _in_order(start: int, first: int, told: Sequence[ToldActor]) -> Iterator[ToldActor]:
    before = [one for one in told if one.end <= start and one.sentence >= first]
    yield from sorted(before, key=lambda one: (-one.sentence, one.bears, one.start))


def _agrees(found: Referring, one: ToldActor) -> bool:
    rule, who = found.rule, one.who
    if rule.only and who.actor not in rule.only:
        return False
    if found.country is not None and who.country != found.country:
        return False
    if who.kind not in rule.kinds:
        return False
    if rule.form == "namesake":
        return rule.words in fold(who.name).split()[1:]
    return rule.form != "noun" or "person" not in rule.kinds or rule.number > 1 or rule.words in one.titles
