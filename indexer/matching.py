"""Which documents of a segment a query tree finds, and how well each fits: whole posting lists at a time, the tree walked once.

Every part of the tree gives `Hits`: rising document numbers, and a function that scores the ones that are still wanted. Nothing is scored that
another part leaves out.
"""

import math
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.fields import WORDS_OF
from indexer.postings import Block
from indexer.query import All, And, Days, Exact, Fuzzy, Node, Not, Or, Pattern, Phrase, Word
from indexer.segment import Segment
from indexer.spelling import near_words
from indexer.words import PLAIN, reading_of

Array = npt.NDArray[Any]
Scorer = Callable[[Array], Array]
T = TypeVar("T")
Key = tuple[str, str, str]
"""A segment's id, a field and a term of it."""

_K1 = 1.2  # BM25's usual figures: how soon more of the same word adds nothing,
_B = 0.75  # and how much a long letter is held against it
_LENGTHS = 27.0 * (1.033 ** np.arange(256) - 1.0)
"""The length that Whoosh's byte stands for; its formula, within 1% of its table (whoosh.util.numeric, loaded only to write)."""

_CACHE_BYTES = 64_000_000  # of decoded lists, and as much of positions
_MANY = 4  # a term's positions are decoded whole when they are wanted in at least one of so many of its documents
_FEW = 8  # a list so many times shorter than another is looked up in it, not scattered over all documents


class Hits(msgspec.Struct, frozen=True):
    """Rising numbers of documents; `scorer` gives the scores of those with these indexes, None scores nothing."""

    docs: Array
    scorer: Scorer | None = None

    def scores(self) -> Array:
        """The scores of all."""
        return np.zeros(len(self.docs), np.float32) if self.scorer is None else self.scorer(np.arange(len(self.docs)))


@dataclass(frozen=True)
class Statistics:
    """Of the whole index: documents, mean length by field, and how many documents have a term."""

    documents: int
    mean_lengths: dict[str, float]
    frequency: Callable[[str, str], int]

    def rarity(self, frequency: int) -> float:
        """BM25's weight of a term that so many documents have."""
        frequency = min(frequency, self.documents)
        return math.log1p((self.documents - frequency + 0.5) / (frequency + 0.5))


class Kept(Generic[T]):
    """Values by segment, field and term, those that were asked for last: as many as fit."""

    def __init__(self) -> None:
        self._values: OrderedDict[Key, tuple[T, int]] = OrderedDict()
        self._held = 0

    def __contains__(self, key: Key) -> bool:
        return key in self._values

    def get(self, key: Key) -> T:
        """The value of a key that is kept."""
        self._values.move_to_end(key)
        return self._values[key][0]

    def keep(self, key: Key, value: T, size: int) -> None:
        """Keeps a value of so many bytes, and lets go of what was not asked for in a long time."""
        self._values[key] = value, size
        self._held += size
        while self._held > _CACHE_BYTES and len(self._values) > 1:
            _, (_, dropped) = self._values.popitem(last=False)
            self._held -= dropped


class _Link(msgspec.Struct, frozen=True):
    """A term of a phrase: at which place it stands in it, and its list."""

    shift: int
    key: Key
    block: Block

    @property
    def occurrences(self) -> int:
        """How often the term occurs."""
        assert self.block.counts is not None
        return int(self.block.counts.sum(dtype=np.int64))


