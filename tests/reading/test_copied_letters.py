"""Letters as sites for documents and for correspondence copy them: headings lost, lists run together, one letter inside another.

The letters are our own, each put together to show one thing.
"""

import pytest

from tests.reading.usual import FIRST, RIGHTS, SECOND, of

LIST = f"1. {FIRST} 2. {SECOND} 3. How many were lit?"
A_PAGE = "Lamps have been lit on this pier since it was built, and each of them is tended by hand on every evening of the year. " * 6


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # Cues.
        (
            f"I refer to the above letter in which you request information described in the following terms.\n1. {FIRST}\n2. {SECOND}\nWe hold all of it.",
            f"1. {FIRST}\n2. {SECOND}",
        ),
        (
            f"Your original request was;\n{FIRST}\nIn our response to you of 3 May we said that there were 12.\n• M/20417 - North Pier\nIn your request for review you requested; Please could you let me have the list.",
            FIRST,
        ),
        (
            f"Thank you for your review request.\nYour original request was;\n{FIRST}\nWhen we answered on the 8 October 2020 we told you that there were 12.",
            FIRST,
        ),
        (
            "1. Introduction\nThis is about your request for a review.\nThe original FOI asked for the “class in which the pier lamps are entered (and if so, which of the two?)”\nThe answer said that there is none.",
            "class in which the pier lamps are entered (and if so, which of the two?)",
        ),
        (
            f"We have weighed the matter with care.\nAnnex\nFull copy of the request\n“Good morning.\nI live by the pier.\n{FIRST}\nWith thanks,\nA Reader”\nPublic interest test\nThere are 12.",
            f"I live by the pier.\n{FIRST}",
        ),
        (f"{A_PAGE}Your request: “{FIRST} {SECOND}”. Our response: We have considered it and there are 12.", f"{FIRST} {SECOND}"),
        (
            "Information requested\nYour request followed one that we had answered and was for everything on pier lamps.\nMost of what you have asked for is attached.",
            "Your request followed one that we had answered and was for everything on pier lamps.",
        ),
        (
            f"Information request\nReference number: FOI2015/00762\nThank you for your request of 3rd August about the pier. On that day you\nasked for the following information:\n“The lamps have been out since May.\n{FIRST}\n{SECOND}”\nWe hold this.",
            f"The lamps have been out since May.\n{FIRST}\n{SECOND}",
        ),
        (
            f"The specific request is as follows:\nDetails\nI would like to have the following, which concerns lamps.\n1. {FIRST}\n2. {SECOND}\nBack to top",
            f"I would like to have the following, which concerns lamps.\n1. {FIRST}\n2. {SECOND}\nBack to top",
        ),
        (
            f"Received: 27 May 2024\nFreedom of information requestBefore a pier is closed those who use it ought to be told.{FIRST}\nResponse\nThere are 12.",
            f"Before a pier is closed those who use it ought to be told.{FIRST}",
        ),
        (
            f"A Reader made this Freedom of Information request to Larkbeth Harbour\nThe request was successful.\nA Reader\nDear Larkbeth Harbour,\n{FIRST}\nYours faithfully,\nA Reader\nDear Reader,\nThere are 12.",
            FIRST,
        ),
        (f"{A_PAGE}It has been considered. Applicant Question: {LIST} NHC Response: Information captured by part 1 is as follows.", LIST),
        (
            f"Freedom of Information\nInternal Review reference number: FOI2021/00519\nThis is about your email of 7 May 2021, in which you asked us to review the way in which we dealt with the request for information that you made on 9 March 2021:\n{FIRST}\n{SECOND}\nBefore I turn to the review I should say that part of this was asked before.\nWe hold it.",
            f"{FIRST}\n{SECOND}",
        ),
        (
            "I can now tell you that we have found the information.\nThe information requested is as follows;\n1 How many lamps are there?\n2 How many of them were lit?\n1 There are 17 lamps.\n2 There were 12 of them lit.",
            "1 How many lamps are there?\n2 How many of them were lit?",
        ),
        # Where the authority speaks again.
        (f"You asked:\n{FIRST}\nSome caution is needed when using the results below.\nThere are 12.", FIRST),
        (
            f"You asked:\n{FIRST}\nRequests under the Freedom of Information Act are looked at without regard to who is asking.\nThere are 12.",
            FIRST,
        ),
        (f"You asked:\n{FIRST}\nBy way of background, and outside FOISA, the pier was opened in 1999.\nThere are 12.", FIRST),
        (f"{A_PAGE}You asked: {LIST} I can tell you that we hold part of what you asked for. On your first question, there are 12.", LIST),
        (
            f"You asked:\nQ1. {FIRST}\nQ2. {SECOND}\nOn 8th February a request for clarification was sent to you as follows:\nYour second question speaks of ‘cost’. Could you tell us for which period?\n"
            "On 12th February you replied as follows:\nFor Q2 I mean the price of each lamp in 2021 and in 2022.\nYour request has now been considered.",
            f"Q1. {FIRST}\nQ2. {SECOND}",
        ),
        (
            "Thank you for your request for all papers about the lamps of the pier, which we received on 9 July 2014. It has been dealt with.",
            "all papers about the lamps of the pier",
        ),
        (
            f"1 Desk Dear Reader {A_PAGE}Your request: Please tell me (a) the number of lamps on the pier. Our response: There are 12. {A_PAGE}\n2 The Harbour will consider your complaint.\n3 Freedom of Information Act: how it is enforced.",
            "Please tell me (a) the number of lamps on the pier.",
        ),
        (
            f"1 Harbour Street Date: 11th November 2019 Request: {LIST} Response: We refer to your request. {A_PAGE}",
            LIST,
        ),
        (
            f"Hospital Shuttle Bus - 23/05/2018\n“I am a second year student, and I write for our paper.\n{FIRST}\nI have sent the same questions to two other harbours.\nWe are not able to collect new figures.",
            f"I am a second year student, and I write for our paper.\n{FIRST}\nI have sent the same questions to two other harbours.",
        ),
        (
            f"Request and Answer:\nYour two requests, which are printed below, have been considered together.\nRequest 1\n{FIRST}\nRequest 2\n{SECOND}\nAnswer\nThere are 12.",
            f"{FIRST}\n{SECOND}",
        ),
        (
            "Request ID: FOI-2873-2324\nI am asking for the following; !)The log of the lamps 2)The whole report on them\nOur ref: FOI-2873-2324/RT\nThank you for the request.\nYour request has been considered.\n  1. The log of the lamps\nThis is exempt from disclosure under section 40(2) of the Act.\n  1. The whole report on them\nPlease find attached the report.\nPlease let me know if this is not what you were looking for.\nThe attached sheet explains your right to appeal.",
            "I am asking for the following; !)The log of the lamps 2)The whole report on them",
        ),
        (
            f"You asked:\n1. {FIRST}\n2. {SECOND}\nClarity was sought as to the period and you answered ‘the year 2018, for each pier’.\nThere are 12.",
            f"1. {FIRST}\n2. {SECOND}",
        ),
        (
            f"Pier Lamps\n{FIRST}\nHas the harbour in the last years paid for the making of a lamp, and if it has may I know what was paid and the craftsman that was giv",
            f"{FIRST}\nHas the harbour in the last years paid for the making of a lamp, and if it has may I know what was paid and the craftsman that was giv",
        ),
        (
            "Pier Lamps\nDear Department of Farming, Forests and Piers (Northlough), can you please provide me with\n1/ minutes of every meeting about the lamps.\n2/ when the next ones will take place\nYours faithfully,\nA Reader\nGood Afternoon\nYour request has arrived with us.",
            "can you please provide me with\n1/ minutes of every meeting about the lamps.\n2/ when the next ones will take place",
        ),
        (
            "With reference to the Freedom of Information Act 2000, would it be feasible to add two further months to the last request.\nWe only need the lamps of the north pier.\nCan we have this for October 2024 please?\nOctober Data\nSection 21 of the Act applies to this.",
            "With reference to the Freedom of Information Act 2000, would it be feasible to add two further months to the last request.\nWe only need the lamps of the north pier.\nCan we have this for October 2024 please?",
        ),
        (
            f"We have now considered your request of 23 July 2025 for the following information:\nLamps lit by schools\nQuestion 1). {FIRST}\nQuestion 2). {SECOND}\nOur response:\nThere are 12.",
            f"Lamps lit by schools\nQuestion 1). {FIRST}\nQuestion 2). {SECOND}",
        ),
        # What a requester adds for politeness.
        (f"You asked\nI should be glad of a receipt for this request.\n{FIRST}\nWe answered\nThere are 12.", FIRST),
        (
            f"You asked\n{FIRST} I go to print on Friday, so it would be really helpful to have a reply by Thursday lunchtime.\nWe answered\nThere are 12.",
            FIRST,
        ),
        (
            f"You asked\n{FIRST} I am aware that the Act gives you 20 working days from the receipt of this letter.\nWe answered\nThere are 12.",
            FIRST,
        ),
        (
            f"You asked\n{FIRST} How many requests about it did you answer within 20 working days?\nWe answered\nThere are 12.",
            f"{FIRST} How many requests about it did you answer within 20 working days?",
        ),
        (f"Request\n{FIRST}\nResponse (issued 28 May 2013)\nThere are 12.", FIRST),
        (f"You asked for the following information:\n{FIRST}\nThe Council takes the view that there are 12.", FIRST),
        (f"In it you wrote the following:\n{FIRST}\nThe Requests Desk sent you a reply on 17 September.", FIRST),
        (
            f"You asked us for the lamps:\n{FIRST}\nWhat do they cost?\nMarch Data\nSection 21 of the Act applies to these.",
            f"{FIRST}\nWhat do they cost?",
        ),
        (
            f"Information requested\n{FIRST}\nThe lamps of the northern piers are tended by the Harbour Unit, which notes what each of them burns.\nAs a result we can say that there are 12.",
            FIRST,
        ),
        (
            "Information requested\nThe names of those who were consulted by the harbour on the lamps of the pier.\nResponse\nThere are 12.",
            "The names of those who were consulted by the harbour on the lamps of the pier.",
        ),
        # Lists.
        (
            f"Your request is replicated below together with the response.\n{LIST}\nQuestion 1\nThere are 12.\nQuestion 2\nEach costs £14.\nQuestion 3\nAll of them.",
            LIST,
        ),
        (
            "Requested Tue 5 March 2019\nResponded Wed 27 March 20191) Please state how many lamps were lit in the seasons of:\n2016\n2017\n2018\n2) Please state how many were put out in the seasons of:\n2016\n2017\nResponse\nQ1 -\n2016 - 6",
            "1) Please state how many lamps were lit in the seasons of:\n2016\n2017\n2018\n2) Please state how many were put out in the seasons of:\n2016\n2017",
        ),
        (
            f"Request\nI would like to ask about lamps.\nSection A\n1. {FIRST}\n2. {SECOND}\nSection B\n1. How many were lit?\nResponse\nSection A\n1. There are 12.\n2. Each costs £14.\nSection B\n1. All of them.",
            f"I would like to ask about lamps.\nSection A\n1. {FIRST}\n2. {SECOND}\nSection B\n1. How many were lit?",
        ),
        (
            "Pier lamps\nQ1) In each of the years from 2018, how many lamps of the pier were lit.\nQ2) Please give the cost of each of them.",
            "Q1) In each of the years from 2018, how many lamps of the pier were lit.\nQ2) Please give the cost of each of them.",
        ),
    ],
)
def test_where_the_words_of_the_requester_begin_and_end(text: str, asked: str) -> None:
    assert of(text).question == asked


