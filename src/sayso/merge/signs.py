"""Signs: what speaks for and against two mentions telling one act, measured on their sketches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.number_signs import number_signs
from sayso.merge.pairs import Column, Flags, Pairs, common, likeness, logs, meets, share
from sayso.merge.party_signs import agreement, meeting_signs, party_signs, who
from sayso.merge.place_signs import date_signs, place_signs
from sayso.merge.series import EXTENTS
from sayso.merge.wording import ARTICLES
from sayso.record.vocabulary import EVENT_TYPES, STANCES, STATUSES

Signs = Iterator[tuple[str, Flags | Column]]

LEAD = 700
"""Code points from the start of a document within which it tells what it is about."""
MOST_WORDS, MOST_NAMES = 12, 6
"""Words and names in common beyond which more of them say no more."""
STEP = 200
"""Code points of a step between two triggers of one document: about a sentence."""
_DONE = np.isin(STATUSES, ["asserted", "negated", "averted", "uncertain"])
_AHEAD = np.isin(STATUSES, ["planned", "predicted", "conditional"])
_ASSERTED, _HYPOTHETICAL = STATUSES.index("asserted"), STATUSES.index("hypothetical")
_NOT_DONE = np.isin(STATUSES, ["negated", "averted"])
_DENIES = STANCES.index("denies") + 1
_MANY = EXTENTS.index("aggregate")
_DEFINITE, _INDEFINITE, _NUMBER = (ARTICLES.index(name) for name in ("definite", "indefinite", "number"))


def signs(pairs: Pairs) -> Signs:
    """Measure pairs: the name of each sign with its values, flags or numbers of either's size near 1."""
    shared = _Shared.of(pairs)
    yield from _trigger(pairs, shared)
    yield from _kind(pairs)
    yield from date_signs(pairs)
    yield from party_signs(pairs, "actor", shared.actors)
    yield from party_signs(pairs, "recipient", shared.recipients)
    yield from _parties(pairs, shared)
    yield from meeting_signs(pairs)
    yield from place_signs(pairs)
    yield from number_signs(pairs)
    yield from _voice(pairs)
    yield from _words(pairs, shared)
    yield from _position(pairs)
    yield from _joined(pairs, shared)


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """Hold what several signs measure by."""

    alike: Column
    stem: Flags
    actors: Flags
    recipients: Flags
    headline: Column
    story: Column

    @classmethod
    def of(cls, pairs: Pairs) -> _Shared:
        left, right = pairs.left, pairs.right
        return cls(
            likeness(pairs),
            meets(left["stems"], right["stems"]),
            agreement(pairs, "actor"),
            agreement(pairs, "recipient"),
            share(left["title"], right["title"]),
            share(left["story"], right["story"]),
        )


def _trigger(pairs: Pairs, shared: _Shared) -> Signs:
    alike = shared.alike
    yield "trigger: likeness", alike
    yield "trigger: likeness above .6", np.maximum(alike - np.float32(0.6), 0)
    yield "trigger: likeness above .8", np.maximum(alike - np.float32(0.8), 0)
    yield "trigger: stem", shared.stem
    yield "trigger: words of one kind of act", meets(pairs.left["kin"], pairs.right["kin"])
    yield "trigger: last stem", pairs.same("head")


def _kind(pairs: Pairs) -> Signs:
    left, right = pairs.left, pairs.right
    same = left["type"] == right["type"]
    yield "type: same", same
    for at, name in enumerate(EVENT_TYPES):
        yield f"type: both {name}", same & (left["type"] == at)
    yield "mode: same", same & pairs.same("mode")
    yield "mode: another", (left["mode"] != 0) & (right["mode"] != 0) & (left["mode"] != right["mode"])
    done_left, done_right = _DONE[left["status"]], _DONE[right["status"]]
    ahead_left, ahead_right = _AHEAD[left["status"]], _AHEAD[right["status"]]
    many_left, many_right = left["extent"] == _MANY, right["extent"] == _MANY
    yield "extent: both many", many_left & many_right
    yield "extent: one many", many_left ^ many_right
    yield "status: same", left["status"] == right["status"]
    yield "status: both done", done_left & done_right
    yield "status: done and ahead", (done_left & ahead_right) | (done_right & ahead_left)
    yield "status: one hypothetical", (left["status"] == _HYPOTHETICAL) ^ (right["status"] == _HYPOTHETICAL)
    denied = (left["stance"] == _DENIES) | (right["stance"] == _DENIES)
    held_left, held_right = left["status"] == _ASSERTED, right["status"] == _ASSERTED
    turned = (held_left & _NOT_DONE[right["status"]]) | (held_right & _NOT_DONE[left["status"]])
    yield "status: done and not done, undenied", turned & ~denied


