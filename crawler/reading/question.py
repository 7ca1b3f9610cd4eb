"""Where the requester's own words stand, and their items.

The request opens behind a cue (a heading, or a sentence of the authority that leads in to it) and closes before the authority speaks
again. Both kinds of cue are tables. Of several versions of a request, an original and its clarification, the last is the live one. Where
questions and answers alternate, the request is the questions together.
"""

import itertools
import re
from dataclasses import dataclass, field

from crawler.reading.rules import Rule, first, rule
from crawler.reading.text import Span, Text

# -- what opens a request: whole lines ------------------------------------------------------------------------------------------------

HEADINGS = (
    rule("open/you-asked", r"^(?:you (?:have )?(?:asked|wrote|requested|said|sought)(?: us| for| to us)*|your (?:words|message|letter|email|e-mail)|what (?:was|you|they|he|she) (?:requested|wanted|asked(?: for)?)(?: \([^()\n]{1,40}\))?|what did you ask(?: for)?|(?:the )?(?:enquirer|requester|applicant) (?:wants|asks|asked|wanted)(?: to know)?)\s*[:.?-]*$", "You asked", "Your message:", "What was asked for"),
    rule("open/request", r"^(?:(?:section \d+: )?(?:the |your |foi |eir |our |initial |original |new |current |first |second |third |full |information |details? of |detail of |summary of |text of |nature of )*(?:request|requests|enquiry|question|questions)(?: details?| detail| summary| text| received| for information| made| \d{1,2})?(?: \([^()\n]{1,40}\))?|details of (?:the |your )?request|(?:eich |y )?cais(?: / (?:your )?request)?|(?:the )?information (?:requested|sought|request)|(?:applicant|requester)(?:'s)? (?:question|request)s?)\s*[:.-]?$", "Information requested", "REQUEST", "Request detail:", "Your request", "Question 1"),
    rule("open/original", r"^(?:original|initial|first|new|previous|second|third) (?:request|question|enquiry)\b[^\n]{0,50}$", "Original request - 202300361442"),
    rule("open/review", r"^(?:request for (?:internal )?review|review request)\s*:?$", "Request for Review"),
    rule("open/both", r"^(?:(?:your |the )?(?:request|questions?|enquiry)(?: and|/| &) (?:our |the )?(?:answer|response|reply|responses|answers)s?|your questions and our responses|(?:below is|here is|set out below is) your request and our (?:response|reply)\.?|(?:[\w'/ ,:-]{2,90}\. )?below is your request and our response\.?)\s*:?$", "Request and Answer:", "Below is your request and our response.", "Your questions and our responses:"),
)  # fmt: skip

# -- what opens a request: the end of a sentence of the authority -------------------------------------------------------------------------

LEAD_INS = (
    rule("open/seek-access", r"\bi note (?:that )?you (?:seek|sought|are seeking|have (?:asked|requested)|request|requested)\b[^.\n]{0,90}?[:-](?=\s|$)", "I note you seek access to the following information:"),
    rule("open/you-verb", r"\byou (?:have |had |also |then |now |again |e-?mailed |wrote to )*(?:asked|ask|wrote|requested|request|sought|seek|wished|wanted|said|put|raised|submitted|made|specified|enquired|re-?sent|e-?mailed)\b(?:(?!\byou (?:asked|wrote)\b|[.?!]\s)[^\n]){0,170}?(?::|\s-(?=\s|$)|,(?=\s[\"']\w)|(?=\s\"\w))(?=\s|\"|'|$)", "In your request, you asked:", "On 14 May 2021 you asked the Office for the following:"),
    rule("open/request-reads", r"^(?=[^\n]*\b(?:your?|the (?:request|question|enquiry|e-?mail))\b)[^\n]*?\b(?:request|enquiry|e-?mail|letter|message|application|correspondence|questions?)\b(?:(?![.?!]\s)[^\n]){0,160}?\b(?:as follows|the following|set out|set down|below|reads?|read|worded|says|said|asked|asks? for|asking(?: us)?(?: for)?|seeking|sought|replicated|copied|repeated|quoted|here(?: it is)?(?: again)?|followed|were|these|this|is)\b(?:(?![.?!]\s)[^\n]){0,80}?:(?=\s|\"|'|$)", "I write in connection with your request for information received on 24th October 2023 as follows:", "Your request of 21 September 2021 was worded as follows:"),
    rule("open/received-following", r"\b(?:received|had|have|answered) (?:from you )?the following\b[^.\n]{0,80}:(?=\s|$)", "Weald Police received the following on the 9th of February:"),
    rule("open/you-sought-bare", r"\b(?:in (?:it|which|that|this)(?: request| letter| e-?mail)?,? you (?:sought|asked(?: for)?|requested|wanted)(?: access to)?|you (?:asked|sought)(?: for| access to)?)$", "In it you sought"),
    rule("open/which-reads", r"\b(?:which|that) (?:reads?|asks?(?: for)?|was|were|said)\s*:?$", "We have now considered your request of 2 March 2021 which reads:"),
    rule("open/here-it-is", r"\b(?:here (?:it is|they are)(?: again)?|this (?:asks|asked) for|(?:the )?most recent (?:reads|asks for))\b(?=[^:.\n]{0,60}:$)", "Here it is again, so that the answers can be followed:"),
    rule("open/as-clarified", r"\bas (?:clarified|amended|revised|narrowed)\b[^:\n]{0,50}:$", "We have dealt with it as clarified on 1 July 2024, for:"),
    rule("open/you-ask-list", r"\byou (?:ask|asked|seek|sought|want|wanted|request|requested)(?: for| to see| to know)?$", "In your email of 14th February you ask"),
    rule("open/now-answer", r"^(?:i|we) can now (?:answer|reply|respond)[^.\n]{0,30}as follows[.:]?$", "I can now answer, as follows."),
)  # fmt: skip
LABELS = (
    rule("open/inline-label", r"^(?:foi |eir |initial |the |your |original |full |first |applicant )*(?:request(?: details?| for information| \d{1,2})?|question(?: number)?(?: \d{1,2})?|you (?:asked|wrote|requested)|details? of request|description|applicant question|enquiry)\s*:\s*(?=\S)", "Request: How many cars were stolen?", "Question Number 1: How many?"),
    rule("open/inline-number", r"^request \d{9,12} (?=\S)", "Request 101002428998 Please supply the figures"),
    rule("open/glued", r"^(?:date )?respond(?:ed|ing)\b(?: on)?:? (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th)? ?[a-z]+,? ?\d{4}|\d{1,2}/\d{1,2}/\d{4})(?=\S)", "Responded Fri 18 October 2019Under the Act"),
)  # fmt: skip
PHRASE = rule("open/for-phrase", r"\bin your (?:e-?mail|letter|request|message)\b[^.:\n]{0,40}?,? (?:in which )?you (?:sought|asked for|requested|asked to see) (?=the |all |any |copies |details |a )|\bwe (?:take it|understand) that you want (?=an? |the |all |to )|\byour (?:request(?: for information)?|application|e-?mail|letter)\b[^.:\n]{0,70}? (?:for|requesting|asking(?: for)?|seeking|in which you (?:sought|asked(?: for)?)|asks for) (?=(?:the (?!following|above|purposes?|attention)|all|any|copies|a copy|every|details|how|whether|number|papers|information (?:on|about|relating|regarding|concerning))\b)", "We have now considered your request of 4th October 2023 for the full results")  # fmt: skip

