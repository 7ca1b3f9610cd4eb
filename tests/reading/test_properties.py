"""Of any text: evidence lies inside it and reads to the same again, and the time taken grows no faster than the text."""

import gc
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.law import Citation
from crawler.reading import LawContext, citations, read
from crawler.reading.context import context_of
from crawler.reading.text import Text

PIECES = st.sampled_from(
    [
        *("section ", "Section ", "s.", "ss ", "sections ", "regulation ", "Reg ", "article ", "Sections", "§"),
        *("12", "40", "31", "14", "3A", "17", "36", "(1)", "(2)", "(a)", "(b)(i)", "(3A)(a)", "(5B)", "(", ")", "(a", "1)"),
        *(", ", " & ", " and ", " or ", "-", "–", " to ", "\n", ". ", " ", "\u00a0", ": ", "; "),
        *(
            "FOIA",
            "of the Act",
            "EIR",
            "FOISA",
            "of the Freedom of Information Act 2000",
            "Road Traffic Act 1988",
            "GDPR",
            "(Scotland) Act",
        ),
        *("We rely on ", "exempt under ", "We have not relied on ", "neither confirm nor deny ", "You asked:\n", "1. How many?", "2. Why?"),
        *(
            "14 May 2021",
            "31/02/2020",
            "19/0/2022",
            "Date received: ",
            "Our ref: FOI 123/22",
            "public interest test",
            "we hold no information",
            "İ",
            "ß",
            "🙂",
        ),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)
CONTEXT = LawContext()
NAMES = {
    "FOIA": "Freedom of Information Act 2000",
    "FOISA": "Freedom of Information (Scotland) Act 2002",
    "EIR": "Environmental Information Regulations 2004",
    "EISR": "Environmental Information (Scotland) Regulations 2004",
    "JFOIL": "Freedom of Information (Jersey) Law 2011",
}
"""Which law is meant may be told by the text around a citation."""


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_citations_lie_in_the_text_in_order(value: str) -> None:
    found, other = citations.find(Text(value), CONTEXT)
    starts = [mention.start for mention in found]
    assert starts == sorted(starts)
    for start, end in [*((mention.start, mention.end) for mention in found), *((place.start, place.end) for place in other)]:
        assert 0 <= start < end <= len(value)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_the_words_of_a_citation_read_to_it_again(value: str) -> None:
    text = Text(value)
    context = context_of(text, CONTEXT)
    found, _ = citations.find(text, context)
    for mention in found:
        words = value[mention.start : mention.end]
        again, _ = citations.find(Text(f"It is exempt under {words} of the {NAMES[mention.citation.law]}."), context)
        # A limb whose section stands before its list ("subsection (2)", "Sections 3A(b)" under section 40) is told by the text around it.
        if words.lower().startswith("sub") or not re.search(rf"(?<![\dA-Za-z]){mention.citation.path[0]}(?![\dA-Za-z])", words):
            continue
        assert again, words
        assert again[-1].citation == mention.citation, words


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_all_evidence_lies_in_the_text(value: str) -> None:
    reading = read(value, forms=("plain-number",), law=CONTEXT)
    for evidence in (*reading.evidence.values(), *(e.evidence for e in reading.exemptions), *(o.evidence for o in reading.other_law)):
        assert 0 <= evidence.start <= evidence.end <= len(value)
        assert evidence.rule
    for section in reading.sections:
        assert 0 <= section.start <= section.end <= len(value)
    if reading.decision != "unknown":
        assert "decision" in reading.evidence
    if reading.question:
        assert "question" in reading.evidence


@given(st.sampled_from(["FOIA s.40(2)", "EIR r.12(5)(b)", "FOISA s.38(1)(b)", "EISR r.10(4)(a)", "FOIA s.40(5B)(a)(i)"]))
def test_a_canonical_citation_reads_to_itself(canonical: str) -> None:
    found, _ = citations.find(Text(canonical), CONTEXT)
    assert [mention.citation for mention in found] == [Citation.parse(canonical)]


HOSTILE: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "(" * n,
    "closed brackets": lambda n: "()" * (n // 2),
    "digits": lambda n: "1" * n,
    "numbers": lambda n: "12 " * (n // 3),
    "section": lambda n: "section " * (n // 8),
    "sections with numbers": lambda n: "section 40(2), " * (n // 15),
    "a list without end": lambda n: "section 31" + "(1)(a), (b) and " * (n // 16),
    "nested limbs": lambda n: "section 12" + "(a)" * (n // 3),
    "one long word": lambda n: "a" * n,
    "one long line of words": lambda n: "you asked for the request " * (n // 26),
    "short lines": lambda n: "a:\n" * (n // 3),
    "numbered lines": lambda n: "1. How many?\n" * (n // 13),
    "headings": lambda n: "Request:\nResponse:\n" * (n // 19),
    "dates": lambda n: "1 May 2021 " * (n // 11),
    "slashes": lambda n: "1/" * (n // 2),
    "cells": lambda n: "a | " * (n // 4),
    "sentences": lambda n: "We do not hold it. " * (n // 19),
    "blanks": lambda n: " " * n,
    "empty lines": lambda n: "\n" * n,
    "capitals": lambda n: "The Act Of The " * (n // 15),
    "quotes": lambda n: '"You asked" ' * (n // 12),
    "bullets": lambda n: "• section 40\n" * (n // 13),
    "answers in turn": lambda n: "14\n(2) How many?\n" * (n // 17),
    "asked and answered": lambda n: "You asked\nWe hold it.\n" * (n // 22),
    "a section explained": lambda n: "Under section 12 of the Act an authority need not comply. " * (n // 58),
    "asked, priced and neither confirmed": lambda n: (
        "1. Please send it.\nIt would exceed the cost limit.\nWe neither confirm nor deny it.\n" * (n // 84)
    ),
    "records": lambda n: "Reference: 1/22\nDate: 2 May\n" * (n // 28),
    "a title without end": lambda n: "You asked “A B C D " * (n // 19),
    "requests above short lines": lambda n: "Request\n" + "Please send it.\nWaiting times\nWe hold it.\n" * (n // 43),
    "a request on one line": lambda n: "Request\n" + "Please send it. Waiting times. How many of them? " * (n // 49),
    "dots": lambda n: "12(4)(b). " * (n // 10),
    "items counted anew": lambda n: "You asked:\n1. How many?\n2. Why?\n" + "1. A list of it\n" * (n // 16) + "Our response\n",
    "a list repeated": lambda n: (
        "You asked\n" + (items := "".join(f"{k}. A list of the {k}th\n" for k in range(n // 50))) + "We answered\n" + items
    ),
    "messages": lambda n: (
        "Thank you for your request.\nKind regards\n" + "From: a\nSent: b\nTo: c\nSubject: d\nDear Sir\nHow many?\n" * (n // 53)
    ),
    "messages on lines": lambda n: "Thank you for your request.\nKind regards\n" + "On 4 March 2024 a b wrote:\nWe hold it.\n" * (n // 39),
    "signatures": lambda n: "Request\nHow many?\nResponse\nWe hold it.\n" + "Kind regards\n" * (n // 13),
    "an announced line": lambda n: "Our response is set out below:\n1. A list\n2. " + "It is so. " * (n // 10),
    "announced answers": lambda n: "Our response is set out below:\n" + "• A list - see attached\n" * (n // 24),
    "numbered links": lambda n: "Visible links\n" + "1. https://a.example/b\n" * (n // 23),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_no_faster_than_the_text(kind: str) -> None:
    """Eight times the text may take twenty times as long on a busy machine, best of three tries; a quadratic reader would take sixty-four."""
    small, large = (HOSTILE[kind](size) for size in (20_000, 160_000))
    read(small[:2_000], forms=(), law=CONTEXT)
    bound = 20 * max(min(_seconds(small) for _ in range(3)), 0.004)
    assert any(_seconds(large) < bound for _ in range(3)), f"more than {bound:.2f} s"


def _seconds(value: str) -> float:
    """What reading takes, without what collecting the garbage of all the other tests in this process would."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        read(value, forms=("plain-number", "number-yy-slash"), law=CONTEXT)
        return time.process_time() - start
    finally:
        gc.enable()


@pytest.mark.parametrize("kind", [r"\w", r"\s", "[a-z]", " "])
def test_a_pattern_of_ascii_finds_in_low_what_any_other_finds_in_the_text(kind: str) -> None:
    value = "".join(map(chr, {*range(1, 0xD800), *range(0xE000, 0x11_0000)} - set(map(ord, "_\u00a0\u0130"))))
    found = [match.start() for match in re.finditer(kind, Text(value).low, re.ASCII)]
    assert found == [match.start() for match in re.finditer(kind, value.lower())]
