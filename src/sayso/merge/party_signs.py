"""Signs of the parties: whether two mentions name the same actors and recipients, or others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.merge.pairs import Column, Flags, Pairs, meets, share
from sayso.merge.parties import BODY, NOBODY, PERSON, WHO
from sayso.record.vocabulary import EVENT_TYPES

Signs = Iterator[tuple[str, Flags | Column]]
_CONSULT = EVENT_TYPES.index("CONSULT")
_KINDS = (("person", PERSON), ("body", BODY), ("nobody", NOBODY))


def agreement(pairs: Pairs, role: str) -> Flags:
    """Tell where both name one party in a role, or parties on one side."""
    return meets(who(pairs.left, role), who(pairs.right, role)) | meets(
        pairs.left[f"{role}_sides"], pairs.right[f"{role}_sides"]
    )


def who(side: NDArray[Any], role: str) -> NDArray[np.uint32]:
    """Give whom mentions name in a role, without what they are."""
    found: NDArray[np.uint32] = side[f"{role}s"] & np.uint32(WHO)
    return found


def party_signs(pairs: Pairs, role: str, agree: Flags) -> Signs:
    """Measure a role, "actor" or "recipient", in which pairs ``agree`` or not."""
    same = meets(who(pairs.left, role), who(pairs.right, role))
    yield from _named(pairs, role, same)
    yield from _against(pairs, role, same, agree)
    yield from _told(pairs, role)


def _named(pairs: Pairs, role: str, same: Flags) -> Signs:
    mine, theirs = who(pairs.left, role), who(pairs.right, role)
    yield f"{role}: same", same
    for name, kind in _KINDS:
        yield f"{role}: same {name}", meets(np.where(pairs.left[f"{role}s"] & 3 == kind, mine, 0), theirs)
    yield f"{role}: one side", meets(pairs.left[f"{role}_sides"], pairs.right[f"{role}_sides"]) & ~same
    yield f"{role}: none", (mine[:, 0] == 0) & (theirs[:, 0] == 0)
    yield f"{role}: words", share(pairs.left[f"{role}_words"][:, None], pairs.right[f"{role}_words"][:, None])


def _against(pairs: Pairs, role: str, same: Flags, agree: Flags) -> Signs:
    left, right = pairs.left[f"{role}s"][:, 0], pairs.right[f"{role}s"][:, 0]
    others = (left != 0) & (right != 0) & ~agree
    vague = (left & 3 == NOBODY) | (right & 3 == NOBODY)
    yield f"{role}: others", others & ~vague
    yield f"{role}: others, one vague", others & vague
    yield f"{role}: other person", (left & 3 == PERSON) & (right & 3 == PERSON) & ~same


def _told(pairs: Pairs, role: str) -> Signs:
    """Compare whom one mention names with whom the other's document names in such acts."""
    field = f"{role}_sides" if role == "actor" else f"{role}s"
    mine, theirs = (side[field] & np.uint32(WHO) for side in (pairs.left, pairs.right))
    told_left, told_right = (side[f"told_{role}s"] & np.uint32(WHO) for side in (pairs.left, pairs.right))
    alone_left, alone_right = (mine[:, 0] != 0) & (theirs[:, 0] == 0), (mine[:, 0] == 0) & (theirs[:, 0] != 0)
    found_left, found_right = meets(mine, told_right), meets(theirs, told_left)
    yield f"{role}: told by the other", (alone_left & found_left) | (alone_right & found_right)
    most = meets(mine, told_right[:, :1]) & alone_left | meets(theirs, told_left[:, :1]) & alone_right
    yield f"{role}: most told by the other", most
    strange_left = alone_left & ~found_left & (told_right[:, 0] != 0)
    strange_right = alone_right & ~found_right & (told_left[:, 0] != 0)
    yield f"{role}: not told by the other", strange_left | strange_right
    yield f"{role}: both documents tell", meets(told_left, told_right)
    yield f"{role}: both documents tell most", (told_left[:, 0] == told_right[:, 0]) & (told_left[:, 0] != 0)


def _stands_in(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> Flags:
    """Tell of each hash of one whether it stands in the other [rows, hashes of one]."""
    found: Flags = (one[:, :, None] == other[:, None, :]).any(2)
    return found


def meeting_signs(pairs: Pairs) -> Signs:
    """Tell where two meetings share somebody, and whom else they name is known and on other sides.

    Who meets whom stands among actors and recipients alike.
    """
    left, right = _Company.of(pairs.left), _Company.of(pairs.right)
    mine, theirs = left.others(right), right.others(left)
    near = meets(np.where(mine, left.sides, 0), np.where(theirs, right.sides, 0))
    shared = meets(left.who, right.who)
    consults = (pairs.left["type"] == _CONSULT) & (pairs.right["type"] == _CONSULT)
    yield "meeting: with others", consults & shared & mine.any(1) & theirs.any(1) & ~near


@dataclass(frozen=True, slots=True, eq=False)
class _Company:
    """Hold everybody whom mentions name, [rows, parties]: who, on whose side, and whether they are known."""

    who: NDArray[np.uint32]
    sides: NDArray[np.uint32]
    known: Flags

    @classmethod
    def of(cls, side: NDArray[Any]) -> _Company:
        parties = np.concatenate([side["actors"], side["recipients"]], 1)
        sides = np.concatenate([side["actor_sides"], side["recipient_sides"]], 1)
        return cls(parties & np.uint32(WHO), sides, (parties != 0) & (parties & 3 != NOBODY))

    def others(self, company: _Company) -> Flags:
        """Tell which known ones are not in another company."""
        found: Flags = self.known & ~_stands_in(self.who, company.who)
        return found