# -- what closes it: the authority speaks again ---------------------------------------------------------------------------------------------

CLOSING_HEADINGS = (
    rule("close/response", r"^(?:(?!request\b)[\w'&()-]+ ){0,5}?(?:response|reply|answer|decision|outcome|position)s?(?: detail| details| letter| date| text)?(?: (?:to )?(?:your |the )?(?:review )?(?:request|question|enquiry)s?)?(?: number)?(?: \d[\d ,&-]*(?: ?and ?\d+)?)?\s*[:.-]?$|^(?:section \d+: )our reply\b|^(?:ein |yr )?h?ymateb(?: / (?:our )?response)?\b|^determination:?$|^(?:the )?(?:clerk|officer|council|force|reviewer) (?:replies|answers):?$|^(?:reply|response|answer) from [^\n:?]{3,50}$", "Response:", "Our response", "DWP Response", "Answer 1", "Freedom of Information Response", "Council response :"),
    rule("close/response-dated", r"^(?:response|reply|answer)(?: to (?:your )?(?:review request|request|question)[^\n]{0,40})?:?(?: (?:of |dated )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}| \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}| \d{12})\s*$", "Response 09-04-2020"),
    rule("close/response-inline", r"^(?:(?!request\b)[\w'-]+ ){0,3}?(?:response|reply|answer|decision|outcome)(?: detail)?(?: (?:to )?(?:question )?\d[\d ,&-]*)?\s*:\s*(?=\S)", "Response: 14 cars.", "Outcome: Full Refusal"),
    rule("close/we-answered", r"^(?:we|i|in) (?:have )?(?:answered|said|replied|reply|respond(?:ed)?|disclosed|response|reply as follows|response to your (?:request|question)s?)\s*:?$|^what (?:we|was) (?:disclosed|released|said)\b|^what (?:did we say|(?:we|you|they) (?:can (?:tell|give|say|release)|got|were (?:given|sent|told)|received))\b[^\n]{0,40}$|^how (?:we(?: have|'ve)?|(?:your|the|this) request was|it was) (?:dealt|handled|answered|considered)\b[^\n]{0,40}$|^our answers? (?:follow|is|are)\b[^\n]{0,80}$", "We answered", "In Response:", "What we disclosed", "Our answers follow."),
    rule("close/refusal", r"^(?:refusal notice|notice of refusal|exemptions?(?: applied| claimed| engaged| used)?|exceptions?(?: applied)?|reasons? for (?:the |our |this )?(?:decision|refusal)|reasons?|explanation|disclosure|extent of searches?\b[^\n]{0,50}|result of searches?\b[^\n]{0,50}|searches\b[^\n]{0,60}|public interest test|information (?:released|provided|disclosed|held)|first duty|the first reply|part(?:ial)? disclosure\b[^\n]{0,60}|full (?:disclosure|refusal)\b[^\n]{0,40}|no information held)\s*:?$", "NOTICE OF REFUSAL", "Exemption applied:", "Reason for decision"),
    rule("close/exemption-line", r"^(?:exemptions?|exceptions?|refusal)\s*[:-]\s*(?:section|s\.?|regulation|reg\.?) ?\d|^(?:(?:foia|eir|foisa)[, ]+)?(?:section|s\.?|regulation|reg\.?) ?(?:\d{2}|[68](?= ?\())[a-z]? ?(?:\(\w{1,3}\) ?)*[^\n?]{0,4}[-:][^\n?]{2,80}$", "Exemption - Section 12(1)"),
)  # fmt: skip
CLOSING_SENTENCES = (
    rule("close/decided", r"^(?:(?:i|we) (?:have|had|'ve)|having) (?:today |now |carefully |also )?(?:decided|considered|completed|concluded|determined|looked|searched|taken|been asked|carried)\b", "I have today decided to disclose the located information."),
    rule("close/confirm", r"^(?:(?:i|we|it)\b|(?:the |this )?[\w'&() -]{3,60}?)(?: can| am able to| are able to| is able to| wish(?:es)? to| would| must| may)? (?:now |also |only )?(?:confirm|advise|inform|neither confirm|can neither|neither confirms)\b", "I can confirm that the information is held."),
    rule("close/hold", r"^(?:(?:we|i)|the [\w'&() -]{3,60}?|[\w'&() -]{3,50}?(?:police|constabulary|council|service|trust|government|ministry|department|commission|university|office|agency|board|authority)) (?:do(?:es)? )?(?:not )?(?:hold|holds|held|keeps|records|has|have)\b(?! you\b)|^(?:(?:we|i)|the [\w'&() -]{3,60}?) (?:do(?:es)? (?:not )?|have )?(?:keep|record)\b(?! of\b)", "The council holds the information."),
    rule("close/sorry", r"^(?:unfortunately|regrettably|i regret|we regret|i am (?:sorry|afraid|not able|unable|refusing|responding|writing (?:in (?:reply|response|connection|respect)|to (?:advise|inform|respond|confirm|tell you)))|i'm (?:sorry|afraid|unable|not able)|we are (?:sorry|unable|not able|refusing|withholding|content|pleased|writing)|we're (?:sorry|unable)|please accept (?:my|our)|i apologise|we apologise|i must (?:refuse|inform|tell))\b", "Unfortunately we cannot answer."),
    rule("close/enclosed", r"^(?:please (?:find|see|note|be advised|refer to)|i (?:enclose|attach)|we (?:enclose|attach|provide|release|can release|can provide|publish|wrote to you|told you|have told)|attached (?:is|are|please)|(?:on|in) \d{1,2} \w+ we told you|see (?:the )?attached)\b", "Please find attached the dataset."),
    rule("close/not-obliged", r"^(?:the |this )?[\w' ]{3,60} (?:is|are) not (?:obliged|required|able|in a position)\b", "The Service is not obliged to answer this request."),
    rule("close/handled", r"^(?:your|this|the|that) (?:request|enquiry|e-?mail|letter|matter|information|information requested|whole|application)(?: that you| you)?[^.,\n]{0,60}? (?:has been|have been|was|were|is|are|falls|fall|will be)\b", "Your request has been considered under the Act."),
    rule("close/thank", r"^thank you for (?:your|the|getting|contacting|clarifying)\b", "Thank you for your request."),
    rule("close/law", r"^(?:section|regulation|reg\.?|s\.?|article|art\.?) ?\d{1,2}[a-z]?\b[^\n]{0,50}?\b(?:of|states?|places|obliges|applies|provides?|gives?|exempts?|is|says|requires?|allows?)\b|^(?:under|in accordance with|in line with|pursuant to|by virtue of) (?:section|regulation|the (?:freedom|foi|environmental|act\b|terms))[^?\n]{0,160}?\b(?:we|i|the (?:council|force|trust|university|department|authority))\b|^the (?:freedom of information|foi|environmental information) (?:\(scotland\) )?(?:act|regulations|law)\b[^?\n]{0,60}\b(?:gives?|says?|provides?|is|requires?|creates|places|entitles)\b|^(?:when )?(?:an|a public) authority\b", "Section 1 of the Act places two duties on public authorities.", "Under Regulation 5(1) we have a duty to make information available"),
    rule("close/we-act", r"^we (?:will not|won't|shall not|cannot|can not|can't|can|have (?:dealt|handled|treated|identified|found|estimated|gone|looked|searched|made|answered|no|the|some)|are treating|found|estimate|consider|believe|answered|refer|do not|don't|dealt|reply|replied|asked|understand|release|withhold|refuse|decline|interpret|take|run|own|use|spent|made)\b|^i (?:(?:can |will |am able to )?(?:respond|reply|answer)\b|will not|won't|cannot|refuse|enclose|attach|have (?:dealt|handled|treated)|decline|withhold|refer to (?:your|the) (?:request|e-?mail|three|two))\b", "We will not be supplying this."),
    rule("close/first-reply", r"^(?:the (?:first|original|initial) (?:reply|response|answer|decision)|as to (?:substance|the substance))\b", "The first reply, of 19 October 2021, refused the request."),
    rule("close/our", r"^(?:our|the (?:force|council|trust|department|university|authority|government|ministry|service)'s) (?:search|searches|records|response|answer|reply|estimate|review|position|answers|system|duty|obligations?)\b|^(?:a|the) search(?:es)? (?:of|was|has|have|were|for)\b|^following (?:receipt|a search|enquir|clarification|your request)\b|^(?:it (?:has been|is) (?:estimated|established|considered|our)|it would cost|it is not possible|to (?:reply|answer|locate|provide) (?:this|would|the)|to answer\b)|^all (?:of (?:it|this|what you)|four|three|two)\b[^\n]{0,40}\b(?:held|exempt|is|are)\b|^searches (?:were|have|conducted)|^information (?:held|is held|not held|was)\b|^no information\b|^the [\w ]{2,40} (?:was|were|is|are) (?:asked|searched|consulted|contacted|withheld|released|enclosed|attached|exempt)\b|^each of the [\w -]{3,60} was asked\b|^(?:on|in) [\w ]{3,24} (?:you were told|we (?:told|wrote))\b|^(?:by|under|in line with) (?:section|regulation|s\.) ?\d|^(?:as|since|because) (?:the|this|it|your)\b[^\n?]{0,120}\b(?:we|section|regulation|exempt)\b|^it was (?:thought|decided|estimated|considered|found)\b|^no (?:such|recorded|exemption)\b|^(?:yours sincerely|yours faithfully)$|^i have dealt\b|^ours\b", "A search was made of our records."),
    rule("close/we-voice", r"^(?![^\n]*(?:\?|\b(?:i|i'm|i'd|my|me|please|your (?:force|council|trust|police|organisation|department|authority|area|records))\b))(?=[^\n]*\b(?:we|our)\b (?:have|had|hold|held|do|did|are|were|can|could|will|wrote|gave|keep|kept|do not|don't|consider|received|records?|search(?:es)?|decision|answers?|reply|system|estimate|view|staff|offices?)\b)(?=[^\n]{25})", "As it is environmental information we have dealt with it under the Regulations."),
    rule("close/answer-item", r"^(?:answer [a-z]\b|a\. we\b|this is one of|we reply\b)", "Answer A is in the table below."),
)  # fmt: skip

