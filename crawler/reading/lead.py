"""What stands between a cue and the request's first words, and belongs to neither: greetings, titles, facts of the page."""

import re
from dataclasses import dataclass

from crawler.reading.courtesies import COURTESIES
from crawler.reading.cues import ASKS, FACT, GREETING, THEIRS, closes_by_heading, leads_in, requester_speaks
from crawler.reading.numbering import first_item
from crawler.reading.opening_cues import HEADINGS
from crawler.reading.rules import Rule
from crawler.reading.text import MARKS_AND_QUOTES, Span, Text

OPENING_LINES = 150
"""A request opens in the first lines of a page; a month's page with many requests is read for its first."""


@dataclass(frozen=True)
class Opening:
    """Where the request's words begin, and the rule that says so."""

    begins: int
    rule: Rule


def _is_note_above(low: str, next_low: str) -> bool:
    """Whether a line is a note that the authority has put above the request, which the next line begins."""
    return low.startswith(("please note", "note:")) and requester_speaks(next_low) and MINE.search(next_low) is not None


MINE = re.compile(r"\b(?:i|my)\b")
TO_NO_PERSON = re.compile(r"^(?:dear (?:sirs?|madam|foi|team)\b|sir or madam|to whom it may concern)[^\n]*\n", re.MULTILINE)
"""How a requester begins who knows nobody at the authority."""


_BEFORE_WORDS = re.compile(
    r"question \d{1,2} ?- ?(?=\d{1,2}[).])|request (?:for information )?\d{1,2}\s*:\s*(?=\S)|follow[- ]?up to (?:foi|eir|ref)[\w/ -]{3,16}:\s+|hello (?:foi )?team,\s*|revised request(?: \([\w/ -]+\))?:?\s+(?=\S)|(?:good (?:morning|afternoon|evening)|hello|hiya|hi)(?: [\w/&'.-]+){0,3},\s+(?=\S)|(?:hi|hello|hiya)(?: there| all| team)? (?=(?:now|since|further|following|with|for|i(?! am (?:sorry|afraid)| regret)|please|could|can|would|under|we|my|how|what)\b)|foi (?:response|request)s? ?[-:] [^.?:\n]{3,60}? (?=(?:please|could you|can you|i would|how many)\b)|to whom it may concern[,.]\s+(?=\S)|my (?:questions|requests?) (?:are|is) as follows:\s*|to the [\w ]{2,40}(?:team|officer|department|office)[:,]\s+|dear (?:department|ministry|office) (?:of|for) [^\n.?:]{3,70}?, (?=(?:please|can you|could you|i would|i am)\b)|dear (?:(?!please|could|can\b|i\b)[\w/&'.-]+ ?){1,5},\s+|dear (?:[\w/&'.()-]+ ){1,6}?(?=(?:please|i would|i am|i write|i wish|i have|under the|could you|how (?:many|much|often)|can you)\b)|(?:i )?(?:hope|trust) (?:that )?(?:all is|you are|you're|this finds)[^.!?\n]{0,40}[.!]\s+(?=\S)"
    r"|(?:many )?thank(?:s| you)(?: very much)? for (?:(?:getting|coming) back to (?:me|us)|the explanation)[.!]\s+(?=\S)"
    r"|(?:date )?respond(?:ed|ing)(?: on)?:? (?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}(?=[a-z\"'])"
)
"""What stands on the line of the request's first words and is not of them: "Dear Trust, ", a date that lost its line break."""


