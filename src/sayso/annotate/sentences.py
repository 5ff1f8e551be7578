"""Where sentences end among the tokens of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.annotate.tokens import TITLES, Token

_STOPS = frozenset({".", "!", "?", "…"})
_CLOSERS = frozenset("\"')]}")
_OPENERS = frozenset("\"'([{-—–•*")
_FUNCTION_WORDS = frozenset({
    "The", "A", "An", "And", "But", "Or", "So", "Yet", "In", "On", "At", "By", "For", "From", "To",
    "With", "Without", "Of", "As", "If", "When", "While", "After", "Before", "Since", "Until",
    "Although", "Though", "Because", "Despite", "During", "Under", "Over", "Through", "Between",
    "Among", "Amid", "Against", "About", "It", "Its", "He", "His", "Him", "She", "Her", "They", "Their",
    "Them", "We", "Our", "Us", "You", "Your", "I", "My", "This", "That", "These", "Those", "There",
    "Here", "What", "Who", "Why", "Where", "How", "Which", "Some", "Many", "Most", "Several", "Few",
    "All", "Both", "Each", "Every", "Any", "No", "Not", "Nor", "One", "Two", "Three", "Another",
    "Other", "Others", "Even", "Also", "Only", "Just", "Now", "Then", "Still", "However", "Meanwhile",
    "Earlier", "Later", "Last", "Next", "Such", "Asked", "Officials", "Once", "Instead", "Nearly",
    "According", "More", "Much", "Neither", "Either", "Whether", "Yes",
})  # fmt: skip
"""Words that open a sentence far more often than they follow "U.S." inside one."""
_CLOCK = frozenset({"a.m.", "p.m."})
_DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Eastern"})
_SAYING = frozenset({
    "said", "says", "told", "tells", "tweeted", "wrote", "asked", "added", "declared", "replied",
    "shouted", "chanted", "announced", "warned", "concluded", "insisted", "exclaimed", "cried",
    "explained", "noted",
})  # fmt: skip
SAYING_WITHIN = 5
"""Tokens after a closed quotation among which a verb of saying shows that the sentence goes on."""


def sentence_ends(tokens: Sequence[Token], opening: Sequence[bool]) -> Iterator[int]:
    """Give the exclusive end of every sentence in one paragraph's tokens, the last one being its length.

    ``opening[i]``: token ``i`` is a mark that opens a quotation. A sentence ends after ". ! ? …" and the
    closing marks behind it if what follows can begin one; after an abbreviation only if a word follows that
    hardly can stand inside one. No tokens give no sentence.
    """
    index, count = 0, len(tokens)
    while index < count:
        if not _may_end(tokens[index].word):
            index += 1
            continue
        stop = index
        index += 1
        while index < count and _closes(tokens[index], opening[index]):
            index += 1
        if index < count and _begins(tokens, stop, index, opening):
            yield index
    if count:
        yield count


def _may_end(word: str) -> bool:
    return word in _STOPS or (word[-1] == "." and word[:-1] not in TITLES and not _is_initial(word))


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isalpha()


def _closes(token: Token, opens: bool) -> bool:
    return (token.word in _CLOSERS and not opens) or token.word in _STOPS


def _begins(tokens: Sequence[Token], stop: int, following: int, opening: Sequence[bool]) -> bool:
    """Tell whether the token at ``following`` can begin a sentence after the stop."""
    start = following
    while start < len(tokens) - 1 and (opening[start] or tokens[start].word in _OPENERS):
        start += 1
    word = tokens[start].word
    mark = tokens[stop].word
    if mark.lower() in _CLOCK:
        return word[0].isupper() and not word.isupper() and word not in _DAYS
    if mark[-1] == "." and mark not in (".", "..", "...", "...."):
        return word in _FUNCTION_WORDS or (opening[following] and word[0].isupper())
    if not (word[0].isupper() or word[0].isdigit() or word in "$£€" or (opening[following] and mark != "…")):
        return False
    quoted = any(tokens[at].word in "\"'" for at in range(stop + 1, following))
    return mark not in ("!", "?", "…") or not _speaker_follows(tokens, following, quoted)


def _speaker_follows(tokens: Sequence[Token], following: int, quoted: bool) -> bool:
    """Tell whether "he said" follows; where a page lost the closing mark, only right behind a name."""
    first = following if quoted else following + 1
    within = SAYING_WITHIN if quoted else 2
    return any(token.word in _SAYING for token in tokens[first : following + within])