def test_a_lead_in_of_many_lines_stands_above_the_first_question() -> None:
    asked = (
        "Specifically, I am asking for the information below for each of these periods:\n2018 to 2019\n2019 to 2020\n2020 to 2021\n2021 to 2022\n2022 to 2023\n"
        "Question 1:\nHow many were lit?\nQuestion 2:\nIn how many of these was anybody hurt?\nQuestion 3:\nDo any piers come up more often;\nQuestion 4:\nHas anybody been told?\n"
        "Question 5:\nFinally, please could you tell us if a lighter would speak to our magazine about the figures and whe"
    )
    found = of(f"Your request was received as follows:\n{asked}")
    assert found.question == asked
    assert len(found.questions) == 5


def test_what_is_lettered_above_numbered_questions_are_the_years_that_they_ask_of() -> None:
    found = of(
        f"Request\nPlease send me the following for each of these years:\n(a) April 2018 to March 2019\n(b) April 2019 to March 2020\nQ1 {FIRST}\nQ2 {SECOND}\nQ3 How many were lit?\nResponse\nThere are 12."
    )
    assert len(found.questions) == 3


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        # The limit covers all of a request: what is told besides is told outside the Act.
        (
            f"Request\n1. {FIRST}\n2. {SECOND}\nResponse\nTo list them would exceed the appropriate limit. Where it is exceeded by one part of a request, S12 of the Act applies to all parts of it.\n"
            "However, Section 16 of the Act gives me a duty to advise.\nQuestion 1: 12\nQuestion 2: £14",
            "cost-limit",
        ),
        # Requests that are only named, by their numbers.
        (
            "I refer to your requests about named piers. The requests in question are:\n1. FOI 2018/217 - North Pier, 14 Castle Road\n2. FOI 2018/218 - South Pier, 3 Mill Terrace\n"
            "The reason is that the cost of finding what you want would go over the appropriate limit of £450, or\n18 hours, laid down in the Regulations. "
            "Section 12 of the Act means that the Trust does not have to comply with your requests.\nPlease treat this letter as a Refusal Notice.\n"
            + RIGHTS,
            "cost-limit",
        ),
        # A refusal of one thing, before figures of another.
        (
            f"Information requested\n1. {FIRST}\n2. How many were lit in each of the years?\nResponse\nHow many are there?\nAs it is reasonably accessible to you, section 25(1) of FOISA means that we are not required to supply it.\n"
            "How many were lit?\n7 lamps were lit in 2021 and 9 lamps in 2022.",
            "disclosed-in-part",
        ),
        # Nothing is given by a rule of the law, an acknowledgement, a link to what is refused, what an answer was, or a title.
        (
            f"You asked\n{FIRST}\nWe answered\nUnder Section 21 of the FOIA we do not have to send you what you can obtain elsewhere.\nThe figures for March are at the link below:\nThose for April are exempt under section 22 of the FOIA.",
            "refused",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nMy reply has to be that the Harbour does not hold this information.\nI asked the Lighthouse for its report.\nThe answer was that the inquiry into the lamps has ended.",
            "not-held",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nSome of what you ask for is held.\nThe drawings come under two exemptions of the FOIA, and all of them have been withheld under section 31(1)(a).\nThe survey can be released and is attached.",
            "disclosed-in-part",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nWhatever is released to one person is in effect released to everybody.\nIt is exempt under section 31(1)(a) of the Act.",
            "refused",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nA letter of acknowledgement is attached.\nIt is exempt under section 31(1)(a) of the Act.",
            "refused",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nWith this letter you will find 23 e-mails and the notes of a meeting.\nThe others are exempt under section 31(1)(a) of the Act.",
            "disclosed-in-part",
        ),
        (
            f"You asked\n{FIRST}\nWe answered\nThis part is held and I am pleased to set it out here:\nNorth Pier\nWe do not hold the rest.",
            "disclosed-in-part",
        ),
        (
            f"Dear Larkbeth Harbour,\n{FIRST}\nYours faithfully,\nA Reader\nDear Reader,\nWe will send you a response when the searches are finished.\nGood morning\nBefore we can begin on your request there are some points that we need\nyou to make clear.",
            "invalid",
        ),
        (
            f"Information released by the Harbour Office - May 2013 requests\nRequest\n{FIRST}\nResponse\nIn my judgment the tenders cannot be released at the present time.",
            "refused",
        ),
    ],
)
def test_what_is_decided(text: str, decision: str) -> None:
    assert of(text).decision == decision


