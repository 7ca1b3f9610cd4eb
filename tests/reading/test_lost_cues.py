"""Pages on which a cue, a heading or a line break has been lost, and those whose headings stand elsewhere than usual."""

import pytest

from tests.reading.usual import RIGHTS, of

FIRST = "Please let me have the number of lamps on the pier."
SECOND = "I would also like to know what each of them costs."


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        # The cue before a quotation is gone.
        (f"Dear A Reader,\nIt reached us on 27 May. You\n“{FIRST}\n{SECOND}”\nDHS Response\nThere are 12.\n{RIGHTS}", f"{FIRST}\n{SECOND}"),
        # Headings without a line break, and one at the end of a list of headings.
        (f"Harbour Office\nRequest {FIRST} {SECOND}\nResponse The pier has 12 lamps, which cost £40.\n{RIGHTS}", f"{FIRST} {SECOND}"),
        (
            f"- Request\n-\n{FIRST}\n{SECOND} - Decision\n-\nThe pier has 12 lamps.\n- Reference number\n- FOI 12770418",
            f"{FIRST}\n{SECOND}",
        ),
        # What is printed again above its answers.
        (
            f"Your request:\nPART 1 (Lamps)\n- {FIRST}\n{SECOND}\nPART 1 (Lamps)\nQ1 - Yes.\nQ2 - They cost £40.\n{RIGHTS}",
            f"PART 1 (Lamps)\n- {FIRST}\n{SECOND}",
        ),
        # Courtesies around the words.
        (
            f"Request\nGood morning,\nI trust all is well with you.\n{FIRST}\nWith many thanks from all of us.\nResponse\nThere are 12.",
            FIRST,
        ),
        (f"Request\n{FIRST}\nThank you in advance and I await your reply.\nAll good wishes,\nResponse\nThere are 12.", FIRST),
        # What the requester made clear.
        (
            f"In your request, you asked:\n“{FIRST}”\nOn 2 May we wrote to you for clarification.\nYour response of 17 May provided the following "
            f"clarification:\n“{SECOND} By lamps I mean those that were lit in 2022.”\nThere are 12.\n{RIGHTS}",
            f"{SECOND} By lamps I mean those that were lit in 2022.",
        ),
        # Behind a word of the authority's, and beside headings of answers.
        (f"The Act, which is set out below: {RIGHTS}", None),
        (
            f"1) {FIRST}\n2) {SECOND}\nWe asked our harbour office about it.\nQuestion 1\nThere are 12.\nQuestion 2\nEach costs £40.\n{RIGHTS}",
            f"1) {FIRST}\n2) {SECOND}",
        ),
        ("Figures for boats, such as you asked for, stand on our website () – look above all at table 4.\nYours sincerely", None),
        ("Your request is not held here. A request can be submitted to the following address:\nHarbour Office, Quay Street", None),
        ("As your request is a request for information relating to the environment, it falls under the Regulations.", None),
    ],
)
def test_where_the_request_is(text: str, asked: str | None) -> None:
    assert of(text).question == asked


@pytest.mark.parametrize(
    "line", ["Full refusal with Section 12 exemption", "Part Disclosure with Section 31(1)(a)(b) Exemption", "Full Disclosure"]
)
def test_an_outcome_may_stand_without_a_label(line: str) -> None:
    wanted = {"Fu": "cost-limit", "Pa": "disclosed-in-part"}[line[:2]] if "with" in line else "disclosed-in-full"
    assert of(f"Lamps on the Pier\n1. {FIRST}\n{line}\n17 May 2022\nThe Act lets us decline.").decision == wanted


LISTED = "Your request:\n1. How many lamps are on the pier?\n2. What do they cost?\n3. Who mends them?\n"


