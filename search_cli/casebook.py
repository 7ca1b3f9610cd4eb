"""The casebook and the ledger that it was made from, opened together."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from crawler.folder import DataFolder
from search_cli import output

if TYPE_CHECKING:
    from indexer import Casebook, Store


@contextmanager
def open_casebook(folder: DataFolder) -> Iterator[tuple["Casebook", "Store"]]:
    """Both, for reading; says when the casebook is older than the ledger."""
    from indexer import Casebook, Store

    with Store.open(folder.ledger) as store, Casebook.open(folder.casebook) as book:
        if book.watermark != store.revision:
            output.talk("The casebook is older than the ledger: run `foi index`.")
        yield book, store
