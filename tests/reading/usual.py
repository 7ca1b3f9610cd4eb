"""A letter by an authority that nobody knows, as the tests of usual words and layouts read it."""

from crawler.reading import LawContext, Reading, read
from crawler.reading.reference import FORMS

QUESTIONS = (
    "Please tell me how many bicycles you bought in 2023 and what they cost.",
    "1. How many bicycles did you buy in 2023?\n2. What did they cost?",
    "I would like to know the number of bicycles that the council has bought since 2019.\nPlease break this down by year.",
)
"""Requests in usual words."""
FIRST = "Please let me have the number of lamps on the pier."
SECOND = "I would also like to know what each of them costs."
"""Two sentences that ask, one behind the other or as items of a list."""
RIGHTS = "If you are unhappy with this response you may ask for an internal review.\nYours sincerely"
"""How a letter ends."""


def of(text: str) -> Reading:
    """The reading of a letter by an authority that nobody knows."""
    law = LawContext("FOISA", "EISR") if "FOISA" in text or "Scottish" in text else LawContext()
    return read(text, forms=tuple(FORMS), law=law)
