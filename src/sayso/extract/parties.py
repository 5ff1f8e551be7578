"""Parties: the noun phrases of a line that can act, be acted on, or speak; and the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.codebook.actors import ActorEntry
from sayso.codebook.book import CodebookTables
from sayso.extract.lines import Line, is_mark

Kind = Literal["name", "adjective", "noun", "pronoun", "text"]
_MAX_LEFT = 5


@dataclass(frozen=True, slots=True)
class Party:
    """Mark words ``first`` to ``last`` (exclusive) as one party.

    ``kind`` is that of its strongest part: a ``text`` (a report, a video) speaks and does nothing else.
    ``head`` is the folded last word, ``preposition`` the one before the party, if any, ``entry`` the
    registry's row if one was read; ``person`` tells whether it is a named person.
    """

    first: int
    last: int
    kind: Kind
    head: str
    preposition: str
    entry: ActorEntry | None = None
    person: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Mark words ``first`` to ``last`` as a place.

    ``preposition`` is the one before it, empty if none, "and" if the place follows another in a list.
    """

    first: int
    last: int
    preposition: str


@dataclass(frozen=True, slots=True)
class _Part:
    last: int
    kind: Literal["name", "adjective", "capital", "noun", "modifier", "title", "place", "text"]
    entry: ActorEntry | None = None


def find_parties(line: Line, tables: CodebookTables, small: frozenset[str]) -> tuple[Party, ...]:
    """Find the parties of a line, left to right, none overlapping.

    ``small`` are the document's words that also occur without a capital: such a word at the beginning of a
    sentence is no name.
    """
    headline = _all_capitals(line, tables)
    parties: list[Party] = []
    at = 0
    while at < len(line.words):
        if line.folded[at] in tables.words.pronoun and line.words[at] != "US":
            preposition = preposition_before(line, at, tables)
            parties.append(Party(at, at + 1, "pronoun", line.folded[at], preposition))
            at += 1
            continue
        party, at = _chunk(line, at, tables, small, headline)
        if party:
            parties.append(party)
    return tuple(parties)


def find_sites(line: Line, tables: CodebookTables) -> tuple[Site, ...]:
    """Find the place names of a line that stand where a place can stand, left to right."""
    sites: list[Site] = []
    reached = 0
    for at, (last, names) in line.phrases.places.items():
        if at < reached or all(name.form == "adjective" for name in names):
            continue
        first = at - 1 if line.word(at - 1) in tables.clauses.region else at
        preposition = preposition_before(line, first, tables)
        country = names[0].entry.kind == "country"
        listed = bool(sites) and line.folded[sites[-1].last : first] == ("and",)
        if listed:
            sites.append(Site(first, last, "and"))
        elif preposition in tables.clauses.place or (not country and _may_be_site(line, last, preposition, tables)):
            sites.append(Site(first, last, preposition))
        reached = last
    return tuple(sites)


def _may_be_site(line: Line, last: int, preposition: str, tables: CodebookTables) -> bool:
    if preposition in tables.clauses.town:
        return True
    follows = line.word(last)
    return follows == "," and line.word(last + 1) not in tables.words.subordinator


def _chunk(
    line: Line, start: int, tables: CodebookTables, small: frozenset[str], headline: bool
) -> tuple[Party | None, int]:
    at, last = start, start
    kinds: list[str] = []
    entry: ActorEntry | None = None
    while at < len(line.words):
        if kinds and line.folded[at] == "of" and kinds[-1] in ("title", "noun") and _office_of(line, at):
            at += 2
            continue
        part = _part(line, at, tables, small, headline)
        if part is None or (kinds and kinds[-1] == "name" and part.kind == "adjective"):
            break
        at = part.last
        kinds.append(part.kind)
        if part.kind not in ("modifier", "place"):
            last = at
            entry = part.entry or entry
    strong = [kind for kind in kinds if kind in ("name", "adjective", "capital", "noun", "title", "text")]
    if last == start or not strong:
        return None, max(at, start + 1)
    if strong == ["title"] and line.folded[last - 1] not in tables.words.agent:
        return None, last
    if tables.words.notparty.issuperset(line.folded[start:last]):
        return None, last
    preposition = preposition_before(line, start, tables)
    person = (entry is not None and entry.kind == "person") or ("capital" in strong and "title" in strong)
    return Party(start, last, _kind(strong), line.folded[last - 1], preposition, entry, person), last


def _office_of(line: Line, at: int) -> bool:
    """Tell whether "of" joins an office to its field ("Secretary of State") and not to another party."""
    follows = line.words[at + 1 : at + 2]
    if not follows or not line.words[at - 1][:1].isupper() or not follows[0][:1].isupper():
        return False
    return at + 1 not in line.phrases.actors


def _kind(strong: Sequence[str]) -> Kind:
    if strong[-1] == "text":
        return "text"
    if "noun" in strong and strong[-1] == "noun":
        return "noun"
    if "name" in strong or "capital" in strong:
        return "name"
    return "adjective" if "adjective" in strong else "noun"


def _part(line: Line, at: int, tables: CodebookTables, small: frozenset[str], headline: bool) -> _Part | None:
    words = tables.words
    folded = line.folded[at]
    if folded in words.determiner or is_mark(folded):
        return None
    named = line.phrases.actors.get(at)
    if named:
        form = named[1][0].form
        return _Part(named[0], "adjective" if form == "adjective" else "name", named[1][0].entry)
    if _opens_trigger(line, at):
        return None
    capital = line.words[at][:1].isupper()
    if folded in words.title and (capital or folded in words.agent):
        return _Part(at + 1, "title")
    if folded in words.agent:
        return _Part(at + 1, "noun")
    if folded in tables.cues.speaking_texts:
        return _Part(at + 1, "text")
    if folded in words.modifier:
        return _Part(at + 1, "modifier")
    placed = line.phrases.places.get(at)
    if placed:
        return _Part(placed[0], "place")
    if capital and not headline and _is_name(line, at, tables, small):
        return _Part(at + 1, "capital")
    return None


def _opens_trigger(line: Line, at: int) -> bool:
    found = line.phrases.triggers.get(at)
    return found is not None and found[0] > at + 1 and found[1][0].can_be_noun


def _is_name(line: Line, at: int, tables: CodebookTables, small: frozenset[str]) -> bool:
    word, folded = line.words[at], line.folded[at]
    if folded in tables.words.function or (len(word.rstrip(".")) < 2 and not word.endswith(".")):
        return False
    opens = at == 0 or line.words[at - 1] in '"“.:'
    if not opens:
        return True
    if at in line.phrases.voices:
        return False
    return folded not in small and folded not in tables.triggers.known and folded not in tables.words.verb


def preposition_before(line: Line, first: int, tables: CodebookTables) -> str:
    """Give the preposition before a phrase that begins at a word, over determiners and counts; "" if none."""
    at = first - 1
    while at >= max(0, first - _MAX_LEFT):
        word = line.folded[at]
        if word == "than" or (word in tables.clauses.before_count and line.word(at + 1)[:1].isdigit()):
            at -= 1
            continue
        if word == "of" and line.word(at - 1) in tables.words.number:
            return ""
        if word in tables.words.preposition:
            return word
        if word not in tables.words.determiner and word not in tables.words.number and not word[:1].isdigit():
            return ""
        at -= 1
    return ""


def _all_capitals(line: Line, tables: CodebookTables) -> bool:
    long = [word for word in line.words if word.isalpha() and len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) > 0.75 * len(long)
