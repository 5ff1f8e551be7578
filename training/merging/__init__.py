"""Fitting of what merging weighs: pairs of annotated mentions, whose likeness Sayso's own comparison measures."""
