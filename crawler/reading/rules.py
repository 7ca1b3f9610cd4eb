"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. A word is looked up far faster than a pattern
fails, so each rule works out from its pattern the words of which one must stand in any match, and is tried only where one does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser of patterns; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any


@dataclass(frozen=True)
class Branch:
    """One of the alternatives of a rule's pattern, and words of which one stands in every match of it; none when that cannot be told."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """`value` is what a match means; each of `examples` is explained by this rule before any other of its table."""

    id: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    value: str = ""

    def search(self, low: str) -> re.Match[str] | None:
        """The first match in a piece of `Text.low`."""
        return self.pattern.search(low)

    @cached_property
    def branches(self) -> list[Branch]:
        """The alternatives of the pattern, each to be tried by itself."""
        return [Branch(re.compile(piece, self.pattern.flags), needed_words(piece)) for piece in _alternatives(self.pattern.pattern)]


def rule(rule_id: str, pattern: str, *examples: str, value: str = "") -> Rule:
    """A rule; `^` and `$` stand for the ends of a line."""
    return Rule(rule_id, re.compile(pattern, re.MULTILINE), examples, value)


class Table(tuple[Rule, ...]):
    """Rules in the order in which they are tried. Each word of a sentence is looked up once, and of all rules only the alternatives are tried
    of which a needed word can stand in it."""

    def __new__(cls, *rules: Rule) -> "Table":
        return super().__new__(cls, rules)

    def __init__(self, *_rules: Rule) -> None:
        self._branches = [(entry, branch) for entry in self for branch in entry.branches]
        self._always = 0
        keys: dict[str, int] = {}
        for number, (_, branch) in enumerate(self._branches):
            of_branch = [max(_WORD.findall(need), key=len, default="") for need in branch.needs]
            if not of_branch or "" in of_branch:
                self._always |= 1 << number
            else:
                for key in of_branch:
                    keys[key] = keys.get(key, 0) | 1 << number
        self._bits = _Bits(keys)

    def matches(self, low: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every rule that matches a piece of `Text.low`, with its first match."""
        bits, of_word = self._always, self._bits
        for word in _words(low) - of_word.idle:
            bits |= of_word[word]
        last: Rule | None = None
        first: re.Match[str] | None = None
        while bits:
            entry, branch = self._branches[(bits & -bits).bit_length() - 1]
            bits &= bits - 1
            if entry is not last:
                if last and first:
                    yield last, first
                last, first = entry, None
            for need in branch.needs:
                if need in low:
                    break
            else:
                if branch.needs:
                    continue
            match = branch.pattern.search(low)
            if match and (first is None or match.start() < first.start()):
                first = match
        if last and first:
            yield last, first

    def first(self, low: str) -> Rule | None:
        """The first rule that matches a piece of `Text.low`."""
        for entry, _ in self.matches(low):
            return entry
        return None


_WORD = re.compile(r"[a-z]+")


@lru_cache(maxsize=64)
def _words(low: str) -> frozenset[str]:
    """The words of a sentence, asked for by one table after another."""
    return frozenset(_WORD.findall(low))


class _Bits(dict[str, int]):
    """For a word, the alternatives of which a key stands in it, one bit each; worked out when the word is first met. `idle` are the words met
    in which no key stands: most of a language."""

    most_kept = 50_000
    """A language's words are few, but anybody may send others."""

    def __init__(self, keys: dict[str, int]) -> None:
        super().__init__()
        self.keys_of_branches = keys
        self.idle: set[str] = set()

    def __missing__(self, word: str) -> int:
        if len(self) + len(self.idle) >= self.most_kept:
            self.clear()
            self.idle.clear()
        bits = 0
        for key, branches in self.keys_of_branches.items():
            if key in word:
                bits |= branches
        if bits:
            self[word] = bits
        else:
            self.idle.add(word)
        return bits


def _alternatives(pattern: str) -> list[str]:
    """The pieces of a pattern between the bars that stand outside all brackets."""
    pieces, start, depth = [], 0, 0
    for token in _TOKEN.finditer(pattern):
        if token.group() == "(":
            depth += 1
        elif token.group() == ")":
            depth -= 1
        elif token.group() == "|" and not depth:
            pieces.append(pattern[start : token.start()])
            start = token.end()
    return [*pieces, pattern[start:]]


_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
"""An escape or a set of characters as a whole, or a mark that counts."""


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


def _worth(words: frozenset[str]) -> tuple[bool, bool, int, int]:
    """Long words are rare, and few are looked for sooner; a mark alone cannot be looked up."""
    return (
        all(map(_WORD.search, words)),
        not any(word.strip() in _EVERYWHERE for word in words),
        min(len(word) for word in words),
        -len(words),
    )
