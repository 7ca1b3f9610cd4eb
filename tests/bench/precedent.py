"""`foi precedent`, `foi similar` and `foi clusters` on generated disclosures: how long the casebook takes to make and to keep, how big it is, how fast it answers.

    python -m tests.bench.precedent [COUNT ...]      20000 and 100000 unless said otherwise

Letters have a Zipf vocabulary, standard paragraphs that recur with small changes, and round robins: one request in four was sent to up to 40 authorities,
each with a few words changed. The clusters that were found are compared with those that were made.
"""

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import msgspec

from crawler.items import Disclosure, Evidence, Exemption, Provenance, Section, encode
from indexer import Casebook, Filters, Observed, Store, cluster_of, clusters, precedents, refresh_casebook, similar_to, similar_to_draft

ROOT = Path(__file__).parents[2]
AUTHORITIES = 400
VOCABULARY = 30_000
CITATIONS = (
    "FOIA s.40(2)",
    "FOIA s.31(1)(a)",
    "FOIA s.31(1)(b)",
    "FOIA s.43(2)",
    "FOIA s.12(1)",
    "FOIA s.24(1)",
    "FOIA s.38(1)(a)",
    "FOIA s.36(2)(b)(i)",
)
REASONS = (
    "Offenders would learn from it where {} is weak, and could plan around {} before the police knew.",
    "Factors favouring disclosure: it would add to public debate about {} and let people see how public money is spent on {}.",
    "Against that, releasing {} would harm the prevention of crime and put {} at risk.",
    "The balance of the public interest lies in withholding {}, because {} outweighs it.",
    "The people concerned had no expectation that {} would be published, and it would be unfair to them and to {}.",
)
RECITALS = (
    "Section {} of the Act provides that information is exempt if its disclosure would, or would be likely to, prejudice what that section protects.",
    "This letter serves as a refusal notice under section 17 of the Act, and section {} is the exemption that applies to the information which you asked for.",
    "Section {} is a qualified exemption and we are required to conduct a public interest test before it can be relied on in any response to you.",
)
BOILERPLATE = (
    "Please treat every numbered point as a separate request and answer each of them even where another one cannot be answered in full.",
    "The figures may be given for calendar years or for financial years, whichever your systems record without further work.",
)


class Corpus:
    """Disclosures by number, always the same; `family_of` says which round robin each belongs to."""

    def __init__(self, count: int) -> None:
        self.count = count
        self._random = random.Random(count)
        self._words = [_word(number) for number in range(VOCABULARY)]
        self._weights = list(accumulate(1 / (rank + 2) for rank in range(VOCABULARY)))
        self.family_of: dict[str, int] = {}

    def words(self, number: int) -> list[str]:
        return self._random.choices(self._words, cum_weights=self._weights, k=number)

    def disclosures(self) -> Iterator[Disclosure]:
        standard = [[self._paragraph(citation) for _ in range(6)] for citation in CITATIONS]
        number = family = 0
        while number < self.count:
            asked = [" ".join(self.words(self._random.randint(10, 24))) for _ in range(self._random.randint(2, 5))]
            sent_to = self._random.randint(2, 40) if self._random.random() < 0.02 else 1
            for _ in range(min(sent_to, self.count - number)):
                made = self._disclosure(number, [self._changed(line) for line in asked] if sent_to > 1 else asked, standard)
                self.family_of[made.id] = family
                yield made
                number += 1
            family += 1

    def _paragraph(self, citation: str) -> str:
        section = citation.split(".")[1]
        picked = (
            self._random.sample(REASONS, k=self._random.randint(1, 4))
            if self._random.random() < 0.6
            else self._random.sample(RECITALS, k=2)
        )
        return " ".join(
            line.format(
                *([section] if "Section {}" in line or "section {}" in line else [" ".join(self.words(4)), " ".join(self.words(3))])
            )
            for line in picked
        )

    def _changed(self, line: str) -> str:
        words = line.split()
        if self._random.random() < 0.3:
            words[self._random.randrange(len(words))] = self.words(1)[0]
        return " ".join(words)

    def _disclosure(self, number: int, asked: list[str], standard: list[list[str]]) -> Disclosure:
        authority = self._random.randrange(AUTHORITIES)
        question = "\n".join(
            [
                "Dear Sir or Madam,",
                *(f"{place}. How many {line}?" for place, line in enumerate(asked, 1)),
                *self._random.sample(BOILERPLATE, k=1),
            ]
        )
        filler = "\n".join(" ".join(self.words(60)) for _ in range(6))
        cited = self._random.sample(range(len(CITATIONS)), k=self._random.choice((0, 1, 1, 2)))
        text, sections, exemptions = f"{question}\n{filler}\n", [], []
        for place in cited:
            evidence = Evidence(start=0, end=1, rule="bench")
            law, provision = CITATIONS[place].split()
            exemptions.append(
                Exemption(citation=CITATIONS[place], law=law, provision=provision, heading="", status="relied_on", evidence=evidence)
            )
            for _ in range(self._random.randint(1, 3)):
                paragraph = (
                    self._changed(self._random.choice(standard[place]))
                    if self._random.random() < 0.6
                    else self._paragraph(CITATIONS[place])
                )
                sections.append(Section(role="reasons", start=len(text), end=len(text) + len(paragraph), citation=CITATIONS[place]))
                text += paragraph + "\n"
        return Disclosure(
            id=f"bench/{number:07d}", source="bench", platform="bench", authority=f"Authority {authority}", authority_id=f"authority_{authority}", nation="england", licence="none",
            title=" ".join(asked[0].split()[:6]), date_responded=f"{self._random.randint(2010, 2025)}-{self._random.randint(1, 12):02d}-{self._random.randint(1, 28):02d}",
            question=question, decision="refused" if cited else "disclosed-in-full", exemptions=exemptions, text=text, sections=sections,
            provenance=Provenance(fetched_at="2026-01-01T00:00:00Z", page_sha256=str(number), record="r/0", parser_version="b"),
        )  # fmt: skip


