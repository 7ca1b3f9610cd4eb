"""Copies of a source's pages in the Wayback Machine, or in any archive that pywb serves: a third party's evidence of earlier times.

By the CDX server's documented queries and `id_` addresses, which give the page as it was captured. One request at a time, spaced out.
"""

import http.client
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from crawler import __version__
from crawler.address import canonical_url
from crawler.archive import WITNESS, Fetched, SourceArchive
from crawler.errors import Blocked, LedgerError, PageRefused, UsageProblem
from crawler.folder import DataFolder
from crawler.page import MAX_BYTES
from crawler.source import Source

WAYBACK_MACHINE = "https://web.archive.org/web"
DELAY = 2.0
"""Seconds between two requests."""
_CDX = {"web.archive.org": "https://web.archive.org/cdx/search/cdx"}
_PREFIXES = {
    "single-online-home": "/foi-ai/",
    "govscot": "/publications/foi-",
    "labelled-page": "/",
    "ons": "/aboutus/transparencyandgovernance/",
    "tfl": "/corporate/transparency/freedom-of-information/foi-request-detail",
    "jersey": "/government/freedomofinformation/pages/foi.aspx",
}
"""Where a platform's letters stand. The other platforms are read through interfaces for programs, which web archives do not keep."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TIMEOUT = 60
_ROWS = 5000
_MAX_LISTING = 64 * 1024 * 1024
_MAX_WAIT = 300.0
_MAX_WAITS = 2
_KEPT_HEADERS = ("content-type", "content-encoding")
_NAMES = {"url": "original", "mime": "mimetype", "status": "statuscode"}
"""What pywb calls the fields that the Wayback Machine calls otherwise."""


@dataclass(frozen=True)
class Span:
    """What is asked for: addresses that begin with `prefix`, captured between two times of 4 to 14 digits, or empty; at most `limit`."""

    prefix: str
    since: str = ""
    until: str = ""
    limit: int = 500


@dataclass(frozen=True)
class _Row:
    address: str
    timestamp: str
    original: str
    digest: str

    @property
    def moment(self) -> str:
        return datetime.strptime(self.timestamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def prefix_of(source: Source) -> str:
    """The address that the source's letters begin with. Raises UsageProblem for a platform that web archives do not keep."""
    if source.platform not in _PREFIXES or not source.hosts:
        raise UsageProblem(
            f"where {source.id} keeps its letters is not known here",
            "name the address that they begin with: --prefix www.example.gov.uk/foi/",
        )
    return source.hosts[0] + _PREFIXES[source.platform]


def stamp(written: str, option: str) -> str:
    """A year, month or day as the CDX server takes it. Raises UsageProblem."""
    digits = written.replace("-", "")
    if written and not re.fullmatch(r"\d{4}(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?", digits):
        raise UsageProblem(f"{option}: {written!r} is no year, month or day", "as in 2019, 2019-05 or 2019-05-31")
    return digits


def archived_captures(folder: DataFolder, source: Source) -> set[tuple[str, str]]:
    """(address, time) of the third party's captures that the source's archive holds already."""
    archive = SourceArchive(folder.archive / source.id)
    return {(entry.url, entry.fetched_at) for run in archive.runs() for entry in archive.entries(run) if WITNESS in entry.context}


