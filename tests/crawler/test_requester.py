"""Names of people who asked: what is taken out of a text, and what is no name."""

import pytest

from crawler.parsers.requester import MARK, Requester, of_letter, without_greeting


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Ada Okafor", "I refer to Ada Okafor's request.", f"I refer to {MARK}'s request."),
        ("Ada Okafor", "as ADA OKAFOR and ada okafor asked", f"as {MARK} and {MARK} asked"),
        ("Ada Okafor", "Ms Okafor, Ms A. Okafor, A Okafor and Dr. Okafor", f"{MARK} and {MARK}"),
        ("Ada Okafor", "Okafor, Ada", MARK),
        ("Ada Okafor", "ask Ada, or ada", f"ask {MARK}, or {MARK}"),
        ("Ada Okafor", "From: Ada.Okafor@mail.example or foi@council.example", f"From: {MARK} or foi@council.example"),
        ("Ada Okafor (Account suspended)", "Ada Okafor wrote", f"{MARK} wrote"),
        ("Ada Okafor", "Canada and the armada", "Canada and the armada"),
        ("Mr J. Okafor-Lyle", "Mr Okafor-Lyle, Mr Lyle, J Okafor", f"{MARK}"),
        ("Seán O’Dálaigh", "Dear Mr O'Dálaigh, Sean O'Dalaigh, SEÁN", f"Dear {MARK}"),
        ("Jo Li", "Jo and Li saw JO; a jo is no Li", f"{MARK} and {MARK} saw {MARK}; a jo is no {MARK}"),
        ("mapwatch_99", "mapwatch_99 asked", f"{MARK} asked"),
        ("Theo May", "Theo May wrote on 3 May 2024; Mr May may ask in May.", f"{MARK} wrote on 3 May 2024; {MARK} may ask in May."),
        ("Grace Green", "The green belt: Green Lane. By the grace of Ms Green.", f"The green belt: Green Lane. By the grace of {MARK}."),
        ("Paul Kent", "Kent Police told Mr Kent and Paul.", f"Kent Police told {MARK} and {MARK}."),
        ("An anonymous user", "An anonymous user asked", "An anonymous user asked"),
        ("[Name Removed]", "The name was removed", "The name was removed"),
        ("", "Nobody asked", "Nobody asked"),
    ],
)  # fmt: skip
def test_a_name_is_taken_out_and_nothing_else(name: str, text: str, left: str) -> None:
    assert Requester.of([name], [text], "Kent Police").out_of(text) == left


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Dear Ms Okafor", f"Dear {MARK}"),
        ("Dear Ada, thank you for your request.", f"Dear {MARK}, thank you for your request."),
        ("Good morning Ada!", f"Good morning {MARK}!"),
        ("Dear Sir or Madam,", "Dear Sir or Madam,"),
        ("Dear Applicant", "Dear Applicant"),
        ("Dear North Fells Ambulance Service NHS Trust,", "Dear North Fells Ambulance Service NHS Trust,"),
        ("Dear Dr Trust", f"Dear {MARK}"),
        ("Hi", "Hi"),
        ("Thank you, Ada", "Thank you, Ada"),
    ],
)
def test_whom_a_line_greets(line: str, left: str) -> None:
    assert without_greeting(line) == left


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["Ms A Okafor", "12 High Street", "Dear Ms Okafor", "Okafor asked."], [MARK, "12 High Street", f"Dear {MARK}", f"{MARK} asked."]),
        (["Dear North Fells Ambulance Service,", "The van went back into service."], ["Dear North Fells Ambulance Service,", "The van went back into service."]),
        (["Dear Theo", "Theo May asked on 3 May 2024."], [f"Dear {MARK}", f"{MARK} asked on 3 May 2024."]),
        (["Pellmouth Council", "Ada Okafor", "Dear Sir or Madam"], ["Pellmouth Council", MARK, "Dear Sir or Madam"]),
        (["Internal Review", "Dear Applicant", "Requester: Ada Okafor"], ["Internal Review", "Dear Applicant", f"Requester: {MARK}"]),
        (["Dear Applicant", "We refer to the request from Ada Okafor of 3 May."], ["Dear Applicant", f"We refer to the request from {MARK} of 3 May."]),
        (["Dear Applicant", "It is refused. Ada, you may ask for a review. However, you need not."], ["Dear Applicant", f"It is refused. {MARK}, you may ask for a review. However, you need not."]),
        (["Dear Applicant", "The request from Pellmouth Town Council is refused."], ["Dear Applicant", "The request from Pellmouth Town Council is refused."]),
    ],
)  # fmt: skip
def test_a_letter_alone_tells_whom_it_is_to(lines: list[str], left: list[str]) -> None:
    who = of_letter(lines, "Pellmouth Council")
    assert [who.out_of(without_greeting(line)) for line in lines] == left


def test_the_page_of_the_request_tells_a_letter_without_telling_the_name() -> None:
    traces = Requester.of(["Ada Okafor"]).traces
    assert "okafor" not in traces.lower()
    assert {len(trace) for trace in traces.split()} == {4}
    lines = ["Dear Applicant,", "We hold the list that Okafor and Ada asked for. Section 31 of the Act applies to it."]
    who = of_letter(lines, "", traces)
    assert who.out_of(lines[1]) == f"We hold the list that {MARK} and {MARK} asked for. Section 31 of the Act applies to it."


@pytest.mark.parametrize(
    ("name", "within"),
    [
        ("Response_OKAFOR.pdf", True),
        ("adaokafor-letter.pdf", True),
        ("reply-to-ada.docx", True),
        ("Canada letter.pdf", False),
        ("response.pdf", False),
    ],
)
def test_the_name_of_a_file(name: str, within: bool) -> None:
    assert Requester.of(["Ada Okafor"]).is_in(name) is within
