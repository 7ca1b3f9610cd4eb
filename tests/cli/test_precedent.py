"""`foi precedent`, `foi similar` and `foi clusters` through the real command line, on the sample site."""

import csv
import io
import json
import re
import shlex
import subprocess
import sys
from typing import Any

import click
import pytest
from click.testing import Result

from crawler.folder import DataFolder
from search_cli.cli import cli
from tests.conftest import ROOT, Foi

DRAFT = b"""Dear Sir or Madam,

I am writing to make a request under the Freedom of Information Act 2000. Could you please tell me the number of drones your force owned on
1 April 2025, the make and model of each drone, and what each one cost? Also how many times a drone was deployed in each financial year, and
how many deployments filmed a protest or public gathering.

I look forward to your reply within 20 working days.
"""
ROBIN = {
    "gwyrfai-police/disclosure-2025/july/drones-owned-and-used-5532025": "disclosed-in-full",
    "larchmoor-police/disclosure-log/2025/august/drones-4122025": "refused",
    "northmoor-police/disclosure-2025/july-2025/drones-owned-and-flown": "disclosed-in-part",
    "severnshire-police/foi-disclosure-2025/july-2025/foi-702-2025--jul-2025--drones": "cost-limit",
}


def parsed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def refused(result: Result, code: int, *words: str) -> None:
    assert result.exit_code == code, result.output
    assert all(word in result.output for word in words), result.output
    assert "Traceback" not in result.output


@pytest.mark.parametrize(("citation", "kinds"), [("s.40(2)", {"fairness"}), ("s.31", {"harm", "for", "against", "balance"})])
def test_the_first_five_argue(foi: Foi, collected: DataFolder, citation: str, kinds: set[str]) -> None:
    """Read by eye on 2026-11-22; what would show that a recital came first is held here."""
    first = parsed(foi("precedent", citation, "--format", "json"))["arguments"]
    assert len(first) == 5
    assert all(argument["argues"] > 0.2 and argument["kinds"] for argument in first)
    assert kinds <= {kind for argument in first for kind in argument["kinds"]}
    assert not any(
        re.search(r"refusal notice|class based|The exemption relied on|not required to carry", argument["paragraph"]) for argument in first
    )
    last = parsed(foi("precedent", citation, "--format", "json", "--limit", "1000"))["arguments"][-1]
    assert last["argues"] == 0


def test_precedent_for_a_question(foi: Foi, collected: DataFolder) -> None:
    found = parsed(foi("precedent", "FOIA s.31(1)(a)", "drones", "--format", "json"))
    assert found["citations"] == ["FOIA s.31(1)(a)"]
    assert {argument["authority"] for argument in found["arguments"]} == {"Northmoor Police", "Larchmoor Police"}
    (shared,) = (argument for argument in found["arguments"] if argument["times"] > 1)
    assert (shared["times"], shared["first"]["authority"]) == (2, "Northmoor Police")
    record = parsed(foi("show", shared["id"], "--format", "json"))
    assert record["text"][shared["start"] : shared["end"]].strip() == shared["paragraph"]
    (released,) = parsed(foi("precedent", "31", "drones", "--outcome", "disclosed", "--format", "json"))["arguments"]
    assert (released["authority"], released["considered"], released["kinds"]) == ("Gwyrfai Police", True, ["for", "openness"])
    table = foi("precedent", "s31", "drones", "--format", "table").stdout
    assert "Used 2 times by 2 authorities, first by Northmoor Police (2025-07-24)." in table
    assert "*drones* film people" in table


def test_filters(foi: Foi, collected: DataFolder) -> None:
    def authorities(*options: str) -> set[str]:
        rows = [json.loads(line) for line in foi("precedent", "31", *options, "--limit", "100", "--format", "jsonl").stdout.splitlines()]
        return {row["authority"] for row in rows}

    assert authorities("--nation", "wales") == {"Gwyrfai Police"}
    assert authorities("--authority", "larchmoor") == {"Larchmoor Police"}
    assert "Larchmoor Police" not in authorities("--date", "..2025-07")
    assert authorities("--decision", "refused", "--date", "2025-08..") == {"Larchmoor Police"}
    assert "Larchmoor Police" not in authorities("--outcome", "part")
    tests = {
        row["public_interest_test"] for row in parsed(foi("precedent", "40", "--test", "not-required", "--format", "json"))["arguments"]
    }
    assert tests == {"not-required"}


def test_csv(foi: Foi, collected: DataFolder) -> None:
    rows = list(csv.DictReader(io.StringIO(foi("precedent", "31", "drones", "--format", "csv").stdout)))
    assert {row["authority"] for row in rows} == {"Northmoor Police", "Larchmoor Police"}
    assert rows[0]["first_id"]
    assert "FOIA s.31(1)(a); FOIA s.31(1)(b)" in {row["citations"] for row in rows}
    answered = list(csv.DictReader(io.StringIO(foi("similar", "412/2025", "--format", "csv").stdout)))
    assert [row["same"] for row in answered[:4]] == ["True", "True", "True", "False"]
    listed = list(csv.DictReader(io.StringIO(foi("clusters", "--authorities", "4", "--format", "csv").stdout)))
    assert [row["decisions"] for row in listed] == ["1 cost-limit; 1 disclosed-in-full; 1 disclosed-in-part; 1 refused"]
    members = list(csv.DictReader(io.StringIO(foi("clusters", "412/2025", "--format", "csv").stdout)))
    assert {row["id"]: row["decision"] for row in members} == ROBIN


