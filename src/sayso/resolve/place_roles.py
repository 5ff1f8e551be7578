"""Roles of places: whether an act takes place there, begins there, is aimed there, or passes through."""

from __future__ import annotations

from sayso.codebook.book import CodebookTables
from sayso.codebook.phrases import fold
from sayso.record.vocabulary import PlaceRole


def role_of(preposition: str | None, trigger: str, tables: CodebookTables) -> PlaceRole:
    """Tell the role of a place from the preposition before it and the words that name the act.

    What is fired "at" a place aims there; what flies or is carried "in" or "through" one passes it. All else is the
    site. The words of acts stand in place_words.tsv.
    """
    words = tables.places.words
    known = tables.triggers.phrases.lookup(trigger)
    names = {fold(trigger), *fold(trigger).split(), *(fold(one.lemma) for one in known)}
    passing = not names.isdisjoint(words.passing)
    if preposition in words.aimed and not names.isdisjoint(words.launching):
        return "target"
    if passing and (preposition is None or preposition in words.passed):
        return "transit"
    role = words.role.get(preposition or "", "site")
    return role if role != "transit" or passing or preposition in words.crossing else "site"
