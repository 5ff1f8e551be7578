"""Probe sentences, written for this project: one table, how a reading of it is judged, and the figures."""
