"""Mark the private individuals among the actors that a document names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sayso.codebook.actors import ActorRegistry
from sayso.codebook.private_people import PrivateRules, Role
from sayso.codebook.proper_words import is_named
from sayso.record.actors import Actor
from sayso.record.mentions import ActorArgument, EventMention

AROUND = 40
"""Characters on either side of a name that tell of its bearer: an age, a word such as "prisoner"; some seven words."""


def with_private(
    actors: Iterable[Actor], mentions: Iterable[EventMention], rules: PrivateRules, registry: ActorRegistry
) -> tuple[Actor, ...]:
    """Mark as sensitive whom the codebook counts as a private individual by what a document tells of them."""
    told = tuple(actors)
    strangers = {one.id for one in told if _is_stranger(one, rules, registry)}
    private = {
        who.actor
        for mention in (mentions if strangers else ())
        for role, who in _roles(mention)
        if who.actor in strangers and rules.hold(role, mention.type, mention.mode, *_surroundings(mention, who))
    }
    return tuple(replace(one, sensitive=True) if one.id in private else one for one in told)


def _is_stranger(actor: Actor, rules: PrivateRules, registry: ActorRegistry) -> bool:
    if actor.kind != "person" or not rules.public.isdisjoint(actor.sectors) or registry.get(actor.id) is not None:
        return False
    return is_named(actor.name, registry)


def _roles(mention: EventMention) -> Iterator[tuple[Role, ActorArgument]]:
    yield from (("actor", who) for who in mention.actors)
    yield from (("recipient", who) for who in mention.recipients)


def _surroundings(mention: EventMention, who: ActorArgument) -> tuple[str, str]:
    """Give the words around a name in the sentence, and those after it; the name alone if it stands elsewhere."""
    sentence = mention.sentence
    if not sentence.holds(who):
        return who.text, ""
    start, end = who.start - sentence.start, who.end - sentence.start
    return sentence.text[max(0, start - AROUND) : end + AROUND], sentence.text[end : end + AROUND]
