"""Decisions out of a file that others made: read, and checked before they may stand in a log.

What a person decides in a case is checked as it is taken. A line of a file may hold anything, and what it says is
applied at every merging from then on, so nothing comes in that the same check would have refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, get_args

from sayso.codebook.deciding import DecidingRules
from sayso.errors import RecordError, SaysoError, UsageError
from sayso.record.counts import supports
from sayso.record.decisions import ACTS, JUDGING, SURROUNDINGS, Anchor, Decision, DecisionTarget
from sayso.record.edtf import Edtf
from sayso.record.mentions import EventMention
from sayso.record.plain import from_json, to_plain
from sayso.record.spans import Span
from sayso.record.vocabulary import STANCES, STATUSES, EventStatus, Responsibility, TargetKind
from sayso.review.given import BEST, LEAST_PRECISE, LONGEST_WORDS, MOST_PRECISE, WORST, evidence_of
from sayso.review.values import NUMBER, act_of, parser_of, time_of_day

LONGEST_LINE = 4 * 1024 * 1024
"""Bytes of the longest line that is read: a decision on an event of some ten thousand mentions."""
LONGEST_ID = 200
"""Characters of the longest id of a target, or name of a field."""


def foreign_decision(line: bytes) -> Decision:
    """Read one line of a decision file.

    Raises:
        RecordError: it is no decision.
        UsageError: it decides what nobody could decide here; the message says why.
    """
    try:
        decision = from_json(Decision, line)
    except RecursionError:
        raise RecordError("not a Decision: nested too deeply") from None
    _check_form(decision)
    for target in (decision.target, *([decision.other] if decision.other else [])):
        _check_target(target)
    _check_reading(decision)
    _check(_could_be_before(decision), f"what {_called(decision)} found is nothing that could be found")
    if not _fits(decision):
        raise UsageError(f"{_called(decision)} does not take the value {str(decision.after)[:80]!r}")
    return decision


def _check_form(decision: Decision) -> None:
    act = ACTS[decision.action]
    _check(_ID.fullmatch(decision.id) is not None, "it has no id of a decision")
    _check(bool(decision.by.strip()), "it does not say who decided")
    texts = (decision.by, decision.note or "", decision.target.quotation or "")
    _check(max(map(len, texts)) <= LONGEST_WORDS, f"it is longer than {LONGEST_WORDS} characters")
    _check(len(decision.field or "") <= LONGEST_ID, "the name of its field is too long")
    _check(_is_instant(decision.at), f"its time {decision.at!r} is none")
    _check(act.undoable, f"{decision.action} cannot be undone, and is decided in each case by itself")
    _check(decision.target.kind in act.on, f"{decision.action} is not taken on a {decision.target.kind}")
    needs_other = act.other or decision.action == "split"
    _check(bool(needs_other) == (decision.other is not None), f"{decision.action} has a wrong number of targets")
    if decision.other is not None:
        kinds = act.other or ("event",)
        _check(decision.other.kind in kinds, f"{decision.action} is not taken on a {decision.other.kind}")
    if decision.action != "place":
        _check(act.field == (decision.field is not None), f"{decision.action} has a field too many or too few")
    if decision.action in ("correct", "redact") and decision.support is None and decision.target.kind != "actor":
        _check(bool((decision.note or "").strip()), "it rests on no words and says not why")


def _check_target(target: DecisionTarget) -> None:
    _check(0 < len(target.id) <= LONGEST_ID, "a target has no id")
    if target.kind in ("mention", "event"):
        _check(bool(target.mentions), "a target quotes no mention")
        _check(target.doc is not None and target.start is not None and target.end is not None, "a target has no place")
    for anchor in target.mentions:
        _check_anchor(anchor)


def _check_anchor(anchor: Anchor) -> None:
    quoted = 0 <= anchor.start < anchor.end and len(anchor.quotation) == anchor.end - anchor.start <= LONGEST_WORDS
    _check(quoted and bool(anchor.quotation.strip()), f"the quotation at {anchor.start}:{anchor.end} is not as long")
    _check(max(len(anchor.before), len(anchor.after)) <= SURROUNDINGS, "a quotation has too many words around it")


def _check_reading(decision: Decision) -> None:
    reading, support = decision.reading, decision.support
    if decision.action == "add":
        _check(reading is not None and support is not None, "it adds a mention without its words")
    if reading is not None:
        spans = list(_spans(to_plain(reading)))
        _check(all(len(one.text) == one.end - one.start > 0 <= one.start for one in spans), "its mention misquotes")
        _check(_is_act({"type": reading.type, "mode": reading.mode}), f"{reading.type} has no mode {reading.mode!r}")
        _check(0 <= reading.probability <= 1, "its mention has a probability that is none")
    if support is not None:
        _check(len(support.text) == support.end - support.start > 0 <= support.start, "the words it rests on misquote")
        if (decision.field or "").startswith(NUMBER) and isinstance(decision.after, Mapping):
            low, high = decision.after.get("low"), decision.after.get("high")
            _check(supports(support.text, low, high), f"{support.text!r} does not give the count {low}..{high}")


def misquoted(reading: EventMention, text: str) -> Span | None:
    """Give the first span of a mention that does not quote the text of its document, None if all do."""
    return next((one for one in _spans(to_plain(reading)) if text[one.start : one.end] != one.text), None)


def _spans(plain: Any) -> list[Span]:
    if isinstance(plain, Mapping):
        own = [Span(plain["start"], plain["end"], plain["text"])] if {"start", "end", "text"} <= set(plain) else []
        return own + [span for value in plain.values() for span in _spans(value)]
    return [span for value in plain for span in _spans(value)] if isinstance(plain, list | tuple) else []


def _fits(decision: Decision) -> bool:
    """Tell whether the value is one of the action's."""
    value = decision.after
    if decision.action in JUDGING:
        return bool(value == {"merge": "same", "split": "different"}.get(decision.action, decision.action))
    if decision.action in ("join", "copy"):
        return decision.other is not None and value == decision.other.id
    if decision.action == "correct":
        return _fits_field(decision.target.kind, decision.field or "", value)
    if decision.action in _VALUES:
        return _VALUES[decision.action](value)
    return value is True or value is None


