"""Search and build at any size, ours beside stock Whoosh 2.7.4, SQLite FTS5 and, where it is installed, tantivy; all in one run.

    python -m tests.bench.search 100000 --stock 1500 --updates 1000
    python -m tests.bench.search 0 --peaks 50000 100000 200000

Every index is built in a process of its own, from the same letters, generated once; the time that it takes to read them is taken off. Stock Whoosh
builds so slowly that it gets fewer letters (--stock), and its queries are left out. Queries run in turn, one of ours and then the same of each other's,
and every one is asked five times; figures are over the medians of the queries of a kind, for the same top 10 and the count. --peaks builds ours alone,
in each size, to compare what memory it takes.
"""

import argparse
import importlib.util
import json
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from crawler.folder import DataFolder
from crawler.items import Record, decode, encode, record_of
from indexer import FACETS, Observed, Store, WhooshEngine, find, refresh
from indexer.query import parse
from indexer.sync import work_after
from tests.bench.corpus import letter, middling_words, rare_words

ROOT = Path(__file__).parents[2]
ROUNDS = 5
LETTERS = "letters.jsonl"

COMMON = ["information", "exemption", "public", "interest", "crime", "request", "records", "answer"]
PAIRS = ["personal information", "exemption applies", "public interest", "cost limit", "live system", "copyright owner", "crime prevention", "review answer"]  # fmt: skip
PHRASES = ["absolute and class based", "public interest", "neither confirm nor deny", "the cost limit", "prevention and detection of crime", "working days"]  # fmt: skip
PREFIXES = ["exempt", "inform", "detect", "comp", "weigh", "pub"]
FIELDS = [("exemption:31", "information", "x.exemption LIKE '%FOIA s.31%'"), ("decision:refused", "crime", "x.decision = 'refused'"), ("source:body-003", "public interest", "x.source = 'body-003'"), ("decision:ncnd exemption:40", "personal", "x.decision = 'ncnd' AND x.exemption LIKE '%FOIA s.40%'")]  # fmt: skip
RANGES = [("received:2019..2020", "interest", "x.received BETWEEN '2019' AND '2020-99'"), ("received:2022-03..2023-06", "personal information", "x.received BETWEEN '2022-03' AND '2023-06-99'"), ("received:..2014", "crime", "x.received <= '2014-99'")]  # fmt: skip

Query = tuple[str, str, str]
"""Ours; FTS5's; and what FTS5 filters by in its table."""


def queries() -> dict[str, list[Query]]:
    """The queries of every kind."""
    quoted = [(f'"{phrase}"', f'"{phrase}"', "") for phrase in PHRASES]
    return {
        "rare word": [(word, f'"{word}"', "") for word in rare_words(12)],
        "middling word": [(word, f'"{word}"', "") for word in middling_words(12)],
        "common word": [(word, f'"{word}"', "") for word in COMMON],
        "two common words": [(pair, pair, "") for pair in PAIRS],
        "phrase": quoted,
        "words and field": [(f"{ours} {words}", words, where) for ours, words, where in FIELDS],
        "words and range": [(f"{ours} {words}", words, where) for ours, words, where in RANGES],
        "prefix": [(f"{prefix}*", f"{prefix}*", "") for prefix in PREFIXES],
    }


def write_letters(path: Path, count: int) -> None:
    """Generates letters, one JSON line each."""
    with path.open("wb") as stream:
        stream.writelines(encode(letter(number)) + b"\n" for number in range(count))


class Metered:
    """The first letters of a file, and the seconds that it took to read them."""

    def __init__(self, path: Path, count: int) -> None:
        self._source = self._records(path, count)
        self.seconds = 0.0

    @staticmethod
    def _records(path: Path, count: int) -> Iterator[Record]:
        day = "2026-01-01T00:00:00Z"
        with path.open("rb") as stream:
            for line in islice(stream, count):
                yield record_of(decode(line), first_seen=day, last_seen=day, withdrawn=None, version=1)

    def __iter__(self) -> Iterator[Record]:
        return self

    def __next__(self) -> Record:
        start = time.perf_counter()
        try:
            return next(self._source)
        finally:
            self.seconds += time.perf_counter() - start


