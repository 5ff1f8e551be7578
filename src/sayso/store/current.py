"""Which rows are shown: those of documents whose place holds them still."""

from __future__ import annotations

CURRENT = "doc NOT IN (SELECT id FROM documents WHERE superseded_by IS NOT NULL)"
"""Rows of a document that its place no longer holds stay in the case and out of every listing."""
