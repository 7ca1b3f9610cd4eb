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
      foi sources check
      foi sources export --format csv > coverage.csv
    """


@sources.command("list")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def list_(folder: DataFolder, format_: str | None) -> None:
    """List every source: platform, authority, nation, licence, terms, status, last run."""
    from crawler.source import load_sources

    last = _last_runs(folder)
    rows = [
        {
            **{name: getattr(source, name) for name in ("id", "platform", "authority", "nation", "status", "licence", "terms_url", "note")},
            "last_run": last.get(source.id),
        }
        for source in load_sources().values()
    ]
    output.print_rows(rows, output.chosen(format_), ("id", "platform", "authority", "nation", "licence", "terms_url", "status", "last_run"))


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
    """Check every source file and the list of logs that are no sources; the exit code is 1 when something is wrong.

    Unknown keys, ids used twice, rules that are none, values that nobody has filled in, lists on other hosts.
    """
    from crawler.errors import LedgerError
    from crawler.registry import load_not_covered, problems
    from crawler.source import load_sources

    registry, not_covered = load_sources(), load_not_covered()
    found = list(problems(registry, not_covered))
    for problem in found:
        click.echo(problem)
    if found:
        raise LedgerError(
            f"{len(found)} things are not in order", "each line names the source; its file is in crawler/sources or $FOI_SOURCES"
        )
    output.talk(f"{len(registry)} sources are in order, and {len(not_covered)} logs that are no sources.")


@sources.command()
@click.option("--format", "format_", type=click.Choice(("csv", "json", "jsonl", "table")), default="csv", show_default=True)
@click.pass_obj
def export(folder: DataFolder, format_: str) -> None:
    """Write the coverage register: every source, and every log that is known and is none, with the reason."""
    from crawler.registry import COLUMNS, load_not_covered, register
    from crawler.source import load_sources

    rows = list(register(load_sources().values(), load_not_covered(), _last_runs(folder)))
    if format_ == "table":
        output.print_rows(rows, format_, ("authority", "platform", "status", "reason", "note"))
    else:
        output.print_rows_or_csv(rows, format_, COLUMNS)


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
