"""Facts told in plain sentences: what an answer says where it encloses nothing and points to nothing.

"In 2023 we bought 12 bicycles" gives what was asked though no word of giving stands in it. Such a sentence is found by where it stands, behind
the request and before the letter's rights and signature, and by what it tells: a quantity, a yes or a no. Figures that price the work, count
what would have to be searched, date something or belong to the law answer nobody.
"""

import re

from crawler.reading.cues import THANKS_FOR, closes_by_heading, closes_by_sentence
from crawler.reading.rules import Table, rule
from crawler.reading.text import Span, Text

LIMIT = rule(
    "no-answer/limit",
    (r"\b(?:limit|threshold|appropriate|ceiling|each hour|an hour)\b", "The limit for the force is £450."),
    (r"£ ?(?:25|450|600)\b(?!,)", "The limit for the force is £450."),
)
WORK = rule(
    "no-answer/work",
    (
        r"\b(?:minutes?|hours?|days?)\b[^.]{0,60}\b(?:to (?:find|read|search|locate|check|open|copy|retrieve|review|go|extract|collate)|for each|per (?:record|file|case)|of (?:staff|officer)|of work)\b",
        "Each file takes ten minutes to read.",
    ),
    (r"\b(?:takes?|spend|spent|taking) (?:\w+ ){0,4}(?:minutes|hours)\b", "Each file takes ten minutes to read."),
)
NO_ANSWER = Table(
    LIMIT,
    WORK,
    rule(
        "no-answer/time",
        (r"\b(?:hours?|minutes|seconds)\b", "It took 3 hours."),
        (r"\bdays? (?:of|to|for|from|after|within)\b", "You have 40 days from the date of this letter."),
        (r"\bworking days?\b", "We aim to reply within 20 working days."),
        (r"\b(?:estimat\w+|fees?|charge\w*)\b", "The fee for the work would be £475."),
    ),
    rule(
        "no-answer/search",
        (r"\b(?:search\w*|retriev\w+|extract\w*|manual\w*|by hand|trawl\w*|scann\w+|review(?:ed|ing)?|one by one|individually|located|go(?:ne|ing)? through|read through|opened|relat(?:e|es|ing) to your|on paper)\b", "There are 2,300 paper files, each of which would be opened."),
        (r"\b(?:e-?mails?|files|folders|records|documents|pages|entries|logs)\b", "There are 3,204 files that may hold it."),
    ),
    rule("no-answer/law", (r"\b(?:sets? of rules|regimes?|sections?|sec(?= ?\(?\d)|foi20\d\d|regulations?|reg|articles?|paragraphs?|acts?|eirs?|foia?|foisa|exempt\w*|exception\w*|commissioner\w*|tribunal|ico|public interest|guidance|prejudic\w+|disclos\w+|releas\w+|withh\w+|redact\w+|confirm or|held back|data protection|harm\w*|refus\w*|schedule)\b", "There are 2 limbs of section 36.")),
    rule(
        "no-answer/request",
        (r"\b(?:your|the|this|original|these) (?:\w+ )?(?:requests?|e-?mails?|letters?|enquiry|enquiries|message|questions?|complaint|review)\b|\b(?:clarity|clarification) (?:was|has been) (?:sought|asked|given)\b", "We received your request, in 4 parts, with thanks."),
        (r"\byou (?:asked|ask|requested|sought|seek|wanted|want|wish\w*|wrote|need|may|can|might|could|should)\b", "You asked about the 14 schools in the north of the county."),
        (r"\b(?:respond|reply|write to|contact|telephone|phone|tel|fax|relay|e-?mail|quote|quoting|reference|ref|address|postcode)\b", "Please quote 20231147 in any letter to us."),
        (r"\bappeal\w*\b", "An appeal has to be made within 2 months."),
        (r"\bwebsite\b", "Our website has 5 pages about parking."),
    ),
    rule(
        "no-answer/acknowledged",
        (r"\b(?:has|have) (?:now )?been (?:logged|passed|forwarded|allocated|assigned)\b", "Your words have been passed to 2 teams."),
        (r"\bwill (?:now )?(?:continue|be (?:carried out|dealt with|processed|handled|looked into))\b", "It will be dealt with by the 4 members of the team."),
        (r"\bonce again\b", "Once again, our apologies for keeping you waiting."),
        (r"\bp\.? ?o\.? box\b", "PO Box 4410"),
        (r"^\W*\d+ (?:attachments?|atodiad(?:au)?)\b", "2 Attachments"),
    ),
    rule("no-answer/could-be", (r"\b(?:would|could|might|may|should|if|whether|unless|likely|suppose|for (?:instance|example)|e\.?g)\b", "If 5 people were meant, they could be named.")),
    rule(
        "no-answer/asks",
        (r"\?\W*$", "Were more than 30 trees felled in 2021?"),
        (r"\b(?:please|kindly|i would like|i want|i wish|i ask|can you|could you|will you|send me|tell me|give me|let me (?:know|have))\b", "Please give the total for 2 years."),
        (r"^(?:q\d|how|what|which|who|when|where|why)\b", "How many of the 42 lifts were out of order in 2020"),
    ),
    rule(
        "no-answer/not-given",
        (r"\b(?:cannot|can not|unable|not (?:hold|held|record\w*|possible|able|available|collect\w*|known)|no record|not keep|not have)\b", "We cannot say which of the 12 was meant."),
        (r"n't\b", "We don't know which of the 9 pumps you mean."),
    ),
)  # fmt: skip
"""Sentences that tell of the work, the law, the request or of what could be: no number in them is an answer."""
_FIGURE = re.compile(
    r"^\W*(?:yes|no|none|nil|zero)\b(?! (?:longer|such|later|less|more than|one)\b)(?=\W*$|\s*[-,.;:])|\b(?:none|nil)\W*$"
    r"|(?<![\w/.@#:(-])£? ?(?!(?:19|20)\d\d\b)\d[\d,.]*(?: ?%| ?(?:m|k|bn|million|thousand)\b|(?![\w/@:)]|\.\d|-\d))",
    re.ASCII,
)
_COUNT = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|once|twice)\b|\bno (?:\w+,? (?:and |or )?){1,6}(?:was|were|has|have|had)\b",
    re.ASCII,
)
"""A count in words; it may belong to an explanation as well."""
_NOISE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?(?:[ /.-](?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b,?(?:[ /.-]+(?:19|20)?\d{2})?|[/.-]\d{1,2}[/.-]\d{2,4})"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)?\b|\b(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d\b|\b\d{1,2}(?:[:.]\d\d)? ?[ap]m\b|\b\d{1,2}:\d\d\b"
    r"|\b(?:past|last|previous|next|recent|first|coming) \d+\b|\bthe \d+ (?:\w+ )?(?:years|months|weeks)\b|'\d\d\b"
    r"|\[\d{1,2}\]|\S*(?:://|www\.|@)\S*|^\W*\(?(?:\d{1,2}|[a-z])(?:[.):](?=\s*[\w(])|(?= -))|\b0\d{2,4}[ \d]{5,}|\+\d{2}[ \d()]{8,}|\b[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}\b|\b(?:item|part|q|page|questions?|answers?|responses?|requests?|points?|parts?|items?|information|annexe?|attachment|enclosure|doc|document|file|table|appendix|no\.?|number|unit|suite|version|figure|level|type|class|grade|form|step|tier|phase|band|zone) ?\d+(?:(?:, | and |, and |-| ?& ?)\d+)*\b",
    re.ASCII,
)
"""Dates, hours, addresses and labels, whose digits count nothing."""
_ENDS = re.compile(
    r"^(?:yours (?:sincerely|faithfully|truly)|(?:kind |best |warm |with )*regards\b|(?:your )?(?:right|rights) (?:of|to) (?:appeal|review|complain\w*|request)\b.*|complaints?(?: rights| procedure)?|internal review|next steps|copyright.*|contact(?: us| details)?|feedback|public interest.*|harm\b.{0,20}|evidence of harm|about .{0,30})\s*[:,]?$"
    r"|^(?:if|should) you (?:are|have|feel|be|remain|wish to (?:complain|appeal|ask for|request)|disagree|want to (?:complain|appeal))\b",
    re.ASCII,
)
"""Where the letter's answers are over: rights, signature, contact."""
_SIGNS = re.compile(r"(?:(?:kind|best|warm|with) )*regards\b|yours\b")
"""Right behind a request this is the requester's; above another salutation, of a message before the answer."""
_RIGHTS = re.compile(
    r"internal review|\brights? (?:of|to) appeal|\b(?:to|may|can) appeal\b|\bappeal (?:to|against|procedure|process)\b|^appeals?\b",
    re.ASCII,
)


