"""`foi import`: take in pages that somebody saved."""

import sys
from pathlib import Path

import click

from crawler.folder import DataFolder
from search_cli import ingest, output


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--source", "source_id", help="The source that the pages are from. WARC files tell it themselves.")
@click.option("--url", help="The address of a single saved page.")
@click.option(
    "--urls",
    "listed",
    metavar="CSV",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A list of the files in PATH, a folder: file,url[,captured].",
)
@click.pass_obj
def import_(folder: DataFolder, paths: tuple[Path, ...], source_id: str | None, url: str | None, listed: Path | None) -> None:
    """Import saved pages (.html, .txt, .json), folders of them, and web archives of any tool (.warc, .warc.gz, .wacz).

    They go through the same archive and parsers as a crawl. A capture that is older than what is known becomes an earlier version.

    \b
    Examples:
      foi import saved-pages/ --source met-police
      foi import saved-pages/ --urls urls.csv     (file,url,captured)
      wget --warc-file=log -i addresses.txt; foi import log.warc.gz
    """
    from crawler.imports import files_of, files_of_list, import_files
    from crawler.source import find_source
    from indexer import Store

    if source_id:
        find_source(source_id)
    if listed and (len(paths) > 1 or url):
        raise click.UsageError("--urls goes with one folder, and without --url")
    files = files_of_list(paths[0], listed) if listed else files_of(paths, url or "")
    with folder.writing("foi import"):
        with output.progress("Importing", len(files)) as bar:
            imported = import_files(folder, files, source_id, lambda: bar.update(1))
        with Store.open(folder.ledger, create=True) as store:
            for observed, folded in ingest.fold_pending(folder, store):
                ingest.say(observed, folded)
            ingest.update_index(folder, store)
    for reason, count in imported.skipped.items():
        output.talk(f"{count} passed over: {reason}.")
    for name, error in imported.refused:
        output.talk(f"Not imported: {name}: {error.message}{f' ({error.hint})' if error.hint else ''}")
    for disclosure_id in imported.ids:
        click.echo(disclosure_id)
    if imported.refused:
        sys.exit(max(error.exit_code for _, error in imported.refused))