_ITEM = re.compile(
    r"(?:(?:foi |request )?(?:q(?:uestion)?|item|part)(?: number)?\.? ?)?\(?(?P<n>\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})(?:\)\.?|\.(?!\d))(?=\s|[a-z\"'])"
    r"|(?:(?:foi )?(?:q(?:uestion)?)(?: number)?\.? ?)\(?(?P<n2>\d{1,2}(?:\.\d{1,2})?)\)?\s*(?:[:./-]|(?=\s))+"
    r"|(?P<n3>\d{1,2})(?:-\s+|\s*[:/]\s*(?=\S)|\s+-\s+|\s+(?=[a-z]))"
    r"|(?P<n4>[a-z]) - (?=\S)"
)
_NUMBERED_PAIR = re.compile(r"^(?:request|question|q)(?: number)? ?(?P<n>\d{1,2})\s*(?::|\.|\(|$)")
_ASKS = re.compile(
    r"\?|^(?:please|could|can|would|how|what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|i (?:would|should|wish|am|want|request|'d)"
    r"|under the|in (?:the|relation|respect)|number of|the (?:number|total|amount|names?|cost)|all |any |copies|a (?:copy|list)|details|list of|for (?:each|the|every))"
)
_META = re.compile(
    r"^(?:[\w' /&()-]{1,32}\s*:.{0,70}|[\w./-]{1,24}|.{0,60}\b(?:19|20)\d{2}\b.{0,24}|(?:reference|ref|our ref|date|published|received|responded|requested|category|subject|title|topic|keyword|home|disclosure|corporate|operational|n/a|foi|freedom of information)\b.{0,60})$"
)
_GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.?]{0,40}|to whom it may concern,?|sir or madam,?"
    r"|(?:our |your )?(?:response|reply|answer)s?\s*:?|request response|you wrote\s*:?|question response|(?:no\.? )?request response\s*"
)
_REQUESTER = re.compile(
    r"thank you (?:for your (?:time|help|assistance|attention)|in advance|very much)\b"
    r"|(?:under|in accordance with|pursuant to|by virtue of) .{0,120}\b(?:i (?:would|should|wish|request|want|ask|am|hereby|seek)|we (?:would like|wish|request|ask|hereby))\b"
    r"|please (?:see|find|note) .{0,40}\b(?:my|i)\b|i have (?:a|an|been|read|seen|lived|asked|also|already|recently|no)\b"
    r"|.{0,200}\?$|(?:i|we) can (?:be|provide|narrow|clarify)\b|i am (?:writing to (?:request|ask|make|you under)|a\b|sorry to)"
)
_QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’"}
_OPENING_LINES = 150
"""A request opens in the first lines of a page; a month's page with many requests is read for its first."""


