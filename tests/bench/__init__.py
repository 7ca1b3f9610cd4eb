"""Benchmarks: each runs ours and its reference in turn, in one process run, and prints medians and their ratio.

python -m tests.bench.reading  megabytes of text a second: citations, all of reading, eyecite
python -m tests.bench.parse    pages a second, from bytes to record
python -m tests.bench.crawl    pages a second over loopback, beside a bare Scrapy spider
python -m tests.bench.hosts    seconds for ten sources on ten hosts together, beside the slowest of them alone
python -m tests.bench.memory   megabytes that a refresh of 100,000 known pages holds
python -m tests.bench.search   build and search at any size, beside stock Whoosh, SQLite FTS5 and tantivy
python -m tests.bench.start    seconds for `foi --help` and `foi search` as whole processes
"""

import statistics
from collections.abc import Callable


def in_turn(rounds: int, **runs: Callable[[], float]) -> dict[str, float]:
    """Runs each in turn, round by round, and gives the median of each one's figures."""
    figures: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            figures[name].append(run())
    return {name: statistics.median(values) for name, values in figures.items()}
