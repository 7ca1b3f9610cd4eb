"""The archive read again by today's readers, through the real command line."""

import json

from crawler.folder import DataFolder
from crawler.sample import SampleServer, SampleSite
from crawler.sample.site import Answer
from tests.conftest import Foi, foi_process


def test_reparse_of_unchanged_code_reports_no_difference(foi: Foi, collected: DataFolder) -> None:
    before = foi("export").stdout
    result = foi("reparse", "--diff")
    assert result.exit_code == 0, result.output
    assert "No field differs." in result.stderr
    assert foi("reparse").exit_code == 0
    assert foi("export").stdout == before
    assert foi("index", "--verify").exit_code == 0


def test_reparse_shows_what_a_changed_reader_would_change(foi: Foi, collected: DataFolder) -> None:
    from indexer import Store

    with Store.open(collected.ledger) as store:
        store._db.execute('UPDATE versions SET record = replace(record, \'"decision":"refused"\', \'"decision":"unknown"\')')
    rows = [json.loads(line) for line in foi("reparse", "--diff", "--format", "jsonl").stdout.splitlines()]
    assert rows
    assert {row["field"] for row in rows} == {"decision", "outcomes"}
    assert {row["now"] for row in rows if row["field"] == "decision"} == {"refused"}


def test_a_newer_reader_reads_the_archive_again_before_it_compares(foi: Foi, collected: DataFolder) -> None:
    """As after an upgrade: what was stored by other readers is read again, and nothing is called an edit."""
    from indexer import Store

    with Store.open(collected.ledger) as store:
        store._db.execute("UPDATE readers SET parser_version = 'older'")
        store._db.execute("UPDATE versions SET content_hash = 'older', record = replace(record, '\"title\":\"', '\"title\":\"Old: ')")
    with SampleServer(SampleSite()) as server:
        # Another page body for every letter, as a template change makes: nothing is answered with 304.
        original = server.site.answer
        server.site.answer = lambda url: _with_comment(original(url))  # type: ignore[method-assign]
        done = foi_process(collected.root, "crawl", "northmoor-police", "--full", environment=server.environment)
    assert done.returncode == 0, done.stderr
    assert "25 unchanged" in done.stderr
    assert "changed" not in done.stderr.replace("unchanged", "")


def _with_comment(answer: Answer) -> Answer:
    from dataclasses import replace

    return replace(answer, body=answer.body.replace(b"</main>", b"<!-- new template --></main>"))
