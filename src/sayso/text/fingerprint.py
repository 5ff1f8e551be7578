"""Fingerprints: what a case keeps of a text in order to find its copies."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.record.documents import Segment
from sayso.record.ids import content_hash
from sayso.record.readings import Fingerprint
from sayso.text.copies import COPY_SIMILARITY, bands, paragraph_hashes, signature, similarity


def fingerprint(text: str, segments: Sequence[Segment]) -> Fingerprint:
    """Make the fingerprint of a text. Its hash covers the signature: the same words cut otherwise are another text."""
    signed = signature(text, segments)
    paragraphs = paragraph_hashes(text, segments)
    named = content_hash(text, signed.hex(), *(digest.hex() for digest in paragraphs))
    return Fingerprint(named, signed, bands(signed), paragraphs)


def near_copy(one: bytes, other: bytes) -> float | None:
    """Give how alike two signatures are if their texts are copies of one another, else None."""
    alike = similarity(one, other)
    return alike if alike >= COPY_SIMILARITY else None
