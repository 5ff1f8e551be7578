"""Score the linking of names to the registry: python -m bench.quality.linking [--data FOLDER] [--part dev].

GUM marks which mentions of persons, organisations and places mean which page of an encyclopedia. Counted are the
mentions whose page has the name of an actor in the registry; each is read as a source, with the document's names known.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.corpora import SHARED, need
from bench.quality.options import options
from bench.quality.split import reported
from bench.record import Figures, record_methods
from sayso.codebook.actors import ActorEntry
from sayso.codebook.book import CodebookTables
from sayso.codebook.names import bare_name
from sayso.record.vocabulary import ActorKind
from sayso.resolve import ResolvedActor, actor, short_names

KINDS: Mapping[str, frozenset[ActorKind]] = {
    "person": frozenset({"person", "population"}),
    "organization": frozenset({"organisation", "government_body", "armed_group", "media", "state"}),
    "place": frozenset({"state", "government_body"}),
}
"""Kinds of actors that an entity of the corpus may be."""
FIELDS_BEFORE_LINK = 6
"""Parts of an opened entity, joined by hyphens, that stand before its page: id, type, status and the like."""
PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "we",
        "us",
        "our",
        "you",
        "your",
        "he",
        "him",
        "his",
        "she",
        "her",
        "it",
        "its",
        "they",
        "them",
        "their",
        "who",
        "whom",
        "whose",
        "that",
        "which",
        "this",
    ]
)


class Linked(NamedTuple):
    """Hold a mention: its document, its words, its type, and the title of its page."""

    doc: str
    words: str
    type: str
    title: str


def main(arguments: Sequence[str] | None = None) -> None:
    """Link every mention that has a page, and record."""
    asked = options("linking", __doc__, SHARED / "data" / "gum-permissive", arguments, "part")
    mentions = list(read_mentions(need(asked.data / f"gum-{asked.part}.conllu.gz")))
    tables = CodebookTables.load()
    held = [(one, entry) for one in mentions if (entry := _entry(one, tables)) is not None]
    names = _names(mentions, tables)
    figures: dict[str, Figures] = {}
    for method in ("exact", "registry"):
        right = [(one, _linked(one, tables, names, method) == entry.id) for one, entry in held]
        figures[method] = [*_figures("all", right), *_figures("the 30", [r for r in right if reported(r[0].doc)])]
    remark = (
        f"{len(held)} of {len(mentions)} linked mentions of persons, organisations and places mean an actor whose name "
        "is the title of the page; pronouns and words in small letters are left out. Exact: the name as it is written."
    )
    record_methods(f"GUM {asked.part}, linking", asked.command, figures, remark)


def read_mentions(path: Path) -> Iterator[Linked]:
    """Read the linked mentions of a corpus file that have a capital and are no pronoun."""
    doc = ""
    opened: list[tuple[str, str, str, list[str]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id = "):
                doc, opened = line.partition(" = ")[2].strip(), []
            cells = line.rstrip("\n").split("\t")
            if len(cells) != 10 or not cells[0].isdigit():
                continue
            marks = dict(part.partition("=")[::2] for part in cells[9].split("|")).get("Entity", "")
            opened += [(*part, []) for part in _openings(marks)]
            for _, _, _, words in opened:
                words.append(cells[1])
            for identity in _closings(marks):
                at = next((i for i in range(len(opened) - 1, -1, -1) if opened[i][0] == identity), None)
                if at is not None:
                    yield from _linked_mention(doc, *opened.pop(at)[1:])


def _linked_mention(doc: str, type_: str, title: str, words: Sequence[str]) -> Iterator[Linked]:
    text = " ".join(words).replace(" 's", "'s").replace(" ’s", "'s")
    if title and type_ in KINDS and text.lower() not in PRONOUNS and any(map(str.isupper, text)):
        yield Linked(doc, text, type_, title.replace("_", " "))


def _openings(marks: str) -> Iterator[tuple[str, str, str]]:
    for part in re.findall(r"\(([^()]+)", marks):
        fields = part.split("-")
        yield fields[0], fields[1] if len(fields) > 1 else "", "-".join(fields[FIELDS_BEFORE_LINK + 1 :])


def _closings(marks: str) -> Iterator[str]:
    """Give the ids that end at a token: "12)" and one opened and closed at once."""
    for opened, closed in re.findall(r"\(([^()]+)\)|(?<![^()])(\d+)\)", marks):
        yield opened.split("-")[0] if opened else closed


def _entry(one: Linked, tables: CodebookTables) -> ActorEntry | None:
    found = [name for name in tables.actors.names_of(one.title) if name.form in ("name", "alias")]
    return found[0].entry if found and found[0].entry.kind in KINDS[one.type] else None


def _names(mentions: Sequence[Linked], tables: CodebookTables) -> Mapping[str, Mapping[str, ResolvedActor]]:
    docs = sorted({one.doc for one in mentions})
    texts = {doc: sorted({one.words for one in mentions if one.doc == doc}) for doc in docs}
    return {doc: short_names(actor(text, tables.actors) for text in texts[doc]) for doc in docs}


def _linked(
    one: Linked, tables: CodebookTables, names: Mapping[str, Mapping[str, ResolvedActor]], method: str
) -> str | None:
    if method == "exact":
        found = tables.actors.lookup(bare_name(one.words))
        return found.id if found else None
    return actor(one.words, tables.actors, speaker=True, known=names[one.doc]).actor


def _figures(part: str, right: Sequence[tuple[Linked, bool]]) -> Figures:
    rows: list[tuple[str, object]] = [(f"{part}: mentions", len(right))]
    for type_ in ("", *KINDS):
        of_type = [one for mention, one in right if type_ in ("", mention.type)]
        rows.append((f"{part}: {type_ or 'all types'}, share right", f"{sum(of_type) / max(len(of_type), 1):.4f}"))
    return rows


if __name__ == "__main__":
    main()
