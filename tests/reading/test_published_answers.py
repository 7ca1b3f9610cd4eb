"""What the answers decide in the forms in which logs, threads and sites for documents print them: of the whole, of each item, by which section."""

import pytest

from tests.reading.usual import FIRST, RIGHTS, SECOND, of


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("A portion of what you want is being held back because it is exempt. We neither confirm nor deny the rest.", "disclosed-in-part"),
        ("The sheet with these figures is attached. One part is missing from it, as no forecast was ever made.", "disclosed-in-part"),
        ("You will find atttached everything that you asked us for.", "disclosed-in-full"),
        ("We hold part of what you asked for, however it cannot be disclosed, as to extract it is not possible inside the permitted 18 hours.", "cost-limit"),
        ("It goes past the cost limit: no single list shows it. Where any part of it cannot be found within the limit, we need not look.", "cost-limit"),
        ("A single season is still too much, because of the hours it would take to gather the papers.", "cost-limit"),
        ("Confirmation that the information is/is not currently held\nThe pier has 12 lamps.", "disclosed-in-full"),
        ("You did just as we said, and we are obliged to you.", "unknown"),
    ],
)  # fmt: skip
def test_what_is_decided(answer: str, decision: str) -> None:
    assert of(f"You asked\n{FIRST}\nWe answered\n{answer}\n{RIGHTS}").decision == decision


@pytest.mark.parametrize(
    ("status", "decision"),
    [
        ("The request was successful.", "disclosed-in-full"),
        ("The request was refused by Larkbeth Council.", "refused"),
        ("Roedd y cais yn llwyddiannus.", "disclosed-in-full"),
        ("Roedd y cais yn rhannol lwyddiannus.", "disclosed-in-part"),
        ("Gwrthodwyd y cais gan Larkbeth Council.", "refused"),
    ],
)
def test_a_requesters_status_decides_where_no_letter_does(status: str, decision: str) -> None:
    thread = f"Pier lamps\n{status}\nDear Larkbeth Council,\n{FIRST}\nYours faithfully,\nLarkbeth Council\n1 Atodiad\nWe thank you for writing to us."
    assert of(thread).decision == decision
    assert of(f"{thread}\nThe lamps are exempt under section 43(2).\n{RIGHTS}").decision == "refused"


@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        ("1. We do not hold this.\n2. The same is true of the costs.", ["1 not-held", "2 not-held"]),
        (
            "The lists named in questions 1 and 2 are printed each year. As you can reach them yourself, they are exempt under section 21.",
            ["1 refused", "2 refused"],
        ),
        (
            "We do not hold what question 1 asks for. A letter answers your second question. The last paragraphs are exempt under section 43(2).",
            ["1 not-held", "2 refused"],
        ),
        (
            "We hold your list:\n1. The lamps on the pier\n2. The costs of each\nYours sincerely\nDear Mr Oake\n1. The lamps on the pier\n12.\n"
            "2. The costs of each\nWe do not hold this.",
            ["1 disclosed-in-full", "2 not-held"],
        ),
    ],
)
def test_items(answer: str, outcomes: list[str]) -> None:
    found = of(f"You asked\n1. The lamps on the pier\n2. The costs of each\nWe answered\n{answer}\n{RIGHTS}")
    assert [f"{outcome.item} {outcome.decision}" for outcome in found.outcomes] == outcomes


@pytest.mark.parametrize(
    ("answer", "section"),
    [
        ("It would prove too costly to do so in terms of section 12(1) of the Act.", "FOIA s.12(1)"),
        (
            "It cannot be drawn out in the 18 hours which the Act permits. Each call would be read, and for this reason Section 12 would app",
            "FOIA s.12",
        ),
    ],
)
def test_a_cost_refusal_relies_on_the_limit_that_it_explains(answer: str, section: str) -> None:
    found = of(f"You asked\n{FIRST}\nWe answered\n{answer}")
    assert (found.decision, [(cited.citation, cited.status) for cited in found.exemptions]) == ("cost-limit", [(section, "relied_on")])


def test_what_was_used_at_first_and_is_withdrawn_is_negated() -> None:
    found = of(
        f"You asked\n{FIRST}\nWe answered\nThe first answer relied on regulation 12(4)(d) of the EIRs, and on regulation 12(5)(f).\n"
        "Regulation 12(5)(f) should not have been used and I withdraw it. I uphold regulation 12(4)(d).\nThere are 12."
    )
    assert [(cited.citation.split(" ")[1], cited.status) for cited in found.exemptions] == [
        ("r.12(4)(d)", "relied_on"),
        ("r.12(5)(f)", "negated"),
    ]


def test_a_section_that_spares_a_second_copy_is_relied_on() -> None:
    found = of(f"You asked\n{FIRST}\nWe answered\nAs they are online, section 21 of the FOI Act does not oblige us to provide them again.")
    assert [(cited.citation, cited.status) for cited in found.exemptions] == [("FOIA s.21", "relied_on")]


