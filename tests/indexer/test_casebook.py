"""The casebook beside the ledger: made, kept and made again; and every query against a brute-force reading of the same records."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from crawler.errors import IndexProblem, QueryProblem, UsageProblem
from crawler.items import Disclosure, Evidence, Exemption, Record, Section
from indexer import Casebook, Filters, Store, cluster_of, clusters, precedents, refresh_casebook, similar_to, similar_to_draft
from indexer.passages import passages
from indexer.shingles import terms
from tests.records import disclosure, lines, observed

HARM = "Offenders who knew the model would learn when it has to land, and could plan their flight around {}."
RECITAL = "Section 31 is a qualified exemption and we are required to conduct a public interest test before relying on it for {}."
QUESTION = "How many drones does the force own, what did each one cost, and how many flights were made over {}?"


def answer(key: str, subject: str = "protests", *, paragraph: str = HARM, citation: str = "FOIA s.31(1)(a)", status: str = "relied_on", question: str = QUESTION, **facts: Any) -> Disclosure:  # fmt: skip
    """A disclosure whose one paragraph argues a citation."""
    text = f"We reply as follows.\n{paragraph.format(subject)}"
    start = text.index("\n") + 1
    law, provision = citation.split()
    exemption = Exemption(citation=citation, law=law, provision=provision, heading="", status=status, evidence=Evidence(start=start, end=start + 1, rule="test"))  # type: ignore[arg-type]  # fmt: skip
    made = disclosure(key, text, question=question.format(subject), **facts)
    sections = [Section(role="reasons", start=start, end=len(text), citation=citation)] if status == "relied_on" else []
    return replace(made, exemptions=[exemption], sections=sections, authority_id=made.authority.lower().replace(" ", "_"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index" / "casebook.sqlite3"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "ledger.sqlite3", create=True) as opened:
        yield opened


def fold(store: Store, run: str, *made: Disclosure, complete: bool = False) -> None:
    store.fold(observed(run, complete=complete, seen=[item.url for item in made]), lines(*made))


def dump(path: Path) -> list[object]:
    """What the casebook says, without the numbers that it happened to give."""
    with Casebook.open(path) as book:
        families = book.select("SELECT s.family, d.id FROM disclosures d JOIN request_shapes s ON s.number = d.request ORDER BY d.id")
        wordings = book.select(
            "SELECT s.family, d.id, p.start FROM passages p JOIN arguments a ON a.number = p.argument JOIN argument_shapes s ON s.number = a.shape"
            " JOIN disclosures d ON d.number = p.disclosure ORDER BY d.id, p.start"
        )
        cited = book.select(
            "SELECT d.id, p.start, p.stop, t.citation, c.considered, c.test, a.weight FROM citing c JOIN citations t ON t.number = c.citation"
            " JOIN passages p ON p.number = c.passage JOIN disclosures d ON d.number = p.disclosure JOIN arguments a ON a.number = p.argument ORDER BY 1, 2, 4"
        )
    grouped = [
        sorted([row[1:] for row in rows if row[0] == family] for family in {row[0] for row in rows}) for rows in (families, wordings)
    ]
    return [*grouped, cited]


def test_kept_up_is_the_same_as_made_anew(store: Store, path: Path, tmp_path: Path) -> None:
    fold(store, "run-01", answer("a"), answer("b", "football matches"), answer("c", paragraph=RECITAL))
    assert refresh_casebook(path, store)
    assert not refresh_casebook(path, store)
    fold(store, "run-02", answer("b", "prisons", question="What is the weight of {}?"), answer("d", authority="Other Police"))
    assert refresh_casebook(path, store)
    anew = tmp_path / "anew.sqlite3"
    refresh_casebook(anew, store)
    assert dump(path) == dump(anew)


def test_a_withdrawn_disclosure_stays_and_says_so(store: Store, path: Path) -> None:
    fold(store, "run-01", answer("a"), answer("b", "football"), complete=True)
    fold(store, "run-02", answer("b", "football"), complete=True)
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        shown = {
            argument.id[-1]: argument.withdrawn is not None for argument in precedents(book, store, "31", Filters(), limit=9).arguments
        }
    assert shown["a"]


@pytest.mark.parametrize("damage", ["missing", "cut", "other version", "from the future", "empty"])
def test_whatever_happened_to_the_file_it_is_made_again(store: Store, path: Path, damage: str) -> None:
    fold(store, "run-01", answer("a"))
    refresh_casebook(path, store)
    good = dump(path)
    if damage in ("other version", "from the future"):
        connection = sqlite3.connect(path)
        connection.execute("UPDATE meta SET value = '999' WHERE key = ?", ("version" if damage == "other version" else "watermark",))
        connection.commit()
        connection.close()
    elif damage == "missing":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:5000] if damage == "cut" else b"")
    if damage != "from the future":
        with pytest.raises(IndexProblem) as caught, Casebook.open(path) as book:
            book.select("SELECT count(*) FROM disclosures")
        assert "foi index" in caught.value.hint
    assert refresh_casebook(path, store)
    assert dump(path) == good


def test_a_limb_is_found_by_its_section_and_by_any_written_form(store: Store, path: Path) -> None:
    fold(
        store,
        "run-01",
        answer("a"),
        answer("b", citation="FOIA s.31(1)(b)", subject="other things"),
        answer("c", citation="EIR r.12(5)(b)"),
    )
    refresh_casebook(path, store)
    with Casebook.open(path) as book:

        def found(citation: str) -> set[str]:
            return {argument.id[-1] for argument in precedents(book, store, citation, Filters(), limit=9).arguments}

        for written in ("FOIA s.31", "31", "s31", "section 31 (1)", "FOIA 31", "S.31(1)"):
            assert found(written) == {"a", "b"}, written
        assert found("31(1)(a)") == {"a"}
        assert found("reg 12(5)") == found("EIR r.12") == {"c"}
        assert found("s.3") == found("43") == set()
        with pytest.raises(UsageProblem, match="not a citation"):
            found("thirty-one")
        with pytest.raises(QueryProblem):
            precedents(book, store, "31", Filters(decision="refuse"))


def test_a_standard_wording_is_shown_once_with_its_first_user(store: Store, path: Path) -> None:
    standard = "A person who means to commit crime would learn from the numbers where officers are few, and could plan around them on the night of {}."
    fold(
        store,
        "run-01",
        answer("a", "8 May", paragraph=standard, authority="Ash Police", date_responded="2024-05"),
        answer("b", "9 June", paragraph=standard, authority="Birch Police", date_responded="2023-06-01"),
        answer("c", "10 July", paragraph=standard, authority="Birch Police", date_responded="2025"),
        answer("d", paragraph=RECITAL, authority="Cedar Police"),
    )
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        found = precedents(book, store, "31", Filters())
        assert found.total == 2
        first, second = found.arguments
        assert (first.times, first.authorities, first.first.authority, first.first.date) == (3, 2, "Birch Police", "2023-06-01")
        assert (second.authority, second.argues) == ("Cedar Police", 0.0)
        later = precedents(book, store, "31", Filters(dates="2024..", authority="birch")).arguments
        assert [(argument.times, argument.first.date) for argument in later] == [(1, "2025")]
        assert precedents(book, store, "31", Filters(), limit=1, offset=1).arguments == [second]
        assert precedents(book, store, "31", Filters(), offset=5).total == 2


def test_outcomes(store: Store, path: Path) -> None:
    fold(
        store,
        "run-01",
        answer("a", "one", decision="refused"),
        answer("b", "two", decision="disclosed-in-part"),
        answer("c", "three", decision="disclosed-in-full", status="negated"),
        answer("d", "four", decision="refused", status="negated"),
    )
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        found = {
            outcome: {argument.id[-1] for argument in precedents(book, store, "31", Filters(outcome=outcome)).arguments}
            for outcome in (None, "disclosed", "part", "withheld")
        }
    assert found == {None: {"a", "b"}, "disclosed": {"c"}, "part": {"b"}, "withheld": {"a"}}


# -- every query form beside brute force -------------------------------------------------------------------------------------------------

SUBJECTS = (
    "drones over prisons",
    "a fire at the mill",
    "speed cameras",
    "prison drones",
    "staff names and fires",
    "cameras at a prison gate",
)
DECISIONS = ("refused", "disclosed-in-part", "not-held")
NATIONS = ("england", "wales")


def corpus() -> list[Disclosure]:
    return [
        answer(
            f"{place:02d}",
            SUBJECTS[place % len(SUBJECTS)],
            paragraph=(
                HARM,
                RECITAL,
                "{}: it would be unfair, since neighbours could name the person at number " + str(place) + " from the list.",
            )[place % 3],
            question=("How many {}?", "What is known of item " + str(place % 4) + "?")[place % 2],
            title=("Fire", "Cameras at night", None)[place % 3],
            authority=("Ash Police", "Birch Borough Council")[place % 2],
            decision=DECISIONS[place % 3],
            date_responded=("2023-05", "2024-01-31", "2024", None)[place % 4],
        )
        for place in range(36)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[Record]]:
    root = tmp_path_factory.mktemp("brute")
    with Store.open(root / "ledger.sqlite3", create=True) as store:
        fold(store, "run-01", *corpus())
        refresh_casebook(root / "casebook.sqlite3", store)
        return root / "ledger.sqlite3", root / "casebook.sqlite3", list(store.records())


WORDS = st.sampled_from(
    ["drone", "drones", "prison", "prisons", "fire", "camera", "mill", "names", "item", "3", "would", "nothing", "neighbours"]
)
CLAUSES = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"-{word}"),
    WORDS.map(lambda word: f"{word[:3]}*"),
    WORDS.map(lambda word: f"title:{word}"),
    WORDS.map(lambda word: f"question:{word}"),
    st.tuples(WORDS, WORDS).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    st.sampled_from(['"speed cameras"', '"drones over prisons"', "authority:ash", 'authority:"borough council"', "authority:bor*", "exemption:31", "decision:refused", "nation:wales", "responded:2024", "responded:2024-02..", "(fire OR prison)"]),
)  # fmt: skip


def holds(record: Record, paragraph: str, clause: str) -> bool:
    """Whether a clause is true of a paragraph, read without any index."""
    if clause.startswith("-"):
        return not holds(record, paragraph, clause[1:])
    if clause.startswith("("):
        return any(holds(record, paragraph, word) for word in clause[1:-1].split(" OR "))
    name, colon, value = clause.partition(":")
    plain_words = record.authority.lower().split() + record.authority_id.split("_") + record.source.split("-")
    if colon and name == "authority":
        wanted = value.strip('"').split()
        if value.endswith("*"):
            return any(word.startswith(value[:-1]) for word in plain_words)
        return any(plain_words[at : at + len(wanted)] == wanted for at in range(len(plain_words)))
    if colon and name in ("decision", "nation"):
        return str(getattr(record, name)) == value
    if colon and name == "exemption":
        return any(exemption.citation.startswith("FOIA s.31") for exemption in record.exemptions)
    if colon and name == "responded":
        low, high = (20240101, 20241231) if value == "2024" else (20240201, 99999999)
        known = {"2023-05": (20230501, 20230531), "2024-01-31": (20240131, 20240131), "2024": (20240101, 20241231)}.get(
            record.date_responded or ""
        )
        return known is not None and known[0] <= high and known[1] >= low
    texts = {"title": [record.title or ""], "question": [record.question or ""]}.get(
        name if colon else "", [paragraph, record.title or "", record.question or ""]
    )
    wanted = terms((value if colon else clause).strip('"*'))
    for text in texts:
        there = terms(text)
        if clause.endswith("*") and any(term.startswith(clause[:-1]) for term in there):
            return True
        if any(there[at : at + len(wanted)] == wanted for at in range(len(there))):
            return True
    return False


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CLAUSES, min_size=1, max_size=3))
def test_no_paragraph_is_lost_and_none_is_wrong(made: tuple[Path, Path, list[Record]], clauses: list[str]) -> None:
    ledger, casebook, records = made
    with Store.open(ledger) as store, Casebook.open(casebook) as book:
        found = precedents(book, store, "31", Filters(" ".join(clauses)), limit=1000)
        expected = [(record.id, passage) for record in records for passage in passages(record) if all(holds(record, record.text[passage.start : passage.end], clause) for clause in clauses)]  # fmt: skip
        assert sum(argument.times for argument in found.arguments) == len({disclosure_id for disclosure_id, _ in expected})
        assert {argument.id for argument in found.arguments} <= {disclosure_id for disclosure_id, _ in expected}
        assert found.total == len(found.arguments)
        for argument in found.arguments:
            assert all(0 <= start < end <= len(argument.paragraph) for start, end in argument.highlights)


# -- requests ----------------------------------------------------------------------------------------------------------------------------


def test_a_round_robin_is_found_by_any_of_its_answers_and_by_a_draft(store: Store, path: Path) -> None:
    fold(
        store,
        "run-01",
        answer(
            "a", "towns", authority="Ash Police", decision="refused", date_responded="2024-05-01", question="Dear Ash Police,\n" + QUESTION
        ),
        answer("b", "towns", authority="Birch Police", decision="disclosed-in-full", status="negated", date_responded="2024-04-02"),
        answer("c", "towns", authority="Cedar Police", decision="not-held", question=QUESTION + "\nPlease reply by email."),
        answer("d", authority="Cedar Police", question="What was spent on {} in the last year?"),
    )
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        (cluster,) = clusters(book)
        assert (cluster.id[-1], cluster.authorities, cluster.answers) == ("b", 3, 3)
        assert cluster.decisions == {"disclosed-in-full": 1, "not-held": 1, "refused": 1}
        found = cluster_of(book, store, "test-police/c")
        assert found is not None
        assert [(member.authority, member.decision, member.exemptions) for member in found[1]] == [
            ("Ash Police", "refused", ["FOIA s.31(1)(a)"]),
            ("Birch Police", "disclosed-in-full", []),
            ("Cedar Police", "not-held", ["FOIA s.31(1)(a)"]),
        ]
        assert cluster_of(book, store, "test-police/d") is None
        record = store.find("test-police/a")
        assert [answered.id[-1] for answered in similar_to(book, store, record) if answered.same] == ["b", "c"]
        assert [answered.id[-1] for answered in similar_to(book, store, store.find("test-police/c"), elsewhere=True)] == ["b", "a"]
        draft = similar_to_draft(book, store, f"Hello,\nThis is a request under the FOI Act 2000.\n{QUESTION.format('towns')}\nThanks")
        assert {answered.id[-1] for answered in draft[:3]} == {"a", "b", "c"}
        assert all(answered.same and answered.round_robin == 3 and answered.likeness == 1 for answered in draft[:3])
        assert clusters(book, authorities=4) == []
        with pytest.raises(UsageProblem, match="asks nothing"):
            similar_to_draft(book, store, "Dear Sir,\nThanks")


def test_a_sentence_of_every_request_is_learned_as_boilerplate(store: Store, path: Path) -> None:
    """It makes no two requests alike, until it is learned it may; and it is forgotten when the requests go."""
    habit = "Kindly give every figure by calendar year and by district, counting each incident a single time only."
    topics = (
        "horses",
        "kennels",
        "helmets",
        "bridges",
        "ovens",
        "ladders",
        "lamps",
        "boats",
        "tyres",
        "radios",
        "gates",
        "vans",
        "masks",
        "belts",
    )
    made = [answer(name, question=f"How many {name} were bought?\n{habit}") for name in topics]
    fold(store, "run-01", *made[:8])
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        assert book.select("SELECT count(*) FROM recurring") == [(0,)]
        assert [cluster.answers for cluster in clusters(book, authorities=1) if cluster.answers > 1] == [8]
    fold(store, "run-02", *made[8:])
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        assert book.select("SELECT count(*) FROM recurring") == [(1,)]
        assert all(cluster.answers == 1 for cluster in clusters(book, authorities=1))
        assert similar_to_draft(book, store, f"How many drums were bought?\n{habit}")[0].likeness < 0.6
    fold(store, "run-03", *[answer(name, "sales", question=f"How many {name} were sold?") for name in topics[:5]])
    refresh_casebook(path, store)
    with Casebook.open(path) as book:
        assert book.select("SELECT count(*) FROM recurring") == [(0,)]
