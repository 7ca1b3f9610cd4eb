"""A seeded corpus of any size: disclosures of about 4 KB, in sentences of our own making, one at a time and in bounded memory.

Words follow Zipf's law over an invented vocabulary, in its two regimes; the words and sentences of refusal letters recur as they do in letters, and every authority
has standard paragraphs of its own. The same seed and number give the same letter, whatever is asked for before it.
"""

import random
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate

from crawler.items import Attachment, Decision, Disclosure, Evidence, Exemption, Provenance, Record, Role, Section, Status, record_of

AUTHORITIES = 120
VOCABULARY = 300_000
_KERNEL = 6_000  # words that everybody uses; behind them Zipf's law falls more steeply, so that a corpus gets new words as real ones do
_NATIONS = ("england", "wales", "scotland", "northern-ireland")
_DECISIONS: tuple[Decision, ...] = ("disclosed-in-full", "disclosed-in-part", "refused", "not-held", "ncnd", "cost-limit", "unknown")
_CITATIONS = ("FOIA s.40(2)", "FOIA s.31(1)(a)", "FOIA s.30(1)(a)", "FOIA s.24(1)", "FOIA s.12(1)", "FOIA s.21", "FOIA s.43(2)", "EIR r.12(5)(b)", "FOISA s.38(1)(b)", "FOIA s.40(5B)(a)(i)")  # fmt: skip
_COMMON = ["the", "of", "to", "and", "a", "in", "that", "is", "for", "information", "be", "this", "on", "under", "section", "as", "not", "public", "which", "by", "request", "with", "are", "would", "it", "act", "or", "we", "your", "from", "have", "held"]  # fmt: skip
_SENTENCES = (
    "The information that you asked for is held, and part of it is withheld because an exemption applies.",
    "Personal information about living people is not given out where that would be unfair to them.",
    "This exemption is absolute and class based, so that no test of the public interest is carried out.",
    "This exemption is qualified and prejudice based, and the public interest was therefore weighed.",
    "There is a public interest in openness about how money is spent and how decisions are made.",
    "Against this stands the harm that would follow for the prevention and detection of crime.",
    "On balance the public interest lies in keeping the exemption for this part of the information.",
    "It would take more than eighteen hours to find and draw out what was asked for, and so the cost limit is passed.",
    "A search of our records found nothing, and we hold no information within the terms of your request.",
    "We neither confirm nor deny that any other information is held.",
    "The figures come from a live system and can change when records are brought up to date.",
    "The spreadsheet beside this letter gives the numbers for each year and each district.",
)
_RIGHTS = (
    "You may ask for a review of this answer within forty working days by writing to the address at the head of this letter.",
    "After a review you may complain to the Commissioner, who can be reached by post, by telephone or through the website.",
    "The copyright in what is sent to you stays with its owner, and further use may need a licence.",
    "Other bodies may record the same things in other ways, so that these answers should not be compared with theirs.",
)


@lru_cache(1)
def _vocabulary() -> tuple[list[str], list[float]]:
    """Invented words and their weights added up, by Zipf's law, the commonest first."""
    chance = random.Random(7)
    syllables = [first + vowel + last for first in "bcdfghklmnprstvw" for vowel in "aeiou" for last in ("", "n", "r", "st", "l")]
    words = dict.fromkeys(_COMMON)
    while len(words) < VOCABULARY:
        words["".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 2, 3)))) + chance.choice(("", "", "s", "ing", "ed", "ment"))] = (
            None
        )
    return list(words), list(accumulate(1 / (rank + 2.7) * min(1.0, _KERNEL / (rank + 1)) ** 0.8 for rank in range(len(words))))


def rare_words(count: int) -> list[str]:
    """Words of the far end of the vocabulary: a few letters in 100,000 have each."""
    words, _ = _vocabulary()
    return words[20_000 : 20_000 + 37 * count : 37]


def middling_words(count: int) -> list[str]:
    """Words that about one letter in a hundred has."""
    words, _ = _vocabulary()
    return words[3_000 : 3_000 + 11 * count : 11]


def _sentence(chance: random.Random, words: Sequence[str]) -> str:
    return " ".join(words).capitalize() + chance.choice((".", ".", ".", "?", ";"))


