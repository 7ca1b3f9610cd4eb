"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. `needs` are words of which one must stand in the text
before the pattern is tried at all; a fixed word is found far faster than a pattern fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.reading.text import Text


@dataclass(frozen=True)
class Rule:
    """`value` is what a match means; each of `examples` is explained by this rule before any other of its table."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    value: str = ""
    needs: tuple[str, ...] = ()

    def finditer(self, text: Text) -> Iterator[re.Match[str]]:
        """The matches in the text, in order."""
        if not self.needs or any(word in text.low for word in self.needs):
            yield from self.pattern.finditer(text.low)

    def search(self, low: str) -> re.Match[str] | None:
        """The first match in a piece of `Text.low`."""
        if not self.needs or any(word in low for word in self.needs):
            return self.pattern.search(low)
        return None


def rule(rule_id: str, pattern: str, *examples: str, value: str = "", needs: tuple[str, ...] = ()) -> Rule:
    """A rule; `^` and `$` stand for the ends of a line."""
    return Rule(rule_id, re.compile(pattern, re.MULTILINE | re.IGNORECASE), examples, value, needs)


def first(rules: tuple[Rule, ...], low: str) -> Rule | None:
    """The first rule of a table that matches a piece of `Text.low`."""
    return next((rule for rule in rules if rule.search(low)), None)


@dataclass(frozen=True)
class Line:
    """One line of a text: `[start, end)` are its offsets."""

    text: str
    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines of the text with their offsets, in order."""
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Line(line, start, start + len(line)))
        start += len(line) + 1
    return lines
