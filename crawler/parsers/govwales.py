"""gov.wales: responses of the Welsh Government under their ATISN numbers, by the list of publications.

Of its pages only texts were seen (2022): the labels, the words behind a file, the numbered list and the shape of the addresses. Its markup
was not, so nothing here leans on a class name. Some pages print the letter, some only offer it as a file, some have the letter of an internal
review above that of the first reply; the Welsh page of a release stands on llyw.cymru under another address.
"""

import re
from dataclasses import replace

import msgspec

from crawler.document import Link
from crawler.items import Disclosure
from crawler.page import Page
from crawler.parsers import labelled_page
from crawler.parsers.base import Parsed, Platform, attachment_of, with_named
from crawler.source import Source

_LIST = "/publications?keywords=&All_=All&publication_type%5B3%5D={type}&published_after=&published_before=&page=0"
_FILE = re.compile(
    r"^(?:• )?(?P<file>[^\n]{1,200}?\s*,\s*file type: ?\w{2,5}(?:\s*,\s*file size: ?[\d.,]+ ?\w{1,5})?)(?:$| )", re.IGNORECASE
)
_FOOT = r"report anything wrong.*|share this page.*|about this page|part of|print this page|rhannu'r dudalen hon.*|rhoi gwybod am.*"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`publication_type`: the number that the list of publications has for responses to requests."""

    publication_type: int = 3


def _rules(source: Source) -> labelled_page.Settings:
    settings = msgspec.convert(source.settings, Settings)
    return labelled_page.Settings(
        lists=[_LIST.format(type=settings.publication_type)],
        detail=r"/(?:en/)?atisn-?(?P<key>\d{4,6}[^/?]*)",
        page="page",
        newest_first=True,
        labels={
            "First published": "published",
            "Cyhoeddwyd gyntaf": "published",
            "Last updated": "ignored",
            "Diweddarwyd ddiwethaf": "ignored",
            "Documents": "ignored",
            "Dogfennau": "ignored",
            "Details": "ignored",
            "Manylion": "ignored",
        },
        named=r"\bATISN\s?(?:no\.?\s?)?(?P<key>\d{4,6})\b",
        until=_FOOT,
    )


def parse(page: Page, source: Source) -> Parsed:
    """A list gives releases to follow, a release its disclosure."""
    parsed = _PAGES.parse(page, source)
    return replace(parsed, disclosures=[_with_files(disclosure) for disclosure in parsed.disclosures])


def _with_files(disclosure: Disclosure) -> Disclosure:
    """With the files that only a saved text names: "Reply, file type: PDF, file size: 98 KB"."""
    lines = (found["file"] for line in disclosure.text.splitlines() if (found := _FILE.match(line)))
    named = [msgspec.structs.replace(attachment_of(Link("", line)), url=None) for line in lines]
    return msgspec.structs.replace(disclosure, attachments=with_named(disclosure.attachments, named))


_PAGES = labelled_page.built_on("govwales", Settings, _rules)
PLATFORM = Platform(
    "govwales", parse, _PAGES.entries, Settings, address=re.compile(r"^https?://(?:www\.)?(?:gov\.wales|llyw\.cymru)/"), together=True
)
