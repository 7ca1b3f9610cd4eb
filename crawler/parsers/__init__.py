"""Parsers: Page -> Parsed, one module a platform. A parser never fetches, reads no clock and opens no file."""

from crawler.page import Page
from crawler.parsers import alaveteli, ckan, govscot, govuk, govwales, jadu, jersey, labelled_page, ons, single_online_home, socrata, tfl
from crawler.parsers.base import Follow, Parsed, Platform
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
    """What the page says. Raises PageRefused for a page that is none of its platform's kinds, Blocked for a challenge."""
    return PLATFORMS[source.platform].parse(page, source)
