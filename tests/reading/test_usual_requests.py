"""What letters lead in to a request with, and what ends it.

The phrases are common ones, put together here; letters with layouts of their own are in `tests/accuracy`.
"""

import pytest

from tests.reading.usual import QUESTIONS, of

LEADS = (
    "Request",
    "Request:",
    "Your request",
    "You asked:",
    "You asked for:",
    "You asked for the following information:",
    "Information requested",
    "Information Request",
    "I note you seek access to the following information:",
    "You requested the following information:",
    "Thank you for your email of 3 May 2023, in which you asked:",
    "Thank you for your request for information, which is set out below:",
    "We received your request on 3 May 2023. You asked:",
    "Your request for information has now been considered. You requested:",
    "I write in connection with your request for information dated 3 May 2023. Your request was as follows:",
    "I refer to your request of 3 May 2023 in which you asked for the following information:",
    "In your request you asked the following:",
    "Details of request",
    "FOI Request",
    "Question",
    "Questions",
    "Request details",
    "Description of request",
    "Request summary",
    "What you asked",
    "What was requested?",
    "The request",
    "You wrote:",
    "Original request",
    "Enquiry",
    "Thank you for your Freedom of Information request received on 3 May 2023. You asked us for:",
    "Further to your request of 3 May 2023, you asked the following questions:",
    "You have asked us:",
    "You made the following request for information:",
    "Your request is detailed below:",
    "For ease of reference your request is repeated below:",
    "With reference to your request for information regarding the following:",
    "Information you requested:",
    "Your questions",
    "Your enquiry:",
    "You have requested the following information under the Freedom of Information Act 2000:",
    "The information you requested was:",
    "We are writing in response to your request, which was as follows:",
    "Your email stated:",
    "Specifically you asked:",
    "Please see your request below:",
    "Request for information",
    "Freedom of Information Request",
    "You recently requested the following information:",
    "We have considered your request for the following information:",
    "Please find below your original request:",
    "Your request was as follows-",
    "Your requests were as follows:",
    "Thank you for your emails dated 3 and 8 May 2023 requesting the following",
    "Thank you for your email of 3 May 2023 requesting under the Freedom of Information Act (FOIA):",
    "Thank you for your enquiry. Below is your request and our response.",
    "Please see below your request and our response in blue.",
    "The following request was received:",
    "On 3 May 2023 you asked:",
    "Applicant's request:",
    "Request detail:",
    "You wish to know:",
    "We are writing in reply to your information request dated 3 May 2023, where you asked the council for:",
    "I can confirm your request was for the following information:",
)
ANSWERS = (
    "Response\nWe hold this information.",
    "Our response\nWe bought 12.",
    "We answered\nWe bought 12 bicycles.",
    "In response:\nI can confirm that the information is held.",
    "Answer\nWe bought 12.",
    "I can confirm that the council holds the information you requested.",
    "Your request has been considered under the Freedom of Information Act 2000.",
    "We have considered your request under the Act and our response is below.",
    "Please find attached the information you requested.",
    "Decision\nI have today decided to disclose the located information.",
    "Following receipt of your request searches were conducted within the Force.",
    "The Council's response is as follows:",
    "I can confirm that the Department holds some of the information.",
    "Thank you for your request.",
    "Under section 1(1) of the Act you have two rights.",
    "We can confirm that we do hold this information.",
    "Having completed our searches we do not hold this information.",
    "Reply",
    "Outcome: all information supplied",
    "In accordance with the Act we reply as follows.",
    "Our reply is as follows:",
    "Section 1 of the FOIA places two duties on public authorities.",
    "I am writing to advise you that your request has been refused.",
    "The information is set out in the attached spreadsheet.",
    "Following careful consideration, I regret to inform you that we have decided not to communicate this information to you.",
    "The answer to your request is as follows:\nWe bought 12.",
    "In response to your request, please see the table.",
    "Results\nWe bought 12.",
    "Released information\n12 bicycles.",
    "The Ministry has now completed a search for the information, and I can confirm that some is held.",
    "I am treating your correspondence as a request for information under the Freedom of Information Act 2000.",
    "Please be aware that the figures are not audited.",
    "All police forces use different systems for recording data.",
    "Northmoor Council (Response)\nWe bought 12.",
    "Nil bicycles were bought.",
    "The Freedom of Information Act 2000, at Section 1, puts two duties on a public authority.",
    "Download the response",
)


@pytest.mark.parametrize("lead", LEADS)
def test_a_request_stands_behind_its_lead(lead: str) -> None:
    for number, question in enumerate(QUESTIONS):
        answer = ANSWERS[(LEADS.index(lead) + number) % len(ANSWERS)]
        reading = of(f"Bicycles\nReference: FOI 123/23\n{lead}\n{question}\n{answer}\nYou have the right to an internal review.\n")
        assert reading.question == question


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_request_ends_where_the_authority_speaks(answer: str) -> None:
    for question in QUESTIONS:
        letter = f"Bicycles\nDear Sir\nThank you for your email of 3 May 2023, in which you asked:\n{question}\n{answer}\n"
        assert of(letter).question == question


def test_items_may_have_their_bullet_above_or_in_the_line() -> None:
    assert of("Request\nPlease send:\n-\nthe names of all units\n-\nearlier designs\nResponse\nNone.\n").questions == [
        "the names of all units",
        "earlier designs",
    ]
    assert of("You asked\nI want the figures split by: • the stop • the kind of damage\nWe answered\nNone.\n").questions == [
        "the stop",
        "the kind of damage",
    ]
