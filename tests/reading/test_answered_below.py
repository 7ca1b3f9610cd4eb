"""Requests that an authority repeats, with its answers between, below words that say no more than that its response is there."""

import itertools

import pytest

from crawler.reading import Reading
from tests.reading.usual import of

ANNOUNCED = (
    "Please find Oakham Council's response to your request set out below:",
    "Please see our response to each of your questions below:",
    "Our response to your request is as follows:",
    "Please see the response below:",
    "Please find below the Trust's response to your request:",
    "Our answers to your questions are set out below.",
    "The Council's response is below:",
    "The responses to your questions are provided below:",
    "Here is our response to your request:",
    "I can confirm that we hold the information and our response is set out below:",
    "In response to your request, please see below:",
)
ASKED = {
    "asks": ("How many slipways did you repair in 2022?", "What did the repairs cost?", "Who carried out the repairs?"),
    "please": (
        "Please provide the number of slipways repaired in 2022.",
        "Please confirm the cost of the repairs.",
        "Please state who carried out the repairs.",
    ),
    "names": (
        "The number of slipways repaired in 2022",
        "The total cost of the repairs",
        "The name of the contractor who carried out the repairs",
    ),
    "copies": (
        "A copy of the repair plan for each slipway",
        "A list of the firms that bid for the work",
        "Any correspondence with the harbour users about the closures",
    ),
}
ANSWERED = {
    "figures": ("14", "£23,410", "Saltmarsh Marine Ltd"),
    "prose": (
        "Slipways are repaired by the harbour team as the need arises, and each repair is entered in a log.",
        "The costs are met from the harbour account and are not split by slipway.",
        "Repairs are carried out by contractors from our framework.",
    ),
    "refused": (
        "We do not hold this information.",
        "This information is exempt under section 43(2) of the Act.",
        "We hold no record of this.",
    ),
    "short": ("See attached.", "None.", "N/A"),
    "two lines": (
        "Fourteen slipways were repaired.\nTwo more were closed.",
        "The work cost £23,410 in all.\nThis includes materials.",
        "Saltmarsh Marine Ltd\nBrack Boats Ltd",
    ),
}
NUMBERED = ("{n}. {asked}\n{said}", "{n}) {asked}\n{said}", "{letter}) {asked}\n{said}", "Q{n}. {asked}\n{said}")
BULLETED = ("• {asked}\n{said}", "- {asked}\n{said}", "• {asked}\n  o {said}", "• {asked}\n◦ {said}")


def letter(announced: str, body: str) -> Reading:
    """What is read of an answer with an announcement above it, and the end that such letters have."""
    return of(
        "Dear Requester\nThank you for your request for information relating to slipways which we received on 3 May 2023.\n"
        f"{announced}\n{body}\nIf you have any queries about this response, please contact us.\n"
        "If you are unhappy with this response you may ask for an internal review.\nYours sincerely\n"
    )


def check(form: str, asked: tuple[str, ...], said: tuple[str, ...]) -> None:
    """Every question is in the request and no answer, whatever announces them."""
    turns = [form.format(n=n, letter="abc"[n - 1], asked=q, said=a) for n, (q, a) in enumerate(zip(asked, said, strict=True), 1)]
    for announced in ANNOUNCED:
        found = letter(announced, "\n".join(turns)).question or ""
        assert all(words.rstrip(".") in found for words in asked), (announced, found)
        assert not any(words.split("\n")[0] in found for words in said if len(words) > 4), (announced, found)


@pytest.mark.parametrize("form", NUMBERED + BULLETED)
@pytest.mark.parametrize(("asked", "said"), list(itertools.product(ASKED, ANSWERED)))
def test_items_in_a_list_are_told_from_their_answers(form: str, asked: str, said: str) -> None:
    check(form, ASKED[asked], ANSWERED[said])


@pytest.mark.parametrize(("asked", "said"), list(itertools.product(("asks", "please"), ANSWERED)))
def test_questions_without_a_mark_are_told_from_their_answers(asked: str, said: str) -> None:
    check("{asked}\n{said}", ASKED[asked], ANSWERED[said])


@pytest.mark.parametrize(("asked", "said"), list(itertools.product(ASKED, ("figures", "prose", "refused", "short"))))
def test_an_answer_may_stand_on_the_line_of_its_item_behind_a_dash(asked: str, said: str) -> None:
    check("{n}. {asked} - {said}", ASKED[asked], ANSWERED[said])


@pytest.mark.parametrize(("asked", "said"), list(itertools.product(("asks", "please"), ("refused", "short"))))
def test_an_answer_may_stand_on_the_line_of_its_item_behind_its_end(asked: str, said: str) -> None:
    check("{n}. {asked} {said}", ASKED[asked], ANSWERED[said])


@pytest.mark.parametrize("announced", ANNOUNCED)
@pytest.mark.parametrize(
    "answer",
    [
        "The Council has banked with one bank for the whole of that time.\nIn this period we have used:\n• one notice account\n• a card",
        "Ward grants\n2016/17\nTotal budget £7,675.00\nDefibrillator £675\nRemaining £7,000",
        "The information you have requested is exempt from disclosure under section 40(2) of the Act.",
    ],
)
def test_an_answer_alone_is_no_request(announced: str, answer: str) -> None:
    assert letter(announced, answer).question is None


def test_the_subject_for_which_an_authority_thanks_is_no_request() -> None:
    for subject in (
        "information relating to slipways which we received on 3 May 2023",
        "information about slipways",
        "information regarding slipways, received on 3 May",
    ):
        text = f"Thank you for your request for {subject}.\nOur search found 14 slipways.\nYou may ask for an internal review.\n"
        assert of(text).question is None, subject
