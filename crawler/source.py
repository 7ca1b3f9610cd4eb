"""The registry: what we know of each source of disclosures, from one TOML file a platform.

A file has the platform's name, defaults, and one `[[source]]` table each. An unknown key is an error, and so is a reference form or
a platform that the code does not have. Users add sources in TOML files of their own, in folders named by `FOI_SOURCES`.
"""

import os
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec

from crawler.errors import SourceProblem, UnknownSource
from crawler.reading import LawContext
from crawler.reading.reference import FORMS

Nation = Literal["england", "wales", "scotland", "northern-ireland", "jersey", "uk"]
Status = Literal["ready", "unverified", "blocked", "forbidden", "sample"]
"""`ready`: crawled by default. `unverified`: the live site was never seen by us. `blocked`: it turned crawlers away. `forbidden`: its terms do
not allow a database. `sample`: our own pages, served by `foi demo`. All but `ready` and `unverified` are crawled only when named."""

BUILT_IN = (Path(__file__).parent / "sources", Path(__file__).parent / "sample" / "sources")


Share = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Expectations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a healthy run of the source looks like, the keys of `[source.expect]`; a run outside is kept and reported, and not folded into the
    store. Shares are of the disclosures that a run read, from 0 to 1, and are not looked at when these are few."""

    min_listed: Annotated[int, msgspec.Meta(ge=0)] = 1
    """Fewer listed pages than this is a broken list, not an empty log."""
    max_listed: Annotated[int, msgspec.Meta(ge=1)] | None = None
    """More listed pages than this is another list than ours."""
    max_missing_share: Share = 0.5
    """A run that misses more than this share of the known disclosures saw another site than the last one did."""
    min_dated: Share = 0.5
    """With a date of any kind: most logs have at least a date of publication."""
    min_referenced: Share = 0.0
    """With a reference: many logs print none, so a source that does says so."""
    min_decided: Share = 0.1
    """With a decision that is known: a log of answers says yes or no somewhere."""

    def __post_init__(self) -> None:
        if self.max_listed is not None and self.max_listed < self.min_listed:
            raise ValueError(f"max_listed {self.max_listed} is below min_listed {self.min_listed}")


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """One source. `hosts[0]` is the canonical host; `delay` is in seconds between requests to a host; a page that its list calls unchanged
    is read again all the same within `recheck_days`, and a list that is left at the first page without news, or is not read because its index calls it
    unchanged, is read whole again after `walk_days`."""

    id: str
    platform: str
    authority: str
    authority_id: str
    nation: Nation
    hosts: list[str]
    licence: str
    terms_url: str
    status: Status
    scheme: Literal["http", "https"] = "https"
    delay: float = 2.0
    recheck_days: int = 90
    walk_days: int = 7
    references: list[str] = []
    expect: Expectations = msgspec.field(default_factory=Expectations)
    note: str = ""
    inferred: list[str] = []
    settings: dict[str, Any] = {}

    @property
    def origin(self) -> str:
        """Scheme and canonical host, without a slash at the end."""
        return f"{self.scheme}://{self.hosts[0]}" if self.hosts else ""

    @cached_property
    def law(self) -> LawContext:
        """What a bare "section" means in this authority's letters."""
        if self.nation == "scotland":
            return LawContext("FOISA", "EISR")
        return LawContext("JFOIL", "EIR") if self.nation == "jersey" else LawContext()

    def serves(self, url: str) -> bool:
        """Whether the address is on one of the source's hosts; the bare domain is its `www` too."""
        host = (urlsplit(url).hostname or "").lower()
        return host in self.hosts or f"www.{host}" in self.hosts


UNKNOWN = Source(
    id="unknown",
    platform="labelled-page",
    authority="unknown",
    authority_id="unknown",
    nation="england",
    hosts=[],
    licence="unknown",
    terms_url="",
    status="sample",
    references=list(FORMS),
)
"""What `foi parse` reads a page as when nobody says where it is from: every form of reference is believed."""

