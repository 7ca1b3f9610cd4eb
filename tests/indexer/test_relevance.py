"""The order of results, judged by reading: it may get better."""

from crawler.folder import DataFolder
from indexer import Store
from tests.accuracy.search import figures, judgements

FLOOR = 0.95


def test_the_order_is_at_least_as_good_as_it_was(collected: DataFolder) -> None:
    found = figures(collected)
    assert found["foi"] >= FLOOR, found
    assert found["foi"] > max(value for name, value in found.items() if name != "foi"), found


def test_every_judged_letter_is_in_the_sample(collected: DataFolder) -> None:
    with Store.open(collected.ledger) as store:
        keys = {record.id.rsplit("/", 1)[-1] for record in store.records()}
    grades = judgements()
    assert len(grades) >= 40
    assert {key for of_query in grades.values() for key in of_query} <= keys