def _could_be_before(decision: Decision) -> bool:
    """Tell whether what a decision found can be shown and compared: values of fields, or what a line can say."""
    before, kind = decision.before, decision.target.kind
    if decision.action == "confirm" and before is not None:
        return isinstance(before, Mapping) and all(_could_hold(kind, str(name), held) for name, held in before.items())
    if decision.action == "correct":
        return before is None or _could_hold(kind, decision.field or "", before)
    if isinstance(before, Mapping):
        return not {"low", "type"} & before.keys() and all(map(_is_said, before.values()))
    return all(map(_is_said, before)) if isinstance(before, list) else _is_said(before)


def _could_hold(on: TargetKind, field: str, value: Any) -> bool:
    """Tell whether a field could hold a value as it was read: somebody may have no name, a count no bounds."""
    if field in ("actors", "recipients"):
        return isinstance(value, list) and all(_has(one, _WHO) and len(one) == len(_WHO) for one in value)
    if field == "source" and value == dict.fromkeys(_WHO):
        return True
    if field == "time_of_day":
        return value is None or _is_words(value)
    if field.startswith(NUMBER) and value == {"low": None, "high": None}:
        return True
    return _fits_field(on, field, value)


def _is_said(value: Any) -> bool:
    return len(value) <= LONGEST_WORDS if isinstance(value, str) else isinstance(value, bool | int | float | None)


def _fits_field(on: TargetKind, field: str, value: Any) -> bool:
    parser_of(on, field)
    if field.startswith(NUMBER):
        return value is None or _is_count(value)
    words = {"mention": STATUSES, "event": get_args(EventStatus)}[on] if field == "status" else _WORDS.get(field)
    return bool(value in words) if words else _FIELDS[field](value)


