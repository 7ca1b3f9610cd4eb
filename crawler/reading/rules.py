"""A rule: what a reader looks for, what it means, and examples that it explains.

Patterns are matched against `Text.low`: small letters, plain quotes, plain dashes. A word is looked up far faster than a pattern
fails, so each rule works out from its pattern the words of which one must stand in any match, and is tried only where one does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, reduce
from operator import or_
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser of patterns; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

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
    begins where a line does."""

    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    keys: tuple[frozenset[str], ...]
    opens_line: bool


@dataclass(frozen=True)
class Rule:
    """`value` is what a match means. An alternative is a pattern with its examples behind it, which this rule explains before any other of its
    table."""

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
        return [Branch(re.compile(_sooner(piece), _FLAGS), *needed(piece), piece.startswith("^")) for piece, *_ in self.alternatives]

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


class Table(tuple[Rule, ...]):
    """Rules in the order in which they are tried. Each word of a sentence is looked up once, and of all rules only the alternatives are tried
    of which a needed word can stand in it. Tables that are asked of the same sentences are looked up `together()`. Where all alternatives
    open a line nothing is looked up, since at its first words they fail together."""

    def __new__(cls, *rules: Rule) -> "Table":
        return super().__new__(cls, rules)

    @cached_property
    def _branches(self) -> list[tuple[Rule, Branch]]:
        return [(entry, branch) for entry in self for branch in entry.branches]

    @cached_property
    def _opening(self) -> re.Pattern[str] | None:
        """What matches where any of the alternatives does, when all of them open a line."""
        alike = all(branch.opens_line for _, branch in self._branches)
        return re.compile("|".join(entry.pattern.pattern for entry in self), _FLAGS) if alike else None

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
        return next(self._tried(low, bits), (None, None))[0] if bits else None

    def _bits(self, low: str) -> int:
        """The numbers of the alternatives that may match, as bits."""
        if self._opening:
            found = self._opening.search(low) if "\n" in low else self._opening.match(low)
            return (1 << len(self._branches)) - 1 if found else 0
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
            if branch.opens_line and one_line:
                match = branch.pattern.match(low)
            else:
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


def together(*tables: Table) -> None:
    """Has the words of a sentence looked up for all these tables at once."""
    for table, place in zip(tables, _Lexicon(tables).places, strict=True):
        table._place = place


class _Lexicon:
    """What the words of a sentence leave to be tried, for each of some tables."""

    lines_kept = 400
    """More than a letter has, so that one reader after another asks for a line that has been looked up."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.bits_of = lru_cache(self.lines_kept)(self._bits_of)

    @property
    def places(self) -> list["_Place"]:
        """Of each table."""
        sizes = [len(table._branches) for table in self.tables]
        return [_Place(self, sum(sizes[:number]), (1 << size) - 1) for number, size in enumerate(sizes)]

    @cached_property
    def _of_word(self) -> "_Bits":
        return _Bits([branch.keys for table in self.tables for _, branch in table._branches])

    def _bits_of(self, low: str) -> int:
        of_word = self._of_word
        bits = reduce(or_, filter(None, map(of_word.__getitem__, low.split())), of_word.always)
        return bits & bits >> of_word.size & bits >> 2 * of_word.size


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
            for place in range(_SETS):
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
        if len(word) <= self.longest_kept:
            self[word] = bits
        return bits


_SETS = 3
"""Of words, of each of which one is looked for."""
_MOST_NEEDS = 12
"""Looking for more strings than this costs more than trying the pattern."""
_MOST_EXACT = 24
"""Of the strings that a piece of a pattern can match."""
_EDGE = "\0"
"""In a string of a pattern: here stands something that is no letter, or nothing beside a letter's end of a word."""


def needed(pattern: str) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    """Strings of which at least one stands in every match of a pattern, and sets of words of each of which one does: those that are looked up
    soonest; empty when there are none."""
    choices = _usable(_read(parser.parse(pattern, re.MULTILINE)))
    keys = {frozenset(key) for choice in choices for key in zip(*map(_pieces, choice), strict=False)}
    needs = {_plain(string) for string in choices[0]} if choices else set()
    needs = {need for need in needs if not any(other in need for other in needs - {need})}
    told = len(needs) > _MOST_NEEDS or all(need.isalpha() for need in needs)  # too many, or no more than the words tell
    return () if told else tuple(sorted(needs)), tuple(sorted(keys, key=_worth, reverse=True)[:_SETS])


