"""How good the order of results is: judged queries over the sample site's letters, beside plain BM25 of Whoosh and of SQLite FTS5.

python -m tests.accuracy.search     collects the sample site and prints nDCG@10 of each
"""

import math
import re
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from crawler.folder import DataFolder
from crawler.items import Record
from indexer import Store, WhooshEngine
from indexer.query import parse

JUDGED = Path(__file__).parent / "judged.txt"
Judgements = dict[str, dict[str, int]]
Ranking = Callable[[str], list[str]]
"""The keys of the first ten letters for a query."""


def judgements() -> Judgements:
    """Each query's grades, by the last part of the letter's id."""
    grades: Judgements = {}
    for block in JUDGED.read_text(encoding="utf-8").split("\n\n")[1:]:
        query, *lines = block.strip().splitlines()
        grades[query] = {key: int(line[0]) for line in lines for key in line[1:].split()}
    return grades


def ndcg(ranked: list[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    ideal = sorted(grades.values(), reverse=True)[:10]
    return _gain([grades.get(key, 0) for key in ranked[:10]]) / _gain(ideal)


def _gain(grades: Iterable[int]) -> float:
    return sum((2.0**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def mean_ndcg(ranking: Ranking) -> float:
    """The mean over all judged queries."""
    grades = judgements()
    return sum(ndcg(ranking(query), of_query) for query, of_query in grades.items()) / len(grades)


def key_of(disclosure_id: str) -> str:
    return disclosure_id.rsplit("/", 1)[-1]


def ours(folder: DataFolder) -> Ranking:
    engine = WhooshEngine(folder.index)
    return lambda query: [key_of(match.id) for match in engine.search(parse(query), limit=10).rows]


def plain_whoosh(records: list[Record], scratch: Path) -> Ranking:
    """Whoosh 2.7.4 as it comes: one stemmed field, BM25F, all words wanted."""
    from whoosh.analysis import StemmingAnalyzer
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.index import create_in
    from whoosh.qparser import QueryParser

    index = create_in(scratch, Schema(id=ID(stored=True), text=TEXT(analyzer=StemmingAnalyzer())))
    writer = index.writer()
    for record in records:
        writer.add_document(id=record.id, text=f"{record.title}\n{record.text}")
    writer.commit()
    parser = QueryParser("text", index.schema)
    with index.searcher() as searcher:
        ranked = {query: [key_of(hit["id"]) for hit in searcher.search(parser.parse(query), limit=10)] for query in judgements()}
    return ranked.__getitem__


def plain_fts5(records: list[Record]) -> Ranking:
    """SQLite's FTS5 as it comes, with its Porter stemmer."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE letters USING fts5(id UNINDEXED, text, tokenize = 'porter unicode61')")
    db.executemany("INSERT INTO letters VALUES (?, ?)", [(record.id, f"{record.title}\n{record.text}") for record in records])

    select = "SELECT id FROM letters WHERE letters MATCH ? ORDER BY rank LIMIT 10"
    ranked = {}
    for query in judgements():
        words = " ".join(f'"{word}"' for word in re.findall(r"\w+", query))
        ranked[query] = [key_of(str(row[0])) for row in db.execute(select, (words,))]
    db.close()
    return ranked.__getitem__


def figures(folder: DataFolder) -> dict[str, float]:
    """nDCG@10 of each."""
    with Store.open(folder.ledger) as store, tempfile.TemporaryDirectory() as scratch:
        records = list(store.records())
        return {
            "foi": mean_ndcg(ours(folder)),
            "Whoosh, plain BM25": mean_ndcg(plain_whoosh(records, Path(scratch))),
            "SQLite FTS5, plain BM25": mean_ndcg(plain_fts5(records)),
        }


def main() -> None:
    import os

    from crawler.sample import SampleServer, SampleSite

    with tempfile.TemporaryDirectory() as scratch, SampleServer(SampleSite()) as server:
        command = [
            sys.executable,
            "-m",
            "search_cli",
            "--data",
            scratch,
            "crawl",
            "northmoor-police",
            "severnshire-police",
            "gwyrfai-police",
        ]
        subprocess.run(command, env={**os.environ, **server.environment}, capture_output=True, check=True)
        folder = DataFolder(Path(scratch))
        print(f"nDCG@10 of {len(judgements())} judged queries over the sample site")
        for name, value in figures(folder).items():
            print(f"{name:<28} {value:.3f}")
        if "--each" in sys.argv:
            ranking = ours(folder)
            for query, grades in judgements().items():
                print(f"{ndcg(ranking(query), grades):.2f}  {query}: {', '.join(ranking(query)[:5])}")
