"""`foi sources`: what can be collected, from where, under which licence."""

from typing import Any

import click

from crawler.folder import DataFolder
from search_cli import output


@click.group()
def sources() -> None:
    """The sources that can be collected.

    \b
    Example:
      foi sources list
      foi sources show met-police
    """


@sources.command("list")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def list_(folder: DataFolder, format_: str | None) -> None:
    """List every source: platform, authority, nation, status, licence, last run."""
    from crawler.source import load_sources

    last = _last_runs(folder)
    rows = [
        {
            **{name: getattr(source, name) for name in ("id", "platform", "authority", "nation", "status", "licence", "terms_url", "note")},
            "last_run": last.get(source.id),
        }
        for source in load_sources().values()
    ]
    output.print_rows(rows, output.chosen(format_), ("id", "authority", "nation", "platform", "status", "last_run"))


@sources.command()
@click.argument("source_id", metavar="SOURCE")
@output.format_option("table", "json")
def show(source_id: str, format_: str | None) -> None:
    """Show everything that is known of one source."""
    from crawler.source import find_source

    facts: dict[str, Any] = output.plain(find_source(source_id))
    if output.chosen(format_, piped="json") == "json":
        output.print_json(facts)
        return
    for name, value in facts.items():
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        if shown not in ("", None, {}):
            click.echo(click.style(f"{name:<14}", dim=True) + str(shown))


@sources.command()
def check() -> None:
    """Check every source file: unknown keys, ids used twice, reference forms that do not exist."""
    from crawler.source import load_sources

    output.talk(f"{len(load_sources())} sources are in order.")


def _last_runs(folder: DataFolder) -> dict[str, str]:
    """The newest run of each source, with its status; empty before anything was collected."""
    from indexer import Store

    if not folder.ledger.exists():
        return {}
    with Store.open(folder.ledger) as store:
        last: dict[str, str] = {}
        for run in store.runs():
            last.setdefault(run.source, f"{run.run} {run.status}")
    return last
