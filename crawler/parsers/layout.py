"""The layout of a site's responses, told by words that the page and a text that was saved of it both keep.

Nothing here leans on markup. Above the first label stand the site's own lines and the title, behind the last words of the response the site's
own lines again.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from crawler.document import Document
from crawler.errors import PageRefused
from crawler.page import Page
from crawler.parsers import labels
from crawler.parsers.detail import Hint, Hints
from crawler.parsers.labels import Field
from crawler.reading.boilerplate import without_boilerplate

_MAX_TITLE = 300
"""No title is longer; a line that is belongs to the response."""


@dataclass(frozen=True)
class Layout:
    """`labels` say what stands behind them; `reference` is the form of the site's own references, and group `code` in it, if there is one, what
    they are written as. `above` fits the lines between the site's furniture and the first label that are no title, `tail` the line from which
    on nothing is part of the response."""

    labels: Mapping[str, Field]
    reference: re.Pattern[str]
    above: re.Pattern[str]
    tail: re.Pattern[str]

    def laid(self, document: Document) -> "Laid":
        """The response's own part of the document. Raises PageRefused when no label is on it."""
        lines = without_boilerplate(document.lines)
        end = next((number for number, line in enumerate(lines) if self.tail.match(line)), len(lines))
        lines = lines[:end]
        found = labels.find(lines, self.labels)
        if not found:
            raise PageRefused(
                "unrecognised", "none of the labels of the site's responses is on the page", "is it a response, or a new template?"
            )
        first = "\n".join(lines).count("\n", 0, found[0].at)
        head = [line for line in lines[:first] if not self.above.match(line)]
        title = document.title
        if (not title or self.above.match(title)) and head and len(head[-1]) <= _MAX_TITLE:
            title = head[-1]
        # What stands above the title is the site's; what stands between it and the first label is the response's.
        below = next((number + 1 for number in range(first - 1, -1, -1) if lines[number] == title), 0 if document.title else first)
        lines = lines[below:]
        return Laid(self, replace(document, title=title, lines=lines), labels.find(lines, self.labels))


@dataclass(frozen=True)
class Laid:
    """A response in its layout, with the labels that are on it; offsets are into its lines joined by newlines."""

    layout: Layout
    document: Document
    found: Sequence[labels.Labelled]

    def reference(self) -> Hint | None:
        """What stands behind the label of the reference, if it has the form of one."""
        value = labels.first_of(self.found, "reference")
        match = self.layout.reference.match(value.value) if value else None
        if not value or not match:
            return None
        code = "code" if "code" in self.layout.reference.groupindex else 0
        return Hint(match[code].upper(), match[code], value.start + match.start(code), "reference/own-label", "text", firm=True)

    def hints(self, key: str = "", reference: Hint | None = None) -> Hints:
        """What the labels tell; `reference` is what the address tells, for a page without its label."""
        return Hints(
            key,
            self.reference() or reference,
            self._day("received"),
            self._day("responded"),
            self._day("published"),
            tuple(labels.headings_of(self.found)),
        )

    def _day(self, field: Field) -> Hint | None:
        value = labels.first_of(self.found, field)
        day = labels.date_of(value.value, ()) if value else None
        return Hint(day.iso, day.printed, value.start + day.start, f"{field}/own-label", "text", firm=True) if value and day else None


def at(page: Page, url: str) -> Page:
    """The page under its canonical address, with the one that it was asked for at beside it."""
    return page if page.url == url else replace(page, url=url, requested_url=page.url)
