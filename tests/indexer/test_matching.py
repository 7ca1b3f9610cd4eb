"""Lists, positions and order against their plain definitions: what a big index does and the sample's is too small for."""

import re
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import WhooshEngine
from indexer.inversion import held_run
from indexer.lists import all_postings
from indexer.matching import Kept, _in_both
from indexer.postings import Postings, TermInfo, blocks, ragged, read_block
from indexer.query import Phrase
from indexer.reader import _first
from indexer.terms import TermReader, TermWriter
from indexer.words import ENGLISH
from tests.bench.corpus import letters
from tests.indexer.test_engine import follows


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 700), st.integers(0, 40), st.integers(1, 60), st.integers(0, 2**32))
def test_the_first_so_many_by_several_keys(size: int, count: int, different: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    keys = [chance.integers(0, different, size), chance.integers(0, different, size)]
    expected = sorted(range(size), key=lambda at: (keys[0][at], keys[1][at], at))[:count]
    assert _first(keys, count).tolist() == expected


def test_what_was_not_asked_for_in_a_long_time_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.matching._CACHE_BYTES", 100)
    kept = Kept[int]()
    for number in range(5):
        kept.keep(("segment", "content", str(number)), number, 30)
        assert kept.get(("segment", "content", "0")) == 0
    assert [number for number in range(5) if ("segment", "content", str(number)) in kept] == [0, 3, 4]
    kept.keep(("segment", "content", "long"), 9, 1000)
    assert [number for number in range(5) if ("segment", "content", str(number)) in kept] == []
    assert ("segment", "content", "long") in kept


@given(st.sets(st.integers(0, 5000)), st.sets(st.integers(0, 60)))
def test_what_two_rising_lists_have_in_common(left: set[int], right: set[int]) -> None:
    rising = [np.array(sorted(values), np.int64) for values in (left, right)]
    assert _in_both(*rising).tolist() == _in_both(*rising[::-1]).tolist() == sorted(left & right)


@given(st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 5)), max_size=30), st.integers(1, 4))
def test_stretches_one_behind_the_other(stretches: list[tuple[int, int]], step: int) -> None:
    starts, counts = np.array([start for start, _ in stretches], np.int64), np.array([count for _, count in stretches], np.int64)
    assert ragged(starts, counts, step).tolist() == [start + step * at for start, count in stretches for at in range(count)]


@settings(max_examples=100, deadline=None)
@given(
    st.dictionaries(st.integers(0, 80_000), st.sets(st.integers(0, 400), min_size=1, max_size=40), min_size=1, max_size=40),
    st.sampled_from((1, 300, 2_000)),
    st.data(),
)
def test_positions_are_read_as_they_were_written(documents: dict[int, set[int]], apart: int, data: st.DataObject) -> None:
    places = {document: sorted(place * apart for place in documents[document]) for document in sorted(documents)}
    counts = [len(of_document) for of_document in places.values()]
    postings = Postings(
        [b"\0\1term"],
        np.array([0, len(places)]),
        np.array(list(places), np.int32),
        np.ones(len(places), np.uint8),
        np.array(counts, np.uint32),
        np.concatenate([np.diff(of_document, prepend=0) for of_document in places.values()]).astype(np.uint32),
    )
    ((_, infos, written),) = blocks(postings, {}, 0)
    block = read_block(memoryview(written.tobytes()), TermInfo.read(memoryview(infos.tobytes()), 0))
    assert block.docs.tolist() == list(places)
    wanted = sorted(data.draw(st.sets(st.integers(0, len(places) - 1))))
    for chosen in (None, np.array(wanted, np.int64)):
        kept = list(places.items()) if chosen is None else [list(places.items())[at] for at in wanted]
        assert block.positions(chosen)[1].tolist() == [place for _, of_document in kept for place in of_document]
        assert block.places(chosen).tolist() == [document << 32 | place for document, of_document in kept for place in of_document]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[WhooshEngine, dict[str, list[str]]]:
    """300 letters, indexed; and the terms of each."""
    engine = WhooshEngine(Path(tmp_path_factory.mktemp("many"), "index"))
    records = list(letters(300))
    engine.build(records, 1, lambda _: None)
    return engine, {record.id: ENGLISH.terms(f"{record.title}\n{record.text}") for record in records}


