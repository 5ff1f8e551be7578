"""Amend a mention: what decisions make of it."""

from __future__ import annotations

BY_A_PERSON = "person"
"""The method of a mention that a person added, and what is put behind that of one that a person decided on."""
