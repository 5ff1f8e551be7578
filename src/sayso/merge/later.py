"""Later acts: threats that an act carries out and acts that another answers, told in different reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.codebook.links import LinkRules
from sayso.codebook.phrases import fold
from sayso.codebook.ties import TieTable
from sayso.merge.told import Told
from sayso.record.ids import ActorId
from sayso.record.links import Link
from sayso.record.vocabulary import MATERIAL, LinkKind

THREAT_DAYS = 21
"""Days from a threat to an act that may carry it out. Of the five acts within 60 days of a threat by the same side
against the same side in gold/train one carries it out, after a day; in the example reports two do, after 5 and 16
days (2026-11)."""
ANSWER_DAYS = 14
"""Days from an act to one that says it answers it. An estimate."""
SUGGESTED = 0.5
"""Probability of a link that rests on who, whom and when alone. Within the windows above gold/train has two, of
which one is right, and the example reports two, both right (2026-11): no more than an even chance is claimed."""
LONGEST_DAYS = 31
"""Days: an act whose date is vaguer is not put before or after another."""
DROPPED_WORDS = 4
"""Words between "dropped" and what is given up: "its public threat". An estimate."""
DONE = frozenset({"reported", "confirmed"})


@dataclass(frozen=True, slots=True)
class Later:
    """Find what later acts have to do with earlier ones, by who acts against whom and when. Built once."""

    rules: LinkRules
    ties: TieTable

    def source_keys(self, told: Told) -> Iterator[str]:
        """Give the keys of what a threat or an answer looks for: two sides and each month it may lie in."""
        first, last = told.first_day, told.last_day
        if first is None or last is None or not is_dated(told):
            return
        if told.event.type == "THREATEN":
            for month in months(first, last + timedelta(days=THREAT_DAYS)):
                yield from (f"t|{who}|{whom}|{month}" for who in told.actors for whom in told.recipients)
        elif self.is_answer(told):
            for month in months(first - timedelta(days=ANSWER_DAYS), last):
                yield from (
                    f"a|{whom}|{who}|{month}" for who in told.actors for whom in self.with_patrons(told.recipients)
                )

    def target_keys(self, told: Told) -> Iterator[str]:
        """Give the keys by which an act is found, as carrying out, as answered, and as giving something up."""
        first, last = told.first_day, told.last_day
        if first is None or last is None or not is_dated(told):
            return
        if gives_up(told, self.rules):
            yield from (f"d|{who}|{month}" for who in told.doers for month in months(first, last))
        if not self.is_act(told):
            return
        others = self.with_patrons(told.recipients)
        for month in months(first, last):
            yield from (f"t|{who}|{whom}|{month}" for who in told.doers for whom in others)
            yield from (f"a|{who}|{whom}|{month}" for who in told.actors for whom in told.recipients)

    def between(self, source: Told, target: Told) -> Link | None:
        """Link a threat to the act that may carry it out, or an answer to the act it may answer; else None."""
        if not self.is_act(target):
            return None
        if source.event.type == "THREATEN":
            return _link("threatens", source, target) if self._carries_out(target, source) else None
        return _link("answers", source, target) if self.is_answer(source) and self._answers(source, target) else None

    def is_act(self, told: Told) -> bool:
        """Tell whether an event is an act that happened, at a date that is not too vague to be put in order."""
        return is_dated(told) and told.event.quad in MATERIAL and told.event.status in DONE

    def is_answer(self, told: Told) -> bool:
        """Tell whether the event is an act that happened and is told as an answer to something."""
        if not self.is_act(told):
            return False
        if any(part.startswith(self.stems) for one in told.mentions for part in fold(one.trigger.text).split()):
            return True
        hits = (hit for words in told.words for hit in self.rules.words.all_in(words).values())
        return any("answer" in signs for _, signs in hits)

    @property
    def stems(self) -> tuple[str, ...]:
        """Give the beginnings of triggers that answer something by their own meaning: "retaliated"."""
        return tuple({word for rule in self.rules.ties if rule.kind == "answers" for word in rule.words})

    def with_patrons(self, sides: Iterable[str]) -> frozenset[str]:
        """Add to sides whoever sponsors them and whatever they are part of."""
        found = set(sides)
        for side in sides:
            for tie in self.ties.of_actor(ActorId(side)):
                if tie.predicate == "sponsors" and tie.object == side:
                    found.add(tie.subject)
                elif tie.predicate == "part_of" and tie.subject == side:
                    found.add(tie.object)
        return frozenset(found)

    def _carries_out(self, act: Told, threat: Told) -> bool:
        aims = self.rules.aims_of(threat.event.mode)
        if act.event.type not in aims or threat.event.status not in DONE or not is_dated(threat):
            return False
        agree = act.doers & threat.actors and self.with_patrons(act.recipients) & threat.recipients
        return bool(agree) and follows_day(act, threat.first_day, threat.last_day, THREAT_DAYS)

    def _answers(self, answer: Told, act: Told) -> bool:
        agree = act.actors & self.with_patrons(answer.recipients) and act.recipients & answer.actors
        return (
            bool(agree)
            and not act.actors & answer.actors
            and follows_day(answer, act.first_day, act.last_day, ANSWER_DAYS)
        )


def months(first: date, last: date) -> tuple[str, ...]:
    """Name the months from one day to another, both included.

    >>> months(date(2019, 12, 30), date(2020, 1, 2))
    ('2019-12', '2020-01')
    """
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return tuple(f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, start + count))


def is_dated(told: Told) -> bool:
    """Tell whether an event has a date that is not too vague to be put before or after another."""
    first, last = told.first_day, told.last_day
    return first is not None and last is not None and (last - first).days < LONGEST_DAYS


def gives_up(told: Told, rules: LinkRules) -> bool:
    """Tell whether an event is told as giving up something said before: "dropped its threat"."""
    return any(_gives_up(words, rules) for words in told.words)


def _gives_up(words: Sequence[str], rules: LinkRules) -> bool:
    hits = rules.words.all_in(words)
    pledged = [at for at, (_, signs) in hits.items() if "pledge" in signs]
    dropped = [last for last, signs in hits.values() if "dropped" in signs]
    return any(0 <= at - last <= DROPPED_WORDS for last in dropped for at in pledged)


def follows_day(later: Told, first: date | None, last: date | None, days: int) -> bool:
    """Tell whether an event lies behind the days ``first`` to ``last``, at most ``days`` days.

    Vague dates may overlap, as long as the event can begin no earlier and can end later.
    """
    if later.first_day is None or later.last_day is None or first is None or last is None:
        return False
    return later.first_day >= first and later.last_day > last and (later.first_day - last).days <= days


def _link(kind: LinkKind, source: Told, target: Told) -> Link:
    """Link two events; the first mention of each stands for it."""
    evidence = sorted((*source.event.mentions[:1], *target.event.mentions[:1]))
    return Link(source.event.id, target.event.id, kind, tuple(evidence), SUGGESTED)