def test_what_a_sentence_says_of_what_was_asked_is_no_request() -> None:
    found = of(
        "We cannot release it.\nThe Harbour is satisfied that what you asked for:\n* was obtained by us in our work.\n* concerns a company that is still trading."
    )
    assert found.question is None


def test_the_heading_of_a_letter_is_no_request() -> None:
    found = of(
        "Our ref: FOI22/23-041\nDate: 11th July 2022\nDear Reader\n1. Re: Freedom of Information Act (FOIA) Request\nThank you for your email of 14th June 2022.\nYou will find the lamps in the file attached at Annex A."
    )
    assert found.question is None


def test_a_part_of_a_request_that_is_spoken_of_is_no_request() -> None:
    found = of(
        "We have considered your request.\nTo answer the first part of your request for the whole of the pier, staff would have to open each invoice."
    )
    assert found.question is None


def test_a_review_tells_when_the_request_was_made_and_what_it_is_called() -> None:
    found = of(
        f"3 June 2021\nInternal Review reference number: FOI2021/00519\nThis is about your email of 7 May 2021, in which you asked us to review the way in which we dealt with the request for information that you made on 9 March 2021:\n{FIRST}\nBefore I turn to the review I should say that part of this was asked before."
    )
    assert found.received
    assert found.reference
    assert (found.received.printed, found.reference.canonical) == ("9 March 2021", "FOI2021/00519")


