"""Arguments: who does an act, to whom, where and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.acts import Act
from sayso.extract.clauses import Clauses
from sayso.extract.lines import is_mark
from sayso.extract.parties import Party, Site
from sayso.record.vocabulary import EventType

RECIPIENT_REACH = 8
"""Words behind a trigger in which its recipient may stand: 88 % of those behind one do (train, 2026-11)."""

SITE_REACH = 14
TIME_REACH = 14

_MUTUAL: frozenset[EventType] = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_SPOKEN: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})
_PLACED: frozenset[EventType] = frozenset({"ASSAULT", "PROTEST", "MOBILIZE", "COERCE", "RETREAT", "CONSULT", "AID"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Hold the parties of an act, each list in text order and empty where nobody is stated."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def find_roles(clauses: Clauses, act: Act, acts: Sequence[Act]) -> Roles:
    """Find who does an act and to whom, in its own sentence, whose acts are ``acts``.

    What an act does its doer does: in "the strike by Iran killed two" the killing has the strike's actors.
    """
    roles = _noun_roles(clauses, act) if act.nominal else _verb_roles(clauses, act)
    doing = None if act.nominal or act.passive else _act_as_subject(clauses, act, acts)
    if doing:
        roles = Roles(_noun_roles(clauses, doing).actors, roles.recipients)
    actors = tuple(party for party in roles.actors if _apart(party, act))
    used = {party.first for party in actors}
    recipients = tuple(p for p in roles.recipients if p.first not in used and _apart(p, act))
    return Roles(actors, recipients)


def find_places(act: Act, sites: Sequence[Site]) -> tuple[Site, ...]:
    """Find where an act takes place: the nearest place, one behind the trigger before one in front.

    Places listed behind it with "and" belong to it.
    """
    if act.type not in _PLACED:
        return ()
    best: tuple[int, int] | None = None
    for number, site in enumerate(sites):
        distance = site.first - act.last if site.first >= act.last else act.first - site.last + 4
        if 0 <= distance <= SITE_REACH and (best is None or distance < best[0]):
            best = (distance, number)
    if best is None:
        return ()
    last = best[1] + 1
    while last < len(sites) and sites[last].preposition == "and":
        last += 1
    return tuple(sites[best[1] : last])


def find_time(act: Act, times: Sequence[tuple[int, int]], acts: Sequence[Act]) -> tuple[int, int] | None:
    """Find the time phrase of an act: the nearest that no other act stands nearer to."""
    best: tuple[int, tuple[int, int]] | None = None
    for first, last in times:
        distance = _gap(act, first, last)
        nearer = any(_gap(other, first, last) < distance for other in acts if other is not act)
        if distance <= TIME_REACH and not nearer and (best is None or distance < best[0]):
            best = (distance, (first, last))
    return best[1] if best else None


def _gap(act: Act, first: int, last: int) -> int:
    return first - act.last if first >= act.last else act.first - last


def _act_as_subject(clauses: Clauses, act: Act, acts: Sequence[Act]) -> Act | None:
    """Find the act, a noun, that is the subject of a verb; only what belongs to it may stand between."""
    before = [other for other in acts if other.last <= act.first and other.nominal]
    if not before:
        return None
    noun = before[-1]
    between = clauses.line.folded[noun.last : act.first]
    if any(word in ("and", "but", "or", ",", "to") or is_mark(word) for word in between):
        return None
    relative = bool(between) and between[0] in ("that", "which")
    words = clauses.tables.words
    plain = all(word in words.auxiliary or word in words.adverb or word in words.modal for word in between)
    owned = bool(between) and between[0] in words.preposition and governor(clauses, noun) is None
    return noun if relative or (plain and governor(clauses, noun) is None) or owned else None


def _apart(party: Party, act: Act) -> bool:
    return party.last <= act.first or party.first >= act.last


def _verb_roles(clauses: Clauses, act: Act) -> Roles:
    subject = clauses.subject(act.first)
    behind = clauses.after(act.last, RECIPIENT_REACH)
    if act.passive or (act.participle and clauses.postmodifies(act.first)):
        by = next((party for party in behind if party.preposition == "by"), None)
        reduced = not act.passive or clauses.line.word(act.first - 1) not in clauses.tables.words.being
        described = clauses.beside(act.first) if reduced else ()
        return Roles(clauses.joined(by) if by else (), described or subject)
    return _place(clauses, act, subject, "subject", behind)


def _noun_roles(clauses: Clauses, act: Act) -> Roles:
    owner = clauses.owner(act.first)
    behind = clauses.after(act.last, RECIPIENT_REACH)
    if owner:
        return _place(clauses, act, (owner,), "owner", behind)
    verb = governor(clauses, act)
    if verb is None or _speaks_of(clauses, verb) or _only_names(clauses, verb, act):
        return _place(clauses, act, (), "owner", behind)
    if "by" in clauses.line.folded[verb + 1 : act.first]:
        return Roles((), clauses.subject(verb))
    if _beside(clauses, verb, act):
        return _place(clauses, act, (), "owner", behind)
    return _place(clauses, act, clauses.subject(verb), "subject", behind)


def _place(clauses: Clauses, act: Act, first: tuple[Party, ...], slot: str, behind: Sequence[Party]) -> Roles:
    """Give each party its role: those before the trigger by ``slot``, those behind it by preposition."""
    frames = clauses.tables.frames
    found: dict[str, tuple[Party, ...]] = {"actor": (), "recipient": ()}
    for party in behind:
        if not _faces(clauses, act, party):
            break
        role = frames.role(act.type, act.lemma, party.preposition or "object")
        if act.nominal and not party.preposition:
            continue
        if role != "none" and not found[role]:
            found[role] = clauses.joined(party)
    role = frames.role(act.type, act.lemma, slot)
    if role == "actor" and slot == "owner" and found["actor"] and not found["recipient"]:
        role = "recipient" if act.type not in _MUTUAL else "actor"
    if role == "recipient" and not found["recipient"]:
        found["recipient"] = first
    elif role == "actor":
        found["actor"] = (*first, *found["actor"]) if act.type in _MUTUAL else first or found["actor"]
    return Roles(found["actor"], found["recipient"])


def _faces(clauses: Clauses, act: Act, party: Party) -> bool:
    """Tell whether nothing between a trigger and a party behind it opens another clause."""
    between = clauses.line.folded[act.last : party.first]
    return not any(word in clauses.tables.clauses.parts_act or word == "," for word in between)


def _beside(clauses: Clauses, verb: int, act: Act) -> bool:
    """Tell whether a noun only says when or where its verb was: "killed in the raid"."""
    between = clauses.line.folded[verb + 1 : act.first]
    passive = clauses.line.word(verb - 1) in clauses.tables.words.being
    return passive and not clauses.tables.clauses.adjunct.isdisjoint(between)


def _only_names(clauses: Clauses, verb: int, act: Act) -> bool:
    """Tell whether "be" only names its subject: "it was a raid", but "they are in talks", "behind a raid"."""
    words = clauses.tables.words
    between = clauses.line.folded[verb + 1 : act.first]
    return clauses.line.folded[verb] in words.being and words.preposition.isdisjoint(between)


def _speaks_of(clauses: Clauses, verb: int) -> bool:
    """Tell whether a verb only speaks of what its object names: who condemns a raid did not raid."""
    phrases = clauses.line.phrases
    found, cue = phrases.triggers.get(verb), phrases.standings.get(verb)
    if found is None or (cue is not None and cue[0] > found[0]):
        return False
    return found[1][0].senses[0].type in _SPOKEN


def governor(clauses: Clauses, act: Act) -> int | None:
    """Find the verb that a noun is the object of, within 8 words; None if it is nobody's object."""
    tables = clauses.tables
    for at in range(act.first - 1, max(-1, act.first - 9), -1):
        word = clauses.line.folded[at]
        if is_mark(word) or word in tables.clauses.parts_act:
            return None
        if at in clauses.speech or word in tables.words.being:
            return at
        if word in tables.triggers.spellings or word in tables.words.verb:
            return at
    return None
