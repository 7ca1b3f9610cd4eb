"""Golden fixtures: a page, and what the parsers must read in it.

    <root>/<source>/<kind>-<case>/
        page.json       the facts of the page beside its body
        body.*          its body, byte for byte
        expected.json   what is read in it, or
        error.json      why it is refused

`kind` is list or detail. What `expected.json` holds is what `foi parse --format json` prints, without `provenance`, which names the reading and
not the page. A fixture is our own writing in the layout of the real page: nobody's page is kept here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from crawler.errors import LedgerError, PageRefused, UsageProblem
from crawler.page import HTML, JSON, PLAIN, XML, Page
from crawler.parsers import PLATFORMS, Parsed, parse
from crawler.source import Source, find_source

SUFFIXES = {HTML: ".html", PLAIN: ".txt", JSON: ".json", XML: ".xml"}
KEPT_HEADERS = ("content-type", "etag", "last-modified", "server", "cf-mitigated")
"""The headers of a response that decide how it is read; the rest tells of one server on one day."""
UNKNOWN = "?"
"""What stands in a new source where a person has to fill in the value."""
_NAME = re.compile(r"^(?P<kind>list|detail)-(?P<case>[a-z0-9]+(?:-[a-z0-9]+)*)$")


class FixtureProblem(LedgerError):
    """Raised for a fixture that is incomplete, or that is read otherwise than it expects."""


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """`page.json`: a `Page` without its body."""

    url: str | None = None
    requested_url: str | None = None
    status: int = 200
    media_type: str = HTML
    headers: dict[str, str] = {}
    fetched_at: str
    context: dict[str, str] = {}


@dataclass(frozen=True)
class Fixture:
    """One folder."""

    path: Path

    @property
    def source(self) -> str:
        return self.path.parent.name

    @property
    def kind(self) -> str:
        return self.path.name.partition("-")[0]

    @property
    def refused(self) -> bool:
        """Whether the page is one to refuse."""
        return (self.path / "error.json").exists()

    @property
    def command(self) -> str:
        """What to type to write down what the parsers read."""
        return f"scrapy expect {self.path}"

    def page(self) -> Page:
        """The page. Raises FixtureProblem when a file is missing or not in order."""
        if not _NAME.match(self.path.name):
            raise FixtureProblem(f"{self.path}: the folder's name is not list-CASE or detail-CASE")
        try:
            facts = msgspec.json.decode((self.path / "page.json").read_bytes(), type=Facts)
        except (OSError, msgspec.DecodeError) as error:
            raise FixtureProblem(f"{self.path / 'page.json'} cannot be read: {error}", "scrapy savepage makes one") from error
        body = self.path / f"body{SUFFIXES.get(facts.media_type, '.html')}"
        if not body.exists():
            raise FixtureProblem(f"{body} is missing")
        return Page(body=body.read_bytes(), **msgspec.structs.asdict(facts))

    def reading(self, sources: Mapping[str, Source]) -> tuple[str, bytes]:
        """The name of the file that the page's reading belongs in, and its content as JSON."""
        page = self.page()
        try:
            parsed = parse(page, find_source(self.source, sources))
        except PageRefused as refused:
            return "error.json", _json({"error": type(refused).__name__, "reason": refused.reason, "message": refused.message})
        if parsed.kind != self.kind:
            raise FixtureProblem(f"{self.path}: the parser takes the page for a {parsed.kind}", "name the folder after what the page is")
        return "expected.json", _json(plain(parsed))

    def check(self, sources: Mapping[str, Source]) -> None:
        """Raises FixtureProblem unless the page is read as its file says."""
        name, read = self.reading(sources)
        written = [file for file in ("expected.json", "error.json") if (self.path / file).exists()]
        if not written:
            raise FixtureProblem(f"{self.path} has no expected.json", f"make it, and read it before you commit it: {self.command}")
        if written != [name]:
            raise FixtureProblem(f"{self.path} has {' and '.join(written)}, but the page gives {name}: {read.decode()[:300]}", self.command)
        if (self.path / name).read_bytes() != read:
            raise FixtureProblem(f"{self.path} is read otherwise than its {name} says", f"see the difference: {self.command} && git diff")

    def expect(self, sources: Mapping[str, Source]) -> Path:
        """Writes down what the parsers read today, and gives the file."""
        name, read = self.reading(sources)
        other = self.path / ("error.json" if name == "expected.json" else "expected.json")
        other.unlink(missing_ok=True)
        (self.path / name).write_bytes(read)
        return self.path / name


