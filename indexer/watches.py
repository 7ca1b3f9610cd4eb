"""Saved queries: what each finds among the disclosures that are new, changed, withdrawn or back since it last delivered."""

from dataclasses import dataclass

from indexer.engine import Engine
from indexer.query import parse
from indexer.search import Hit, _hit
from indexer.store import Event, Store


@dataclass(frozen=True)
class Delivery:
    """What one watch has to say: an event with the disclosure that it is about. `upto` is the event up to which it was asked."""

    name: str
    query: str
    news: list[tuple[Event, Hit]]
    upto: int


def collect(engine: Engine, store: Store, name: str, query: str, delivered: int) -> Delivery:
    """The events behind `delivered` whose disclosure matches the query now; one a disclosure, its newest. Found history is no news."""
    events = {event.id: event for event in store.events(after=delivered) if event.kind != "earlier"}
    upto = store.last_event
    if not events:
        return Delivery(name, query, [], upto)
    node = parse(query)
    matches = engine.search(node, limit=len(events), ids=events)
    records = store.get_many([match.id for match in matches.rows])
    hits = {match.id: _hit(match, node, records[match.id].text) for match in matches.rows if match.id in records}
    news = [(event, hits[event.id]) for event in sorted(events.values(), key=lambda event: event.number) if event.id in hits]
    return Delivery(name, query, news, upto)