# -- the builders, each in a process of its own --------------------------------------------------------------------------------------


def build_ours(folder: Path, count: int) -> float:
    engine = WhooshEngine(DataFolder(folder).index)
    source = Metered(folder.parent / LETTERS, count)
    start = time.perf_counter()
    engine.build(source, 0, lambda _: None)
    return time.perf_counter() - start - source.seconds


def build_stock(folder: Path, count: int) -> float:
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, KEYWORD, TEXT, Schema
    from whoosh.index import create_in

    schema = Schema(id=ID(stored=True), title=TEXT(analyzer=StemmingAnalyzer()), text=TEXT(analyzer=StemmingAnalyzer()), question=TEXT(analyzer=StemmingAnalyzer()), decision=ID, source=ID, exemption=KEYWORD(commas=True), received=ID)  # fmt: skip
    folder.mkdir()
    writer = create_in(folder, schema).writer(limitmb=256)
    source = Metered(folder.parent / LETTERS, count)
    start = time.perf_counter()
    for record in source:
        cited = ",".join(exemption.citation for exemption in record.exemptions)
        writer.add_document(id=record.id, title=record.title, text=record.text, question=record.question, decision=record.decision, source=record.source, exemption=cited, received=record.date_received)  # fmt: skip
    writer.commit()
    return time.perf_counter() - start - source.seconds


def build_fts5(folder: Path, count: int) -> float:
    folder.mkdir()
    db = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
    db.execute("CREATE VIRTUAL TABLE letters USING fts5(title, text, question, tokenize = 'porter unicode61')")
    db.execute("CREATE TABLE facts (number INTEGER PRIMARY KEY, id TEXT, decision TEXT, source TEXT, exemption TEXT, received TEXT)")
    source = Metered(folder.parent / LETTERS, count)
    start = time.perf_counter()
    db.execute("BEGIN")
    for number, record in enumerate(source, 1):
        cited = ",".join(exemption.citation for exemption in record.exemptions if exemption.status == "relied_on")
        db.execute(
            "INSERT INTO letters (rowid, title, text, question) VALUES (?, ?, ?, ?)", (number, record.title, record.text, record.question)
        )
        db.execute(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?)", (number, record.id, record.decision, record.source, cited, record.date_received)
        )
    db.execute("COMMIT")
    db.execute("INSERT INTO letters (letters) VALUES ('optimize')")
    return time.perf_counter() - start - source.seconds


def build_tantivy(folder: Path, count: int) -> float:
    import tantivy

    folder.mkdir()
    schema = tantivy.SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw").add_text_field("text", tokenizer_name="en_stem").build()  # fmt: skip
    index = tantivy.Index(schema, path=str(folder))
    writer = index.writer(256_000_000, 1)
    source = Metered(folder.parent / LETTERS, count)
    start = time.perf_counter()
    for record in source:
        writer.add_document(tantivy.Document(id=record.id, text=f"{record.title}\n{record.text}"))
    writer.commit()
    writer.wait_merging_threads()
    return time.perf_counter() - start - source.seconds


BUILDERS = {"ours": build_ours, "stock": build_stock, "fts5": build_fts5, "tantivy": build_tantivy}


def built(name: str, folder: Path, count: int) -> dict[str, float]:
    """Builds in a process of its own: letters a second, its peak memory and the index's size, in MB."""
    command = [sys.executable, "-m", "tests.bench.search", str(count), "--build", name, "--folder", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout)
    figures["size"] = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    return figures


# -- searching ---------------------------------------------------------------------------------------------------------------------


def ask_fts5(db: sqlite3.Connection, query: Query) -> int:
    _, words, where = query
    filtered = f" AND {where}" if where else ""
    tables = "letters JOIN facts x ON x.number = letters.rowid"
    db.execute(f"SELECT x.id FROM {tables} WHERE letters MATCH ?{filtered} ORDER BY rank LIMIT 10", (words,)).fetchall()
    counted = (
        f"SELECT count(*) FROM {tables} WHERE letters MATCH ?{filtered}" if where else "SELECT count(*) FROM letters WHERE letters MATCH ?"
    )
    return int(db.execute(counted, (words,)).fetchone()[0])


