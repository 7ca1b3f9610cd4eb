"""Streaming writers of records: JSON lines and CSV."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from crawler.items import Record, encode

CSV_COLUMNS = (
    *("id", "source", "source_kind", "platform", "authority", "authority_id", "nation", "reference", "reference_printed", "title", "url"),
    *("licence", "document_type", "date_received", "date_responded", "date_published", "question", "decision", "decision_printed"),
    *("exemptions", "mentioned", "other_law", "attachments", "text", "first_seen", "last_seen", "withdrawn", "version"),
)
"""Lists are joined by "; ": `exemptions` are those relied on, `mentioned` all other provisions, `attachments` their addresses."""


def json_lines(records: Iterable[Record]) -> Iterator[str]:
    """One record a line, with all its fields."""
    for record in records:
        yield encode(record).decode() + "\n"


def csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """A header and one row a record. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    yield _row(CSV_COLUMNS)
    for record in records:
        yield _row([_cell(record, column) for column in CSV_COLUMNS])


def csv_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """A header and a line a row, as `csv_lines` has them: lists joined by "; ", counts as `3 refused; 1 not-held`."""
    yield _row(columns)
    for row in rows:
        yield _row([_plain(row.get(column)) for column in columns])


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{count} {name}" for name, count in value.items())
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _cell(record: Record, column: str) -> str:
    match column:
        case "exemptions":
            return "; ".join(exemption.citation for exemption in record.exemptions if exemption.status == "relied_on")
        case "mentioned":
            return "; ".join(exemption.citation for exemption in record.exemptions if exemption.status != "relied_on")
        case "other_law":
            return "; ".join(other.citation for other in record.other_law)
        case "attachments":
            return "; ".join(attachment.url or attachment.name for attachment in record.attachments)
    value = getattr(record, column)
    return "" if value is None else str(value)


def _harmless(cell: str) -> str:
    """Letters come from the web, and spreadsheets run what begins like a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
