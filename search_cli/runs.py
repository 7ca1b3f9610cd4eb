"""`foi runs`: how each source stands, and what was crawled, imported and read again."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from crawler.folder import DataFolder
from search_cli import output

if TYPE_CHECKING:
    from indexer import RunRow

_FACTS = ("source", "run", "kind", "status", "reason", "started", "finished")
_REPORTED = ("requests", "not_modified", "listed", "disclosures", "unseen", "errors")
_COLUMNS = ("run", "source", "kind", "status", "new", "changed", "withdrawn", "unchanged", "reason")


@click.command()
@click.option("--source", "source_id", help="Every run of this source, the newest first.")
@click.option("--all", "every", is_flag=True, help="Every run of every source, the newest first.")
@click.option("--check", is_flag=True, help="Exit with 1 when the last crawl of a source was not healthy, and say why.")
@click.option("--max-age", type=click.FloatRange(min=0, min_open=True), metavar="DAYS", help="With --check: nor older than this.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many runs to list with --source or --all.")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def runs(
    folder: DataFolder, source_id: str | None, every: bool, check: bool, max_age: float | None, limit: int, format_: str | None
) -> None:
    """Show how the last run of each source ended and what it brought; with --source or --all, list runs.

    A suspect run saw something that it should not have: it is kept, and not published until you accept it (foi index --accept).

    \b
    Example:
      foi runs --check --max-age 7
      foi runs --source met-police
    """
    from crawler.errors import UsageProblem
    from indexer import Store

    if max_age is not None and not check:
        raise UsageProblem("--max-age says what --check shall complain of", "foi runs --check --max-age 7")
    with Store.open(folder.ledger) as store:
        found = [run for run in store.runs() if source_id in (None, run.source)]
    if check and not found:
        output.talk(f"no run of {source_id} is known" if source_id else "nothing was crawled yet")
        sys.exit(1)
    shown = found[:limit] if (every or source_id) and not check else _last(found)
    output.print_rows([_facts(run) for run in shown], output.chosen(format_), _COLUMNS)
    if check:
        problems = [problem for run in shown for problem in _problems(run, max_age)]
        for problem in problems:
            output.talk(problem)
        if problems:
            sys.exit(1)


def _last(found: Iterable["RunRow"]) -> list["RunRow"]:
    """The newest crawl of each source, by name; of a source that was never crawled its newest run of any kind."""
    last: dict[str, RunRow] = {}
    for run in found:
        known = last.get(run.source)
        if known is None or (known.kind != "crawl" and run.kind == "crawl"):
            last[run.source] = run
    return [last[source] for source in sorted(last)]


def _facts(run: "RunRow") -> dict[str, Any]:
    folded = run.folded
    counts = {name: getattr(folded, name) for name in ("new", "changed", "withdrawn", "returned", "unchanged")}
    return {**{name: getattr(run, name) for name in _FACTS}, **counts, **{name: run.report.get(name) for name in _REPORTED}}


def _problems(run: "RunRow", max_age: float | None) -> Iterable[str]:
    """Why the last crawl of a source needs a look. An import is as good as it was."""
    from crawler.runs import HEALTHY

    if run.kind != "crawl":
        return
    if run.status not in HEALTHY:
        yield f"{run.source}: the last run, {run.run}, is {run.status}: {run.reason or 'no reason is known'}"
    days = (datetime.now(UTC) - datetime.fromisoformat(run.finished)).total_seconds() / 86_400
    if max_age is not None and days > max_age:
        yield f"{run.source}: the last run, {run.run}, is {days:.1f} days old, more than {max_age:g}"
