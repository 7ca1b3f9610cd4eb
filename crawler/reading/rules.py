"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. A word is looked up far faster than a pattern
fails, so each rule works out from its pattern the words of which one must stand in any match, and is tried only where one does.
"""

import re
from dataclasses import dataclass
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser of patterns; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any


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


class Table(tuple[Rule, ...]):
    """Rules in the order in which they are tried. Each word of a sentence is looked up once, and only the rules are tried of which a needed
    word can stand in it."""

    def __new__(cls, *rules: Rule) -> "Table":
        return super().__new__(cls, rules)

    def __init__(self, *_rules: Rule) -> None:
        keys: dict[str, int] = {}
        self._always = 0
        for number, entry in enumerate(self):
            runs = [max(_WORD.findall(need), key=len, default="") for need in entry.needs]
            if not runs or "" in runs:
                self._always |= 1 << number
            else:
                for run in runs:
                    keys[run] = keys.get(run, 0) | 1 << number
        self._bits = _Bits(keys)
        self._chosen = _Chosen(self)

    def among(self, low: str) -> tuple[Rule, ...]:
        """The rules that may match a piece of `Text.low`."""
        bits, of_word = self._always, self._bits
        for word in _WORD.findall(low):
            bits |= of_word[word]
        return self._chosen[bits]

    def first(self, low: str) -> Rule | None:
        """The first rule that matches a piece of `Text.low`."""
        for entry in self.among(low):
            if entry.search(low):
                return entry
        return None


_WORD = re.compile(r"[a-z]+")
_MOST_KEPT = 50_000
"""Entries of a table's memory: a language's words are few, but anybody may send others."""


class _Bits(dict[str, int]):
    """For a word, the rules of which a key stands in it, one bit a rule; worked out when the word is first met."""

    def __init__(self, keys: dict[str, int]) -> None:
        super().__init__()
        self.keys_of_rules = keys

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KEPT:
            self.clear()
        bits = 0
        for key, rules in self.keys_of_rules.items():
            if key in word:
                bits |= rules
        self[word] = bits
        return bits


class _Chosen(dict[int, tuple[Rule, ...]]):
    """The rules of a table whose bits are set, in the table's order."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, bits: int) -> tuple[Rule, ...]:
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[bits] = tuple(entry for number, entry in enumerate(self.table) if bits >> number & 1)
        return self[bits]


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
