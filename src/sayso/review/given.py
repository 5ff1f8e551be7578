"""What a person gives with an action: its value, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.codebook.deciding import DecidingRules
from sayso.errors import RecordError, UsageError
from sayso.record.decisions import ACTS, Act
from sayso.record.edtf import Edtf
from sayso.record.vocabulary import ACTIONS, Action, TargetKind
from sayso.review.places import place_of
from sayso.review.values import Known, act_of, corrected, parser_of

ACCEPTED = "accept"
"""How a suggested credibility is taken over."""
BEST, WORST = 1, 6
"""The ends of the Admiralty scale of credibility."""
LONGEST_WORDS = 10_000
"""Characters of the longest note, name, quotation or value; whatever is longer no decision file may hold either."""
MOST_PRECISE, LEAST_PRECISE = 1, 7
"""The ends of UCDP where_prec."""

EVIDENCE_FIELDS = ("kind", "sha256", "address", "time", "latitude", "longitude", "source", "settles")
SETTLED = ("date", "place")
"""What outside evidence may settle."""


def action_of(given: str) -> Action:
    """Read an action.

    Raises:
        UsageError: there is none of this name.
    """
    found = next((action for action in ACTIONS if action == given), None)
    if found is None:
        raise UsageError(f"no action {given!r}", remedy=f"Use one of {', '.join(ACTIONS)}")
    return found


def check_form(action: Action, kind: TargetKind, field: str | None, value: object) -> Act:
    """Check that an action is taken on something of this kind, with a field or value where it takes one.

    Raises:
        UsageError: it is not; the message says how it is written.
    """
    act = ACTS[action]
    if kind not in act.on:
        raise UsageError(f"{action} is not taken on a {kind}", remedy=f"Name a {' or a '.join(act.on)}")
    if field is not None and not act.field and not (action == "place" and field == "precision"):
        raise UsageError(f"{action} names no field", remedy="Leave it out")
    if field is None and act.field:
        raise UsageError(f"{action} needs a field", remedy="Say which with --field")
    if value is None and (act.value or act.other) and not act.optional:
        what = "a value" if act.value else "a second id"
        raise UsageError(f"{action} needs {what}", remedy=f"sayso decide CASE {action} ID VALUE --by NAME")
    if value is not None and not (act.value or act.other or action == "split"):
        raise UsageError(f"{action} takes no value", remedy="Leave it out; reasons go into --note")
    if action == "correct":
        parser_of(kind, field)
    return act


def check_words(told: object) -> None:
    """Check all words of what somebody gives, a value, name or note: none too long, each of letters that there are.

    Raises:
        UsageError: some words are not.
    """
    if isinstance(told, Mapping | list | tuple):
        for one in told.values() if isinstance(told, Mapping) else told:
            check_words(one)
        return
    if not isinstance(told, str):
        return
    if len(told) > LONGEST_WORDS:
        raise UsageError(f"{told[:40]!r} … is longer than {LONGEST_WORDS} characters", remedy="Write less")
    try:
        told.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{told[:40]!r} holds what no text can ({error.reason})", remedy="Write it in UTF-8") from None


def value_given(action: Action, on: TargetKind, field: str | None, given: object, known: Known) -> Any:
    """Read the value of an action that takes one, as JSON; of a suggested credibility that is accepted ``accept``.

    That of a project's own field was read as the field is declared.

    Raises:
        UsageError: it cannot be one.
    """
    if action == "correct":
        return corrected(on, field, given, known)
    if action == "attach":
        return evidence_of(given)
    if action == "field":
        return given
    if action == "place":
        return _precision(given) if field else place_of(str(given).strip())
    text = str(given).strip()
    if action == "add":
        return act_of(text)
    if action == "grade":
        return _grade(text)
    if action == "credibility":
        return _credibility(text)
    if action == "sensitive":
        return _is_so(text)
    if not text:
        raise UsageError(f"{action} needs a value that is not empty", remedy="Give one, or undo an earlier decision")
    return text


def _is_so(text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false"):
        raise UsageError(f"{text!r} is neither yes nor no", remedy="Write yes or no; without either it is yes")
    return text.lower() in ("yes", "true")


def evidence_of(given: object) -> dict[str, Any]:
    """Check what is attached: a mapping of some of ``EVIDENCE_FIELDS``, with its kind and an address or a hash.

    Raises:
        UsageError: a field is not known or does not hold what it should.
    """
    if not isinstance(given, Mapping):
        given = {"address": str(given), "kind": "other"}
    unknown = sorted(set(map(str, given)) - set(EVIDENCE_FIELDS))
    if unknown:
        raise UsageError(f"evidence has no {', '.join(unknown)}", remedy=f"Use some of {', '.join(EVIDENCE_FIELDS)}")
    found = {name: given.get(name) for name in EVIDENCE_FIELDS}
    for name in ("kind", "sha256", "address", "source"):
        if not isinstance(found[name], str | None):
            raise UsageError(f"the {name} of the evidence, {found[name]!r}, is no text", remedy="Write it as text")
    found["settles"] = _listed(given.get("settles"))
    kinds = DecidingRules.load().evidence
    if found["kind"] not in kinds:
        raise UsageError(f"no kind of evidence {found['kind']!r}", remedy=f"Use one of {', '.join(kinds)}")
    if not found["sha256"] and not found["address"]:
        raise UsageError("the evidence is nowhere", remedy="Give a file or an address")
    if found["time"] is not None:
        found["time"] = _time(str(found["time"]))
    _check_point(found["latitude"], found["longitude"])
    _check_settling(found)
    return found


def _listed(settles: object) -> list[object]:
    if not isinstance(settles, str | list | tuple | None):
        raise UsageError(f"evidence cannot settle {settles!r}", remedy=f"Use {' or '.join(SETTLED)}")
    return [settles] if isinstance(settles, str) else list(settles or ())


def _check_point(latitude: object, longitude: object) -> None:
    if latitude is None and longitude is None:
        return
    if not (_is_within(latitude, 90) and _is_within(longitude, 180)):
        raise UsageError(f"the point {latitude}, {longitude} lies nowhere", remedy="Give both, in degrees")


def _is_within(degrees: object, most: int) -> bool:
    return isinstance(degrees, int | float) and not isinstance(degrees, bool) and -most <= degrees <= most


def _check_settling(found: Mapping[str, Any]) -> None:
    for what in found["settles"]:
        if what not in SETTLED:
            raise UsageError(f"evidence cannot settle {what!r}", remedy=f"Use {' or '.join(SETTLED)}")
        if found["time" if what == "date" else "latitude"] is None:
            lacking = "a time" if what == "date" else "coordinates"
            raise UsageError(f"evidence without {lacking} cannot settle the {what}", remedy=f"Give it {lacking}")


def _time(given: str) -> str:
    try:
        return str(Edtf(given))
    except RecordError as error:
        raise UsageError(str(error), remedy="Write the evidence's time as 2019-07-19") from None


def _grade(given: str) -> str:
    grades = DecidingRules.load().grades
    if given.upper() not in grades:
        raise UsageError(f"no grade {given!r}", remedy=f"Use one of {', '.join(grades)}")
    return given.upper()


def _credibility(given: str) -> int | str:
    if given == ACCEPTED:
        return given
    return _whole(given, BEST, WORST, f"no credibility {given!r}", f", or {ACCEPTED} for the one suggested")


def _precision(given: object) -> dict[str, int]:
    text = str(given).strip()
    found = _whole(text, MOST_PRECISE, LEAST_PRECISE, f"no precision {text!r}", " (UCDP where_prec)")
    return {"geo_precision": found}


def _whole(given: str, least: int, most: int, fault: str, more: str) -> int:
    if not (given.isascii() and given.isdecimal()) or not least <= int(given) <= most:
        raise UsageError(fault, remedy=f"Use a whole number from {least} to {most}{more}")
    return int(given)
