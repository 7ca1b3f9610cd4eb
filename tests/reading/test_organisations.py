"""Requests of organisations, which say "we" as the authority does, and the ways in which authorities print requests of many parts."""

import pytest

from crawler.document import plain_text
from crawler.reading import Reading
from tests.reading.usual import RIGHTS, of

LEAD = "We are submitting the following Freedom of Information Request for documents about ferry timetables within the county."
PARTS = "Any briefing notes about the timetables.", "Any contracts for printing them.", "Information on the boats that they cover."
LIST = "\n".join(f"· {part}" for part in PARTS)
ASKED = f"{LEAD}\nSpecifically, we are requesting:\n{LIST}"


def read(text: str) -> Reading:
    """As `foi parse` reads a text."""
    return of("\n".join(plain_text(text).lines))


def words(found: Reading) -> tuple[str, str]:
    """The first and the last words of the request."""
    question = (found.question or "").replace("\n", " ")
    return question[:30], question[-30:]


@pytest.mark.parametrize(
    "text",
    [
        f"Dear Ferry Forum\nYour request:\n{ASKED}\nOur response:\nWe do not hold this.\n{RIGHTS}",
        f"Dear Ferry Forum\nThe information that you are seeking is in relation to the following:\nRequest:-\n{ASKED}\nResponse:-\nWe do not hold this.\n{RIGHTS}",
        f"You Requested:\nRequestor: Ferry Forum\n15 May 2018\n{ASKED}\nOur Response:\nThe council does not have any.\nAttachments: None\n{RIGHTS}",
        f"Freedom of Information – Response – 16274\n{ASKED}\nSaltmarsh County Council (SCC) have no such papers.",
        f"Thank you for your request of 1st May.\nResponse\nThe Council holds the information requested.\nThis request concerns ferry timetables.\n"
        f"Specifically, we are requesting:\n{LIST}\nWe are withholding it because it is exempt.\n{RIGHTS}",
        f"Your original request:\n{ASKED}\nOn 15/06/2018 you were asked whether you mean printed ones only.\nRESPONSE\nThe papers are attached.\n{RIGHTS}",
        f"In your request, you asked for:\n{LEAD} We have already submitted a request about piers.\n{LIST}\nOur response:\nNone is held.\n{RIGHTS}",
        f"Your request:\n{ASKED}\nPlease let us know if any information requires clarifying. We would like to receive electronic copies of this.\n"
        f"Our response:\nWe do not hold this.\n{RIGHTS}",
    ],
)
def test_what_an_organisation_asks_is_its_own(text: str) -> None:
    begins = "This request concerns ferry ti" if "This request concerns" in text else LEAD[:30]
    assert words(read(text)) == (begins, PARTS[-1][-30:])


@pytest.mark.parametrize("glyph", ["·", "●", "\uf0b7", "•"])
def test_every_bullet_counts(glyph: str) -> None:
    found = read(f"Your request:\n{ASKED.replace('·', glyph)}\nOur response:\nWe do not hold this.\n{RIGHTS}")
    assert found.questions == list(PARTS)


def test_a_full_stop_beside_bullets_is_one() -> None:
    listed = f"· {PARTS[0]}\n.  {PARTS[1]}\n·\n{PARTS[2]}"
    assert read(f"Your request:\n{LEAD}\n{listed}\nOur response:\nWe do not hold this.\n{RIGHTS}").questions == list(PARTS)


@pytest.mark.parametrize(
    "cue",
    [
        "We have looked at this again and hold it. Our revised response to your request is:",
        "Thank you for your request made under the Act. I am pleased to provide the response below:",
    ],
)
def test_parts_without_a_mark_stand_above_their_answers(cue: str) -> None:
    turns = f"{PARTS[0]}\nSee attached notes\n{PARTS[1]}\nInformation not held.\n{PARTS[2]}\nSee attached list\n"
    found = read(f"{cue}\n{turns}{RIGHTS}")
    assert (found.question or "").split("\n") == list(PARTS)
    assert found.decision == "disclosed-in-part"


def test_what_the_authority_says_before_the_first_of_the_parts_is_not_asked() -> None:
    found = read(
        "Your request is repeated below, along with the Council's response in respect of each element:\n"
        "In terms of overall context the timetables are drawn up by the harbour office alone.\n"
        f"1. {PARTS[0]}\nWe have printed 4 of them, which are attached.\n2. {PARTS[1]}\nWe do not hold any contracts.\n{RIGHTS}"
    )
    assert found.questions == list(PARTS[:2])


