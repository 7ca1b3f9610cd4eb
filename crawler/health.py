"""Is this run what the source looks like when all is well? Checks at the end of a run, against what is expected of the source and what its
earlier healthy runs saw.

A run that trips a check is quarantined: it is kept and reported, and not folded into the store until a person accepts it.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field

import msgspec

from crawler.durable import whole_lines
from crawler.folder import DataFolder
from crawler.items import Provenance, content_hash, decode
from crawler.runs import Report, RunFiles, known_runs
from crawler.sightings import Sighting, decode_sighting
from crawler.source import Expectations

MIN_READ = 10
"""Shares of fewer disclosures than this say nothing."""
MIN_REWRITTEN = 5
"""An authority may well edit fewer pages than this in one day."""
_CHANCE = 0.001
"""A fall that a sample of the earlier disclosures shows more often than this is no fall."""
_BASELINE_READ = 200
"""Earlier runs are added up, the newest first, until they have read this many disclosures."""
FIELDS: Mapping[str, str] = {
    "title": "a title",
    "reference": "a reference",
    "question": "a question",
    "date": "a date",
    "date_received": "a date of receipt",
    "date_responded": "a date of response",
    "date_published": "a date of publication",
    "decision": "a decision",
}
"""What a run report counts as missing, in words."""


@dataclass(frozen=True)
class Before:
    """What earlier healthy runs saw. `listed` are the addresses that the last complete one listed, `refused` those that any of them refused,
    `future` the disclosures with a date in the future that a person accepted; `read` and `missing` are counts of disclosures."""

    listed: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    read: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Compared:
    """Counts of disclosures: `known`, that an earlier run read with the same parsers, those of them that publish something else now, and of
    these the ones that nothing but the re-check made us read."""

    known: int = 0
    rewritten: int = 0
    rewritten_untold: int = 0


@dataclass(frozen=True)
class Seen:
    """What a run saw that reached the end of its list. `refused` has the reason of each refused address, `future` the printed date of each
    disclosure that has one in the future, `unchanged` counts pages that were not read again, `rechecked` those that were, though
    their list calls them unchanged; `whole` says whether every list was read to its end, without which nothing is
    missing or few; `before` is what earlier runs saw."""

    expect: Expectations
    listed: frozenset[str] = frozenset()
    read: int = 0
    missing: Mapping[str, int] = field(default_factory=dict)
    unchanged: int = 0
    refused: Mapping[str, str] = field(default_factory=dict)
    future: Mapping[str, str] = field(default_factory=dict)
    compared: Compared = Compared()
    rechecked: int = 0
    whole: bool = True
    before: Before = Before()

    @property
    def unseen(self) -> int | None:
        """How many addresses the last complete run listed and this one did not; None when there is no such run, or when this one left a list early."""
        return len(self.before.listed - self.listed) if self.before.listed and self.whole else None


@dataclass(frozen=True)
class Check:
    """One alarm: its threshold, an example of what it says, and the function that finds it in what a run saw."""

    id: str
    threshold: float
    example: str
    find: Callable[[Seen, float], Iterator[str]]


def alarms(seen: Seen) -> dict[str, str]:
    """The checks that the run trips, each with its reasons in words; empty for a healthy run."""
    found = {check.id: "; ".join(check.find(seen, check.threshold)) for check in CHECKS}
    return {name: reasons for name, reasons in found.items() if reasons}


def _few(seen: Seen, _: float) -> Iterator[str]:
    if seen.whole and len(seen.listed) < seen.expect.min_listed:
        yield f"listed {len(seen.listed)} pages, expected at least {seen.expect.min_listed}"


def _many(seen: Seen, _: float) -> Iterator[str]:
    if seen.expect.max_listed is not None and len(seen.listed) > seen.expect.max_listed:
        yield f"listed {len(seen.listed)} pages, expected at most {seen.expect.max_listed}"


def _unlisted(seen: Seen, _: float) -> Iterator[str]:
    if seen.unseen and seen.unseen > seen.expect.max_missing_share * len(seen.before.listed):
        yield f"{seen.unseen} of the {len(seen.before.listed)} pages that the last healthy run listed are not listed"


def _nothing(seen: Seen, _: float) -> Iterator[str]:
    if seen.listed and not seen.read and not seen.unchanged:
        yield f"{len(seen.listed)} pages were listed and no disclosure was read"


def _template(seen: Seen, threshold: float) -> Iterator[str]:
    refused = [why for url, why in seen.refused.items() if why != "gone" and url not in seen.before.refused]
    if len(refused) >= 3 and len(refused) > threshold * (len(refused) + seen.read):
        commonest = max(sorted(set(refused)), key=refused.count)
        yield f"{len(refused)} of {len(refused) + seen.read} pages were refused ({commonest}), so their template may have changed"


def _rewritten(seen: Seen, threshold: float) -> Iterator[str]:
    of, rewritten, untold = seen.compared.known + seen.unchanged, seen.compared.rewritten, seen.compared.rewritten_untold
    if rewritten >= MIN_REWRITTEN and rewritten > threshold * of:
        yield f"{rewritten} of {of} known pages read otherwise than before, so their template may have changed"
    elif untold >= MIN_REWRITTEN and untold > threshold * seen.rechecked:
        yield f"{untold} of {seen.rechecked} pages that their list calls unchanged read otherwise than before, so their template may have changed"


def _challenge(seen: Seen, _: float) -> Iterator[str]:
    count = sum(why == "blocked" for why in seen.refused.values())
    if count:
        yield f"{_pages(count)} answered with a bot challenge"


def _future(seen: Seen, _: float) -> Iterator[str]:
    new = {name: day for name, day in seen.future.items() if name not in seen.before.future}
    if new:
        name, day = next(iter(new.items()))
        more = f", and {len(new) - 1} more" if len(new) > 1 else ""
        yield f"{name} is dated {day}, in the future{more}"


def _below(seen: Seen, _: float) -> Iterator[str]:
    least = {"date": seen.expect.min_dated, "reference": seen.expect.min_referenced, "decision": seen.expect.min_decided}
    for name, share in least.items():
        have = seen.read - seen.missing.get(name, 0)
        if seen.read >= MIN_READ and have < share * seen.read:
            yield f"{have} of {seen.read} disclosures have {FIELDS[name]}, expected at least {share:.0%}"


def _fall(seen: Seen, threshold: float) -> Iterator[str]:
    if seen.read < MIN_READ or seen.before.read < MIN_READ:
        return
    for name, words in FIELDS.items():
        have = seen.read - seen.missing.get(name, 0)
        had = seen.before.read - seen.before.missing.get(name, 0)
        # One more of each kind than was seen: a field that was always there is not thereby certain.
        usual = (had + 1) / (seen.before.read + 2)
        if have / seen.read < threshold * had / seen.before.read and _chance(have, seen.read, usual) < _CHANCE:
            yield f"{have} of {seen.read} disclosures have {words}, of earlier ones {had} of {seen.before.read}"


def _chance(most: int, of: int, share: float) -> float:
    """How likely at most `most` of `of` disclosures have what this share of all has: the binomial distribution, added up in logarithms."""
    terms = (
        math.lgamma(of + 1) - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * math.log(share) + (of - k) * math.log1p(-share)
        for k in range(most + 1)
    )
    return math.fsum(map(math.exp, terms))


def _pages(count: int) -> str:
    return f"{count} page{'' if count == 1 else 's'}"


CHECKS = (
    Check("listed-few", 0, "listed 4 pages, expected at least 20", _few),
    Check("listed-many", 0, "listed 900 pages, expected at most 500", _many),
    Check("unlisted", 0, "20 of the 25 pages that the last healthy run listed are not listed", _unlisted),
    Check("nothing-read", 0, "25 pages were listed and no disclosure was read", _nothing),
    Check("template", 0.5, "9 of 10 pages were refused (empty), so their template may have changed", _template),
    Check("rewritten", 0.5, "24 of 25 known pages read otherwise than before, so their template may have changed", _rewritten),
    Check("challenge", 0, "1 page answered with a bot challenge", _challenge),
    Check("future", 0, "a-police/x is dated 2052-03-07, in the future", _future),
    Check("below", 0, "3 of 20 disclosures have a date, expected at least 50%", _below),
    Check("fall", 0.5, "2 of 20 disclosures have a question, of earlier ones 48 of 50", _fall),
)
"""In the order in which reasons are given. A threshold of 0 is one that the source's expectations set, or an alarm at the first case."""


