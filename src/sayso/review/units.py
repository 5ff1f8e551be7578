"""Units of coding: what a decision is on, whatever case it was taken in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sayso.record.decisions import Anchor, DecisionTarget

Unit = tuple[object, ...]
"""What was coded: a stretch of a text, two of them, or something by its id."""


def unit_of(target: DecisionTarget) -> Unit:
    """Say what a target is, whatever case it stands in: a stretch of a text, a text, or something by its id.

    An event is its lowest mention.
    """
    if target.mentions:
        return (target.kind, *_stretch(target.mentions[0]))
    if target.kind == "document":
        return (target.kind, target.text_hash or target.id)
    return (target.kind, target.id)


def shared_units(targets: Iterable[DecisionTarget]) -> Mapping[Unit, Unit]:
    """Map units of events to those under which their coders meet, where cases hold other reports of one event.

    Events that share mentions, directly or over others, are one unit if there is a mention that all of them share.
    Where there is none, somebody holds them to be several, and each stays its lowest mention.
    """
    groups: dict[int, tuple[set[Unit], set[Unit], set[Unit]]] = {}
    group_of: dict[Unit, int] = {}
    for n, target in enumerate(targets):
        if target.kind != "event" or not target.mentions:
            continue
        held = {_stretch(anchor) for anchor in target.mentions}
        common, units = set(held), {unit_of(target)}
        for met in {group_of[one] for one in held if one in group_of}:
            more, theirs, others = groups.pop(met)
            held, common, units = held | more, common & theirs, units | others
        groups[n] = held, common, units
        group_of.update(dict.fromkeys(held, n))
    return {unit: ("event", *min(common, key=str)) for _, common, units in groups.values() if common for unit in units}


def _stretch(anchor: Anchor) -> Unit:
    return (anchor.text_hash or anchor.doc, anchor.start, anchor.end)
