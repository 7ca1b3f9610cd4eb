"""What a pattern tells of all its matches: words that stand in them, and how they begin."""

import re
from re import _constants as codes  # type: ignore[attr-defined]  # the standard library's own parser of patterns; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

SETS = 3
"""Of words, of each of which one is looked for."""
_MOST_NEEDS = 12
"""Looking for more strings than this costs more than trying the pattern."""
_MOST_EXACT = 24
"""Of the strings that a piece of a pattern can match."""
_EDGE = "\0"
"""In a string of a pattern: here stands something that is no letter, or nothing beside a letter's end of a word."""
_FIGURES = "\1"
"""In a string of a pattern: here stand figures, one or more."""
FIGURE = "0"
"""Among the words to look for: any word with a figure in it."""


def needed(pattern: str) -> tuple[tuple[str, ...], tuple[frozenset[str], ...]]:
    """Strings of which at least one stands in every match of a pattern, and sets of words of each of which one does: those that are looked up
    soonest; empty when there are none."""
    choices = _usable(_read(parser.parse(pattern, re.MULTILINE)))
    keys = {frozenset(key) for choice in choices for key in zip(*map(_pieces, choice), strict=False)}
    needs = strings(pattern)
    told = len(needs) > _MOST_NEEDS or all(need.isalpha() for need in needs)  # too many, or no more than the words tell
    return () if told else needs, tuple(sorted(keys, key=_worth, reverse=True)[:SETS])


def strings(pattern: str) -> tuple[str, ...]:
    """Strings of which at least one stands, as it is, in every match of a pattern; empty when that cannot be told."""
    choices = _usable(_read(parser.parse(pattern, re.MULTILINE)))
    needs = {_plain(string) for string in choices[0]} if choices else {""}
    return () if "" in needs else tuple(sorted(need for need in needs if not any(other in need for other in needs - {need})))


def _pieces(string: str) -> list[str]:
    """The words in a string of a pattern, the longest first, with a blank where something that is no letter parts them from what stands beside
    them."""
    words = re.split("[^a-z]+", string)
    pieces = [" " * (at > 0) + word + " " * (at < len(words) - 1) for at, word in enumerate(words) if word]
    return sorted(pieces, key=len, reverse=True) + [FIGURE] * bool(re.search(rf"[0-9{_FIGURES}]", string))


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
    if code is codes.IN and argument == [(codes.CATEGORY, codes.CATEGORY_SPACE)]:
        return _Strings(frozenset({_EDGE}), [])
    if code is codes.IN and argument == [(codes.CATEGORY, codes.CATEGORY_DIGIT)]:
        return _Strings(frozenset({_FIGURES}), [])
    if code is codes.SUBPATTERN:
        return _read(argument[-1], edge)
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, repeated = argument
        exact, inner = _read(repeated, edge)
        if exact is None or (most > 1 and exact not in ({_EDGE}, {_FIGURES})):
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


def opened(pattern: str) -> frozenset[str]:
    """What the lines begin with in which a pattern can match that opens a line: letters, and behind them what ends their word when that is known;
    empty when it cannot be told."""
    heads, whole = _begun(parser.parse(pattern, re.MULTILINE)) if pattern.startswith("^") else ({""}, set())
    begins = frozenset(heads | whole)
    return frozenset() if any(not string.strip() or string[0].isspace() for string in begins) else begins


_MOST_BEGUN = 60
"""More strings than this are followed no further."""


def _begun(sequence: Any) -> tuple[set[str], set[str]]:
    """What the matches of a piece of a pattern begin with: strings behind which nothing need be known, and strings that are all of it."""
    heads: set[str] = set()
    run = {""}
    for code, argument in sequence:
        inner, whole = _begun_one(code, argument)
        heads |= {before + behind for before in run for behind in inner}
        run = {before + behind for before in run for behind in whole}
        told = run if len(run) > _MOST_BEGUN else {string for string in run if not string.isalpha() and string}
        heads |= told
        run -= told
    return heads, run


def _begun_one(code: Any, argument: Any) -> tuple[set[str], set[str]]:
    if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
        return set(), {""}
    if code is codes.LITERAL:
        return set(), {chr(argument)}
    if code is codes.IN and all(kind is codes.LITERAL for kind, _ in argument):
        return set(), {chr(literal) for _, literal in argument}
    if code is codes.IN and argument == [(codes.CATEGORY, codes.CATEGORY_DIGIT)]:
        return set(), {"0"}
    if code is codes.SUBPATTERN:
        return _begun(argument[-1])
    if code is codes.BRANCH:
        begun = [_begun(branch) for branch in argument[1]]
        return set().union(*(heads for heads, _ in begun)), set().union(*(whole for _, whole in begun))
    if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
        least, most, repeated = argument
        heads, whole = _begun(repeated)
        if most > 1:
            heads, whole = heads | whole, set()
        return heads, whole if least else whole | {""}
    return {""}, set()


_EVERYWHERE = frozenset(
    {"information", "request", "the", "you", "your", "not", "of", "is", "that", "which", "this", "for", "to", "in", "we"}
)
"""Words that every response has: to look for them tells nothing."""


def _usable(found: _Strings) -> list[frozenset[str]]:
    """The choices that can be looked up, the best first: long words are rare, and a mark alone tells little."""
    choices = {
        choice
        for choice in (*found.choices, found.exact or frozenset({""}))
        if all(_plain(string).strip() or _FIGURES in string for string in choice)
    }
    return sorted(choices, key=_worth, reverse=True)


def _plain(string: str) -> str:
    """The longest part of a string of a pattern that stands in the text as it is."""
    return max(re.split(f"[{_EDGE}{_FIGURES}]", string), key=len)


def _worth(choice: frozenset[str]) -> tuple[bool, bool, int, int, list[str]]:
    plain = [_plain(string).strip() for string in choice]
    return (
        all(re.search("[a-z]", string) for string in plain),
        not _EVERYWHERE.intersection(plain),
        min(map(len, plain)),
        -len(choice),
        sorted(plain),
    )
