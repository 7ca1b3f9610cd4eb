"""Dates as British public bodies print them: day first, as precise as printed, and what each date is of.

A date takes its role from the words just before it, on its line or on the label line above.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import PartialDate
from crawler.reading.rules import Rule, rule

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATE = re.compile(
    r"(?<![\d/.-])(?P<d1>\d{1,2})\s?\^?(?:st|nd|rd|th)?\s?(?:day\s+of\s+|of\s+)?"
    + _MONTH.format("m1")
    + r"\b\.?,?\s*(?P<y1>\d{4}|'?\d{2})(?![\d/]|\s?(?:am|pm|:)\b)"
    r"|\b" + _MONTH.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})(?!\d)"
    r"|(?<![\d/.-])(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
    r"|(?<![\d/.-])(?P<d4>\d{1,2})(?P<sep>[/.-])(?P<m4>\d{1,2})(?P=sep)(?P<y4>\d{4}|\d{2})(?![\d/])"
    r"|\b" + _MONTH.format("m5") + r",?\s+(?P<y5>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)

RECEIVED = (
    rule("received/label", r"(?:date (?:of )?(?:request|received|receipt)|request(?: was)? (?:date|received)|received(?: date)?|requested)(?: on)?\s*:?\s*$", "Date received: 24/05/2018"),
    rule("received/sentence", r"(?:received|submitted|sent|emailed)(?: by\b[^.\n]{0,60}| in\b[^.\n]{0,40}| at\b[^.\n]{0,40}| from you)?(?: on| dated)?(?: the)?\s*$", "your request, received on 24th October 2023"),
    rule("received/dated", r"(?:request|e-?mail|letter|correspondence|enquiry)(?: for information)?(?: (?:under|made under) [^.\n]{0,60})?(?: which was| was)?,? (?:dated|of|made on)(?: the)?\s*$", "your request for information dated 3 March 2025"),
)  # fmt: skip
RESPONDED = (
    rule("responded/label", r"(?:date (?:of )?(?:response|reply|responded|released?|issued?|answered|completed)|(?:response|reply)(?: sent)?(?: date)?|responded|answered|date sent)(?: on)?\s*:?\s*$", "Date of response: 16 June 2023"),
    rule("responded/date", r"^\s*(?:our )?date\s*:\s*$", "Date: 16/02/26"),
)  # fmt: skip
PUBLISHED = (
    rule("published/label", r"(?:(?:first |date (?:of )?)?(?:published|publication|publish)(?: date)?|posted|disclosure date|foi date)(?: on)?\s*:?\s*$", "Published: 4 July 2018"),
)  # fmt: skip


@dataclass(frozen=True)
class FoundDate:
    """A date at `[start, end)` of the text."""

    date: PartialDate
    printed: str
    start: int
    end: int


def find(text: str) -> Iterator[FoundDate]:
    """Every date that the text prints with its year, in order. Impossible dates (31 February) are left out."""
    for match in _DATE.finditer(text):
        groups = {name[0]: value for name, value in match.groupdict().items() if value is not None and name != "sep"}
        try:
            date = PartialDate(_year(groups["y"]), _month(groups["m"]), int(groups["d"]) if "d" in groups else None)
        except ValueError:
            continue
        yield FoundDate(date, match.group(), match.start(), match.end())


def parse(printed: str) -> PartialDate | None:
    """The date that the string is, or None when it is more or less than one date."""
    found = next(find(printed), None)
    return found.date if found and found.printed == printed.strip() else None


def _year(printed: str) -> int:
    digits = printed.lstrip("'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(printed.lower()[:3]))


def in_role(text: str, dates: list[FoundDate], rules: tuple[Rule, ...]) -> tuple[FoundDate, Rule] | None:
    """The first date, by order of the rules and then of the text, that the words before it give this role."""
    for rule_ in rules:
        for date in dates:
            if rule_.pattern.search(_before(text, date.start)):
                return date, rule_
    return None


_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?,?\s*$", re.IGNORECASE)


def _before(text: str, start: int) -> str:
    """The words before an offset: its line, or the line above when the date opens its own; a weekday is part of the date."""
    line = text.rfind("\n", 0, start) + 1
    before = _WEEKDAY.sub("", text[max(line, start - 120) : start])
    if before.strip(" -–•:|"):
        return before
    above = text.rfind("\n", 0, max(line - 1, 0)) + 1
    return text[above : max(line - 1, 0)][-120:]