def _word(number: int) -> str:
    """A word of its own for each number: syllables in base 20."""
    syllables = ("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu")
    word = ""
    for _ in range(4):
        word += syllables[number % 20]
        number //= 20
    return word + "n"


def run(count: int) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        corpus = Corpus(count)
        with Store.open(data / "ledger.sqlite3", create=True) as store:
            observed = Observed("bench", "r1", "crawl", "complete", "", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "b")
            store.fold(observed, (encode(made) for made in corpus.disclosures()))
            path = data / "index" / "casebook.sqlite3"
            cpu = time.process_time()
            _, made = _seconds(lambda: refresh_casebook(path, store))
            cpu = time.process_time() - cpu
            print(
                f"\n{count} disclosures\ncasebook made in {made:.1f} s ({cpu:.1f} s of CPU), {count / made:.0f} a second; {path.stat().st_size / 1e6:.0f} MB beside a ledger of {store.path.stat().st_size / 1e6:.0f} MB"
            )
            print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
            # A disclosure of its own: the page of a known one would be taken for another reading of it.
            extra = msgspec.structs.replace(next(Corpus(1).disclosures()), id="bench/extra")
            corpus.family_of[extra.id] = -1
            store.fold(
                Observed("bench", "r2", "import", "complete", "", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "b"), [encode(extra)]
            )
            _, kept = _seconds(lambda: refresh_casebook(path, store))
            print(f"one disclosure added: {kept * 1000:.0f} ms")
            with Casebook.open(path) as book:
                _ask(book, store, corpus)
                _compare(book, corpus)
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "search_cli", "--data", str(data), "precedent", "31", "crime", "--format", "json"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        print(f"{'foi precedent, whole process':44}{(time.perf_counter() - started) * 1000:8.0f} ms")


def _ask(book: Casebook, store: Store, corpus: Corpus) -> None:
    record = store.get("bench/0000500")
    assert record is not None
    common, rarer = corpus._words[3], corpus._words[900]
    robin = clusters(book, limit=1)[0].id
    questions: tuple[tuple[str, Callable[[], object]], ...] = (
        ("precedent s.40(2)", lambda: precedents(book, store, "s.40(2)", Filters())),
        ("precedent 31, a common word", lambda: precedents(book, store, "31", Filters(common))),
        ("precedent 31, a rarer word", lambda: precedents(book, store, "31", Filters(rarer))),
        (
            "precedent 31, words and filters",
            lambda: precedents(book, store, "31", Filters(f"{common} {rarer}", authority="7", dates="2015..")),
        ),
        ("similar, a disclosure", lambda: similar_to(book, store, record)),
        ("similar, a draft", lambda: similar_to_draft(book, store, record.question or "")),
        ("clusters", lambda: clusters(book)),
        ("clusters, one", lambda: cluster_of(book, store, robin)),
    )
    for name, ask in questions:
        times, busy = [], []
        for _ in range(5):
            cpu = time.process_time()
            times.append(_seconds(ask)[1])
            busy.append(time.process_time() - cpu)
        print(f"{name:44}{statistics.median(times) * 1000:8.0f} ms ({statistics.median(busy) * 1000:.0f} ms of CPU)")


def _compare(book: Casebook, corpus: Corpus) -> None:
    """Pairs that were made as round robins beside those that were found."""
    found = dict(book.select("SELECT d.id, s.family FROM disclosures d JOIN request_shapes s ON s.number = d.request"))
    made: dict[int, list[str]] = {}
    for disclosure_id, family in corpus.family_of.items():
        made.setdefault(family, []).append(disclosure_id)
    pairs = kept = 0
    for members in made.values():
        for place, one in enumerate(members):
            for other in members[place + 1 :]:
                pairs += 1
                kept += found.get(one) == found.get(other) and one in found
    families: dict[object, set[int]] = {}
    for disclosure_id, shape in found.items():
        families.setdefault(shape, set()).add(corpus.family_of[disclosure_id])
    mixed = sum(len(members) > 1 for members in families.values())
    print(f"round robins: {kept} of {pairs} pairs found ({kept / pairs:.2%}); {mixed} clusters hold more than one request")


def _seconds(work: Callable[[], object]) -> tuple[object, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("20000", "100000")):
        run(size)
