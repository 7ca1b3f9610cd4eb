"""`foi similar` and `foi clusters`: requests that were answered before, and round robins."""

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from crawler.folder import DataFolder
from search_cli import output
from search_cli.casebook import open_casebook

if TYPE_CHECKING:
    from indexer import Member

_LONGEST_DRAFT = 100_000
"""Characters of a draft; the longest requests that authorities publish have about 20,000."""
_ALIKE = 0.5
"""Likeness from which a round robin is worth pointing at: half of what the draft asks."""
_WIDEST = 5
"""Columns of provisions that fit beside the rest into 120 characters."""
_ANSWERED = (
    "likeness",
    "same",
    "authority",
    "date",
    "decision",
    "exemptions",
    "round_robin",
    "title",
    "reference",
    "question",
    "id",
    "url",
)
_LISTED = ("authorities", "answers", "first", "last", "decisions", "title", "id")
_MEMBER = ("authority", "date", "decision", "exemptions", "ncnd", "reference", "title", "id", "url")


@click.command()
@click.argument("name", metavar="ID|REFERENCE|-")
@click.option("--elsewhere", is_flag=True, help="Only other authorities' answers.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many answers to show.")
@output.format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def similar(folder: DataFolder, name: str, elsewhere: bool, limit: int, format_: str | None) -> None:
    """Show requests like one disclosure's, or like a draft on standard input (-): was it already answered?

    Only what is asked counts: greetings, the Act, cost limits and other sentences of every request do not.

    \b
    Examples:
      foi similar 461/2024
      foi similar - < draft.txt
    """
    from indexer import similar_to, similar_to_draft

    draft = _draft() if name == "-" else ""
    with open_casebook(folder) as (book, store):
        if name == "-":
            found = similar_to_draft(book, store, draft, limit=limit)
        else:
            found = similar_to(book, store, store.find(name), limit=limit, elsewhere=elsewhere)
    format_ = output.chosen(format_)
    if format_ == "table":
        if not found:
            click.echo("Nothing like it was answered.")
        for number, answer in enumerate(found, 1):
            likeness = "the same request" if answer.same else f"{answer.likeness:.0%} alike"
            click.echo(click.style(f"{number}. {answer.title or answer.id}", bold=True) + f" · {likeness}")
            facts = (
                answer.authority,
                answer.reference,
                answer.date,
                answer.decision,
                ", ".join(answer.exemptions),
                "WITHDRAWN" if answer.withdrawn else "",
            )
            click.echo("   " + " · ".join(fact for fact in facts if fact))
            click.echo(click.style(f"   {answer.id}", dim=True))
        robin = next((answer for answer in found if answer.round_robin and (answer.same or answer.likeness >= _ALIKE)), None)
        if robin:
            click.echo(f"\nA round robin, answered by {robin.round_robin} authorities: foi clusters {robin.id}")
    else:
        output.print_rows_or_csv([asdict(answer) for answer in found], format_, _ANSWERED)


def _draft() -> str:
    from crawler.errors import LedgerError

    draft = sys.stdin.buffer.read(4 * _LONGEST_DRAFT).decode("utf-8", errors="replace").replace("\x00", " ")
    if len(draft) > _LONGEST_DRAFT:
        raise LedgerError(f"the draft is longer than {_LONGEST_DRAFT:,} characters", "give the request alone")
    return draft


@click.command()
@click.argument("name", metavar="[ID|REFERENCE]", required=False)
@click.option(
    "--authorities", type=click.IntRange(min=1), default=2, show_default=True, help="The fewest authorities that got the request."
)
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many round robins to list.")
@click.option("--offset", type=click.IntRange(min=0), default=0, help="How many to leave out first.")
@output.format_option("table", "json", "jsonl", "csv")
@click.pass_obj
def clusters(folder: DataFolder, name: str | None, authorities: int, limit: int, offset: int, format_: str | None) -> None:
    """List round robins: the same request to several authorities. With an ID, show who decided what in its round robin.

    \b
    Examples:
      foi clusters --authorities 3
      foi clusters 412/2025
    """
    from indexer import cluster_of
    from indexer import clusters as round_robins

    format_ = output.chosen(format_)
    with open_casebook(folder) as (book, store):
        if name is None:
            rows = [asdict(cluster) for cluster in round_robins(book, authorities=authorities, limit=limit, offset=offset)]
            if format_ == "table":
                _print_clusters(rows, offset)
            else:
                output.print_rows_or_csv(rows, format_, _LISTED)
            return
        record = store.find(name)
        found = cluster_of(book, store, record.id)
    if found is None:
        output.talk(f"No other disclosure asks what {record.id} asks. Requests that are merely like it: foi similar {record.id}")
        if format_ == "json":
            output.print_json(None)
        return
    cluster, members = found
    if format_ == "json":
        output.print_json({**asdict(cluster), "members": [asdict(member) for member in members]})
    elif format_ != "table":
        output.print_rows_or_csv([asdict(member) for member in members], format_, _MEMBER)
    else:
        span = f", {cluster.first} to {cluster.last}" if cluster.first != cluster.last else ""
        click.echo(f"{cluster.title}: {cluster.answers} answers by {cluster.authorities} authorities{span}.")
        columns = _matrix_columns(members)
        output.print_table(
            ("authority", "date", "decision", *columns),
            [(member.authority, member.date, member.decision, *(_use(member, column) for column in columns)) for member in members],
        )
        for member in members:
            click.echo(click.style(f"{member.reference or 'no reference':<20} {member.id}", dim=True))


def _matrix_columns(members: "list[Member]") -> list[str]:
    """The provisions that someone relied on; their sections when there are more limbs than a terminal is wide."""
    cited = sorted({citation for member in members for citation in member.exemptions})
    return cited if len(cited) <= _WIDEST else sorted({citation.split("(")[0] for citation in cited})


def _use(member: "Member", column: str) -> str:
    """What a member did with a provision or with one below it."""
    used = [citation for citation in member.exemptions if citation == column or citation.startswith(f"{column}(")]
    if not used:
        return ""
    return "NCND" if set(used) <= set(member.ncnd) else "relied on"


def _print_clusters(rows: list[dict[str, Any]], offset: int) -> None:
    if not rows:
        click.echo("No round robin found." if not offset else f"No round robin from number {offset + 1} on.")
    for number, row in enumerate(rows, offset + 1):
        click.echo(click.style(f"{number}. {row['title'] or row['id']}", bold=True))
        decisions = ", ".join(f"{count} {decision}" for decision, count in row["decisions"].items())
        span = " to ".join(dict.fromkeys(date for date in (row["first"], row["last"]) if date))
        click.echo(
            "   " + " · ".join(fact for fact in (f"{row['answers']} answers by {row['authorities']} authorities", span, decisions) if fact)
        )
        click.echo(click.style(f"   {row['id']}", dim=True))