_POLICE_SITE = re.compile(r"(?:/[a-z]{2}-[a-z]{2})?/foi-ai/", re.IGNORECASE)
"""No other platform has such paths; the folders in them tell the month of publication."""
_NATIONS: dict[str, Nation] = {"scot": "scotland", "wales": "wales", "cymru": "wales", "je": "jersey", "hscni": "northern-ireland"}


def unknown_source(url: str | None) -> Source:
    """`UNKNOWN`, of the nation that the address's host tells, and of the platform that its path does."""
    address = urlsplit(url or "")
    labels = (address.hostname or "").lower().split(".")
    nation = next((_NATIONS[label] for label in labels if label in _NATIONS), UNKNOWN.nation)
    platform = "single-online-home" if _POLICE_SITE.match(address.path) else UNKNOWN.platform
    return msgspec.structs.replace(UNKNOWN, nation=nation, platform=platform)


def load_sources(folders: Iterable[Path] | None = None) -> dict[str, Source]:
    """Every source by id, in the order of the files. Raises SourceProblem for the first thing that is wrong."""
    sources: dict[str, Source] = {}
    for folder in folders if folders is not None else source_folders():
        if not folder.is_dir():
            raise SourceProblem(f"no folder {folder}", "FOI_SOURCES names folders of TOML files")
        for file in sorted(folder.glob("*.toml")):
            for source in _read_file(file):
                if source.id in sources:
                    raise SourceProblem(f"{file.name}: the source id {source.id!r} is used twice")
                sources[source.id] = source
    return sources


def source_folders(environment: Mapping[str, str] = os.environ) -> list[Path]:
    """The folders that hold sources: those of the package, then those of `FOI_SOURCES`."""
    return [*BUILT_IN, *(Path(folder) for folder in environment.get("FOI_SOURCES", "").split(os.pathsep) if folder)]


def find_source(source_id: str, sources: Mapping[str, Source] | None = None) -> Source:
    """The source with this id. Raises UnknownSource, with the nearest ids as a hint."""
    sources = load_sources() if sources is None else sources
    if source_id in sources:
        return sources[source_id]
    import difflib

    near = difflib.get_close_matches(source_id, sources, n=3, cutoff=0.4)
    raise UnknownSource(
        f"there is no source {source_id!r}",
        f"did you mean {' or '.join(near)}? `foi sources list` shows them all" if near else "`foi sources list` shows them all",
    )


def source_of_url(url: str, sources: Mapping[str, Source]) -> Source | None:
    """The source that serves this address, or None."""
    return next((source for source in sources.values() if source.serves(url)), None)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    platform: str
    source: list[dict[str, Any]]
    defaults: dict[str, Any] = {}


def _read_file(file: Path) -> list[Source]:
    from crawler.parsers import PLATFORMS

    try:
        content = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _File)
    except (OSError, ValueError, msgspec.MsgspecError) as error:
        raise SourceProblem(f"{file.name}: {error}") from error
    if content.platform not in PLATFORMS:
        raise SourceProblem(f"{file.name}: no parser for the platform {content.platform!r}", f"known: {', '.join(PLATFORMS)}")
    sources = []
    for table in content.source:
        where = f"{file.name}, source {table.get('id', '?')!r}"
        merged = {**content.defaults, **table, "platform": content.platform}
        for inner in ("settings", "expect"):
            merged[inner] = {**content.defaults.get(inner, {}), **table.get(inner, {})}
        merged.setdefault("terms_url", _default_terms(merged))
        try:
            source = msgspec.convert(merged, Source)
            msgspec.convert(source.settings, PLATFORMS[content.platform].Settings)
        except msgspec.ValidationError as error:
            raise SourceProblem(f"{where}: {error}") from error
        unknown = [form for form in source.references if form not in FORMS]
        if unknown:
            raise SourceProblem(f"{where}: unknown reference form {unknown[0]!r}", f"known: {', '.join(FORMS)}")
        sources.append(source)
    return sources


def _default_terms(table: Mapping[str, Any]) -> str:
    hosts = table.get("hosts") or ["unknown"]
    return f"{table.get('scheme', 'https')}://{hosts[0]}{table.get('terms_path', '/terms-and-conditions/')}"
