"""A page of several responses is read for its first."""

import pytest

from crawler.reading import LawContext, read
from crawler.reading.records import first_end
from crawler.reading.reference import FORMS

FIRST = """Reference: 10142-18
Date: 02/10/2018
I write in connection with your request for information received in this office on 5th September 2018. I note you seek the following information:
How many police divers were on the strength of your force on the first day of each calendar year?
2017 - 8
2018 - 8
"""
SECOND = """Reference: 10137-18
Date: 28/09/2018
I write in connection with your request for information received in this office on 3rd September 2018. I note you seek the following information:
Could you send me a list of the charities to which found bicycles were given in 2017?
We consider that Section 21 of the Act applies as the list is on our website.
"""
BLOCKS = """October 2025
FOI/00087 - Boiler records for Kilbride Hospital
Reference
FOI/00087 - Boiler records for Kilbride Hospital
Response date
21/10/2025
Information requested
Please send me the surveys of the boiler house from 1988 to 1991.
Response
We do not hold any of the records that you describe, as the hospital was run by another board.
"""
LOG = """Disclosure log
SFRS Ref:
1142
Information request:
Please can you send me a list of all boats that were towed, with date and time.
Response:
Disclosure Log - response to request 1142.xlsx

SFRS Ref:
1141
Information request:
Has any of your stations been broken into?
Response:
The information is exempt under section 31(1)(a).
"""
REVIEW = """Our reference: FOI 2021/118 Review
Dear applicant
You asked us to look again at the answer that we gave you on 3 March 2021 about the mooring fees of the harbour.
We uphold the answer. The letter of 3 March is printed below for your convenience, and nothing in it is changed.
Our reference: FOI 2021/087
Thank you for your request. You asked: How much did the harbour take in mooring fees in 2019?
The information is exempt under section 43(2).
"""


@pytest.mark.parametrize(
    ("several", "first"),
    [
        (FIRST + SECOND, FIRST),
        (FIRST + "\n" + SECOND + SECOND.replace("10137", "10120"), FIRST + "\n"),
        (BLOCKS + BLOCKS.partition("\n")[2].replace("00087", "00091"), BLOCKS + "FOI/00091 - Boiler records for Kilbride Hospital\n"),
        (LOG, LOG[: LOG.rindex("SFRS Ref:")]),
    ],
    ids=["labels with a colon", "three", "labels above their values", "an authority's initials"],
)
def test_the_second_response_begins_with_the_labels_of_the_first(several: str, first: str) -> None:
    assert several[: first_end(several)] == first


@pytest.mark.parametrize(
    "whole",
    [
        FIRST,
        FIRST + FIRST,
        REVIEW,
        "Reference: 12/18\nDate: 2 May 2018\nReference: 13/18\nDate: 3 May 2018\nHow many swans are there?\nThere are nine swans.\n",
        "",
    ],
    ids=["one", "one printed twice", "a review and the letter reviewed", "two references of one letter", "nothing"],
)
def test_one_response_is_read_to_its_end(whole: str) -> None:
    assert first_end(whole) == len(whole)


def test_what_a_second_response_says_is_not_of_the_first() -> None:
    reading = read(FIRST + SECOND, forms=tuple(FORMS), law=LawContext())
    assert reading.reference is not None
    assert reading.reference.printed == "10142-18"
    assert reading.decision == "disclosed-in-full"
    assert reading.exemptions == []
    assert reading.warnings == [f"text: several responses stand on the page; what is printed from {len(FIRST)} on is not read"]