def plain(parsed: Parsed) -> dict[str, Any]:
    """What was parsed, as plain data without provenance."""
    disclosures = [msgspec.to_builtins(disclosure) for disclosure in parsed.disclosures]
    for disclosure in disclosures:
        del disclosure["provenance"]
    follow = [{"url": follow.url, "kind": follow.kind, "context": dict(follow.context)} for follow in parsed.follow]
    files: dict[str, Any] = {}
    if parsed.files_at or parsed.attachments:
        files = {"files_at": parsed.files_at, "attachments": msgspec.to_builtins(parsed.attachments)}
    return {"kind": parsed.kind, "disclosures": disclosures, "follow": follow, "warnings": parsed.warnings, **files}


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def fixtures_in(root: Path) -> list[Fixture]:
    """Every fixture below the root, by source and name."""
    return [Fixture(folder) for folder in sorted(root.glob("*/*")) if folder.is_dir()]


def save_page(root: Path, source: str, kind: str, case: str, page: Page) -> Fixture:
    """Writes the page as a fixture without an expectation. Raises UsageProblem for a name that is taken or is none."""
    fixture = Fixture(root / source / f"{kind}-{case}")
    if not _NAME.match(fixture.path.name):
        raise UsageProblem(f"{fixture.path.name!r} cannot be a fixture's name", "small letters, digits and single hyphens")
    if fixture.path.exists():
        raise UsageProblem(f"{fixture.path} is there already", "a changed page is a new case beside the old one: --case NAME")
    facts = Facts(
        url=page.url,
        requested_url=page.requested_url,
        status=page.status,
        media_type=page.media_type,
        headers={name: page.headers[name] for name in KEPT_HEADERS if name in page.headers},
        fetched_at=page.fetched_at,
        context=dict(page.context),
    )
    fixture.path.mkdir(parents=True)
    (fixture.path / "page.json").write_bytes(_json(facts))
    (fixture.path / f"body{SUFFIXES.get(page.media_type, '.html')}").write_bytes(page.body)
    return fixture


def missing(fixtures: Iterable[Fixture], sources: Mapping[str, Source]) -> Iterator[str]:
    """What the fixtures of each platform in use lack: first and last list page, if it has lists, a detail page, a page to refuse."""
    names: dict[str, list[Fixture]] = {source.platform: [] for source in sources.values()}
    for fixture in fixtures:
        if fixture.source in sources:
            names[sources[fixture.source].platform].append(fixture)
    for platform in (name for name in PLATFORMS if name in names):
        have = {fixture.path.name for fixture in names[platform] if not fixture.refused}
        lists = () if PLATFORMS[platform].numbered else (("first list page", "list-first"), ("last list page", "list-last"))
        for what, prefix in (*lists, ("detail page", "detail-")):
            if not any(name.startswith(prefix) for name in have):
                yield f"{platform}: no fixture of a {what} ({prefix}…)"
        if not any(fixture.refused for fixture in names[platform]):
            yield f"{platform}: no fixture of a page to refuse"


def unfinished(sources: Mapping[str, Source]) -> Iterator[str]:
    """Values of new sources that nobody has filled in yet."""
    for source in sources.values():
        values = {**msgspec.structs.asdict(source), **{f"settings.{name}": value for name, value in source.settings.items()}}
        for name, value in values.items():
            if value == UNKNOWN:
                yield f"{source.id}: {name} is not filled in"
