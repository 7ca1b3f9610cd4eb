"""Questions and answers in turn, in the ways in which authorities print them."""

import pytest

from crawler.reading import LawContext, read

ASKED = (
    "How many bicycles did you buy in 2023?",
    "What did they cost?",
    "Who supplied the bicycles?",
    "Please provide a copy of the contract.",
)
SAID = (
    "We bought 12 bicycles in 2023.",
    "They cost £4,000.",
    "We do not hold this information.",
    "The contract is exempt under section 43(2) of the Act.",
)
TURNS = (
    *(
        "{n}. {asked}\n{said}",
        "{n}) {asked}\n{said}",
        "({letter}) {asked}\n{said}",
        "{n} {asked}\n{said}",
        "{n}. {asked} {said}",
        "{n}. {asked}\n\n{said}\n",
    ),
    *(
        "Q{n}. {asked}\nA{n}. {said}",
        "Q{n}: {asked}\nA{n}: {said}",
        "Q. {asked}\nA. {said}",
        "Part {n}: {asked}\n{said}",
        "{n}. {asked}\nA. {said}",
    ),
    *("Question {n}\n{asked}\nAnswer {n}\n{said}", "Question {n}: {asked}\nAnswer: {said}", "Question: {asked}\nAnswer: {said}"),
    *(
        "{n}. {asked}\nResponse: {said}",
        "{n}. {asked}\nOur response: {said}",
        "{n}. {asked}\nReply: {said}",
        "Question {n} - {asked}\nResponse - {said}",
    ),
    *("Request {n}\n{asked}\nResponse {n}\n{said}", "Request {n} - {asked}\nResponse {n} - {said}", "• {asked}\n{said}", "{asked}\n{said}"),
)
HEADS = (
    "",
    "Request and response\n",
    "Thank you for your request. Your questions and our answers are below.\n",
    "I can now respond as follows:\n",
)


@pytest.mark.parametrize("turn", TURNS)
def test_questions_and_answers_in_turn_are_told_apart(turn: str) -> None:
    for head in HEADS:
        turns = (
            turn.format(n=n, letter="abcd"[n - 1], asked=asked, said=said)
            for n, (asked, said) in enumerate(zip(ASKED, SAID, strict=True), 1)
        )
        reading = read(
            f"Bicycles\nReference: FOI 123/23\n{head}" + "\n".join(turns) + "\nYou may ask for an internal review.\n",
            forms=(),
            law=LawContext(),
        )
        assert reading.question, head
        assert all(asked in reading.question for asked in ASKED), head
        assert not any(said[:12] in reading.question for said in SAID), head
        assert reading.decision == "disclosed-in-part", head