def ask_tantivy(index: Any) -> Callable[[Query], int]:
    searcher = index.searcher()

    def ask(query: Query) -> int:
        found = searcher.search(index.parse_query(query[0], ["text"], conjunction_by_default=True), 10, count=True)
        for _, address in found.hits:
            searcher.doc(address)
        return int(found.count)

    return ask


def timed(ask: Callable[[Query], int], query: Query) -> float:
    start = time.perf_counter()
    ask(query)
    return (time.perf_counter() - start) * 1000


def p95(values: list[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(0.95 * len(values)))]


def search_figures(folder: Path, names: list[str]) -> None:
    engine = WhooshEngine(DataFolder(folder / "ours").index)
    asks: dict[str, Callable[[Query], int]] = {"ours": lambda query: engine.search(parse(query[0]), limit=10).total}
    if "fts5" in names:
        db = sqlite3.connect(folder / "fts5" / "fts5.sqlite3")
        asks["fts5"] = lambda query: ask_fts5(db, query)
    if "tantivy" in names:
        import tantivy

        asks["tantivy"] = ask_tantivy(tantivy.Index.open(str(folder / "tantivy")))
    header = "".join(f"{name:>18}" for name in asks)
    print(f"\nmilliseconds, p50 and p95{' ' * 3}{header}     ours / fts5   ours, first time")
    everything: dict[str, list[float]] = {name: [] for name in asks}
    for kind, of_kind in queries().items():
        medians: dict[str, list[float]] = {name: [] for name in asks}
        first: list[float] = []
        for query in of_kind:
            runs: dict[str, list[float]] = {name: [] for name in asks}
            for _ in range(ROUNDS):
                for name, ask in asks.items():
                    if name == "tantivy" and (query[2] or kind == "prefix"):
                        continue
                    runs[name].append(timed(ask, query))
            first.append(runs["ours"][0])
            for name, times in runs.items():
                if times:
                    medians[name].append(statistics.median(times))
        for name, values in medians.items():
            everything[name] += values
        _print_kind(kind, medians, first)
    _print_kind("all", everything, [])


def _print_kind(kind: str, medians: dict[str, list[float]], first: list[float]) -> None:
    cells = "".join(f"{statistics.median(values):9.2f}{p95(values):9.2f}" if values else f"{'':18}" for values in medians.values())
    ratio = ""
    if medians.get("fts5"):
        ours, theirs = medians["ours"], medians["fts5"]
        ratio = f"{statistics.median(ours) / statistics.median(theirs):8.2f}{p95(ours) / p95(theirs):8.2f}"
    print(f"{kind:<28}{cells}{ratio:>16}" + (f"{p95(first):19.1f}" if first else ""))


def whole_figures(folder: Path, count: int, updates: int) -> None:
    """With a ledger beside the index: facets and snippets, `foi search` as a process, and updates."""
    data = DataFolder(folder / "ours")
    run = Observed(source="bench", run="r1", kind="import", status="complete", reason="", started="2026-01-01T00:00:00Z", finished="2026-01-01T00:00:00Z", parser_version="1")  # fmt: skip
    with Store.open(data.ledger, create=True) as store:
        with (folder / LETTERS).open("rb") as lines:
            store.fold(run, lines)
        engine = WhooshEngine(data.index)
        engine.update([], store.revision, lambda _: None)
        asked = [query[0] for kind in queries().values() for query in kind]
        times = []
        for query in asked:
            runs = []
            for _ in range(3):
                start = time.perf_counter()
                find(engine, store, query, facets=FACETS)
                runs.append((time.perf_counter() - start) * 1000)
            times.append(statistics.median(runs))
        print(f"\nwith facets, rows and snippets     p50 {statistics.median(times):7.1f} ms   p95 {p95(times):7.1f} ms")
    for query in ("personal information", '"absolute and class based"', "exempt* received:2020"):
        command = [sys.executable, "-m", "search_cli", "--data", str(data.root), "search", query, "--format", "json"]
        runs = []
        for _ in range(7):
            start = time.perf_counter()
            subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
            runs.append(time.perf_counter() - start)
        print(f"foi search {query:<28} {statistics.median(runs):6.3f} s as a whole process")
    if updates:
        update_figures(data, count, updates)