@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        (
            "As to your first question, there are 12.\nAs to your second and third questions, the information is exempt under section 43(2).",
            ["disclosed-in-full", "refused", "refused"],
        ),
        (
            "We enclose the figures for your first and second questions.\nNo list is of the sort that your third question describes. For that "
            "question this is our notice that nothing is held.",
            ["disclosed-in-full", "disclosed-in-full", "not-held"],
        ),
        (
            "In relation to Question 1: There are 12.\nIn relation to Questions 2, and 3: No information held.",
            ["disclosed-in-full", "not-held", "not-held"],
        ),
        (
            "Answer to Question 1 - A list is attached.\nAnswer to Question 2 - A price list is attached.",
            ["disclosed-in-full", "disclosed-in-full"],
        ),
        (
            "1. There are 12.\n2. The cost of each cannot be given. For that reason we treat it as information not held.\n3. The harbour office.",
            ["disclosed-in-full", "not-held", "disclosed-in-full"],
        ),
    ],
)
def test_items_by_whatever_words_they_are_named(answer: str, outcomes: list[str]) -> None:
    found = of(f"{LISTED}Our response:\n{answer}\n{RIGHTS}")
    assert [outcome.decision for outcome in found.outcomes] == outcomes


def test_help_with_what_is_over_the_limit_makes_nothing_less_of_what_was_answered_before() -> None:
    found = of(
        "1. How many lamps are on the pier?\nThe register has 12 of them.\n2. What do they cost?\nEach costs £40.\n3. What was written about them?\n"
        "To meet this part would go past the cost limit in Section 12 of the Act. By way of help we can, though, point you to the minutes."
    )
    assert (found.decision, found.exemptions[0].citation, found.exemptions[0].status) == ("disclosed-in-part", "FOIA s.12", "relied_on")


def test_a_point_that_is_answered_behind_the_cost_of_others_is_given() -> None:
    found = of(
        f"{LISTED}Our response:\nAs for the first and second points, under section 12 we decline them, since 390 hours would go by.\n"
        f"As for the third point, 9,164 lamps were mended by two firms.\n{RIGHTS}"
    )
    assert found.decision == "disclosed-in-part"


def test_items_that_a_converter_counts_anew_are_in_order() -> None:
    found = of(
        "Your request:\n1. How many lamps are on the pier?\n1. What do they cost?\nOur response:\n1. There are 12.\n1. Nothing is held on this."
    )
    assert found.questions == ["How many lamps are on the pier?", "What do they cost?"]
    assert [(outcome.item, outcome.decision) for outcome in found.outcomes] == [("1", "disclosed-in-full"), ("2", "not-held")]


@pytest.mark.parametrize(("answer", "outcomes"), [("1. There are 12.", ["1"]), ("1 - 2. Nothing is held on these.", ["1", "2"])])
def test_the_first_answers_of_a_text_that_stops_are_of_their_items(answer: str, outcomes: list[str]) -> None:
    found = of(f"{LISTED}4. Are they lit?\n5. How often?\nOur response:\n{answer}")
    assert [outcome.item for outcome in found.outcomes] == outcomes


@pytest.mark.parametrize(
    ("answer", "outcomes"),
    [
        (
            "Q1 response: There are 12.\nQ2a response: £40 each.\nQ2b response: No information held.\nQ3a response: The harbour office.\n"
            "Q3b response: Four times a year.",
            ["1", "2a", "2b", "3a", "3b"],
        ),
        ("1. There are 12.\n2a. Each costs £40.\n2b. This is not held.\n3. The harbour office.", ["1", "2a", "2b", "3"]),
        ("With regards question 1 and 1a, nothing is held.\nWith regards question 2, a list is enclosed as Annex A.", ["1", "2"]),
    ],
)
def test_parts_of_items_are_answered_by_their_own_labels(answer: str, outcomes: list[str]) -> None:
    found = of(f"{LISTED}Please find the Ferry Forum response set out below.\n{answer}\n{RIGHTS}")
    assert [outcome.item for outcome in found.outcomes] == outcomes
    assert len(found.questions) == LISTED.count("?")


def test_two_duties_fall_on_authorities_behind_the_request() -> None:
    asked = "Under the Freedom of Information Act 2000 I write to ask for the following:\nHow many lamps are on the pier:\nHow many of them are lit."
    found = of(
        f"FOI Reference: 131/2025\n{asked}\nTwo duties are laid on public authorities by Section 1 of the Act. By Section 1(1)(a) they must say if "
        "they have what is asked for.\nThe Ferry Forum does hold what you want. All of it is being kept back under Section 22."
    )
    assert found.question == asked
