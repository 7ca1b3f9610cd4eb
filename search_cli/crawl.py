"""`foi crawl`: collect from the web."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from crawler.errors import LedgerError, UsageProblem
from crawler.folder import DataFolder, child_environment
from search_cli import ingest, output
from search_cli.crawling import crawl_together, log_of

if TYPE_CHECKING:
    from indexer import Folded, Observed, Store

_JOBS = 8
"""Each is a process of about 100 MB that mostly waits for its host."""
_READY, _UNVERIFIED = frozenset({"ready"}), frozenset({"ready", "unverified"})


@click.command()
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), help="Stop after this many pages of each source; nothing is found missing then.")
@click.option("--full", is_flag=True, help="Fetch every page, also those that the server would call unchanged.")
@click.option("--unverified", is_flag=True, help="Without SOURCE: also the sources whose live site we never saw.")
@click.option("--jobs", type=click.IntRange(min=1), default=_JOBS, show_default=True, help="How many sources to crawl at a time.")
@click.option("--contact", envvar="FOI_CONTACT", help="Your e-mail address or web page, sent with every request. Default: $FOI_CONTACT.")
@click.pass_obj
def crawl(
    folder: DataFolder, source_ids: tuple[str, ...], limit: int | None, full: bool, unverified: bool, jobs: int, contact: str | None
) -> None:
    """Crawl sources, then update the ledger and the index.

    One request at a time to each host, robots.txt obeyed, unchanged pages not fetched again; several hosts at a time. Without SOURCE, every
    source that is ready. A source that fails stops no other; the exit code is 1 when one did not end well.

    \b
    Example:
      foi crawl warwickshire-police --contact me@example.org --limit 20
      foi crawl --unverified --jobs 4
    """
    from crawler.source import find_source, load_sources
    from indexer import Store

    if unverified and source_ids:
        raise UsageProblem("--unverified says which sources to crawl when none is named", "leave out either it or the names")
    known = load_sources()
    wanted = _UNVERIFIED if unverified else _READY
    sources = [find_source(source_id, known) for source_id in dict.fromkeys(source_ids)] or [
        source for source in known.values() if source.status in wanted
    ]
    if not sources:
        raise UsageProblem(
            "no source is marked ready yet", "name one: foi crawl warwickshire-police, or crawl all that we know: --unverified"
        )
    if not contact and any(source.status != "sample" for source in sources):
        raise UsageProblem(
            "a crawler says who runs it, and no contact is given",
            "set FOI_CONTACT, or give --contact, to an e-mail address or web page where the authority can reach you",
        )
    environment = {**os.environ, "FOI_CONTACT": contact or ""}
    with folder.writing(_command_line(source_ids)) as lock, Store.open(folder.ledger, create=True) as store:
        ended = run_crawls(
            folder,
            store,
            [source.id for source in sources],
            child_environment(lock, environment),
            lock,
            limit=limit,
            full=full,
            jobs=jobs,
        )
    poor = [source_id for source_id, status in ended.items() if status != "complete" and not (limit and status == "limited")]
    if poor:
        if len(ended) > 1:
            output.talk(f"{len(ended) - len(poor)} of {len(ended)} sources ended well. The others: {', '.join(sorted(poor))}")
        sys.exit(1)


def run_crawls(
    folder: DataFolder,
    store: "Store",
    source_ids: Sequence[str],
    environment: Mapping[str, str],
    lock: int,
    *,
    limit: int | None = None,
    full: bool = False,
    jobs: int = _JOBS,
) -> dict[str, str]:
    """Crawls each source in a process of its own, folds what they wrote, updates the index; gives each run's status.

    A crawl that breaks off stops no other; what it collected is folded all the same, as soon as it has ended.
    """
    from crawler.source import load_sources

    known = load_sources()
    ingest.fold_pending(folder, store)
    hosts = {source_id: frozenset(known[source_id].hosts) for source_id in source_ids}
    arguments = ["-s", "FOI_PROGRESS=1"]
    arguments += ["-a", f"limit={limit}"] if limit else []
    arguments += ["-s", "FOI_FULL=1"] if full else []
    brought: list[tuple[Observed, Folded]] = []
    problems: list[LedgerError] = []

    def fold(source_id: str) -> None:
        try:
            brought.extend(ingest.fold_pending(folder, store, source_id))
        except LedgerError as problem:
            problems.append(problem)  # the others go on

    broken = crawl_together(folder, hosts, arguments, environment, lock, jobs, fold)
    # A source whose run left nothing to fold did not end well either.
    ended = dict.fromkeys(source_ids, "stopped")
    for observed, folded in brought:
        ingest.say(observed, folded)
        ended[observed.source] = "suspect" if folded.suspect else observed.status
        if observed.status == "suspect":
            output.talk(f"  It is kept and not published. To take it in after a look: foi index --accept {observed.source}/{observed.run}")
    for source_id, why in broken.items():
        output.talk(f"The crawl of {source_id} broke off: {why}. What it collected is kept; see {log_of(folder, source_id)}")
        ended[source_id] = "stopped"
    if problems:
        raise problems[0]
    ingest.update_index(folder, store)
    return ended


def _command_line(source_ids: Sequence[str]) -> str:
    return " ".join(["foi crawl", *source_ids])
