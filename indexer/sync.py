"""Keeps the index the shadow of the store."""

from indexer.engine import Engine, IndexState, Progress
from indexer.store import Store

_WORK = 10
_LEAST_WORK = 6_000
"""Documents that may be written again after an update: ten times as many as came, so that eight like it become one; at least so many, in two
seconds, so that single disclosures do too."""


def work_after(taken_in: int) -> int:
    """How many documents may be written again for tidiness after an update with so many."""
    return max(_LEAST_WORK, _WORK * taken_in)


def refresh(engine: Engine, store: Store, *, rebuild: bool = False, progress: Progress = lambda _: None) -> tuple[IndexState, bool]:
    """Brings the index up to the store's revision; gives its state and whether anything had to be written.

    A missing index, one of another schema, and one that claims to know more than the store are built anew.
    """
    revision = store.revision
    state = None if rebuild else engine.state()
    if state is None or state.watermark > revision:
        return engine.build(store.records(), revision, progress), True
    if state.watermark == revision:
        return state, False
    taken_in = 0

    def counted(number: int) -> None:
        nonlocal taken_in
        taken_in = number
        progress(number)

    updated = engine.update(store.records(after_revision=state.watermark), revision, counted)
    left = work_after(taken_in)
    while left > 0 and (written := engine.tidy(left)):
        left -= written
    return engine.state() or updated, True
