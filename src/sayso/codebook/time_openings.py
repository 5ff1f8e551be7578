"""Openings: what the first word of a pattern of time_shapes.tsv can be, read off the pattern itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.codebook.tables import cell_fault
from sayso.errors import CodebookError

_ATOM = re.compile(
    r"(?P<look>\(\?(?:[=!]|<[=!]))|(?P<open>\((?:\?:|\?P<\w+>)?)|(?P<close>\))|(?P<bar>\|)|(?P<name><\w+>)"
    r"|(?P<any>\[(?P<set>[^\]]*)\]|\\d|\.)|(?P<char>\\.|.)"
)
_PLAIN = re.compile(r"(?:[^()|\\\[]|\\.|\[[^\]]*\])+")
_QUANTIFIED = re.compile(r"(?:[?*+]|\{[\d,]*\})\??")


@dataclass(frozen=True, slots=True)
class Openings:
    """Say what opens a pattern: these folded words, words with these letters of classes, or any numeral."""

    words: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    numeral: bool = False

    def __or__(self, other: Openings) -> Openings:
        return Openings(self.words | other.words, self.tags | other.tags, self.numeral or other.numeral)


def openings(pattern: str, raw: Mapping[str, str], classes: Mapping[str, Openings], row: Mapping[str, str]) -> Openings:
    """Find what opens a pattern. ``raw`` are patterns that it may name, ``classes`` the lists of words.

    Raises:
        CodebookError: it names neither, or its brackets do not close; ``row`` is the one to blame.

    >>> classes = {"edge": Openings(tags=frozenset("M"))}
    >>> found = openings(r"(?:the )?(?:<edge> )?week(?:end)? of|\\d+ days", {}, classes, {})
    >>> sorted(found.words), sorted(found.tags), found.numeral
    (['the', 'week', 'weekend'], ['M'], True)
    """
    walk = _Walk(raw, classes, row)
    walk.words |= walk.alternatives(pattern, 0, frozenset({""}))[1]
    return Openings(frozenset(walk.words - {""}), frozenset(walk.tags), walk.numeral)


class _Walk:
    """Walk a pattern with the beginnings of first words that are not whole yet; where none is left, skip."""

    def __init__(self, raw: Mapping[str, str], classes: Mapping[str, Openings], row: Mapping[str, str]) -> None:
        self.words: set[str] = set()
        self.tags: set[str] = set()
        self.numeral = False
        self._raw = raw
        self._classes = classes
        self._row = row

    def alternatives(self, pattern: str, at: int, begun: frozenset[str], depth: int = 0) -> tuple[int, frozenset[str]]:
        """Read up to the bracket that closes, or the end; give where that is, and what is still begun there."""
        done, now = frozenset[str](), begun
        while (at := at if now else self._skipped(pattern, at)) < len(pattern):
            atom = _ATOM.match(pattern, at)
            assert atom is not None, "any character is an atom"
            at = atom.end()
            if atom["close"]:
                if not depth:
                    raise self._fault("has a bracket too many")
                return at, done | now
            if atom["bar"]:
                done, now = done | now, begun
                continue
            at, after = self._atom(pattern, at, atom, now, depth)
            quantifier = _QUANTIFIED.match(pattern, at)
            if quantifier:
                at = quantifier.end()
                after = after | now if quantifier.group()[0] in "?*" else after
            now = after
        if depth:
            raise self._fault("has a bracket that does not close")
        return at, done | now

    def _skipped(self, pattern: str, at: int) -> int:
        """Find the bar or bracket that ends an alternative; the end of the pattern if none does."""
        depth = 0
        while at < len(pattern):
            plain = _PLAIN.match(pattern, at)
            if plain:
                at = plain.end()
                continue
            if not depth and pattern[at] in "|)":
                return at
            depth += {"(": 1, ")": -1}.get(pattern[at], 0)
            at += 1
        if depth:
            raise self._fault("has a bracket that does not close")
        return at

    def _atom(
        self, pattern: str, at: int, atom: re.Match[str], now: frozenset[str], depth: int
    ) -> tuple[int, frozenset[str]]:
        if atom["look"]:
            return self.alternatives(pattern, at, frozenset(), depth + 1)[0], now
        if atom["open"]:
            return self.alternatives(pattern, at, now, depth + 1)
        if atom["name"]:
            return at, self._named(atom["name"][1:-1], now)
        if atom["any"]:
            self.words |= now
            inside = atom["set"]
            digits = inside is None or "\\d" in inside or any(map(str.isdigit, inside))
            self.numeral = self.numeral or ("" in now and digits)
            return at, frozenset()
        if atom["char"] == " ":
            self.words |= now
            return at, frozenset()
        letter = atom["char"][-1]
        self.numeral = self.numeral or ("" in now and letter.isdigit())
        return at, frozenset(word + letter for word in now if word or not letter.isdigit())

    def _named(self, name: str, now: frozenset[str]) -> frozenset[str]:
        if name in self._raw:
            return self.alternatives(self._raw[name], 0, now)[1]
        if name not in self._classes:
            raise self._fault(f"names <{name}>, which is no class of times.tsv and no row above")
        self.words |= now
        if "" in now:
            named = self._classes[name]
            self.words |= named.words
            self.tags |= named.tags
            self.numeral = self.numeral or named.numeral
        return frozenset()

    def _fault(self, what: str) -> CodebookError:
        return cell_fault(self._row, "pattern", f"wrong: it {what}", "Mend the pattern")
