"""The usual words: what letters lead in with, answer with and head their facts with, each read as every clerk would read it.

The phrases are common ones, put together here; letters with layouts of their own are in `tests/accuracy`.
"""

import pytest

from crawler.reading import LawContext, Reading, read
from crawler.reading.reference import FORMS


def of(text: str) -> Reading:
    """The reading of a letter by an authority that nobody knows."""
    law = LawContext("FOISA", "EISR") if "FOISA" in text or "Scottish" in text else LawContext()
    return read(text, forms=tuple(FORMS), law=law)


QUESTIONS = (
    "Please tell me how many bicycles you bought in 2023 and what they cost.",
    "1. How many bicycles did you buy in 2023?\n2. What did they cost?",
    "I would like to know the number of bicycles that the council has bought since 2019.\nPlease break this down by year.",
)
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


DECISIONS = {
    "disclosed-in-full": (
        "Please find attached the information you requested.",
        "I can confirm that we hold the information you have requested. Please see the attached spreadsheet.",
        "The information you requested is set out below.\n2023: 12",
        "I am able to disclose the located information to you as follows.\n12 bicycles",
        "I have today decided to disclose the requested information in full.",
        "We can confirm that we do hold this information and a copy is enclosed.",
        "Please see the table below:\n2022 | 4\n2023 | 12",
        "In 2023 we bought 12 bicycles at a cost of £4,000.",
        "Our response is as follows: 12 bicycles were bought.",
        "I attach a copy of the information requested.",
        "The information requested is available on our website at www.example.org/bikes.",
        "I enclose a copy of the information you requested.",
        "The Council purchased 12 bicycles in 2023.",
        "Twelve bicycles were bought at a total cost of £4,000.",
        "The answer to your question is 12.",
        "Having completed our search I am pleased to provide the following information. 12 bicycles, £4,000.",
        "We are able to provide you with the following: 12 bicycles.",
        "The information is as follows:\n12 bicycles",
        "Your request has been successful and the information is attached.",
        "The information you have requested can be found in the attached document.",
        "We have provided the information you requested below.\n12",
        "The Trust spent £4,000 on 12 bicycles.",
        "No bicycles were purchased in 2023.",
        "Please see the attached list. If there is anything that you need further clarification on, please do not hesitate to contact us.",
        "The information that we hold and are able to provide under the Act and within the “Fees Limit” is attached.",
        "You requested this under section 8 of the Act. Please see the attached list.",
    ),
    "not-held": (
        "The information you have requested is not held by Northmoor Police.",
        "I can confirm that the Council does not hold the information you have requested.",
        "Following a search, no information was located.",
        "Searches were conducted and no recorded information was found.",
        "We do not hold this information.",
        "The Scottish Government does not have the information you have asked for.",
        "This is a formal notice under section 17(1) of FOISA that the information you have requested is not held.",
        "I have conducted a search of our paper and electronic records and have established that the information you requested is not held.",
        "Having searched our records we hold no information relevant to your request.",
        "No information held.",
        "Information not held.",
        "This information is not recorded.",
        "The Trust does not record this information.",
        "We have no recorded information in relation to your request.",
        "Searches failed to locate any records relevant to your request.",
        "The department holds no information within the scope of your request.",
        "I can confirm that MHRA does not hold the requested information.",
        "It is not information we hold.",
        "There is no information held by TfL in relation to your request.",
        "I regret to inform you that we do not hold the information you require.",
        "Not recorded.",
        "Unfortunately this is not readily available in a reportable format.",
        "Unfortunately I am unable to provide this information, because we do not have it. I have attached my formal response which sets out the details.",
    ),
    "refused": (
        "The information is exempt under section 43(2) of the Act and is therefore withheld.",
        "I have today decided to refuse your request. Section 31(1)(a) applies.",
        "Thank you for your request for the information detailed below. Your request and our response to it are as follows:\nWe are withholding the information under Section 31(1)(a).",
        "6. Refusal (see below)",
        "The information you requested is being withheld under Section 40(2).",
        "We are unable to provide the information as it is exempt from disclosure under section 22 of the FOI Act.",
        "The information requested is exempt by virtue of section 21 as it is reasonably accessible by other means.",
        "Your request is refused under section 30(1)(a) of the Act.",
        "An exemption under section 38(1)(b) of FOISA applies to all of the information you requested.",
        "We consider that the information is exempt from release under Section 41.",
        "I can confirm that the information is held but is exempt from disclosure under section 42.",
        "In accordance with the Act, this letter acts as a Refusal Notice for your request. Section 24(1) National security",
        "The requested information will not be disclosed. Section 43(2) is engaged.",
        "We are unable to provide this information.",
        "The Trust is unable to provide a breakdown by this measure.",
        "It is not possible to provide a breakdown by ward.",
        "This data is not available.",
        "We do not break the figures down in this way.",
    ),
    "disclosed-in-part": (
        "Some of the information you requested is attached. The names have been withheld under section 40(2).",
        "I have today decided to disclose some of the requested information. Section 40(2) Personal Information",
        "Please find attached the information. Personal data has been redacted under section 40(2).",
        "I enclose a copy of some of the information you requested. An exemption under section 38(1)(b) of FOISA applies to some of the information.",
        "We hold some of the information you requested. 12 bicycles were bought. We do not hold their cost.",
        "Part of the information is exempt under section 31(1)(a); the rest is attached.",
        "The information held is attached, with redactions under section 43(2).",
        "I am able to disclose some of the information. The remainder is exempt by virtue of Section 30(1).",
        "12 bicycles were bought. We do not record the cost.",
        "Partial disclosure. The costs are exempt under section 43(2).",
        "While our aim is to provide information whenever possible, in this instance we are unable to provide some of the information you have requested because an exemption under section 30(b)(i) applies to that information. The rest is enclosed.",
        "In 2023 we bought 12 bicycles. The cost is exempt under section 43(2).",
    ),
    "cost-limit": (
        "We estimate that the cost of complying with your request would exceed the appropriate limit of £450. Section 12(1) applies.",
        "I can confirm that the agency receives reports. We consider that this would take longer than 24 working hours.\nAs your request has been refused under Section 12 of the Act, no part of it can be answered.",
        "The limit is applied to the whole, so that if one part of it cannot be retrieved there is no duty to retrieve the rest. The cost of compliance exceeds the appropriate limit and Section 12(1) is engaged.",
        "To answer would exceed the 18 hour limit and your request is refused under section 12(1).",
        "Unfortunately, to comply would take over 18 hours and therefore Section 12 is engaged.",
        "The cost of providing you with the information is above the amount to which we are legally required to respond.",
        "It is estimated that it would take 24 hours to locate, retrieve and extract the information, which exceeds the appropriate limit.",
        "In this instance the costs of locating, retrieving and providing the information requested would exceed the upper cost limit of £600. Under section 12 of FOISA public authorities are not required to comply with a request if the cost would exceed the upper cost limit.",
        "The information requested is not held in a format that allows its extraction within the permitted time constraints. Section 12(1) would apply.",
    ),
    "ncnd": (
        "Northmoor Police can neither confirm nor deny that it holds the information you requested, by virtue of section 31(3).",
        "We neither confirm nor deny whether we hold any information. Section 23(5) and 24(2)",
        "The duty to confirm or deny does not apply by virtue of section 40(5B)(a)(i) and we neither confirm nor deny that information is held.",
    ),
    "vexatious": (
        "We consider your request to be vexatious and section 14(1) of the Act applies.",
        "Your request is refused under section 14(2) as a repeated request.",
        "Section 14(1) states that we do not have to comply with a vexatious request. We have decided that your request is vexatious.",
    ),
    "invalid": (
        "Your request is not valid under section 8(1)(c) as it does not describe the information.",
        "We need clarification before we can process your request. Please clarify which bicycles you mean.",
        "Unfortunately, we cannot tell from this description which records you need. Please let us know the dates.",
    ),
    "unknown": (
        "Thank you for your request.",
        "Your request has been considered under the Freedom of Information Act 2000.",
    ),
}


