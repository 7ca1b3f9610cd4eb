"""A rule: what a reader looks for, what it means, and examples that it explains."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`pattern` is searched for; `value` is what a match means; each of `examples` is explained by this rule first."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    value: str = ""


def rule(rule_id: str, pattern: str, *examples: str, value: str = "", flags: re.RegexFlag = re.IGNORECASE) -> Rule:
    """A rule whose pattern ignores case."""
    return Rule(rule_id, re.compile(pattern, flags), examples, value)


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