def before(folder: DataFolder, source: str) -> Before:
    """What the source's earlier crawls saw that ended well or were accepted."""
    healthy = [(files, report) for files, report in _crawls(folder, source) if report.healthy]
    refused: set[str] = set()
    for files, _ in healthy:
        refused.update(sighting.url for sighting in _sightings(files, b'"how":"refused"'))
    whole = [files for files, report in healthy if report.walked]
    read, missing = 0, dict.fromkeys(FIELDS, 0)
    for _, report in reversed(healthy):
        # Reports of earlier versions do not count what has no date at all.
        if read < _BASELINE_READ and "date" in report.counted:
            read += report.disclosures
            missing = {name: count + report.missing.get(name, 0) for name, count in missing.items()}
    future = frozenset(name for _, report in healthy for name in report.future)
    return Before(_listed(whole[-1]) if whole else frozenset(), frozenset(refused), future, read, missing)


class _Line(msgspec.Struct):
    id: str
    provenance: Provenance


_line_decoder = msgspec.json.Decoder(_Line)


def compare(folder: DataFolder, source: str, run: str, rechecked: Set[str] = frozenset()) -> Compared:
    """How the disclosures of a run differ from what earlier runs outside quarantine read with the same parsers: a page that another version of
    our parsers read says nothing. `rechecked` are addresses that were asked for only because they were due."""
    now, versions, untold = {}, {}, set()
    for found in map(decode, RunFiles(folder, source, run).lines()):
        now[found.id], versions[found.id] = content_hash(found), found.provenance.parser_version
        if found.url in rechecked:
            untold.add(found.id)
    before: dict[str, str] = {}
    for earlier in known_runs(folder, source):
        files = RunFiles(folder, source, earlier)
        if earlier >= run or files.quarantined:
            continue
        for line in files.lines():
            known = _line_decoder.decode(line)
            if versions.get(known.id) == known.provenance.parser_version:
                before[known.id] = content_hash(decode(line))
    rewritten = {name for name, old in before.items() if now[name] != old}
    return Compared(len(before), len(rewritten), len(rewritten & untold))


def _crawls(folder: DataFolder, source: str) -> Iterator[tuple[RunFiles, Report]]:
    for run in known_runs(folder, source):
        files = RunFiles(folder, source, run)
        report = files.read_report()
        if report and report.kind == "crawl":
            yield files, report


def _listed(files: RunFiles) -> frozenset[str]:
    """The addresses that a run listed; those of its rows when its list holds the disclosures themselves."""
    found: dict[str, set[str]] = {"listed": set(), "unchanged": set(), "fetched": set()}
    for sighting in files.sightings():
        if sighting.how in found and sighting.detail != "list":
            found[sighting.how].add(sighting.url)
    return frozenset(found["listed"] | found["unchanged"] or found["fetched"])


def _sightings(files: RunFiles, marked: bytes) -> Iterator[Sighting]:
    return (decode_sighting(line) for line in whole_lines(files.seen) if marked in line)
