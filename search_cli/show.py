"""`foi show`: one record."""

from typing import TYPE_CHECKING

import click

from crawler.folder import DataFolder
from search_cli import output

if TYPE_CHECKING:
    from crawler.items import Disclosure


@click.command()
@click.argument("name", metavar="ID|REFERENCE")
@click.option("--version", type=click.IntRange(min=1), help="An older version of it.")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def show(folder: DataFolder, name: str, version: int | None, format_: str | None) -> None:
    """Show one disclosure, by its id or its reference.

    \b
    Example:
      foi show 01.FOI.24.035127 --format json
    """
    from crawler.errors import LedgerError
    from indexer import Store

    with Store.open(folder.ledger) as store:
        record = store.find(name)
        if version:
            older = store.get(record.id, version)
            if older is None:
                raise LedgerError(f"{record.id} has no version {version}", f"its newest is {record.version}")
            record = older
    format_ = output.chosen(format_, piped="json")
    if format_ == "json":
        output.print_json(record)
    elif format_ == "jsonl":
        output.print_json_line(record)
    else:
        print_record(record)


def print_record(record: "Disclosure") -> None:
    """A record as a person reads it."""
    from crawler.items import Record

    click.echo(click.style(record.title or record.id, bold=True))
    dates = [f"{role} {value}" for role in ("received", "responded", "published") if (value := getattr(record, f"date_{role}"))]
    _line("Authority", record.authority)
    _line("Reference", record.reference)
    _line("Dates", ", ".join(dates))
    _line("Decision", f"{record.decision}: {record.decision_printed}" if record.decision_printed else record.decision)
    for status, label in (
        ("relied_on", "Relied on"),
        ("mentioned", "Mentioned"),
        ("negated", "Not relied on"),
        ("requester", "In the request"),
    ):
        cited = [exemption for exemption in record.exemptions if exemption.status == status]
        if status == "relied_on":
            for exemption in cited:
                notes = [note for note in ("NCND" if exemption.ncnd else "", _test(exemption.public_interest_test)) if note]
                _line(label, f"{exemption.citation}  {exemption.heading}{' (' + ', '.join(notes) + ')' if notes else ''}")
                label = ""
        else:
            _line(label, ", ".join(exemption.citation for exemption in cited))
    _line("Other law", "; ".join(other.citation for other in record.other_law))
    for attachment in record.attachments:
        _line("Attachment", f"{attachment.name}  {attachment.url or ''}".rstrip())
    _line("Address", record.url)
    _line("Licence", record.licence)
    if isinstance(record, Record):
        seen = f"first {record.first_seen}, last {record.last_seen}, version {record.version}"
        _line("Seen", seen + (f"; not seen since {record.withdrawn}" if record.withdrawn else ""))
    _line("Id", record.id)
    click.echo()
    click.echo(record.text)


def _test(value: str | None) -> str:
    return {"applied": "public interest weighed", "not-required": "no public interest test"}.get(value or "", "")


def _line(label: str, value: str | None) -> None:
    if value:
        click.echo(click.style(f"{label:<15}", dim=True) + value)
