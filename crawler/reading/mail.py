"""The older messages that an e-mail quotes below its own: the request, and what was written in between."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.reading.closing import VALEDICTION
from crawler.reading.cues import GREETING, THANKS_FOR, closes_by_sentence, requester_speaks
from crawler.reading.text import Span, Text

_FIELD = re.compile(r"[ |*>]*(?:from|sent|date|to|cc|subject|importance|attachments?):(?: |$)")
_FROM = re.compile(r"[ |*>]*from: ?\S")
_WROTE = re.compile(r"[ >]*on .{6,120}(?:wrote|writes):$")
_SUBJECT = re.compile(r"^[ |*>]*subject:(.*)", re.MULTILINE)
_PRINTED = re.compile(r"[^\n]")
_HEADER_LINES = 6
"""So many lines may the head of a message have."""
_FIELDS = 3
"""So many fields show that it is one."""
_MOST_MESSAGES = 20
"""Of the oldest, among which the request is looked for."""
_BANNER = 12
"""Lines that a mail program or a clerk may have put above a message's salutation."""
_FOOTER = re.compile(
    r"[-_*=]{10,}|please use this email address for all replies\b.*|show quoted sections|this e-?mail(?:,| and) .{0,80}\b(?:confidential|intended|attachments?)\b.*"
)
_OF_A_REVIEW = re.compile(r"\binternal reviews?\b")
_SIGNS = re.compile(
    rf"{VALEDICTION.pattern}|(?:many |with )?(?:thanks|thank you)(?: (?:so much|very much|again|in advance|for your (?:time|help|assistance|attention|co-?operation)[^.?]{{0,40}}))*[,.!]*"
    r"|thank you for taking the time\b.*|i look forward to (?:your|hearing|receiving)\b[^?]{0,60}|please (?:send|provide|reply|respond)\b[^?]{0,60}\be-?mail address\b.*"
)
"""What a requester ends with."""
_SIGNED = re.compile(r"(?<=\w)[.,]? (?:yours (?:faithfully|sincerely)|(?:kind|best) regards),?(?: [\w.'-]+){1,4}$")
"""A signature that has lost its line."""
_COURTESY = re.compile(r"i hope (?:you are|you're|this|all|that)\b[^.?!]{0,60}[.!]\s*")


_LINKS = re.compile(r"^(?:references\n+)?visible links\n(?:\s*\d{1,3}\.\s+\S+ *(?:\n|$))+", re.MULTILINE | re.IGNORECASE)


def without_links(value: str) -> str:
    """The text with nothing but blanks in place of the list of addresses that a mail program puts below a message whose links it has numbered."""
    return _LINKS.sub(lambda links: _blank(links.group()), value) if "isible links" in value else value


@dataclass(frozen=True)
class Mail:
    """The newest message ends at `end`; `subjects` are what the older ones are about, the newest first, and `request` the requester's words in
    the oldest, when they are a request."""

    end: int
    subjects: list[Span]
    request: Span | None

    def without_older(self, value: str) -> str:
        """The text with nothing but blanks in place of the older messages, save the request."""
        asked = self.request or Span(len(value), len(value))
        return value[: self.end] + _blank(value[self.end : asked.start]) + value[asked.start : asked.end] + _blank(value[asked.end :])


def _blank(value: str) -> str:
    return _PRINTED.sub(" ", value)


def of(text: Text) -> Mail | None:
    """The messages below a letter of the authority's that is signed; None when there are none."""
    heads = _heads(text) if "from:" in text.low or "wrote:" in text.low else []
    if not heads or not _is_answer(text, heads[0].start):
        return None
    subjects = [Span(*subject.span(1)) for head in heads if (subject := _SUBJECT.search(text.low, *head))]
    ends = [*(head.start for head in heads[1:]), len(text.value)]
    messages = [Span(head.end, end) for head, end in zip(heads, ends, strict=True)]
    requests = (found for message in reversed(messages[-_MOST_MESSAGES:]) if (found := _request(text, message)))
    return Mail(heads[0].start, subjects, next(requests, None))


def _heads(text: Text) -> list[Span]:
    """The heads of messages, each with its fields."""
    heads: list[Span] = []
    for number, line in enumerate(text.lines):
        if heads and line.start < heads[-1].end:
            continue
        if _WROTE.fullmatch(text.low, line.start, line.end):
            heads.append(Span(line.start, line.end))
        elif _FROM.match(text.low, line.start, line.end):
            below = text.lines[number : number + _HEADER_LINES]
            fields = [each for each in below if _FIELD.match(text.low, each.start, each.end)]
            if len(fields) >= _FIELDS:
                heads.append(Span(line.start, fields[-1].end))
    return heads


def _is_answer(text: Text, end: int) -> bool:
    """Whether what stands above the first head is a letter of the authority's: it speaks before the requester does, and signs."""
    lows = [text.bare(*line) for line in text.lines if line.end < end]
    return _authority_begins(lows) and any(VALEDICTION.fullmatch(low) for low in lows)


def _authority_begins(lows: Iterable[str]) -> bool:
    """Whether the authority speaks in some lines before the requester does."""
    first = next((low for low in lows if THANKS_FOR.match(low) or closes_by_sentence(low) or requester_speaks(low)), "")
    return THANKS_FOR.match(first) is not None or closes_by_sentence(first) is not None


def _request(text: Text, message: Span) -> Span | None:
    """The words of a message between its salutation and its signature; None when they ask for a review, or nothing."""
    lines = text.lines_of(*message)[1:]
    lows = [text.low[line.start : line.end].strip(" |*>") for line in lines]
    greeted = next((at for at, low in enumerate(lows[:_BANNER]) if low and GREETING.fullmatch(low)), None)
    first = 0 if greeted is None else greeted + 1
    last = next((at for at, low in enumerate(lows) if at > first and (_SIGNS.fullmatch(low) or _FOOTER.fullmatch(low))), len(lines))
    asked = " ".join(lows[first:last])
    if not asked or _OF_A_REVIEW.search(asked) or _authority_begins(lows[first:last]):
        return None
    courtesy = _COURTESY.match(text.low, lines[first].start)
    signed = _SIGNED.search(text.low, lines[last - 1].start, lines[last - 1].end)
    return Span(courtesy.end() if courtesy else lines[first].start, signed.start() if signed else lines[last - 1].end)
