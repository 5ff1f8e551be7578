"""What a form asks for when somebody decides: each action's inputs, with the choices that the vocabularies give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from sayso.codebook.deciding import DecidingRules
from sayso.codebook.plover import Plover
from sayso.codebook.project_fields import ProjectField, ProjectFields
from sayso.record.decisions import ACTS
from sayso.record.vocabulary import (
    EVENT_TYPES,
    NUMBER_KINDS,
    STANCES,
    STATUSES,
    Action,
    EventStatus,
    Responsibility,
    TargetKind,
)
from sayso.review.given import ACCEPTED, BEST, WORST
from sayso.review.values import EVENT_FIELDS, MENTION_FIELDS, NUMBER

COMMANDS: tuple[Action, ...] = ("remove", "erase")
"""Actions that are taken on the command line alone: a page that takes a document out for good is opened by mistake."""

CREDIBILITY = (
    "confirmed by other sources", "probably true", "possibly true", "doubtful", "improbable", "truth cannot be judged",
)  # fmt: skip
"""What the Admiralty grades of information mean, 1 to 6."""
PRECISION = (
    "the spot itself", "near it, within 25 km", "the district", "the province", "a stretch or a vague area",
    "the country", "abroad or at sea",
)  # fmt: skip
"""What UCDP where_prec means, 1 to 7."""

MEANS: Mapping[str, str] = {
    "same": "They report one event", "different": "They report different events", "unsure": "Leave it to the machine",
    "merge": "Join with another event", "split": "Part mentions from their event",
    "confirm": "It is right as it is read",
    "reject": "It is none", "correct": "Correct a field", "add": "Add a mention that was missed",
    "credibility": "Grade the credibility of what is told", "tag": "Set a tag", "field": "Set a field of your own",
    "attach": "Attach evidence from outside", "name": "Name it, everywhere", "join": "Join with another actor",
    "sensitive": "Say whether it is a private individual", "place": "Put it on the map, everywhere",
    "grade": "Grade its reliability", "irrelevant": "Leave it out of the record", "copy": "It is a copy of another",
    "redact": "Redact it where the case is shown redacted", "remove": "Remove it from the record",
    "erase": "Erase it for good", "undo": "Undo",
}  # fmt: skip
"""What an action says of the thing that it is taken on."""

Widget = Literal["text", "choice", "several"]


@dataclass(frozen=True, slots=True)
class Input:
    """Ask for one thing: ``options`` are values with their words, for ``choice`` and ``several`` all there are."""

    name: str
    label: str
    widget: Widget = "text"
    options: Sequence[tuple[str, str]] = ()
    hint: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class Asking:
    """Say what the form of a decision asks for besides who decides.

    ``fields`` are those it can be about where none is chosen yet; ``span`` whether it may rest on words, ``reason``
    whether it needs words or a note.
    """

    action: Action
    kind: TargetKind
    field: str | None
    inputs: tuple[Input, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    span: bool = False
    reason: bool = False


def actions_on(kind: TargetKind) -> tuple[Action, ...]:
    """List what can be decided on a kind of thing here, in the order in which people are told of it."""
    return tuple(action for action, act in ACTS.items() if kind in act.on and action not in (*COMMANDS, "undo"))


def field_words(name: str) -> str:
    """Name a field in words: ``killed``, ``responsibility``."""
    kind, _, ordinal = name.removeprefix(NUMBER).partition(":")
    return kind.replace("_", " ") + (f" ({ordinal}.)" if ordinal else "")


def asking(action: Action, kind: TargetKind, field: str | None, project: ProjectFields) -> Asking:
    """Say what the form of a decision asks for; an unknown field gets a plain text."""
    inputs = _INPUTS.get(action, ())
    fields: tuple[tuple[str, str], ...] = ()
    if action == "correct":
        inputs, fields = (_correction(kind, field),) if field else (), correctable(kind) if not field else ()
    elif action == "field":
        declared = project.by_name.get(field or "")
        inputs = (_own(declared),) if declared else ()
        fields = tuple((name, name) for name in project.by_name) if declared is None else ()
    elif action == "place" and field == "precision":
        inputs = (_graded("where_prec", PRECISION),)
    elif action in _DYNAMIC:
        inputs = _DYNAMIC[action]()
    return Asking(
        action, kind, field, inputs, fields,
        span=action in ("correct", "add") or (action, kind) == ("redact", "document"),
        reason=action == "correct",
    )  # fmt: skip


def correctable(kind: TargetKind) -> tuple[tuple[str, str], ...]:
    """List the fields that can be corrected, with their names in words."""
    names = (*(EVENT_FIELDS if kind == "event" else MENTION_FIELDS), *(f"{NUMBER}{one}" for one in NUMBER_KINDS))
    return tuple((name, field_words(name)) for name in names)


def _correction(kind: TargetKind, name: str) -> Input:
    if name == "type":
        return Input("value", "Type", "choice", _acts())
    words: dict[str, Sequence[str]] = {
        "status": get_args(EventStatus) if kind == "event" else STATUSES, "stance": STANCES,
        "responsibility": get_args(Responsibility),
    }  # fmt: skip
    if name in words:
        return Input("value", field_words(name).capitalize(), "choice", _plainly(words[name]))
    hint = _HINTS["number" if name.startswith(NUMBER) else name] if name.startswith(NUMBER) or name in _HINTS else ""
    return Input("value", field_words(name).capitalize(), hint=hint)


def _own(declared: ProjectField) -> Input:
    options = _plainly(declared.values or (("yes", "no") if declared.type == "yes-no" else ()))
    widget: Widget = "several" if declared.type == "several-of" else "choice" if options else "text"
    return Input("value", declared.name, widget, options, declared.help)


def _acts() -> tuple[tuple[str, str], ...]:
    plover = Plover.load()
    named = (f"{type_}/{mode}" if mode else type_ for type_ in EVENT_TYPES for mode in ("", *plover.modes(type_)))
    return tuple((name, name) for name in named)


def _plainly(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word.replace("_", " ")) for word in words)


def _graded(label: str, means: Sequence[str]) -> Input:
    return Input("value", label, "choice", tuple((str(n), f"{n} · {one}") for n, one in enumerate(means, BEST)))


def _credibility() -> tuple[Input, ...]:
    assert len(CREDIBILITY) == WORST
    grades = _graded("Credibility", CREDIBILITY).options
    return (Input("value", "Credibility", "choice", ((ACCEPTED, "as suggested"), *grades)),)


def _grade() -> tuple[Input, ...]:
    grades = DecidingRules.load().grades
    return (Input("value", "Grade", "choice", tuple((one, f"{one} · {means}") for one, means in grades.items())),)


def _evidence() -> tuple[Input, ...]:
    kinds = tuple((one, one) for one in DecidingRules.load().evidence)
    return (
        Input("value", "Address, or name of a file", hint="it is named and not kept"),
        Input("evidence", "Kind", "choice", kinds),
        Input("sha256", "SHA-256 of the file", required=False, hint="if it is a file"),
        Input("time", "Made on", required=False, hint="as 2019-07-19"),
        Input("at", "Made at", required=False, hint="LAT,LON in degrees"),
        Input("settles", "It settles", "several", _plainly(("date", "place")), required=False),
    )


def _added() -> tuple[Input, ...]:
    return (Input("value", "Type", "choice", _acts()),)


_OTHER = Input("value", "Id of the other mention or event")
_INPUTS: Mapping[Action, tuple[Input, ...]] = {
    "same": (_OTHER,), "different": (_OTHER,), "unsure": (_OTHER,), "merge": (_OTHER,),
    "split": (Input("value", "Ids of more mentions that go with it", required=False, hint="parted by blanks"),),
    "tag": (Input("value", "Tag"),),
    "name": (Input("value", "Name"),),
    "join": (Input("value", "The other actor", hint="its id or name, of the case or the registry"),),
    "sensitive": (Input("value", "A private individual", "choice", (("yes", "yes"), ("no", "no"))),),
    "place": (Input("value", "Where it lies", hint="an id, a name, LAT,LON or NAME @ LAT,LON"),),
    "copy": (Input("value", "The original", hint="its id or path"),),
}  # fmt: skip
_DYNAMIC = {"credibility": _credibility, "grade": _grade, "attach": _evidence, "add": _added}
_HINTS: Mapping[str, str] = {
    "date": "EDTF: 2019-07-19, 2019-07, 2019-07-19/2019-07-21; none empties it",
    "actors": "ids or names, parted by ; none empties it",
    "recipients": "ids or names, parted by ; none empties it",
    "places": "ids, names, LAT,LON or NAME @ LAT,LON, parted by ; none empties it",
    "source": "an id or a name; none empties it",
    "number": "11, 11..34, 31.. (or more), ..20 (or fewer); none empties it",
}


class Forms:
    """Say what forms ask for in one case; its own fields are read when the first form is drawn."""

    def __init__(self, case: Path) -> None:
        self._case = case

    @cached_property
    def _project(self) -> ProjectFields:
        return ProjectFields.of_case(self._case)

    def __call__(self, action: Action, kind: TargetKind, field: str | None = None) -> Asking:
        """Say what the form of a decision asks for."""
        return asking(action, kind, field, self._project)


FORM_WORDS: Mapping[str, object] = {"means": MEANS, "field_words": field_words, "correctable": correctable}
"""What templates of forms may use."""
