"""The figures of `floors.json` are held: a change that loses accuracy fails, and one that gains it says so.

After a gain, `FOI_WRITE_FLOORS=1 pytest tests/accuracy` raises the floors to what is measured.
"""

import json
import os

import pytest

from tests.accuracy.score import HERE, NATURAL, Tally, score, sets

FLOORS = HERE / "floors.json"


def figures(tally: Tally) -> dict[str, float]:
    """Precision and recall, to three places."""
    return {"precision": round(tally.precision, 3), "recall": round(tally.recall, 3)}


@pytest.mark.parametrize("name", ["letters", "sample", *NATURAL])
def test_no_field_is_read_worse_than_before(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    measured = {field: figures(tally) for field, tally in score(sets()[name]()).items()}
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if os.environ.get("FOI_WRITE_FLOORS"):
        FLOORS.write_text(json.dumps({**floors, name: measured}, indent=1) + "\n", encoding="utf-8")
        return
    changes = [
        f"{name}: {field} {figure} {floors[name][field][figure]:.3f} -> {value:.3f}"
        for field, values in measured.items()
        for figure, value in values.items()
        if value != floors[name][field][figure]
    ]
    lost = [change for change in changes if float(change.split()[-1]) < float(change.split()[-3])]
    if changes:
        with capsys.disabled():
            print("\naccuracy gained and lost:", *changes, sep="\n  ")
    assert not lost, "\n".join(changes)
