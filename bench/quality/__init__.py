"""Quality of what is read, set by set: each module measures one, ``python -m bench.quality`` all of them."""

SETS = (
    "gold",
    "polnear",
    "factuality",
    "muc4",
    "times",
    "geoparsing",
    "actor_cases",
    "linking",
    "merging",
    "ecbplus",
    "resolution",
    "peaceful",
    "support",
    "profile",
    "pace",
)
"""In the order they are measured."""