@dataclass(frozen=True)
class FoundQuestion:
    """The request's words. `spans` are its pieces in the text, more than one where answers stand between; `items` its numbered items."""

    spans: list[Span]
    rule: str
    words: str
    items: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = True

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    def covers(self, offset: int) -> bool:
        """Whether an offset lies in the requester's words."""
        return any(offset in span for span in self.spans)


@dataclass(frozen=True)
class _Opening:
    """Where the request's words begin, and the rule that says so."""

    begins: int
    rule: Rule


_PHRASE_END = Rule("close/sentence", re.compile(r"(?!)"), ())
_POSITION = Rule("open/position", re.compile(r"(?!)"), ())
_QUOTED_LINE = Rule("open/quoted-line", re.compile(r"(?!)"), ())
_QUOTED = Rule("close/quote", re.compile(r"(?!)"), ())


def find(text: Text) -> FoundQuestion | None:
    """The request in the text, or None when nothing opens it."""
    table = _table(text)
    if table:
        return table
    opening = _opening(text)
    if opening is None or _two_columns(text, opening.begins):
        return None
    begins = opening.begins
    end, closing = (_phrase_end(text, begins), _PHRASE_END) if opening.rule is PHRASE else _quoted(text, begins) or _closing(text, begins)
    begins = _live_version(text, begins, end)
    spans = _alternating(text, begins, end, closing) or [Span(begins, end)]
    spans = [span for span in (_trim(text, span) for span in spans) if span.start < span.end]
    if not spans or (closing is None and opening.rule is _POSITION and len(spans) == 1):
        return None
    words = "\n".join(text.value[span.start : span.end] for span in spans)
    items = _items(Text(words)) or [
        (str(n), text.value[span.start : span.end]) for n, span in enumerate(spans, 1) if len(spans) > 1 and _is_paired(text, spans[1])
    ]
    return FoundQuestion(spans, f"{opening.rule.id}+{closing.id if closing else 'end'}", words, items, closing is not None)


# -- tables ------------------------------------------------------------------------------------------------------------------------------

_ASKED = re.compile(r"(?:you asked(?: for)?|(?:your )?(?:questions?|requests?)|(?:information )?requested)\s*:?")
_ANSWERED = re.compile(
    r"(?:we (?:answered|said)|(?:our )?(?:answers?|responses?|replies|reply)|outcome|information provided|provided)\s*:?"
)


def _table(text: Text) -> FoundQuestion | None:
    """The column of questions in a table that a header row says to be of questions and answers, one row a line."""
    for number, line in enumerate(text.lines[:_OPENING_LINES]):
        header = [text.low[cell.start : cell.end] for cell in _cells(text, line)]
        asked = next((column for column, name in enumerate(header) if _ASKED.fullmatch(name)), None)
        if asked is None or not any(_ANSWERED.fullmatch(name) for name in header):
            continue
        spans = []
        for row in text.lines[number + 1 :]:
            cells = _cells(text, row)
            if len(cells) != len(header):
                break
            spans.append(cells[asked])
        if spans:
            words = "\n".join(text.value[span.start : span.end] for span in spans)
            items = [(str(index), text.value[span.start : span.end]) for index, span in enumerate(spans, 1)] if len(spans) > 1 else []
            return FoundQuestion(spans, "open/table+close/table", words, items)
    return None


def _cells(text: Text, line: Span) -> list[Span]:
    """The cells of a row, as ` | ` parts them."""
    spans, start = [], line.start
    for piece in text.value[line.start : line.end].split("|"):
        spans.append(_trim(text, Span(start, start + len(piece))))
        start += len(piece) + 1
    return spans if len(spans) > 1 else []


def _two_columns(text: Text, begins: int) -> bool:
    """Whether the headings of two columns stand before the words, whose lines are then mixed: nobody can tell where the request is."""
    above = [line.strip(" |*:") for line in text.low[:begins].rstrip(" |*\n").rsplit("\n", 2)[-2:]]
    return above == ["request", "response"] or re.search(r"[. ]request response$", text.low[: begins + 200], re.MULTILINE) is not None


# -- where it opens -------------------------------------------------------------------------------------------------------------------


def _opening(text: Text) -> _Opening | None:
    """The cue nearest to the request's words; else a phrase inside a sentence; else the place where a question stands without any cue."""
    opening: _Opening | None = None
    closed = lost = False
    number = 0
    while number < min(len(text.lines), _OPENING_LINES):
        line = text.lines[number]
        low = text.low[line.start : line.end].strip(" |*")
        found = _cue(text, line, low) if low else None
        if found and not (closed and _bare_before(text, number)):
            begins = _skip_lead(text, found.begins)
            if _answered_at_once(text, begins):
                # What follows is the authority's: a page's own heading, a decision before the request, or a list that was lost.
                closed = True
                lost = lost or found.rule in LEAD_INS
                number += 1
                continue
            opening = _Opening(begins, found.rule)
            nearer = _nearer(text, begins)
            return _Opening(_skip_lead(text, nearer.begins), nearer.rule) if nearer else opening
        if low and not _is_meta(low) and (_closes_by_heading(low) or _closes_by_sentence(low)):
            closed = True
        number += 1
    if lost:
        return _quoted_line(text)
    return _positional(text) or _quoted_line(text) or _interleaved(text) or _phrase(text)


