"""Which platform a site runs on, by an address and a page of it, and the stub of a source for it.

What the address and the page do not tell stands as `?` in the stub, for a person to fill in; `scrapy checkall` asks for it.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import msgspec

from crawler.address import canonical_url
from crawler.fixtures import UNKNOWN
from crawler.page import Page
from crawler.parsers import PLATFORMS, Platform
from crawler.source import Source, unknown_source

_FALLBACK = "labelled-page"
_SITE_NAME = re.compile(r"<meta\b[^>]*property=[\"']og:site_name[\"'][^>]*content=[\"'](?P<name>[^\"']{2,80})", re.IGNORECASE)
_TITLE = re.compile(r"<title>[^<]{0,200}[|\u2013\u2014]\s*(?P<name>[^<|\u2013\u2014]{2,80})</title>", re.IGNORECASE)
_NOT_IN_IDS = frozenset({"www", "uk", "co", "com", "org", "ac", "net", "data", "opendata"})


@dataclass(frozen=True)
class Recognised:
    """A platform and what is known of a source on it. `by` says what it was recognised by."""

    platform: Platform
    settings: dict[str, Any]
    by: str


def recognise(url: str, page: Page | None) -> Recognised:
    """The platform of the site at an address, with a page of it when there is one. What nothing tells apart is a labelled page."""
    body = page.text if page and page.status < 400 else ""
    for platform in PLATFORMS.values():
        if platform.address and platform.address.search(url):
            return Recognised(platform, _settings(platform, url, body), "its address")
    for platform in PLATFORMS.values():
        if body and platform.marks and all(mark.search(body) for mark in platform.marks):
            return Recognised(platform, _settings(platform, url, body), "the page")
    return Recognised(
        PLATFORMS[_FALLBACK], {**_settings(PLATFORMS[_FALLBACK], url, body), "lists": [canonical_url(url)]}, "nothing in particular"
    )


def _settings(platform: Platform, url: str, body: str) -> dict[str, Any]:
    """Every setting that the platform needs: as address or page tell it, else unknown."""
    found: dict[str, Any] = {field.encode_name: UNKNOWN for field in msgspec.structs.fields(platform.Settings) if field.required}
    patterns = [*platform.marks, *([platform.address] if platform.address else [])]
    for pattern in patterns:
        match = pattern.search(url) or pattern.search(body)
        if match:
            found.update({name: value for name, value in match.groupdict().items() if value})
    return found


def stub(url: str, page: Page | None, recognised: Recognised, *, on: str, source_id: str = "") -> Source:
    """A source for the site, as far as it tells. `on` is the day, for the note."""
    host = (urlsplit(url).hostname or "").lower()
    name = next((match["name"].strip() for pattern in (_SITE_NAME, _TITLE) if page and (match := pattern.search(page.text))), UNKNOWN)
    own_id = source_id or id_of(host)
    return Source(
        id=own_id,
        platform=recognised.platform.name,
        authority=name,
        authority_id=own_id.replace("-", "_"),
        nation=unknown_source(url).nation,
        hosts=[host],
        licence=UNKNOWN,
        terms_url=UNKNOWN,
        status="unverified",
        scheme="http" if url.startswith("http:") else "https",
        note=f"Made by newsource on {on} from {url}; recognised by {recognised.by}.",
        inferred=sorted({"authority", "authority_id", "nation", *(f"settings.{name}" for name in recognised.settings)}),
        settings=recognised.settings,
    )


def id_of(host: str) -> str:
    """A short id from a host: `www.hastings.gov.uk` is `hastings`, `www.kent.police.uk` is `kent-police`."""
    labels = [label for label in host.split(".") if label not in _NOT_IN_IDS]
    if len(labels) > 1 and host.endswith(".gov.uk"):
        labels.remove("gov")
    return "-".join(labels) or host


def toml_of(source: Source, *, header: bool) -> str:
    """The source as a `[[source]]` table; with `header`, as a whole file."""
    fields = ("id", "authority", "authority_id", "nation", "hosts", "licence", "terms_url", "status", "scheme", "note", "inferred")
    lines = ["[[source]]", *(f"{name} = {_value(getattr(source, name))}" for name in fields)]
    lines.append("settings = { " + ", ".join(f"{name} = {_value(value)}" for name, value in source.settings.items()) + " }")
    return (f'platform = "{source.platform}"\n\n' if header else "\n") + "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    """A string, a number, a truth value or a list of strings in TOML, which writes these as JSON does."""
    return msgspec.json.encode(value).decode().replace("\x7f", "\\u007f")
