"""Sentences on which other extractors fail, each with what a careful reader finds: citation, status, and whether it neither confirms nor denies."""

from pathlib import Path

import pytest

from crawler.reading import LawContext, Reading, read

SEED = Path(__file__).parents[3] / "shared" / "seeds" / "000_0ed2e0f67378230c.txt"
FOIA = LawContext()
FOISA = LawContext("FOISA", "EISR")


def of(text: str, law: LawContext = FOIA) -> Reading:
    """The reading of a letter by an authority that writes no reference."""
    return read(text, forms=(), law=law)


def statuses(reading: Reading) -> dict[str, str]:
    """Status by citation."""
    return {exemption.citation: exemption.status for exemption in reading.exemptions}


RELIED = {
    "The information is exempt. Section 40(2) & 40(3A)(a) \u2013 Personal Information": ["FOIA s.40(2)", "FOIA s.40(3A)(a)"],
    "The information is exempt under Section 40(2)(3A)(a).": ["FOIA s.40(2)", "FOIA s.40(3A)(a)"],
    "The names are exempt under Section 40(2) & 3A(a).": ["FOIA s.40(2)", "FOIA s.40(3A)(a)"],
    "Names are withheld under Sections 31(1)(a)(b) and 40(2) of the Act.": ["FOIA s.31(1)(a)", "FOIA s.31(1)(b)", "FOIA s.40(2)"],
    "The duty to confirm or deny does not arise, by virtue of Sections 23(5), 24(2), 30(3) and 31(3).": ["FOIA s.23(5)", "FOIA s.24(2)", "FOIA s.30(3)", "FOIA s.31(3)"],
    "The plan is exempt under s.31(1)(a), (b) and (g).": ["FOIA s.31(1)(a)", "FOIA s.31(1)(b)", "FOIA s.31(1)(g)"],
    "The file is exempt under ss.30(1)(a)(i)-(ii).": ["FOIA s.30(1)(a)(i)", "FOIA s.30(1)(a)(ii)"],
    "We neither confirm nor deny that it is held, relying on section 40(5B)(a)(i).": ["FOIA s.40(5B)(a)(i)"],
    "We have not relied on section 12 of the Act.": [],
    "He was charged with an offence under section 40 of the Road Traffic Act 1988.": [],
    "The request is refused under regulation 12(4)(b) of the EIR.": ["EIR r.12(4)(b)"],
    "The Corvane S2 was bought at £3,150 and is not exempt from the charge.": [],
    "Officers of the unit seized vehicles 40 times.": [],
    "The names are exempt under section\u00a040(2)\u2013personal information.": ["FOIA s.40(2)"],
    "You may ask for an internal review, and complain to the Information Commissioner under section 50.": [],
    "This e-mail serves as a Refusal Notice under Section 17 of the Act.": [],
    "Disclosure would breach Article 5(1)(a), and no condition of Article 6(1)(f) of the UK GDPR is met.": [],
}  # fmt: skip


@pytest.mark.parametrize(("text", "relied"), RELIED.items(), ids=[text[:40] for text in RELIED])
def test_what_is_relied_on(text: str, relied: list[str]) -> None:
    reading = of(text)
    assert [citation for citation, status in statuses(reading).items() if status == "relied_on"] == relied


def test_limbs_whose_section_was_named_before() -> None:
    reading = of("Section 40(2) applies. Sections 3A(b) and 3B of the Act set out the other conditions.")
    assert set(statuses(reading)) == {"FOIA s.40(2)", "FOIA s.40(3A)(b)", "FOIA s.40(3B)"}


def test_a_condition_that_must_not_be_contravened_is_not_relied_on() -> None:
    reading = of(
        "The names are exempt under Section 40(2) & 40(3A)(a) \u2013 Personal Information. Even where the principles are not contravened, to "
        "disclose personal data must also not contravene Sections 3A(b) and 3B of the Act."
    )
    assert [citation for citation, status in statuses(reading).items() if status == "relied_on"] == ["FOIA s.40(2)", "FOIA s.40(3A)(a)"]


@pytest.mark.skipif(not SEED.exists(), reason="the shared seed page is not here")
def test_the_seed_page() -> None:
    reading = of(SEED.read_text(encoding="utf-8"))
    assert [citation for citation, status in statuses(reading).items() if status == "relied_on"] == ["FOIA s.40(2)", "FOIA s.40(3A)(a)"]
    assert statuses(reading)["FOIA s.17"] == "mentioned"
    assert reading.decision == "disclosed-in-part"
    assert len(reading.questions) == 4
    assert reading.question
    assert reading.question.startswith("I wish to know")
    assert not [exemption for exemption in reading.exemptions if "GDPR" in exemption.citation]


def test_no_test_is_required() -> None:
    reading = of(
        "The names are exempt under section 40(2). This is an absolute exemption, and there is therefore no requirement to conduct a public interest test."
    )
    assert [(e.citation, e.public_interest_test) for e in reading.exemptions] == [("FOIA s.40(2)", "not-required")]


def test_a_refusal_notice_is_procedure() -> None:
    assert statuses(of("This letter serves as a Refusal Notice under Section 17 of the Act.")) == {"FOIA s.17": "mentioned"}