def _pieces(string: str) -> list[str]:
    """The words in a string of a pattern, the longest first, with a blank where something that is no letter parts them from what stands beside
    them."""
    words = re.split("[^a-z]+", string)
    pieces = [" " * (at > 0) + word + " " * (at < len(words) - 1) for at, word in enumerate(words) if word]
    return sorted(pieces, key=len, reverse=True)


class _Strings(NamedTuple):
    """What a piece of a pattern matches: all its `exact` strings, when they are few, and else `choices`, of each of which one is needed."""

    exact: frozenset[str] | None
    choices: list[frozenset[str]]


def _read(sequence: Any, edge: str = "") -> _Strings:
    run = frozenset({edge})
    choices: list[frozenset[str]] = []
    whole = True
    for code, argument in sequence:
        exact, inner = _read_one(code, argument, "" if any(before[-1:].isalpha() or not before for before in run) else _EDGE)
        choices += inner
        if exact and len(run) * len(exact) <= _MOST_EXACT:
            run = frozenset(before + behind for before in run for behind in exact)
        else:
            choices.append(run)
            run, whole = exact or frozenset({""}), False
    return _Strings(run, choices) if whole else _Strings(None, [*choices, run])


def _read_one(code: Any, argument: Any, edge: str) -> _Strings:
    if code is codes.LITERAL:
        return _Strings(frozenset({chr(argument)}), [])
    if code is codes.AT:
        return _Strings(frozenset({"" if argument is codes.AT_NON_BOUNDARY else _EDGE}), [])
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in argument) and len(argument) <= 4:
        return _Strings(frozenset(chr(literal) for _, literal in argument), [])
    if code is codes.IN and argument in ([(codes.CATEGORY, codes.CATEGORY_DIGIT)], [(codes.CATEGORY, codes.CATEGORY_SPACE)]):
        return _Strings(frozenset({_EDGE}), [])
    if code is codes.SUBPATTERN:
        return _read(argument[-1], edge)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, repeated = argument
        exact, inner = _read(repeated, edge)
        if exact is None or (most > 1 and exact != {_EDGE}):
            return _Strings(None, [*inner, *([exact] if exact else [])] if least else [])
        return _Strings(exact if least else exact | {""}, inner if least else [])
    if code in (codes.ASSERT, codes.ASSERT_NOT):
        exact, inner = _read(argument[1], edge if argument[0] > 0 else "")
        return _Strings(frozenset({""}), [*inner, *([exact] if exact else [])] if code is codes.ASSERT else [])
    if code is codes.BRANCH:
        branches = [_read(branch, edge) for branch in argument[1]]
        exacts = [branch.exact for branch in branches if branch.exact]
        if len(exacts) == len(branches) and sum(map(len, exacts)) <= _MOST_EXACT:
            return _Strings(frozenset().union(*exacts), [])
        bests = [next(iter(_usable(branch)), None) for branch in branches]
        return _Strings(None, [frozenset().union(*(best for best in bests if best))] if all(bests) else [])
    return _Strings(None, [])


_EVERYWHERE = frozenset(
    {"information", "request", "the", "you", "your", "not", "of", "is", "that", "which", "this", "for", "to", "in", "we"}
)
"""Words that every response has: to look for them tells nothing."""


def _usable(found: _Strings) -> list[frozenset[str]]:
    """The choices that can be looked up, the best first: long words are rare, and a mark alone tells little."""
    choices = {choice for choice in (*found.choices, found.exact or frozenset({""})) if all(_plain(string).strip() for string in choice)}
    return sorted(choices, key=_worth, reverse=True)


def _plain(string: str) -> str:
    """The longest part of a string of a pattern that stands in the text as it is."""
    return max(string.split(_EDGE), key=len)


def _worth(choice: frozenset[str]) -> tuple[bool, bool, int, int, list[str]]:
    plain = [_plain(string).strip() for string in choice]
    return all(map(_WORD.search, plain)), not _EVERYWHERE.intersection(plain), min(map(len, plain)), -len(choice), sorted(plain)