class Wayback:
    """The archive at `base`. `passed_over` counts captures that were not given, by reason."""

    def __init__(self, base: str, contact: str, delay: float | None = None) -> None:
        parts = urlsplit(base)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageProblem(f"{base!r} is no web address", f"as in {WAYBACK_MACHINE}")
        if not contact.strip() or not contact.isprintable() or not contact.isascii():
            raise UsageProblem(
                "who asks an archive says who it is, and no contact is given",
                "set FOI_CONTACT, or give --contact, to an e-mail address or web page where the archive can reach you",
            )
        self.base = base.rstrip("/")
        self.host = parts.hostname
        self.passed_over: Counter[str] = Counter()
        here = self.host in _LOOPBACK
        self._delay = delay if delay is not None else 0.0 if here else DELAY
        self._open = build_opener(*([ProxyHandler({})] if here else []))
        self._agent = f"foi-ledger/{__version__} (+{contact.strip()})"
        self._asked = float("-inf")

    def captures(self, source: Source, span: Span, known: Set[tuple[str, str]]) -> Iterator[Fetched]:
        """The captures of the source's pages that are not known yet, oldest first at each address.

        Raises Blocked when the archive turns us away, and LedgerError when it cannot be reached; what came before stays good.
        """
        given = 0
        for row in self._rows(span):
            if not source.serves(row.address):
                continue
            if (row.address, row.moment) in known:
                self.passed_over["archived already"] += 1
                continue
            if given == span.limit:
                self.passed_over[f"over the limit of {span.limit}; the same command again goes on"] += 1
                return
            fetched = self._capture(row)
            if fetched:
                given += 1
                yield fetched

    def _rows(self, span: Span) -> Iterator[_Row]:
        """The listing of the CDX server, page by page; the same body again at the same address is left out."""
        query = {"url": span.prefix, "matchType": "prefix", "output": "json", "filter": "statuscode:200", "collapse": "digest"}
        query |= {"limit": str(_ROWS), "showResumeKey": "true"}
        query |= {name: value for name, value in (("from", span.since), ("to", span.until)) if value}
        before, key = ("", ""), ""
        while True:
            endpoint = _CDX.get(self.host, f"{self.base}/cdx")
            url, _, body = self._ask(f"{endpoint}?{urlencode(query | ({'resumeKey': key} if key else {}))}", _MAX_LISTING)
            rows, key = _read_listing(body, urlsplit(url).hostname or "")
            for row in rows:
                if row.get("statuscode") == "200" and not row.get("mimetype", "").startswith(("image/", "video/", "application/pdf")):
                    capture = _row(row)
                    if capture and (capture.address, capture.digest) != before:
                        before = (capture.address, capture.digest)
                        yield capture
            if not key:
                return

    def _capture(self, row: _Row) -> Fetched | None:
        address = f"{self.base}/{row.timestamp}id_/{row.original}"
        try:
            final, headers, body = self._ask(address, MAX_BYTES)
        except PageRefused as refused:
            if isinstance(refused, Blocked):
                raise
            self.passed_over[refused.message] += 1
            return None
        if _moment_given(final, headers) != row.timestamp or urlsplit(final).hostname != self.host:
            self.passed_over["the archive gave another capture instead"] += 1
            return None
        kept = [(name, value) for name, value in headers.items() if name.lower() in _KEPT_HEADERS]
        return Fetched(row.address, 200, kept, body, row.moment, "detail", context={WITNESS: address})

    def _ask(self, url: str, most: int) -> tuple[str, http.client.HTTPMessage, bytes]:
        """Final address, headers and body of a GET, when its turn has come."""
        for waits in range(_MAX_WAITS + 1):
            time.sleep(max(0.0, self._asked + self._delay - time.monotonic()))
            try:
                with self._open.open(Request(url, headers={"User-Agent": self._agent}), timeout=_TIMEOUT) as response:  # noqa: S310 -- http(s), checked
                    body = response.read(most + 1)
                    if len(body) > most:
                        raise PageRefused("too-large", f"larger than {most / 1e6:.0f} MB")
                    return response.geturl(), response.headers, body
            except HTTPError as error:
                error.close()
                seconds = _seconds(error.headers.get("Retry-After", ""))
                if error.code in (401, 403, 418) or (error.code in (429, 503) and (waits == _MAX_WAITS or seconds > _MAX_WAIT)):
                    blocked = Blocked(f"{self.host} answers HTTP {error.code}")
                    blocked.hint = "it is left alone now; the same command goes on tomorrow"
                    raise blocked from error
                if error.code not in (429, 503):
                    raise PageRefused("http-error", f"the archive answers HTTP {error.code}") from error
                time.sleep(seconds)
            except (URLError, OSError, http.client.HTTPException) as error:
                reason = getattr(error, "reason", error)
                raise LedgerError(f"{self.host} cannot be read: {reason}", "try again later; what came before is kept") from error
            finally:
                self._asked = time.monotonic()
        raise AssertionError("the last wait raises")


def _read_listing(body: bytes, host: str) -> tuple[list[dict[str, str]], str]:
    """The rows by the Wayback Machine's names, and the key to go on with: one array of arrays there, one object a line from pywb."""
    text = body.decode("utf-8", errors="replace").strip()
    try:
        if not text.startswith("["):
            rows = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
            return [{_NAMES.get(name, name): str(value) for name, value in row.items()} for row in rows], ""
        names, *table = json.loads(text) or [[]]
        key = str(table[-1][0]) if len(table) >= 2 and table[-2] == [] else ""
        return [dict(zip(names, map(str, row), strict=True)) for row in (table[:-2] if key else table) if row], key
    except (ValueError, TypeError, IndexError, RecursionError) as error:
        raise LedgerError(f"the listing of {host} cannot be read: {error}", "try again later") from error


def _row(row: dict[str, str]) -> _Row | None:
    try:
        found = _Row(canonical_url(row["original"]), row["timestamp"], row["original"], row.get("digest", ""))
        return found if found.moment and found.original.isprintable() and " " not in found.original else None
    except (KeyError, ValueError):
        return None


def _moment_given(address: str, headers: http.client.HTTPMessage) -> str:
    """The time of the capture that was given, 14 digits: as its headers say, else its address."""
    try:
        return parsedate_to_datetime(headers.get("Memento-Datetime", "")).astimezone(UTC).strftime("%Y%m%d%H%M%S")
    except (TypeError, ValueError):
        found = re.search(r"/(\d{14})id_/", address)
        return found[1] if found else ""


def _seconds(retry_after: str) -> float:
    """What a Retry-After header asks for, in seconds; 60 when it does not say."""
    return float(retry_after) if re.fullmatch(r"\d{1,6}", retry_after.strip()) else 60.0