def _interleaved(text: Text) -> _Opening | None:
    """The first of at least two numbered questions, each with its answer below, wherever they begin."""
    for line in text.lines[:_OPENING_LINES]:
        low = text.low[line.start : line.end]
        match = _ITEM.match(low.lstrip(" *|"))
        if (
            match
            and _number_of(match) == "1"
            and low.rstrip().endswith("?")
            and len(_numbered(text, line.start, len(text.value), None)) > 1
        ):
            return _Opening(line.start, _POSITION)
    return None


def _quoted_line(text: Text) -> _Opening | None:
    """A line near the top that is all in quotation marks."""
    for line in text.lines[:40]:
        value = text.value[line.start : line.end].strip()
        if len(value) > 60 and value[0] in '"“' and value[-1] == _QUOTES[value[0]] and value.count(value[-1]) <= 2:
            return _Opening(line.start, _QUOTED_LINE)
    return None


def _answered_at_once(text: Text, begins: int) -> bool:
    line = text.lines[text.line_at(begins)]
    low = text.low[begins : line.end].strip(" |*\"'")
    sentence = text.low[begins : min(line.end, text.sentence_at(begins).end)].strip(" |*\"'")
    return bool(low) and (_closes_by_sentence(sentence) is not None or _closes_by_heading(low) is not None)


def _cue(text: Text, line: Span, low: str) -> _Opening | None:
    """The cue that a line is or holds."""
    if len(low) < 140:
        heading = first(HEADINGS, low)
        if heading:
            return _Opening(min(line.end + 1, len(text.value)), heading)
    for rule_ in LABELS:
        match = rule_.search(text.low[line.start : line.end].lstrip(" |*"))
        if match and not _is_meta_label(low) and not _is_title(text, line, low):
            indent = len(text.low[line.start : line.end]) - len(text.low[line.start : line.end].lstrip(" |*"))
            return _Opening(line.start + indent + match.end(), rule_)
    if _closes_by_heading(low):
        return None
    for rule_ in LEAD_INS:
        match = rule_.search(text.low[line.start : line.end])
        if match and not (_OURS.search(match.group()) or "review" in match.group() or _THEIRS.search(low)):
            rest = text.low[line.start + match.end() : line.end].strip(" \"'")
            return _Opening(line.start + match.end() if rest and rest[-1] != ":" else min(line.end + 1, len(text.value)), rule_)
    return None


_THEIRS = re.compile(
    r"\b(?:i would|i wish|i'd|i want|i should|i request|i am (?:a|doing|researching|requesting|sending|writing (?:to (?:request|ask|make)|under))"
    r"|my (?:request|question|questions|enquiry)|(?:can|may|could) i\b|i (?:ask|seek|am seeking)|we would like|this is a request|please|can you|could you)\b|^(?:under|for) (?:the )?(?:foi|freedom)\b.{0,60}\bi\b"
)
"""A sentence in which the requester leads in to a list; "I note that you seek" is the authority's."""
_FACT = re.compile(
    r"(?:disclosure id|(?:request|response|reply|release|publication|received|closed) date|date (?:of |in\b|out\b)?(?:received|request|responded|response|reply|released?|published|publication|closed)?"
    r"|reference(?: number| no\.?)?|category|subject|title|corporate|operational|n/a|received|completed|closed)\s*:?\s*(?=$|\d)"
    r"|(?:\d[\d/. :-]*|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? (?:19|20)\d{2}|[a-z]+ \d{1,2}, (?:19|20)\d{2}|[a-z]+ (?:19|20)\d{2})$"
)
"""A label or a value of the page's facts, such as `Response Date` or `4 July 2011`: neither a cue nor anybody's words."""
_OURS = re.compile(r"\b(?:our|exempt\w*|exception\w*|response|reply|answer\w*|disclose\w*|decision)\b[^:]{0,40}:?$")


def _is_meta_label(low: str) -> bool:
    """`Request: September 2022` and `Request number: 5` tell of the request; they are not its words."""
    return bool(
        re.match(
            r"(?:your |the |foi )*(?:request|enquiry|question)\s*:?\s*(?:number|no\b|id|ref\w*|date|received|type)?\s*[:.]?\s*(?:[\w/. -]{0,16}\d[\w/. -]{0,14}|\w+ \d{4})$",
            low,
        )
    )


def _is_title(text: Text, line: Span, low: str) -> bool:
    """Whether a label's value is a title: short, and the authority speaks on the next line."""
    following = text.lines[index] if (index := text.line_at(line.start) + 1) < len(text.lines) else None
    next_low = text.low[following.start : following.end].strip(" |*") if following else ""
    return (
        len(low) < 100
        and "?" not in low
        and bool(re.match(r"thank you|i (?:refer|am writing)|further to|dear\b|we (?:have|received)", next_low))
    )


def _is_meta(low: str) -> bool:
    return len(low) < 110 and bool(_META.match(low)) and "?" not in low


def _bare_before(text: Text, number: int) -> bool:
    """Whether words that ask stand above this line without a cue: then they are the request, and the cue is the answer's."""
    return any(
        _ASKS.search(low) and "?" in low and not _is_meta(low)
        for line in text.lines[:number]
        if (low := text.low[line.start : line.end].strip(" |*"))
    )


_BEFORE_WORDS = re.compile(
    r"dear (?:(?!please|could|can\b|i\b)[\w/&'.-]+ ?){1,5},\s+"
    r"|(?:date )?respond(?:ed|ing)(?: on)?:? (?:[a-z]{3,9},? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}(?=[a-z\"'])"
)
"""What stands on the line of the request's first words and is not of them: "Dear Trust, ", a date that lost its line break."""


def _skip_lead(text: Text, begins: int) -> int:
    """Past lines that only lead on: "Dear Sir or Madam", "Request 1", a table's other heading, a title above numbered questions."""
    while begins < len(text.value):
        index = text.line_at(begins)
        line = text.lines[index]
        low = text.low[begins : line.end].strip(" |*\"'")
        before = _BEFORE_WORDS.match(text.low, begins, line.end)
        if before and before.end() < line.end:
            return before.end()
        whole = begins <= line.start + 2
        following = text.lines[index + 1] if index + 1 < len(text.lines) else None
        next_low = text.low[following.start : following.end].strip(" |*") if following else ""
        skipped = not low or (
            whole
            and following is not None
            and (
                _GREETING.fullmatch(low) is not None
                or (len(low) < 100 and first(HEADINGS, low) is not None)
                or _FACT.fullmatch(low) is not None
                or (_leads_in(low) and re.search(r"\byour?\b", low) is not None)
                or (
                    len(low) < 60
                    and low[-1] not in ".?:;,"
                    and not _closes_by_heading(low)
                    and not (_ASKS.search(low) or _THEIRS.search(low))
                    and _first_item(next_low)
                    and not _first_item(low)
                )
            )
        )
        if not skipped or following is None:
            return begins
        begins = line.end + 1
    return begins


