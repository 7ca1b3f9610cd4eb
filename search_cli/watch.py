"""`foi watch`: saved queries, and what is new for each."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crawler.folder import DataFolder, utc_now
from search_cli import output

if TYPE_CHECKING:
    from indexer import Delivery


@click.group()
def watch() -> None:
    """Save queries and see what is new, changed, withdrawn or back for each.

    \b
    Example:
      foi watch add facial '"facial recognition"'
      foi watch run
    """


@watch.command()
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.pass_obj
def add(folder: DataFolder, name: str, query: tuple[str, ...]) -> None:
    """Save QUERY under NAME; what is in the ledger now counts as seen."""
    from indexer import Store
    from indexer.query import parse

    text = " ".join(query)
    parse(text)
    with folder.writing("foi watch add"), Store.open(folder.ledger) as store:
        store.add_watch(name, text, utc_now())
    output.talk(f"Watching {name}. See what is new with `foi watch run`.")


@watch.command("list")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def list_(folder: DataFolder, format_: str | None) -> None:
    """List the saved queries."""
    from indexer import Store

    with Store.open(folder.ledger) as store:
        rows = [{"name": name, "query": query, "created": created} for name, query, created, _ in store.watches()]
    output.print_rows(rows, output.chosen(format_), ("name", "query", "created"))


@watch.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--peek", is_flag=True, help="Show it again next time.")
@output.format_option("text", "json")
@click.pass_obj
def run(folder: DataFolder, names: tuple[str, ...], peek: bool, format_: str | None) -> None:
    """Show what is new since the last time, for the named or all saved queries."""
    from crawler.errors import LedgerError
    from indexer import Store, WhooshEngine, collect

    with folder.writing("foi watch run"), Store.open(folder.ledger) as store:
        saved = {name: (query, delivered) for name, query, _, delivered in store.watches()}
        unknown = [name for name in names if name not in saved]
        if unknown:
            raise LedgerError(f"there is no watch {unknown[0]!r}", "`foi watch list` shows them")
        deliveries = [collect(WhooshEngine(folder.index), store, name, *saved[name]) for name in names or saved]
        if output.chosen(format_, piped="json") == "json":
            output.print_json(
                [
                    {
                        "name": delivery.name,
                        "query": delivery.query,
                        "news": [
                            {"event": event.kind, "at": event.at, "detail": event.detail, **asdict(hit)} for event, hit in delivery.news
                        ],
                    }
                    for delivery in deliveries
                ]
            )
        else:
            _print(deliveries)
        # Only what was printed counts as delivered.
        sys.stdout.flush()
        for delivery in deliveries if not peek else ():
            store.deliver_watch(delivery.name, delivery.upto)


@watch.command()
@click.argument("name")
@click.pass_obj
def remove(folder: DataFolder, name: str) -> None:
    """Forget a saved query."""
    from indexer import Store

    with folder.writing("foi watch remove"), Store.open(folder.ledger) as store:
        store.remove_watch(name)


def _print(deliveries: "list[Delivery]") -> None:
    for delivery in deliveries:
        click.echo(click.style(f"{delivery.name}: {len(delivery.news)} new", bold=True) + f"  ({delivery.query})")
        for event, hit in delivery.news:
            click.echo(f"  {event.kind:<9} {hit.title or hit.id} · {hit.authority} · {hit.decision}")
            click.echo(
                click.wrap_text(output.marked(hit.snippet, hit.highlights), width=110, initial_indent=" " * 12, subsequent_indent=" " * 12)
            )
            click.echo(click.style(f"            {hit.id}", dim=True))
