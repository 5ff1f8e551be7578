"""Which rows are shown: those of documents whose place holds them still, and that nobody left out."""

from __future__ import annotations

GONE = "SELECT id FROM documents WHERE superseded_by IS NOT NULL UNION ALL SELECT doc FROM left_out"
"""The documents whose rows stay in the case and out of every listing."""

CURRENT = f"doc NOT IN ({GONE})"
"""Rows of documents that count. Mentions are read from the view ``told``, which leaves out the rejected ones too."""

NAMED = "(SELECT kind, id, doc, record FROM named UNION ALL SELECT kind, id, doc, record FROM named_since)"
"""The actors, places, sources and relations that documents name, by reading and by decision."""
