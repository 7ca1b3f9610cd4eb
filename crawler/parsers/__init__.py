"""Parsers: Page -> Parsed, one module a platform. A parser never fetches, reads no clock and opens no file."""

from crawler.document import document_of
from crawler.errors import PageRefused
from crawler.page import PLAIN, Page
from crawler.parsers import alaveteli, ckan, govscot, govuk, govwales, jadu, jersey, labelled_page, ons, single_online_home, socrata, tfl
from crawler.parsers.base import Follow, Parsed, Platform
from crawler.parsers.detail import Hints, read_detail
from crawler.source import Source

PLATFORMS: dict[str, Platform] = {
    module.PLATFORM.name: module.PLATFORM
    for module in (
        single_online_home,
        govuk,
        govscot,
        govwales,
        socrata,
        ckan,
        ons,
        jersey,
        tfl,
        jadu,
        alaveteli,
        labelled_page,
    )
}
"""Every platform by the name that TOML files use."""

__all__ = ["PLATFORMS", "Follow", "Parsed", "Platform", "parse"]


def parse(page: Page, source: Source) -> Parsed:
    """What the page says. Raises PageRefused for a page that is none of its platform's kinds, Blocked for a challenge.

    A saved text may have lost the layout and the address by which its platform knows a response: it is read for what it says.
    """
    try:
        return PLATFORMS[source.platform].parse(page, source)
    except PageRefused as refused:
        if page.media_type != PLAIN or refused.reason not in _BY_LAYOUT:
            raise
    disclosure = read_detail(page, document_of(page, source.origin), source, Hints(), [])
    return Parsed("detail", [disclosure], warnings=disclosure.warnings)


_BY_LAYOUT = ("unrecognised", "not-a-disclosure")
"""Reasons to refuse a page for what it looks like."""
