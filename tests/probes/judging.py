"""Judge a reading against the rows of a probe sentence, field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.record.mentions import ActorArgument, EventMention, NumberArgument, PlaceArgument, SourceArgument
from sayso.record.readings import Reading
from tests.probes.table import NOTHING, UNCHECKED, Probe, of_sentence

FIELDS = (
    "trigger", "type", "mode", "status", "actor", "recipient", "place", "source", "stance", "anonymous", "number",
)  # fmt: skip
Argument = ActorArgument | PlaceArgument | SourceArgument


def judge(probe: Probe, probes: Sequence[Probe], reading: Reading) -> dict[str, bool]:
    """Tell for each checked field of a row whether the reading has it right; without its trigger no field is."""
    if probe.trigger == NOTHING:
        return {"trigger": not extra(of_sentence(probes, probe.sentence), reading)}
    mention = _mention_at(probe, reading)
    asked = [field for field in FIELDS if field == "trigger" or getattr(probe, field) != UNCHECKED]
    return {field: mention is not None and _right(field, probe, mention) for field in asked}


def extra(rows: Sequence[Probe], reading: Reading) -> tuple[EventMention, ...]:
    """List the mentions of a sentence that none of its rows expects or allows."""
    ranges = [row.trigger_range() for row in rows if row.trigger != NOTHING]
    return tuple(
        mention
        for mention in reading.mentions
        if not any(mention.trigger.start < end and start < mention.trigger.end for start, end in ranges)
    )


def _mention_at(probe: Probe, reading: Reading) -> EventMention | None:
    """Give the mention whose trigger shares most characters with the expected one, of its type if there is a choice."""
    start, end = probe.trigger_range()
    shared = [
        (min(end, one.trigger.end) - max(start, one.trigger.start), one.type in probe.type.split("|"), one)
        for one in reading.mentions
    ]
    over = [item for item in shared if item[0] > 0]
    return max(over, key=lambda item: item[:2])[2] if over else None


def _right(field: str, probe: Probe, mention: EventMention) -> bool:
    cell = getattr(probe, field)
    if field == "trigger":
        return True
    if field in ("type", "mode"):
        return (getattr(mention, field) or NOTHING) in cell.split("|")
    if field == "status":
        return mention.status in cell.split("|")
    if field in ("source", "stance", "anonymous"):
        return any(_voiced(field, one, probe, mention) for one in cell.split("|"))
    if field == "number":
        return any(_counted(one, mention.numbers) for one in cell.split("|"))
    arguments: Sequence[Argument] = getattr(mention, f"{field}s")
    return any(_same(_members(one), arguments, probe.sentence) for one in cell.split("|"))


def _voiced(field: str, cell: str, probe: Probe, mention: EventMention) -> bool:
    if cell == UNCHECKED:
        return True
    if not mention.attribution or cell == NOTHING:
        return (cell == NOTHING) == (not mention.attribution)
    voice = mention.attribution[0]
    if field == "stance":
        return voice.stance == cell
    if field == "anonymous":
        return voice.anonymous == (cell == "yes")
    if cell == "hearsay" or voice.source is None:
        return (cell == "hearsay") == (voice.source is None)
    return _named(cell, voice.source, probe.sentence)


def _members(cell: str) -> list[str]:
    return [] if cell == NOTHING else cell.split("; ")


def _same(expected: Sequence[str], arguments: Sequence[Argument], sentence: str) -> bool:
    """Tell whether expected and found arguments pair off, one to one and none left over."""
    if len(expected) != len(arguments):
        return False
    free = list(arguments)
    for words in expected:
        match = next((one for one in free if _named(words, one, sentence)), None)
        if match is None:
            return False
        free.remove(match)
    return True


def _named(words: str, argument: Argument, sentence: str) -> bool:
    """Tell whether an argument lies on the words, wherever they stand in the sentence, or bears them as its name."""
    if (argument.name or "").casefold() == words.casefold():
        return True
    places = (match.span() for match in re.finditer(re.escape(words), sentence))
    return any(argument.start < end and start < argument.end for start, end in places)


def _counted(cell: str, numbers: Sequence[NumberArgument]) -> bool:
    """Tell whether each expected count is there, and no other."""
    expected = _members(cell)
    free = list(numbers)
    for count in expected:
        kinds, _, bounds = count.partition(":")
        low, _, high = bounds.partition("..")
        wanted = (int(low) if low else None, int(high) if high else None)
        match = next((n for n in free if n.kind in kinds.split("/") and (n.low, n.high) == wanted), None)
        if match is None:
            return False
        free.remove(match)
    return not free
