"""One response page into its record: what every platform does alike, once it knows what the page is.

The text is read by `crawler.reading`; what it does not say is taken, in this order, from the title, the metadata, the list that led here,
and the address.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.address import canonical_url
from crawler.document import Document, Link
from crawler.errors import PageRefused
from crawler.items import Attachment, Disclosure, Evidence, Provenance, Where
from crawler.page import Page
from crawler.parsers.base import MEDIA_TYPES, attachment_of
from crawler.reading import Reading, dates, read, reference
from crawler.reading.boilerplate import without_boilerplate
from crawler.version import reader_version

if TYPE_CHECKING:
    from crawler.source import Source


_HEAD_LINES = 5
"""In which a page prints the reference that its address repeats."""


@dataclass(frozen=True)
class Hint:
    """A value that the address, or what `where` says, tells as printed there from `start` on. A `firm` one is a field of the platform's own
    and believed before the text; any other fills in what the text does not say."""

    value: str
    printed: str
    start: int
    rule: str
    where: Where = "url"
    firm: bool = False

    def evidence(self) -> Evidence:
        return Evidence(start=self.start, end=self.start + len(self.printed), rule=self.rule, where=self.where)


@dataclass(frozen=True)
class Heading:
    """A heading of the platform's own at `[start, end)` of the text, which readers are to take for `word`, no longer than itself."""

    start: int
    end: int
    word: str


@dataclass(frozen=True)
class Hints:
    """What a platform knows of a page before reading it. `key` is the stable part of the record's id; without one, the reference is."""

    key: str = ""
    reference: Hint | None = None
    received: Hint | None = None
    responded: Hint | None = None
    published: Hint | None = None
    headings: tuple[Heading, ...] = ()


def field_hint(printed: str | None, rule: str, *, firm: bool = False) -> Hint | None:
    """A date that stands in a field of the platform's own, to the day; None for an empty field or one that is no date."""
    found = next(dates.find_in(printed), None) if printed else None
    return Hint(str(found.date), found.printed, found.start, rule, "meta", firm) if found else None


def read_detail(page: Page, document: Document, source: "Source", hints: Hints, files: Iterable[Link]) -> Disclosure:
    """The record of a page. Raises PageRefused when nothing but site furniture stands on it, or nothing that a response says."""
    return _Detail(page, document, source, hints).record(files)