@pytest.mark.parametrize(("decision", "answer"), [(decision, answer) for decision, answers in DECISIONS.items() for answer in answers])
def test_a_decision_is_known_by_its_words(decision: str, answer: str) -> None:
    letter = f"Request\n{QUESTIONS[0]}\nResponse\n{answer}\nIf you are unhappy with this response you may ask for an internal review.\n"
    assert of(letter).decision == decision


LABELS = (
    "Our ref: {}",
    "Our Ref {}",
    "Our reference: {}",
    "Ref: {}",
    "Reference: {}",
    "Reference number: {}",
    "Reference Number\n{}",
    "FOI reference: {}",
    "FOI Ref: {}",
    "FOI Reference Number: {}",
    "Request reference: {}",
    "Request Number: {}",
    "Case reference: {}",
    "Case Ref: {}",
    "FOI Request: {}",
    "Freedom of Information request reference no: {}",
    "Freedom of Information Act 2000 request: {}",
    "Request ID: {}",
    "Our Reference\n{}",
    "Ref No: {}",
    "Ref. No. {}",
    "FOI no: {}",
    "Freedom of Information Request {}",
    "Your request reference is {}.",
    "FOI {}",
)
REFERENCES = (
    "FOI 1234/23",
    "1234/23",
    "FOI-2023-1234",
    "2023/1234",
    "FOI/2023/00123",
    "12345",
    "RFI20231234",
    "FOI2023/12345",
    "CAS-12345-X1Y2Z3",
    "101002428998",
    "FOI_23-123",
    "EIR 23/45",
    "F-2023-01234",
    "IC-12345-X1Y2",
    "ATISN 12345",
    "FOIR-123456789",
    "23-123",
    "01.FOI.23.012345",
    "NPT.FOI.21.1888",
    "FOI0421011",
)


