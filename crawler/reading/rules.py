"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. A fixed word is found far faster than a pattern fails, so
each rule works out from its pattern the words of which one must stand in any match, and is tried only where one does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser of patterns; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from crawler.reading.text import Text


@dataclass(frozen=True)
class Rule:
    """`value` is what a match means; each of `examples` is explained by this rule before any other of its table. `needs` are words of which
    one stands in every match; none when that cannot be told."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    value: str = ""
    needs: tuple[str, ...] = ()

    def search(self, low: str) -> re.Match[str] | None:
        """The first match in a piece of `Text.low`."""
        if self.needs:
            for word in self.needs:
                if word in low:
                    break
            else:
                return None
        return self.pattern.search(low)


def rule(rule_id: str, pattern: str, *examples: str, value: str = "") -> Rule:
    """A rule; `^` and `$` stand for the ends of a line."""
    return Rule(rule_id, re.compile(pattern, re.MULTILINE), examples, value, needed_words(pattern))


def first(rules: Sequence[Rule], low: str) -> Rule | None:
    """The first rule of a table that matches a piece of `Text.low`."""
    for entry in rules:
        if entry.search(low):
            return entry
    return None


def by_sentence(rules: tuple[Rule, ...], text: Text) -> list[list[Rule]]:
    """For each sentence of the text the rules of a table, in its order, of which a needed word stands in it."""
    rows: list[list[Rule]] = [[] for _ in text.sentences]
    for entry in rules:
        for index in text.sentences_with(entry.needs) if entry.needs else range(len(rows)):
            rows[index].append(entry)
    return rows


_MOST_WORDS = 40
"""Looking for more words than this costs more than trying the pattern."""


def needed_words(pattern: str) -> tuple[str, ...]:
    """Words of which at least one stands in every match of a pattern, the longest choice that the pattern gives; empty when there is none."""
    words = _needed(parser.parse(pattern, re.MULTILINE)) or frozenset()
    return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))


def _needed(sequence: Any) -> frozenset[str] | None:
    choices: list[frozenset[str]] = []
    run = ""
    for code, argument in [*sequence, (None, None)]:
        if code is codes.LITERAL:
            run += chr(argument)
            continue
        choices += [frozenset({run})] if run else []
        run = ""
        inner = _needed_of(code, argument)
        choices += [inner] if inner else []
    return max(choices, key=_worth, default=None)


def _needed_of(code: Any, argument: Any) -> frozenset[str] | None:
    if code is codes.SUBPATTERN:
        return _needed(argument[-1])
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        return _needed(argument[2]) if argument[0] else None
    if code is codes.ASSERT:
        return _needed(argument[1])
    if code is codes.BRANCH:
        branches = [_needed(branch) for branch in argument[1]]
        if any(branch is None for branch in branches):
            return None
        words = frozenset().union(*(branch for branch in branches if branch))
        return words if len(words) <= _MOST_WORDS else None
    return None


_EVERYWHERE = frozenset(
    {"information", "request", "the", "you", "your", "not", "of", "is", "that", "which", "this", "for", "to", "in", "we"}
)
"""Words that every response has: to look for them tells nothing."""


def _worth(words: frozenset[str]) -> tuple[bool, int, int]:
    """Long words are rare, and few are looked for sooner."""
    return not any(word.strip() in _EVERYWHERE for word in words), min(len(word) for word in words), -len(words)
