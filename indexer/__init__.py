"""Keep every version of every disclosure, and search them. The public API; nothing else is imported from outside."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.casebook import Casebook, refresh_casebook
    from indexer.engine import FACETS, Sort
    from indexer.exports import csv_lines, csv_rows, json_lines
    from indexer.observed import Folded, Observed
    from indexer.precedent import Argument, Filters, Precedents, precedents
    from indexer.search import Found, Hit, find
    from indexer.similar import Answered, Cluster, Member, cluster_of, clusters, similar_to, similar_to_draft
    from indexer.store import Event, RunRow, Store
    from indexer.sync import refresh
    from indexer.watches import Delivery, collect
    from indexer.whoosh_engine import WhooshEngine

_WHERE = {
    **dict.fromkeys(("Store", "Event", "RunRow"), "store"),
    **dict.fromkeys(("Observed", "Folded"), "observed"),
    **dict.fromkeys(("find", "Found", "Hit"), "search"),
    **dict.fromkeys(("csv_lines", "csv_rows", "json_lines"), "exports"),
    **dict.fromkeys(("Casebook", "refresh_casebook"), "casebook"),
    **dict.fromkeys(("Argument", "Filters", "Precedents", "precedents"), "precedent"),
    **dict.fromkeys(("Answered", "Cluster", "Member", "cluster_of", "clusters", "similar_to", "similar_to_draft"), "similar"),
    **dict.fromkeys(("Delivery", "collect"), "watches"),
    **dict.fromkeys(("FACETS", "Sort"), "engine"),
    "refresh": "sync",
    "WhooshEngine": "whoosh_engine",
}

__all__ = [
    "FACETS",
    "Answered",
    "Argument",
    "Casebook",
    "Cluster",
    "Delivery",
    "Event",
    "Filters",
    "Folded",
    "Found",
    "Hit",
    "Member",
    "Observed",
    "Precedents",
    "RunRow",
    "Sort",
    "Store",
    "WhooshEngine",
    "cluster_of",
    "clusters",
    "collect",
    "csv_lines",
    "csv_rows",
    "find",
    "json_lines",
    "precedents",
    "refresh",
    "refresh_casebook",
    "similar_to",
    "similar_to_draft",
]


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first used: `foi show` needs SQLite and no Whoosh."""
    from importlib import import_module

    if name not in _WHERE:
        raise AttributeError(f"module 'indexer' has no attribute {name!r}")
    return getattr(import_module(f"indexer.{_WHERE[name]}"), name)