def region(text: Text, begins: int) -> Span:
    """Where answers stand: behind the request at `begins`, or from where the authority is first heard when no request is known (`begins` is
    0), and before the rights or the signature. Empty when nobody is heard."""
    begins = begins or _first_heard(text)
    heard, salutation = False, text.low.rfind("\ndear ")
    for line in text.lines[text.line_at(begins) + 1 :]:
        low = text.bare(*line)
        signed = _SIGNS.match(low) is not None
        if signed and (not heard or line.end <= salutation):
            continue
        if (("internal review" in low or "appeal" in low) and _RIGHTS.search(low)) or _ENDS.match(low):
            return Span(begins, line.start)
        heard = heard or bool(low)
    return Span(begins, len(text.value))


def _first_heard(text: Text) -> int:
    """Where the authority is first heard, by a heading of its answer or a sentence of its own; the text's end when it is not."""
    for line in text.lines:
        low = text.bare(*line)
        if len(low) > 3 and (THANKS_FOR.match(low) or closes_by_heading(low) or closes_by_sentence(low)):
            return line.start
    return len(text.value)


_THANKS = re.compile(
    r"\bthank|\bobliged to you\b|\b(?:sorry|apolog\w+|grateful|hope)\b|^dear\b|\b(?:cookies?|facebook|twitter|subscribe)\b", re.ASCII
)
_SENTENCE = 8
"""Words from which a line is one, and no heading or name."""


def explains(low: str) -> bool:
    """Whether a sentence tells something in plain prose, with no figure in it."""
    return (
        len(low.split()) >= _SENTENCE
        and low.rstrip(" )\"'”’")[-1:] in (".", "!", ":")
        and "|" not in low
        and not _THANKS.search(low)
        and NO_ANSWER.first(low) is None
    )


def is_work(low: str) -> bool:
    """Whether a sentence reckons what the work would take: the figures of such a letter count what there is to search."""
    return ("minute" in low or "hour" in low or "day" in low) and WORK.search(low) is not None


def tells(low: str) -> tuple[str, re.Match[str]] | None:
    """What a sentence tells, "told" for a figure or a plain yes or no and "said" for a count in words, with its place; None when it tells neither."""
    if NO_ANSWER.first(low) or not (_FIGURE.search(low) or _COUNT.search(low)):
        return None
    plain = _NOISE.sub(lambda noise: " " * len(noise.group()), low)
    for kind, pattern in (("told", _FIGURE), ("said", _COUNT)):
        match = pattern.search(plain)
        if match:
            return kind, match
    return None
