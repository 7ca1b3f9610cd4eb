"""`foi precedent`: how a provision was argued."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from crawler.folder import DataFolder
from search_cli import output
from search_cli.casebook import open_casebook

if TYPE_CHECKING:
    from indexer import Argument, Precedents

_COLUMNS = (
    *("citations", "argues", "kinds", "times", "authorities", "authority", "date", "decision", "considered", "public_interest_test"),
    *("title", "reference", "first_id", "first_authority", "first_date", "paragraph", "id", "url"),
)


@click.command()
@click.argument("citation")
@click.argument("query", nargs=-1)
@click.option("--authority", help="Only arguments of this authority.")
@click.option("--nation", help="Only of authorities in this nation: england, wales, scotland, northern-ireland.")
@click.option("--date", "dates", help="Only of answers from this time, as in 2023, 2023..2024-06 or 2024..")
@click.option("--decision", help="Only of answers with this decision.")
@click.option("--outcome", type=click.Choice(["disclosed", "part", "withheld"]), help="disclosed: considered, and released all the same.")
@click.option("--test", type=click.Choice(["applied", "not-required"]), help="Whether the public interest test was applied.")
@click.option("--limit", type=click.IntRange(1, 1000), default=5, show_default=True, help="How many arguments to show.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to leave out first.")
@output.format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def precedent(
    folder: DataFolder, citation: str, query: tuple[str, ...], authority: str | None, nation: str | None, dates: str | None,
    decision: str | None, outcome: str | None, test: str | None, limit: int, offset: int, format_: str | None,
) -> None:  # fmt: skip
    """Show the paragraphs that argue a provision, the best argument first.

    CITATION is any written form; a section finds its limbs. QUERY is in the language of `foi search`: its words must stand in the
    paragraph, in the question or in the title. Paragraphs that weigh harm, factors and balance come before those that recite the
    law; a standard wording is shown once, with how often it is used and who used it first.

    \b
    Examples:
      foi precedent "FOIA s.31(1)(a)" drones
      foi precedent s40(2) --nation wales --test not-required
      foi precedent 31 drones --outcome disclosed
    """
    from indexer import Filters, precedents

    filters = Filters(" ".join(query), authority, nation, dates, decision, outcome, test)  # type: ignore[arg-type]
    with open_casebook(folder) as (book, store):
        found = precedents(book, store, citation, filters, limit=limit, offset=offset)
    format_ = output.chosen(format_)
    if format_ == "json":
        output.print_json({"asked": citation, **asdict(filters), **asdict(found)})
    elif format_ == "jsonl":
        for argument in found.arguments:
            output.print_json_line(argument)
    elif format_ == "csv":
        output.print_rows_or_csv([_flat(argument) for argument in found.arguments], format_, _COLUMNS)
    else:
        _print(citation, found)


def _flat(argument: "Argument") -> dict[str, object]:
    row = asdict(argument)
    first = row.pop("first")
    return row | {f"first_{name}": value for name, value in first.items()}


def _print(citation: str, found: "Precedents") -> None:
    if not found.arguments:
        click.echo(
            f"No argument found for {citation}." if not found.total else f"{found.total} found, none from number {found.offset + 1} on."
        )
        return
    first, last = found.offset + 1, found.offset + len(found.arguments)
    click.echo(f"{found.total} found" + (f", {first} to {last} shown" if found.total > len(found.arguments) else "") + ".\n")
    for number, argument in enumerate(found.arguments, first):
        kinds = ", ".join(_KINDS[kind] for kind in argument.kinds) or "gives no reason"
        click.echo(click.style(f"{number}. {', '.join(argument.citations)}", bold=True) + f" · {kinds}")
        facts = (
            argument.authority,
            argument.date,
            argument.decision,
            "considered, not relied on" if argument.considered else "",
            "WITHDRAWN" if argument.withdrawn else "",
        )
        click.echo("   " + " · ".join(fact for fact in facts if fact))
        for line in output.marked(argument.paragraph, argument.highlights).split("\n"):
            click.echo(click.wrap_text(line, width=110, initial_indent="   ", subsequent_indent="   "))
        if argument.times > 1:
            since = f" ({argument.first.date})" if argument.first.date else ""
            click.echo(
                f"   Used {argument.times} times by {_count(argument.authorities, 'authority', 'authorities')}, first by {argument.first.authority}{since}."
            )
        click.echo(click.style(f"   {argument.id}", dim=True) + "\n")


_KINDS = {
    "harm": "harm",
    "for": "for disclosure",
    "against": "against disclosure",
    "balance": "balance",
    "fairness": "fairness to people",
    "openness": "why disclose",
}


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
