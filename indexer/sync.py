"""Keeps the index the shadow of the store."""

from indexer.engine import Engine, IndexState, Progress
from indexer.store import Store


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
    updated = engine.update(store.records(after_revision=state.watermark), revision, progress)
    while engine.tidy():
        pass
    return engine.state() or updated, True