def test_a_draft_finds_its_round_robin(foi: Foi, collected: DataFolder) -> None:
    found = [json.loads(line) for line in foi("similar", "-", "--format", "jsonl", input=DRAFT).stdout.splitlines()]
    assert {row["id"]: row["decision"] for row in found[:4]} == ROBIN
    assert all(row["likeness"] > 0.6 and row["round_robin"] == 4 for row in found[:4])
    assert all(row["likeness"] < 0.4 for row in found[4:])
    table = foi("similar", "-", "--format", "table", input=DRAFT).stdout
    assert "A round robin, answered by 4 authorities: foi clusters " in table


def test_similar_to_a_disclosure(foi: Foi, collected: DataFolder) -> None:
    found = parsed(foi("similar", "412/2025", "--format", "json"))
    assert {row["id"] for row in found if row["same"]} == set(ROBIN) - {"larchmoor-police/disclosure-log/2025/august/drones-4122025"}
    faces = parsed(foi("similar", "461/2024", "--elsewhere", "--format", "json"))
    assert ["acial recognition" in row["title"] for row in faces[:3]] == [True, True, False]
    assert "Gwyrfai Police" not in {row["authority"] for row in faces}


def test_clusters(foi: Foi, collected: DataFolder) -> None:
    (robin,) = parsed(foi("clusters", "--authorities", "3", "--format", "json"))
    assert (robin["authorities"], robin["answers"], robin["first"]) == (4, 4, "2025-07-17")
    shown = parsed(foi("clusters", robin["id"], "--format", "json"))
    assert {member["id"]: member["decision"] for member in shown["members"]} == ROBIN
    matrix = foi("clusters", "553/2025", "--format", "table").stdout
    assert re.search(r"Larchmoor Police +2025-08-04 +refused +relied on +relied on", matrix)
    assert "No round robin" in foi("clusters", "--authorities", "9", "--format", "table").stdout
    alone = foi("clusters", "118/2025", "--format", "table")
    assert alone.exit_code == 0
    assert "foi similar larchmoor-police" in alone.stderr


@pytest.mark.parametrize(
    ("arguments", "draft", "code", "words"),
    [
        (["precedent", "nonsense"], None, 2, ["not a citation", "s40(2)"]),
        (["precedent", "999"], None, 2, ["no law of freedom of information"]),
        (["precedent", "31", '"open'], None, 2, ["quotation mark"]),
        (["precedent", "31", "--decision", "refuse"], None, 2, ["did you mean refused"]),
        (["precedent", "31", "--date", "soon"], None, 2, ["this is no date"]),
        (["precedent", "31", "--authority", ""], None, 2, ["empty"]),
        (["similar", "no-such-id"], None, 1, ["no disclosure has"]),
        (["similar", "-"], b"", 2, ["asks nothing"]),
        (["similar", "-"], b"Dear Sir,\nThank you.", 2, ["asks nothing"]),
        (["similar", "-"], b"drone " * 70_000, 1, ["longer than 100,000"]),
        (["clusters", "no-such-id"], None, 1, ["no disclosure has"]),
    ],
)
def test_input_that_must_be_refused(
    foi: Foi, collected: DataFolder, arguments: list[str], draft: bytes | None, code: int, words: list[str]
) -> None:
    refused(foi(*arguments, input=draft), code, *words)


def test_hostile_drafts_and_queries_are_words(foi: Foi, collected: DataFolder) -> None:
    for draft in (b"\xff\xfe\x00 drones", b'" OR NEAR(drones) * ^', b"'; DROP TABLE disclosures; --", "\u0130stanbul ß ﬁ \u202e".encode()):
        assert foi("similar", "-", "--format", "json", input=draft).exit_code == 0
    for query in ("NEAR", "x'; --x", "don't", "a_b", "²", "ß*"):
        assert foi("precedent", "31", query, "--format", "json").exit_code == 0


def test_the_casebook_is_derived(foi: Foi, collected: DataFolder) -> None:
    before = foi("precedent", "31", "drones", "--format", "json").stdout
    collected.casebook.unlink()
    refused(foi("precedent", "31"), 1, "no casebook yet", "foi index")
    refused(foi("index", "--verify"), 1, "no casebook")
    assert foi("search", "drones").exit_code == 0
    assert foi("index").exit_code == 0
    assert foi("precedent", "31", "drones", "--format", "json").stdout == before
    damaged = collected.casebook.read_bytes()
    collected.casebook.write_bytes(damaged[:8192] + b"\0" * (len(damaged) - 8192))
    refused(foi("index", "--verify"), 1, "casebook")
    assert foi("index", "--rebuild").exit_code == 0
    assert foi("index", "--verify").exit_code == 0
    assert foi("precedent", "31", "drones", "--format", "json").stdout == before


def test_an_older_casebook_says_so(foi: Foi, collected: DataFolder) -> None:
    from indexer import Store

    with Store.open(collected.ledger) as store:
        store._db.execute("UPDATE meta SET value = value + 1 WHERE key = 'revision'")
    assert "older than the ledger: run `foi index`" in foi("similar", "412/2025").stderr


def test_a_search_does_not_load_what_precedent_needs(collected: DataFolder) -> None:
    code = f"import sys; sys.argv = ['foi', '--data', {str(collected.root)!r}, 'search', 'drones']\ntry:\n    import search_cli.__main__\nexcept SystemExit: pass\nprint('LOADED', [name for name in ('indexer.casebook', 'indexer.families') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines()[-1] == "LOADED []"


@pytest.mark.parametrize("name", ["precedent", "similar", "clusters"])
def test_the_examples_in_the_help_run(foi: Foi, collected: DataFolder, name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    examples = [line.strip() for line in (command.help or "").splitlines() if line.strip().startswith("foi ")]
    assert len(examples) >= 2
    for example in examples:
        words = shlex.split(example.split("<")[0])[1:]
        result = foi(*words, input=DRAFT)
        assert result.exit_code == 0, example
        assert result.stdout, example