def test_a_request_that_stands_alone_answers_nothing() -> None:
    found = of(
        f"Lamps and wicks\nDear Larkbeth Council,\nUnder the Freedom of Information Act I would like to ask for what is held on lamps.\nQ 1: How many lamps are there?\nQ 2: Who lights them?\n"
        f"If you can, for Q 1 and Q 2, please add how the oil gets to the lamps (e.g., is a can left on the pier).\nQ 3: What does a wick cost?\nQ 4: {FIRST} I expect that the list is ready to ha"
    )
    assert found.decision == "unknown"
    assert len(found.questions) == 4
    assert found.question
    assert "If you can" in found.question


def test_an_exemption_that_is_still_to_be_weighed_withholds_nothing() -> None:
    found = of(
        "Dear Reader\nWe are going to need another 15 working days for your request. One of the exemptions may apply to the papers, and it is one for which a public interest test has to be carried out.\n"
        "The exemption in question is Section 30 (Investigations & proceedings conducted by Public Authorities).\nYou should have our response by 30th April."
    )
    assert found.decision == "unknown"
    assert [(use.citation, use.status) for use in found.exemptions] == [("FOIA s.30", "mentioned")]


def test_why_an_exception_applies_does_not_negate_it() -> None:
    found = of(
        f"Request\n{FIRST}\nResponse\nYour request is refused, and the exception which we apply is regulation 10(4)(a) of the Environmental Information (Scotland) Regulations 2004 (information not held), because an authority cannot be required to hand over something that it does not have."
    )
    assert [(use.citation, use.status) for use in found.exemptions] == [("EISR r.10(4)(a)", "relied_on")]


