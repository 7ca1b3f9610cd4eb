"""Labels that a page prints before its values, in its lines: `Reference: 507-25`, a label alone above its value, a row of two cells.

What a label means is told by a source's table, so the same rule reads a definition list, a table and a text that was saved without markup.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from crawler.parsers.detail import Heading
from crawler.reading import dates

Field = Literal["reference", "received", "responded", "published", "title", "request", "response", "ignored"]
"""What stands behind a label. `ignored` says that the label is known and that its value belongs to no field."""

_DATES = ("received", "responded", "published")
SHORT = 40
"""No reference is longer; what is longer behind its label is a sentence."""


@dataclass(frozen=True)
class Labelled:
    """A value at `[start, end)` of the lines joined by newlines, behind a label that begins at `at`; `value` may be empty."""

    field: Field
    label: str
    value: str
    at: int
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.value)


@dataclass(frozen=True)
class LabelledDate:
    """A date as precise as it is printed, at `start` of the value."""

    iso: str
    printed: str
    start: int


def find(lines: Sequence[str], labels: Mapping[str, Field]) -> list[Labelled]:
    """Every label of the table that begins a line or a cell, in order, with what stands behind it."""
    if not labels:
        return []
    known = {label.lower(): field for label, field in labels.items()}
    names = "|".join(re.escape(label) for label in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?:^|(?<=\| ))(?:• )?(?P<label>{names})(?P<behind>\s*[:|]\s*|\s+|$)", re.IGNORECASE)
    found: list[Labelled] = []
    offset = 0
    for number, line in enumerate(lines):
        for match in pattern.finditer(line):
            field = known[match["label"].lower()]
            value = line[match.end() :].split(" | ")[0].rstrip()
            start = offset + match.end()
            if match["behind"].isspace() and not _follows_at_once(field, value):
                continue
            if not value and number + 1 < len(lines) and not pattern.match(lines[number + 1]):
                value, start = lines[number + 1], offset + len(line) + 1
            found.append(Labelled(field, match["label"], value, offset + match.start(), start))
        offset += len(line) + 1
    return found


def _follows_at_once(field: Field, value: str) -> bool:
    """Whether a value without a colon before it is one, and not the rest of a sentence that begins as the label does."""
    if field in _DATES:
        return any(date.start == 0 for date in dates.find_in(value))
    return field == "reference" and len(value) <= SHORT and any(character.isdigit() for character in value)


def first_of(found: Sequence[Labelled], field: Field) -> Labelled | None:
    """The first value of a field; a label without one counts only when there is no other."""
    values = [each for each in found if each.field == field]
    return next((each for each in values if each.value), next(iter(values), None))


def headings_of(found: Sequence[Labelled]) -> Iterator[Heading]:
    """The labels of request and response as readers know them; nothing when one of the two is missing.

    A label that is shorter than the word for it stays: every offset has to.
    """
    asked = next((each for each in found if each.field == "request"), None)
    answered = next((each for each in found if each.field == "response" and asked and each.at >= asked.start), None)
    for each, word in ((asked, "You asked"), (answered, "We answered")):
        if each and asked and answered and each.start - each.at > len(word):
            yield Heading(each.at, each.start, word)


def date_of(value: str, formats: Sequence[str]) -> LabelledDate | None:
    """The date of a value: by the source's own formats where they fit the whole of it, else as British dates are written."""
    for format_ in formats:
        try:
            day = datetime.strptime(value.strip(), format_)  # noqa: DTZ007 -- a calendar day has no time zone
        except ValueError:
            continue
        return LabelledDate(day.strftime(_precision(format_)), value.strip(), value.index(value.strip()))
    found = next(dates.find_in(value), None)
    return LabelledDate(str(found.date), found.printed, found.start) if found else None


def _precision(format_: str) -> str:
    """How much of a date the format prints."""
    if "%d" in format_ or "%j" in format_:
        return "%Y-%m-%d"
    return "%Y-%m" if re.search(r"%[mbB]", format_) else "%Y"