def test_phrases_of_common_and_rare_words_asked_again_and_again(many: tuple[WhooshEngine, dict[str, list[str]]]) -> None:
    engine, texts = many
    whole = [terms for terms in texts.values() if terms]
    slices = st.tuples(st.sampled_from(whole), st.integers(0, 300), st.integers(2, 4), st.sampled_from((1, 1, 1, 2, 5)))

    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(slices)
    def check(drawn: tuple[list[str], int, int, int]) -> None:
        terms, at, length, slop = drawn
        wanted = [term for term in terms[at : at + length] if re.fullmatch(r"\w+", term) and ENGLISH.term(term) == term]
        if len(wanted) < 2:
            return
        found = engine.search(Phrase("content", " ".join(wanted), slop), limit=1000)
        expected = {name for name, of_text in texts.items() if any(follows(of_text, at, wanted, slop) for at in range(len(of_text)))}
        assert {match.id for match in found.rows} == expected, wanted
        assert found.total == len(expected)

    check()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 60), st.sampled_from((200, 90_000)), st.sampled_from((0.0, 0.3, 0.97)))
def test_lists_decoded_many_at_a_time_are_those_read_one_by_one(seed: int, terms: int, documents: int, deleted: float) -> None:
    chance = np.random.default_rng(seed)
    numbers = np.where(chance.random(documents) < deleted, -1, 0)
    numbers[numbers == 0] = np.arange(int((numbers == 0).sum()))
    reader, blocks_ = _written([_random_list(chance, documents, positions=number >= terms // 3) for number in range(terms)], terms // 3)
    kept: dict[bytes, tuple[list[int], list[int], list[int], list[int]]] = {}
    for number in range(terms):
        block = read_block(blocks_, TermInfo.read(reader.buffer, reader.value_at(number)))
        chosen = np.flatnonzero(numbers[block.docs] >= 0)
        counts, places = block.positions(chosen)
        firsts = np.cumsum(counts) - counts
        gaps = np.diff(places, prepend=0)
        gaps[firsts] = places[firsts]
        if len(chosen):
            weights = np.zeros(len(chosen), np.uint8) if block.weights is None else block.weights[chosen]
            in_each = counts.tolist() or [0] * len(chosen)
            kept[reader.key_at(number)] = numbers[block.docs[chosen]].tolist(), weights.tolist(), in_each, gaps.tolist()
    for parts in (list(all_postings(reader, blocks_, numbers)), [held_run(all_postings(reader, blocks_, numbers))]):
        found = {}
        for part in parts:
            ends = np.cumsum([0, *part.counts.tolist()])
            for at, key in enumerate(part.keys):
                low, high = int(part.starts[at]), int(part.starts[at + 1])
                of_list = (part.docs[low:high], part.weights[low:high], part.counts[low:high], part.gaps[ends[low] : ends[high]])
                found[key] = tuple(values.tolist() for values in of_list)
        assert found == kept


def _random_list(chance: np.random.Generator, documents: int, *, positions: bool) -> tuple[list[int], list[list[int]]]:
    """A list's documents, and the positions in each: none, a few or several hundreds; near each other or far apart."""
    docs = np.flatnonzero(
        chance.random(documents) < chance.choice([2 / documents, 0.02, 0.4] if documents < 1000 else [2 / documents, 1e-3])
    )
    docs = docs if len(docs) else np.array([documents - 1])
    most = int(chance.choice([2, 400]))
    far = int(chance.choice([3, 300, 70_000]))
    each = (
        [np.cumsum(chance.integers(1, far, chance.integers(1, most))).tolist() for _ in docs.tolist()] if positions else [[] for _ in docs]
    )
    return docs.tolist(), each


def _written(lists: list[tuple[list[int], list[list[int]]]], plain: int) -> tuple[TermReader, memoryview]:
    """Lists as a segment has them, the first ones without positions."""
    docs = [document for of_list, _ in lists for document in of_list]
    places = [of_document for _, each in lists for of_document in each]
    postings = Postings(
        [(0 if number < plain else 1).to_bytes(2, "big") + f"term{number:03}".encode() for number in range(len(lists))],
        np.cumsum([0, *(len(of_list) for of_list, _ in lists)]),
        np.array(docs, np.int32),
        np.array([min(255, len(of_document)) for of_document in places], np.uint8),
        np.array([len(of_document) for of_document in places], np.uint32),
        np.array([place - before for of_document in places for before, place in pairwise([0, *of_document])], np.uint32),
    )
    stream, terms = BytesIO(), BytesIO()
    writer = TermWriter(terms, ("plain", "text"))
    for keys, infos, written in blocks(postings, {}, 0):
        stream.write(written.tobytes())
        writer.add(keys, infos)
    writer.finish()
    return TermReader(memoryview(terms.getvalue())), memoryview(stream.getvalue())