class Matcher:
    """Finds documents of one open segment. Keeps decoded lists, and places of terms, beside those of other segments."""

    def __init__(self, segment: Segment, statistics: Statistics, blocks: Kept[Block | None], positions: Kept[Array]) -> None:
        self.segment = segment
        self.documents = segment.info.documents
        self._statistics = statistics
        self._blocks = blocks
        self._positions = positions
        self._norms: dict[str, Array] = {}
        self._lexicons: dict[str, bytes] = {}

    def hits(self, node: Node) -> Hits:
        """The documents that a query tree finds, the deleted ones left out."""
        found = self._hits(node)
        if self.segment.deleted is None:
            return found
        gone = np.zeros(self.documents, bool)
        gone[self.segment.deleted] = True
        return _chosen(found, np.flatnonzero(~gone[found.docs]))

    def _hits(self, node: Node) -> Hits:
        match node:
            case All():
                return self._everything()
            case Word(field, word, True):
                return self._any_of(WORDS_OF[field], self._beginning_with(WORDS_OF[field], PLAIN.term(word)))
            case Word(field, word):
                return self._term(field, reading_of(field).term(word))
            case Pattern(field, pattern):
                return self._any_of(WORDS_OF[field], self._like(WORDS_OF[field], pattern))
            case Fuzzy(field, word, distance):
                return self._any_of(WORDS_OF[field], near_words(self.lexicon(WORDS_OF[field]), PLAIN.term(word), distance))
            case Phrase(field, text, slop):
                return self._phrase(field, reading_of(field).terms(text), slop)
            case Exact(field, values, prefix):
                terms = [term for value in values for term in self._beginning_with(field, value)] if prefix else values
                return Hits(self._any_of(field, terms).docs)
            case Days(field, first, last):
                begins, ends = self.segment.days(f"{field}_from"), self.segment.days(f"{field}_to")
                # A date overlaps the range when it can begin before the range ends, and end after it begins. None is 0.
                return Hits(np.flatnonzero((begins > 0) & (begins <= (last or 99999999)) & (ends >= (first or 0))))
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return self._one_of([self._hits(part) for part in parts])
            case Not(part):
                return Hits(self._but(self._everything().docs, self._hits(part).docs))

    # -- lists --------------------------------------------------------------------------------------------------------------------

    def block(self, field: str, term: str) -> Block | None:
        """A posting list, decoded once."""
        key = (self.segment.info.id, field, term)
        if key in self._blocks:
            return self._blocks.get(key)
        info = self.segment.find(field, term)
        block = None if info is None else self.segment.block(info)
        self._blocks.keep(key, block, 0 if block is None else block.docs.nbytes)
        return block

    def lexicon(self, field: str) -> bytes:
        """All terms of a field, a newline behind each."""
        if field not in self._lexicons:
            self._lexicons[field] = self.segment.terms.lexicon(field)
        return self._lexicons[field]

    def _beginning_with(self, field: str, prefix: str) -> list[str]:
        return list(self.segment.terms.terms(self.segment.terms.span(field, prefix)))

    def _like(self, field: str, pattern: str) -> list[str]:
        """The words that a pattern with * and ? describes."""
        plain = PLAIN.term(pattern)
        begin = re.split(r"[*?]", plain)[0]
        words = "\n".join([*self._beginning_with(field, begin), ""]) if begin else self.lexicon(field).decode()
        wanted = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in plain)
        return re.findall(f"^{wanted}$", words, re.MULTILINE)

    def _everything(self) -> Hits:
        return Hits(np.arange(self.documents, dtype=np.int32))

    def _term(self, field: str, term: str) -> Hits:
        block = self.block(field, term)
        if block is None:
            return Hits(np.zeros(0, np.int32))
        rarity = self._statistics.rarity(self._statistics.frequency(field, term))
        return Hits(block.docs, lambda chosen: self._bm25(field, rarity, block.docs[chosen], _weights(block, chosen)))

    def _bm25(self, field: str, rarity: float, docs: Array, weights: Array) -> Array:
        norm = self._norm(field)
        scores: Array = np.float32(rarity * (_K1 + 1)) * weights / (weights + norm[docs])
        return scores

    def _norm(self, field: str) -> Array:
        if field not in self._norms:
            by_byte = _K1 * (1 - _B + _B * _LENGTHS / max(1.0, self._statistics.mean_lengths[field]))
            self._norms[field] = by_byte.astype(np.float32)[self.segment.lengths(field)]
        return self._norms[field]

    def _any_of(self, field: str, terms: Iterable[str]) -> Hits:
        """Documents with one of the terms, each worth what a term of their common rarity is worth."""
        lists = [block.docs for block in (self.block(field, term) for term in dict.fromkeys(terms)) if block is not None]
        docs = self._union(lists)
        rarity = np.float32(self._statistics.rarity(min(len(docs), self._statistics.documents)))
        return Hits(docs, lambda chosen: np.full(len(chosen), rarity, np.float32))

    # -- combinations ---------------------------------------------------------------------------------------------------------------

    def _union(self, lists: Sequence[Array]) -> Array:
        if not lists:
            return np.zeros(0, np.int32)
        if len(lists) == 1:
            return lists[0]
        if sum(map(len, lists)) * _FEW < self.documents:
            return np.unique(np.concatenate(lists))
        found = np.zeros(self.documents, bool)
        for docs in lists:
            found[docs] = True
        return np.flatnonzero(found).astype(np.int32)

    def _but(self, docs: Array, excluded: Array) -> Array:
        kept = np.ones(self.documents, bool)
        kept[excluded] = False
        return docs[kept[docs]]

    def _common(self, left: Array, right: Array) -> tuple[Array, Array]:
        """The indexes, in both lists, of the documents that both have."""
        if len(left) > len(right):
            in_right, in_left = self._common(right, left)
            return in_left, in_right
        if len(right) == self.documents:
            return np.arange(len(left)), left
        if len(left) * _FEW < len(right):
            at = np.searchsorted(right, left)
            at[at == len(right)] = 0
            in_left = np.flatnonzero(right[at] == left) if len(right) else np.zeros(0, np.int64)
            return in_left, at[in_left]
        places = np.zeros(self.documents, np.int32)
        places[right] = np.arange(1, len(right) + 1, dtype=np.int32)
        found = places[left]
        in_left = np.flatnonzero(found)
        return in_left, found[in_left] - 1

    def _all_of(self, parts: Sequence[Node]) -> Hits:
        wanted = sorted((self._hits(part) for part in parts if not isinstance(part, Not)), key=lambda hits: len(hits.docs))
        hits = reduce(self._both, wanted) if wanted else self._everything()
        for part in parts:
            if isinstance(part, Not):
                kept = np.ones(self.documents, bool)
                kept[self._hits(part.part).docs] = False
                hits = _chosen(hits, np.flatnonzero(kept[hits.docs]))
        return hits

    def _both(self, left: Hits, right: Hits) -> Hits:
        in_left, in_right = self._common(left.docs, right.docs)
        return Hits(left.docs[in_left], _sum(_at(left.scorer, in_left), _at(right.scorer, in_right)))

    def _one_of(self, parts: Sequence[Hits]) -> Hits:
        docs = self._union([part.docs for part in parts])

        def scorer(chosen: Array) -> Array:
            scores = np.zeros(self.documents, np.float32)
            for part in parts:
                if part.scorer is not None:
                    scores[part.docs] += part.scores()
            return scores[docs[chosen]]

        return Hits(docs, scorer if any(part.scorer for part in parts) else None)

    # -- phrases ----------------------------------------------------------------------------------------------------------------------

    def _phrase(self, field: str, terms: Sequence[str], slop: int) -> Hits:
        """Documents where the terms follow one another, each at most `slop` words behind the one before."""
        if len(terms) == 1:
            return self._term(field, terms[0])
        lists = [(term, self.block(field, term)) for term in terms]
        if not all(block for _, block in lists):
            return Hits(np.zeros(0, np.int32))
        chain = [_Link(shift, (self.segment.info.id, field, term), block) for shift, (term, block) in enumerate(lists) if block]
        shared = reduce(self._shared, sorted((link.block.docs for link in chain), key=len))
        found = (self._adjacent(chain, shared) if slop == 1 else self._within(chain, shared, slop)) >> 32
        docs = _once(found)
        counts = np.diff(np.searchsorted(found, docs), append=len(found)).astype(np.float32)
        docs = docs.astype(np.int32)
        rarest = min((link.block for link in chain), key=lambda block: len(block.docs))
        rarity = self._statistics.rarity(len(docs))

        def scorer(chosen: Array) -> Array:
            # A phrase weighs what its rarest word weighs on the average there.
            at, _ = self._common(rarest.docs, docs[chosen])
            assert rarest.counts is not None
            return self._bm25(field, rarity, docs[chosen], _weights(rarest, at) / rarest.counts[at] * counts[chosen])

        return Hits(docs, scorer)

    def _shared(self, left: Array, right: Array) -> Array:
        """The documents that both lists have."""
        return left[self._common(left, right)[0]]

    def _places(self, link: "_Link", docs: Array) -> Array:
        """The positions of a term in these documents, and perhaps in others: `Block.places`.

        Of a term that is wanted in many documents all are decoded, and kept.
        """
        if link.key in self._positions:
            return self._positions.get(link.key)
        if len(docs) * _MANY < len(link.block.docs):
            return link.block.places(self._common(link.block.docs, docs)[0])
        places = link.block.places()
        self._positions.keep(link.key, places, places.nbytes)
        return places

    def _adjacent(self, chain: Sequence["_Link"], docs: Array) -> Array:
        """Where the first of the terms stands, wherever all stand next to each other. The rarest term is looked at first."""
        starts: Array | None = None
        for link in sorted(chain, key=lambda link: link.occurrences):
            places = self._places(link, docs if starts is None else _once(starts >> 32).astype(np.int32))
            if starts is None:
                starts = places[places & 0xFFFFFFFF >= link.shift] - link.shift
            else:
                starts = _in_both(starts + link.shift, places) - link.shift
        assert starts is not None
        return starts

    def _within(self, chain: Sequence["_Link"], docs: Array, slop: int) -> Array:
        """Where the last of the terms stands, at the end of a chain with no step longer than `slop`."""
        ends = self._places(chain[0], docs)
        for link in chain[1:]:
            places = self._places(link, _once(ends >> 32).astype(np.int32))
            before = np.searchsorted(ends, places) - 1
            ends = places[(before >= 0) & (places - ends[np.maximum(before, 0)] <= slop)] if len(ends) else ends
        return ends


