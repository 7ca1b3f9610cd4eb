"""An answer told in plain sentences counts as given; figures of the work, the law and the letter's edges do not."""

import pytest

from crawler.reading import LawContext, read
from crawler.reading.telling import region, tells
from crawler.reading.text import Text

REQUEST = "Request\nHow many bicycles did you buy in 2023, and who sold them?\nResponse\n"


def decision(answer: str) -> str:
    """What is read of a letter with this answer."""
    return read(REQUEST + answer, forms=[], law=LawContext()).decision


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("In 2023 we bought 12 bicycles.", "disclosed-in-full"),
        ("In 2023 we bought 12 bicycles.\nThe sellers' names are exempt under section 40(2) of the Act.", "disclosed-in-part"),
        ("The sellers' names are exempt under section 40(2) of the Act.\nA leak reached 12 papers.", "refused"),
        ("The depot has 140 boxes on paper.\nThe request is manifestly unreasonable under regulation 12(4)(b) of the EIR.", "refused"),
        ("The depot has 3,100 cards.\nEach takes ten minutes to read.\nSection 12 of the Act applies.", "cost-limit"),
        ("A spreadsheet with what you asked for comes with this letter.", "disclosed-in-full"),
        ("Yours sincerely\nThe Information Team, 12 Harbour Court", "unknown"),
        (
            "Two bids came in April and three in June.\nAs for the drawings, to find them would exceed the appropriate limit.\nWe hold some of the information.",
            "disclosed-in-part",
        ),
        (
            "The county engineer looked at every depot and found them sound and dry.\nYou may ask for an internal review.",
            "disclosed-in-full",
        ),
        ("The county engineer looked at every depot and found them sound and dry.", "unknown"),
        (
            "We bought 12 bicycles.\nWe are not able to provide the sellers' names, which are exempt under section 40(2) of the Act.",
            "disclosed-in-part",
        ),
        ("We are not able to provide this information. It is exempt under section 31 of the Act.\nWe bought 12 bicycles.", "refused"),
    ],
)
def test_what_a_plain_answer_comes_to(answer: str, expected: str) -> None:
    assert decision(answer) == expected


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("They cost £4,000.", "told"),
        ("None.", "told"),
        ("Bakerloo 3", "told"),
        ("The mayor has answered three letters.", "said"),
        ("We wrote on 14 March 2023.", None),
        ("The limit is £450.", None),
        ("Section 31 has 3 parts.", None),
        ("Please give the total for 2 depots.", None),
    ],
)
def test_what_a_sentence_tells(sentence: str, kind: str | None) -> None:
    told = tells(Text(sentence).low)
    assert (told and told[0]) == kind


def test_answers_end_where_rights_begin() -> None:
    text = Text("Response\n14 cars.\nIf you are unhappy, write within 40 days.\n12 High Street")
    answers = region(text, 0)
    assert text.value[answers.start : answers.end].strip() == "Response\n14 cars."


def test_without_a_request_answers_begin_where_the_authority_is_heard() -> None:
    text = Text("Northmoor Council\nTelephone: 01632 960101\nThank you for your request.\nThere were 14 cars.")
    answers = region(text, 0)
    assert text.value[answers.start : answers.end].startswith("Thank you")
    assert region(Text("Telephone: 01632 960101"), 0) == (23, 23)
