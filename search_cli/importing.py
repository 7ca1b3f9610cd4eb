"""`foi import`: take in pages that somebody saved."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.folder import DataFolder
from search_cli import ingest, output

if TYPE_CHECKING:
    from crawler.imports import Imported


@click.command("import")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--source", "source_id", help="The source that the pages are from. Web archives tell it themselves.")
@click.option("--url", help="The address of a single saved page.")
@click.option(
    "--urls",
    "listed",
    metavar="CSV",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A list of the files in PATH, a folder: file,url[,captured].",
)
@click.option("--wayback", metavar="SOURCE", help="Take what the Wayback Machine has of this source, instead of PATH.")
@click.option("--from", "since", default="", help="With --wayback: captures from this year, month or day on.")
@click.option("--to", "until", default="", help="With --wayback: captures up to this year, month or day.")
@click.option("--limit", type=click.IntRange(min=1), default=500, show_default=True, help="With --wayback: fetch at most so many captures.")
@click.option("--prefix", help="With --wayback: what the addresses begin with. Default: where the source's platform keeps its letters.")
@click.option(
    "--wayback-at", default="https://web.archive.org/web", show_default=True, help="With --wayback: another archive that pywb serves."
)
@click.option("--contact", envvar="FOI_CONTACT", help="With --wayback: your e-mail address or web page, sent along. Default: $FOI_CONTACT.")
@click.pass_obj
def import_(
    folder: DataFolder,
    /,
    paths: tuple[Path, ...],
    source_id: str | None,
    url: str | None,
    listed: Path | None,
    wayback: str | None,
    contact: str | None,
    **asked: Any,
) -> None:
    """Import saved pages (.html, .txt, .json), folders of them, web archives of any tool (.warc, .warc.gz, .wacz), and the Wayback Machine.

    They go through the same archive and parsers as a crawl. A capture that is older than what is known becomes an earlier version.

    \b
    Examples:
      foi import saved-pages/ --source met-police
      foi import saved-pages/ --urls urls.csv     (file,url,captured)
      wget --warc-file=log -i addresses.txt; foi import log.warc.gz
      foi import --wayback warwickshire-police --from 2019 --to 2024 --contact me@example.org
    """
    from crawler.source import find_source

    if bool(paths) == bool(wayback):
        raise click.UsageError("give files or folders to import, or --wayback SOURCE")
    if (listed and (len(paths) > 1 or url)) or (wayback and (listed or url or source_id)):
        raise click.UsageError("--urls goes with one folder and without --url; --wayback goes without all of these")
    if source_id:
        find_source(source_id)
    take = _from_wayback(folder, wayback, contact or "", **asked) if wayback else _from_files(folder, paths, source_id, url, listed)
    _import(folder, take)


def _from_files(
    folder: DataFolder, paths: tuple[Path, ...], source_id: str | None, url: str | None, listed: Path | None
) -> "Callable[[], Imported]":
    from crawler.imports import files_of, files_of_list, import_files

    files = files_of_list(paths[0], listed) if listed else files_of(paths, url or "")

    def take() -> "Imported":
        with output.progress("Importing", len(files)) as bar:
            return import_files(folder, files, source_id, lambda: bar.update(1))

    return take


def _from_wayback(
    folder: DataFolder, source_id: str, contact: str, *, since: str, until: str, limit: int, prefix: str | None, wayback_at: str
) -> "Callable[[], Imported]":
    from crawler.imports import import_captures
    from crawler.source import find_source
    from crawler.wayback import Span, Wayback, archived_captures, prefix_of, stamp

    source = find_source(source_id)
    archive = Wayback(wayback_at, contact)
    span = Span(prefix or prefix_of(source), stamp(since, "--from"), stamp(until, "--to"), limit)

    def take() -> "Imported":
        with output.progress(f"Asking {archive.host}", limit) as bar:
            captures = archive.captures(source, span, archived_captures(folder, source))
            imported = import_captures(folder, source, captures, lambda: bar.update(1))
        imported.skipped.update(archive.passed_over)
        return imported

    return take


def _import(folder: DataFolder, take: "Callable[[], Imported]") -> None:
    """Imports under the writer's lock, folds and indexes what came, and says what did not."""
    from indexer import Store

    with folder.writing("foi import"):
        imported = take()
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
