"""Requests in all the ways in which people write them, in all the layouts in which authorities print them; and answered item by item, in all the
ways in which items and answers are marked. The words are common ones, put together here."""

import itertools
import re

import pytest

from tests.reading.usual import of

REQUESTS = (
    "How many dogs were seized in 2021?",
    "Please can you tell me how many dogs were seized in 2021 and 2022.",
    "Please could you provide me with the number of dogs seized under the Dangerous Dogs Act 1991 in each financial year since 2018/19, broken down by breed and by month.",
    "I would like to request the following information under the Freedom of Information Act 2000:\n1. The number of dogs seized\n2. The number of dogs destroyed\n3. The cost of kennelling",
    "Under the Freedom of Information Act 2000, I would like to know:\n1) How many dogs were seized?\n2) How many were destroyed?\nIf possible, please provide this in Excel format.",
    "1. Number of dogs seized in 2021\n2. Number of dogs destroyed in 2021\n3. Total cost of kennelling in 2021",
    "1 - How many dogs were seized?\n2 - How many were destroyed?\n3 - What did it cost?",
    "Q1. How many dogs were seized?\nQ2. How many were destroyed?\nQ3. What did it cost?",
    "Q1) How many dogs were seized?\nQ2) How many were destroyed?",
    "a) How many dogs were seized?\nb) How many were destroyed?\nc) What did it cost?",
    "(a) the number of dogs seized;\n(b) the number destroyed; and\n(c) the cost of kennelling.",
    "(i) the number of dogs seized\n(ii) the number destroyed",
    "The number of dogs seized in each year from 2018 to 2022.",
    "Number of dogs seized, by breed, 2018 to 2022",
    "All correspondence between the Chief Constable and the Home Office about dangerous dogs between 1 January 2021 and 31 March 2021.",
    "Copies of all emails, minutes and briefing notes which mention XL Bully dogs.",
    "A copy of the force's policy on dangerous dogs.",
    "Could you please confirm whether the force has a kennelling contract? If so, who with, and when does it end?",
    "Does the force have a contract for kennels? If yes, please state the supplier, the annual value and the end date.",
    "I am a student at the University of Northmoor writing a dissertation about dangerous dogs. I would be grateful if you could provide the number of dogs seized in each of the last five years.",
    "I am a journalist with the Northmoor Echo. Please tell me:\n- The number of dogs seized\n- The number destroyed\n- The cost\nPlease provide the data for the last three calendar years.",
    "I am writing to request information under the Freedom of Information Act.\nPlease could you provide:\n• The number of dogs seized\n• The number destroyed\n• The cost of kennelling\nI would prefer to receive this information electronically.",
    "I would be interested in any information held by your organisation regarding my request. I understand that I do not have to specify particular files or documents and that it is the department's responsibility to provide the information I require.",
    "Since 1 January 2020, how many dogs have been seized?\nOf those, how many were returned to their owners?\nOf those, how many were destroyed?",
    "For each of the calendar years 2019, 2020 and 2021, please provide:\n1. The number of dogs seized\n2. The number of dogs destroyed\nFor the purposes of this request, 'seized' means taken into police custody.",
    "Please provide the following information for the period 1 April 2021 to 31 March 2022:\n\nThe number of dogs seized.\n\nThe number of dogs destroyed.\n\nThe total cost of kennelling.",
    "Please may I have a breakdown of dogs seized by postcode district (e.g. NM1, NM2).",
    "May I request a list of all kennels used by the force, together with the amount paid to each.",
    "I wish to make a request under the Freedom of Information Act for the number of dogs seized in 2021. I also wish to know how many of these were XL Bullies.",
    "In 2019 the force announced that it would stop using private kennels. I would like to know whether this has happened, and if not why not.",
    "My request relates to dogs seized under section 1 of the Dangerous Dogs Act 1991. How many such dogs were held on 1 January 2022?",
    "Can you tell me the name of the officer in charge of the dog section?",
    "What is the current number of police dogs?\nWhat breeds are they?\nHow much is spent on food each year?",
    "I'd like to know how much the force spent on dog food in 2021.",
    "I request a copy of the report into the kennels at Northmoor, dated 3 May 2021.",
    "Information on the number of dogs seized in 2021 and the reasons why.",
    "Details of all complaints about police dogs received since 2019, including the date, the nature of the complaint and the outcome.",
    "How many dogs have you seized in the last year, and how many were a) returned b) rehomed c) destroyed?",
    "Please provide a list of the top 10 breeds seized. If it is not possible to provide the information requested due to the cost of compliance exceeding the limits identified in Section 12, please provide advice and assistance as to how I can refine my request.",
    "This is a request under the Freedom of Information Act. In relation to dog seizures:\n1. How many?\n2. Where?\n3. Why?",
    "Request for information about dog seizures since 2019, including costs.",
    "1. How many dogs were seized in each of the following years?\n2019\n2020\n2021\n2. What did kennelling cost in each of those years?",
    "With regards to dogs seized in 2021, I would like the breed, age and sex of each.",
    "Further to your response to FOI 123/21, please could you provide the same figures for 2022?",
    "Thank you for your response. Please could you now provide the figures for 2022?",
)
LAYOUTS = {
    'reference line and "I note you seek access"': "Freedom of information request reference no: 01.FOI.22.023456\nI note you seek access to the following information:\n{}\nI have today decided to disclose the located information to you in full.\nPlease find below information pursuant to your request above.\n",
    "labels with a colon": "FOI Reference: 123/22\nRequest:\n{}\nResponse:\nSection 1 of the Freedom of Information Act 2000 (FOIA) places two duties on public authorities.\nThe force seized 14 dogs.\n",
    "no heading": "{}\nI have now considered your request for information and am not obliged to supply the information you have requested.\nSection 17 of the Freedom of Information Act 2000 requires a notice.\n",
    "headings and a list of facts": "Dogs seized: FOI release\n- Published\n- 8 November 2019\n- FOI reference\n- FOI/19/02178\n- Date received\n- 11 September 2019\n- Date responded\n- 9 October 2019\nInformation request and response under the Freedom of Information (Scotland) Act 2002.\nInformation requested\n{}\nResponse\nThe answer to your questions is 14.\nAbout FOI\n",
    "a quotation": 'Dogs seized: FOI release\nInformation requested\nYou asked:\n"{}"\nResponse\nThe answer to your questions is 14.\nAbout FOI\n',
    '"You asked" and "We answered"': "FOI request detail\nDogs\nRequest ID: FOI-2391-2122\nDate published: 11 February 2022\nYou asked\n{}\nWe answered\nOur ref: FOI-2391-2122/GH\nThank you for your request received by us on 17 January 2022 asking for information about dogs.\nThe answer is 14.\n",
    "headings with a number and a date": "Dogs seized\nRequest 101002345678\n{}\nResponse 09-04-2020\nThe Council seized 14 dogs.\n",
    "a letter": "Dear Ms X\nFreedom of Information Act 2000\nThank you for your email of 3 March 2022, in which you asked:\n{}\nI can confirm that the Department holds the information you have requested.\nThe answer is 14.\nYours sincerely\n",
    "a date glued to the request": "FOI request (FOIR-131778204)\nDogs seized\nRequested Tue 14 January 2020\nResponded Mon 10 February 2020{}\nResponse\n14 dogs were seized.\nFreedom of Information\nContact us\n",
    "a title only": "Dogs seized in Northmoor\n{}\nNorthmoor Council seized 14 dogs in 2021.\n",
    "a quotation in a letter": "Our Ref: FOI 23-21\n2 March 2022\nI am writing to confirm that the Assembly Commission has processed your request dated 4 August 2021. In your request, you asked:\n“{}”\nOur response\nThe Commission holds the information.\n",
}
YEARS_BELOW_AN_ITEM = (
    "1. How many dogs were seized in each of the following years?\n2019\n2020\n2021\n2. What did kennelling cost in each of those years?"
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_request_is_found_in_the_layout(layout: str) -> None:
    wrong = [request for request in REQUESTS if of(LAYOUTS[layout].format(request)).question != request]
    # Without any heading years below an item may be the beginning of its answer.
    assert wrong == ([YEARS_BELOW_AN_ITEM] if layout == "a title only" else [])


ASKED = {
    "questions": (
        "How many dogs were seized in 2021?",
        "How many of them were destroyed?",
        "What did kennelling cost the force?",
        "Which kennels does the force use?",
    ),
    "requests": (
        "Please provide the number of dogs seized in 2021.",
        "Please state how many of them were destroyed.",
        "Please provide the cost of kennelling.",
        "Please list the kennels that are used.",
    ),
}
NUMBERS = ("{}. ", "{}) ", "({}) ", "Q{}. ", "Q{} ", "Question {}: ", "Question {} - ", "")
LABELS = ("{1}\n", "A: {1}\n", "A{0}. {1}\n", "Answer: {1}\n", "Response: {1}\n", "\n{1}\n\n")
ANSWERS = (
    ("14", "disclosed-in-full"),
    ("None.", "disclosed-in-full"),
    ("£41,200", "disclosed-in-full"),
    ("This information is not held.", "not-held"),
    ("We do not record this.", "not-held"),
    ("Exempt under section 40(2).", "refused"),
    ("This information is exempt under section 31(1)(a) of the Act.", "refused"),
    ("Yes", "disclosed-in-full"),
    ("Please see the attached spreadsheet.", "disclosed-in-full"),
    ("To find this would exceed the cost limit, section 12.", "cost-limit"),
    ("The force neither confirms nor denies that it holds this.", "ncnd"),
    ("The force uses Acme Kennels.", "disclosed-in-full"),
    ("There were 14 in total.", "disclosed-in-full"),
    ("See table below.\n2019 | 14\n2020 | 22", "disclosed-in-full"),
    ("No", "disclosed-in-full"),
    ("Information not held", "not-held"),
    ("Nil", "disclosed-in-full"),
    ("A copy of the policy is attached. Names have been redacted under section 40(2).", "disclosed-in-part"),
    ("Approximately 40 per year.", "disclosed-in-full"),
    ("The contract ended in March 2022.", "disclosed-in-full"),
)
HEADS = (
    "FOI 123/22\nRequest and response\n",
    "Thank you for your request. Your questions and our answers are set out below.\n",
    "You asked\n",
)
_MARK = re.compile(r"^(?:Question |Q)?\(?\d[.):]*\s*(?:- )?", re.MULTILINE)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("number", NUMBERS)
def test_each_answer_belongs_to_the_item_above_it(number: str, label: str, asked: str) -> None:
    for head, first in itertools.product(HEADS, range(0, len(ANSWERS), 4)):
        answers = ANSWERS[first : first + 4]
        items = [
            f"{number.format(n)}{question}\n{label.format(n, answer)}"
            for n, (question, (answer, _)) in enumerate(zip(ASKED[asked], answers, strict=True), 1)
        ]
        reading = of(head + "".join(items) + "If you are unhappy you may ask for an internal review.\n")
        assert reading.question
        assert _MARK.sub("", reading.question) == "\n".join(ASKED[asked])
        assert [(outcome.item, outcome.decision) for outcome in reading.outcomes] == [
            (str(n), decision) for n, (_, decision) in enumerate(answers, 1)
        ]