@pytest.mark.parametrize(
    "answer",
    [
        "Please find attached our response.",
        "Please find attached our response.\nAttachments\n0964B_ATTACHMENT_01",
        "Download response Pier lamps. 140621",
        "Section 39(2) spares us from answering one request under two sets of rules.",
    ],
)
def test_what_only_points_to_the_answer_tells_no_decision(answer: str) -> None:
    assert of(f"You asked\n{FIRST}\nWe answered\n{answer}").decision == "unknown"


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("There are at present 16 lamps at 14 piers; where each one stands and wh", "unknown"),
        ("There are at present 16 lamps at 14 piers.", "disclosed-in-full"),
    ],
)
def test_a_page_that_breaks_off_at_the_first_of_its_answers_tells_no_decision(answer: str, decision: str) -> None:
    assert of(f"You asked\n1. {FIRST}\n2. {SECOND}\n3. How many were lit?\nWe answered\n{answer}").decision == decision


def test_items_that_the_authority_names_by_a_letter_and_the_requester_in_the_first_person() -> None:
    answer = "No information is held for Question Two (2).\nQ1 - I request the number of lamps,\nThere were 41 on 1 May 2023."
    found = of(f"You asked\n1. I request the number of lamps,\n2. {SECOND}\nWe answered\n{answer}")
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "disclosed-in-full"), ("2", "not-held")]


def test_a_list_that_the_answer_repeats_almost_word_for_word_answers_nothing() -> None:
    items = [
        "Number of penalty charge {} from the camera at Tanners Row for each month since it was put up.",
        "Number of penalty charge {} from the camera at Halt Lane for each month since it was put up.",
    ]
    asked, again = ("\n".join(f"{n}. {item.format(word)}" for n, item in enumerate(items, 1)) for word in ("notes", "Notices"))
    found = of(
        f"You asked\n{asked}\nWe answered\nYou asked for:\n{again}\nThese figures are exempt from disclosure under Regulation 12(5)(g) of the EIR."
    )
    assert found.decision == "refused"
    assert [outcome.item for outcome in found.outcomes] == [None]


@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        (
            "Question 1 would exceed the cost limit, and no information is held for Question 2.",
            [("1", "cost-limit"), ("2", "not-held")],
        ),
        (
            "The team gave the following response to questions 1 and 2:\n2022 / 412\n2023 / 388",
            [("1", "disclosed-in-full"), ("2", "disclosed-in-full")],
        ),
        (
            "No information is held in respect of the first part of Q2.\nQ1.\n2022 - 14\nQ2.\n2022 - 12",
            [("1", "disclosed-in-full"), ("2", "disclosed-in-part")],
        ),
        ("1+2. There are 12 lamps and they cost £4,812.60.", [("1", "disclosed-in-full"), ("2", "disclosed-in-full")]),
        # The answer repeats the question, and the text stops within it.
        ("1. There are 12.\n2. I would also like to kn", [("1", "disclosed-in-full")]),
    ],
)
def test_what_is_said_of_each_item(answer: str, outcomes: list[tuple[str | None, str]]) -> None:
    found = of(f"You asked\n1. {FIRST}\n2. {SECOND}\nWe answered\n{answer}")
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == outcomes


def test_an_item_that_a_sentence_keeps_back_has_a_decision_though_no_other_has() -> None:
    found = of(
        f"You asked\n1. {FIRST}\n2. {SECOND}\n3. How many were lit?\nWe answered\nSome of the information is given below.\nAnnex A: Lamps\n"
        f"As to point 3, the Council has made no count. This is a formal notice that we do not hold this information.\n{RIGHTS}"
    )
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("3", "not-held")]


def test_a_requester_who_calls_it_partly_successful_is_believed_when_the_letter_seems_to_give_all() -> None:
    thread = f"A Reader made this Rhyddid Gwybodaeth request to Larkbeth Council\nRoedd y cais yn rhannol lwyddiannus.\nDear Larkbeth Council,\n{FIRST}\nYours faithfully,\nA Reader\nDear A Reader,\n"
    assert of(f"{thread}Please find attached what you asked for.").decision == "disclosed-in-part"
    assert of(f"{thread}We refuse your request under section 14(1) of the Act, as it is vexatious.").decision == "vexatious"


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ("Please find atached copies of all the papers which you asked for.", "disclosed-in-full"),
        (
            "The cards are exempt under Section 40 of the Act.\nWe can offer a summary of them, as it was laid before the lamp group, and this is attached.",
            "disclosed-in-part",
        ),
        (
            "I can confirm that the Council gathers notices of faults.\nIt would cost more than the limit in Section 12.\nA yearly table of oil lamps can be found on our website.\n"
            "Because Section 12 applies to the request as a whole, we cannot answer it.",
            "cost-limit",
        ),
        ("There are 186 of them. The 19 on the shore are not counted, as they belong to the Friends.", "disclosed-in-full"),
        ("We shall write again.\nt: +44 (0)1632 960 164\nThe Lamp Office", "unknown"),
        (
            "For two parts, to locate it would cost more than the limit of £450.\nThe other three parts are answered in the attached file.",
            "disclosed-in-part",
        ),
    ],
)
def test_what_is_decided_of_the_whole(answer: str, decision: str) -> None:
    assert of(f"You asked\n{FIRST}\nWe answered\n{answer}").decision == decision