def test_a_list_that_is_argued_with_in_between_goes_on_behind_the_argument() -> None:
    law = "The Information Commissioner's guidance on section 40(2) states that such data is exempt where it is unfair to release it."
    found = read(
        f"{LEAD}\nSpecifically, we are requesting:\n1. {PARTS[0]}\nThe notes name people, so they are exempt under section 40(2).\n{law}\n"
        f"2. {PARTS[1]}\nContracts are looked after by the harbour office in its own way.\n3. {PARTS[2]}\nThe boats are shown on the pier itself."
    )
    assert found.questions[:2] == list(PARTS[:2])
    assert (found.question or "").endswith(PARTS[2])


def test_questions_and_answers_behind_their_letters_alone() -> None:
    found = read(
        f"Q1\t{PARTS[0]}\nA1\tThey are on the website.\nQ2\t{PARTS[1]}\nQ2\tNo contracts were made.\nQ3\t{PARTS[2]}\nA3\tNot held\n"
    )
    assert (found.question or "").split("\n") == list(PARTS)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("You sent us a request on 01/05/2018\nYour request number is CRN00166467\nWe hold it.", "CRN00166467"),
        ("Request for Information - Reference Number: CHS/AWZBQX\nThank you for your request.", "CHS/AWZBQX"),
        ("Reference: T5741/15 29 May 2015\nDear Ms Tollgate,", "T5741/15"),
        ("Our ref: FOI/REQUEST\nThank you for your request.", None),
        ("Freedom of Information – Response – 16274\nPlease supply the total.", "16274"),
        ("Reference: ECC4537301 05 18\nResponse: 18 May 2018", "ECC4537301 05 18"),
        ("Freedom of Information Report FOI / 10945\nQuestion (dated: 29/03/2021)", "FOI/10945"),
        ("ANNEX A\nFOI DOF/2023-0003\nRequest\nThe total, please.", "DOF/2023-0003"),
        ("Thank you for your request.\nWe hold it. Please quote reference 1189733.", "1189733"),
        ("Copy of FOI 1095985 Response.xlsx\n20K\nThank you for your request.", None),
        ("FOI / 3377/ 2020 - Ferry timetables", "FOI/3377/2020"),
    ],
)
def test_references_as_councils_print_them(text: str, reference: str | None) -> None:
    found = read(text).reference
    assert (found.canonical if found else None) == reference


def test_the_date_of_a_question_in_brackets_is_its_own() -> None:
    found = read("Freedom of Information Report FOI / 10945\nQuestion (dated: 29/03/2021)\n1. A list of the piers.\nResponse\nNone.")
    assert found.received
    assert str(found.received.date) == "2021-03-29"
    assert found.responded is None


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("We do not hold this. The harbour office's contact details are as follows:\nAddress: 1 Quay Street", "not-held"),
        ("We do not hold any. This information is being provided as a statutory obligation under the Act.", "not-held"),
        ("We do not hold this.\nTel: External: 01633 960540", "not-held"),
        ("The council does not have any.\nExemptions Applied: None", "not-held"),
        ("There has been no requirement to produce this information.", "not-held"),
        ("There are no reports that were made after that date.", "not-held"),
        (
            "We buy paper in bulk. The whole list is attached. We have decided to withhold the contracts asked for in question 2.",
            "disclosed-in-part",
        ),
        ("We hold no such papers. That said, you have provided a copy of one.", "not-held"),
        ("This e-mail was scanned for viruses by a service supplied by another firm.", "unknown"),
        ("We are extending the deadline for our response from 3 May to 2 June.", "unknown"),
        ("Some of the papers are reproduced in Annex A. Other parts are covered by the exception for personal data.", "disclosed-in-part"),
        ("Gathering the papers for even one season would take too many hours, so we cannot do it.", "cost-limit"),
    ],
)
def test_what_decides(answer: str, decision: str) -> None:
    assert read(f"Your request:\n{ASKED}\nOur response:\n{answer}\n{RIGHTS}").decision == decision


def test_a_range_of_limbs_in_one_bracket() -> None:
    found = read("The study is exempt under Section 22A (1) (a) (i-iii) of the Freedom of Information Act 2000.")
    assert [use.citation for use in found.exemptions] == [f"FOIA s.22A(1)(a)({step})" for step in ("i", "ii", "iii")]


def test_vexatious_requests_within_the_section_are_refused_by_it() -> None:
    found = read("It is my conclusion that these are vexatious requests within Section 14(1) of the Act.")
    assert [(use.citation, use.status) for use in found.exemptions] == [("FOIA s.14(1)", "relied_on")]
    assert found.decision == "vexatious"


def test_the_cost_of_this_request_is_relied_on_where_the_section_would_apply() -> None:
    found = read("Even at ten minutes for each, the work would fill some 51 hours, and Section 12(1) of the Act would apply.")
    assert [(use.citation, use.status) for use in found.exemptions] == [("FOIA s.12(1)", "relied_on")]