def _leads_in(low: str) -> bool:
    """Whether a whole line is the authority's, leading in to the words below it."""
    return (
        len(low) < 260
        and not _THEIRS.search(low)
        and any((match := rule_.search(low)) and match.end() >= len(low) - 1 for rule_ in LEAD_INS)
    )


def _first_item(low: str) -> bool:
    match = _ITEM.match(low)
    return match is not None and _number_of(match) in ("1", "a", "i")


def _nearer(text: Text, begins: int) -> _Opening | None:
    """A second cue below the first with only titles, labels and dates between: a page's heading was taken for the request's."""
    start = text.line_at(begins)
    for index in range(start, min(start + 14, len(text.lines))):
        line = text.lines[index]
        low = text.low[max(begins, line.start) : line.end].strip(" |*")
        if not low:
            continue
        cue = _cue(text, line, low) if line.start >= begins else None
        if cue and cue.begins > begins:
            return cue
        if len(low) > 90 or low.endswith(("?", ".")) or _closes_by_heading(low) or _first_item(low):
            return None
    return None


def _positional(text: Text) -> _Opening | None:
    """Below titles and labels, the first line that asks; only when the authority has not spoken before it."""
    for number, line in enumerate(text.lines[:40]):
        low = text.low[line.start : line.end].strip(" |*")
        if not low or _FACT.fullmatch(low):
            continue
        if _ASKS.search(low) and (
            "?" in low or _first_item(low) or low.startswith(("please", "could", "can you", "would", "i would", "i should", "how many"))
        ):
            return _Opening(_with_lead(text, number) if _first_item(low) else line.start, _POSITION)
        if _first_item(low) and not _closes_by_sentence(low):
            return _Opening(_with_lead(text, number), _POSITION)
        if not _is_meta(low) and (len(low) > 110 or _closes_by_sentence(low) or _closes_by_heading(low)) and number:
            return None
    return None


def _with_lead(text: Text, number: int) -> int:
    """The start of a numbered list, or of the line above in which the requester leads in to it."""
    above = text.lines[number - 1] if number else None
    low = text.low[above.start : above.end].strip(" |*") if above else ""
    theirs = re.search(r"\b(?:i|my|this request|these questions)\b", low) and not _FACT.fullmatch(low)
    return above.start if above and theirs and not _closes_by_sentence(low) else text.lines[number].start


def _phrase(text: Text) -> _Opening | None:
    """The request told in a sentence of the authority: "your request of 4 October for the full results"."""
    for line in text.lines[:_OPENING_LINES]:
        match = PHRASE.search(text.low[line.start : line.end])
        if match:
            return _Opening(line.start + match.end(), PHRASE)
    return None


def _phrase_end(text: Text, begins: int) -> int:
    """The end of the sentence, and of the next when it goes on with "You also asked"."""
    end = text.sentence_at(begins).end
    following = text.sentence_at(end + 1) if end + 1 < len(text.value) else None
    return following.end if following and text.low.startswith("you also asked", following.start) else end


# -- where it closes ------------------------------------------------------------------------------------------------------------------


def _quoted(text: Text, begins: int) -> tuple[int, Rule] | None:
    """A request in quotation marks ends at the mark that closes a line; single marks are apostrophes too, so only at a line's end."""
    while text.value[begins : begins + 1] == " ":
        begins += 1
    mark = (
        text.value[begins : begins + 1]
        if text.value[begins : begins + 1] in _QUOTES
        else text.value[begins - 1 : begins]
        if begins and text.value[begins - 1] in _QUOTES
        else ""
    )
    if not mark:
        return None
    start = begins + 1 if text.value[begins : begins + 1] == mark else begins
    closing = re.compile(re.escape(_QUOTES[mark]) + r"[.,]?(?=\s*(?:\n|$|[A-Z]))").search(text.value, start)
    return (closing.start(), _QUOTED) if closing and closing.start() - begins < 6_000 else None


def _closing(text: Text, begins: int) -> tuple[int, Rule | None]:
    """Where the authority speaks again: the first closing heading or sentence behind the request's first words. A line with the next number
    goes on with the request whatever it says; a line with the first number again begins the answers."""
    first_line = text.line_at(begins)
    numbers: list[tuple[str, str]] = []
    style = ""
    for index in range(first_line, len(text.lines)):
        line = text.lines[index]
        start = max(begins, line.start)
        low = text.low[start : line.end].strip(" |*\"'")
        match = _ITEM.match(low)
        number = _number_of(match) if match else None
        if match and number and _continues(numbers, number):
            style = style or _style(match)
            numbers.append((number, ""))
            if index > first_line and not _closes_by_heading(low) and not _ANSWERS.match(low, match.end()):
                continue
        elif match and number in ("1", "a", "i") and len(numbers) > 1 and _style(match) == style and number == numbers[0][0]:
            return line.start, _AGAIN
        if index == first_line:
            inside = _closing_inside(text, begins, line.end)
            if inside:
                return inside
            continue
        if not low:
            continue
        closing = (
            _closes_by_heading(low)
            or _closes_by_sentence(_PARAGRAPH.sub("", low))
            or (_JOINT if numbers and _JOINT.pattern.match(low) else None)
        )
        if closing:
            return line.start, closing
    return len(text.value), None


def _number_of(match: re.Match[str]) -> str | None:
    return next((value for value in match.groupdict().values() if value), None)


def _style(match: re.Match[str]) -> str:
    """How an item is marked, its number left out: "1)" and "Q1." begin lists of different kinds."""
    return re.sub(r"\d+(?:\.\d+)?|(?<![a-z])[a-z](?![a-z])", "#", match.group()).strip()