def _is_act(value: Any) -> bool:
    if not _has(value, {"type": str, "mode": str}):
        return False
    try:
        return bool(act_of("/".join(filter(None, (value["type"], value["mode"])))) == value)
    except UsageError:
        return False


def _is_date(value: Any) -> bool:
    try:
        return value is None or (isinstance(value, str) and bool(Edtf(value)))
    except RecordError:
        return False


def _is_time_of_day(value: Any) -> bool:
    try:
        return value is None or (isinstance(value, str) and time_of_day(value) == value)
    except UsageError:
        return False


def _is_count(value: Any) -> bool:
    if not _has(value, {"low": int, "high": int}) or len(value) != 2:
        return False
    low, high = value["low"], value["high"]
    return (low, high) != (None, None) and 0 <= (low or 0) <= (high if high is not None else low)


def _is_who(value: Any) -> bool:
    return _has(value, _WHO) and len(value) == len(_WHO) and any(value.values())


def _is_place(value: Any) -> bool:
    return (
        _has({"geonames": None, **value} if isinstance(value, Mapping) else value, _PLACE)
        and value.keys() <= _PLACE.keys()
        and abs(value["latitude"] or 0) <= 90
        and abs(value["longitude"] or 0) <= 180
        and _is_precision(value)
    )


def _is_precision(value: Any) -> bool:
    if not _has(value, {"geo_precision": int}):
        return False
    precision = value["geo_precision"]
    return precision is None or MOST_PRECISE <= precision <= LEAST_PRECISE


def _is_placing(value: Any) -> bool:
    return _is_place(value) or (_is_precision(value) and len(value) == 1)


def _is_evidence(value: Any) -> bool:
    try:
        return isinstance(value, Mapping) and evidence_of(value) == value
    except SaysoError:
        return False


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_WORDS


def _is_field_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(map(_is_words, value))
    return isinstance(value, bool | int | float) or _is_words(value)


def _has(value: Any, kinds: Mapping[str, type | tuple[type, ...]]) -> bool:
    """Tell whether a value is a mapping that holds these, or nothing under their names, and no long words."""
    if not isinstance(value, Mapping) or not set(kinds) <= set(value):
        return False
    return all(
        value[name] is None or (isinstance(value[name], kind) and not isinstance(value[name], bool)
                                and len(str(value[name])) <= LONGEST_WORDS)
        for name, kind in kinds.items()
    )  # fmt: skip


def _is_list_of(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and all(map(check, value))


def _is_instant(at: str | None) -> bool:
    try:
        return at is None or datetime.fromisoformat(at).tzinfo is not None
    except ValueError:
        return False


def _check(holds: bool, problem: str) -> None:
    if not holds:
        raise UsageError(problem)


def _called(decision: Decision) -> str:
    return f"{decision.action} {decision.field}" if decision.field else decision.action


_ID = re.compile(r"x[0-9a-f]{20}")
_WHO: Mapping[str, type | tuple[type, ...]] = {"actor": str, "name": str}
_NUMBERS = (int, float)
_PLACE: Mapping[str, type | tuple[type, ...]] = {
    "place": str, "name": str, "country": str, "latitude": _NUMBERS, "longitude": _NUMBERS, "geo_precision": int,
    "geonames": (int, str),
}  # fmt: skip
_WORDS: Mapping[str, tuple[str, ...]] = {"responsibility": get_args(Responsibility), "stance": STANCES}
_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "type": _is_act, "date": _is_date, "time_of_day": _is_time_of_day,
    "actors": _is_list_of(_is_who), "recipients": _is_list_of(_is_who),
    "places": _is_list_of(_is_place), "source": lambda value: value is None or _is_who(value),
}  # fmt: skip
_VALUES: Mapping[str, Callable[[Any], bool]] = {
    "add": _is_act, "tag": _is_words, "name": _is_words, "place": _is_placing, "attach": _is_evidence,
    "field": _is_field_value, "grade": lambda value: value in DecidingRules.load().grades,
    "credibility": lambda value: type(value) is int and BEST <= value <= WORST,
}  # fmt: skip