class _Detail:
    """One detail page, its fields read in the record's order."""

    def __init__(self, page: Page, document: Document, source: "Source", hints: Hints) -> None:
        self.page = page
        self.document = document
        self.source = source
        self.hints = hints
        self.text = "\n".join(without_boilerplate(document.lines))
        if not self.text:
            raise PageRefused("empty", "the page shows nothing but the site's own furniture")
        self.evidence: dict[str, Evidence] = {}

    def record(self, files: Iterable[Link]) -> Disclosure:
        reading = read(self._for_readers(), forms=self.source.references, law=self.source.law)
        if not self.hints.key and not _says_anything(reading, self.text):
            raise PageRefused("unrecognised", "the text has no reference, request, decision or exemption in it", "is it a disclosure?")
        self.evidence.update(reading.evidence)
        reference_, reference_printed = self._reference(reading)
        published, published_printed = self._published(reading)
        received, received_printed = self._date("date_received", reading.received, self.hints.received)
        responded, responded_printed = self._date("date_responded", reading.responded, self.hints.responded)
        warnings = list(reading.warnings)
        if self.page.damaged:
            warnings.append(f"text: {self.page.damaged} characters could not be decoded")
        return Disclosure(
            id=f"{self.source.id}/{self._key(reference_)}",
            source=self.source.id,
            platform=self.source.platform,
            authority=self.source.authority,
            authority_id=self.source.authority_id,
            nation=self.source.nation,
            reference=reference_,
            reference_printed=reference_printed,
            title=self.document.title or self.page.context.get("title"),
            url=canonical_url(self.page.url) if self.page.url else None,
            alternate_urls=self._alternate_urls(),
            licence=self.source.licence,
            document_type=self.page.context.get("document_type"),
            date_received=received,
            date_received_printed=received_printed,
            date_responded=responded,
            date_responded_printed=responded_printed,
            date_published=published,
            date_published_printed=published_printed,
            question=reading.question,
            questions=reading.questions,
            decision=reading.decision,
            decision_printed=reading.decision_printed,
            outcomes=reading.outcomes,
            exemptions=reading.exemptions,
            other_law=reading.other_law,
            attachments=self._attachments(files, reading),
            text=self.text,
            sections=reading.sections,
            evidence=self.evidence,
            warnings=warnings,
            provenance=Provenance(
                fetched_at=self.page.fetched_at,
                page_sha256=self.page.sha256,
                record=self.page.record,
                parser_version=reader_version(),
            ),
        )

    def _for_readers(self) -> str:
        """The text with the platform's own headings as readers know them; every offset in it is one into the text."""
        text = self.text
        for heading in self.hints.headings:
            end = "\n" if text[heading.start : heading.end].endswith("\n") else ""
            text = text[: heading.start] + heading.word.ljust(heading.end - heading.start - len(end)) + end + text[heading.end :]
        return text

    def _reference(self, reading: Reading) -> tuple[str | None, str | None]:
        """The platform's field, else the text's own reference, else the title's, else the address's; canonical and as printed."""
        if self.hints.reference and self.hints.reference.firm:
            return self._taken("reference", self.hints.reference)
        if reading.reference:
            return reading.reference.canonical, reading.reference.printed
        in_title = reference.in_title(self.document.title or "", self.source.references)
        if in_title:
            self.evidence["reference"] = Evidence(start=in_title.start, end=in_title.end, rule=f"reference/{in_title.form}", where="title")
            return in_title.canonical, in_title.printed
        if self.hints.reference:
            return self._taken("reference", self.hints.reference)
        return self._in_address() if self.page.url else (None, None)

    def _in_address(self) -> tuple[str | None, str | None]:
        """The reference that the address shows: as the first lines print it, else in the usual form."""
        url = self.page.url or ""
        head = "\n".join(self.text.split("\n", _HEAD_LINES)[:_HEAD_LINES])
        if printed := reference.agreeing(head, url):
            self.evidence["reference"] = Evidence(start=printed.start, end=printed.end, rule=f"reference/{printed.form}")
            return printed.canonical, printed.printed
        address = reference.from_address(url)
        return (
            self._taken("reference", Hint(address.canonical, address.printed, address.start, f"reference/{address.form}"))
            if address
            else (None, None)
        )

    def _date(self, name: str, read_: dates.FoundDate | None, hint: Hint | None) -> tuple[str | None, str | None]:
        """A date and as printed: a firm field's, else the text's, else the hint's."""
        if hint and (hint.firm or read_ is None):
            return self._taken(name, hint)
        return (str(read_.date), read_.printed) if read_ else (None, None)

    def _taken(self, name: str, hint: Hint) -> tuple[str, str]:
        self.evidence[name] = hint.evidence()
        return hint.value, hint.printed

    def _published(self, reading: Reading) -> tuple[str | None, str | None]:
        """The date of publication, and as printed: in the platform's field, in the text, in metadata, in the list, else in the address."""
        if self.hints.published and self.hints.published.firm:
            return self._taken("date_published", self.hints.published)
        if reading.published:
            return str(reading.published.date), reading.published.printed
        meta = self.document.meta.get("article:published_time") or next(iter(self.document.times), None)
        places: tuple[tuple[Where, str | None], ...] = (("meta", meta), ("listing", self.page.context.get("date")))
        for where, printed in places:
            date = next(dates.find_in(printed), None) if printed else None
            if printed and date:
                self.evidence["date_published"] = Evidence(start=0, end=len(printed), rule=f"published/{where}", where=where)
                return str(date.date), printed
        return self._taken("date_published", self.hints.published) if self.hints.published else (None, None)

    def _attachments(self, links: Iterable[Link], reading: Reading) -> list[Attachment]:
        """The files that the page links to, then those that its text names and no link is to."""
        linked = [attachment_of(link) for link in links]
        known = {name.lower() for file in linked for name in (file.name, (file.url or "").rsplit("/", 1)[-1])}
        return linked + [
            Attachment(name=file.name, media_type=MEDIA_TYPES.get(file.extension))
            for file in reading.files
            if not {file.name.lower(), file.name.lower().removesuffix(f".{file.extension}")} & known
        ]

    def _key(self, reference_: str | None) -> str:
        return self.hints.key or (reference_.replace(" ", "-") if reference_ else f"text-{self.page.sha256[:12]}")

    def _alternate_urls(self) -> list[str]:
        here = canonical_url(self.page.url) if self.page.url else ""
        others = (self.page.requested_url, self.document.meta.get("canonical"))
        return sorted({canonical_url(url) for url in others if url and self.source.serves(url)} - {here})


def _says_anything(reading: Reading, text: str) -> bool:
    return bool(reading.reference or reading.question or reading.exemptions or _OF_A_REQUEST.search(text.lower()))


_OF_A_REQUEST = re.compile(
    r"freedom of information|environmental information|foi request|\brequest for (?:information|an? internal review)\b"
)
