"""`foi demo`: the whole way, from a disclosure log to a search, on the sample site."""

import os
from pathlib import Path

import click

from crawler.folder import DataFolder, child_environment
from search_cli import output

_QUERY = '"facial recognition" exemption:31'


@click.command()
@click.pass_context
def demo(ctx: click.Context) -> None:
    """Crawl a sample site of invented public bodies, one or more for each platform, index it, and search it.

    The site is served on this machine only. Its data goes to ./foi-demo unless --data says otherwise.

    \b
    Example:
      foi demo
    """
    from crawler.sample import SampleServer, SampleSite
    from crawler.source import BUILT_IN, load_sources
    from indexer import Store, WhooshEngine, find
    from search_cli.crawl import run_crawls
    from search_cli.search import print_hits

    given = ctx.find_root().params["data"] is not None or "FOI_DATA" in os.environ
    folder: DataFolder = ctx.obj if given else DataFolder(Path("foi-demo"))
    output.talk("Serving the sample site on loopback and crawling it with the real spiders.")
    with SampleServer(SampleSite()) as server, folder.writing("foi demo") as lock, Store.open(folder.ledger, create=True) as store:
        environment = child_environment(lock, {**os.environ, **server.environment})
        run_crawls(folder, store, list(load_sources(BUILT_IN[1:])), environment, lock)
        platforms = {record.platform for record in store.records()}
        output.talk(
            f"The ledger holds {store.count()} disclosures from {len(platforms)} platforms. "
            "(Thornbeck turns crawlers away: its run is kept as blocked.)\n"
        )
        command = "foi" if given and "FOI_DATA" in os.environ else f"foi --data {folder.root}"
        output.talk(f"$ {command} search '{_QUERY}'")
        print_hits(find(WhooshEngine(folder.index), store, _QUERY, limit=3))
    output.talk("Try next:")
    for example in (
        "search 'decision:cost-limit gesture' --sort date",
        "precedent s.31 drones",
        "clusters 412/2025",
        "show 01.FOI.24.035127",
        "changes --since 1d",
        "export --format csv -o disclosures.csv",
    ):
        output.talk(f"  {command} {example}")
