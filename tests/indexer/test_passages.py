from crawler.items import Evidence, Exemption, Record, Section, record_of
from indexer.passages import passages
from tests.records import disclosure

ARGUES = "Those who watch for the police would know when the machine has to land and which device would jam it."
BALANCES = "I find that the balance favours withholding the models, since the totals show what was bought and why."


def record(text: str, *sections: Section, exemptions: list[Exemption]) -> Record:
    from msgspec.structs import replace

    made = replace(disclosure("a", text), sections=list(sections), exemptions=exemptions)
    return record_of(made, first_seen="2026-01-01T00:00:00Z", last_seen="2026-01-01T00:00:00Z", withdrawn=None, version=1)


def uses(citation: str, status: str = "relied_on", at: int = 0) -> Exemption:
    law, provision = citation.split()
    evidence = Evidence(start=at, end=at + 1, rule="test")
    return Exemption(citation=citation, law=law, provision=provision, heading="", status=status, evidence=evidence)  # type: ignore[arg-type]


def shown(made: Record) -> list[tuple[str, list[str]]]:
    return [(made.text[found.start : found.end], sorted(use.citation for use in found.uses)) for found in passages(made)]


def test_a_section_is_cut_into_paragraphs_and_a_heading_joins_what_it_stands_over() -> None:
    text = f"Harm\n{ARGUES}\n\nBalance\n{BALANCES}\nEnd"
    made = record(text, Section(role="reasons", start=0, end=len(text), citation="FOIA s.31(1)(a)"), exemptions=[uses("FOIA s.31(1)(a)")])
    assert shown(made) == [(f"Harm\n{ARGUES}", ["FOIA s.31(1)(a)"]), (f"Balance\n{BALANCES}", ["FOIA s.31(1)(a)"])]


def test_the_points_of_a_list_are_one_paragraph() -> None:
    text = f"Factors favouring disclosure\n• {ARGUES}\n• Openness.\n{BALANCES}"
    made = record(text, Section(role="reasons", start=0, end=len(text), citation="FOIA s.31"), exemptions=[uses("FOIA s.31")])
    assert [paragraph.count("\n") for paragraph, _ in shown(made)] == [2, 0]


def test_reasons_without_a_citation_belong_to_the_only_section_that_is_relied_on() -> None:
    section = Section(role="reasons", start=0, end=len(ARGUES))
    limbs = [uses("FOIA s.31(1)(a)"), uses("FOIA s.31(1)(b)")]
    assert shown(record(ARGUES, section, exemptions=limbs)) == [(ARGUES, ["FOIA s.31(1)(a)", "FOIA s.31(1)(b)"])]
    assert shown(record(ARGUES, section, exemptions=[*limbs, uses("FOIA s.40(2)")])) == []


def test_what_was_considered_and_not_used() -> None:
    text = f"{ARGUES}\n{BALANCES}"
    set_aside = uses("FOIA s.31(1)(a)", "negated", at=len(ARGUES) + 5)
    (found,) = passages(record(text, exemptions=[set_aside]))
    assert (text[found.start : found.end], found.uses[0].considered) == (BALANCES, True)
    # A duty is no exemption, a parent of what is relied on was not set aside, the requester's words are not the authority's.
    for others in (
        [uses("FOIA s.17", "mentioned")],
        [uses("FOIA s.31", "mentioned"), uses("FOIA s.31(1)(a)")],
        [uses("FOIA s.31", "requester")],
    ):
        assert passages(record(text, exemptions=others)) == []


def test_a_page_without_line_breaks_is_cut_at_sentences() -> None:
    text = " ".join([ARGUES] * 60)
    made = record(text, Section(role="reasons", start=0, end=len(text), citation="FOIA s.31"), exemptions=[uses("FOIA s.31")])
    pieces = [paragraph for paragraph, _ in shown(made)]
    assert len(pieces) > 3
    assert all(len(piece) <= 1500 and piece.startswith("Those") and piece.endswith("it.") for piece in pieces)
    assert " ".join(pieces) == text