def test_an_item_of_which_figures_are_told_before_the_rest_is_kept_back_is_given_in_part() -> None:
    found = of(
        f"You asked\n1. {FIRST}\n2. {SECOND}\nWe answered\nFigures for the islands are not held by us.\n1. The lamps that were lit, as a percentage?\nLamps on the pier\nOf the 412,906 lamps lit in the north in 2019 (and entered by 31 March 2020), 21,471 had a wick. That is more than the average of the three years before.\nThe work on the others is still under way and exempt under Section 22(1) of the Act.\n2. £14"
    )
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "disclosed-in-part"), ("2", "disclosed-in-full")]


def test_answers_are_numbered_without_a_mark_as_the_questions_are() -> None:
    found = of(
        f"The information requested is as follows;\n1 {FIRST}\n2 {SECOND}\n1 There are 17 lamps on the pier today.\n2 Nobody has kept a note of that, so we do not hold it."
    )
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "disclosed-in-full"), ("2", "not-held")]


def test_what_the_authority_asks_to_have_made_clear_is_no_part_of_the_request() -> None:
    found = of(
        f"I refer to your request, in which you asked for the following information:\n{FIRST}\nWe requested the following clarification on 25 January 2018:\nThe sketch shows the pier as the Trust sees it.\nPlease tell us whether the sketch will do for your purposes. If it will not, which lamps do you mean?\nWe received a response on 27 January 2018, in which you provided the following clarification:\nThe sketch is fine.\nWe can confirm that the list is held."
    )
    assert found.question == FIRST


