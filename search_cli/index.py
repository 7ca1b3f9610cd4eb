"""`foi index`: take in what runs left, and keep the search index the shadow of the ledger."""

import sys
from typing import TYPE_CHECKING

import click

from crawler.errors import LedgerError, UsageProblem
from crawler.folder import DataFolder, utc_now
from search_cli import ingest, output

if TYPE_CHECKING:
    from indexer import RunRow, Store


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the index anew from the ledger.")
@click.option("--verify", is_flag=True, help="Compare every file of the index with its checksum; change nothing.")
@click.option(
    "--accept", metavar="[SOURCE/]RUN", help="Take in a quarantined run that you looked at; what it did not list counts as withdrawn."
)
@click.pass_obj
def index(folder: DataFolder, rebuild: bool, verify: bool, accept: str | None) -> None:
    """Take finished runs into the ledger and bring the search index and the casebook up to it.

    Both are derived: deleting them loses nothing. A run that `foi runs` calls suspect is not taken in until you accept it.

    \b
    Example:
      foi index --verify
      foi index --accept met-police/20260301T090000Z
    """
    from indexer import Store, WhooshEngine

    if verify and (rebuild or accept):
        raise UsageProblem("--verify changes nothing, so it goes with no other option")
    if verify:
        with Store.open(folder.ledger) as store:
            engine = WhooshEngine(folder.index)
            problems = engine.verify()
            problems += _problems_of_casebook(folder, store.revision)
            state = None if problems else engine.state()
            if state and state.watermark != store.revision:
                problems.append(f"the index stands at revision {state.watermark}, the ledger at {store.revision}: run `foi index`")
        for problem in problems:
            output.talk(problem)
        if problems:
            sys.exit(1)
        output.talk(f"The index is whole: {state.documents if state else 0} disclosures.")
        return
    with folder.writing("foi index"), Store.open(folder.ledger, create=folder.items.is_dir()) as store:
        for observed, folded in ingest.fold_pending(folder, store):
            ingest.say(observed, folded)
        if accept:
            _accept(folder, _quarantined(store, accept))
        _take_in_accepted(folder, store)
        changed = ingest.update_index(folder, store, rebuild=rebuild)
        output.talk(f"The index holds {store.count()} disclosures{'' if changed else '; it was up to date'}.")


def _quarantined(store: "Store", name: str) -> "RunRow":
    """The quarantined run with this name. Raises UsageProblem when there is none or more than one, LedgerError when it came too long ago."""
    source, _, run = name.rpartition("/")
    rows = list(store.runs())
    named = [row for row in rows if row.run == run and source in ("", row.source)]
    found = [row for row in named if row.status in ("suspect", "accepted")]
    if len(found) > 1:
        raise UsageProblem(f"{len(found)} sources have a run {run}", f"say which: {', '.join(f'{row.source}/{row.run}' for row in found)}")
    if not found:
        what = f"the run {name} is {named[0].status}, not quarantined" if named else f"there is no run {name}"
        raise UsageProblem(what, "`foi runs` shows what is suspect")
    row = found[0]
    later = [other for other in rows if other.source == row.source and other.kind == "crawl" and other.run > run and other.folded.any]
    if later and row.status == "suspect":
        raise LedgerError(
            f"the run {later[-1].run} of {row.source} was taken in after it: older pages would replace newer ones",
            f"crawl it again: foi crawl {row.source}",
        )
    return row


def _accept(folder: DataFolder, row: "RunRow") -> None:
    from crawler.runs import RunFiles

    RunFiles(folder, row.source, row.run).accept(utc_now())


def _take_in_accepted(folder: DataFolder, store: "Store") -> None:
    """Folds every run that was accepted and still counts as quarantined, also after a kill between the two."""
    from crawler.runs import RunFiles

    for row in [row for row in store.runs() if row.status == "suspect"]:
        files = RunFiles(folder, row.source, row.run)
        if files.acceptance.exists():
            observed = ingest.observe(files)
            if store.parser_version(row.source) not in (None, observed.parser_version):
                ingest.read_again(folder, store, row.source)
            ingest.say(observed, store.fold(observed, files.lines()))


def _problems_of_casebook(folder: DataFolder, revision: int) -> list[str]:
    from crawler.errors import IndexProblem
    from indexer import Casebook

    try:
        with Casebook.open(folder.casebook) as book:
            problems = book.problems()
            return problems or (
                []
                if book.watermark == revision
                else [f"the casebook stands at revision {book.watermark}, the ledger at {revision}: run `foi index`"]
            )
    except IndexProblem as problem:
        return [problem.message]
