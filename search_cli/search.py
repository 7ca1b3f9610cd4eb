"""`foi search`: find disclosures."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crawler.folder import DataFolder
from search_cli import output

if TYPE_CHECKING:
    from indexer import Found, Sort


_FACET_VALUES = 8  # of each facet in the table; JSON has all


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many results to show.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many results to leave out first.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "date", "authority"]),
    default="relevance",
    show_default=True,
    help="By relevance, newest first, or by the authority's name.",
)
@click.option(
    "--facets", is_flag=True, help="Count the whole result by authority, source, nation, decision, exemption, year and file type."
)
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def search(folder: DataFolder, query: tuple[str, ...], limit: int, offset: int, sort: "Sort", facets: bool, format_: str | None) -> None:
    """Search the collected disclosures.

    Words must all occur; "quotes" make a phrase, "some words"~5 words that stand near each other; AND, OR, NOT, (brackets), prefix*,
    wom?n and mispelt~ work. Fields: authority: source: nation: exemption: mentions: decision: reference: title: question: filetype:
    withdrawn: year: and the dates received: responded: published:

    \b
    Examples:
      foi search 'drone OR drones decision:refused'
      foi search 'exemption:40(3A) "serving officers" received:2022..2024-06'
      foi search 'exemption:"FOIA s.31(1)(a)" authority:police -anpr' --sort date
      foi search 'exemption:section 31' --facets
    """
    from indexer import FACETS, Store, WhooshEngine, find

    with Store.open(folder.ledger) as store:
        engine = WhooshEngine(folder.index)
        found = find(engine, store, " ".join(query), limit=limit, offset=offset, sort=sort, facets=FACETS if facets else ())
        state = engine.state()
        if state and state.watermark != store.revision:
            output.talk("The index is older than the ledger: run `foi index`.")
    format_ = output.chosen(format_)
    if format_ == "json":
        output.print_json(
            {
                "query": found.query,
                "total": found.total,
                "offset": found.offset,
                "facets": found.facets,
                "suggestion": found.suggestion,
                "hits": [asdict(hit) for hit in found.hits],
            }
        )
    elif format_ == "jsonl":
        for hit in found.hits:
            output.print_json_line(hit)
    else:
        print_hits(found)
        print_facets(found)


def print_hits(found: "Found") -> None:
    """Results as a person reads them: two lines of facts, then the passage."""
    first, last = found.offset + 1, found.offset + len(found.hits)
    click.echo(f"{found.total} found" + (f", {first} to {last} shown" if found.total > len(found.hits) else "") + ".\n")
    for number, hit in enumerate(found.hits, first):
        facts = [
            hit.authority,
            hit.reference or "no reference",
            hit.date_responded or "",
            hit.decision,
            "WITHDRAWN" if hit.withdrawn else "",
        ]
        click.echo(click.style(f"{number}. {hit.title or hit.id}", bold=True))
        click.echo("   " + " · ".join(fact for fact in facts if fact))
        click.echo(click.wrap_text(output.marked(hit.snippet, hit.highlights), width=110, initial_indent="   ", subsequent_indent="   "))
        click.echo(click.style(f"   {hit.id}", dim=True) + "\n")
    if found.suggestion:
        click.echo(f"Did you mean  {found.suggestion}\n")


def print_facets(found: "Found") -> None:
    """The counts of each facet on a line; its commonest values."""
    for name, counts in found.facets.items():
        shown = [f"{value} {count}" for value, count in counts.items()][:_FACET_VALUES]
        more = len(counts) - len(shown)
        line = " · ".join(shown) + (f" · {more} more" if more else "")
        click.echo(click.wrap_text(line or "none", width=110, initial_indent=f"{name:<12}", subsequent_indent=" " * 12))
