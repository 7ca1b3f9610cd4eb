"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. A word is looked up far faster than a pattern
fails, so each rule works out from its pattern the words of which one must stand in any match, and is tried only where one does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from crawler.reading.patterns import FIGURE, SETS, needed, opened, strings

_FLAGS = re.MULTILINE | re.ASCII
_OPENS_WORD = re.compile(r"\\b([a-z])(?![?*{])")


def _sooner(pattern: str) -> str:
    """The same pattern with the edge of the word that opens it looked back at from its first letter: a search skips to a letter, not to an
    edge."""
    return _OPENS_WORD.sub(r"\1(?<!\\w.)", pattern, count=1) if _OPENS_WORD.match(pattern) else pattern


@dataclass(frozen=True)
class Branch:
    """One of the alternatives of a rule's pattern, and what must stand in every match of it: one of `needs`, as it is, and of each of `keys`
    one in a single word, a blank where that word begins or ends. Nothing is in them when that cannot be told. `opens_line`: every match
    begins where a line does, one that begins with one of `heads` when these are known."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    opens_line: bool
    heads: frozenset[str]

    def find(self, low: str, one_line: bool) -> re.Match[str] | None:
        """The first match in a piece of `Text.low`; `one_line`: it has no other line."""
        if one_line and self.opens_line:
            return self.pattern.match(low)
        for need in self.needs:
            if need in low:
                return self.pattern.search(low)
        return None if self.needs else self.pattern.search(low)


@dataclass(frozen=True, eq=False)
class Rule:
    """`value` is what a match means. An alternative is a pattern with its examples behind it, which this rule explains before any other of its
    table. A rule equals itself alone."""

    id: str
    alternatives: tuple[tuple[str, ...], ...] = ()
    value: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All alternatives; a rule without any is found by the place of what it explains, and matches nothing."""
        return re.compile("|".join(piece for piece, *_ in self.alternatives) or "(?!)", _FLAGS)

    @cached_property
    def branches(self) -> list[Branch]:
        """The alternatives, each to be tried by itself."""
        return [
            Branch(re.compile(_sooner(piece), _FLAGS), *needed(piece), piece.startswith("^"), opened(piece))
            for piece, *_ in self.alternatives
        ]

    @property
    def examples(self) -> tuple[str, ...]:
        """Those of all alternatives."""
        return tuple(example for _, *examples in self.alternatives for example in examples)

    def search(self, low: str) -> re.Match[str] | None:
        """The first match in a piece of `Text.low`."""
        return self.pattern.search(low)


def rule(rule_id: str, *alternatives: tuple[str, ...], value: str = "") -> Rule:
    """A rule of alternatives, each a pattern with its examples behind it; `^` and `$` stand for the ends of a line."""
    return Rule(rule_id, alternatives, value)


class Sought:
    """A pattern for small letters that few lines match: it is tried only where one of the strings stands of which every match needs one."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern, re.ASCII)
        self.needs = strings(pattern)
        assert self.needs, pattern

    def search(self, low: str) -> re.Match[str] | None:
        for need in self.needs:
            if need in low:
                return self.pattern.search(low)
        return None


class Table(tuple[Rule, ...]):
    """Rules in the order in which they are tried. Each word of a sentence is looked up once, and of all rules only the alternatives are tried
    of which a needed word can stand in it. Tables that are asked of the same sentences are looked up `together()`."""

    def __new__(cls, *rules: Rule) -> "Table":
        return super().__new__(cls, rules)

    @cached_property
    def _branches(self) -> list[tuple[Rule, Branch]]:
        return [(entry, branch) for entry in self for branch in entry.branches]

    @cached_property
    def _place(self) -> "_Place":
        return _Lexicon((self,)).places[0]

    def matches(self, low: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every rule that matches a piece of `Text.low`, with its first match."""
        bits = self._bits(low)
        return self._tried(low, bits) if bits else iter(())

    def first(self, low: str) -> Rule | None:
        """The first rule that matches a piece of `Text.low`."""
        bits = self._bits(low)
        if not bits:
            return None  # so most lines end
        branches, one_line = self._branches, "\n" not in low
        while bits:
            entry, branch = branches[(bits & -bits).bit_length() - 1]
            if branch.find(low, one_line):
                return entry
            bits &= bits - 1
        return None

    def _bits(self, low: str) -> int:
        """The numbers of the alternatives that may match, as bits."""
        lexicon, start, mask = self._place
        return lexicon.bits_of(low) >> start & mask

    def _tried(self, low: str, bits: int) -> Iterator[tuple[Rule, re.Match[str]]]:
        """`matches()`, of the alternatives with these numbers."""
        last: Rule | None = None
        first: re.Match[str] | None = None
        branches, one_line = self._branches, "\n" not in low
        while bits:
            entry, branch = branches[(bits & -bits).bit_length() - 1]
            bits &= bits - 1
            if entry is not last:
                if last and first:
                    yield last, first
                last, first = entry, None
            match = branch.find(low, one_line)
            if match and (first is None or match.start() < first.start()):
                first = match
        if last and first:
            yield last, first


