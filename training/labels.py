"""The mark of a missing answer; the label sets themselves stand in ``sayso.annotate.labels``."""

from __future__ import annotations

UNKNOWN = -100
"""Stands where a corpus says nothing; no loss is taken there."""
