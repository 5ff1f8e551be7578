"""Ties in a sentence: how one act lies to another that is told beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.codebook.links import LinkRules, LinkSign, LinkWord, TieRule
from sayso.codebook.phrases import fold
from sayso.merge.series import is_aggregate
from sayso.merge.sides import Sides
from sayso.record.mentions import ActorArgument, EventMention
from sayso.record.spans import Span

NEAR_WORDS = 8
"""Words between two triggers of which one speaks of the other. Of 30 acts that stand this near behind an accusation in
gold/train it speaks of 28, of 20 that stand farther or beyond a break of 6 (2026-11)."""
ANSWER_WORDS = 12
"""Words from an act to the words that make it an answer; from these to what it answers at most
``NEAR_WORDS``. Of the 33 pairs in gold/train that stand so 30 are answers (2026-11)."""
KEPT_WORDS = 3
"""Words between "carrying out" and the threat: "its vow", "a solemn warning". An estimate."""

_BETWEEN: tuple[Literal["role", "within"], ...] = ("role", "within")
_WORD = re.compile(r"[\w'-]+|;")


@dataclass(frozen=True, slots=True)
class Ties:
    """Find how two mentions of one sentence are linked, by the rules of links.tsv.

    Built once and passed on.
    """

    rules: LinkRules
    sides: Sides

    def between(self, source: EventMention, target: EventMention) -> TieRule | None:
        """Give the rule by which ``source`` is linked to ``target``, None if none fits.

        The two stand in one sentence of one document; otherwise nothing fits.
        """
        if source.doc != target.doc or source.sentence.start != target.sentence.start or meet(source, target):
            return None
        rules = [rule for rule in self.rules.ties if source.type in rule.sources and target.type in rule.targets]
        rules = [rule for rule in rules if source.status in rule.told and target.status in rule.statuses]
        rules = [rule for rule in rules if _begins(source.trigger.text, rule.words)]
        if not rules:
            return None
        seen = self._seen(source, target)
        return next((rule for rule in rules if seen.fits(rule)), None)

    def _seen(self, source: EventMention, target: EventMention) -> _Seen:
        after = source.trigger.end <= target.trigger.start
        text, origin = source.sentence.text, source.sentence.start
        first, last = (source.trigger, target.trigger) if after else (target.trigger, source.trigger)
        between = text[first.end - origin : last.start - origin]
        words, leading = _words(between), _words(text[: max(source.trigger.start - origin, 0)])
        signs: set[LinkSign] = {self._who(source, target)}
        if any(link.cue and overlap(link.cue, source.trigger) for link in target.attribution):
            signs.add("cue")
        if self._is_kept(leading):
            signs.add("kept")
        if self._denied(source, target):
            signs.add("denied")
        if after:
            signs |= self._behind(between, words)
        if "within" in signs and is_aggregate(target) and not is_aggregate(source):
            signs.add("series")
        return _Seen(after, len(words) <= NEAR_WORDS and not self._broken(words), frozenset(signs))

    def _behind(self, between: str, words: Sequence[str]) -> set[LinkSign]:
        """Give the signs of a target behind the source, from what stands between them."""
        signs: set[LinkSign] = {sign for sign in _BETWEEN if sign in self._found(words)}
        if self._answers(words):
            signs.add("answer")
        if "bound" not in self._found(_words(between.rpartition(",")[2])):
            signs.add("unbound")
        return signs

    def _is_kept(self, leading: Sequence[str]) -> bool:
        hits = self.rules.words.all_in(leading).values()
        return any("kept" in signs and len(leading) - last <= KEPT_WORDS for last, signs in hits)

    def _who(self, source: EventMention, target: EventMention) -> LinkSign:
        actors = self._sides(target.actors)
        return "open" if not actors else "self" if actors & self._sides(source.actors) else "other"

    def _denied(self, source: EventMention, target: EventMention) -> bool:
        """Tell whether it is the source's own side that denies the target."""
        voice = target.attribution[0] if target.attribution else None
        if voice is None or voice.source is None or voice.stance != "denies":
            return False
        return self.sides.of_argument(voice.source) in self._sides(source.actors)

    def _sides(self, actors: Iterable[ActorArgument]) -> frozenset[str]:
        found = (self.sides.of_argument(who) or fold(who.name or who.text) for who in actors)
        return frozenset(found)

    def _answers(self, words: Sequence[str]) -> bool:
        for first, (last, signs) in self.rules.words.all_in(words).items():
            if "answer" in signs and first <= ANSWER_WORDS and len(words) - last <= NEAR_WORDS:
                return not self._broken(words[:first]) and not self._broken(words[last:])
        return False

    def _broken(self, words: Sequence[str]) -> bool:
        return ";" in words or "break" in self._found(words)

    def _found(self, words: Sequence[str]) -> frozenset[LinkWord]:
        hits = self.rules.words.all_in(words).values()
        return frozenset(sign for _, signs in hits for sign in signs)


@dataclass(frozen=True, slots=True)
class _Seen:
    after: bool
    near: bool
    signs: frozenset[LinkSign]

    def fits(self, rule: TieRule) -> bool:
        placed = rule.place == "any" or (rule.place == "after") == self.after
        return placed and (self.near or not rule.near) and rule.signs <= self.signs


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two ranges of one document share a character."""
    return one.start < other.end and other.start < one.end


def meet(one: EventMention, other: EventMention) -> bool:
    """Tell whether two mentions share words of their triggers: "retaliatory strike" and "strike"."""
    return overlap(one.trigger, other.trigger)


def _begins(trigger: str, words: Sequence[str]) -> bool:
    return not words or any(part.startswith(tuple(words)) for part in fold(trigger).split())


def _words(text: str) -> Sequence[str]:
    return _WORD.findall(fold(text))
