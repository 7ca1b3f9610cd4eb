"""`foi crawl`: collect from the web."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from crawler.errors import UsageProblem
from crawler.folder import DataFolder, child_environment
from search_cli import ingest, output

if TYPE_CHECKING:
    from indexer import Store


@click.command()
@click.argument("source_ids", metavar="[SOURCE]...", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), help="Stop after this many pages of each source; nothing is found missing then.")
@click.option("--full", is_flag=True, help="Fetch every page, also those that the server would call unchanged.")
@click.option("--contact", envvar="FOI_CONTACT", help="Your e-mail address or web page, sent with every request. Default: $FOI_CONTACT.")
@click.pass_obj
def crawl(folder: DataFolder, source_ids: tuple[str, ...], limit: int | None, full: bool, contact: str | None) -> None:
    """Crawl sources, then update the ledger and the index.

    One request at a time to each host, robots.txt obeyed, unchanged pages not fetched again. Without SOURCE, every source that is ready.

    \b
    Example:
      foi crawl warwickshire-police --contact me@example.org --limit 20
    """
    from crawler.source import find_source, load_sources
    from indexer import Store

    known = load_sources()
    sources = [find_source(source_id, known) for source_id in source_ids] or [
        source for source in known.values() if source.status == "ready"
    ]
    if not sources:
        raise UsageProblem("no source is marked ready yet", "name one: foi crawl warwickshire-police")
    if not contact and any(source.status != "sample" for source in sources):
        raise UsageProblem(
            "a crawler says who runs it, and no contact is given",
            "set FOI_CONTACT, or give --contact, to an e-mail address or web page where the authority can reach you",
        )
    environment = {**os.environ, "FOI_CONTACT": contact or ""}
    with folder.writing(_command_line(source_ids)) as lock, Store.open(folder.ledger, create=True) as store:
        ended = run_crawls(
            folder, store, [source.id for source in sources], child_environment(lock, environment), lock, limit=limit, full=full
        )
    if any(status != "complete" and not (limit and status == "limited") for status in ended.values()):
        sys.exit(1)


def run_crawls(
    folder: DataFolder,
    store: "Store",
    source_ids: Sequence[str],
    environment: Mapping[str, str],
    lock: int,
    *,
    limit: int | None = None,
    full: bool = False,
) -> dict[str, str]:
    """Crawls each source in a process of its own, folds what it wrote, updates the index; gives each run's status.

    A crawl that breaks off is said and the next one begins; what it collected is folded all the same.
    """
    ended = {}
    ingest.fold_pending(folder, store)
    for source_id in source_ids:
        broken = _run_scrapy(folder, source_id, environment, lock, limit, full)
        for observed, folded in ingest.fold_pending(folder, store):
            ingest.say(observed, folded)
            ended[observed.source] = "suspect" if folded.suspect else observed.status
            if observed.status == "suspect":
                output.talk(
                    f"  It is kept and not published. To take it in after a look: foi index --accept {observed.source}/{observed.run}"
                )
        if broken:
            output.talk(f"The crawl of {source_id} broke off: {broken}. What it collected is kept; see {_log(folder, source_id)}")
            ended[source_id] = "stopped"
    ingest.update_index(folder, store)
    return ended


def _log(folder: DataFolder, source_id: str) -> Path:
    return folder.root / "logs" / f"{source_id}.log"


def _run_scrapy(folder: DataFolder, source_id: str, environment: Mapping[str, str], lock: int, limit: int | None, full: bool) -> str:
    """Runs `scrapy crawl` and shows its progress; says why it broke off, or nothing. Its log goes to `logs/<source>.log`."""
    log = _log(folder, source_id)
    log.parent.mkdir(parents=True, exist_ok=True)
    arguments = ["-s", f"FOI_DATA={folder.root}", "-s", "FOI_PROGRESS=1", "-s", f"LOG_FILE={log}", "-s", "LOG_FILE_APPEND=0"]
    arguments += ["-a", f"limit={limit}"] if limit else []
    arguments += ["-s", "FOI_FULL=1"] if full else []
    ending: dict[str, Any] = {}
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            [sys.executable, "-m", "scrapy", "crawl", source_id, *arguments],
            env={**environment, "SCRAPY_SETTINGS_MODULE": "crawler.settings"},
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            pass_fds=[lock],
        )
        assert process.stdout is not None
        with process.stdout, output.progress(f"Crawling {source_id}", 1) as bar:
            for line in process.stdout:
                event = _event(line)
                ending = event if event.get("event") in ("finished", "broken") else ending
                bar.length = max(1, event.get("listed", 0))
                bar.update(event.get("done", bar.pos) - bar.pos)
        if process.wait() == 0 and ending.get("event") == "finished":
            return ""
        return str(ending.get("reason") or _last_line(complaints))


def _last_line(complaints: IO[bytes]) -> str:
    """What a process said last on standard error."""
    complaints.seek(0)
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "the process was killed"


def _event(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}


def _command_line(source_ids: Sequence[str]) -> str:
    return " ".join(["foi crawl", *source_ids])
