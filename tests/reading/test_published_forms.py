"""Forms in which logs, threads and sites for documents print a request and its facts: marks inside marks, lists on one line, what a site adds."""

import pytest

from crawler.document import plain_text
from tests.reading.usual import FIRST, RIGHTS, SECOND, of

LISTED = (
    "1. The report on the lamps. 2. The letter in which the report was ordered. 3. Details of: a. The cost; b. The firms that made a bid"
)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # Marks inside marks, and a plain mark that is closed by a curled one.
        (
            'Information requested\n"Every notice that says "Mind the Step", with its date. Your leaflet calls them a "Last Resort", so say why.”\n'
            "Response\nThere are 12.",
            'Every notice that says "Mind the Step", with its date. Your leaflet calls them a "Last Resort", so say why.',
        ),
        # The answer on the line of its heading; lists and what follows them on one line.
        (f"FOI 0417-19\n{FIRST}\n{SECOND}\nRESPONSE Section 1 of the Act lays two duties upon us.\n{RIGHTS}", f"{FIRST}\n{SECOND}"),
        (
            f"Dear Mr Oake, I note you seek access to the following information: {LISTED} We asked all parts of the Force to look for papers. "
            "The information asked for is as follows: There are 12 lamps." + " The lamps were put up in May by a firm from the town." * 10,
            LISTED,
        ),
        # A site for documents prints the first words as a title.
        (
            f"Download FOI 2019/14 You requested the following information: 1. Please\nSurvey\nyes no Was this document useful?\nTranscript\n14 May 2019\n"
            f"You requested the following information:\n1. {FIRST}\n2. {SECOND}\nWe hold this: 12 lamps.\n{RIGHTS}",
            f"1. {FIRST}\n2. {SECOND}",
        ),
        (f"You asked\n{FIRST}\nWe answered\nThe recording is below.\nTranscript\nA: There are 12.\n{RIGHTS}", FIRST),
        # A row of a log whose cells have run together.
        (f"Date received Date due Notes\n6 May 20193 June 201930 May 2019{FIRST}\nRefusal notice sent", FIRST),
        # Both below one cue, and a subject among the facts of a letter.
        (f"Your request is replicated below together with the response.\n{FIRST}\nWe have 12 of them.\n{RIGHTS}", FIRST),
        (
            f"Request: Pier lamps\nApplicant: Charity\nReference: FOI 12\nExtract from Request\n“{FIRST}”\nResponse\nThere are 12.\n{RIGHTS}",
            FIRST,
        ),
        # Nobody else is heard: the requester goes on behind the last question.
        (f"{FIRST}\n1. How many are lit?\n2. How many are not?\nA spreadsheet would suit me best, by pier.", None),
        # The questions stand again above their answers.
        (
            f"I refer to your e-mail, requesting:\n“Are the lamps lit?\nIf so, at what hour?”\nI can now respond as follows:\nAre the lamps lit?\nYes.\n"
            f"If so, at what hour?\nAt seven.\n{RIGHTS}",
            "Are the lamps lit?\nIf so, at what hour?",
        ),
        # Two columns read across are nobody's words.
        (
            "It is repeated below:\nRequest Response\nDear Force, We refuse this. I am looking for papers. Section 12 means that we need not.",
            "",
        ),
        # Courtesies.
        (f'You asked\n{FIRST} "Dim" Thank you for reading this.\nWe answered\nThere are 12.', f'{FIRST} "Dim'),
    ],
)
def test_where_the_request_is(text: str, asked: str | None) -> None:
    assert of(text).question == (text if asked is None else asked or None)


def test_an_item_may_begin_with_its_first_part() -> None:
    found = of(
        "Request 101000214417\n1.(a) Are the lamps lit?\n(b) If so, when?\n2. How many are there?\nResponse 14-05-2019\n1a. Yes\nb. At seven\n2. 12"
    )
    assert found.questions == ["(a) Are the lamps lit?\n(b) If so, when?", "How many are there?"]
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1a", "disclosed-in-full"), ("2", "disclosed-in-full")]