@pytest.mark.parametrize("label", LABELS)
def test_a_reference_stands_behind_its_label(label: str) -> None:
    for reference in REFERENCES:
        if label.startswith(("FOI {", "FOI Request", "Freedom of Information Request {")) and not reference[0].isdigit():
            continue
        found = of(
            f"Northmoor Council\n{label.format(reference)}\n3 May 2023\nRequest\n{QUESTIONS[0]}\nResponse\nWe bought 12.\n"
        ).reference
        assert found, reference
        assert reference.replace(" ", "") in found.printed.replace(" ", "") or found.printed.replace(" ", "") in reference.replace(" ", "")


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Our ref: 21 FOI 079", "21 FOI 079"),
        ("Our Reference: FOI 21 091 / AA / LP", "FOI 21 091"),
        ("Freedom of Information/RFI-2207", "RFI-2207"),
        ("Our reference: 4290927 Information request", "4290927"),
        ("Request for Information – RFI20180641", "RFI20180641"),
        ("10462-18", "10462-18"),
    ],
)
def test_a_reference_has_the_shape_that_its_authority_gives_it(line: str, printed: str) -> None:
    found = of(
        f"Northmoor Trust\n12 Causeway\nNorthmoor\nNM1 2AB\nEmail: foi@northmoor.example\n{line}\n\n17 March 2021\nDear Ms Example\n"
    ).reference
    assert found
    assert found.printed == printed


def test_a_reference_is_told_in_the_letter_behind_the_request() -> None:
    found = of(
        "Dear Council,\n\nHow many bins are there?\n\nYours faithfully,\nA Writer\n\nDear Writer,\nOur reference is FOI 2018-1127. We have 12.\n"
    ).reference
    assert found
    assert found.printed == "FOI 2018-1127"


