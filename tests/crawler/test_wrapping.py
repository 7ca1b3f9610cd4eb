"""A letter that a converter cut at a width reads as paragraphs again; any other text keeps its lines."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from crawler.wrapping import unwrapped

LETTER = """Fernhollow Borough Council
Our ref: FHB 2207/24
Dear Ms Tollgate,
You asked about the lamps on the towpath between the lock and the Old Mill Bridge. We hold a record of each fault that was reported and of the day on which a lamp was mended.
- The number of lamps that were out for longer than four weeks is given in the table, for each of the years
- What was paid to the contractor
Names of residents who wrote to us have been taken out under section 40(2) of the Freedom of Information Act 2000, since the people concerned did not expect to be named and it would be unfair to them.
Yours sincerely
Information Officer"""


def wrap(text: str, width: int) -> list[str]:
    """The lines as a converter leaves them."""
    return [line for paragraph in text.split("\n") for line in textwrap.wrap(paragraph, width)]


def test_a_letter_that_was_cut_at_a_width_is_put_together() -> None:
    assert unwrapped(wrap(LETTER, 70)) == LETTER.split("\n")


def test_empty_lines_part_paragraphs_and_are_left_out() -> None:
    lines = [*wrap(LETTER, 70), "", "A last paragraph stands for itself."]
    assert unwrapped(lines)[-1] == "A last paragraph stands for itself."
    assert "" not in unwrapped(lines)


def test_a_text_that_was_not_cut_keeps_its_lines() -> None:
    lines = LETTER.split("\n")
    assert unwrapped(lines) == lines


def test_a_line_that_a_converter_left_wide_does_not_hide_the_width() -> None:
    wide = f"The register is at https://www.fernhollow.example/{'lamps/' * 20} and is brought up to date on the first of each month."
    letters = "\n".join([LETTER] * 3)
    last = "A last paragraph stands for itself."
    assert unwrapped([*wrap(letters, 70), wide, last]) == [*letters.split("\n"), wide, last]


def test_a_line_that_ends_in_a_word_that_ends_nothing_goes_on_however_short_it_is() -> None:
    cut = ["Thank you for your request for information of 11 September", "2023 concerning:"]
    assert unwrapped([*wrap(LETTER, 70), *cut])[-1] == " ".join(cut)


def test_the_columns_of_a_table_are_not_run_together() -> None:
    lines = [
        "How many lamps were out",
        "we are refusing this part of",
        "for longer than a month",
        "the request under section 12",
        "in each ward and year",
    ]
    assert unwrapped(lines) == lines


@given(st.lists(st.text(alphabet="ab .:-1(A", max_size=120)))
def test_no_word_is_lost_or_moved(lines: list[str]) -> None:
    lines = [" ".join(line.split()) for line in lines]
    assert " ".join(unwrapped(lines)).split() == " ".join(lines).split()
