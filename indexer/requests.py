"""What a request asks, with what every request says out of the way. Pure.

A request becomes sentences of content words. Greetings, thanks, the Act that it is made under, the cost limit, the wish for a spreadsheet and the like are
known by the table below; other sentences that recur in many unlike requests are learned by `casebook`.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.rules import plain, sentence_rule, sentences
from indexer.shingles import Shingles, content_words, pack, shingles, terms

_ACT = r"(?:freedom of information|foi|foia|environmental information|eir|eirs|data protection)"

BOILERPLATE = (
    sentence_rule("greeting", "", r"^(?:dear|hello|hi|good (?:morning|afternoon|evening)|to whom it may concern)\b[^.?!]{0,60}[,.!:]?$", "Dear Sir or Madam,", "To whom it may concern"),
    sentence_rule("closing", "", r"^(?:yours? (?:sincerely|faithfully|truly)|(?:kind(?:est)?|best|warm) (?:regards|wishes)|regards|many thanks|thanks|thank you)\b[^?]{0,80}$", "Yours faithfully,", "Many thanks in advance for your help."),
    sentence_rule("made-under", "", rf"^(?:this is|i am (?:making|submitting|writing)|i (?:would|wish|want)|please (?:treat|accept|consider))\b[^?:]{{0,60}}\b(?:request|writing|make|information)\b[^?:]{{0,60}}\b{_ACT}\b[^?:]{{0,30}}\b(?:act|regulations|request|legislation|2000|2002|2004)\b[^?:]{{0,40}}[.:]?$", "This is a request under the Freedom of Information Act 2000.", "Please treat this as a request for information under the FOI Act."),
    sentence_rule("as-follows", "", r"^(?:please (?:provide|supply|send|can you|could you)[^:]{0,40}|the |i (?:would like|am requesting|request|require|seek|wish)[^:]{0,60})?(?:following information|information (?:that )?(?:i|is requested)[^:]{0,40}|request is)(?: is| are)?(?: as follows)?\s*:?$", "Please provide me with the following information:", "The information that I would like is as follows:"),
    sentence_rule("cost", "", r"^(?:if|should|where|in the event)\b.*\b(?:(?:cost|time|fees?|appropriate|18[- ]hour)\w*\b[^.]{0,30}\blimits?|too (?:long|broad|wide|much time|costly|expensive)|exceeds?|excessive|narrow|refine|section 12|s\.? ?12)\b", "If this request would exceed the cost limit, please tell me how I can narrow it."),
    sentence_rule("advice", "", r"\b(?:section|s\.?|regulation) ?(?:16|9)\b.*\b(?:advice|advise|assist\w*|narrow)|\b(?:advice and assistance|duty to (?:advise|assist)|obligation to assist)\b", "Please use section 16 to advise me how I could narrow it."),
    sentence_rule("format", "", r"\b(?:electronic(?:ally)?|excel|csv|spreadsheet|machine[- ]readable|word document|pdf|e-?mail)\b[^.?]{0,40}\b(?:format|form|copy|document|file|address|preferred|please|response|spreadsheet)\b|\b(?:format|form|provided?|supplied|sent|send|respond|reply|answers?)\b[^.?]{0,50}\b(?:electronic(?:ally)?|excel|csv|spreadsheet|machine[- ]readable|by e-?mail|via e-?mail)\b", "I would prefer the data in an Excel spreadsheet.", "Please send it by email."),
    sentence_rule("deadline", "", r"\b(?:20|twenty) working days\b|\b(?:statutory|legal) (?:deadline|time ?(?:limit|frame|scale))\b|\bas soon as possible\b", "I expect a reply within twenty working days."),
    sentence_rule("hear", "", r"\blook(?:ing)? forward to (?:hearing|your|receiving|a )|\backnowledge (?:receipt|this|my)\b|\bconfirm (?:receipt|that you have received)\b", "I look forward to hearing from you.", "Please acknowledge receipt of this request."),
    sentence_rule("clarify", "", r"\b(?:clarif\w+|hesitate to|contact me|get in touch|come back to me|let me know)\b[^.]{0,80}\b(?:request|question|contact|need|required?|unclear|anything|if|e-?mail|phone)\b|\bif (?:anything|any part|something|you need)\b[^.]{0,60}\b(?:unclear|clarif\w+|further)\b", "If you need any clarification please contact me.", "Please do not hesitate to contact me."),
    sentence_rule("withheld", "", r"^(?:if|should|where)\b[^.]{0,80}\b(?:withh(?:o|e)ld\w*|refus\w+|redact\w*|exempt\w*|not held|do(?:es)? not hold|cannot (?:answer|provide))\b", "If you decide to withhold any of it, please explain the exemption.", "If you do not hold all of this, please send what you have."),
    sentence_rule("reuse", "", r"\b(?:re-?use|open government licen[cs]e|copyright)\b", "Please confirm that I may re-use the data under the Open Government Licence."),
    sentence_rule("charge", "", r"\b(?:any charges?|a fee|free of charge)\b[^.]{0,60}\b(?:advance|tell|let me|inform|request|provided)\b", "If there is a fee, please let me know in advance of it."),
)  # fmt: skip

_PHRASES = re.compile(
    rf"\b(?:under|pursuant to|in accordance with|by virtue of|in line with|using|through|as per)\b[^.,:;?]{{0,40}}\b{_ACT}\b[^.,:;?]{{0,30}}?\b(?:act|regulations?|request|legislation|laws?)\b(?: \d{{4}})?(?:\s*\([^)]{{1,40}}\))?,?"
    r"|\b(?:i (?:would|should) (?:like|be grateful if you (?:could|would))|i (?:wish|want|am writing)|(?:please )?(?:could|can|would|will) you(?: please| kindly)*|please(?: kindly)?)\b"
    r"(?: to)?(?: (?:request|know|ask|see|provide|supply|send|tell|give|confirm|state|advise|disclose|inform|let))?(?: (?:me|us))?(?: (?:with|know))?",
    re.IGNORECASE,
)
"""What a sentence that asks something begins with: removed from it, the rest stays."""

_FEWEST = 4
"""Content words of a sentence that can be learned as boilerplate: a shorter one is too common to tell anything."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of a request: its content words, their shingles, and a number that equal sentences share (None when it is too short)."""

    words: tuple[str, ...]
    shingles: Shingles
    key: int | None


def matter(request: str, authority: str = "") -> Iterator[Sentence]:
    """The sentences that ask something, in order, without boilerplate and without the authority's own name."""
    text = plain(request)
    if authority:
        text = re.sub(re.escape(plain(authority)), " ", text, flags=re.IGNORECASE)
    for start, end in sentences(text):
        sentence = text[start:end].strip(" -•*")
        low = sentence.lower()
        if any(rule.pattern.search(low) for rule in BOILERPLATE):
            continue
        words = tuple(content_words(terms(_PHRASES.sub(" ", sentence))))
        if words:
            shingled = shingles(words)
            yield Sentence(words, shingled, _key(shingled) if len(words) >= _FEWEST else None)


def _key(shingled: Shingles) -> int:
    return int.from_bytes(hashlib.blake2b(pack(shingled), digest_size=8).digest(), "big", signed=True)
