"""`foi reparse`: read the archive again with today's parsers."""

from typing import TYPE_CHECKING, Any

import click

from crawler.folder import DataFolder
from search_cli import ingest, output

if TYPE_CHECKING:
    from indexer import Store


@click.command()
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@click.option("--diff", is_flag=True, help="Print what would change, field by field, and store nothing.")
@output.format_option("table", "json", "jsonl")
@click.pass_obj
def reparse(folder: DataFolder, source_ids: tuple[str, ...], diff: bool, format_: str | None) -> None:
    """Read every archived page again, without asking the web.

    Versions and dates of observation stay; only what is read from the pages can change.

    \b
    Example:
      foi reparse --diff met-police
    """
    from crawler.runs import known_sources
    from crawler.source import find_source
    from indexer import Store

    chosen = [find_source(source_id).id for source_id in source_ids] or known_sources(folder)
    if diff:
        with Store.open(folder.ledger) as store:
            rows = [row for source_id in chosen for row in _differences(folder, store, source_id)]
        output.print_rows(rows, output.chosen(format_), ("id", "field", "stored", "now"))
        output.talk(f"{len(rows)} fields differ." if rows else "No field differs.")
        return
    with folder.writing("foi reparse"), Store.open(folder.ledger) as store:
        for source_id in chosen:
            folded = ingest.read_again(folder, store, source_id)
            output.talk(f"{source_id}: {folded.unchanged} pages read again, {folded.new} disclosures found that were not read before")
        ingest.update_index(folder, store)


def _differences(folder: DataFolder, store: "Store", source_id: str) -> list[dict[str, Any]]:
    """Every field that today's parsers read otherwise than the stored version of the same page."""
    from crawler.items import Disclosure
    from crawler.replay import Replayed, page_count, read_again
    from crawler.source import find_source

    rows = []
    replayed = Replayed()
    with output.progress(f"Reading {source_id} again", page_count(folder, find_source(source_id))) as bar:
        for disclosure in read_again(folder, find_source(source_id), replayed):
            bar.update(replayed.pages - bar.pos)
            stored = store.version_of_page(disclosure.id, disclosure.provenance.page_sha256)
            for name in Disclosure.__struct_fields__:
                before, now = getattr(stored, name, None), getattr(disclosure, name)
                if name not in ("provenance", "alternate_urls") and before != now:
                    rows.append({"id": disclosure.id, "field": name, "stored": output.plain_value(before), "now": output.plain_value(now)})
    return rows