@pytest.mark.parametrize(
    "told",
    [
        "Your request has been given the reference {}.",
        "It has been logged as {} and we will reply soon.",
        "Freedom of Information Act 2000 - {}",
        "Case Reference Number {}",
    ],
)
def test_the_authority_tells_its_reference_behind_the_request(told: str) -> None:
    letter = "Dear Council,\n\nHow many bins are there?\n\nYours faithfully,\nA Writer\n\nDear Writer,\n"
    for reference in ("FOI006814", "CDC-FOI-24-0318", "IRQ0623941"):
        found = of(f"{letter}{told.format(reference)}\nWe have 12.\n").reference
        assert found
        assert found.printed == reference


def test_a_date_above_a_letter_to_an_authority_is_the_requests() -> None:
    reading = of("From: A Writer\n3 February 2010\nDear Boat Licensing Agency,\nHow many boats are there?\nYours faithfully,\nA Writer\n")
    assert reading.received
    assert str(reading.received.date) == "2010-02-03"
    assert reading.responded is None


def test_a_reference_may_stand_among_the_facts_below() -> None:
    found = of("Request\nHow many bins are there?\nDecision\nNo more than 12.\n- Reference number\n- FOI1142\n").reference
    assert found
    assert found.printed == "FOI1142"
    figures = "".join(f"There were {number} bins in ward {number}.\n" for number in range(60))
    found = of(f"Request\nHow many bins are there?\nDecision\n{figures}- Reference number\n- 7042193\n").reference
    assert found
    assert found.printed == "7042193"


DATES = (
    "3 May 2023",
    "03 May 2023",
    "3rd May 2023",
    "03/05/2023",
    "03.05.2023",
    "3-5-2023",
    "Wednesday 3 May 2023",
    "Wednesday, 3 May 2023",
    "May 3, 2023",
    "3 May, 2023",
    "3rd of May 2023",
    "03-May-2023",
    "3 MAY 2023",
    "2023-05-03",
    "Wed 3 May 2023",
    "3 May 23",
)
ROLES = {
    "received": (
        "Date received: {}",
        "Date of request: {}",
        "Received: {}",
        "Request received: {}",
        "Date Request Received\n{}",
        "Request Date: {}",
        "Requested {}",
        "Date received {}",
        "Your request dated {} has been considered.",
        "Thank you for your email of {}.",
        "We received your request on {}.",
        "I refer to your request dated {}, which we received under the Act.",
        "Thank you for your request received on {}.",
        "Your request, received on {}, has been dealt with.",
        "I write in connection with your request for information received by Northmoor Police on {}.",
        "Further to your request of {}",
        "Date requested: {}",
        "Thank you for your FOI request of {} about bicycles.",
    ),
    "responded": (
        "Date of response: {}",
        "Responded: {}",
        "Date responded: {}",
        "Response date: {}",
        "Date of reply: {}",
        "Response sent: {}",
        "Date completed: {}",
        "Date: {}",
        "{}\nDear Sir",
        "Date closed: {}",
        "Reply date: {}",
        "Date of Response\n{}",
        "Responded on {}",
        "Response issued {}",
    ),
    "published": (
        "Published: {}",
        "Published {}",
        "Date published: {}",
        "Publication date: {}",
        "Date of publication: {}",
        "Published on {}",
        "Release date: {}",
        "Date released: {}",
    ),
}


@pytest.mark.parametrize(("role", "label"), [(role, label) for role, labels in ROLES.items() for label in labels])
def test_a_date_has_the_role_that_its_label_says(role: str, label: str) -> None:
    for date in DATES:
        letter = f"Northmoor Council\nReference: FOI 12/23\n{label.format(date)}\nRequest\n{QUESTIONS[0]}\nResponse\nWe bought 12.\n"
        found = getattr(of(letter), role)
        assert found, date
        assert str(found.date) == "2023-05-03", date


