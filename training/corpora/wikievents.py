"""WikiEvents: events of the KAIROS ontology in news about bombings and shootings, as frames.

Format: dev is JSON lines as published (tokens, sentences, entity_mentions, event_mentions; half-open words of
the document). train is another copy: no sentences, types cut to two levels, arguments as text without place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.annotate.windows import Range
from training.corpora.noun_phrases import without_lead
from training.corpora.packed import json_lines
from training.corpora.treebank_words import cut, joined, plain
from training.passages import Argument, Frame, Passage

ROLES = {
    "Attacker": "actor", "Killer": "actor", "Injurer": "actor", "Jailer": "actor", "Demonstrator": "actor",
    "Communicator": "actor", "Participant": "actor", "Damager": "actor", "Destroyer": "actor",
    "DamagerDestroyer": "actor", "Disabler": "actor", "Dismantler": "actor", "Perpetrator": "actor",
    "Investigator": "actor", "Prosecutor": "actor", "JudgeCourt": "actor", "Giver": "actor",
    "Impeder": "actor", "Preventer": "actor", "Transporter": "actor", "Victor": "actor",
    "ManufacturerAssembler": "actor", "Treater": "actor",
    "Victim": "recipient", "Target": "recipient", "Detainee": "recipient", "Defendant": "recipient",
    "Recipient": "recipient", "Artifact": "recipient", "Defeated": "recipient", "Patient": "recipient",
    "PassengerArtifact": "recipient",
    "Place": "place", "Destination": "place",
}  # fmt: skip
"""Every other role is ``other``."""


def read_wikievents(folder: Path, part: str) -> Iterator[Passage]:
    """Read the events of the published part, one passage a document.

    A frame's ``sense`` is the event type in two levels ("Conflict.Attack"), its predicate the first word of
    the trigger behind articles and prepositions. An event whose trigger is empty is left out, as is an
    argument that is not in the document.
    """
    if part == "dev":
        for row in json_lines(folder / "dev.jsonl.gz"):
            yield _published(row)
    else:
        for row in json_lines(folder / "train_tokens_events.jsonl.gz"):
            yield _located(row)


def _published(row: dict[str, Any]) -> Passage:
    words, sentences = joined([[token for token, _, _ in tokens] for tokens, _ in row["sentences"]])
    entities = {entity["id"]: entity for entity in row["entity_mentions"]}
    frames = []
    for event in row["event_mentions"]:
        found = [(argument["role"], entities[argument["entity_id"]]) for argument in event["arguments"]]
        arguments = [_argument(role, (entity["start"], entity["end"])) for role, entity in found]
        sense = event["event_type"].rpartition(".")[0]
        trigger = (event["trigger"]["start"], event["trigger"]["end"])
        frames.append(_frame(words, trigger, sense, arguments))
    return Passage("wikievents", row["doc_id"], words, sentences, frames=tuple(frames))


def _located(row: dict[str, Any]) -> Passage:
    words = tuple(map(plain, row["tokens"]))
    frames = []
    for event in row["event_mentions"]:
        trigger = (event["trigger"]["start_idx"], event["trigger"]["end_idx"])
        if trigger[0] < trigger[1]:
            placed = [(argument["role"], nearest(words, argument["text"], trigger)) for argument in event["arguments"]]
            arguments = [_argument(role, place) for role, place in placed if place]
            frames.append(_frame(words, trigger, event["event_type"], arguments))
    return Passage("wikievents", row["docid"], words, cut(words), frames=tuple(frames))


def _frame(words: Sequence[str], trigger: Range, sense: str, arguments: Sequence[Argument]) -> Frame:
    return Frame(without_lead(words, *trigger)[0], sense, tuple(dict.fromkeys(arguments)), False)


def _argument(role: str, words: Range) -> Argument:
    return Argument(ROLES.get(role, "other"), *words)


def nearest(words: Sequence[str], text: str, trigger: Range) -> Range | None:
    """Find where an argument most likely stands: its occurrence nearest to the trigger and not on it.

    >>> nearest(["He", "fell", ".", "They", "shot", "him", ",", "he", "died"], "he", (8, 9))
    (7, 8)
    """
    wanted = [plain(word) for word in text.split()]
    places = (
        (first, first + len(wanted))
        for first in range(len(words) - len(wanted) + 1)
        if list(words[first : first + len(wanted)]) == wanted
    )
    apart = (place for place in places if place[1] <= trigger[0] or place[0] >= trigger[1])
    return min(apart, key=lambda place: max(trigger[0] - place[1], place[0] - trigger[1]), default=None)
