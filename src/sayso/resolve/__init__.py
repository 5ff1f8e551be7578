"""Resolve: from the spans of a document to actors, places and dates, each with the reason."""

from sayso.resolve.actors import ResolvedActor, actor, short_names
from sayso.resolve.dates import date
from sayso.resolve.places import ResolvedPlace, place
from sayso.resolve.resolver import Resolver

__all__ = ["ResolvedActor", "ResolvedPlace", "Resolver", "actor", "date", "place", "short_names"]
