"""Where a capture of a page belongs among the versions that are known: an import may bring what was published before the first crawl."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from crawler.items import Disclosure, content_hash


@dataclass(frozen=True)
class Span:
    """A known version and the first and last time, UTC, that it was seen. `same`: the capture shows what this version shows."""

    version: int
    first_seen: str
    last_seen: str
    same: bool


@dataclass(frozen=True)
class Place:
    """The capture confirms `version`, or becomes it (`inserted`), and those from there on move up. `split`: the version before was seen
    on both sides of the capture, so it was published twice."""

    version: int
    inserted: bool = False
    split: bool = False


def place(spans: Sequence[Span], at: str) -> Place:
    """Where a capture made at a time belongs. `spans` are all versions of the disclosure, in order."""
    before = next((span for span in reversed(spans) if span.first_seen <= at), None)
    after = next((span for span in spans if span.first_seen > at), None)
    if before and before.same:
        return Place(before.version)
    split = before is not None and at < before.last_seen
    if after and after.same and not split:
        return Place(after.version)
    return Place(before.version + 1 if before else 1, inserted=True, split=split)


_FROM_THE_LIST = ("title", "date_published_printed")
"""Fields of the content hash that a crawl may know from the list alone; an import has no list."""


def same_words(one: Disclosure, other: Disclosure) -> bool:
    """Whether two readings show the same publication, when what only the list tells counts as unknown, not as empty."""
    return content_hash(_filled(one, other)) == content_hash(_filled(other, one))


def _filled(disclosure: Disclosure, source: Disclosure) -> Disclosure:
    missing = {name: getattr(source, name) for name in _FROM_THE_LIST if getattr(disclosure, name) is None}
    return msgspec.structs.replace(disclosure, **missing)
