"""Places: where a phrase of a report is, how exactly, and how the act lies to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.codebook.names import Name, bare_name
from sayso.codebook.phrases import fold
from sayso.codebook.places import PlaceEntry, PlaceTable
from sayso.record.spans import Span
from sayso.resolve.choice import PRECISION, ResolvedPlace, choose, new_place
from sayso.resolve.cutting import cut, joined
from sayso.resolve.surroundings import PlaceReading, Surroundings

__all__ = ["PRECISION", "ResolvedPlace", "place", "toponyms"]

NEAR_PRECISION = 2
EXACT_RELATIONS = frozenset({"in", "at", "to", "from"})
"""Relations that leave a known spot known; all others ("near", "north_of") make it ``NEAR_PRECISION``."""
WIDE_PRECISIONS = (4, 5, 6)
"""A part of a province, region or country is a fuzzy area; part of a city, a sea or a continent stays as it is."""
_WIDER = ("country", "province", "district", "region")


def place(
    text: str,
    table: PlaceTable,
    *,
    around: Surroundings | None = None,
    countries: Collection[str] = (),
    relation: str | None = None,
) -> ResolvedPlace:
    """Find where a phrase is: a place of the table, ground about one, or a place named by the phrase itself.

    ``around`` decides between places of one name, or, without it, ``countries`` (ISO codes that the document speaks
    of); ``relation`` is the preposition before the phrase ("outside"), which counts if the phrase holds none.
    "Northern Iraq" is no country: it points at Iraq, with the precision of a part and no point. A phrase that holds
    one known place ("a café in Manbij") is there. Coordinates are None where no source supports a point.

    >>> table = PlaceTable.load()
    >>> found = place("just outside Fallujah", table)
    >>> found.name, found.country, found.geo_precision, found.relation
    ('Fallujah', 'IQ', 2, 'near')
    >>> found = place("northern Iraq", table)
    >>> found.place, found.name, found.geo_precision, found.latitude
    ('place-iraq', 'northern Iraq', 5, None)
    """
    reader = _Reader(table, around or Surroundings.of((), table, countries))
    words, stated = reader.relation(cut(bare_name(text)))
    relation = stated or reader.relation_word(relation)
    words = cut(bare_name(joined(words)))
    found = next(reader.readings_of(words), None) or new_place(joined(words), None, None, "not in the gazetteer")
    near = relation is not None and relation not in EXACT_RELATIONS and found.geo_precision == 1
    return replace(
        found,
        relation=relation or found.relation,
        geo_precision=NEAR_PRECISION if near else found.geo_precision,
    )


def toponyms(start: int, text: str, table: PlaceTable) -> Iterator[Span]:
    """Give the names in a phrase that begins at ``start``: itself if it is one, else those that it holds."""
    if table.candidates(text):
        yield Span(start, start + len(text), text)
        return
    at, words = 0, []
    for match in re.finditer(r"[^\s,;()]+", text):
        words.append((match.start(), match.end()))
    bare = [text[first:last].removesuffix("'s").removesuffix("’s") for first, last in words]
    folded = [fold(word) for word in bare]
    while at < len(words):
        found = table.longest_at(bare, folded, at)
        if found:
            first, last = words[at][0], words[found[0] - 1][0] + len(bare[found[0] - 1])
            yield Span(start + first, start + last, text[first:last])
        at = found[0] if found else at + 1


@dataclass(frozen=True, slots=True)
class _Reader:
    """Read the words of a phrase in one table, in the light of what is around it."""

    table: PlaceTable
    around: Surroundings

    def readings_of(self, words: Sequence[str]) -> Iterator[ResolvedPlace]:
        """Try the ways in which a phrase can name a place, the surest first."""
        for way in (self._named, self._sorted_of, self._part, self._kind_after, self._within, self._inside):
            found = way(words)
            if found is not None:
                yield found

    def relation(self, words: Sequence[str]) -> tuple[Sequence[str], str | None]:
        """Cut a relation off the front: "some 10 miles north of", "near", "on the outskirts of"."""
        first = next((i + 1 for i, word in enumerate(words[:5]) if word.casefold() in self.table.words.measure), 0)
        rest = words[first:]
        for length in range(min(5, len(rest) - 1), 0, -1):
            relation = self.table.words.relation.get(fold(" ".join(rest[:length])))
            if relation:
                return rest[length:], relation
        return (rest, "near") if first else (words, None)

    def relation_word(self, word: str | None) -> str | None:
        """Map a preposition to its relation; None if it says nothing about where."""
        known = self.table.words.relation
        return known.get(word or "") or (word if word in known.values() else None)

    def _named(self, words: Sequence[str], within: Sequence[PlaceEntry] = ()) -> ResolvedPlace | None:
        name = joined(words)
        found = self.around.readings.get(name) or self.table.candidates(name)
        if not found and name.startswith("al-"):
            found = self.table.candidates(name.removeprefix("al-"))
        return choose(name, found, self.around, within) if found else None

    def _sorted_of(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "the Syrian border town of Kobani"."""
        at = next((at for at in range(1, len(words)) if words[at] == "of" and self._adds_nothing(words[at - 1])), 0)
        if not at:
            return None
        of_whom = [name.entry for name in self._names(words[:at]) if name.entry.kind == "country"]
        rest = words[at + 1 :]
        found = self._named(rest, of_whom) or self._within(rest)
        if found is not None:
            return found
        country = next((entry.country for entry in of_whom), None)
        if country is None and not any(map(str.isupper, joined(rest))):
            return None
        return new_place(joined(rest), country, None, "not in the gazetteer")

    def _adds_nothing(self, word: str) -> bool:
        return fold(word) in self.table.words.of

    def _part(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "northern Iraq", "downtown Baghdad": a part, under its own name, that points at the whole."""
        known = self.table.longest_at(words, [fold(word) for word in words], 0)
        for length in (3, 2, 1):
            part = fold(" ".join(words[:length]))
            if len(words) <= length or part not in self.table.words.part or (known and known[0] > length):
                continue
            rest = words[length:]
            whole = self._named(rest) or self._kind_after(rest) or self._within(rest)
            if whole is None:
                return None
            precision = whole.geo_precision
            if precision in WIDE_PRECISIONS:
                precision = self.table.words.part[part]
            name = f"{joined(words[:length]).lower()} {whole.name}"
            return _ground(whole, name, precision, "part_of", f"part of {whole.name}")
        return None

    def _kind_after(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "Aleppo province", "the Iraqi border": a known name and a noun that says what the place is."""
        known = self.table.words
        for length in (3, 2, 1):
            noun = fold(" ".join(words[-length:]))
            precision = known.kind.get(noun)
            before = words[:-length]
            if not precision or not before:
                continue
            exact = self._of_sort(before, noun)
            if exact is not None:
                return exact
            whole = self._named(before) or self._part(before)
            if whole is None:
                continue
            country = None if fold(words[-1]) in known.abroad else whole.country
            reason = f"{words[-1]} by {whole.name}"
            if noun in known.vague:
                return replace(_ground(whole, joined(words), precision, known.vague[noun], reason), country=country)
            return new_place(joined(words), country, precision, reason)
        return None

    def _of_sort(self, words: Sequence[str], noun: str) -> ResolvedPlace | None:
        """Take a noun at its word: of all places called Aleppo, "Aleppo province" is the province."""
        sort = self.table.words.sort.get(noun)
        name = joined(words)
        sorted_out: list[PlaceReading] = [one for one in self.table.candidates(name) if one.entry.kind == sort]
        found = choose(name, sorted_out, self.around) if sorted_out else None
        if found is None or sort == "city":
            return found
        return replace(found, name=f"{name} {noun}")

    def _within(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "Beirut, Lebanon", "Khan Sheikhoun in Idlib province": a place and the wider one that holds it."""
        for at in range(1, len(words) - 1):
            if words[at] not in (",", "in"):
                continue
            rest = words[at + 1 :]
            wider = [one.entry for one in self._readings_of_wider(rest) if one.entry.kind in _WIDER]
            if not wider:
                continue
            found = self._named(words[:at], wider) or self._kind_after(words[:at])
            if found is not None:
                return found
            if words[at] == "," and words[0][:1].isupper():
                country = next((entry.country for entry in wider if entry.country), None)
                return new_place(joined(words[:at]), country, None, f"in {wider[0].name}, not in the gazetteer")
        return None

    def _readings_of_wider(self, words: Sequence[str]) -> Sequence[PlaceReading]:
        bare = words[1:] if words and words[0] in ("in", "the") else words
        found = self.table.candidates(joined(bare))
        if not found and len(bare) > 1 and fold(bare[-1]) in self.table.words.sort:
            found = self.table.candidates(joined(bare[:-1]))
        return found

    def _inside(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "a café in Manbij" as Manbij, if the phrase holds one known place, not counting a wider one."""
        names = [name for name in self._names(words) if name.form != "adjective"]
        if not names:
            return self._behind_holder(words)
        finest = min(names, key=lambda name: PRECISION[name.entry.kind] or 8)
        others = {name.entry.id for name in names if name.entry.country not in (None, finest.entry.country)}
        if others or joined(words).casefold() == finest.written.casefold():
            return None
        found = self._named(finest.written.split())
        return replace(found, relation="in", reason=f"{found.name} inside the phrase") if found else None

    def _behind_holder(self, words: Sequence[str]) -> ResolvedPlace | None:
        """Read "a market in Saqlawiyah": the name behind the last word that says "there"."""
        at = max((at for at in range(1, len(words) - 1) if words[at] in self.table.words.holder), default=0)
        found = self._named(words[at + 1 :]) if at else None
        return replace(found, relation="in", reason=f"{found.name} inside the phrase") if found else None

    def _names(self, words: Sequence[str]) -> list[Name[PlaceEntry]]:
        folded = [fold(word) for word in words]
        names, at = [], 0
        while at < len(words):
            found = self.table.longest_at(words, folded, at)
            at = found[0] if found else at + 1
            if found:
                names.append(found[1][0])
        return names


def _ground(whole: ResolvedPlace, name: str, precision: int | None, relation: str, reason: str) -> ResolvedPlace:
    """Give ground about a place: it points at the place, and is no spot."""
    spot = precision is not None and precision <= NEAR_PRECISION
    return ResolvedPlace(
        whole.place, name, whole.country, precision, relation,
        whole.latitude if spot else None, whole.longitude if spot else None, whole.candidates, reason,
        admin1=whole.admin1,
    )  # fmt: skip
