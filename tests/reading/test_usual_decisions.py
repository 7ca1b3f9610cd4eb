"""The usual words of an answer: what it decides, and what it relies on.

The phrases are common ones, put together here; letters with layouts of their own are in `tests/accuracy`.
"""

import pytest

from tests.reading.usual import QUESTIONS, of

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
