"""What a single line tells of who speaks, and what it is: a cue, an item of a list, a fact of the page."""

import re
from functools import lru_cache

from crawler.reading.closing_cues import ANSWER_BEGINS, CLOSING_HEADINGS, CLOSING_SENTENCES
from crawler.reading.opening_cues import HEADINGS, LABELS, LEAD_INS
from crawler.reading.rules import Rule, together
from crawler.reading.text import Span, Text
from crawler.reading.voice import VOICE

ITEM = re.compile(
    r"(?:(?:foi |request )?(?:q(?:uestion)?|query|item|part)(?: number)?\.? ?)?\(?(?P<n>\d{1,2}(?:\.\d{1,2})?|(?<!\()\d{1,2}[a-h]|[a-z]|[ivx]{1,4})(?:\.\)|\)\.?|\.(?!\d))(?=\s|[a-z\"']|(?<=\.)\([a-h]\))"
    r"|(?:(?:foi )?(?:q(?:uestion)?|query)(?: number)?\.? ?)\(?(?!\d (?:19|20)\d\d)(?P<n2>\d{1,2}(?:\.\d{1,2})?)\)?\s*(?:[:./-]|(?=\s))+"
    r"|(?P<n3>\d{1,2})(?:-\s+|\s*[•·]\s*|,\s+(?=(?:please|how|what|which|who|when|where|why|do|does|is|are|can|could|list|give)\b)|\s*[:/]\s*(?!\d\d\b)(?=\S)|\s+-\s+|\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)(?=[a-z]))"
    r"|q(?:uestion)?\.? ?(?P<n6>\d{1,2}[a-h])(?:\)\.?|\.(?=\s)|:)?\s+(?=\S)"
    r"|(?P<n4>[a-z]) - (?=\S)"
    r"|(?:part|item|point) (?P<n5>\d{1,2})\s*[:-]\s*(?=\S)"
)
NUMBERED_PAIR = re.compile(r"^(?:\d{1,2}\. )?(?:request|question|q)(?: number)? ?(?P<n>\d{1,2})\s*(?::|\.|\(|$)")
NAMES_A_REQUEST = re.compile(r"\S+ (?:foi|eir|rfi|ref)[ /:.-]{0,2}\d")
"""An item of a list of requests, each by its number."""
ASKS = re.compile(
    r"\?|^(?:please|could|can|would|how|what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|i (?:would|should|wish|am|want|request)|i'd|this is an? (?:\w+ )?request|provide|send|supply|give|list)\b"
    r"|^(?:under the|in (?:the|relation|respect)|number of|within the|the (?:number|total|amount|names?|cost)|all |any |copies|a (?:full |complete )?(?:copy|list|breakdown)|details|list of|for (?:each|the|every))",
    re.ASCII,
)
_META = re.compile(
    r"^(?:[\w' /&()-]{1,32}\s*:.{0,70}|[\w./-]{1,24}|.{0,60}\b(?:19|20)\d{2}\b.{0,24}|(?:reference|ref|our ref|date|published|received|responded|requested|category|subject|title|topic|keyword|home|disclosure|corporate|operational|n/a|foi|freedom of information)\b.{0,60})$",
    re.ASCII,
)
GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.?]{0,40}\.?|dear [^.?:]{3,80},|to whom it may concern\b[^.?:]{0,120},|to whom it may concern|(?:i |we )?(?:hope|trust) (?:that )?(?:all is|you are|you're|this finds)[^.?!]{0,40}[.!]|(?:fao|f\.a\.o\.?|for the attention of) [^.?]{3,60}|sir or madam,?"
    r"|(?:our |your )?(?:response|reply|answer)s?\s*:?|request response|you wrote\s*:?|question response|(?:no\.? )?request response\s*",
    re.ASCII,
)
TO_AN_AUTHORITY = re.compile(
    r"(?:dear|to) (?:the )?(?:[\w',&()-]+ ){0,8}?(?:department|council|police|constabulary|trust|university|office|service|agency|ministry|board|authority|sirs?|madam|foi|team)\b[^.?\n]{0,50},?$"
)
"""A letter's salutation, when it is an authority that is written to."""
_REQUESTER = re.compile(
    r"thank you (?:for your (?:time|help|assistance|attention)|in advance|very much)\b"
    r"|(?:under|in accordance with|pursuant to|by virtue of) .{0,120}\b(?:i (?:would|should|wish|request|want|ask|am|hereby|seek|write to)|we (?:would (?:\w+ )?like|wish|request|ask|hereby))\b"
    r"|please (?:see|find|note) .{0,40}\b(?:my|i)\b|i have (?:sent the same|a|an|been(?! (?:asked|instructed|passed|forwarded))|read|seen|heard|lived|asked|also|already|recently|no|(?:looked|searched|tried)\b.*\b(?:could not|cannot|can't|couldn't|unable|without success|your))\b"
    r"|(?:the )?(?:\w+ )?(?:number|amount|cost|names?|list|total|details|percentage|types?)s? (?:of|for)\b[^.]*\byour (?!request|e-?mail|letter|enquiry)"
    r"|.{0,600}\?$|(?:i|we) can (?:be|provide|narrow|clarify)\b|i am (?:writing to (?:request|ask|make|you under)|a\b|sorry to (?:trouble|bother|ask|chase|hear|be)\b)",
    re.ASCII,
)
QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’"}
THEIRS = re.compile(
    r"\b(?:i would|i wish|i'd|i want|i need|i should|i request|i am (?:a|doing|researching|requesting|making|sending|writing (?:to (?:request|ask|make)|under))"
    r"|my (?:request|question|questions|enquiry)|(?:can|may|could) i\b|i (?:ask|seek|am (?:seeking|asking|looking))|we would like|would like to (?:have|know|see|receive|request)|we (?:should|would) be (?:glad|grateful|obliged|pleased)|this is a request|please(?! (?:find|see|note)\b)|can you|could you)\b|^(?:under|for) (?:the )?(?:foi|freedom)\b.{0,60}\bi\b",
    re.ASCII,
)
"""A sentence in which the requester leads in to a list; "I note that you seek" is the authority's."""
FACT = re.compile(
    r"(?:disclosure id|(?:request|response|reply|release|publication|received|closed) date|date (?:of |in\b|out\b)?(?:received|request|responded|response|reply|released?|published|publication|closed)?"
    r"|(?:foi|eir|rfi)[ /_-]?\d[\d/ -]*|reference(?: number| no\.?)?|category|subject|title|corporate|operational|n/a|received|completed|closed)\s*:?\s*(?=$|\d)"
    r"|(?:\d[\d/. :-]*|\d[\d.]* ?[kmg]b|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? (?:19|20)\d{2}|[a-z]+ \d{1,2}, (?:19|20)\d{2}|[a-z]+ (?:19|20)\d{2})$",
    re.ASCII,
)
"""A label or a value of the page's facts, such as `Response Date` or `4 July 2011`: neither a cue nor anybody's words."""
ENDS_ASKING = re.compile(r"\?(?: ?\([^()]{1,80}\))?[\"'”’]?$", re.ASCII)
"""The end of a line that asks, with a remark in brackets or without."""
THANKS_FOR = re.compile(r"thank you for your (?:\w+ )?(?:request|clarification|e-?mail|enquiry|letter|correspondence)\b")
"""The authority begins."""
OURS = re.compile(r"\b(?:our|exempt\w*|exception\w*|response|reply|answer\w*|disclose\w*|decision)\b[^:]{0,40}:?$", re.ASCII)


