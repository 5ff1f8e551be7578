"""Actors: whom a phrase of a report means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sayso.codebook.actors import ActorEntry, ActorRegistry
from sayso.codebook.heads import HeadNoun
from sayso.codebook.phrases import fold
from sayso.record.ids import ActorId, actor_id
from sayso.record.vocabulary import ActorKind
from sayso.resolve.offices import holder
from sayso.resolve.phrase import JOINING, ActorPhrase, may_name
from sayso.resolve.profile import NOUN_SHARE, TITLE_SHARE, UNKNOWN_SHARE
from sayso.resolve.reasons import Reason
from sayso.resolve.resolved import ResolvedActor
from sayso.resolve.spelling import slipped, spelled, spelling_key

NOBODY: Mapping[str, ResolvedActor] = MappingProxyType({})
SPELLED_SCORE, SLIPPED_SCORE, KNOWN_SCORE, OWN_SCORE = 0.9, 0.7, 0.9, 0.5
"""How sure a reading is that rests on sound, on a slip of one letter, on the document, or on the phrase alone; what
stands in the registry as it is written has 1."""


def actor(
    text: str,
    registry: ActorRegistry,
    *,
    speaker: bool = False,
    known: Mapping[str, ResolvedActor] = NOBODY,
    day: date | None = None,
) -> ResolvedActor:
    """Find whom a phrase means: an actor of the registry, or one named by the phrase itself.

    Titles, determiners, counts and possessives are set aside; what a state's forces or government do, the
    state does; with ``speaker`` (the phrase is a source) officials and services speak as themselves. A name
    inside a longer name is never enough: Kataib Hezbollah is not Hezbollah. ``known`` are actors met in the
    same document by a short name or acronym; ``day`` is that on which the holder of an office is asked for.

    Tried in this order: the document's own acronym, the name as written, a short name, its sound, an office, a noun of
    a state or group, a title before a name, one slip of a letter; else the phrase names an actor of its own.

    >>> registry = ActorRegistry.load()
    >>> actor("Iranian Foreign Minister Mohammad Javad Zarif", registry).name
    'Mohammad Javad Zarif'
    >>> actor("Israeli warplanes", registry).name, actor("two Israeli officials", registry, speaker=True).name
    ('Israel', 'Israeli officials')
    >>> actor("Kata'ib Hezbollah fighters", registry).name, actor("Qasim Suleimani", registry).name
    ('Kataib Hezbollah', 'Qassem Soleimani')
    """
    phrase = ActorPhrase.of(text, registry, speaker, known)
    return (
        _explained(phrase)
        or _whole(text, phrase)
        or _of_the_document(phrase)
        or _sounding(phrase)
        or _held(phrase, day)
        or _headed(phrase)
        or _of_state(phrase)
        or _titled(phrase)
        or _apposed(phrase)
        or _misspelt(phrase)
        or _unregistered(phrase)
    )


def identity(name: str) -> ActorId:
    """Give the id of an actor that no registry holds: spellings of one name of several words share it.

    >>> identity("Salim al-Rubai") == identity("Saleem el-Rubaie"), identity("gunman") == identity("gunmen")
    (True, False)
    """
    return actor_id((" " in name and spelling_key(name)) or fold(name))


def registered(entry: ActorEntry, reason: Reason, score: float = 1.0) -> ResolvedActor:
    """Make the reading that means an entry of the registry."""
    return ResolvedActor(entry.id, entry.name, entry.kind, entry.country, entry.sectors, reason, score)


def _explained(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read an acronym that the document explains: "SDF" may be the Somali one here."""
    return phrase.known.get(phrase.text) if len(phrase.words) == 1 and phrase.text[:2].isupper() else None


