"""What a requester says for politeness around the request: thanks, hopes of an answer, offers to explain, the wish for a receipt."""

import re

from crawler.reading.cues import trim
from crawler.reading.rules import Sought, Table, rule
from crawler.reading.text import Span, Text

COURTESIES = Table(
    rule(
        "courtesy/receipt",
        (r"^(?=[^\n]*\b(?:please|kind|kindly|welcome|appreciate[ds]?|grateful|glad)\b)[^\n]{0,90}\b(?:acknowledge (?:receipt|this|my|that)|confirm (?:safe |the )?receipt|that (?:this|it|my \w+)(?: \w+)? has (?:arrived|reached you|been received)|(?:say|tell me|confirm) that you have (?:received|had) (?:this|my|it))\b[^\n]{0,110}[.!]?$", "Please acknowledge this request by e-mail.", "A line to say that this has arrived would be welcome."),
        (r"^[^\n?]{0,40}\b(?:glad|grateful) (?:of|for|to have) an? (?:receipt|acknowledge?ment)\b[^\n?]{0,60}[.!]?$", "I should be glad of a receipt for this request."),
    ),
    rule(
        "courtesy/hope",
        (r"^(?:i |we )?(?:'?a?m |are )?(?:(?:look(?:ing)? forward to|await|(?:hope|expect)(?:ing)? to (?:have|receive|read|get))\b[^\n]{0,60}\b(?:hearing|reply|response|answer)|(?:hope|expect)(?:ing)? to hear)\b[^\n]{0,60}[.!]?$", "I look forward to your reply within the twenty working days.", "We hope to hear from you soon.", "Looking forward to your answer"),
        (r"^[^\n]{0,60}\b(?:helpful|great|grateful|appreciate it)\b[^\n]{0,20}\b(?:have|get|receive) (?:a|an|your|the) (?:reply|answer|response) by\b[^\n]{0,40}[.!]?$", "I go to print on Friday, so it would be helpful to have a reply by Thursday."),
    ),
    rule(
        "courtesy/due",
        (r"^(?![^\n]*\b(?:number|how|percentage|proportion|many|requests)\b)(?=[^\n]*\b(?:i|you|your|the (?:act|law)|foia?|by law)\b)[^\n]{0,120}\b(?:20|twenty) working days\b[^\n]{0,60}[.!]?$", "I believe that an answer is due within 20 working days of today by law.", "Please reply within the twenty working days that the Act allows."),
    ),
    rule(
        "courtesy/explanation",
        (r"^(?![^\n]*\b(?:narrow|refin|too (?:wide|broad)|cost|limit|advi[cs]e|assist))(?=[^\n]*\b(?:contact|get in touch|let (?:me|us) know|(?:write(?: back)?|ring|call|phone|telephone|e-?mail)(?: to| or (?:ring|call|phone|e-?mail|write to))? (?:me|us)|(?:i|we) can be reached|(?:glad|happy) to (?:help|explain)|(?:do|please) (?:say|ask|write|ring|call))\b)[^\n]{0,90}\b(?:unclear|not (?:\w+ )?clear|clarif\w+|explanation|explain(?:ed)?|questions? (?:that )?you have|with (?:any )?questions)\b[^\n]{0,110}[.!]?$", "Do write to me if anything is unclear.", "Should you need any clarification, please get in touch.", "Ring me or write to me whenever something is unclear, you will find my details beneath this message."),
    ),
)  # fmt: skip
"""Of a request's last sentence."""
_LONGEST = 260
"""Characters of a courtesy."""
_LAST_SENTENCE = re.compile(r"(?:(?<=[.!?)\n])|^)\s*([^.!?\n]+[.!]?)\s*$")

_THANKS = Sought(
    r"(?<=\w)\s+(?:many )?thank(?:s| you)(?: in advance)?[.!]*$|(?<=[.?!)\n\"”])\s*(?:(?:with )?(?:many )?thanks|thank you)(?: very much| from [\w ]{2,20})? (?:in advance|in anticipation|for (?:your|the|answering|helping|taking|reading|looking))\b[^?.\n]{0,100}[.!]?$|(?<=[.?!,\n])\s*(?:(?:with )?(?:(?:kind|best|warm|many|all good) )+(?:regards|wishes|thanks)(?: in advance)?|regards|yours (?:faithfully|sincerely)|thank(?: you|s)(?: in advance| very much| a lot| again)?)[.,!]*$"
    r"|(?<=[.?!)\n])\s*(?:many thanks|thank you)[^?.\n]{0,40} and (?:(?:i|we) (?:look forward|await|hope)|please (?:do )?(?:write|get in touch|let me know|contact|ring|call|e-?mail))\b[^?.\n]{0,90}[.!]?$"
    r"|\n\s*(?![^\n]*(?:\bplease\b|\b(?:could|would|can) you\b|\bif\b))[^\n?:]{0,24}\b(?:thank(?:s| you)|obliged to you)\b[^\n?:]{0,110}$"
    r"|(?<=[.?!)\n])\s*please (?:do )?let (?:me|us) know if (?:any(?:thing| information| part| of this)|you (?:need|require))\b[^?.\n]{0,40}\bclarif\w+[.!]?$|(?<=[.?!)\n])\s*(?:i|we) would (?:like|prefer) to receive (?:an )?electronic cop(?:y|ies)\b[^?.\n]{0,60}[.!]?$",
)
"""At the end of the words, on a line of their own or behind them on the last."""


def without_courtesies(text: Text, span: Span) -> Span:
    """The words without the courtesies behind them."""
    while behind := _courtesy(text.low[max(span.start, span.end - _LONGEST) : span.end]):
        span = trim(text, Span(span.start, span.end - behind))
    return span


def _courtesy(low: str) -> int:
    """How many characters at the end of some words are a courtesy."""
    thanks = _THANKS.search(low[-160:])
    if thanks:
        return len(thanks.group())
    last = _LAST_SENTENCE.search(low)
    return len(last.group()) if last and COURTESIES.first(last[1]) else 0