_PARAGRAPH = re.compile(r"^\d{1,2}\. (?=\S)")
_ANSWERS = re.compile(
    r"\s*(?:the (?:force|council|trust|department|university|authority)|we|i|this (?:information|part)|our)\b[^?]{0,60}\b(?:hold|holds|held|confirm|withheld|exempt|refused|unable|cannot|have|has)\b[^?]*$"
)
_AGAIN = Rule("close/numbers-again", re.compile(r"(?!)"), ())
_JOINT = rule(
    "close/joint-answer",
    r"^\(?\d{1,2}(?:(?:\s*[-,&]\s*|,? and )\d{1,2})+\s*[).:]",
    "1-3. In the year there were 40",
    "4, 5, 6) No record is kept",
)


def _closes_by_heading(low: str) -> Rule | None:
    if (len(low) > 130 and ":" not in low[:60]) or _FACT.match(low):
        return None
    return first(CLOSING_HEADINGS, low)


def _closes_by_sentence(low: str) -> Rule | None:
    return None if _REQUESTER.match(low) or _VOICE.search(low) else first(CLOSING_SENTENCES, low)


_VOICE = re.compile(
    r"^please (?!see\b|find\b|note\b|be advised|refer\b|accept\b|treat\b|take\b)|[.:,;] please (?:tell|confirm|supply|provide|send|give|state|list|include|could|can)\b"
    r"|\bi (?:want|need|(?:would|should) like|wish to (?:know|see|request|receive)|'d like|am asking|am interested|live\b|have lived)|\b(?:could|can|would) you\b|\byour (?:force|council|organisation|trust|police|authority|department|constabulary)\b[^.]{0,60}(?:\?|\bplease\b)|^kindly\b"
)
"""What only a requester says; "the police hold" behind it closes nothing."""


def _closing_inside(text: Text, begins: int, end: int) -> tuple[int, Rule] | None:
    """In a text without line breaks: a heading in capitals, or a sentence in which the authority speaks."""
    for sentence in text.sentences:
        if sentence.start <= begins or sentence.end > end:
            if sentence.start >= end:
                return None
            continue
        capitals = re.match(r"[A-Z]{4,}(?: [A-Z]{2,})*(?=[ :])", text.value[sentence.start : sentence.end])
        if capitals and _closes_by_heading(capitals.group().lower()):
            return sentence.start, CLOSING_HEADINGS[0]
        closing = _closes_by_sentence(text.low[sentence.start : sentence.end].strip(" \"'"))
        if closing and end - begins > 160:
            return sentence.start, closing
    return None


_LATER = re.compile(
    r"^(?:clarification (?:received|provided|response)|(?:further )?amend(?:ment|ed request)(?: received)?|(?:revised|refined|clarified|updated|narrowed) request|your clarification|you (?:clarified|replied))\b[^\n]{0,60}$"
)


def _live_version(text: Text, begins: int, end: int) -> int:
    """Where the last version of the request begins: behind the last heading of a clarification inside it."""
    for line in reversed(text.lines[text.line_at(begins) : text.line_at(max(begins, end - 1)) + 1]):
        if line.start > begins and line.end < end and _LATER.match(text.low[line.start : line.end].strip(" |*")):
            return line.end + 1
    return begins


# -- questions and answers in turn ----------------------------------------------------------------------------------------------------


def _alternating(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span] | None:
    """The pieces of a request whose answers stand between its questions; None when the questions stand together."""
    pieces = (
        _marked(text, begins, end)
        or _paired(text, begins, end)
        or _lettered(text, begins, end)
        or _numbered(text, begins, end, closing)
        or _unnumbered(text, begins, end)
    )
    return pieces if pieces and len(pieces) > 1 else None


def _marked(text: Text, begins: int, end: int) -> list[Span]:
    """The lines between answers that are marked as in an e-mail: each begins with `>`, and no question does."""
    lines = text.lines[text.line_at(begins) :]
    marked = [number for number, line in enumerate(lines) if text.low[line.start : line.end].lstrip().startswith(">")]
    if len(marked) < 2 or marked[0] == 0 or lines[marked[0]].start > end + 1:
        return []
    pieces: list[Span] = []
    for number, line in enumerate(lines[: marked[-1]]):
        if number not in marked:
            follows = pieces and number - 1 not in marked
            start = pieces.pop().start if follows else max(line.start, begins)
            pieces.append(Span(start, line.end))
    return pieces


def _is_paired(text: Text, piece: Span) -> bool:
    """Whether a piece stands below a heading such as "Request 2"."""
    above = text.lines[max(0, text.line_at(piece.start) - 1)]
    return _NUMBERED_PAIR.match(text.low[above.start : above.end].strip(" |*")) is not None


def _paired(text: Text, begins: int, end: int) -> list[Span]:
    """ "Request 1", "Answer 1", "Request 2": the pieces behind each heading of a question."""
    before = text.lines[max(0, text.line_at(begins) - 1)]
    opened = _NUMBERED_PAIR.match(text.low[before.start : begins].strip(" |*"))
    if not opened:
        return []
    pieces, number, at = [Span(begins, end)], int(opened["n"]), end
    for index in range(text.line_at(end), len(text.lines)):
        line = text.lines[index]
        pair = _NUMBERED_PAIR.match(text.low[line.start : line.end].strip(" |*")) if line.start >= at else None
        if pair and int(pair["n"]) == number + 1:
            start = line.start + pair.end() if text.low[line.start + pair.end() : line.end].strip() else min(line.end + 1, len(text.value))
            start = _skip_lead(text, start)
            stop, _ = _closing(text, start)
            pieces.append(Span(start, stop))
            number, at = number + 1, stop
    return pieces