RELIED_ON = {
    "Under the terms of the exception at regulation 10(4)(a) of the EIRs, the Scottish Government is not required to provide it.": [
        "EISR r.10(4)(a)"
    ],
    "Under the terms of the exemption at section 25(1) of FOISA, we are not obliged to give you this.": ["FOISA s.25(1)"],
    "Under section 25(1) of FOISA, we do not have to give you what you can already find.": ["FOISA s.25(1)"],
    "An exemption under section 38(1)(b) of FOISA (personal information) applies to some of it.": ["FOISA s.38(1)(b)"],
    "Exemptions under section 30(b)(i) and section 30(b)(ii) of FOISA apply to it.": ["FOISA s.30(b)(i)", "FOISA s.30(b)(ii)"],
    "This is a formal notice under section 17(1) of FOISA that we do not have it.": ["FOISA s.17(1)"],
    "Under section 12 of FOISA we are not required to comply when the cost would exceed £600.": ["FOISA s.12"],
    "This serves as a Refusal Notice under Section 17 of the Act by virtue of:\nSection 31(1)(a)(b) - Law Enforcement": [
        "FOIA s.31(1)(a)",
        "FOIA s.31(1)(b)",
    ],
    "Section 40(2) & (3A)(a) - Personal Information": ["FOIA s.40(2)", "FOIA s.40(3A)(a)"],
    "The exemption applicable is:\nSection 12(1) - Exemption where cost of compliance exceeds appropriate limit": ["FOIA s.12(1)"],
    "We can neither confirm nor deny that it is held by virtue of:\nSection 23(5)\nSection 24(2) - National Security": [
        "FOIA s.23(5)",
        "FOIA s.24(2)",
    ],
    "Under section 40(5B)(a)(i) of the Act the duty to confirm or deny does not arise.": ["FOIA s.40(5B)(a)(i)"],
    "We are therefore refusing your request under section 12 of the FOI Act. Section 16 asks us to advise you.": ["FOIA s.12"],
    "It is subject to a statutory exemption to the right of access to information under section 21.": ["FOIA s.21"],
    "The Ministry is withholding it under Section 26(1)(b) (Defence).": ["FOIA s.26(1)(b)"],
    "Numbers of 5 or fewer have been suppressed in accordance with Section 40(2).": ["FOIA s.40(2)"],
    "Section 36(2)(b)(i) and (ii) and 36(2)(c) is engaged.": ["FOIA s.36(2)(b)(i)", "FOIA s.36(2)(b)(ii)", "FOIA s.36(2)(c)"],
    "It is exempt under sections 31(1)(a), 38(1)(a) and (b).": ["FOIA s.31(1)(a)", "FOIA s.38(1)(a)", "FOIA s.38(1)(b)"],
    "We consider your request to be vexatious under Section 14 (1) of the Act.": ["FOIA s.14(1)"],
    "The Council considers it excepted from disclosure under Regulation 12(5)(e).": ["EIR r.12(5)(e)"],
    "When one part of a request exceeds the fees limit then section 12 applies to the request as a whole.": ["FOIA s.12"],
    "Section 40(2), read with the condition in section 40(3)(a)(i), makes it exempt.": ["FOIA s.40(2)", "FOIA s.40(3)(a)(i)"],
    "The cost of your request would exceed the upper cost limit.\nUnder section 12 of FOISA an authority need not comply if the cost would exceed it. Section 25(1) applies to the rest.": [
        "FOISA s.12",
        "FOISA s.25(1)",
    ],
    "This reply constitutes the notice in writing which is required under section 17 of the Act.": [],
    "Section 43, for instance, may have been used for a single price.": [],
    "We no longer rely on section 43(2) and now provide the figures.": [],
    "Our first answer was that it is exempt under section 22(1). Section 22(1) no longer applies and is not relied on.": [],
    "We no longer rely on section 43(2) for the prices. The formula is exempt under section 43(2).": ["FOIA s.43(2)"],
    "On review, I find that section 12 was not correctly applied.": [],
    "Please be advised that section 12 may still apply to a refined request.": [],
    "Even if the cost limit were not exceeded, some of it may be exempt under section 31.": [],
    "If you are dissatisfied you may complain under section 50 of the Act.": [],
    "In accordance with Section 1(1)(a) of the Act I can confirm that the Trust does hold it.": [],
    "In line with section 10 of the Act we must respond within 20 working days.": [],
}


