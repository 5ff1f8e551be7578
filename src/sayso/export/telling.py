"""Rows of the record told in lines that people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from sayso.export.flat import flat_row
from sayso.export.wording import act_words, chain_words, count_words
from sayso.record.mentions import ActorArgument, EventMention, NumberArgument, PlaceArgument

OWN_VOICE = "in the report's own voice"


def mention_lines(mention: EventMention) -> Iterator[str]:
    """Tell one mention: where it stands, its words, the act, who to whom, where, when, how many, on whose word."""
    yield f"{mention.path}  “{_one_line(mention.sentence.text)}”"
    act = act_words(mention.type, mention.mode)
    yield f"  {mention.trigger.text} = {act}, {mention.status} (probability {mention.probability:.2f}), id {mention.id}"
    if str(mention.event) != str(mention.id):
        yield f"  of event {mention.event}"
    yield f"  {_parties(mention.actors)} → {_parties(mention.recipients)}"
    if mention.places:
        yield f"  where: {_joined(map(_place, mention.places))}"
    if mention.date or mention.time:
        words = f" “{mention.time.text}”" if mention.time else ""
        yield f"  when: {mention.date or 'no date'} ({mention.date_basis}){words}"
    if mention.numbers:
        yield f"  how many: {_joined(map(_number, mention.numbers))}"
    yield f"  on whose word: {chain_words(mention.attribution) or OWN_VOICE}"


def row_lines(record: Any, without: Iterable[str] = ()) -> Iterator[str]:
    """Tell any other row as its fields with their values in words; what is empty or false is passed over."""
    flat, left_out = flat_row(record), {"id", *without}
    for one in fields(record):
        words = flat[one.name]
        if one.name not in left_out and words is not None and words is not False and words != "":
            yield f"{one.name:18} {_one_line(str(words))}"


def _parties(parties: Iterable[ActorArgument]) -> str:
    return _joined(map(_party, parties)) or "not stated"


def _party(who: ActorArgument) -> str:
    return _meaning(who.text, who.name) + (f" ({who.reason or 'taken from elsewhere'})" if who.implicit else "")


def _place(place: PlaceArgument) -> str:
    said = place.relation is None or place.text.lower().startswith(f"{place.relation.replace('_', ' ')} ")
    how = "" if said else f"{place.relation} "
    return how + _meaning(place.text, place.name) + (f", {place.country}" if place.country else "")


def _number(number: NumberArgument) -> str:
    return f"{count_words(number)} “{number.text}” ({number.who_class}, {number.scope.replace('_', ' ')})"


def _meaning(words: str, name: str | None) -> str:
    plain = _one_line(words)
    return plain if name in (None, plain) else f"{plain} = {name}"


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
