"""Which rows are shown: those of documents whose place holds them still, and that nobody left out or removed."""

from __future__ import annotations

GONE = """SELECT id FROM documents WHERE superseded_by IS NOT NULL
  UNION ALL SELECT doc FROM left_out UNION ALL SELECT doc FROM removed"""
"""The documents whose rows stay in the case and out of every listing."""

CURRENT = f"doc NOT IN ({GONE})"
"""Rows of documents that count. Mentions are read from the view ``told``, which leaves out the rejected ones too."""

KEPT = "id NOT IN (SELECT doc FROM removed)"
"""Of the table of documents: those that nobody removed, former versions and those left out too."""

NAMED = "(SELECT kind, id, doc, record FROM named UNION ALL SELECT kind, id, doc, record FROM named_since)"
"""The actors, places, sources and relations that documents name, by reading and by decision."""