def test_headings_that_a_site_has_numbered_part_requests_from_responses() -> None:
    found = of(
        f"You sent me some figures on lamps last week.\n1. Request 1\n{FIRST}\n2. Response\nWe do not hold the list.\n3. Request 2\n{SECOND}\n4. Response\nThe table below gives their names.\n5. Request 3\nWho cleans them?\n6. Response\nThe reason for which a lamp goes dark is looked into by the keeper."
    )
    assert len(found.questions) == 3
    assert found.question
    assert "We do not hold" not in found.question


def test_a_condition_that_is_attached_gives_nothing() -> None:
    found = of(
        f"Request\n{FIRST}\nResponse\nWhat is given out in answer to one request is open to all, with no condition attached.\nThe list is exempt under this exemption:\nSection 31(1)(a) - Law Enforcement"
    )
    assert found.decision == "refused"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # What a site says of an answer.
        (f"Pier lamps\nGwrthodwyd y cais gan Larkbeth Harbour (LH).\nDear Larkbeth Harbour (LH),\n{FIRST}\nYours sincerely, A Reader", FIRST),
        (f"Pier lamps\nLarkbeth Harbour (LH) did not have the information requested.\nDear Larkbeth Harbour (LH),\n{FIRST}\nYours faithfully,\nA Reader", FIRST),
        # What the authority tells before it says "we".
        (
            f"Information requested\n{FIRST}\nMany people who work for the Harbour give time to something else in the evening, be it a parish band, a school board or a lifeboat crew. By far the most of the posts in our register are of that sort and carry no pay, and staff are told on joining what has to be declared.\nI enclose most of the information you requested.",
            FIRST,
        ),
    ],
)  # fmt: skip
def test_what_stands_around_the_words_of_the_requester(text: str, asked: str) -> None:
    found = of(text)
    assert found.question
    assert [line for line in found.question.split("\n") if line] == asked.split("\n")


def test_a_clarification_that_asks_for_more_replaces_nothing() -> None:
    found = of(
        f"Request\n{FIRST}\nClarification Sent To Requester:\nWhich years?\nClarification Received From Requester:\nFrom 2019 up to now please. I would also like the lamps counted by year, and by pier for the first part of what I asked."
    )
    assert found.question
    assert found.question.startswith(FIRST)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (f"Pier lamps\nLarkbeth Harbour (LH) did not have the information requested.\nDear Larkbeth Harbour (LH),\n{FIRST}\nYours faithfully,\nA Reader", "not-held"),
        (f"Pier lamps (284_17)\n{FIRST}\nOur response is attached to this page\nAttachments\n284_ATTACHMENT_01", "unknown"),
        (f"You asked\n{FIRST}\nWe answered\nThank you for your request about lamps that do not keep time.\nThe register that you asked for is attached.", "disclosed-in-full"),
        ("All of the papers that you asked for are enclsoed as a copy.", "disclosed-in-full"),
    ],
)  # fmt: skip
def test_what_a_site_or_a_page_of_two_lines_decides(text: str, decision: str) -> None:
    assert of(text).decision == decision