def together(*tables: Table) -> None:
    """Has the words of a sentence looked up for all these tables at once."""
    for table, place in zip(tables, _Lexicon(tables).places, strict=True):
        table._place = place


class _Lexicon:
    """What the words of a sentence leave to be tried, for each of some tables."""

    lines_kept = 400
    """More than a letter has, so that one reader after another asks for a line that has been looked up."""
    words_kept = 5_000
    """With which lines begin."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.bits_of = lru_cache(self.lines_kept)(self._bits_of)
        self.opened_by = lru_cache(self.words_kept)(self._opened_by)

    @property
    def places(self) -> list["_Place"]:
        """Of each table."""
        sizes = [len(table._branches) for table in self.tables]
        return [_Place(self, sum(sizes[:number]), (1 << size) - 1) for number, size in enumerate(sizes)]

    @cached_property
    def _branches(self) -> list[Branch]:
        return [branch for table in self.tables for _, branch in table._branches]

    @cached_property
    def _of_word(self) -> "_Bits":
        return _Bits([branch.keys for branch in self._branches])

    def _bits_of(self, low: str) -> int:
        of_word, words = self._of_word, low.split()
        can = self.opened_by(words[0]) if words and "\n" not in low else -1
        if not can:
            return 0
        bits = reduce(or_, filter(None, map(of_word.__getitem__, words)), of_word.always)
        return can & bits & bits >> of_word.size & bits >> 2 * of_word.size

    @cached_property
    def _headed(self) -> tuple[int, dict[str, int], dict[str, int]]:
        """The alternatives that any word may open; those of each beginning of a word; and those of each beginning where its letters end."""
        by_any = 0
        open_ended: dict[str, int] = {}
        ended: dict[str, int] = {}
        for number, branch in enumerate(self._branches):
            by_any |= 0 if branch.heads else 1 << number
            for head in branch.heads:
                heads, letters = (open_ended, head) if head.isalpha() else (ended, head[:-1])
                heads[letters] = heads.get(letters, 0) | 1 << number
        return by_any, open_ended, ended

    def _opened_by(self, word: str) -> int:
        """The alternatives that can match in a line that begins with a word."""
        bits, open_ended, ended = self._headed
        for end in range(len(word) + 1):
            bits |= open_ended.get(word[:end], 0)
            if not word[end : end + 1].isalpha():
                bits |= ended.get(word[:end], 0)
        return bits


class _Place(NamedTuple):
    """Where a table stands in its lexicon: its alternatives' bits begin at `start`, and as many as it has are in `mask`."""

    lexicon: _Lexicon
    start: int
    mask: int


_WORD = re.compile(r"[a-z]+")


class _Bits(dict[str, int]):
    """For a word, the alternatives of which a key stands in it, worked out when the word is first met: for most words of a language none. An
    alternative has a bit for each set of its keys, `size` bits apart; `always` are those of sets that it has not."""

    most_kept = 50_000
    longest_kept = 40
    """A language's words are few and short, but anybody may send others."""

    def __init__(self, branches: list[tuple[frozenset[str], ...]]) -> None:
        super().__init__()
        self.size = len(branches)
        self.always = 0
        self.opening: dict[str, int] = {}
        self.inner: dict[str, int] = {}
        for number, sets in enumerate(branches):
            for place in range(SETS):
                bit = 1 << number + place * self.size
                self.always |= 0 if place < len(sets) else bit
                for key in sets[place] if place < len(sets) else ():
                    keys = self.opening if key[0] == " " else self.inner
                    keys[key] = keys.get(key, 0) | bit
        self.longest_key = max(map(len, self.opening), default=0)

    def __missing__(self, word: str) -> int:
        if len(self) >= self.most_kept:
            self.clear()
        bits, bare = 0, _WORD.findall(word)
        if bare == [word]:
            whole = f" {word} "
            for end in range(2, min(len(whole), self.longest_key) + 1):
                bits |= self.opening.get(whole[:end], 0)
            for key, branches in self.inner.items():
                if key in whole:
                    bits |= branches
        else:
            for part in bare:
                bits |= self[part]
            if any(map(str.isdigit, word)):
                bits |= self.inner.get(FIGURE, 0)
        if len(word) <= self.longest_kept:
            self[word] = bits
        return bits
