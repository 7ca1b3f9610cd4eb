"""`foi index`: take in what runs left, and keep the search index the shadow of the ledger."""

import sys

import click

from crawler.folder import DataFolder
from search_cli import ingest, output


@click.command()
@click.option("--rebuild", is_flag=True, help="Make the index anew from the ledger.")
@click.option("--verify", is_flag=True, help="Compare every file of the index with its checksum; change nothing.")
@click.pass_obj
def index(folder: DataFolder, rebuild: bool, verify: bool) -> None:
    """Take finished runs into the ledger and bring the search index and the casebook up to it.

    Both are derived: deleting them loses nothing.

    \b
    Example:
      foi index --verify
    """
    from indexer import Store, WhooshEngine

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
        changed = ingest.update_index(folder, store, rebuild=rebuild)
        output.talk(f"The index holds {store.count()} disclosures{'' if changed else '; it was up to date'}.")


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
