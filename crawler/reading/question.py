"""Where the requester's own words stand, and their numbered items.

The request begins behind an opening cue (a heading, or a sentence that ends in a colon) and ends before the first closing cue. Without
a closing cue nothing bounds it, and the reader abstains.
"""

import re
from dataclasses import dataclass

from crawler.reading.rules import Line, Rule, lines_of, rule

OPENING = (
    rule("open/seek-access", r"^i note (?:that )?you (?:seek|are seeking|have requested|requested|seek access)\b.*:\s*$", "I note you seek access to the following information:"),
    rule("open/sought", r"\byou (?:have )?(?:sought|requested|asked|asked for|wish|wrote|said)\b[^.?!]*:\s*$", "In your request, you asked:"),
    rule("open/following", r"\b(?:request|enquiry|application|information)\b.*\b(?:as follows|the following(?: information)?|set out below|is below)\s*:\s*$", "I write in connection with your request for information received on 24th October 2023 as follows:"),
    rule("open/below", r"^below is your request and our response\.?:?\s*$", "Below is your request and our response."),
    rule("open/you-asked", r"^you (?:asked|wrote|said|requested)\s*:?$", "You asked"),
    rule("open/heading", r"^(?:(?:summary of |details of |detail of |text of |the |your |full |foi |initial |original |information )*(?:request|question|enquiry|information requested|applicant question)s?(?: details?| detail| summary| text)?|you requested)\s*:?$", "Information requested", "REQUEST", "Request detail:"),
    rule("open/inline", r"^(?:foi |initial |the |your )?(?:request|question|you asked|request detail|applicant question)s?\s*:\s*(?=\S)", "Request: How many cars were stolen?"),
)  # fmt: skip
CLOSING = (
    rule("close/response-heading", r"^(?:\w+ ){0,3}(?:response|reply|answer|decision|outcome)s?(?: to (?:your )?(?:request|enquiry)| detail)?\s*:?$", "Response:", "Our response", "DWP Response", "Decision"),
    rule("close/we-answered", r"^(?:we (?:answered|said|replied)|in response)\s*:?$", "We answered"),
    rule("close/reason-heading", r"^(?:reasons? for (?:the |our )?decision|disclosure|refusal notice|searches (?:to|undertaken)\b.*|extent of searches\b.*|result of searches|public interest test)\s*:?$", "Reason for decision"),
    rule("close/decided", r"^(?:i|we)(?: have| 've)? (?:today |now |carefully )?(?:decided|considered|completed|concluded|determined)\b", "I have today decided to disclose the located information."),
    rule("close/confirm", r"^(?:i|we|[\w ]{3,40}police|the (?:council|trust|force|constabulary|department|university))\b.{0,30}\b(?:can|are able to|am able to|wish to) (?:confirm|advise|inform|neither)\b", "I can confirm that the information is held."),
    rule("close/unable", r"^(?:unfortunately|regrettably|i regret|i am sorry|we are sorry|i apologise|we apologise|please accept)\b", "Unfortunately we cannot answer."),
    rule("close/enclosed", r"^(?:please (?:find|see)|i (?:enclose|attach)|we (?:enclose|attach)|attached (?:is|are))\b", "Please find attached the dataset."),
    rule("close/act", r"^(?:the freedom of information act|section 1\b|your request (?:has|was|for information has)|in (?:accordance|response|line) (?:with|to)|under the (?:freedom|foi)|(?:this|your) (?:request|email) (?:has been|was))", "Your request has been considered."),
    rule("close/answer-inline", r"^(?:response|answer|reply|our response)\s*:\s*\S", "Response: 14 cars."),
)  # fmt: skip

_ITEM = re.compile(
    r"^(?:(?:foi )?(?:q(?:uestion)?|item|part|request)\s*\.?\s*)?\(?(?P<n>\d{1,2}|[a-z](?![a-z]))\s*(?:[.):/]|\s[-–]\s|\s*[-–](?=\s))+\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class FoundQuestion:
    """The request's words at `[start, end)`, by the opening and the closing rule; `items` are the numbered ones, with their numbers."""

    start: int
    end: int
    rule: str
    items: list[tuple[str, str]]


def find(text: str) -> FoundQuestion | None:
    """The request in the text, or None when nothing opens or closes it."""
    lines = lines_of(text)
    opened = _opening(lines)
    if opened is None:
        return None
    index, opening, start = opened
    first = index if start < lines[index].end else index + 1
    for closing_index in range(first, len(lines)):
        line = lines[closing_index]
        closing = _match(CLOSING, line.text)
        if closing and line.start >= start:
            if closing_index == first and start >= lines[index].end:
                return None
            end = lines[closing_index - 1].end
            body = [Line(text[start:end], start, end)] if end <= lines[index].end else lines[first:closing_index]
            return FoundQuestion(start if start < lines[index].end else lines[first].start, end, f"{opening.id}+{closing.id}", _items(body))
    return None


def _opening(lines: list[Line]) -> tuple[int, Rule, int] | None:
    """The line of the first opening cue, its rule, and where the request's words begin."""
    for index, line in enumerate(lines[:80]):
        opening = _match(OPENING, line.text)
        if opening:
            inline = opening.pattern.match(line.text) if opening.id == "open/inline" else None
            return index, opening, line.start + inline.end() if inline else line.end + 1
    return None


def _match(rules: tuple[Rule, ...], line: str) -> Rule | None:
    return next((rule for rule in rules if rule.pattern.search(line.strip())), None)


def _items(lines: list[Line]) -> list[tuple[str, str]]:
    """The top-level numbered items: a line with the next number opens one, lines without a number continue it."""
    items: list[tuple[str, str]] = []
    for line in lines:
        match = _ITEM.match(line.text)
        if match and _continues(items, match["n"].lower()):
            items.append((match["n"].lower(), line.text[match.end() :].strip()))
        elif items:
            number, so_far = items[-1]
            items[-1] = (number, f"{so_far}\n{line.text}")
    return items if len(items) > 1 else []


def _continues(items: list[tuple[str, str]], number: str) -> bool:
    if not items:
        return number in ("1", "a")
    last = items[-1][0]
    if last.isdigit():
        return number.isdigit() and int(last) < int(number) <= int(last) + 2
    return number.isalpha() and ord(number) == ord(last) + 1
