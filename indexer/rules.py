"""A rule on one sentence: what it looks for, what a match means, and examples that it explains."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-", "\u0130": "I"})
_SENTENCE_END = re.compile(r"\n+|(?<=[.!?;])[\"')]?\s+(?=[\"'(]?[A-Z0-9£])")
_ABBREVIATED = re.compile(r"\b(?:s|ss|reg|regs|no|nos|para|paras|mr|mrs|ms|dr|st|v|e\.g|i\.e)\.$", re.IGNORECASE)


@dataclass(frozen=True)
class SentenceRule:
    """`value` is what a match means; the rule matches each of `examples`, and is the first of its table that does."""

    id: str
    value: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]


def sentence_rule(rule_id: str, value: str, pattern: str, *examples: str) -> SentenceRule:
    """A rule; its pattern is searched in a sentence in small letters with plain quotes and dashes."""
    return SentenceRule(rule_id, value, re.compile(pattern), examples)


def plain(text: str) -> str:
    """The text with plain quotes and dashes; offsets stay."""
    return text.translate(_PLAIN)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """`[start, end)` of every sentence; a line always ends one."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] != "\n" and _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            continue
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)
