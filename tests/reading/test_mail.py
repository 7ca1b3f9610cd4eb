"""E-mails that quote older messages below: the answer is the newest, and the request may stand in the oldest."""

import pytest

from tests.reading.usual import of as reading

ANSWER = """Dear Ms Arkle,
Thank you for your request for information relating to ferry lights which we received on 04/03/2024.
There are 14 lights on the ferries.
If you are unhappy with this response you may ask for an internal review.
Kind regards,
Saltmarsh Harbour Trust
PO Box 4410
Saltmarsh, SM1 1AA
"""
ACKNOWLEDGED = """From: Information Team
Sent: 5 March 2024 10:12
To: A Requester
Subject: Freedom of Information Request - Reference - FOI / 90125
Dear Ms Arkle,
Thank you for your request for information relating to ferry lights which we received on 04/03/2024.
We must answer within 20 working days, and will refuse it under section 12 if it would take more than 18 hours.
Yours sincerely,
Saltmarsh Harbour Trust
"""
REQUEST = "How many lights do the ferries have?\nWhen was each of them last tested?"
ASKED = f"""From: A Requester
Sent: 4 March 2024 09:00
To: Information Team
Subject: Freedom of Information request - Ferry lights
Dear Saltmarsh Harbour Trust,
{REQUEST}
Yours faithfully,
A Requester
"""


def test_the_request_is_found_in_the_oldest_message_and_nothing_else_is_read_of_the_older_ones() -> None:
    found = reading(ANSWER + ACKNOWLEDGED + ASKED)
    assert found.question == REQUEST
    assert found.decision == "disclosed-in-full"
    assert found.exemptions == []
    assert found.received
    assert str(found.received.date) == "2024-03-04"
    place = found.evidence["question"]
    assert (ANSWER + ACKNOWLEDGED + ASKED)[place.start : place.end] == REQUEST


def test_the_reference_may_stand_in_the_subject_of_an_older_message() -> None:
    text = ANSWER + ACKNOWLEDGED + ASKED
    found = reading(text)
    assert found.reference
    assert found.reference.canonical == "FOI/90125"
    assert text[found.reference.start : found.reference.end] == found.reference.printed


def test_the_request_that_the_answer_repeats_is_believed_before_the_message() -> None:
    answer = ANSWER.replace(
        "There are 14",
        "Please find our response to your request below:\n1. How many lights are there?\n14.\n2. Who tests them?\nThe crew.\nThere are 14",
    )
    found = reading(answer + ASKED)
    assert found.question
    assert found.question.startswith("1. How many lights are there?")
    assert "The crew" not in found.question


@pytest.mark.parametrize(
    "wrote",
    [
        "On 4 March 2024 at 09:00, A Requester <requester@example.org> wrote:\n",
        "From: A Requester\nDate: 4 March 2024\nTo: Information Team\n",
    ],
)
def test_other_heads_of_messages(wrote: str) -> None:
    assert reading(ANSWER + wrote + f"Dear Sir or Madam,\n{REQUEST}\nMany thanks,\nA Requester\n").question == REQUEST


@pytest.mark.parametrize("end", ["Thank you for your time,", "Thanks", "I look forward to hearing from you.", "Kind regards", "-" * 30])
def test_a_request_ends_where_its_letter_does(end: str) -> None:
    assert reading(ANSWER + ASKED.replace("Yours faithfully,", end)).question == REQUEST


def test_a_message_that_asks_for_a_review_is_no_request() -> None:
    review = ASKED.replace(REQUEST, "Please pass this on to whoever conducts internal reviews. Your answer came late.")
    assert reading(ANSWER + review).question is None


def test_a_request_that_an_answer_follows_is_not_taken_for_an_older_message() -> None:
    found = reading(f"{ASKED}Response\nThere are 14 lights on the ferries. They were tested in May.\nYou may ask for an internal review.\n")
    assert found.question is not None
    assert REQUEST in found.question
    assert found.decision == "disclosed-in-full"


def test_the_list_of_addresses_that_a_mail_program_appends_answers_nothing() -> None:
    links = "References\nVisible links\n1. https://harbour.example/a\n2. mailto:foi@harbour.example\n"
    text = ANSWER.replace("There are 14 lights on the ferries.\n", "Please find our response attached.\n")
    assert reading(text + links).outcomes == reading(text).outcomes
