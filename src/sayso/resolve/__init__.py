"""Resolve: from the spans of a document to actors, places and dates, each with the reason."""

from sayso.resolve.actors import actor, identity
from sayso.resolve.coding import Coded, coded
from sayso.resolve.dates import date
from sayso.resolve.places import ResolvedPlace, place
from sayso.resolve.profile import Profile, Profiler
from sayso.resolve.resolved import ResolvedActor
from sayso.resolve.resolver import Resolver
from sayso.resolve.short_names import short_names

__all__ = [
    "Coded",
    "Profile",
    "Profiler",
    "ResolvedActor",
    "ResolvedPlace",
    "Resolver",
    "actor",
    "coded",
    "date",
    "identity",
    "place",
    "short_names",
]