ITEM_BY_ITEM = {
    "what is answered together has one outcome each": (
        "Request 1\nDid the collectors below hold a permit?\nRequest 2\nWhich charity was it issued for?\nAnswers 1 & 2\n"
        "The Police Service can neither confirm nor deny that it holds the information you have asked for.\n"
        "Section 40(5B)(a)(i) - Personal Information\n",
        [("1", "ncnd"), ("2", "ncnd")],
    ),
    "an exemption that applies belongs to its item": (
        "Request\n1. Where are the cameras?\n2. What did they cost?\nResponse 1:\nSection 31(1)(a) exemption applies, (explained at the end)\n"
        "Response 2:\nThey cost £41,275.\nSection 31(1)(a) - Law Enforcement\nThis is a qualified exemption.\n",
        [("1", "refused"), ("2", "disclosed-in-full")],
    ),
    "items may be answered together by their numbers": (
        "Request\n1. How many lamps failed?\n2. How soon were they seen?\n3. How soon were they mended?\n4. How many complaints came?\n"
        "Response\n1. -3. To find this would cost more than the appropriate limit, section 12(1).\n4. 17 complaints came.\n",
        [("1", "cost-limit"), ("2", "cost-limit"), ("3", "cost-limit"), ("4", "disclosed-in-full")],
    ),
    "what only one item is refused for is not of the others": (
        "Please find the response of the harbour below.\n1. The number of wardens on the eastern quay.\nThe quay has one warden, who is paid by the harbour.\n"
        "2. The protocol for boats that are left.\nEach quay has its own way of seeing to boats that are left.\n"
        "3. The number of wardens on the western quay.\nIt is not possible to identify their number as they come and go.\n"
        "If you are unhappy with this response you may ask for an internal review.\n",
        [("1", "disclosed-in-full"), ("2", "disclosed-in-full"), ("3", "refused")],
    ),
    "an answer may be that of another item": (
        "Request\n1. How often did the ferry not sail?\n2. On which days?\n3. How often is it laid up?\nOur response\n"
        "1. No record is held.\n2. Please see the response to question 1.\n3. It is laid up twice a year.\n",
        [("1", "not-held"), ("2", "not-held"), ("3", "disclosed-in-full")],
    ),
    "numbers may be words": (
        "Information requested\n1. How often did the ferry not sail?\n2. How often is it laid up?\nOur response\n"
        "For question one, the ferry did not sail on 23 days.\nFor question two, no record is held.\n",
        [("1", "disclosed-in-full"), ("2", "not-held")],
    ),
    "numbers may be words with figures behind them": (
        "Request:\n1. How many bicycles were taken?\n2. In which wards?\n3. On which days?\nResponse:\n"
        "As to Question One (1), 214 bicycles were taken.\n"
        "As to Questions Two (2) and Three (3), the information is exempt under section 31(1)(a).\n",
        [("1", "disclosed-in-full"), ("2", "refused"), ("3", "refused")],
    ),
    "a heading may name two items": (
        "Information requested\n1. Advice to ministers.\n2. Letters about the scheme.\n3. The sums lent.\nResponse\n"
        "As regards question 1:\nThree notes are enclosed.\n"
        "As regards questions 2 & 3:\nThe Scottish Government does not hold this information.\n",
        [("1", "disclosed-in-full"), ("2", "not-held"), ("3", "not-held")],
    ),
    "a blank may be missing behind the number": (
        "Request\n1) How many ponies were seized?\n2) How many were found dead?\nResponse\n"
        "1)How many ponies were seized?\n57 ponies were taken to stables.\n2)How many were found dead?\nOne.\n",
        [("1", "disclosed-in-full"), ("2", "disclosed-in-full")],
    ),
    "an answer of which only the beginning is there is unknown": (
        "Request\n1. How many ponies were seized?\n2. Where are they kept?\n3. How many were found dead?\nResponse\n"
        "Question 1 - 57 ponies were seized.\nQuestion 2 - At Holm Farm.\nQuestion 3 - the force can",
        [("1", "disclosed-in-full"), ("2", "disclosed-in-full")],
    ),
}


@pytest.mark.parametrize(("page", "outcomes"), ITEM_BY_ITEM.values(), ids=ITEM_BY_ITEM)
def test_each_item_has_its_outcome(page: str, outcomes: list[tuple[str, str]]) -> None:
    reading = read(page, forms=(), law=LawContext())
    assert [(outcome.item, outcome.decision) for outcome in reading.outcomes] == outcomes


def test_a_letter_that_refuses_one_item_gives_the_others() -> None:
    page, _ = ITEM_BY_ITEM["what only one item is refused for is not of the others"]
    assert read(page, forms=(), law=LawContext()).decision == "disclosed-in-part"


def test_items_are_given_behind_the_cost_of_another() -> None:
    reading = read(
        "Please answer for the last two years.\n1. The number of parents who asked for a patrol.\nTo answer this would exceed the appropriate cost limit, section 12.\n"
        "2. The number of crossings with a patrol.\n3. The amount spent on patrols.\nFor question 2 and 3, the figures below are for crossings outside schools:\n"
        "2021 – 4 crossings, £311,906\n2022 – 9 crossings, £328,440\n",
        forms=(),
        law=LawContext(),
    )
    assert reading.decision == "disclosed-in-part"


def test_the_size_of_a_file_answers_nothing() -> None:
    reading = read(
        "Minutes about slate tips (ATISN 17118)\nDocuments\nDoc 1, file type: PDF, file size: 1 MB\nPDF\n1 MB\nDoc 2, file type: PDF, file size: 430 KB\nPDF\n430 KB\n",
        forms=(),
        law=LawContext(),
    )
    assert (reading.question, reading.decision) == (None, "unknown")


def test_items_with_a_number_and_a_letter() -> None:
    reading = read(
        "Section 1\nQ1a How many officers are in the team?\nSeven.\nQ1b How many of them are warranted?\nFive.\nQ2a How many notices were served?\n418\n",
        forms=(),
        law=LawContext(),
    )
    assert [outcome.item for outcome in reading.outcomes] == ["1a", "1b", "2a"]


def test_what_was_refused_before_a_clarification_is_not_the_answer() -> None:
    reading = read(
        "I note you seek access to the following information:\nHow many motors were stolen in each borough?\n"
        "Clarification - in November 2024, I refused your request as the cost of complying would exceed the appropriate limit.\n"
        "On 2 December 2024 you replied as follows:\nPlease leave out the motors altogether. How many collisions were there in each year?\n"
        "Decision\nI have today decided to disclose the located information to you in full.\n",
        forms=(),
        law=LawContext(),
    )
    assert reading.decision == "disclosed-in-full"
