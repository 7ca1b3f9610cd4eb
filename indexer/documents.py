"""Record -> index document. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from crawler.items import PartialDate, Record
from crawler.law import Citation
from indexer.fields import DATE_ROLES

ROW_FIELDS = ("id", "reference", "authority", "title", "url", "date_responded", "date_published", "decision", "withdrawn")
"""Stored with each document: what a row of results shows without asking the store."""

# How much a word counts, in quarters, by where it stands. Tuned on tests/accuracy/search.
TITLE = 16
PLAIN = 4
RECURRING = 1
ROLES = {"request": 6, "decision": 4, "reasons": 6, "disclosure": 4, "advice": 2}


@dataclass(frozen=True)
class Document:
    """What the index takes in of one record. `content` is the title and the text in pieces, each with its weight; `title`, `question` and
    `authority` are texts; `exact` has the values of the exact fields and `days` the numbers of the day fields."""

    row: dict[str, Any]
    source: str
    content: list[tuple[int, str]]
    texts: dict[str, str]
    exact: dict[str, list[str]]
    days: dict[str, int]


def document_of(record: Record) -> Document:
    """The index document of a record; what the record does not say is left out."""
    days = {}
    for role in DATE_ROLES:
        value = getattr(record, f"date_{role}")
        if value:
            date = PartialDate.parse(value)
            days[f"{role}_from"] = day_number(date.first.isoformat())
            days[f"{role}_to"] = day_number(date.last.isoformat())
    newest = newest_of(record)
    if newest:
        days["newest"] = day_number(PartialDate.parse(newest).last.isoformat())
    return Document(
        row={name: getattr(record, name) for name in ROW_FIELDS},
        source=record.source,
        content=list(_pieces(record)),
        texts={"title": record.title or "", "question": record.question or "", "authority": authority_text(record)},
        exact={
            "id": [record.id],
            "body": [record.authority],
            "source": [record.source],
            "nation": [record.nation],
            "reference": sorted({value.lower() for value in (record.reference, record.reference_printed) if value}),
            "decision": [record.decision],
            "exemption": _citations(record, relied_on_only=True),
            "mentions": _citations(record, relied_on_only=False),
            "filetype": sorted({_extension(attachment.url or attachment.name) for attachment in record.attachments} - {""}),
            "withdrawn": ["yes" if record.withdrawn else "no"],
            "year": [newest[:4]] if newest else [],
        },
        days=days,
    )


def newest_of(record: Record) -> str | None:
    """The date that a disclosure is sorted by, and counted under its year: of the answer, else of its publication, else of the request."""
    return record.date_responded or record.date_published or record.date_received


def authority_text(record: Record) -> str:
    """The words that `authority:` looks in."""
    return f"{record.authority} {record.authority_id.replace('_', ' ')} {record.source.replace('-', ' ')}"


def day_number(iso: str) -> int:
    """A day as a number that sorts like it: 2024-03-07 is 20240307."""
    return int(iso.replace("-", ""))


def _pieces(record: Record) -> Iterator[tuple[int, str]]:
    """The title, then the text cut where its sections begin and end; the section that began last decides a piece's weight."""
    if record.title:
        yield TITLE, record.title
    text, sections = record.text, record.sections
    cuts = sorted({0, len(text), *(_between_words(text, at) for section in sections for at in (section.start, section.end))})
    for start, end in pairwise(cuts):
        roles = [section.role for section in sections if section.start <= start and _between_words(text, section.end) >= end]
        yield ROLES[roles[-1]] if roles else PLAIN, text[start:end]


def _between_words(text: str, at: int) -> int:
    """The next place from here on where no word is cut in two."""
    at = min(at, len(text))
    while 0 < at < len(text) and not (text[at].isspace() or text[at - 1].isspace()):
        at += 1
    return at


def _citations(record: Record, *, relied_on_only: bool) -> list[str]:
    """Every citation with its parents, so that a search for the section finds its limbs."""
    citations = (
        Citation.parse(exemption.citation) for exemption in record.exemptions if not relied_on_only or exemption.status == "relied_on"
    )
    return sorted({str(ancestor) for citation in citations for ancestor in citation.lineage()})


def _extension(url: str) -> str:
    name = url.split("?")[0].rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""
