"""A query tree as stock Whoosh 2.7.4 asks it: the other side of the conformance tests."""

from pathlib import Path
from typing import Any

from whoosh import query as q
from whoosh.index import open_dir
from whoosh.searching import Searcher

from indexer.fields import WORDS_OF
from indexer.query import All, And, Days, Exact, Fuzzy, Node, Not, Or, Pattern, Phrase, Word
from indexer.words import PLAIN, reading_of


def open_stock(folder: Path) -> Searcher:
    """The index of a folder, opened by Whoosh alone."""
    return open_dir(folder, indexname="foi").searcher()


def stock_ids(searcher: Searcher, node: Node) -> set[str]:
    """The ids that stock Whoosh finds. NOT is a difference of sets: Whoosh 2.7.4's own loses documents and lets some through."""
    match node:
        case And(parts):
            return set.intersection(*(stock_ids(searcher, part) for part in parts))
        case Or(parts):
            return set.union(*(stock_ids(searcher, part) for part in parts))
        case Not(part):
            return stock_ids(searcher, All()) - stock_ids(searcher, part)
    return {hit["id"] for hit in searcher.search(leaf(node), limit=None, scored=False)}


def leaf(node: Node) -> Any:
    """Whoosh's query for one leaf of the tree."""
    match node:
        case All():
            return q.Every()
        case Word(field, word, True):
            return q.Prefix(WORDS_OF[field], PLAIN.term(word))
        case Word(field, word):
            return q.Term(field, reading_of(field).term(word))
        case Pattern(field, pattern):
            return q.Wildcard(WORDS_OF[field], PLAIN.term(pattern))
        case Fuzzy(field, word, distance):
            return q.FuzzyTerm(WORDS_OF[field], PLAIN.term(word), maxdist=distance, prefixlength=0)
        case Phrase(field, text, slop):
            terms = reading_of(field).terms(text)
            return q.Phrase(field, terms, slop=slop) if len(terms) > 1 else q.Term(field, terms[0])
        case Exact(field, values, prefix):
            return q.Prefix(field, values[0]) if prefix else q.Or([q.Term(field, value) for value in values])
        case Days(field, first, last):
            begins = q.NumericRange(f"{field}_from", 1, last or 99999999)
            return q.And([begins, q.NumericRange(f"{field}_to", first or 1, 99999999)])
    raise AssertionError(node)
