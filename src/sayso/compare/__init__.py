"""Rows that people coded elsewhere, read beside a case and compared with its events by a plain rule."""
