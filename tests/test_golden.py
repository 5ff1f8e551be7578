"""What is read from the examples, as reviewed files: a change of any reading shows in the diff.

After a change that was looked at: ``make golden`` writes the files anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import sayso
from sayso.record.commitments import Commitment
from sayso.record.documents import Document
from sayso.record.mentions import ActorArgument, EventMention, NumberArgument

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, method: str) -> sayso.Case:
    opened = sayso.open(tmp_path_factory.mktemp(method) / "iraq.sayso")
    opened.add(Path(__file__).parents[1] / "examples" / "iraq-2019", method=method)
    return opened


def test_documents_read_as_reviewed(case: sayso.Case) -> None:
    paths = {document.id: document.path for document in case.documents()}
    lines = [line for d in sorted(case.documents(), key=_place) for line in _document(d, case.text(d.id), paths)]
    _compare("documents.txt", lines)


def test_mentions_read_as_reviewed(case: sayso.Case, method: str) -> None:
    mentions = sorted(case.mentions(), key=lambda m: (m.path, m.doc, m.sentence.start, m.trigger.start))
    _compare(f"mentions-{method}.txt", [line for m in mentions for line in _mention(m)])


def test_commitments_read_as_reviewed(case: sayso.Case, method: str) -> None:
    commitments = sorted(case.commitments(), key=lambda c: (c.path, c.doc, c.quote.start, c.kind))
    _compare(f"commitments-{method}.txt", [line for c in commitments for line in _commitment(c)])


def _compare(name: str, lines: Iterable[str]) -> None:
    shown = "\n".join(lines) + "\n"
    if os.environ.get("SAYSO_GOLDEN") == "write":
        (GOLDEN / name).write_text(shown, encoding="utf-8")
    assert shown == (GOLDEN / name).read_text(encoding="utf-8")


def _place(document: Document) -> tuple[str, str]:
    return document.path, document.locator or ""


def _document(document: Document, text: str, paths: dict[str, str]) -> Iterator[str]:
    yield f"## {document.path}" + (f" {document.locator}" if document.locator else "")
    yield f"{document.outlet} | {document.title}"
    yield f"published {document.published} ({document.published_basis}) | {document.genre} | {document.language}"
    if not document.coded:
        yield f"not coded: {document.not_coded_reason}"
    if document.copy_of:
        yield f"copy of {paths[document.copy_of]}"
    yield from (f"shares {shared.paragraphs} with {paths[shared.document]}" for shared in document.shares_paragraphs)
    for segment in document.segments:
        words = " ".join(text[segment.start : segment.end].split())
        yield f"  {segment.kind:11} {words if len(words) < 90 else words[:60] + ' … ' + words[-24:]}"
    yield ""


def _mention(mention: EventMention) -> Iterator[str]:
    yield f"{mention.path} | {' '.join(mention.sentence.text.split())}"
    act = f"{mention.type}/{mention.mode}" if mention.mode else mention.type
    yield f"  {mention.trigger.text} = {act}, {mention.status}, {mention.date or 'undated'} ({mention.date_basis})"
    yield f"  {_parties(mention.actors)} → {_parties(mention.recipients)}"
    if mention.places:
        yield "  in " + "; ".join(f"{p.text} = {p.name}, {p.country}, {p.geo_precision}" for p in mention.places)
    if mention.numbers:
        yield "  " + "; ".join(map(_number, mention.numbers))
    for link in mention.attribution:
        source = f"{link.source.text} = {link.source.name}" if link.source else "hearsay"
        cue = f" [{link.cue.text}]" if link.cue else ""
        yield f"  says {source}{', anonymous' if link.anonymous else ''}{cue}: {link.stance}"
    yield ""


def _parties(parties: Iterable[ActorArgument]) -> str:
    return "; ".join(f"{p.text} = {p.name}{' (implicit)' if p.implicit else ''}" for p in parties) or "–"


def _number(number: NumberArgument) -> str:
    return f"{number.text} = {number.kind} {number.low}..{number.high} ({number.who_class}, {number.scope})"


def _commitment(commitment: Commitment) -> Iterator[str]:
    yield f"{commitment.path} | {commitment.kind} | {commitment.holder.text} = {commitment.holder.name}"
    yield f"  “{' '.join(commitment.quote.text.split())}”"
    for name in ("condition", "consequence"):
        part = getattr(commitment, name)
        if part is not None:
            yield f"  {name}: {' '.join(part.text.split())}"
    yield ""
