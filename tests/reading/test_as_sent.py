"""What letters as they were sent have in them, beside what anybody would think of."""

import pytest

from crawler.reading import Reading
from tests.reading.usual import RIGHTS, of

THANKS = "Thank you for your request for information relating to moorings which we received on 3 May 2023.\n"
END = f"\n{RIGHTS}\nSaltmarsh Council\nPO Box 4410\n"


def reading(body: str) -> Reading:
    return of(f"Dear Ms Arkle,\n{THANKS}{body}{END}")


@pytest.mark.parametrize(
    ("body", "decision"),
    [
        # An acknowledgement, with the figures of a signature below it.
        ("This has now been logged and will be carried out by a member of the team.", "unknown"),
        (
            "We will now continue to deal with this under the Act. The 20 working day clock starts the day after we hear from you.",
            "unknown",
        ),
        ("Once again, our sincere apologies for this oversight.", "unknown"),
        # What an authority does not have in the world answers as well as what it has.
        (
            "Please find our response set out below:\nThe Council does not have a single head of moorings. Each of the 4 quays has its own.",
            "disclosed-in-full",
        ),
        ("Please find our response set out below:\nWe do not have a contract for lamps. 12 were bought in 2022.", "disclosed-in-full"),
        (
            "Please find our response set out below:\n66 lamps. This is a count by hand, as it is impossible to state exactly.",
            "disclosed-in-full",
        ),
        # Who looks at the request again, and how well the authority means.
        ("Your review will be dealt with by a member of staff who was not responsible for the original case.", "unknown"),
        ("The Council continually strives to provide the best possible service to people who request information.", "unknown"),
        # What a requester has to do is not given to him.
        ("You will need to provide two forms of identification.", "unknown"),
        ("We cannot process your request because you have not given us your full name.", "invalid"),
        # Only what is behind these words is the answer.
        (
            "Please find below, Saltmarsh Council's response to your request:\nThe information that you have requested is exempt from "
            "disclosure under section 31(1)(a) of the Act.",
            "refused",
        ),
        (
            "Please find our response set out below:\nThe names that you have requested are exempt from disclosure under section 40(2).(1)\n"
            "(1) Amendments to the Act are in the Data Protection Act 2018.\n(2) UK GDPR, Article 5(1)(a).",
            "refused",
        ),
        ("Spend on office supplies\n£235,695\nThe council ends services that are not providing value for money.", "disclosed-in-full"),
    ],
)
def test_what_decides(body: str, decision: str) -> None:
    assert reading(body).decision == decision


def test_a_part_over_the_cost_limit_stays_a_part_when_advice_is_given_on_it() -> None:
    found = reading(
        "Please find our response set out below:\n1. The spend on each mooring.\nThis is exempt under section 12 of the Act, as a manual search would "
        "take longer than 18 hours. Under section 16 we have a duty to provide advice and assistance: you could ask for one quay.\n"
        "2. The number of moorings.\n214"
    )
    assert found.decision == "disclosed-in-part"
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "cost-limit"), ("2", "disclosed-in-full")]


@pytest.mark.parametrize(
    "body",
    [
        "Section 8 of the Act states that you must give us your full name for a request to be valid. You have not given us your full name.",
        "We cannot consider this as a valid request. Section 8 of the Act states that a request must state the name of the applicant.",
    ],
)
def test_a_letter_that_has_no_valid_request_relies_on_section_8(body: str) -> None:
    assert [(use.citation, use.status) for use in reading(body).exemptions] == [("FOIA s.8", "relied_on")]


def test_the_district_of_a_postcode_is_no_section() -> None:
    assert reading("The homes in Hackwell Sheffield S12 are in band B, those in Barnsley S70 in band C.").exemptions == []


def test_the_parts_of_a_form_are_no_sections() -> None:
    parts = "\n".join(f"Section {number} - Moorings of kind {number}" for number in range(1, 14))
    assert reading(f"Please find the return below.\n{parts}\n").exemptions == []


def test_what_only_another_may_have_is_not_given() -> None:
    found = reading(
        "Personal information can only be disclosed to the individual concerned.\nWe have provided the totals below.\nBoats: 12"
    )
    assert found.decision_printed == "We have provided the totals below."


def test_the_number_of_a_link_and_the_name_of_a_file_tell_nothing() -> None:
    assert reading("Lime survey 2023 Redacted.pdf\n[1]here\nPlease find our response attached.").decision == "unknown"


def test_a_name_above_its_size_is_the_whole_line() -> None:
    text = f"1 Attachment\nCopy of the moorings on each of our quays for the harbour office.xlsx\n18K\nDownload\nView as HTML\nDear Ms Arkle,\n{THANKS}"
    assert [file.name for file in of(text).files] == ["Copy of the moorings on each of our quays for the harbour office.xlsx"]


def test_what_was_found_is_announced_like_an_answer() -> None:
    found = reading(
        "Your questions and my findings are below:-\n1. Could you answer if the harbour fills in the yearly return.\nSaltmarsh Council no longer "
        "fills in the return.\n2. If the answer to the above is Yes, please could you send it?\nN/A"
    )
    assert found.question == (
        "1. Could you answer if the harbour fills in the yearly return.\n2. If the answer to the above is Yes, please could you send it?"
    )


def test_what_is_counted_below_an_item_answers_it() -> None:
    found = of(
        "Dear Ms Arkle,\nThank you for your request, set out below with our reply.\nYou asked us:\n1. The number of wardens on the quays.\nOur reply:\n"
        "1 X Quay Warden\n2 X Moorings Officer\n2. The rules for boats in winter.\nPlease see the attached document\n"
        "3. The number of wardens on the lake. These could be rangers.\n1 X Lake Warden\n3 X Ranger\nIf you have any further queries, please contact me.\n"
        "Saltmarsh Council looks after its quays.\nTel: 01632 960123\n"
    )
    assert found.question == (
        "1. The number of wardens on the quays.\n2. The rules for boats in winter.\n3. The number of wardens on the lake. These could be rangers."
    )


def test_items_with_a_number_and_a_letter_are_a_list() -> None:
    found = reading(
        "Please find our response set out below:\n1a. Who supplies the lamps? Brack Ltd\n1b. When does the contract end? 1/6/2024\n"
        "2a. Who supplies the ropes? Saltmarsh Ropes\n2b. When does the contract end? 1/12/2025"
    )
    assert found.question == (
        "1a. Who supplies the lamps?\n1b. When does the contract end?\n2a. Who supplies the ropes?\n2b. When does the contract end?"
    )
    assert [outcome.item for outcome in found.outcomes] == ["1a", "1b", "2a", "2b"]
