"""The scorer, through its command line, on a gold file and a folder of pages."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LETTER = """Tidewell Borough Council
Response to your request about the litter bins
Our reference: FOI 4417/24
Information requested
Dear Sir or Madam,
1. How many litter bins were emptied in 2023?
2. Who empties them?
Response
We emptied 412 bins in the year, each of them once a week. The crews' names are exempt under section 40(2) of the Freedom of Information Act 2000.
"""
TOLD = {"url": "https://www.tidewell.gov.example/foi/4417-24", "date_received": None, "date_responded": None, "published": None}
ROW = {
    **TOLD,
    "reference": "FOI 4417/24",
    "question": {"n_items": 2, "intro_cue": "'Information requested'", "end_cue": "'Response' (a heading)"},
    "decision": "disclosed-in-part",
    "exemptions": ["FOIA s.40(2)"],
    "mentioned": [],
}


def figures(folder: Path, rows: list[dict[str, object]]) -> tuple[dict[str, list[str]], str]:
    """The figures of each field, and all that is printed."""
    texts = folder / "pages"
    texts.mkdir()
    for number, row in enumerate(rows):
        row["id"] = f"page-{number}"
        (texts / f"page-{number}.txt").write_text(LETTER, encoding="utf-8")
    gold = folder / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    printed = run(str(gold), str(texts), "-v").stdout
    return {fields[0]: fields[1:] for line in printed.splitlines() if len(fields := line.split()) == 7}, printed


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "tests.accuracy.score", *arguments], capture_output=True, text=True, check=False)


def test_gold_that_tells_only_the_cues_is_judged_by_them(tmp_path: Path) -> None:
    """Behind its cue, but for a greeting, and before the answer's; a cue told in other words, or not printed, is not judged."""
    questions: list[dict[str, object] | None] = [
        {"n_items": 2, "intro_cue": "'Information requested'", "end_cue": "'Response' (a heading)"},
        {"n_items": None, "intro_cue": "'Letterhead' then 'information  requested <date>'", "end_cue": "a heading"},
        {"n_items": None, "intro_cue": "'Tidewell Borough'", "end_cue": None},
        {"n_items": 3, "intro_cue": None, "end_cue": "'exempt under …'"},
        None,
    ]
    got, printed = figures(tmp_path, [{**ROW, "question": question} for question in questions])
    assert got["question"] == ["0.400", "0.500", "0.000", "2", "3", "2"]
    assert got["n_items"] == ["0.500", "0.500", "0.000", "1", "1", "1"]
    assert [line.split(":")[0] for line in printed.split("-- question\n")[1].split("\n\n")[0].splitlines()] == [
        "page-2",
        "page-3",
        "page-4",
    ]


def test_gold_with_the_first_and_the_last_words_is_judged_by_them(tmp_path: Path) -> None:
    questions = [
        {"n_items": 2, "starts": "How many litter bins", "ends": "Who empties them?"},
        {"n_items": 2, "starts": "How many litter bins", "ends": "emptied in 2023?"},
    ]
    got, _ = figures(tmp_path, [{**ROW, "question": question} for question in questions])
    assert got["question"] == ["0.500", "0.500", "0.000", "1", "1", "1"]


def test_a_request_for_clarification_is_what_a_record_calls_invalid(tmp_path: Path) -> None:
    got, printed = figures(tmp_path, [dict(ROW), {**ROW, "decision": "unknown"}, {**ROW, "decision": "clarification"}])
    assert got["decision"][3:] == ["1", "2", "1"]
    assert "page-2: gold 'invalid', ours 'disclosed-in-part'" in printed


def test_every_field_of_a_row_is_counted(tmp_path: Path) -> None:
    got, printed = figures(tmp_path, [{**ROW, "exemptions": ["FOIA s.40(2)", "FOIA s.31(1)(a)"], "reference": None}])
    assert got["relied_on"] == ["1.000", "0.500", "0.500", "1", "0", "1"]
    assert got["reference"] == ["0.000", "1.000", "0.000", "0", "1", "0"]
    assert "page-0: lost ['FOIA s.31(1)(a)'], too many []" in printed


def test_an_item_is_the_same_with_and_without_its_letter(tmp_path: Path) -> None:
    """The letter has neither answer by itself: what is counted is that gold's two spellings are one."""
    rows: list[dict[str, object]] = [{**ROW, "outcomes": [{"item": "Q1", "decision": "refused"}, {"item": "1", "decision": "refused"}]}]
    got, printed = figures(tmp_path, rows)
    assert got["outcomes"][3:] == ["0", "0", "1"]
    assert "page-0: lost ['1 refused'], too many []" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "nothing is none of our sets: letters, published"),
        (("gold.jsonl",), "needs the folder of its pages"),
        (("gold.jsonl", "."), "gold.jsonl can't be read as a gold file"),
    ],
)
def test_what_cannot_be_scored_is_said(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_without_the_pages_is_named(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps({**ROW, "id": "page-0"}), encoding="utf-8")
    done = run(str(gold), str(tmp_path))
    assert done.returncode == 1
    assert "call each <id>.txt or <id>.html" in done.stderr


def test_one_of_our_sets_is_scored_by_its_name() -> None:
    assert run("blind").stdout.startswith("blind: 44 pages\nfield            precision    recall abstained   right   wrong  missed\n")