def _in_both(few: Array, many: Array) -> Array:
    """The numbers that two rising lists without repetitions have in common."""
    if len(few) > len(many):
        few, many = many, few
    if len(few) * _FEW < len(many):
        at = np.searchsorted(many, few)
        at[at == len(many)] = 0
        return np.compress(many[at] == few, few)
    # Two rising runs: what a stable sort does is to merge them.
    merged = np.concatenate((few, many))
    merged.sort(kind="stable")
    return np.compress(merged[1:] == merged[:-1], merged[:-1])


def _once(rising: Array) -> Array:
    """Rising values without their repetitions."""
    once: Array = rising[np.diff(rising, prepend=-1) != 0]
    return once


def _weights(block: Block, chosen: Array) -> Array:
    assert block.weights is not None
    return block.weights[chosen] * np.float32(0.25)


def _chosen(hits: Hits, chosen: Array) -> Hits:
    return Hits(hits.docs[chosen], _at(hits.scorer, chosen))


def _at(scorer: Scorer | None, places: Array) -> Scorer | None:
    return None if scorer is None else lambda chosen: scorer(places[chosen])


def _sum(left: Scorer | None, right: Scorer | None) -> Scorer | None:
    if left is None or right is None:
        return left or right
    return lambda chosen: left(chosen) + right(chosen)
