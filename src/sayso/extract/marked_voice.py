"""Marked voices: on whose word an act stands, as the encoder and the codebook read it together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.extract.roles import Filled, Placed, Trust, filled, likeliest
from sayso.extract.weights import ReaderWeights, log_odds
from sayso.record.marks import TriggerMark
from sayso.record.mentions import Attribution, SourceArgument
from sayso.record.spans import Span
from sayso.record.vocabulary import Stance

Choice = TypeVar("Choice", bound=str)
LEAST_TOLD = 0.05
"""Share that the codebook's choice has at least, so that one which the encoder never thinks of can win. Not fitted."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Look single words of a line up in the codebook, whether or not it reads a voice there.

    ``anonymous`` tells of a source whether it is unnamed people, ``stance`` what a cue says; None: not known.
    ``standing`` tells of a cue whether its words say how an act stands ("called off", "did not").
    """

    anonymous: Callable[[Span], bool | None]
    stance: Callable[[Span], Stance | None]
    standing: Callable[[Span], bool]


def voices_of(
    mark: TriggerMark, placed: Placed, told: Sequence[Attribution], glossary: Glossary, weights: ReaderWeights
) -> tuple[Attribution, ...]:
    """Give the chain of sources of an act, innermost first.

    ``placed`` are the act's role marks with their words, ``told`` the chain that the codebook reads. The
    encoder reads the innermost source only: those behind it are the codebook's, where it reads that source,
    too.
    """
    odds = log_odds(mark.attributed) + (weights.attributed if told else -weights.attributed)
    if odds < log_odds(weights.attributed_cut):
        return ()
    source = _source(mark, placed, told, weights)
    at = next((n for n, link in enumerate(told) if _same(source, link)), None)
    if at:
        return tuple(told)
    first = told[0] if at == 0 else None
    link = _link(mark, placed, source, first, glossary, weights)
    if not told and not _is_heard(link, glossary):
        return ()
    return (link, *(told[1:] if first else ()))


def _is_heard(link: Attribution, glossary: Glossary) -> bool:
    """Tell whether words carry a voice that only the encoder hears: hearsay has some, and "called off" says nothing."""
    if link.cue is None:
        return link.source is not None
    return glossary.stance(link.cue) is not None or not glossary.standing(link.cue)


def likely_choice(shares: Sequence[tuple[Choice, float]], told: Choice | None, weight: float) -> Choice:
    """Choose by the encoder's log-shares, raised by ``weight`` where the codebook says so, too.

    >>> likely_choice((("states", 0.6), ("denies", 0.4)), "denies", 1.0)
    'denies'
    """
    known = dict(shares)
    if told is not None:
        known[told] = max(known.get(told, 0.0), LEAST_TOLD)
    return max(known, key=lambda one: log_odds(known[one]) + (weight if one == told else 0.0))


def _source(
    mark: TriggerMark, placed: Placed, told: Sequence[Attribution], weights: ReaderWeights
) -> Filled[Attribution] | None:
    """Choose the innermost source: None is hearsay."""
    trust = Trust(weights.source, weights.agreed_otherwise, weights.alone_source)
    offered = [(link.source, link) for link in told if link.source]
    found = likeliest(filled(placed.get("source", ()), offered, trust))
    if found is None or found.told is not None:
        return found
    hearsay = log_odds(mark.hearsay) + (0.0 if not told or told[0].source else weights.attributed)
    return None if hearsay >= log_odds(weights.hearsay_cut) else found


def _link(
    mark: TriggerMark,
    placed: Placed,
    source: Filled[Attribution] | None,
    told: Attribution | None,
    glossary: Glossary,
    weights: ReaderWeights,
) -> Attribution:
    trust = Trust(weights.source, weights.agreed_otherwise, 1.0)
    offered = [(told.cue, told)] if told and told.cue else []
    cue = likeliest(filled(placed.get("cue", ()), offered, trust))
    anonymous = log_odds(mark.anonymous)
    unnamed = told.anonymous if told and told.source else glossary.anonymous(source.span) if source else None
    if unnamed is not None:
        anonymous += weights.anonymous if unnamed else -weights.anonymous
    stance = told.stance if told else glossary.stance(cue.span) if cue else None
    return Attribution(
        _speaker(source),
        source is not None and anonymous >= 0,
        cue.span if cue else None,
        likely_choice(mark.stances, stance, weights.stance),
    )


def _speaker(source: Filled[Attribution] | None) -> SourceArgument | None:
    if source is None:
        return None
    told = source.told.source if source.told else None
    if told and (told.name or source.mark is None):  # a pronoun, whose name the codebook found
        return told
    span = source.span
    return SourceArgument(span.start, span.end, span.text)


def _same(source: Filled[Attribution] | None, link: Attribution) -> bool:
    if source is None or link.source is None:
        return source is None and link.source is None
    return source.span.meets(link.source)
