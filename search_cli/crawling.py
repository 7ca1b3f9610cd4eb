"""Many crawls at a time: a process for each source, never two at one host, and one progress display."""

import json
import os
import queue
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

from crawler.folder import DataFolder
from search_cli import output
from search_cli.processes import Crawl, Starter, starter

_Events = queue.SimpleQueue[tuple[str, dict[str, Any]]]
_ENDED = "ended"
"""The event that ends a crawl, ours and not the process's: `broken` says why it broke off, or nothing."""


def log_of(folder: DataFolder, source_id: str) -> Path:
    """The log of a source's last crawl."""
    return folder.root / "logs" / f"{source_id}.log"


def crawl_together(
    folder: DataFolder,
    hosts: Mapping[str, frozenset[str]],
    arguments: Sequence[str],
    environment: Mapping[str, str],
    lock: int,
    jobs: int,
    ended: Callable[[str], None],
) -> dict[str, str]:
    """Runs `scrapy crawl` with these arguments for each source of `hosts`, at most `jobs` at a time; says why some of them broke off.

    Sources that share a host are crawled one after the other. `ended` is called with each source whose crawl has ended, after the next one
    has begun.
    """
    events: _Events = queue.SimpleQueue()
    waiting, running = list(hosts), dict[str, Crawl]()
    counts: dict[str, tuple[int, int]] = {}
    broken: dict[str, str] = {}
    done = 0
    just_ended: list[str] = []
    log_of(folder, "x").parent.mkdir(parents=True, exist_ok=True)
    with starter(environment, lock, len(hosts)) as start, output.progress(_label(hosts, done), 1) as bar:
        while waiting or running or just_ended:
            while (source_id := next_source(waiting, running, hosts, jobs)) is not None:
                waiting.remove(source_id)
                running[source_id] = _start(folder, source_id, arguments, start, events)
            if just_ended:
                ended(just_ended.pop())
                continue
            source_id, event = events.get()
            if event["event"] == _ENDED:
                del running[source_id]
                just_ended.append(source_id)
                done += 1
                bar.label = _label(hosts, done)
                if event["broken"]:
                    broken[source_id] = event["broken"]
            counts[source_id] = (event.get("done", 0), event.get("listed", 0)) if "done" in event else counts.get(source_id, (0, 0))
            bar.length = max(1, sum(max(read, listed) for read, listed in counts.values()))
            bar.update(sum(read for read, _ in counts.values()) - bar.pos)
    return broken


def next_source(waiting: Sequence[str], running: Mapping[str, object], hosts: Mapping[str, frozenset[str]], jobs: int) -> str | None:
    """The first source that may begin: there is a place for it, and nobody is at any of its hosts."""
    if len(running) >= jobs:
        return None
    busy = frozenset().union(*(hosts[source_id] for source_id in running))
    return next((source_id for source_id in waiting if not hosts[source_id] & busy), None)


def _label(hosts: Mapping[str, object], done: int) -> str:
    return f"Crawling {next(iter(hosts))}" if len(hosts) == 1 else f"Crawling {len(hosts)} sources, {done} done"


def _start(folder: DataFolder, source_id: str, arguments: Sequence[str], start: Starter, events: _Events) -> Crawl:
    """Starts one crawl, and a thread that passes its events on. Its log goes to `logs/<source>.log`."""
    settings = ["-s", f"FOI_DATA={folder.root}", "-s", f"LOG_FILE={log_of(folder, source_id)}", "-s", "LOG_FILE_APPEND=0"]
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 -- the thread that reads it closes it
    crawl = start(["crawl", source_id, *settings, *arguments], complaints)
    threading.Thread(target=_listen, args=(source_id, crawl, complaints, events), daemon=True).start()
    return crawl


def _listen(source_id: str, crawl: Crawl, complaints: IO[bytes], events: _Events) -> None:
    ending: dict[str, Any] = {}
    broken = "its events could not be read"
    try:
        assert crawl.stdout is not None
        with crawl.stdout, complaints:
            for line in crawl.stdout:
                event = _event(line)
                if event.get("event") in ("finished", "broken"):
                    ending = event
                if event:
                    events.put((source_id, {**event, "event": "progress"}))
            well = crawl.wait() == 0 and ending.get("event") == "finished"
            broken = "" if well else str(ending.get("reason") or _last_line(complaints))
    finally:
        events.put((source_id, {"event": _ENDED, "broken": broken}))


def _last_line(complaints: IO[bytes]) -> str:
    """What a process said last on standard error."""
    complaints.seek(0, os.SEEK_SET)
    lines = complaints.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "the process was killed"


def _event(line: str) -> dict[str, Any]:
    try:
        event = json.loads(line)
    except ValueError:
        return {}
    return event if isinstance(event, dict) else {}
