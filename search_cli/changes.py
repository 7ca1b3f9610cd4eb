"""`foi changes`: what was observed to appear, change, go missing or come back."""

import re
from datetime import UTC, datetime, timedelta

import click

from crawler.folder import DataFolder
from search_cli import output


@click.command()
@click.option("--since", default="7d", show_default=True, help="A day (2024-05-01), a time, or a number of days or hours back (7d, 12h).")
@click.option("--source", "source_id", help="Only this source.")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def changes(folder: DataFolder, since: str, source_id: str | None, format_: str | None) -> None:
    """List what runs observed: new, changed, withdrawn and returned disclosures.

    "withdrawn" means observed missing by a run that reached the end of the list, since the time shown; it tells no reason.
    "earlier" means that an import brought a version from before one that was known.

    \b
    Example:
      foi changes --since 2024-05-01 --source met-police
    """
    from indexer import Store

    moment = _time(since)
    with Store.open(folder.ledger) as store:
        events = list(store.events(since=moment, source=source_id))
        records = {event.id: record for event in events if (record := store.get(event.id))}
    rows = [
        {
            "at": event.at,
            "kind": event.kind,
            "id": event.id,
            "version": event.version,
            "detail": event.detail,
            **{name: getattr(records[event.id], name) for name in ("authority", "reference", "title", "url", "decision")},
        }
        for event in events
    ]
    output.print_rows(rows, output.chosen(format_), ("at", "kind", "authority", "reference", "title", "detail"))
    if not rows:
        output.talk("Nothing was observed since then.")


def _time(since: str) -> str:
    """The moment that `--since` means, as the store writes times."""
    back = re.fullmatch(r"(\d{1,5})([dh])", since)
    if back:
        delta = timedelta(days=int(back[1])) if back[2] == "d" else timedelta(hours=int(back[1]))
        return (datetime.now(UTC) - delta).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        moment = datetime.fromisoformat(since)
    except ValueError as error:
        raise click.BadParameter(f"{since!r} is no day or time; as in 2024-05-01, 7d or 12h", param_hint="--since") from error
    return (moment.astimezone(UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%SZ")
