"""What every parser gives, and what a platform is."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from crawler.items import Attachment, Disclosure
from crawler.page import Page

if TYPE_CHECKING:
    from crawler.document import Link
    from crawler.source import Source

Kind = Literal["list", "detail"]


@dataclass(frozen=True)
class Follow:
    """A page to fetch next. `context` is what the page that led there says of it. `version` in it is what changes when the page does: one
    that was read with the same version is not fetched again. `older`: a further page of a list that goes from the newest on, so that behind
    a page of known ones there is nothing new."""

    url: str
    kind: Kind
    context: Mapping[str, str] = field(default_factory=dict)
    older: bool = False


def row_version(pieces: Iterable[str]) -> str:
    """The version of a page of which its list tells no time of change: it changes with the words of its row."""
    return hashlib.sha256("\n".join(pieces).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class RefusedRow:
    """A row of a list that should hold a disclosure and does not: the row's own address, and why."""

    url: str
    reason: str
    message: str


@dataclass(frozen=True)
class Parsed:
    """What one page says: its disclosures, the pages that it leads to, and what could not be read, in words.

    A list may hold disclosures itself, one a row. A detail page may have parts in `follow`, which are pages of their own. `files_at` is the
    address of a page that lists all files of the one disclosure, `attachments` what such a page lists: `with_files` joins them.
    """

    kind: Kind
    disclosures: list[Disclosure] = field(default_factory=list)
    follow: list[Follow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    files_at: str = ""
    attachments: list[Attachment] = field(default_factory=list)

    def with_files(self, sha256: str, listed: "Parsed") -> list[Disclosure]:
        """The disclosures with the files that their page of files lists; `sha256` is that page's. Both pages make the version: a file that is
        added there is an edit."""
        return [_with_files(disclosure, sha256, listed.attachments) for disclosure in self.disclosures]


def _with_files(disclosure: Disclosure, sha256: str, files: list[Attachment]) -> Disclosure:
    named = {file.url for file in disclosure.attachments}
    digest = hashlib.sha256(f"{disclosure.provenance.page_sha256} {sha256}".encode()).hexdigest()
    return msgspec.structs.replace(
        disclosure,
        attachments=[*disclosure.attachments, *(file for file in files if file.url not in named)],
        provenance=msgspec.structs.replace(disclosure.provenance, page_sha256=digest),
    )


@dataclass(frozen=True)
class Numbered:
    """Responses that stand under numbers, counted up from `first`. `ahead` numbers in a row without one end the walk over them. `address` is
    the page of a number, `number` the number of an address, or None."""

    first: int
    ahead: int
    address: Callable[[int], str]
    number: Callable[[str], int | None]


@dataclass(frozen=True)
class Platform:
    """A publishing platform. `entries` gives the lists that a crawl can start from, the best first; the next is tried when one
    lists nothing. `Settings` is the msgspec class that a source's `[settings]` must fit. By `address` and `marks` a site of the platform
    is known: patterns of an address and of a page's text, whose named groups give settings. `rows`: its lists hold the disclosures.
    `together`: every entry is read, not only the first that lists anything. `problems` tells what a source lacks to be crawled.
    `numbered`: there is no list, and the responses are found by their numbers."""

    name: str
    parse: Callable[[Page, "Source"], Parsed]
    entries: Callable[["Source"], list[Follow]]
    Settings: type[Any]
    address: re.Pattern[str] | None = None
    marks: tuple[re.Pattern[str], ...] = ()
    rows: bool = False
    together: bool = False
    problems: Callable[["Source"], Iterable[str]] | None = None
    numbered: Callable[["Source"], Numbered] | None = None


_FILE_NOTES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\s*[(\[]\s*(?P<type>pdf|xlsx?|csv|docx?|ods|odt|pptx?|zip|txt)?\s*,?\s*(?:(?P<size>[\d.,]+)\s*(?P<unit>bytes?|[kmg]b?))?\s*[)\]]\s*$",
        # gov.wales
        r"\s*,\s*file type:\s*(?P<type>[a-z]{2,5})(?:\s*,\s*file size:\s*(?P<size>[\d.,]+)\s*(?P<unit>bytes?|[kmg]b?))?\s*$",
    )
)
_UNITS = {"b": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "zip": "application/zip",
}
"""Media types of the files that disclosure logs offer, by extension."""


def attachment_of(link: "Link") -> Attachment:
    """The file behind a link: its name without the "(XLSX, 21KB)" or ", file type: PDF" that platforms print behind it, type and printed size."""
    file_name = link.url.split("?")[0].rsplit("/", 1)[-1]
    note = next((found for pattern in _FILE_NOTES if (found := pattern.search(link.text))), None)
    name = (link.text[: note.start()] if note and (note["type"] or note["size"]) else link.text).strip()
    extension = file_name.rsplit(".", 1)[-1].lower() if "." in file_name else (note["type"] or "").lower() if note else ""
    return Attachment(
        name=name or file_name,
        url=link.url,
        media_type=MEDIA_TYPES.get(extension),
        size=_bytes(note["size"], note["unit"]) if note and note["size"] else None,
    )


def with_named(files: list[Attachment], named: list[Attachment]) -> list[Attachment]:
    """The platform's own files, then those that the text only names and that are none of them."""
    known = {word.lower() for file in files for word in (file.name, (file.url or "").rsplit("/", 1)[-1])}
    return files + [file for file in named if file.url is None and file.name.lower() not in known]


def _bytes(number: str, unit: str) -> int | None:
    try:
        return round(float(number.replace(",", "")) * _UNITS[unit[0].lower()])
    except ValueError:
        return None
