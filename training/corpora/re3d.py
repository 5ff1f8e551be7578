"""re3d: names in reports on the war in Syria and Iraq (Dstl). The folder under a non-commercial licence is left out.

Format: documents.json and entities.json in a folder for each publisher, JSON lines; spans in code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.analysed import analysed_text, covering, sentence_ranges
from training.corpora.packed import json_lines
from training.passages import Labelled, Passage

RE3D = {
    "Person": "PER", "Organisation": "ORG", "Location": "LOC", "Nationality": "NAT", "Weapon": "WEAPON",
    "MilitaryPlatform": "WEAPON",
}  # fmt: skip
LEFT_OUT = frozenset({"BBC-Online"})
"""Folders whose licence forbids commercial use."""


def read_re3d(folder: Path, part: str) -> Iterator[Passage]:
    """Read the names of all publishers that may be used; it has one part, which counts as train."""
    if part != "train":
        return
    for source in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in LEFT_OUT):
        entities: dict[str, list[dict[str, Any]]] = {}
        for row in json_lines(source / "entities.json"):
            entities.setdefault(row["documentId"], []).append(row)
        for row in json_lines(source / "documents.json"):
            yield _passage(f"{source.name}/{row['_id']}", row["text"], entities.get(row["_id"], []))


def _passage(doc: str, text: str, entities: list[dict[str, Any]]) -> Passage:
    analysis = analysed_text(text)
    names: list[Labelled] = []
    for row in sorted(entities, key=lambda row: (row["begin"], -row["end"])):
        words = covering(analysis, row["begin"], row["end"])
        if words and row["type"] in RE3D and (not names or words[0] >= names[-1].last):
            names.append(Labelled(*words, RE3D[row["type"]]))
    return Passage("re3d", doc, analysis.words, sentence_ranges(analysis), names=tuple(names))