def _paragraph(chance: random.Random, words: list[str]) -> str:
    sentences = []
    while words:
        length = chance.randint(8, 24)
        sentences.append(_sentence(chance, words[:length]))
        words = words[length:]
    return " ".join(sentences)


@lru_cache(AUTHORITIES)
def _standard(authority: int) -> list[str]:
    """The paragraphs that an authority writes into most of its letters."""
    chance = random.Random(authority)
    vocabulary, weights = _vocabulary()
    return [_paragraph(chance, chance.choices(vocabulary, cum_weights=weights, k=35)) + " " + sentence for sentence in _RIGHTS]


def letter(number: int, seed: int = 1) -> Disclosure:
    """The disclosure with this number."""
    chance = random.Random(seed * 1_000_003 + number)
    vocabulary, weights = _vocabulary()
    words = chance.choices(vocabulary, cum_weights=weights, k=max(120, int(chance.gauss(320, 120))))
    authority = min(int(chance.expovariate(1 / 25)), AUTHORITIES - 1)
    subject = vocabulary[3_000 + number % 5_000]
    title = f"{subject.capitalize()} {' '.join(words[:4])}"
    question = _paragraph(chance, words[4:64]).replace(".", f" {subject}.", 1)
    argued = [sentence for sentence in _SENTENCES if chance.random() < 0.45]
    argument = " ".join([*argued, _paragraph(chance, words[64:264])])
    middle = "\n".join(_paragraph(chance, words[at : at + 90]) for at in range(264, len(words), 90))
    standard = "\n".join(paragraph for paragraph in _standard(authority) if chance.random() < 0.8)
    head = "Thank you for your request, which was received and has now been considered.\n"
    starts = list(accumulate(len(part) + 1 for part in (head.rstrip(), question, argument, middle)))
    text = f"{head}{question}\n{argument}\n{middle}\n{standard}"
    day = f"{2012 + number % 13}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    cited = chance.sample(_CITATIONS, chance.choice((0, 0, 1, 1, 2, 3)))
    evidence = Evidence(start=0, end=5, rule="bench")
    exemptions = [_exemption(citation, chance, evidence) for citation in cited]
    roles: tuple[tuple[Role, int, int], ...] = (
        ("request", starts[0], starts[1]),
        ("reasons", starts[1], starts[2]),
        ("advice", starts[3], len(text)),
    )
    return Disclosure(
        id=f"body-{authority:03d}/{number}",
        source=f"body-{authority:03d}",
        platform="bench",
        authority=f"{vocabulary[400 + authority].capitalize()} Council",
        authority_id=f"body_{authority:03d}",
        nation=_NATIONS[authority % 7 % 4],
        reference=f"FOI {number}/{day[2:4]}",
        reference_printed=f"FOI {number}/{day[2:4]}",
        title=title,
        url=f"https://www.body{authority:03d}.example/foi/{number}",
        licence="bench",
        date_received=day,
        date_responded=day if number % 3 else day[:7],
        question=question,
        decision=chance.choice(_DECISIONS),
        exemptions=exemptions,
        attachments=[Attachment(name="data.csv", url="https://www.example/data.csv")] if number % 5 == 0 else [],
        text=text,
        sections=[Section(role=role, start=start, end=end) for role, start, end in roles],
        provenance=Provenance(fetched_at="2026-01-01T00:00:00Z", page_sha256=f"{number:064d}", record="r/0", parser_version="bench"),
    )


def _exemption(citation: str, chance: random.Random, evidence: Evidence) -> Exemption:
    law, provision = citation.split()
    status: Status = "relied_on" if chance.random() < 0.8 else "mentioned"
    return Exemption(citation=citation, law=law, provision=provision, heading="", status=status, evidence=evidence)


def letters(count: int, *, first: int = 0, seed: int = 1) -> Iterator[Record]:
    """So many disclosures from a number on, as the store would give them."""
    day = "2026-01-01T00:00:00Z"
    for number in range(first, first + count):
        yield record_of(letter(number, seed), first_seen=day, last_seen=day, withdrawn=None, version=1)