@pytest.mark.parametrize(
    ("answer", "tests"),
    [
        # The test of an exception for what is not held, where the letter weighs it behind that exception.
        (
            "The exception at regulation 10(4)(a) of the EIRs (information not held) applies, because the Harbour has no such papers.\nThis exception is subject to the 'public interest test' too. We cannot see how the public interest would be served by a wish to release papers that do not exist.",
            [("EISR r.10(4)(a)", "applied")],
        ),
        (
            "The exception at regulation 10(4)(a) of the EIRs (information not held) applies, because the Harbour has no such papers. The plan is withheld under regulation 10(5)(a) of the EIRs. We have weighed the public interest in knowing where the pier is weak.",
            [("EISR r.10(4)(a)", None), ("EISR r.10(5)(a)", "applied")],
        ),
        (
            "Regulation 10(4)(a) of the EIRs allows us to refuse the request, as the papers are not held. A public interest test should be made for it, but we see no sense in that.",
            [("EISR r.10(4)(a)", "not-required")],
        ),
        # A test in quotation marks, and what "it" is.
        (
            "Some parts have been left out because an exception under regulation 11(2) of the EIRs (personal information) applies to them. There is no 'public interest test' for this exception.",
            [("EISR r.11(2)", "not-required")],
        ),
        (
            "The names are withheld under regulation 11(2) of the EIRs, and this is notice under section 17(1) of FOISA that we have no minutes. The exception for personal information covers those who are not senior. No 'public interest test' is required for it.",
            [("EISR r.11(2)", "not-required"), ("FOISA s.17(1)", None)],
        ),
    ],
)  # fmt: skip
def test_whose_public_interest_test_is_made(answer: str, tests: list[tuple[str, str | None]]) -> None:
    found = of(
        f"Information requested\n{FIRST}\nResponse\nYour request is dealt with under the Environmental Information (Scotland) Regulations 2004 (EIRs).\n{answer}"
    )
    assert [(use.citation, use.public_interest_test) for use in found.exemptions] == tests


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        # What only seems to withhold.
        ("Please note that there are exemptions in the Act under which a request may be refused.\nThe names are given in the attached spreadsheet.", "disclosed-in-full"),
        ("The information is therefore now released: 12 lamps were lit.\nI am sorry that these figures were not given to you when you first asked for them.", "disclosed-in-full"),
        # What only seems to give.
        ("I write in reply to your request for information, copied below.\nThe reports are in draft, and regulation 12(4)(d) of the Environmental Information Regulations 2004 is engaged, so that they are withheld.", "refused"),
        ("Your request is printed below together with our response.\nOur answer on this occasion is no information held.", "not-held"),
        ("Please find below answers to your questions:-\nNo information held.", "not-held"),
        ("Refusal - Section 12(1)\n08.11.21\nThe force does not have the whole of it in a shape from which it could be drawn.\nThe sum put on the work is above the appropriate limit of £450.", "cost-limit"),
        ("1 - 3. The Harbour does not have it, as it is the Lamp Register that gathers the figures.", "not-held"),
        ("You will find our reply attached", "unknown"),
        ("The Harbour Office's response is attached.", "unknown"),
        ("FOI2024 17790.", "unknown"),
        ("The second of them at Sec 1(1) (b) is to hand over what the force has said that it holds.", "unknown"),
        ("Clarity was sought as to the period that questions 5 to 7 relate to and you answered 'the calendar year 2018', 12 months.", "unknown"),
        # What an authority that is an ombudsman gives.
        ("I attach two tables which show how many complaints came to the Lamps and Wicks Ombudsman over the last 8 years.\nThe names are exempt by virtue of section 44 of the Freedom of Information Act 2000.", "disclosed-in-part"),
        ("Outcome:\nInformation Withheld (in part)\nWhere a figure is below five the exact figure is exempt from disclosure under section 40(2) of the Freedom of Information Act 2000.", "disclosed-in-part"),
    ],
)  # fmt: skip
def test_what_only_seems_to_give_or_to_withhold(answer: str, decision: str) -> None:
    assert of(f"Request\n{FIRST}\nResponse\n{answer}").decision == decision


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("In that year 214 lamps were lit. We do not keep a note of who lit each of them, and to find out all the case files would have to be searched by hand.\nThat information is exempt from release under section 12(1) of the Freedom of Information Act 2000.", "disclosed-in-part"),
        ("I can neither confirm nor deny whether the Harbour holds this, pursuant to section 31(3) of FOIA, and I must refuse your request.\nTo say so would prejudice:\n• 31(1)(a) - the prevention or detection of crime", "ncnd"),
        ("The Harbour can neither confirm nor deny that it holds what you have asked for.\nSection 31(1)(a) of the Freedom of Information Act 2000 - the prevention or detection of crime", "ncnd"),
        ("We can supply the first of the lists, and it comes with this letter. Names have been blacked out.\nWe are not clear what is meant by the second part, and so we ask you to clarify it in accordance with Section 1(3) of the Act.", "disclosed-in-part"),
        ("There were 12.\nNo information has been withheld from this answer.", "disclosed-in-full"),
    ],
)  # fmt: skip
def test_what_becomes_of_the_rest(answer: str, decision: str) -> None:
    assert of(f"Request\n{FIRST}\nResponse\n{answer}").decision == decision