def skip_lead(text: Text, begins: int, *, titles: bool = True) -> int:
    """Past lines that only lead on: "Dear Sir or Madam", "Request 1", a table's other heading, a title above numbered questions."""
    while begins < len(text.value):
        index = text.line_at(begins)
        line = text.lines[index]
        low = text.bare(begins, line.end, MARKS_AND_QUOTES)
        before = _BEFORE_WORDS.match(text.low, begins, line.end)
        if before and not (low.startswith("dear ") and GREETING.fullmatch(low) and low.endswith(",")):
            begins = before.end()
            continue
        whole = begins <= line.start + 2
        following = text.lines[index + 1] if index + 1 < len(text.lines) else None
        next_low = text.below(index)
        skipped = not low.strip("-–•") or (
            whole
            and following is not None
            and (
                GREETING.fullmatch(low) is not None
                or (len(low) < 100 and HEADINGS.first(low) is not None)
                or FACT.fullmatch(low) is not None
                or _LABELLED.match(low) is not None
                or low in ("[requester]", "information.", "information:", "details", "detail")
                or (len(low) < _A_NAME and _NAME.fullmatch(low) is not None and next_low.startswith("dear "))
                or STATUS.match(low) is not None
                or _CONSIDERED.match(low) is not None
                or COURTESIES.first(low) is not None
                or _is_title_again(text, line, low)
                or _is_note_above(low, next_low)
                or IS_CLARIFICATION.fullmatch(low) is not None
                or (leads_in(low) and re.search(r"\byour?\b", low) is not None)
                or (
                    titles
                    and len(low) < 60
                    and low[-1] not in ".?:;,"
                    and not closes_by_heading(low)
                    and not (ASKS.search(low) or THEIRS.search(low))
                    and first_item(next_low)
                    and not first_item(low)
                )
            )
        )
        if not skipped or following is None:
            return begins
        begins = line.end + 1
    return begins


def _is_title_again(text: Text, line: Span, low: str) -> bool:
    """Whether a line repeats the page's title, without a sentence's end."""
    title = text.low[text.lines[0].start : text.lines[0].end]
    return line.start > 0 and len(low) > _A_TITLE and low[-1] not in ".?:;," and low in title


_A_TITLE = 12
_A_NAME = 40
_NAME = re.compile(r"[a-z][a-z'.-]*(?: [a-z][a-z'.-]*){0,3}")
"""Who writes, above the salutation."""
STATUS = re.compile(
    r"this request (?:has been|is now) closed\b|(?:we're |currently )?waiting for\b.* (?:review|response|responses|status)\b|(?:response to )?this request (?:is (?:long overdue|delayed)|has been withdrawn)\b.*|the request is waiting for clarification\.?$|we don't know whether the most recent response\b.*|[^\n]{3,100} did not have the information requested\.?$|(?:gwrthodwyd y cais gan|roedd y cais yn|mae'r cais (?:yn|wedi)|nid oedd gan)\b.*|(?:the request was|this request) .{0,40}(?:successful|refused)\.?$|this request was (?:granted|refused|answered|disclosed|released)\b[^.?]{0,60}\binformation that the requester\b.*|from: |f/?o from [\w/-]+$|\**(?:amended|revised|refined) request\**:?$|review of case \d{5,}\b|[^.?:]{3,60} - \d{1,2}/\d{1,2}/\d{4}$|(?:\d{1,2}\. )?(?:re: ?)?(?:freedom of information|foi|eir)(?: act)?(?: \d{4})?(?: \((?:foia?|eirs?)\))? (?:request|enquiry)[.:]?$|(?:re: ?)?request for information (?:made )?under the (?:freedom of information|foi) act(?: 2000)?[.:]?$"
)
"""What a site of correspondence, or the requester's own heading, puts above the words."""
_CONSIDERED = re.compile(r"we have (?:now )?considered (?:the|your) request (?:which is )?set out below\b|https?://\S+$")
"""What the authority puts between the heading of request and answer and the first of its questions, and the address of a guide."""
_LABELLED = re.compile(
    r"(?:request[oe]r(?: category)?|(?:our |your )?ref(?:erence)?(?: number| no\.?)?|(?:date )?(?:received|responded|due|sent|issued|closed)|date of (?:request|receipt|response)) ?:(?!\s*please\b).{1,40}$"
)
"""A fact with its label below the heading of the request."""
IS_CLARIFICATION = re.compile(r"(?:your )?(?:clarification|clarified request)\s*[:-]*")
