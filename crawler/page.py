"""A page: bytes that somebody fetched, and how they become text.

A live crawl, the archive, saved files and fixtures all make the same `Page`; parsers take nothing else. What is not a page of
text (a binary file, a challenge, a maintenance notice, an empty shell) is refused here, before any parser looks for fields.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from w3lib.encoding import html_to_unicode

from crawler.errors import Blocked, PageRefused

MAX_BYTES = 10 * 1024 * 1024
"""Larger bodies are refused: the largest real disclosure page seen is under 1 MB; a log of years on one page under 5 MB."""

HTML = "text/html"
PLAIN = "text/plain"
JSON = "application/json"
XML = "application/xml"

_BLOCKING_STATUS = frozenset({401, 403, 418, 429, 503})
_CHALLENGE = re.compile(
    # Headings and script paths of the challenge pages of Cloudflare, Akamai, Imperva and DataDome, seen up to 2026-08.
    r"<title>\s*(?:just a moment|attention required|access denied|pardon our interruption)"
    r"|/cdn-cgi/challenge-platform/|cf-chl-|_incapsula_resource|captcha-delivery\.com|checking your browser before",
    re.IGNORECASE,
)
_BINARY_SIGNATURES = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!")


@dataclass(frozen=True)
class Page:
    """One fetched page. `body` is decoded from any transfer or content encoding; `fetched_at` is UTC, ISO 8601.

    `context` carries what the page that led here said of it (`title`, `date`, `document_type`), and `record` names its place in
    the archive.
    """

    url: str | None
    body: bytes
    fetched_at: str
    status: int = 200
    media_type: str = HTML
    headers: Mapping[str, str] = field(default_factory=dict)
    record: str = ""
    requested_url: str | None = None
    context: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()

    @cached_property
    def text(self) -> str:
        """The body as text: by byte order mark, HTTP charset, `<meta>`, else UTF-8, else Windows-1252.

        Raises PageRefused for an empty, over-long or binary body.
        """
        refuse_unreadable(self.body)
        header = self.headers.get("content-type")
        return html_to_unicode(header, self.body, default_encoding="utf-8", auto_detect_fun=_guess)[1]

    @property
    def damaged(self) -> int:
        """How many characters could not be decoded and were replaced."""
        return self.text.count("\ufffd")


def _guess(body: bytes) -> str:
    """UTF-8 unless more of the non-ASCII bytes contradict it than confirm it; a cut-off or damaged UTF-8 text stays UTF-8."""
    decoded = body.decode("utf-8", errors="replace")
    wrong = decoded.count("\ufffd")
    return "utf-8" if wrong <= sum(character > "\x7f" for character in decoded) - wrong else "cp1252"


def refuse_unreadable(body: bytes) -> None:
    """Raises PageRefused when the bytes cannot be a page of text: empty, over `MAX_BYTES`, or a binary file."""
    if len(body) > MAX_BYTES:
        raise PageRefused(
            "too-large",
            f"the page is {len(body) / 1e6:.0f} MB, over the limit of {MAX_BYTES / 1e6:.0f} MB",
            "import the part of it that holds the disclosure",
        )
    if not body.strip():
        raise PageRefused("empty", "the page is empty")
    utf16 = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    if body.startswith(_BINARY_SIGNATURES) or (b"\0" in body[:4096] and not utf16):
        raise PageRefused("binary", "the file is not text or HTML", "give the saved web page or its text")


def challenge_in(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """Why this response is a refusal to serve us, or None. `headers` has lower-case names; only the first 64 KiB are read."""
    if "challenge" in headers.get("cf-mitigated", ""):
        return f"HTTP {status} with a Cloudflare challenge header"
    head = body[:65536].decode("latin-1")
    if _CHALLENGE.search(head):
        return f"HTTP {status} with a bot-challenge page"
    if status in _BLOCKING_STATUS and "cloudflare" in headers.get("server", "").lower():
        return f"HTTP {status} from Cloudflare"
    return None


def refuse_failure(page: Page) -> None:
    """Raises Blocked for a challenge and PageRefused for an HTTP error; returns for anything that may be content."""
    reason = challenge_in(page.status, page.headers, page.body)
    if reason:
        raise Blocked(reason)
    if page.status >= 400:
        raise PageRefused("gone" if page.status in (404, 410) else "http-error", f"HTTP {page.status}")


def media_type_of(content_type: str, body: bytes) -> str:
    """The kind of text that a body is: HTML, XML, JSON or plain text, by its first bytes where they tell, else as declared."""
    head = body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if (head.startswith(b"<?xml") and b"<html" not in head) or head.startswith((b"<urlset", b"<sitemapindex")):
        return XML
    if head.startswith((b"<!doctype html", b"<html")):
        return HTML
    declared = content_type.split(";")[0].strip().lower()
    if declared.endswith("json"):
        return JSON
    return PLAIN if declared == PLAIN else HTML