def update_figures(data: DataFolder, count: int, updates: int) -> None:
    def slowest() -> float:
        engine = WhooshEngine(data.index)
        times = [timed(lambda query: engine.search(parse(query[0]), limit=10).total, query) for query in queries()["two common words"] for _ in range(3)]  # fmt: skip
        return statistics.median(times)

    with Store.open(data.ledger) as store:
        engine = WhooshEngine(data.index)
        before = slowest()
        seconds, tidied = [], []
        for number in range(updates):
            run = Observed(source="bench", run=f"u{number}", kind="import", status="complete", reason="", started="2026-01-01T00:00:00Z", finished="2026-01-01T00:00:00Z", parser_version="1")  # fmt: skip
            store.fold(run, [encode(letter(count + number))])
            state = engine.state()
            assert state is not None
            start = time.perf_counter()
            engine.update(store.records(after_revision=state.watermark), store.revision, lambda _: None)
            assert engine.search(parse(f'reference:"{letter(count + number).reference}"'), limit=1).total == 1
            seconds.append(time.perf_counter() - start)
            start = time.perf_counter()
            engine.tidy(work_after(1))
            tidied.append(time.perf_counter() - start)
        assert not refresh(engine, store)[1]
    part = max(1, updates // 10)
    print(f"{updates} updates of one disclosure, until it is found: first {part} p50 {statistics.median(seconds[:part]):.3f} s, last {part} p50 {statistics.median(seconds[-part:]):.3f} s, p95 {p95(seconds):.3f} s, longest {max(seconds):.3f} s")  # fmt: skip
    print(f"tidying afterwards: mean {statistics.mean(tidied):.3f} s, longest {max(tidied):.3f} s")
    print(f"two common words, median over first searches: {before:.2f} ms before, {slowest():.2f} ms after")


def peaks(folder: Path, sizes: Sequence[int]) -> None:
    """Peak memory of builds of several sizes: it should grow with a segment, not with the index."""
    write_letters(folder / LETTERS, max(sizes))
    print("   letters  letters/s    peak MB   index MB")
    for count in sizes:
        figures = built("ours", folder / str(count), count)
        print(f"{count:10} {figures['rate']:10.0f} {figures['peak']:10.0f} {figures['size']:10.1f}", flush=True)
        shutil.rmtree(folder / str(count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--stock", type=int, default=1000, help="letters for stock Whoosh; 0 leaves it out")
    parser.add_argument("--updates", type=int, default=0)
    parser.add_argument("--only", action="store_true", help="ours alone")
    parser.add_argument("--peaks", type=int, nargs="+", metavar="COUNT", help="ours alone, built in each size: rate, peak memory and size")
    parser.add_argument("--build", choices=BUILDERS)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    if options.build:
        seconds = BUILDERS[options.build](options.folder, options.count)
        # Linux counts the peak in KB.
        print(json.dumps({"rate": options.count / seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000}))
        return
    with tempfile.TemporaryDirectory(dir=os.environ.get("FOI_BENCH")) as scratch:
        folder = Path(scratch)
        if options.peaks:
            peaks(folder, options.peaks)
            return
        write_letters(folder / LETTERS, max(options.count, options.stock))
        names = ["ours"] if options.only else ["ours", "fts5", *(["tantivy"] if importlib.util.find_spec("tantivy") else [])]
        print(f"{options.count} letters{' ' * 20} letters/s    peak MB   index MB")
        figures = {}
        for name in [*names, *(["stock"] if options.stock and not options.only else [])]:
            count = options.stock if name == "stock" else options.count
            figures[name] = built(name, folder / name, count)
            label = {"ours": "foi", "fts5": "SQLite FTS5", "stock": f"stock Whoosh, {count} letters"}.get(name, name)
            print(f"{label:<30} {figures[name]['rate']:9.0f} {figures[name]['peak']:10.0f} {figures[name]['size']:10.1f}", flush=True)
        if "stock" in figures:
            print(f"ours / stock Whoosh {figures['ours']['rate'] / figures['stock']['rate']:21.1f}")
        search_figures(folder, names)
        whole_figures(folder, options.count, options.updates)


if __name__ == "__main__":
    main()