def test_data_protection_is_other_law() -> None:
    reading = of("Article 5(1)(a) and Article 6(1)(f) of the UK GDPR apply; the names are exempt under section 40(2) of the Act.")
    assert [exemption.citation for exemption in reading.exemptions] == ["FOIA s.40(2)"]
    assert [other.kind for other in reading.other_law] == ["legislation"] * len(reading.other_law)
    assert reading.other_law


def test_each_of_a_list_neither_confirms_nor_denies() -> None:
    reading = of("By virtue of Sections 23(5), 24(2), 30(3) and 31(3) the duty to confirm or deny does not arise.")
    assert [exemption.ncnd for exemption in reading.exemptions] == [True] * 4


def test_a_limb_of_confirmation_neither_confirms_nor_denies() -> None:
    reading = of("We can neither confirm nor deny that we hold it: section 40(5B)(a)(i).")
    assert [exemption.ncnd for exemption in reading.exemptions] == [True]


def test_a_negated_section_is_kept_as_negated() -> None:
    assert statuses(of("We have not relied on section 12 of the Act.")) == {"FOIA s.12": "negated"}


def test_another_acts_section_is_other_law() -> None:
    reading = of("He committed an offence under section 40 of the Road Traffic Act 1988.")
    assert not reading.exemptions
    assert [other.citation for other in reading.other_law] == ["section 40 of the Road Traffic Act 1988"]


@pytest.mark.parametrize(
    "place",
    [
        "section 2 of your Foreshore Byelaws 2014",
        "section 12 of the Council's Constitution",
        "section 40 of our contract with the firm",
        "s.12 of the lease",
        "section 38 of the questionnaire",
        "section 22 of the Order",
        "section 14 of the Local Plan",
    ],
)
def test_a_section_of_a_document_is_no_law(place: str) -> None:
    assert not of(f"The map is described in {place}, which is attached.").exemptions
    assert not of(f"We hold it under the Freedom of Information Act 2000. See {place}.").exemptions


def test_the_act_may_stand_before_a_document() -> None:
    assert statuses(of("Section 43(2) of the Act applies to the contract.")) == {"FOIA s.43(2)": "relied_on"}
    assert statuses(of("The contract is withheld under section 43(2), as our policy says.")) == {"FOIA s.43(2)": "relied_on"}


def test_a_section_that_only_bounds_another_is_not_relied_on() -> None:
    reading = of(
        "The information is exempt under section 36. The section 36 exemption applies only to information outside the scope of section 35."
    )
    assert statuses(reading)["FOIA s.36"] == "relied_on"
    assert statuses(reading)["FOIA s.35"] == "mentioned"


@pytest.mark.parametrize(
    ("text", "law", "citation", "heading"),
    [
        ("Exempt under section 38(1)(a) of FOISA.", FOISA, "FOISA s.38(1)(a)", "Personal data of the applicant"),
        ("Exempt under section 38(1)(a) of the FOIA.", FOIA, "FOIA s.38(1)(a)", "Health and safety"),
    ],
)
def test_a_number_means_what_its_act_says(text: str, law: LawContext, citation: str, heading: str) -> None:
    (exemption,) = of(text, law).exemptions
    assert (exemption.citation, exemption.heading) == (citation, heading)


@pytest.mark.parametrize("space", [" ", "\u00a0", "  ", ""])
@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2014"])
def test_dashes_and_spaces_hide_nothing(space: str, dash: str) -> None:
    reading = of(
        f"The plan is exempt under section{space}31(1)(a){dash}law enforcement{dash}and section{space}40(2){dash}personal information."
    )
    assert set(statuses(reading)) == {"FOIA s.31(1)(a)", "FOIA s.40(2)"}


def test_a_review_that_may_be_asked_for_is_no_decision() -> None:
    assert of("You may ask for an internal review. After that you may complain to the Information Commissioner.").decision == "unknown"


LAW_NAMES = {
    "FOIA s.40(2)": (
        *("the Freedom of Information Act 2000", "the Freedom of Information (FOI) Act 2000", "the Freedom Of Information Act (2000)"),
        *("the freedom of information act 2000", "the FREEDOM OF INFORMATION ACT 2000", "the UK Freedom of Information Act 2000"),
        *("the Freedom of Informaiton Act 2000", "The Freedom of Information Act's Part II", "the FoI Act", "FoIA 2000", "the 2000 Act"),
    ),
    "FOISA s.38(1)(b)": (
        *("the Freedom of Information (Scotland) Act 2002", "the Freedom of Information (FOI) (Scotland) Act 2002"),
        *(
            "the Freedom of Information Scotland Act 2002",
            "the Freedom of Information Act (Scotland) 2002",
            "FOI(S)A",
            "the FOI Scotland Act",
        ),
    ),
    "EIR r.12(5)(b)": (
        *("the Environmental Information Regulations 2004", "the Environmental Information (EIR) Regulations 2004"),
        *("the Environmental information Regulation 2004", "the EIRs"),
    ),
}


@pytest.mark.parametrize(("citation", "name"), [(citation, name) for citation, names in LAW_NAMES.items() for name in names])
def test_a_law_is_known_by_each_of_its_names(citation: str, name: str) -> None:
    law, _, path = citation.partition(" ")
    unit = "regulation" if law == "EIR" else "section"
    reading = of(f"The names are exempt under {unit} {path[2:]} of {name} and are withheld.", FOISA if law == "FOISA" else FOIA)
    assert statuses(reading) == {citation: "relied_on"}
