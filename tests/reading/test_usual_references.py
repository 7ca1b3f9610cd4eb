"""What stands before a reference, which shape it has, and how a file is named.

The phrases are common ones, put together here; letters with layouts of their own are in `tests/accuracy`.
"""

import pytest

from tests.reading.usual import QUESTIONS, of

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


def test_a_reference_may_stand_among_the_facts_below() -> None:
    found = of("Request\nHow many bins are there?\nDecision\nNo more than 12.\n- Reference number\n- FOI1142\n").reference
    assert found
    assert found.printed == "FOI1142"
    figures = "".join(f"There were {number} bins in ward {number}.\n" for number in range(60))
    found = of(f"Request\nHow many bins are there?\nDecision\n{figures}- Reference number\n- 7042193\n").reference
    assert found
    assert found.printed == "7042193"


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


def test_a_number_alone_at_the_top_is_the_reference_but_no_figure_of_a_table() -> None:
    alone = of("4711\nThefts from boats\nHow many boats were stolen?\nResponse\n12\n")
    assert alone.reference
    assert alone.reference.canonical == "4711"
    assert of("Thefts from boats\nYear\nTotal\n2019/2020\n883\n2020/2021\n996\nGrand total\n1879\n").reference is None
