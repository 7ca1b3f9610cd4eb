"""Near-duplicates: nothing above the margin is lost, nothing is alike that is not, and the order of arrival does not matter."""

import random
import sqlite3
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.families import Families
from indexer.shingles import PARAGRAPHS, QUESTIONS, Banding, Shingles, bands, jaccard, pack, shingles, unpack

WORDS = [f"w{number}" for number in range(60)]


def families(banding: Banding = QUESTIONS) -> Families:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    for statement in Families.tables("test"):
        connection.execute(statement)
    return Families(connection, "test", banding)


def family_of(made: Families, number: int | None) -> int:
    return int(made._db.execute("SELECT family FROM test_shapes WHERE number = ?", (number,)).fetchone()[0])


def components(texts: list[Shingles], alike: float) -> list[set[int]]:
    """Brute force: texts linked by pairs that are at least so alike."""
    groups: list[set[int]] = []
    for place, text in enumerate(texts):
        met = [group for group in groups if any(jaccard(text, texts[other]) >= alike or text == texts[other] for other in group)]
        groups = [group for group in groups if group not in met] + [set().union({place}, *met)]
    return groups


@st.composite
def edited_texts(draw: st.DrawFn) -> list[Shingles]:
    """A few texts, and copies of them with a few words changed."""
    source = random.Random(draw(st.integers(0, 2**32)))
    texts = []
    for _ in range(draw(st.integers(1, 4))):
        words = source.choices(WORDS, k=source.randint(8, 40))
        for _ in range(draw(st.integers(1, 5))):
            copy = [source.choice(WORDS) if source.random() < 0.04 else word for word in words]
            texts.append(shingles(copy))
    return texts


@settings(max_examples=150, deadline=None)
@given(edited_texts())
def test_no_pair_above_the_margin_is_lost_and_none_below_the_threshold_is_made(texts: list[Shingles]) -> None:
    made = families()
    numbers = [made.join(text) for text in texts]
    found = [family_of(made, number) for number in numbers]
    margin = QUESTIONS.alike + 0.15
    for one, other in combinations(range(len(texts)), 2):
        if jaccard(texts[one], texts[other]) >= margin:
            assert found[one] == found[other]
    for group in components(texts, QUESTIONS.alike):
        outside = {found[place] for place in range(len(texts)) if place not in group}
        assert not outside & {found[place] for place in group}


@settings(max_examples=80, deadline=None)
@given(edited_texts(), st.randoms(use_true_random=False))
def test_families_do_not_depend_on_the_order_nor_on_who_was_there_before(texts: list[Shingles], source: random.Random) -> None:
    kept = list(dict.fromkeys(texts))
    one, other = families(), families()
    for text in kept:
        one.join(text)
    strangers = {shingles(source.choices(WORDS, k=12)) for _ in range(3)}
    shuffled = [*kept, *(stranger for stranger in strangers if stranger not in kept)]
    source.shuffle(shuffled)
    numbers = {text: other.join(text) for text in shuffled}
    for text in shuffled:
        number = numbers[text]
        if text not in kept and number is not None:
            other.leave(number)
    grouped = [
        {
            frozenset(text for text in kept if family_of(made, made.join(text)) == family)
            for family in {family_of(made, made.join(text)) for text in kept}
        }
        for made in (one, other)
    ]
    assert grouped[0] == grouped[1]


def test_a_family_falls_apart_when_its_link_goes() -> None:
    words = [f"u{number}" for number in range(30)]
    middle = shingles(words)
    left, right = shingles(["x1", "x2", "x3", "x4", *words[4:]]), shingles([*words[:-4], "y1", "y2", "y3", "y4"])
    assert jaccard(left, middle) >= 0.6 <= jaccard(middle, right)
    assert jaccard(left, right) < 0.6
    made = families()
    numbers = [made.join(text) for text in (left, middle, right)]
    assert len({family_of(made, number) for number in numbers}) == 1
    assert numbers[1] is not None
    made.leave(numbers[1])
    assert len({family_of(made, numbers[0]), family_of(made, numbers[2])}) == 2
    assert made.near(middle) != {}


@pytest.mark.parametrize("banding", [QUESTIONS, PARAGRAPHS])
def test_bands_meet_as_often_as_the_theory_says(banding: Banding) -> None:
    source = random.Random(7)
    met = expected = 0.0
    for _ in range(300):
        words = source.choices([f"v{number}" for number in range(5000)], k=60)
        copy = [source.choice(WORDS) if source.random() < 0.08 else word for word in words]
        one, other = shingles(words), shingles(copy)
        met += bool(set(bands(one, banding)) & set(bands(other, banding)))
        expected += 1 - (1 - jaccard(one, other) ** banding.rows) ** banding.bands
    assert abs(met - expected) < 30


@given(st.frozensets(st.integers(0, 2**32 - 1), max_size=50))
def test_a_set_survives_its_bytes(shingled: Shingles) -> None:
    assert unpack(pack(shingled)) == shingled
    assert len(bands(shingled, QUESTIONS)) == (QUESTIONS.bands if shingled else 0)


def test_the_flood_is_bounded() -> None:
    assert shingles([]) == frozenset()
    assert len(shingles(["one"])) == 1
    made = families()
    assert made.join(frozenset()) is None
