"""`foi runs`: what was crawled, imported and read again, and how it ended."""

from dataclasses import asdict

import click

from crawler.folder import DataFolder
from search_cli import output


@click.command()
@click.option("--source", "source_id", help="Only this source.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many runs to list, the newest first.")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def runs(folder: DataFolder, source_id: str | None, limit: int, format_: str | None) -> None:
    """List runs, the newest first, with what each brought.

    \b
    Example:
      foi runs --source met-police
    """
    from indexer import Store

    with Store.open(folder.ledger) as store:
        rows = []
        for run in store.runs():
            if source_id in (None, run.source):
                counts = asdict(run.folded)
                counts.pop("suspect")
                facts = {name: getattr(run, name) for name in ("source", "run", "kind", "status", "reason", "started", "finished")}
                rows.append({**facts, **counts})
    columns = ("run", "source", "kind", "status", "new", "changed", "withdrawn", "unchanged", "reason")
    output.print_rows(rows[:limit], output.chosen(format_), columns)