def _numbered(text: Text, begins: int, end: int, closing: Rule | None) -> list[Span]:
    """Consecutive numbered questions with answers behind them, on the same line or on lines of their own. Questions that all stand before
    the first closing cue at `end` stand together, unless something else stands behind each and no heading of an answer follows."""
    pieces: list[Span] = []
    numbers: list[tuple[str, str]] = []
    answered = inline = 0
    first_line = text.line_at(begins)
    for index in range(first_line, len(text.lines)):
        line = text.lines[index]
        start = max(begins, line.start)
        low = text.low[start : line.end]
        bare = low.lstrip(" *•-|\"'")
        match = _ITEM.match(bare)
        number = _number_of(match) if match else None
        stop = _item_stop(low, number, len(pieces))
        if number and _continues(numbers, number) and stop:
            stop += start
            answered += bool(pieces and _speaks_between(text, pieces[-1].end, start))
            inline += bool(low[stop - start :].strip(" \"'"))
            pieces.append(Span(start, stop))
            numbers.append((number, ""))
        elif number and pieces and _continues(numbers, number):
            pieces.append(Span(start, line.end))
            numbers.append((number, ""))
        elif index == first_line and not number:
            return []
    half = max(1, len(pieces) // 2)
    spoken = answered >= len(pieces) - 1 > 1 and closing not in CLOSING_HEADINGS
    together = inline < half and not spoken and end < len(text.value) and all(piece.start < end for piece in pieces)
    return pieces if answered + inline >= half and not together else []


def _item_stop(low: str, number: str | None, before: int) -> int:
    """The end of a numbered question in its line: its question mark; behind two questions also its first full stop."""
    if "?" in low:
        return low.index("?") + 1 if before and low.count("?") == 1 else low.rindex("?") + 1
    stop = re.search(r"\.(?=\s|$)", low[4:]) if before > 1 else None
    return stop.end() + 4 if stop else 0


def _lettered(text: Text, begins: int, end: int) -> list[Span]:
    """ "Q. How many? A. Four.": the lines behind each Q."""
    if not text.low.startswith(("q.", "q:", "q "), begins) or not re.search(r"^a[.:](?:\s|$)", text.low[begins:], re.MULTILINE):
        return []
    pieces: list[Span] = []
    asking = False
    for line in text.lines[text.line_at(begins) :]:
        low = text.low[line.start : line.end]
        if re.match(r"q[.:]? ", low):
            pieces.append(Span(line.start + 2, line.end))
            asking = True
        elif re.match(r"a[.:](?:\s|$)", low):
            asking = False
        elif asking and pieces:
            pieces[-1] = Span(pieces[-1].start, line.end)
    return pieces


def _unnumbered(text: Text, begins: int, end: int) -> list[Span]:
    """Lines that ask, each with lines that do not behind it, in a text without any cue or number."""
    if end < len(text.value) and text.line_at(end) - text.line_at(begins) > 2:
        return []
    asking = [line for line in text.lines[text.line_at(begins) :] if text.value[line.start : line.end].rstrip().endswith("?")]
    answered = sum(_speaks_between(text, one.end, other.start) for one, other in itertools.pairwise(asking))
    return [Span(line.start, line.end) for line in asking] if len(asking) > 2 and answered >= len(asking) - 2 else []


def _speaks_between(text: Text, start: int, end: int) -> bool:
    """Whether anything but white space and further questions stands between two questions."""
    between = text.low[start:end].strip()
    return bool(between) and not between.endswith("?")


def _trim(text: Text, span: Span) -> Span:
    """Without white space and quotation marks at the ends."""
    value, start, end = text.value, span.start, span.end
    while start < end and (value[start].isspace() or value[start] in "\"'“‘”|"):
        start += 1
    while end > start and (value[end - 1].isspace() or value[end - 1] in '"“”‘|'):
        end -= 1
    return Span(start, end)


# -- its items -------------------------------------------------------------------------------------------------------------------------


def _items(text: Text) -> list[tuple[str, str]]:
    """The top-level numbered items: a line with the next number opens one, lines without a number continue it. The first may stand behind a
    colon, or have lost its number to the label above it."""
    items: list[tuple[str, str]] = []
    lead: list[str] = []
    for line in text.lines:
        low = text.low[line.start : line.end]
        bare = low.lstrip(" *•-|\"'")
        match = _ITEM.match(bare)
        number = _number_of(match) if match else None
        if match and number and _continues(items, number):
            items.append((number, text.value[line.start + len(low) - len(bare) + match.end() : line.end].strip()))
        elif items:
            label, so_far = items[-1]
            items[-1] = (label, f"{so_far}\n{text.value[line.start : line.end]}".strip())
        elif (behind := _BEHIND_COLON.search(low)) is not None:
            items.append((behind[1], text.value[line.start + behind.end() : line.end].strip()))
        elif match and number in ("2", "b") and len(lead) == 1:
            items = [
                ("1" if number == "2" else "a", lead[0]),
                (number, text.value[line.start + len(low) - len(bare) + match.end() : line.end].strip()),
            ]
        elif low.strip():
            lead.append(text.value[line.start : line.end].strip())
    return items if len(items) > 1 else _inline_items(text) or _bulleted_items(text)


_BEHIND_COLON = re.compile(r":\s+\(?([a1i])[.)]\s")
_INLINE = re.compile(r"\((\d|[a-h]|i{1,3}|iv)\)\s|\brequest (\d) ?(?:\([^)\n]*\))?\s*:?\s|^([a-h])$", re.MULTILINE)
_BULLET = re.compile(r"\s*(?:[•*–-]|o(?=\s))\s*(?=\S)")


def _inline_items(text: Text) -> list[tuple[str, str]]:
    """Items that follow one another inside a paragraph, "(a) the return (b) the invoices", or have their letter on a line of its own."""
    marks: list[tuple[str, str]] = []
    places: list[re.Match[str]] = []
    for match in _INLINE.finditer(text.low):
        number = match[1] or match[2] or match[3]
        before = text.low[: match.start()].rstrip()
        if (marks or not match[1] or not before or before.endswith(":")) and _continues(marks, number):
            marks.append((number, ""))
            places.append(match)
    ends = [*(match.start() for match in places[1:]), len(text.value)]
    return (
        [(mark[0], text.value[match.end() : end].strip()) for mark, match, end in zip(marks, places, ends, strict=True)]
        if len(marks) > 1
        else []
    )


def _bulleted_items(text: Text) -> list[tuple[str, str]]:
    """Items marked by bullets or dashes, numbered by their order."""
    lines = [text.value[line.start : line.end] for line in text.lines if _BULLET.match(text.low, line.start, line.end)]
    return [(str(number), _BULLET.sub("", line).strip()) for number, line in enumerate(lines, 1)] if len(lines) > 1 else []


_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def _continues(items: list[tuple[str, str]], number: str) -> bool:
    """Whether a number is the next one after the items so far, in the style in which they began."""
    if not items:
        return number in ("1", "a", "i", "1.1")
    last = items[-1][0]
    if last.isdigit():
        return number.isdigit() and int(last) < int(number) <= int(last) + 2
    if items[0][0] == "i" and last in _ROMAN:
        return number in _ROMAN and _ROMAN.index(number) == _ROMAN.index(last) + 1
    if "." in last:
        return "." in number and number > last
    return len(number) == 1 and number.isalpha() and len(last) == 1 and ord(number) == ord(last) + 1
