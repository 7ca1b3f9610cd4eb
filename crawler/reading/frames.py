"""A sentence that cites, as a frame around each of its citations: small letters, the citation at hand as `@` and any other as `§`.

Citations of one list are one sign, and what only names the law or describes the provision is left out: "Section 31(1)(a) of the Freedom of
Information Act (law enforcement) applies" is `@ applies`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.items import Status
from crawler.reading.citations import Found
from crawler.reading.text import Span, Text

_BEHIND = re.compile(
    r"\)?,?\s*(?:\(?(?:of|under|in|to|from)\s+)?(?:the\s+|that\s+)?(?:freedom of information (?:\(scotland\) )?(?:act|law)|freedom of information \(jersey\) law|foi act|foi law|foisa|foi\(s\)a|foia|foi|environmental information (?:\(scotland\) )?regulations|eir(?:\(s\))?s?|ei\(s\)rs?|act|law|regulations)\b(?: 20\d\d)?(?:\s*\((?:the )?[\"'\w &()]{2,34}\))?\)?",
    re.ASCII,
)
_DESCRIBED = re.compile(r"@ ?\((?:the )?[a-z][^()]{3,80}\)|@ - [^-@§.:;]{3,70} -(?= )|\b(?:the )?@ (?:exemption|exception)\b", re.ASCII)
_RUN = re.compile(
    r"[@§](?:(?:,| ?;| ?&| ?/|,? and/or| ?\+|,? (?:and|or|nor|with|in conjunction with|as (?:amended|read|qualified) (?:by|with)|by virtue of|through|via))+ *[@§])+",
    re.ASCII,
)
_GLUE = re.compile(r"\b(?:the )?(?:qualified |absolute |relevant )?(?:exemptions?|exceptions?|provisions?|grounds?|limbs?|terms?|purposes?)(?:\(s\))? (?:(?:that is|which is|that are|as|laid down|set out|contained|provided|found|given|detailed|allowed|specified|available|afforded)(?: for)? )?(?:in|at|under|of|by|within|for|from) (?=[@§])|\b(?:the )?use of (?=[@§])", re.ASCII)  # fmt: skip


@dataclass
class Mention:
    """One place of a citation, with the sentence as a frame around it."""

    found: Found
    sentence: Span
    frame: str
    status: Status = "mentioned"
    rule: str = ""


def mentions_of(text: Text, found: list[Found]) -> Iterator[Mention]:
    """Every mention with its frame; lists of one sentence share it but for the sign."""
    by_sentence: dict[Span, dict[int, list[Found]]] = {}
    for mention in found:
        by_sentence.setdefault(text.sentence_at(mention.start), {}).setdefault(mention.start, []).append(mention)
    for sentence, lists in by_sentence.items():
        for at in lists:
            frame = _frame(text, sentence, lists, at)
            yield from (Mention(mention, sentence, frame) for mention in lists[at])


def _frame(text: Text, sentence: Span, lists: dict[int, list[Found]], at: int) -> str:
    """The sentence with the list at an offset as `@`, the others as `§`, and what only names or describes them left out."""
    pieces, position = [], sentence.start
    for start, members in lists.items():
        pieces += [text.low[position:start], "@" if start == at else "§"]
        position = max(member.end for member in members)
        behind = _BEHIND.match(text.low, position)
        if behind:
            position = behind.end()
    pieces.append(text.low[position : max(position, sentence.end)])
    frame = _DESCRIBED.sub("@", "".join(pieces))
    frame = _GLUE.sub("", _RUN.sub(lambda run: "@" if "@" in run[0] else "§", frame))
    return " ".join(frame.split())


_HEADING = re.compile(r"^[^a-z0-9@]*(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s*)?(?:(?:and|or|the|foia|foisa|eirs?|foi act|exemptions?|exceptions?|applied|claimed|engaged|refus(?:al|ed)|reasons?|notice|factors?|arguments?|considerations?|favouring|against|for|in|of|disclosure|non-disclosure|maintaining|withholding|release|public interest|test|harm|evidence|under|overview|background|law|explanation|prejudice)\b[\s:(,/)&'-]*)*@(?P<rest>.*)$", re.DOTALL | re.ASCII)  # fmt: skip
_PROSE = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|does|do|did|can|may|must|will|would|we|i|you|it|states?|provides?|says|allows?|requires?)\b",
    re.ASCII,
)


def is_heading(frame: str) -> bool:
    """Whether the citation heads its line or is an entry of a list: no prose before it, and behind it nothing or a description."""
    match = _HEADING.match(frame)
    if not match:
        return False
    rest = match["rest"].strip()
    return (
        not rest
        or (rest[0] in "-:–,(|=[" and (len(rest) < 70 or not _PROSE.search(rest[:70])))
        or (len(rest) < 90 and not _PROSE.search(rest))
    )


def lead_in(text: Text, sentence: Span) -> str:
    """The line above a list that the sentence is an entry of; empty when it ends in no colon."""
    index = text.line_at(sentence.start) - 1
    for line in reversed(text.lines[max(0, index - 8) : index + 1]):
        low = text.low[line.start : line.end].strip()
        if low.endswith(":"):
            return low[low.rfind(". ") + 1 :]
        if len(low) > 120:
            break
    return ""