def test_what_is_repeated_of_a_request_cites_for_the_requester() -> None:
    asked = (
        f"Dear Larkbeth Council, {FIRST} Should this go beyond the limit of section 12, please help me as section 16 says. "
        "Thank you for all the trouble that you take, and I look forward to hearing from you about the lamps."
    )
    again = f"You specifically asked: {asked.partition(', ')[2].partition(' Thank')[0]}"
    found = of(f"You asked\n{asked}\nWe answered\n{again}\nThe lamps are exempt by virtue of section 22.\n{RIGHTS}")
    assert {exemption.citation: exemption.status for exemption in found.exemptions} == {
        "FOIA s.12": "requester", "FOIA s.16": "requester", "FOIA s.22": "relied_on",
    }  # fmt: skip


def test_a_law_and_its_year_are_put_together() -> None:
    lines = [
        "Your letter about the lamps on the pier and about what each of them has",
        "cost has now been looked at under the Freedom of Information Act",
        "2000 by the officers of the harbour, who keep a book of all that is lit",
        "and of all that is not, in the order in which it was put up or was taken",
        "down again by those who had put it up.",
    ]
    assert plain_text("\n".join(lines)).text == " ".join(lines)


@pytest.mark.parametrize(
    ("line", "received", "responded"),
    [
        ("FOI/EIR reference / 013372\nDate / 28th March 2013\nDear Mr Oake,", None, "2013-03-28"),
        ("I write about the request for information sent in on 02/03/2020.", "2020-03-02", None),
        ("We are grateful for the request about lamps that Larkbeth Council had from you on 15th August 2023.", "2023-08-15", None),
        ("Records Office Date 23 June 2014 Dear Mr Oake, thank you for your request.", None, "2014-06-23"),
    ],
)
def test_dates(line: str, received: str | None, responded: str | None) -> None:
    found = of(f"{line}\nYou asked\n{FIRST}\nWe answered\nThere are 12.\n{RIGHTS}")
    assert (found.received and str(found.received.date)) == received
    assert (found.responded and str(found.responded.date)) == responded


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("FOI/EIR reference / 013372", "013372"),
        ("Thank you for writing. Our reference is FCC 2207-14.", "FCC 2207-14"),
        ("This is Freedom of Information request ra0031877.", "ra0031877"),
    ],
)
def test_references(line: str, printed: str) -> None:
    found = of(f"{line}\nYou asked\n{FIRST}\nWe answered\nThere are 12.").reference
    assert found
    assert found.printed == printed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # Years that stand below each question are no heading; the items of each section are counted anew.
        (
            f"1. How many lamps were broken in:\n2019, 2020, 2021\n2. How many were mended in:\n2019, 2020, 2021\nYour request has been considered.\n{RIGHTS}",
            "1. How many lamps were broken in:\n2019, 2020, 2021\n2. How many were mended in:\n2019, 2020, 2021",
        ),
        (
            f"Your request\nSection A\n1. {FIRST}\n2. {SECOND}\nSection B\n1. How many lamps were sold?\nOur response\nSection A\n1. There are 12.",
            f"1. {FIRST}\n2. {SECOND}\nSection B\n1. How many lamps were sold?",
        ),
        # What is between "You asked" and "We answered" is the requester's, whatever it sounds like.
        (
            f"You asked\nThank you for getting back to me.\n{FIRST}\nWe answered\nThere are 12.",
            f"Thank you for getting back to me.\n{FIRST}",
        ),
        # What the requester made clear, or told the authority later.
        (
            f"In your request, you asked:\n“{FIRST}”\nWe wrote to you on 5 May as follows:\nWhich lamps?\nIn your reply of 15 May you explained:\n"
            f"“{SECOND} By lamps I mean those that were lit in 2022, and by costs what was paid for them to any firm of electricians.”\nThere are 12.",
            f"{SECOND} By lamps I mean those that were lit in 2022, and by costs what was paid for them to any firm of electricians.",
        ),
        (
            f"In your request, you asked:\n“{FIRST}”\nWe wrote to you on 5 May as follows:\nWhich lamps?\nIn your reply of 15 May you explained:\n"
            "“Only those that were lit in 2022, and by costs was meant what was paid for them to any firm of electricians in the county, with its name and address.”\nThere are 12.",
            FIRST,
        ),
        (f"You asked for this:\n{FIRST}\nOn 3 March 2017, you told us that 2015 was enough.\nThere are 12.", FIRST),
        # An organisation, and a thread that is closed.
        (
            f"Pier Circular (64/22)\nWe are making this request to you under s. 1(1) of the Act.\n{FIRST}\nPlease find attached our response.",
            f"We are making this request to you under s. 1(1) of the Act.\n{FIRST}",
        ),
        (
            f"A Reader made this Freedom of Information request to Larkbeth Council\nThis request is now closed to new correspondence.\n"
            f"Dear Larkbeth Council,\n{FIRST}\nYours faithfully,\nA Reader\nDear A Reader,\nWe hold this: 12.",
            FIRST,
        ),
    ],
)
def test_where_else_the_request_is(text: str, asked: str) -> None:
    assert of(text).question == asked


