"""The coverage register: every log that is known, as a source or with the reason why it is none; and what is not in order about it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from crawler.errors import SourceProblem
from crawler.fixtures import unfinished
from crawler.parsers import PLATFORMS
from crawler.source import Source

NOT_COVERED = Path(__file__).parent / "sources" / "not-covered.csv"

Reason = Literal["no-parser", "unknown-layout", "no-answers", "files", "javascript", "blocked", "superseded", "outside-uk"]
"""Why a log is no source. `no-parser`: its platform is known and not yet read. `unknown-layout`: no page of it was seen, so that any rule would be
a guess. `no-answers`: a list of requests. `files`: answers as files without pages. `javascript`: nothing without a browser. `blocked`: it turns
crawlers away. `superseded`: the body publishes elsewhere now. `outside-uk`: out of scope."""

COLUMNS = ("id", "platform", "authority", "authority_id", "nation", "url", "licence", "terms_url", "status", "reason", "note", "last_run")
"""The register's columns. `status` is a source's, or `not-covered`; `reason` is empty for a source."""


class NotCovered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A log that is no source. `authority_id` is WhatDoTheyKnow's key, where it has one."""

    authority: str
    authority_id: str
    url: str
    reason: Reason
    detail: str


def load_not_covered(file: Path = NOT_COVERED) -> list[NotCovered]:
    """The logs that are no sources, in the order of the file. Raises SourceProblem for a row that is wrong."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    logs = []
    for number, row in enumerate(rows, 2):
        try:
            logs.append(msgspec.convert(row, NotCovered))
        except msgspec.ValidationError as error:
            raise SourceProblem(f"{file.name}, line {number}: {error}") from error
    return logs


def register(sources: Iterable[Source], not_covered: Iterable[NotCovered], last_runs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """A row with `COLUMNS` for every source but those of the sample site, then one for every log that is none."""
    for source in sources:
        if source.status != "sample":
            row = {name: getattr(source, name) for name in COLUMNS if name in Source.__struct_fields__}
            yield {**dict.fromkeys(COLUMNS), **row, "url": source.origin, "last_run": last_runs.get(source.id)}
    for log in not_covered:
        row = {name: getattr(log, name) for name in ("authority", "authority_id", "url", "reason")}
        yield {**dict.fromkeys(COLUMNS), **row, "status": "not-covered", "note": log.detail}


def problems(sources: Mapping[str, Source], not_covered: Iterable[NotCovered]) -> Iterator[str]:
    """What is not in order, a line each; the files themselves have loaded."""
    yield from unfinished(sources)
    for source in sources.values():
        yield from (f"{source.id}: {problem}" for problem in _of_source(source))
    met: set[tuple[str, str]] = set()
    for log in not_covered:
        if (log.authority, log.url) in met:
            yield f"not-covered.csv: {log.authority} is listed twice"
        met.add((log.authority, log.url))
        if not urlsplit(log.url).hostname:
            yield f"not-covered.csv: {log.url!r} is no web address"
        yield from (
            f"not-covered.csv: {log.url} is where the source {source.id} starts"
            for source in sources.values()
            if log.url in {entry.url for entry in PLATFORMS[source.platform].entries(source)}
        )


def _of_source(source: Source) -> Iterator[str]:
    if not source.hosts:
        yield "no host"
    if urlsplit(source.terms_url).scheme not in ("http", "https"):
        yield f"terms_url {source.terms_url!r} is no web address"
    if source.status in ("blocked", "forbidden") and not source.note:
        yield f"{source.status}, and no note says why"
    names = {*Source.__struct_fields__, *source.settings, *(f"settings.{name}" for name in source.settings)}
    yield from (f"inferred names {name!r}, which it does not have" for name in source.inferred if name not in names)
    check = PLATFORMS[source.platform].problems
    if check:
        yield from check(source)
