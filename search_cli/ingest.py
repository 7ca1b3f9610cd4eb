"""From the files of finished runs to the store and the index: what ends `crawl`, `import`, `reparse` and `index`."""

from typing import TYPE_CHECKING

from crawler.folder import DataFolder
from search_cli import output

if TYPE_CHECKING:
    from crawler.runs import RunFiles
    from indexer import Folded, Observed, Store


def fold_pending(folder: DataFolder, store: "Store", only: str | None = None) -> list[tuple["Observed", "Folded"]]:
    """Takes every run into the store that is not there yet, oldest first; with `only`, those of one source. The caller holds the writer's lock,
    and no run of these sources is being written: it would look like one that was killed.

    When a run was read by other parsers than the stored readings of its source, the archive is read again first: a change of our
    reading must not look like an edit by the authority.
    """
    from crawler.runs import RunFiles, known_runs, known_sources, recover_runs

    folded = []
    for source in [only] if only else known_sources(folder):
        pending = [run for run in known_runs(folder, source) if not store.has_run(source, run)]
        if pending:
            recover_runs(folder, source)
        for run in pending:
            observed = observe(RunFiles(folder, source, run))
            if observed.kind != "reparse" and store.parser_version(source) not in (None, observed.parser_version):
                read_again(folder, store, source)
            folded.append((observed, store.fold(observed, RunFiles(folder, source, run).lines())))
    return folded


def read_again(folder: DataFolder, store: "Store", source_id: str) -> "Folded":
    """Reads a source's archive again and folds the new readings."""
    from crawler.replay import page_count, write_replay
    from crawler.source import find_source

    with output.progress(f"Reading {source_id} again", page_count(folder, find_source(source_id))) as bar:
        files = write_replay(folder, find_source(source_id), lambda pages: bar.update(pages - bar.pos))
    return store.fold(observe(files), files.lines())


def observe(files: "RunFiles") -> "Observed":
    """The run as the store takes it: from its report, or as stopped when it has none."""
    import msgspec

    from crawler.source import find_source, load_sources
    from indexer import Observed

    report = files.read_report()
    sources = load_sources()
    share = find_source(files.source, sources).expect.max_missing_share if files.source in sources else 0.5
    seen: list[str] = []
    gone: list[str] = []
    moved: list[tuple[str, str]] = []
    for sighting in files.sightings():
        if sighting.how == "moved":
            moved.append((sighting.url, sighting.detail))
        else:
            (gone if sighting.how == "gone" else seen).append(sighting.url)
    if report is None:
        when = _run_time(files.run)
        return Observed(
            *(files.source, files.run, files.kind_begun(), "stopped", "the run was killed", when, when),
            parser_version=_version_in(files),
            seen=seen,
            gone=gone,
            moved=moved,
        )
    return Observed(
        source=files.source,
        run=files.run,
        kind=report.kind,
        status=report.status,
        reason=report.reason,
        started=report.started,
        finished=report.finished,
        parser_version=report.parser_version,
        complete=report.walked,
        seen=seen,
        gone=gone,
        moved=moved,
        max_missing_share=share,
        report=msgspec.json.encode(report).decode(),
    )


def _run_time(run: str) -> str:
    stamp = run.split("-")[0]
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}T{stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}Z"


def _version_in(files: "RunFiles") -> str:
    """The readers' version of a run without a report: that of its first disclosure."""
    from crawler.items import decode

    line = next(files.lines(), None)
    return decode(line).provenance.parser_version if line else ""


def update_index(folder: DataFolder, store: "Store", *, rebuild: bool = False) -> bool:
    """Brings the index and the casebook up to the store; says whether there was anything to do."""
    from crawler.errors import IndexProblem
    from indexer import WhooshEngine, refresh, refresh_casebook

    engine = WhooshEngine(folder.index)
    with output.progress("Indexing", store.count()) as bar:
        try:
            _, changed = refresh(engine, store, rebuild=rebuild, progress=lambda number: bar.update(number - bar.pos))
        except IndexProblem as problem:
            output.talk(f"{problem.message}; it is made again from the ledger.")
            _, changed = refresh(engine, store, rebuild=True)
    with output.progress("Reading arguments", store.count()) as bar:
        return refresh_casebook(folder.casebook, store, rebuild=rebuild, progress=lambda number: bar.update(number - bar.pos)) or changed


def say(observed: "Observed", folded: "Folded") -> None:
    """One sentence on what a run brought."""
    counts = [
        f"{count} {word}"
        for count, word in (
            *((folded.new, "new"), (folded.changed, "changed"), (folded.withdrawn, "no longer listed")),
            *((folded.returned, "back"), (folded.unchanged, "unchanged")),
        )
        if count
    ]
    status = "suspect" if folded.suspect else observed.status
    reason = folded.suspect or observed.reason
    output.talk(f"{observed.source}: {', '.join(counts) or 'nothing'}; run {observed.run} {status}{f' ({reason})' if reason else ''}")
