"""What an item passes before it is written. Each returns it, or drops it with a reason; none writes."""

from datetime import date, timedelta

from scrapy.exceptions import DropItem

from crawler.items import Disclosure, PartialDate
from crawler.runs import Listing
from crawler.sightings import Sighting

Item = Disclosure | Listing | Sighting


class Validate:
    """Drops a disclosure without text, and one whose page could not be archived; warns of a date after the day of fetching."""

    def process_item(self, item: Item) -> Item:
        if isinstance(item, Disclosure):
            if not item.text.strip():
                raise DropItem(f"{item.id} has no text")
            if not item.provenance.record:
                raise DropItem(f"the page of {item.id} is not in the archive")
            fetched = date.fromisoformat(item.provenance.fetched_at[:10])
            for name in ("date_received", "date_responded"):
                value = getattr(item, name)
                if value and PartialDate.parse(value).first > fetched + timedelta(days=1):
                    item.warnings.append(f"{name}: {value} is after the day on which the page was fetched")
        return item


class DropRepeats:
    """Drops a disclosure that the run already has: the same page reached by two addresses."""

    def __init__(self) -> None:
        self._met: set[str] = set()

    def process_item(self, item: Item) -> Item:
        if isinstance(item, Disclosure):
            if item.id in self._met:
                raise DropItem(f"{item.id} was met before in this run")
            self._met.add(item.id)
        return item