def test_a_converter_may_count_each_of_the_last_items_as_the_first() -> None:
    asked = f"1. {FIRST}\n2. {SECOND}\n1. A copy of the plan.\n1. A list of the lamps."
    found = of(f"You asked for:\n{asked}\nOur response\nPoint 1: There are 12.")
    assert found.question == asked
    assert len(found.questions) == 4
    answered = of(f"You asked for:\n1. {FIRST}\n2. {SECOND}\n1. We hold no list.\n2. There are 12.\nOur response to you is above.")
    assert answered.question == f"1. {FIRST}\n2. {SECOND}"


def test_the_previous_request_is_no_part_of_the_amended_one() -> None:
    lists = f"AMENDED REQUEST\n- {FIRST}\n- {SECOND}\nPREVIOUS REQUEST\n- How many lamps were lit?\n- What became of each lamp?"
    found = of(f"I note you seek access to the following information:\n{lists}\nI have today decided to release it.\nThere are 12.")
    assert found.question == f"- {FIRST}\n- {SECOND}"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # A table that has lost its bars, with what stands above its figures.
        (
            f"Questions and final response:\n1) {FIRST}\n2) {SECOND}\nLamps seen to by the council\nKind of lamp Year\n2022 2023\nOil 2 1\nGas, on the pier 34 19",
            f"1) {FIRST}\n2) {SECOND}",
        ),
        # "How many … did the council have", without a question mark, asks.
        (
            f"You asked\nCould you tell me the following:\nHow many lamps did the council have for hire\n{SECOND}\nResponse\nThere are 12.",
            f"Could you tell me the following:\nHow many lamps did the council have for hire\n{SECOND}",
        ),
        # The requester's lead-in, and a note of the officer's above it.
        (
            f"You asked\nF/O from 2951-1920\nThe information I am after is:\n{FIRST}\nWe answered\nThere are 12.",
            f"The information I am after is:\n{FIRST}",
        ),
        # A requester who says "we", a lead-in below a title, and requests in turn that no number tells.
        (
            f"I note you seek access to the following information:\nI belong to a group of four who, with a club, are writing a study of the lamps along the whole coast. "
            f"We hope to show what there is in each part of it.\n{FIRST}\nI have today decided to answer.\nThere are 12.",
            f"I belong to a group of four who, with a club, are writing a study of the lamps along the whole coast. "
            f"We hope to show what there is in each part of it.\n{FIRST}",
        ),
        (
            f"Ref: 2018-347\nSubject: Pier lamps\nI am putting together a leaflet and ask for the following from each pier.\n{FIRST}\nSection 21 - information already accessible\nWe apply this.",
            f"I am putting together a leaflet and ask for the following from each pier.\n{FIRST}",
        ),
        (
            f"{FIRST}\nWestmarch Council do not hold this information\nI would also like to have, if you can, the cost of each.\n"
            "Westmarch Council do not hold one single record of this.\nLastly, please may I have the plan of the pier?\nPlease find attached the plan.",
            f"{FIRST}\nI would also like to have, if you can, the cost of each.\nLastly, please may I have the plan of the pier?",
        ),
        (
            f"You asked for this:\nHello Since your press notice I have a new request.\n{FIRST}\nResponse\nThere are 12.",
            f"Since your press notice I have a new request.\n{FIRST}",
        ),
        (
            f"The information you would like to have is this:\n1. {FIRST}\n2. {SECOND}\nMy decision is to release it.\nThere are 12.",
            f"1. {FIRST}\n2. {SECOND}",
        ),
        (
            f"Ref: 2017-03-08\nSend me each and every letter that passed between the harbour and the pier.\n{RIGHTS}",
            "Send me each and every letter that passed between the harbour and the pier.",
        ),
        # Cues of the authority's before and behind the request, and a lead-in above several.
        (
            f"Thank you for your request for the following information, which has been logged under reference FOI/12/087.\n{FIRST}\nThis Trust can advise that there are 12.",
            FIRST,
        ),
        (
            f"Information requested\n{FIRST}\n\u2022 {SECOND}\nWhat you have asked for is 'environmental information'.\nThere are 12.",
            f"{FIRST}\n\u2022 {SECOND}",
        ),
        (
            f"Your request is set out again below.\n{FIRST}\n{SECOND}\nIn answer to both of these, I am sorry to tell you that the cost would be too high.",
            f"{FIRST}\n{SECOND}",
        ),
        (
            f"We hold it.\nI am writing to ask for what stands below, and I would be grateful for each part.\nRequest 1\n{FIRST}\nRequest 2\n{SECOND}\nAnswer\nThere are 12.",
            f"I am writing to ask for what stands below, and I would be grateful for each part.\nRequest 1\n{FIRST}\nRequest 2\n{SECOND}",
        ),
        # Thanks at the end, and a list on one line whose answers are numbered.
        (
            f"Dear University of Penhallow,\n{FIRST}\n{SECOND}\nThank you very much, and please get in touch if anything is unclear.\nYours faithfully,\nA Reader\nDear Reader,\nThere are 12.",
            f"{FIRST}\n{SECOND}",
        ),
        (
            f"Your request is replicated below together with the response.\n1. {FIRST} 2. {SECOND}\nIn response to question 1, there are 12.\n2. The costs are as follows:\n2021 - 14\n{RIGHTS}",
            f"1. {FIRST} 2. {SECOND}",
        ),
        (f"Information requested\n{FIRST}\nMy conclusion is that the original decision is confirmed;\nThere are 12.", FIRST),
        # The title that a site for documents makes of the first words, and the page's own banners.
        (
            f"FOI Response - Pier Lamps Could You Please Send\nTotal Page:12\nFile Type:pdf, Size:1020Kb\nFOI response - Pier lamps {FIRST}\nWe have considered it.\nThere are 12.",
            FIRST,
        ),
        (
            f"Press the Escape key to get off this site\nSome cookies are needed, and there are others that we would like to set.\nThis is a beta site.\n{FIRST}\n"
            "Public authorities have two duties under Section 1 of the Act.\nThere are 12.",
            FIRST,
        ),
        (
            f"I am getting in touch to ask about the lamps on your pier.\n{FIRST}\nThe Council neither confirms nor denies that it holds this.",
            f"I am getting in touch to ask about the lamps on your pier.\n{FIRST}",
        ),
    ],
)
def test_where_the_words_of_the_requester_begin_and_end(text: str, asked: str) -> None:
    assert of(text).question == asked


