"""How credible an event is, as far as a machine may suggest it: Admiralty 1 to 6, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Set

from sayso.codebook.event_rules import EventRules, Grade
from sayso.codebook.precedence import Rule
from sayso.merge.standing import Standing, is_witness
from sayso.merge.tellings import AFFIRMING, Telling
from sayso.record.ids import ActorId


def credibility_of(
    told: Iterable[Telling], standing: Standing, parties: Set[ActorId], rules: EventRules
) -> Rule[Grade]:
    """Find the rule of credibility.tsv that an event falls under: its value is the grade, ``means`` the reason."""
    words: set[str] = {word for word in ("corroborated", "admitted") if word in standing.words}
    if "reported" in standing.words:
        words.add("done")
    elif not standing.words.isdisjoint(("uncertain", "hinted")):
        words.add("hedged")
    if not standing.words.isdisjoint(("denied", "not_happened")):
        words.add("denied")
    for one in told:
        if one.stands == "reported" and is_witness(one, parties, rules):
            words.add("independent")
        elif one.stands == "not_happened" and is_witness(one, parties, rules):
            words.add("refuted")
        elif one.stands == "reported" and one.stance in AFFIRMING and one.shown and one.side in parties:
            words.add("party")
    return rules.credibility.first(words)