def _of_the_document(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read "Roe" and "Mr. Roe" as the one met before under a full name."""
    first = 0
    while first < len(phrase.words) - 1 and phrase.is_title(first):
        first += 1
    found = phrase.known.get(phrase.part(first).text)
    return _short_for(found) if found else None


def _short_for(known: ResolvedActor) -> ResolvedActor:
    return replace(known, reason=Reason("short", (known.name,)), score=KNOWN_SCORE)


def _entry(phrase: ActorPhrase, entry: ActorEntry, reason: Reason, score: float = 1.0) -> ResolvedActor:
    """Take an entry; a ministry or an army acts as its state, and speaks as itself."""
    state = phrase.registry.get(entry.acts_as) if entry.acts_as and not phrase.speaker else None
    if state:
        reason, entry = reason._replace(beside=f": {entry.name} acts as {state.name}"), state
    return registered(entry, reason, score)


def _whole(text: str, phrase: ActorPhrase) -> ResolvedActor | None:
    names = phrase.registry.names_of(text) or phrase.registry.names_of(phrase.text)
    return _entry(phrase, names[0].entry, Reason(names[0].form)) if names else None


def _sounding(phrase: ActorPhrase) -> ResolvedActor | None:
    name = spelled(phrase.text, phrase.registry)
    return _entry(phrase, name.entry, Reason("sound", (name.written,)), SPELLED_SCORE) if name else None


def _misspelt(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read a name with one letter wrong, on its own or behind titles."""
    first = _name_start(phrase)
    if first and not phrase.part(0, first).all_lead():
        return None
    rest = phrase.part(first)
    found = _sounding(rest) if first else None
    if found:
        return found
    name = slipped(rest.text, phrase.registry)
    return _entry(phrase, name.entry, Reason("slip", (name.written,)), SLIPPED_SCORE) if name else None


def _headed(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read "Israeli warplanes", "Iran's government", "Hezbollah fighters"."""
    opening = phrase.opening()
    if opening is None:
        return _headed_by_known(phrase)
    if opening[0] >= len(phrase.words):
        return None
    end, name = opening
    rest = phrase.part(end)
    head = rest.head()
    if head is None or rest.words[0] in JOINING or rest.words[0] == ",":
        return None
    if _names_another(rest):
        return _headed(rest)
    owner = _owner(name.entry, head, phrase)
    return _entry(phrase, owner, _of(head, name.entry.name)) if owner else _own(phrase, head, name.entry)


def _headed_by_known(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read "RVF fighters" where the document explains RVF."""
    known = phrase.known.get(phrase.words[0]) if len(phrase.words) > 1 and phrase.words[0].isupper() else None
    head = phrase.part(1).head() if known else None
    if known is None or head is None or head.kind != "armed_group":
        return None
    return replace(known, reason=_of(head, known.name))


def _of(head: HeadNoun, whose: str) -> Reason:
    return Reason("noun", (head.noun, whose))


def _owner(entry: ActorEntry, head: HeadNoun, phrase: ActorPhrase) -> ActorEntry | None:
    """Tell who acts when a noun follows a name: the state, the group, a ruler's state, or None for neither."""
    reading = head.speaks if phrase.speaker else head.acts
    if entry.kind == "state":
        return entry if reading == "state" else None
    if entry.kind == "person":
        return phrase.registry.state_of(entry) if head.kind == "government_body" and reading == "state" else None
    if entry.kind == "population":
        return None
    return entry if head.kind == "armed_group" or reading == "state" else None


def _names_another(rest: ActorPhrase) -> bool:
    return any(
        name.form in ("name", "alias") and name.entry.kind not in ("state", "population")
        for _, name in rest.names_inside()
    )


def _of_state(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read "the government of Yemen": a noun that means the state, then "of" and a state alone."""
    if "of" not in phrase.words[1:-1]:
        return None
    at = phrase.words.index("of", 1)
    names = phrase.registry.names_of(phrase.part(at + 1).text)
    head = phrase.part(0, at).head()
    if not names or not head or names[0].form == "adjective":
        return None
    owner = _owner(names[0].entry, head, phrase)
    return _entry(phrase, owner, _of(head, names[0].entry.name)) if owner else None


def _held(phrase: ActorPhrase, day: date | None) -> ResolvedActor | None:
    """Read "the Iranian president" by who held the office on the day."""
    found = holder(phrase, day)
    return _entry(phrase, found[0], found[1], KNOWN_SCORE) if found else None


def _titled(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read a registered name after titles and descriptions: "Secretary of State John Kerry"."""
    for first in range(1, len(phrase.words)):
        names = [one for one in phrase.registry.names_of(phrase.part(first).text) if one.form in ("name", "alias")]
        if names and phrase.part(0, first).all_lead() and not _of_another(phrase.part(0, first), names[0].entry):
            reason = Reason("title", (phrase.part(0, first).text, names[0].written))
            return _entry(phrase, names[0].entry, reason)
        found = _headed(phrase.part(first)) if phrase.part(0, first).all_lead() else None
        if found:
            return found
    return None


def _of_another(before: ActorPhrase, entry: ActorEntry) -> bool:
    """Tell whether words before the name of a body say that another state's is meant: "the Bolivian Senate"."""
    states = {name.entry.country for _, name in before.names_inside() if name.entry.kind == "state"}
    return entry.kind == "government_body" and bool(states) and entry.country not in states


def _apposed(phrase: ActorPhrase) -> ResolvedActor | None:
    """Read "Hamas in Gaza" and "Jane Roe, the envoy" by what stands before the break, if registered."""
    cut = phrase.cut()
    if cut in (0, len(phrase.words)):
        return None
    before = phrase.part(0, cut)
    return _whole(before.text, before) or _sounding(before) or _headed(before) or _titled(before)


def _unregistered(phrase: ActorPhrase) -> ResolvedActor:
    first = _name_start(phrase)
    led = first > 0 and (phrase.is_title(first - 1) or phrase.words[first - 1] in {"'s", ","})
    described = "of" in phrase.words[:first]
    if led and not described and first < len(phrase.words) and phrase.part(0, first).all_lead():
        person = phrase.part(first).text
        known = phrase.known.get(person)
        if known:
            return _short_for(known)
        return ResolvedActor(identity(person), person, "person", None, (), Reason("stranger"), OWN_SCORE, TITLE_SHARE)
    return _own(phrase, phrase.head(), None)


def _name_start(phrase: ActorPhrase) -> int:
    """Give where the capitalised words that end a phrase begin, titles left out; its length where it ends in none."""
    first = len(phrase.words)
    while first > 0 and may_name(phrase.words[first - 1]) and not phrase.is_title(first - 1):
        first -= 1
    return first


def _own(phrase: ActorPhrase, head: HeadNoun | None, owner: ActorEntry | None) -> ResolvedActor:
    name = phrase.text.replace("U.S.", "US").replace("U.N.", "UN").replace("U.K.", "UK")
    kind: ActorKind = head.kind if head else "unknown"
    reason = Reason("own", (head.noun,)) if head else Reason("absent")
    country = owner.country if owner else None
    return ResolvedActor(
        identity(name), name, kind, country, (), reason, OWN_SCORE, NOUN_SHARE if head else UNKNOWN_SHARE
    )