def test_a_list_of_parts_at_the_end_of_a_page_is_asked() -> None:
    asked = "I am writing to make a request under the Act about lamps.\n1. Lamps\na) The number of lamps.\n2. Staff\na) The number of lighters.\nb) The full cost of"
    found = of(f"Pier lamps\nSee notes\n{asked}")
    assert (found.question, found.decision) == (asked, "unknown")


def test_a_law_that_is_quoted_is_no_request() -> None:
    law = "(a) it constitutes personal data which does not fall within subsection (1), and\n(b) either condition below is satisfied"
    found = of(
        f"Question 1\nThe Council has no lamps of that kind.\nQuestion 2\nWe have applied the exemption at Section 40(2) of the FOI Act, which reads\nSection 40(2): Any information is exempt information if -\n{law}"
    )
    assert found.question is None
    assert [cited.citation for cited in found.exemptions if cited.status == "relied_on"] == ["FOIA s.40(2)"]
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "disclosed-in-full"), ("2", "refused")]


def test_between_the_sites_own_headings_all_is_asked_whatever_it_says() -> None:
    asked = f"I regret that once more this is no answer. {FIRST}\n2016 - 12\n2017 - 14"
    found = of(f"You asked\n{asked}\nWe answered\nThere are 12.")
    assert (found.question, found.decision) == (asked, "disclosed-in-full")


def test_a_requester_may_speak_of_exemptions() -> None:
    more = "I cannot see that an exemption would cover this, but if you think that one does, please name it."
    assert of(f"Your request\n{FIRST}\n{more}\nOur response\nThere are 12.").question == f"{FIRST}\n{more}"