def _parties(pairs: Pairs, shared: _Shared) -> Signs:
    actors, recipients = shared.actors, shared.recipients
    yield "parties: both agree", actors & recipients
    left, right = pairs.left, pairs.right
    turned = meets(left["actor_sides"], right["recipient_sides"]) | meets(left["recipient_sides"], right["actor_sides"])
    yield "parties: turned round", turned & ~actors & ~recipients
    crossed = meets(who(left, "actor"), who(right, "recipient")) | meets(who(left, "recipient"), who(right, "actor"))
    yield "parties: one's actor the other's recipient", crossed
    bare_left, bare_right = _bare(left), _bare(right)
    yield "parties: one names none", bare_left ^ bare_right
    yield (
        "parties: both name nobody and no place",
        (bare_left & bare_right & (left["places"][:, 0] == 0) & (right["places"][:, 0] == 0)),
    )


def _bare(side: NDArray[Any]) -> Flags:
    found: Flags = (side["actors"][:, 0] == 0) & (side["recipients"][:, 0] == 0)
    return found


def _voice(pairs: Pairs) -> Signs:
    yield "voice: same origin", pairs.same("origin")
    yield "voice: one denies", (pairs.left["stance"] == _DENIES) ^ (pairs.right["stance"] == _DENIES)
    yield "voice: same outlet", pairs.same("outlet")


def _words(pairs: Pairs, shared: _Shared) -> Signs:
    left, right = pairs.left, pairs.right
    yield "words: share", share(left["words"], right["words"])
    yield "words: number", np.minimum(common(left["words"], right["words"]), MOST_WORDS).astype(np.float32)
    yield "names: share", share(left["names"], right["names"])
    yield "names: number", np.minimum(common(left["names"], right["names"]), MOST_NAMES).astype(np.float32)
    yield "headline: share", shared.headline
    yield "story: share", shared.story


def _position(pairs: Pairs) -> Signs:
    left, right = pairs.left, pairs.right
    yield "lead: both", (left["trigger"] < LEAD) & (right["trigger"] < LEAD)
    yield "article: both definite", (left["article"] == _DEFINITE) & (right["article"] == _DEFINITE)
    yield "article: one definite", (left["article"] == _DEFINITE) ^ (right["article"] == _DEFINITE)
    yield "article: later definite", pairs.later("article") == _DEFINITE
    yield "article: later indefinite", pairs.later("article") == _INDEFINITE
    yield "article: one counted", (left["article"] == _NUMBER) | (right["article"] == _NUMBER)
    yield "sentence: same", left["sentence"] == right["sentence"]
    yield "text: distance", logs(pairs.apart("trigger") // STEP)
    yield "text: mentions between", logs(pairs.apart("rank"))
    yield "text: next mention", pairs.apart("rank") == 1
    yield "document: acts alike", logs(np.maximum(left["alike"], right["alike"]))


def _joined(pairs: Pairs, shared: _Shared) -> Signs:
    """Measure what says more together than alone."""
    yield "stem and actor", shared.stem & shared.actors
    yield "stem and recipient", shared.stem & shared.recipients
    like = np.maximum(shared.alike, 0)
    yield "likeness and parties", like * (shared.actors & shared.recipients)
    yield "likeness and place", like * meets(pairs.left["places"], pairs.right["places"])
    yield "likeness and headline", like * shared.headline
    yield "likeness and story", like * shared.story
