"""The outcome that a page prints under a label decides, whatever its letter says or leaves out."""

import pytest

from crawler.reading import LawContext, read

PRINTED = {
    "disclosed-in-full": ("Disclosed in full", "Successful", "Full disclosure", "Fully released", "All information provided", "Granted in full", "Information disclosed", "Released", "Full"),
    "disclosed-in-part": ("Partially disclosed", "Partial Release", "Information provided in part", "Partly successful", "Some information supplied", "Disclosed in part", "Partial"),
    "refused": ("Full Refusal", "Refused", "Refused - Section 31", "Exempt", "Withheld", "Not disclosed", "Information withheld", "Unsuccessful", "Rejected"),
    "not-held": ("Information not held", "Not held", "No information held"),
    "cost-limit": ("Refused - Section 12", "Exceeds cost limit", "Cost limit exceeded", "Refused: over the appropriate limit"),
    "vexatious": ("Refused - vexatious", "Refused (section 14)"),
    "ncnd": ("Neither confirm nor deny", "NCND"),
    "invalid": ("Clarification requested", "Invalid"),
}  # fmt: skip
LABELS = (
    "Outcome: {}",
    "Decision: {}",
    "Status | {}",
    "Outcome\n{}",
    "Response classification: {}",
    "FOI request status: {}",
    "Result – {}",
)
SILENT = ("Status: Closed", "Outcome: see below", "Decision\nI have today decided to disclose some of it.", "Result: 14", "Type: Email")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("decision", "value"), [(decision, value) for decision, values in PRINTED.items() for value in values])
def test_the_printed_outcome_decides(label: str, decision: str, value: str) -> None:
    page = (
        f"Lamps in Mill Lane\n{label.format(value)}\nRequest\nHow many lamps were bought in 2021?\nResponse\nThank you for your request.\n"
    )
    reading = read(page, forms=(), law=LawContext())
    assert reading.decision == decision
    assert page.index(value) <= reading.evidence["decision"].start < page.index(value) + len(value)


@pytest.mark.parametrize("line", SILENT)
def test_other_words_under_a_label_decide_nothing(line: str) -> None:
    page = f"Lamps in Mill Lane\nRequest\nHow many lamps were bought in 2021?\nResponse\n{line}\n"
    evidence = read(page, forms=(), law=LawContext()).evidence.get("decision")
    assert evidence is None or not evidence.rule.startswith("verdict/")


def test_labels_that_differ_are_of_items() -> None:
    page = "Request\n1. How many lamps?\n2. What did they cost?\nResponse\n1. Outcome: Not held\n2. Outcome: Refused\n"
    assert not read(page, forms=(), law=LawContext()).evidence["decision"].rule.startswith("verdict/")


def test_a_given_answer_that_relies_on_an_exemption_is_given_in_part() -> None:
    page = "Outcome: Information disclosed\nRequest\nPlease send me the report.\nResponse\nThe report is attached. Names have been redacted under section 40(2)."
    assert read(page, forms=(), law=LawContext()).decision == "disclosed-in-part"