def is_meta_label(low: str) -> bool:
    """`Request: September 2022` and `Request number: 5` tell of the request; they are not its words."""
    return bool(
        re.match(
            r"(?:your |the |foi )*request for information\s*[:-]\s*(?:atisn|foi|eir|ref)\b|(?:your |the |foi )*(?:request|enquiry|question)\s*:?\s*(?:number|no\b|id|ref\w*|date|received|type)?\s*[:.]?\s*(?:\[?[\w/. -]{0,16}\d[\w/. -]{0,14}\]?|\w+ \d{4})$",
            low,
        )
    )


def is_meta(low: str) -> bool:
    """Whether a line is a fact of the page, such as its reference, and nobody's words."""
    return len(low) < 110 and bool(_META.match(low)) and "?" not in low


def leads_in(low: str) -> bool:
    """Whether a whole line is the authority's, leading in to the words below it."""
    return len(low) < 260 and not THEIRS.search(low) and any(match.end() >= len(low) - 1 for _, match in LEAD_INS.matches(low))


def number_of(match: re.Match[str]) -> str | None:
    """The number or letter of an item's marker, as `ITEM` matched it."""
    return match[match.lastgroup] if match.lastgroup else None


_LINES_KEPT = 256
"""More than a letter has: one reader after another asks of a line."""


@lru_cache(maxsize=_LINES_KEPT)
def closes_by_heading(low: str) -> Rule | None:
    """The rule by which a line is the heading of an answer."""
    if (len(low) > 130 and ":" not in low[:60]) or FACT.match(low):
        return None
    return CLOSING_HEADINGS.first(low.lstrip("•- "))


@lru_cache(maxsize=_LINES_KEPT)
def closes_by_sentence(low: str) -> Rule | None:
    """The rule by which the authority speaks in a sentence; none when the requester does."""
    asking = _REQUESTER.match(low) or (requester_speaks(low) and not _ASKS_BACK.match(low))
    return None if asking else CLOSING_SENTENCES.first(low)


_ASKS_BACK = re.compile(
    r"(?:on [^,\n]{4,30},? )?(?:we|i) (?:then |also |therefore )?(?:asked|wrote to|contacted|e-?mailed|sought clarification from) you\b"
    r"|please (?:tell|let) (?:me|us) (?:know )?if (?:(?:i|we) have|this is not what you)\b",
    re.ASCII,
)
"""The authority asks the requester, also whether it has understood, and may repeat what each of them said."""


@lru_cache(maxsize=_LINES_KEPT)
def requester_speaks(low: str) -> bool:
    """Whether anything in a paragraph is said as only a requester says it."""
    return VOICE.first(low) is not None


together(HEADINGS, LEAD_INS, LABELS, CLOSING_HEADINGS, CLOSING_SENTENCES, ANSWER_BEGINS, VOICE)


def trim(text: Text, span: Span) -> Span:
    """Without white space and quotation marks at the ends, or the bullet of what is cut off."""
    value, start, end = text.value, span.start, span.end
    while start < end and (value[start].isspace() or value[start] in "\"'“‘”|"):
        start += 1
    while end > start and (value[end - 1].isspace() or value[end - 1] in '"“”‘|•'):
        end -= 1
    return Span(start, end)
