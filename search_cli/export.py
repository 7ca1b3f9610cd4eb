"""`foi export`: everything as clean data."""

from pathlib import Path

import click

from crawler.folder import DataFolder
from search_cli import output


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True, help="JSON lines have every field."
)
@click.option("--source", "source_id", help="Only this source.")
@click.option("--output", "-o", "path", type=click.Path(dir_okay=False, path_type=Path), help="Write to a file instead of standard output.")
@click.pass_obj
def export(folder: DataFolder, format_: str, source_id: str | None, path: Path | None) -> None:
    """Write every record, in order of its id.

    \b
    Example:
      foi export --format csv -o disclosures.csv
    """
    from indexer import Store, csv_lines, json_lines

    with Store.open(folder.ledger) as store, output.progress("Exporting", store.count()) as bar:
        records = (record for record in store.records(source=source_id) if bar.update(1) is None)
        lines = csv_lines(records) if format_ == "csv" else json_lines(records)
        if path is None:
            for line in lines:
                click.echo(line, nl=False)
            return
        draft = path.with_name(path.name + ".new")
        with draft.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        draft.replace(path)
