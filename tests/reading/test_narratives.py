"""Numbered items that only name what is wanted, each answered below in plain prose: no question mark, and no word that an answer has to use."""

import itertools

import pytest

from crawler.reading import LawContext, Reading, read

MINE = (
    "I would like to request, under the freedom of information act, the following information for the moorings of Saltmarsh Harbour Trust."
)
WARDENS = "The number of wardens who look after boats while they are laid up. These could be harbour staff, divers, or similar trades."
PROTOCOL = "The protocol for boats that nobody fetches. Please provide the document or, if there is no document, please state what the protocol is."
SUMMER = "The number of wardens who look after boats while they are on the water. These could be harbour staff, divers, or similar trades."
ITEMS = (WARDENS, PROTOCOL, SUMMER)
LEADS = (
    "Thank you for your recent request under the Freedom of Information Act. Please see below the information you have requested.\n",
    "Further to your Freedom of Information request in respect of moorings, please find the response from the Trust below.\n",
    f"The information requested and its response is as follows:\n{MINE}\n",
    "You requested the following information:\n",
    "Following a search of our records I can confirm the following Saltmarsh Harbour Trust information:-\n",
    "We have asked those who hold the information. Here are the answers to your questions:\n",
    f"Duty to confirm or deny\nI can confirm that the information is held by the Trust.\nResponse to the information requested\n{MINE}\n",
)
ANSWERS = (
    ("See attached mooring policy.", "See attached mooring policy.", "All staff on the quay give a hand with boats as the need arises."),
    (
        "All wardens on the quay take part in laying up the boats that are left to the harbour.",
        "Boats that nobody fetches are seen to by the berthing master, who writes to the owner first.",
        "Every boat on the water has a berth holder who is helped by the wardens of that quay.",
    ),
    (
        "Looking after boats is part of any laying up and is done by the quay as a whole.\nBoats are handed on to the council if they are wrecks.",
        "The Trust does not break up boats and would at the least see that they were stored.",
        "The harbour teams do not employ wardens for boats alone.",
    ),
    (
        "Eastern quay – The council sends a warden from its own boats team once a week.\nWestern quay – Two wardens.\n2 x part-time divers",
        "We have close links with the boatyard and send the owners there.\nThe eastern quay would find a berth first.",
        "The Trust have lately opened a boat store.\n2 x Wardens\n3 x Divers",
    ),
)
RIGHTS = (
    "If you are not satisfied with our decision regarding your request, you have the right to appeal.",
    "The information supplied to you continues to be protected by the Copyright, Designs and Patents Act 1988.\nIf you have any queries about this letter please write to the harbour office.",
    "I hope that this information is useful.\nYours sincerely,",
)


def _letter(lead: str, answers: tuple[str, ...], rights: str) -> Reading:
    turns = "\n".join(f"{n}. {item}\n{answer}" for n, (item, answer) in enumerate(zip(ITEMS, answers, strict=True), 1))
    return read(f"Ref: FOI 3118\n6 May 2024\nDear Ms Example,\n{lead}{turns}\n{rights}\n", forms=(), law=LawContext())


@pytest.mark.parametrize("lead", LEADS)
def test_what_is_answered_in_prose_is_the_items_together(lead: str) -> None:
    for answers, rights in itertools.product(ANSWERS, RIGHTS):
        reading = _letter(lead, answers, rights)
        asked = "\n".join([*([MINE] if MINE in lead else []), *(f"{n}. {item}" for n, item in enumerate(ITEMS, 1))])
        assert reading.question == asked, (answers, rights)
        assert reading.questions == list(ITEMS)


def test_an_item_goes_on_in_the_lines_of_a_fixed_width_and_with_dates() -> None:
    item = (
        "{n}. The number of boats that were broken up, by the quay on which they\nlay. Please use the names of the harbour plan.\n"
        "Please could you give it for the following years:\n01 January 2021 to 31 December 2021; 01 January 2022 to 31 December 2022; 01\n"
        "January 2023 to 31 December 2023;\n01 January 2024 to the latest date."
    )
    reading = read(
        "Please see below the information you have requested.\n"
        + "\n".join(f"{item.format(n=n)}\nPlease see attached spreadsheet." for n in (1, 2, 3))
        + "\nYours sincerely",
        forms=(),
        law=LawContext(),
    )
    assert reading.question == "\n".join(item.format(n=n) for n in (1, 2, 3))
    assert reading.decision == "disclosed-in-full"


def test_a_number_that_counts_opens_no_item() -> None:
    reading = _letter(
        LEADS[0], ("2 wardens were taken on in the spring.\n3 divers are called in when they are needed.", *ANSWERS[1][1:]), RIGHTS[0]
    )
    assert reading.questions == list(ITEMS)


def test_an_answer_stands_below_its_items_words_whatever_the_number_there() -> None:
    items = ("Total number of wardens, by quay.", "Total pay of those wardens.", "Total of boats that were never fetched")
    answers = (
        "2021/22 4.2 wardens",
        "Pay is third party personal data and is exempt under Section 40(2).",
        "We do not hold a figure for these.",
    )
    asked = "".join(f"{n}. {item}\n" for n, item in enumerate(items, 1))
    repeated = "".join(f"1. {item}\n{answer}\n" for item, answer in zip(items, answers, strict=True))
    reading = read(f"Details of enquiry\n{asked}Response sent\n{repeated}", forms=(), law=LawContext())
    assert [(outcome.item, outcome.decision) for outcome in reading.outcomes] == [
        ("1", "disclosed-in-full"),
        ("2", "refused"),
        ("3", "not-held"),
    ]


def test_an_answer_left_blank_gives_nothing() -> None:
    page = "Request\nHow many wardens are there?\nReply\n{}\nRequest\nHow many boats are there?\nReply\n{}\nRequest\nHow many quays are there?\nReply\n"
    assert [outcome.decision for outcome in read(page.format("", ""), forms=(), law=LawContext()).outcomes] == []
    given = read(page.format("Four", "Ninety"), forms=(), law=LawContext()).outcomes
    assert [(outcome.item, outcome.decision) for outcome in given] == [("1", "disclosed-in-full"), ("2", "disclosed-in-full")]