@pytest.mark.parametrize(
    ("answer", "relied"),
    [
        ("We are applying the exemption at section 39(2) of the Freedom of Information (Scotland) Act 2002 (FOISA), so that FOISA does not have to be applied to your request too.", ["FOISA s.39(2)"]),
        ("The Harbour decided not to release the list it held, relying on the exemption in section 21 of the Freedom of Information Act 2000.", ["FOIA s.21"]),
        # What refuses a part for cost is relied on where the letter only explains it.
        ("I enclose the list of lamps. Names are withheld under section 38(1)(b) of FOISA.\nFor 2005 and 2010 it would cost more than the upper limit of £600 to locate, retrieve and provide the figures. Under section 12 of FOISA a public authority does not have to comply with a request if it estimates that doing so would cost more than the upper limit, which Regulations made under section 12 at present set at £600.", ["FOISA s.38(1)(b)", "FOISA s.12"]),
        # So is the one provision on valid requests, where the request is none.
        ("Your message does not describe the information that you want, and is not a valid request. That is in section 8(1)(c) of the Freedom of Information (Scotland) Act 2002. Please describe it more closely.", ["FOISA s.8(1)(c)"]),
        # The law's own words, and what was done on another request.
        ("Under section 30(3) of the Freedom of Information Act 2000 the duty to confirm or deny does not arise for information which is, or would be if it were held, exempt by virtue of subsection (1) or (2).", ["FOIA s.30(3)"]),
        ("When FOI 2916 was answered, eleven papers were released and a section 36(2)(c) exemption of the Freedom of Information Act 2000 was applied to passages of two others.", []),
    ],
)  # fmt: skip
def test_what_is_relied_on(answer: str, relied: list[str]) -> None:
    found = of(f"Request\n{FIRST}\nResponse\n{answer}")
    assert [use.citation for use in found.exemptions if use.status == "relied_on"] == relied


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"Request and Answer:\nWe have now considered the request set out below. As regards Section 1(1)(a) of the Freedom of Information Act 2000 we confirm that the Harbour holds what you seek. We estimate, however, that the cost would take us over the limit in Section 12(1).\nhttps://ico.example/cost-limit/\nQuestion 1\n{FIRST}\nQuestion 2\n{SECOND}\nAnswer\nThere are 12.", [FIRST, SECOND]),
        (f"Pier lamps(738A/24)\n  1. {FIRST}\n\n  1. {SECOND}\n\nThese data should be interpreted with caution.\n\nWe try to make sure that the figures which we give out are right. They do come from several systems.\n\nAnother harbour may record such matters in a different way.\n\nA search of our records has found 3 lamps.", [FIRST, SECOND]),
        (f"Dear Larkbeth Harbour,\n{FIRST}\n{SECOND}\nPlease would you write to say that you have received this request. I look forward to hearing from you within 20 working days.\nYours faithfully,", [FIRST, SECOND]),
    ],
)  # fmt: skip
def test_what_a_request_is_told_apart_from(text: str, asked: list[str]) -> None:
    found = of(text)
    assert found.question
    assert all(words in found.question for words in asked)
    assert not any(words in found.question for words in ("considered", "caution", "received"))


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("The figures that we will release can be found in the contracts register at the link below. For the rest of what you have asked we would rely on the exemption set out underneath.", "disclosed-in-part"),
        ("I attach the rules for lamps, which say that 12 are lit. As to Request 2, the cost of reading each sheet would exceed the appropriate limit.\nWhere one part of a request is over the limit there is no duty to answer the others.", "cost-limit"),
        ("The number of lamps is not recorded. If the legislation did require such a count, the time needed would be far beyond the Fees Limit under Section 12 of the act.", "not-held"),
    ],
)  # fmt: skip
def test_what_is_decided_of_the_whole(answer: str, decision: str) -> None:
    assert of(f"Request\n{FIRST}\nResponse\n{answer}").decision == decision
