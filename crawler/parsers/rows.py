"""Lists that hold the disclosures themselves, one a row: each row is read as a page of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec

from crawler.document import Document
from crawler.errors import PageRefused
from crawler.items import Attachment, Disclosure
from crawler.page import Page
from crawler.parsers.base import Follow, Parsed, RefusedRow, with_named
from crawler.parsers.detail import Hints, read_detail
from crawler.source import Source


@dataclass(frozen=True)
class Row:
    """A row on its way to a record. `body` is the row alone, as the list has it: what its version is told by."""

    url: str
    body: bytes
    document: Document
    hints: Hints
    files: list[Attachment]


def read_rows(page: Page, source: Source, rows: Iterable[Row], following: Follow | None) -> Parsed:
    """The page of a list: its rows as disclosures, those that hold none with the reason, and the next page."""
    disclosures: list[Disclosure] = []
    refused: list[RefusedRow] = []
    for row in rows:
        if not row.hints.key:
            refused.append(RefusedRow(row.url, "unnamed", "the row has no reference"))
            continue
        there = replace(page, url=row.url, body=row.body, requested_url=None, context={})
        try:
            disclosure = read_detail(there, row.document, source, row.hints, [])
        except PageRefused as refusal:
            refused.append(RefusedRow(row.url, refusal.reason, refusal.message))
            continue
        disclosures.append(msgspec.structs.replace(disclosure, attachments=with_named(row.files, disclosure.attachments)))
    return Parsed("list", disclosures, [following] if following else [], refused=refused)
