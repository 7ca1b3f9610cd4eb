"""What requesters write that an authority might have written: between the headings of a request and of its answer it is all the requester's."""

import pytest

from tests.reading.usual import of

CUES = (
    ("You asked", "We answered"),
    ("Request", "Response"),
    ("Your request", "Our response"),
    ("I note you seek access to the following information:", "I have today decided to disclose the located information to you in full."),
    ("You requested the following information:", "We can confirm that we hold this information."),
    ("Your request was as follows:", "Response"),
    ("In your request, you asked:", "I can confirm that we hold the information."),
)
REQUESTS = (
    "Under the Freedom of Information Act 2000, I kindly request information about the ferry lights.\n1. How many are there?\n2. Who tests them?",
    "Please see below, 3 questions about mattresses in your area:\n1. Do you take them?\n2. What is the charge?\n3. Who burns them?",
    "We are conducting research on how harbours deal with wrecks, covering:\n• Boats\n• Rafts\nHow many wrecks were raised in 2022?",
    "We are writing to make a request under the Act. We seek information about your rules on drones.\n1. Do you have byelaws on drones?",
    "We run a home for old sailors and have a few questions as below:\n1) What papers are needed?\n2) How long does it take?",
    "I would be most grateful if you could send the following. Unfortunately, I am unaware of the supplier. The details I require are:\n"
    "1. Confirmation of the supplier.\n2. Actual spend in each year.\n3. The name of the officer responsible.",
    "Under the Act, I would like to request the following information.\n- The number of breaches your council has been victim to in 2022.\n"
    "- How many people were affected by each.",
    "How many lamps were seized?\nPlease note: if you are unable to provide five years of data within the cost limit, please send three.",
    "The details we require are:\n• Complete tenders of those who bid\n• The scoring of each tender response\n• The value of the winning tender",
    "Questions requiring response:\n1) How many bridges are closed?\n2) How many were mended in 2022?",
    "1. Contact address of the moorings office.\n2. Its telephone number.\nWe let boats and would like to make contact.",
    "1. The number of applicants by kind of home:\n- Flat\n- House\n2. The average wait for each kind of home:\n- Flat\n- House",
    "Has the council asked other councils for help, that is\na) the county?\nb) the ports?\nIf such a request exists, please provide\na) copies of it.\nb) the answers.",
    "1) How many staff worked on it?\n2) How many hours did it take? This could include staff who did nothing else, and I would ask that you keep the two apart.",
)
ANSWERS = (
    "There are 14 lamps on the ferries.",
    "2 x Team Managers\n3 x Lamp Officers\n4 x Helpers\nThe team is led by the first of them.",
    "The information that you have requested is exempt from disclosure under section 40(2) of the Act.",
)


@pytest.mark.parametrize("request_", REQUESTS)
@pytest.mark.parametrize("cues", CUES)
def test_the_request_is_found_from_its_first_word_to_its_last(cues: tuple[str, str], request_: str) -> None:
    for answer in ANSWERS:
        text = f"Lamps and boats\nReference: FOI 1234/24\n{cues[0]}\n{request_}\n{cues[1]}\n{answer}\nYou may ask for an internal review.\n"
        assert of(text).question == request_, answer


@pytest.mark.parametrize(
    ("asked", "polite"),
    [
        (
            "An answer by e-mail would suit me best.",
            "If anything is unclear, ring or write to me, my number is below. Please acknowledge receipt of this request.",
        ),
        (
            "Should it go past the cost limit, please get in touch to advise me how to narrow it.",
            "If you need clarification, please contact me.\nI hope to hear from you within 20 working days.",
        ),
        (
            "Please reply within the 20 working days.",
            "Thank you for your help, and I look forward to your answer.\nA line to say that this has arrived would be welcome.",
        ),
    ],
)
def test_offers_to_explain_hopes_of_an_answer_and_the_wish_for_a_receipt_are_no_part_of_it(asked: str, polite: str) -> None:
    text = f"You asked\nHow many lamps are on the pier?\n{asked} {polite}\nWe answered\nThere are 14.\n"
    assert of(text).question == f"How many lamps are on the pier?\n{asked}"


def test_thanks_for_an_explanation_are_no_part_of_what_is_asked_next() -> None:
    text = "You asked\nThank you for getting back to me. Please leave out the lamps on the pier.\nWe answered\nThere are 14.\n"
    assert of(text).question == "Please leave out the lamps on the pier."