@pytest.mark.parametrize(("answer", "relied_on"), RELIED_ON.items(), ids=RELIED_ON)
def test_a_provision_is_relied_on_in_the_usual_words(answer: str, relied_on: list[str]) -> None:
    uses = of(f"Reference: FOI 12/23\nRequest\n{QUESTIONS[0]}\nResponse\n{answer}\n").exemptions
    assert [use.citation for use in uses if use.status == "relied_on"] == relied_on


FILES = {
    "FOI-17-00946 and FOI-17-00947 Bundle 1.pdf": ["FOI-17-00946 and FOI-17-00947 Bundle 1.pdf"],
    "The limit would be passed (see attached file 912A_21_attachment.pdf).": ["912A_21_attachment.pdf"],
    "Q4. See attached document 0911_Procedure.pdf": ["0911_Procedure.pdf"],
    "Please find attached the document Boats Sold 2015-2024.xlsx": ["Boats Sold 2015-2024.xlsx"],
    "Please see attached file – 1418A_23_attachment.pdf": ["1418A_23_attachment.pdf"],
    f"https://gov.example/documents/{'harbour-advice-' * 9}/Harbour%2BAdvice.pdf": [],
    "[1]cid:image001.png@01D2F0A1.58BE2210": [],
    "Please see minutes.pdf and costs.xlsx": ["minutes.pdf", "costs.xlsx"],
    "It is in the ‘User Guide to Searches’ search-guide-2020.pdf": ["search-guide-2020.pdf"],
}


@pytest.mark.parametrize(("line", "names"), FILES.items(), ids=FILES)
def test_a_file_is_named(line: str, names: list[str]) -> None:
    letter = of(f"Request\n{QUESTIONS[0]}\nResponse\n{line}\n")
    assert [file.name for file in letter.files] == names


@pytest.mark.parametrize(("dated", "published"), [("18 Jul 2013", "2013-07-18"), ("09 Jul 2013", None), ("02 Jul 2012", None)])
def test_a_page_is_published_after_its_response(dated: str, published: str | None) -> None:
    found = of(f"Fires\nDated: {dated}\nDate of request: 14/06/13\nDate of response: 09/07/13\nRequest\n{QUESTIONS[0]}\n").published
    assert (str(found.date) if found else None) == published


@pytest.mark.parametrize(
    "head",
    ["2 October, 2015 Dear Mr Reed Request for Information", "11th June 2021 FOI 21/372 Dear"],
)
def test_the_date_of_a_letter_may_stand_before_its_salutation(head: str) -> None:
    found = of(
        f"{head}\nYou asked:\n{QUESTIONS[0]}\nResponse\nIt is in Annex 1.\nAnnex 1\nFrom: Council Sent: 4th March 2015 09:52 To: Trust\n"
    )
    assert found.responded
    assert found.responded.printed == head[: head.index("20") + 4]


def test_dates_may_stand_below_a_stack_of_their_labels() -> None:
    reading = of(
        "Freedom of Information Request\nReference Number:\nDate Received:\nDate of Response:\nNPT.FOI.21.1888\n4th March 2021\n30th March 2021\n"
        f"Information Requested:\n{QUESTIONS[0]}\nResponse:\nWe bought 12.\n"
    )
    assert reading.received
    assert reading.responded
    assert (str(reading.received.date), str(reading.responded.date)) == ("2021-03-04", "2021-03-30")
    alone = of("Reference Number:\nDate Received:\nNPT.FOI.21.1888\n4th March 2021\nInformation Requested:\nHow many?\nResponse:\n12.\n")
    assert alone.received
    assert alone.responded is None


def test_items_may_have_their_bullet_above_or_in_the_line() -> None:
    assert of("Request\nPlease send:\n-\nthe names of all units\n-\nearlier designs\nResponse\nNone.\n").questions == [
        "the names of all units",
        "earlier designs",
    ]
    assert of("You asked\nI want the figures split by: • the stop • the kind of damage\nWe answered\nNone.\n").questions == [
        "the stop",
        "the kind of damage",
    ]
