"""What opens a request and what closes it: tables of cues, and what a single line tells of who speaks."""

import re
from functools import lru_cache

from crawler.reading.rules import Rule, Table, rule, together
from crawler.reading.text import Span, Text

HEADINGS = Table(
    rule("open/you-asked", (r"^(?:you (?:have )?(?:asked|wrote|requested|said|sought)(?: us| for| to us)*|your (?:words|message|letter|email|e-mail)|what (?:was|you|they|he|she) (?:requested|wanted|asked(?: for)?)(?: \([^()\n]{1,40}\))?|what did you ask(?: for)?|(?:the )?(?:enquirer|requester|applicant) (?:wants|asks|asked|wanted)(?: to know)?)\s*[:.?-]*$", "You asked", "Your message:", "What was asked for")),
    rule(
        "open/request",
        (r"^(?:\d{1,2}\. )?(?:foi|eir|rfi)?[ -]?\d[\w/-]{2,20} (?:your |the )?request\s*:?$", "FOI 2023-0417 Your Request:"),
        (r"^\d{1,2}\. (?:your |the )?(?:request|information requested)\s*:?$", "2. Information requested"),
        (r"^(?:\w+ )?request \d{9,12}$", "Request 101003387214"),
        (r"^(?!foi request detail$|foi requests$)(?:(?:section \d+: )?(?:the |your |foi |eir |our |initial |original |new |current |first |second |third |full |information |details? of |detail of |summary of |text of |nature of )*(?:request|requests|enquiry|question|questions)(?: details?| detail| summary| text| received| for information| made| \d{1,2})?(?: \([^()\n]{1,40}\))?|details of (?:the |your )?request|(?:eich |y )?cais(?: / (?:your )?request)?|(?:the )?information (?:requested|sought|request)|requested information|(?:applicant|requester)(?:'s)? (?:question|request)s?)\s*[:.-]?$", "Information requested", "REQUEST", "Request detail:", "Your request", "Question 1", "Requested information:"),
    ),
    rule("open/received", (r"^(?:initial |original )?request received(?: on)?(?: (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}))?\s*:?$", "Request received 3 November 2025:")),
    rule("open/responded", (r"^responded(?: on)? (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}$", "Responded Wed 18 February 2026")),
    rule("open/original", (r"^(?:original|initial|first|new|previous|second|third) (?:request|question|enquiry)\b[^\n]{0,90}$", "Original request - 202300361442")),
    rule(
        "open/status",
        (r"^the request was (?:partially successful|successful|refused)[^\n]{0,80}$", "The request was successful."),
        (r"^[\w .,'\[\]-]{3,60} made this (?:freedom|environmental) (?:of )?information request to [^\n]{3,120}$", "J Doe made this Freedom of Information request to Larkbeth Council"),
        (r"^[\w .,'&-]{3,80} (?:did not have the information requested|is delayed)\.$", "Larkbeth Council did not have the information requested."),
    ),
    rule("open/review", (r"^(?:request for (?:internal )?review|review request)(?: ?[:-]? ?(?:foi|eir|ref)?[/ -]?\d[\w/-]{3,16})?\s*:?$", "Request for Review")),
    rule(
        "open/both",
        (r"^(?:your )?questions? and (?:our )?(?:final )?(?:responses?|answers?|repl(?:y|ies))\s*:?$", "Your questions and our responses:"),
        (r"\bwhat you (?:have )?asked(?: for)? is (?:set out|repeated|copied|printed|given|shown)\b[^\n?]{0,60}[.:]$", "What you asked for is set out below, followed by our answer to each point."),
        (r"^(?:here|these|below) are the (?:answers|responses|replies) to (?:your|the) (?:questions|requests)\b[^\n?]{0,20}[.:-]+$", "Here are the answers to your questions:"),
        (r"(?:^|[.,] )(?:the|your) (?:\w+ )?(?:request|questions?) and our (?:reply|response|answer)s? (?:are|is) [^\n.]{0,30}\b(?:set out|given|below|here)\b[^\n.]{0,20}\.?$", "Your questions and our answers are set out below."),
        (r"^(?:(?:your |the )?(?:request|questions?|enquiry)(?: and|/| &) (?:our |the )?(?:answer|response|reply|responses|answers)s?|your questions and our responses|(?:here is|set out below is) your request and our (?:response|reply)\.?)(?: \([^)\n]{3,30}\))?\s*:?$", "Request and Answer:", "Your Request and Our Response (Request in Bold)"),
        (r"\bbelow(?: is)? your (?:\w+ )?(?:request|questions?) and our (?:response|reply|answer)s?(?: in [^\n.:]{3,30})?(?:\.?\s*:?|\. (?:please accept|we apologise|apologies) [^\n.?:]{3,80}\.)$", "Thank you for your enquiry. Below is your request and our response.", "Below is your request and our response. Please accept our apologies for the delay."),
    ),
)  # fmt: skip
LEAD_INS = Table(
    rule("open/seek-access", (r"\bi note (?:that )?you (?:seek|sought|are seeking|have (?:asked|requested)|request|requested)\b[^.\n]{0,90}?[:-](?=\s|$)", "I note you seek access to the following information:")),
    rule(
        "open/you-verb",
        (r"(?<!since )(?<!after )(?<!when )\byou (?:have |had |also |then |now |again |specifically |e-?mailed |wrote to )*(?:asked|ask|wrote|requested|request|sought|seek|wished|wanted|said|state|stated|put|raise|raised|submitted|made|specified|enquired|re-?sent|e-?mailed)\b(?:(?!\byou (?:asked|wrote)\b|[.?!]\s)[^\n]){0,170}?(?::|;$|\s-(?=\s|$)|,(?=\s[\"']\w)|(?=\s\"\w))(?=\s|\"|'|$)", "In your request, you asked:", "On 14 May 2021 you asked the Office for the following:"),
        (r"\byou (?:asked|requested|wrote)(?: us)?(?: for| that)?(?: the following)?(?= '\w)", "In your message you asked us for 'a list of all allotment sites'."),
    ),
    rule("open/request-reads", (r"^(?=[^\n]*\b(?:your?|the (?:specific )?(?:request|question|enquiry|e-?mail))\b)[^\n]*?\b(?:request|(?<=your )requests|enquiry|e-?mails?|letter|message|application|correspondence|questions?)\b(?:(?![.?!]\s)[^\n]){0,160}?\b(?:as follows|the following|set out|set down|below|reads?|read|worded|says|said|asked|asks? for|asking(?: us)?(?: for)?|requesting|seeking|sought|replicated|copied|repeated|quoted|here(?: it is)?(?: again)?|followed|were|these|this|is)\b(?:(?![.?!]\s)[^\n]){0,160}?(?::|-(?=$))(?=\s|\"|'|$)", "I write in connection with your request for information received on 24th October 2023 as follows:", "Your request of 21 September 2021 was worded as follows:", "Your request was as follows-")),
    rule(
        "open/received-following",
        (r"\b(?:received|had|have|answered) (?:from you )?(?:the following|a request (?:under|for))\b[^.\n]{0,80}:(?=\s|$)", "Weald Police received the following on the 9th of February:"),
        (r"\byour (?:request|enquiry|question)s? (?:was|were|is|are)\s*:(?=\s|$)", "Please accept our apologies for the delay. Your request was:"),
        (r"\byour (?:request|enquiry|e-?mail|letter)\b[^.\n?]{0,70}\b(?:was|is) (?:for|to (?:see|know|have))\s*:$", "Your email of 3 June was for:"),
        (r"\byour (?:request|questions?|enquiry) (?:is|are|has been|have been) (?:set out|repeated|copied|shown|reproduced|printed|listed|split|in (?:bold|italics))\b[^\n?]{0,70}[.:]$", "Your request has been split into four parts, as follows:"),
        (r"\brequest(?: for information)? was (?:sent|made|submitted|received)\b[^.\n\"]{0,60}\b(?:asking|seeking|requesting)(?: for)?(?=\s\"\w)", "A request was sent in by yourself, asking for \"the dates of all drills\"."),
        (r"\byour (?:request|e-?mail|letter)\b[^\n]{0,120}\bset out (?:here|below)[;,] (?:and )?our (?:responses?|answers?|repl(?:y|ies))\b[^\n]{0,60}:$", "Thank you for your email, in which you ask for what is set out below; our answers are given underneath in green:"),
        (r"^we have (?:split|broken|numbered|set out|copied|repeated) your (?:request|questions)\b[^\n]{0,90}:$", "We have numbered your questions so that each can be answered in turn:"),
        (r"\bbelow (?:is )?(?:a copy of )?(?:your|the) (?:\w+ )?(?:request|questions?|e-?mail)s?\s*:$", "Please find below your original request:"),
        (r"^(?:below|for ease of reference)\b[^.\n]{0,20}\byour (?:request|questions?) (?:is|are|appears?)\b[^\n]{0,80}$", "For ease of reference, your questions are repeated here"),
    ),
    rule("open/you-sought-bare", (r"\b(?:in (?:it|which|that|this)(?: request| letter| e-?mail)?,? you (?:sought|asked(?: for)?|requested|wanted)(?: access to)?|you (?:asked|sought)(?: for| access to)?),?$", "In it you sought")),
    rule("open/which-reads", (r"\b(?:which|that) (?:reads?|asks?(?: for)?|was|were|said)\s*:?$", "We have now considered your request of 2 March 2021 which reads:")),
    rule("open/here-it-is", (r"\b(?:here (?:it is|they are)(?: again)?|this (?:asks|asked) for|(?:the )?most recent (?:reads|asks for))\b(?=[^:.\n]{0,60}:$)", "Here it is again, so that the answers can be followed:")),
    rule("open/matters", (r"\b(?:matters|points|issues|concerns) (?:that |which )?you (?:raise|have raised|raised|make|made)\b[^.\n]{0,60}:$", "I have set out the matters that you raise one by one below:")),
    rule("open/following-stop", (r"\byou (?:have )?(?:asked|requested|sought|seek|request)(?: for)? the following\b[^.:\n]{0,110}\.$", "Thank you for your email, in which you asked for the following about the bus lane.")),
    rule("open/as-clarified", (r"\bas (?:clarified|amended|revised|narrowed)\b[^:\n]{0,50}:$", "We have dealt with it as clarified on 1 July 2024, for:")),
    rule("open/for-following", (r"\byour (?:foi )?(?:request|enquiry|e-?mail|letter)\b[^.\n]{0,90} for the following(?: information)?$", "We have considered your request of 19 June 2025 for the following information")),
    rule(
        "open/requesting",
        (r"\b(?:requesting|asking for|seeking)(?: access to)? the following(?: information)?$", "Thank you for your emails dated 11 and 26 June requesting the following"),
        (r"\breceived (?:an?|your) (?:\w+ )?(?:e-?mail|letter|request|message|enquiry)\b[^.:\n]{0,60}?\b(?:requesting|asking|seeking)\b[^.:\n]{0,60}:$", "On 4 March the Trust received an email requesting the following information:"),
    ),
    rule("open/you-ask-list", (r"\byou (?:ask|asked|seek|sought|want|wanted|request|requested)(?: for| to see| to know)?(?: the following(?: information)?)?$", "In your email of 14th February you ask")),
    rule("open/now-answer", (r"^(?:i|we) can now (?:answer|reply|respond)[^.\n]{0,30}as follows[.:]?$", "I can now answer, as follows.")),
)  # fmt: skip
LABELS = Table(
    rule("open/inline-label", (r"^(?:foi |eir |initial |the |your |original |full |first |applicant )*(?:request(?: details?| for information| \d{1,2})?|question(?: number)?(?: \d{1,2})?|you (?:asked|wrote|requested)|details? of request|description|applicant question|enquiry)\s*:\s*(?=\S)", "Request: How many cars were stolen?", "Question Number 1: How many?")),
    rule(
        "open/inline-number",
        (r"^request (?=(?:please|i (?:would|am|want)|under the(?=[^\n]*\b(?:i|please|we)\b)|could you|can you)\b)", "Request Please supply the number of parking permits issued since January 2021"),
        (r"^request \d{9,12} (?=\S)", "Request 101002428998 Please supply the figures"),
    ),
    rule("open/glued", (r"^(?:date )?respond(?:ed|ing)\b(?: on)?:? (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th)? ?[a-z]+,? ?\d{4}|\d{1,2}/\d{1,2}/\d{4})(?=\S)", "Responded Fri 18 October 2019Under the Act")),
)  # fmt: skip
PHRASE = rule(
    "open/for-phrase",
    (r"\bthank you for your (?:e-?mail|letter|request|message)\b[^\n]{0,220}? (?:and|in which you|where you|when you) (?:asked|ask|enquired) (?=whether|if|how|why|what|which|who)", "Thank you for your email in which you asked whether staff must wear a badge."),
    (r"^the request was for (?=\w)", "The request was for copies of all correspondence about the car park."),
    (r"\bin your (?:e-?mail|letter|request|message)\b[^.:\n]{0,40}?,? (?:in which )?you (?:sought|asked for|requested|asked to see) (?=the |all |any |copies |details |a )", "In your email of 12 May, you sought copies of the cycle lane consultation responses."),
    (r"\bwe (?:take it|understand) that you want (?=an? |the |all )", "We understand that you want the totals for each ward."),
    (r"(?<!answer to )(?<!response to )(?<!reply to )\byour (?:(?:foi |freedom of information |information )?request(?: for information)?|application|e-?mail|letter)\b[^.:\n]{0,70}? (?:for|requesting|asking(?: for)?|seeking|(?:in which|where) you (?:sought|requested|asked(?: for)?)|asks for) (?=(?:the (?!following|above|information (?:above|below)|purposes?|attention|decision)|all|any|copies|a copy|every|details|how|whether|number|papers|information (?:on|about|relating|regarding|concerning))\b)", "We have now considered your request of 4th October 2023 for the full results"),
)  # fmt: skip
CLOSING_HEADINGS = Table(
    rule(
        "close/response",
        (r"^(?:(?!request\b)[\w'&()-]+ ){0,5}?(?:(?:response|reply|answer|decision|outcome)s?|position)(?: detail| details| letter| date| text)?(?: (?:to )?(?:your |the )?(?:review )?(?:request|question|enquiry)s?)?(?: number)?(?: (?:\d[\d ,&-]*(?: ?and ?\d+)?|one|two|three|four|five))?\s*[:.-]?$", "Response:", "Our response", "DWP Response", "Answer 1", "Freedom of Information Response", "Council response :"),
        (r"^(?:section \d+: |\d{1,2}\. )(?:our |the )?(?:reply|response|answer)s?:?$", "3. Our response"),
        (r"^(?:release|(?:our )?final (?:response|answer|reply))s?:?$", "Final Response"),
        (r"^section \d+: our reply\b", "Section 2: Our reply"),
        (r"^(?:ein |yr )?h?ymateb(?: / (?:our )?response)?\b", "Ein hymateb / Our response"),
        (r"^determination:?$", "Determination"),
        (r"^download (?:the |our |this )?(?:response|reply|answer|letter|document|file|attachment)s?\b[^\n?]{0,80}$", "Download response Bus Lane 120517"),
        (r"^[\w' &-]{3,40}\((?:response|reply|answer)\)\s*:?$", "Weald Police (Response)"),
        (r"^outcome ?/ ?documents?$", "Outcome / Documents"),
        (r"^(?:foi |our )?dut(?:y|ies)(?: to confirm[^\n?]{0,30})?\s*:?$", "Our duty to confirm or deny"),
        (r"^(?:the )?(?:clerk|officer|council|force|reviewer) (?:replies|answers):?$", "The officer replies:"),
        (r"^(?:reply|response|answer) from [^\n:?]{3,50}$", "Reply from the Estates Department"),
    ),
    rule(
        "close/response-dated",
        (r"^responded(?: on)?(?: (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}))?\s*:$", "Responded on 14 March 2022:"),
        (r"^responded (?:on )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}$", "Responded 14 March 2022"),
        (r"^(?:response|reply|answer) (?:provided|given|sent|issued)(?: (?:on )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4})?\s*:?$", "Response sent 7th June 2019"),
        (r"^(?:responses?|answers?|questions?) \d{1,2}[a-z]?(?:(?: ?, ?| ?& ?| and )\d{1,2}[a-z]?)+\s*:?$", "Response 2, 3 and 4"),
        (r"^(?:response|reply|answer)(?: to (?:your )?(?:review request|request|question)[^\n]{0,40})?:?(?: (?:of |dated )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}| \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}| \d{12})\s*$", "Response 09-04-2020"),
    ),
    rule("close/response-inline", (r"^(?!how to\b)(?:(?!request\b)[\w'-]+ ){0,3}?(?:response|reply|answer|decision|outcome)(?: detail)?(?: (?:to )?(?:question )?\d[\d ,&-]*)?\s*:\s*(?=\S)", "Response: 14 cars.", "Outcome: Full Refusal")),
    rule(
        "close/we-answered",
        (r"^(?:we|i|in) (?:have )?(?:answered|said|replied|reply|respond(?:ed)?|disclosed|response|reply as follows|response to your (?:request|question)s?)\s*:?$", "We answered", "In Response:"),
        (r"^what we (?:disclosed|released|said)\b", "What we disclosed"),
        (r"^what was (?:disclosed|released|said)\s*:?$", "What was released"),
        (r"^what (?:did we say|(?:we|you|they) (?:can (?:tell|give|say|release)|got|were (?:given|sent|told)|received))\b[^\n]{0,40}$", "What we can tell you"),
        (r"^how (?:we(?: have|'ve)?|(?:your|the|this) request was|it was) (?:dealt|handled|answered|considered)\b[^\n]{0,40}$", "How your request was handled"),
        (r"^our answers? (?:follow|is|are)\b[^\n]{0,80}$", "Our answers follow."),
    ),
    rule(
        "close/refusal",
        (r"^clarification q(?:uestion)?s?\s*:?$", "Clarification Q:"),
        (r"^s\.? ?\d{1,2}\b(?! ?\()[^?\n]{0,40}$", "S40 Personal information"),
        (r"^(?:no information held|information not held|ncnd)\b[^?\n]{0,40}$", "No information held"),
        (r"^(?:extent|results?)(?: and (?:extent|results?))? of searches\b", "Extent and Result of Searches to Locate Information"),
        (r"^decision under\b", "DECISION UNDER THE TERMS OF THE ACT"),
        (r"^(?:refusal notice|notice of refusal|exemptions?(?: applied| claimed| engaged| used)?|exceptions?(?: applied)?|reasons? for (?:the |our |this )?(?:decision|refusal)|reasons?|explanation|disclosure|extent of searches?\b[^\n]{0,50}|result of searches?\b[^\n]{0,50}|searches(?: (?:to|made|for|of|carried|conducted|undertaken)\b[^\n]{0,60})?|public interest test|information (?:released|provided|disclosed|held|supplied)|(?:released|disclosed) information|results?|first duty|the first reply|part(?:ial)? disclosure\b[^\n]{0,100}|full (?:disclosure|refusal)\b[^\n]{0,60}|no information held)\s*:?$", "NOTICE OF REFUSAL", "Exemption applied:", "Reason for decision"),
    ),
    rule(
        "close/exemption-line",
        (r"^(?:exemptions?|exceptions?|refusal)\s*[:-]\s*(?:sections?|s\.?|regulations?|regs?\.?) ?\d", "Exemption - Section 12(1)"),
        (r"^(?:(?:foia|eir|foisa)[, ]+)?(?:section|s\.?|regulation|reg\.?) ?(?:\d{2}|[68](?= ?\())[a-z]? ?(?:\(\w{1,3}\) ?)*[^\n?]{0,4}[-:][^\n?]{2,80}$", "Section 31(1)(a) - Law enforcement"),
    ),
)  # fmt: skip
RIGHTS = rule(
    "close/rights",
    (r"^(?:if|should) (?:for any reason )?you (?:are|were|not|be|remain|feel|believe|have|then|still|wish|would like|want|disagree|require|need)\b[^\n]*\b(?:unhappy|dissatisf\w+|unsatisf\w+|disagree|concerned with the service|not (?:be )?(?:satisfied|content|happy)|internal review|(?:this|our|my|the) (?:letter|e-?mail|response|reply|decision)|information (?:supplied|provided))\b", "If you are not content with the outcome of that review, you may apply to the Commissioner.", "Should you not be satisfied with our response, you have a right to complain."),
    (r"^(?:the |this )?information (?:supplied|provided) (?:to you|in this \w+|here) (?:continues|is|remains|may)\b", "The information supplied to you continues to be protected by copyright."),
    (r"^(?:i|we) (?:hope|trust) (?:that )?(?:you (?:are|will be|find)\b[^\n]*\b(?:satisfied|help|useful)|(?:this|the|our) (?:information|response|reply|answers?|letter|satisf|assists|helps|is (?:helpful|useful|of)|provides|fulfils))", "I trust this response is helpful to you.", "I hope that this information is useful."),
    (r"^(?:the )?(?:information commissioner\b[^\n?]*\b(?:can|may|will|is|has|cannot)\b|ico (?:can|cannot|will)\b)", "The Information Commissioner can be contacted at:"),
    (r"^you (?:also |may also |do )?(?:have|may) (?:the|a|also) (?:legal )?(?:rights? (?:of|to)|appeal|complain)\b", "You also have a right of appeal to the Information Commissioner at:"),
    (r"^(?:any (?:appeal|contact details)|requests? for (?:an )?internal review|most of the information that we|you are free to use|this concludes our)\b", "You are free to use it for your own purposes, research among them."),
)  # fmt: skip
"""What follows the answers of a letter."""
CLOSING_SENTENCES = Table(
    rule(
        "close/decided",
        (r"^(?:(?:i|we) (?:have|had|'ve)|having) (?:today |now |carefully |also )?(?:decided|considered|completed|concluded|determined|(?:looked|searched)(?! (?:on |at |through )?your (?:web|site|page|publication))|taken|been asked|carried)\b", "I have today decided to disclose the located information."),
        (r"^(?:on [^,\n]{4,30},? )?(?:we|i) (?:requested|sought|asked)(?: you)?(?: for)? (?:the following )?clarif\w+", "We requested the following clarification on 2 May 2019:"),
        (r"^(?:following your clarification|applicant (?:content|clarified|confirmed|agreed))\b", "Following your clarification, I note that you want papers of 2023 only."),
        (r"^if (?:disclosed|released)\b", "If disclosed, these details could help a burglar."),
        (r"^disclosure of (?:this|the|such|that|information)\b", "Disclosure of this information would help a burglar."),
    ),
    rule("close/confirm", (r"^(?![^.\n]{0,60}\b(?:you (?:please )?|please )(?:confirm|advise|inform)\b)(?:(?:i|we|it)\b|(?:the |this )?[\w'&() -]{3,60}?)(?: can| am able to| are able to| is able to| wish(?:es)? to| would| must| may)? (?:now |also |only )?(?:confirm|advise|inform|neither confirm|can neither|neither confirms)\b", "I can confirm that the information is held.")),
    rule(
        "close/hold",
        (r"^(?![^.\n]{0,40}\b(?:should|must)\b)(?:(?:we|i)|the (?![^.\n]{0,60}?\b(?:from which|in which|to which|whether|when)\b)[\w'&() -]{3,60}?(?! (?:has|have)\b)|(?:(?!\b(?:that|which|concerns?)\b)[\w'&() -]){3,50}?(?:police|constabulary|council|service|trust|government|ministry|department|commission|university|office|agency|board|authority)) (?:do(?:es)? )?(?:not )?(?:hold|holds|held|keeps|records|has|have)\b(?! you\b)", "The council holds the information."),
        (r"^(?:(?:we|i)|the (?![^.\n]{0,60}\b(?:what|your)\b)[\w'&() -]{3,60}?) (?:do(?:es)? (?:not )?|have )?(?:keep|record)\b(?! of\b)", "The council does not record the breed of dogs that are reported as lost."),
    ),
    rule("close/sorry", (r"^(?:unfortunately|regrettably|i regret|we regret|i am (?:(?:very |truly |sincerely |extremely |really )?sorry|afraid|not able|unable|refusing|responding|writing (?:in (?:reply|response|connection|respect)|to (?:advise|inform|respond|confirm|tell you)))|i'm (?:sorry|afraid|unable|not able)|we are (?:sorry|unable|not able|refusing|withholding|content|pleased|writing)|we're (?:sorry|unable)|please accept (?:my|our)|i apologise|we apologise|i must (?:refuse|inform|tell)|i write to (?:advise|inform|confirm|tell|let you know))\b", "Unfortunately we cannot answer.")),
    rule("close/enclosed", (r"^(?:you (?:will|can) (?:now )?find (?:our|the|a|attached|enclosed|below)|please (?:find|see|refer to)(?! (?:below |attached |enclosed )?(?:a|my) (?:\w+ ){0,4}request\b)|i (?:enclose|attach)|we (?:enclose|attach|provide|release|can release|can provide|publish|wrote to you|told you|have told)|(?:attached|enclosed) (?:is|are|please)|(?:on|in) \d{1,2} \w+ we told you|see (?:the )?attached)\b", "Please find attached the dataset.")),
    rule("close/note", (r"^please (?:note|be advised|be aware)\b", "Please note that the figures are not audited.", "Please be aware that no check has been made."), (r"^please take this (?:letter|e-?mail) as (?:an|our)\b", "Please take this letter as an acknowledgement of your request.")),
    rule("close/not-obliged", (r"^(?:the |this )?[\w' ]{3,60} (?:is|are) (?:unable to|not (?:obliged|required|able|in a position))\b", "The Service is not obliged to answer this request.", "The Trust is unable to give the price.")),
    rule("close/handled", (r"^(?:your|this|the|that) (?:request|enquiry|e-?mail|letter|correspondence|message|matter|information|information requested|data|whole|application)(?:, (?:as )?(?:shown|set out|given|quoted|repeated) (?:below|above|overleaf),)?(?: that you| you)?[^.,\n]{0,60}? (?:ha(?:s|ve) (?:now |therefore )?been|was|were|is|are|falls|fall|will be)\b", "Your request has been considered under the Act.")),
    rule("close/thank", (r"^thank you for (?:your|the|writing|asking|getting|contacting|clarifying)\b", "Thank you for your request.")),
    rule(
        "close/law",
        (r"^(?:section|regulation|reg\.?|s\.?|article|art\.?) ?\d{1,2}[a-z]?\b(?! ?- [^\n.]*$)(?! of the (?!act\b|freedom|foi|environmental|eir)[a-z])[^\n]{0,50}?\b(?:of|states?|places|obliges|applies|provides?|gives?|exempts?|is|says|requires?|allows?)\b", "Section 1 of the Act places two duties on public authorities."),
        (r"^(?:under|in accordance with|in line with|pursuant to|by virtue of) (?:section|regulation|the (?:freedom|foi|environmental|act\b|terms))[^?\n]{0,160}?\b(?:we|i|the (?:council|force|trust|university|department|authority))\b", "Under Regulation 5(1) we have a duty to make information available"),
        (r"^the (?:freedom of information|foi|environmental information) (?:\(scotland\) )?(?:act|regulations|law)\b[^?\n]{0,60}\b(?:gives?|says?|provides?|is|requires?|creates|places|puts|imposes|entitles)\b", "The Freedom of Information Act gives everyone a right of access to recorded information."),
        (r"^(?:when )?(?:an|a public) authority\b", "A public authority must confirm whether it holds the information that is asked for."),
    ),
    rule(
        "close/we-act",
        (r"^we (?:will not|won't|shall not|cannot|can not|can't|can|have (?:dealt|handled|treated|identified|found|estimated|gone|looked|searched|made|answered|no|the|some)|are treating|found|estimate|consider|believe|answered|refer|do not|don't|dealt|reply|replied|asked|understand|release|withhold|refuse|decline|interpret|take|run|own|use|spent|made|consulted|contacted|spoke (?:to|with))\b", "We will not be supplying this."),
        (r"^the (?:applicant|requester) (?:was|has|confirmed|clarified)\b", "The applicant was asked to clarify the request."),
        (r"^i am (?:now )?(?:treating|handling|dealing with) (?:your|this)\b", "I am treating your letter as a request under the Act."),
        (r"^i (?:(?:can |will |am able to )?(?:respond|reply|answer)\b|will not|won't|cannot|refuse|enclose|attach|have (?:dealt|handled|treated)|decline|withhold|refer to (?:your|the) (?:request|e-?mail|three|two))\b", "I enclose a copy of the lease."),
    ),
    rule("close/first-reply", (r"^(?:the (?:first|original|initial) (?:reply|response|answer|decision)|as to (?:substance|the substance))\b", "The first reply, of 19 October 2021, refused the request.")),
    rule(
        "close/our",
        (r"^what (?:can|may) be (?:disclosed|released|given|provided)\b", "What can be released is in the attached table."),
        (r"^(?:the )?(?:figures|numbers|answers?|details|data|results?|totals?) (?:is|are)\b(?! (?:needed|wanted|required)\b)", "The figures are for the financial year 2021/22."),
        (r"^having made (?:enquiries|searches|a search)\b", "Having made enquiries of the housing team, I can confirm that the report is held."),
        (r"^my (?:letter|e-?mail|reply|decision)\b", "My letter answers the three points in turn."),
        (r"^(?:our|the (?:force|council|trust|department|university|authority|government|ministry|service)'s) (?:search|searches|records|response|answer|reply|estimate|review|position|answers|system|duty|obligations?)\b", "The council's records go back to 2015 only."),
        (r"^(?:a|the) search(?:es)? (?:of|was|has|have|were|for)\b", "A search was made of our records."),
        (r"^(?:the|our) (?:answer|response|reply)s? to (?:your|the|this) (?:request|questions?|enquiry)\b(?![^\n]*\bbelow\b)", "The answer to your request is as follows:"),
        (r"^(?:the|our) (?:answer|response|reply)s? (?:of|from|by) [^\n?]{3,60}\b(?:is|are|can|follows?)\b", "The reply of the Commission is set out in the appendix."),
        (r"^on (?:the )?(?:\w+ ){1,5}(?:\d{4},? |date,? )?(?:i|we) (?:wrote|e-?mailed|asked|replied|contacted|responded|requested|sought)\b", "On the 4th of November 2022, I wrote to you and stated:"),
        (r"^in (?:response|reply|answer) to (?:your |this |the )?(?:request|questions?|enquiry|points?|parts?|items?|q) ?\d?\b", "In response to points 1 and 2 we gave you a copy.", "In reply to your request, please see the table below."),
        (r"^[\w'&() -]{2,60}? has (?:now )?(?:completed|carried out|conducted|undertaken|made) (?:a|an|its|the|our) (?:search|enquir)", "The Harbour Office has now completed a search of its files."),
        (r"^(?:zero|nil)\b(?![^\n]*\?)", "Zero complaints of that kind were made."),
        (r"^(?:all |every |each )?(?:police )?forces\b[^\n?]*\b(?:different|differ|differently|compar\w+)\b", "Police forces use different systems to record these figures."),
        (r"^following (?:(?:careful |full |due )?consideration|receipt|a search|enquir|clarification|your request)\b", "Following careful consideration we have decided to release the report."),
        (r"^(?:it (?:has been|is) (?:estimated|established|considered|our)|it would cost|it is not possible|to (?:reply|answer|locate|provide|find|identify|extract|retrieve|collate|obtain) (?:this|would|the)|to answer\b)", "It is estimated that the work would take 40 hours."),
        (r"^all (?:of (?:it|this|what you)|four|three|two)\b[^\n]{0,40}\b(?:held|exempt|is|are)\b", "All of this is held by the highways team."),
        (r"^searches (?:were|have|conducted)", "Searches were made of the shared drive and of the paper files."),
        (r"^information (?:held|is held|not held|was)\b", "Information held by the school is set out in the table."),
        (r"^information [^\n?]{0,60}\byour (?:request|questions?)\b[^\n?]{0,20}\b(?:is|are|has|was)\b", "Information falling within your request is held by the Commission."),
        (r"^answers? to (?:your )?(?:questions?|q|parts?|points?) ?\d", "Answers to questions 1 to 6 are given for each quarter."),
        (r"^you (?:did not ask|may (?:also )?(?:like|wish|be interested|find))\b", "You may wish to look at the further papers on our website."),
        (r"^no information\b", "No information is held about the ages of the swans."),
        (r"^the [\w ]{2,40} (?:was|were|is|are) (?:asked|searched|consulted|contacted|withheld|released|enclosed|attached|exempt)\b", "The parks manager was asked for any record of the felled trees."),
        (r"^each of the [\w -]{3,60} was asked\b", "Each of the area housing offices was asked to look through its files."),
        (r"^(?:on|in) [\w ]{3,24} (?:you were told|we (?:told|wrote))\b", "In March we wrote to say that more time was needed."),
        (r"^(?:by|under|in line with) (?:foisa |foia |the act,? )?(?:section|regulation|s\.?) ?\d", "Under section 1(1) you have a right to be told whether we hold it."),
        (r"^(?:as|since|because) (?:the|this|it|your)\b[^\n?]{0,120}\b(?:we|section|regulation|exempt)\b", "As the report names several residents, we are not able to release it."),
        (r"^it was (?:thought|decided|estimated|considered|found)\b", "It was found that the survey had been carried out by a contractor."),
        (r"^no (?:such|recorded|exemption)\b", "No such list has been drawn up."),
        (r"^(?:yours sincerely|yours faithfully)$", "Yours faithfully"),
        (r"^i have dealt\b", "I have dealt with your letter under the Freedom of Information Act."),
        (r"^there (?:is|are|was|were) no\b", "There is no information held."),
        (r"^the (?:information|data|documents?|papers) (?:released|disclosed|provided|enclosed|attached)\b", "The information released can be found below."),
        (r"^the (?:exemptions?|exceptions?)\b", "The exemptions that apply are shown below:"),
        (r"^our [\w ]{3,40} (?:was|were|has|have) (?:been )?(?:asked|consulted|provided|searched|looked)\b", "Our estates team was consulted and has answered your request."),
        (r"^ours\b", "Ours is a small authority and we keep no list of that kind."),
        (r"^(?:the )?(?:table|spreadsheet|document|list|file)s? (?:attached|enclosed|below)\b", "Table attached shows the totals by year."),
        (r"^[^?\n]{3,90}\b(?:is|are) (?:now |all |also )?(?:(?:enclosed|attached)\b|(?:shown|listed|available|published|set out)\b[^?\n]{0,70}\b(?:website|web site|page|directory)\b)", "A list of the junctions is attached."),
        (r"^our (?:data|records|systems?|files|figures|answers?) (?:is|are|do|does|cannot|has|have)\b", "Our records are not kept in that way."),
        (r"^(?:our |your )ref(?:erence)?(?: no\.?| number)?\s*:", "Our ref: FOI 1234/25"),
        (r"^ref(?:erence)?(?: no\.?| number)?\s*: ?(?:(?:foia?|eir|rfi)\b)?[ /:-]?\d[\w/-]*\W*$", "Ref: FOI 3118"),
    ),
    rule("close/we-voice", (r"^(?![^\n]*(?:\?|\b(?:i|i'm|i'd|my|me|please|your (?:force|council|trust|police|organisation|department|authority|area|records))\b))(?=[^\n]*\b(?:we|our)\b (?:have|had|hold|held|do|did|are|were|can|could|will|wrote|gave|keep|kept|do not|don't|consider|received|issued|paid|spent|recorded|bought|employ(?:ed)?|carried|sold|records?|search(?:es)?|decision|answers?|reply|system|estimate|view|staff|offices?)\b)(?=[^\n]{25})", "As it is environmental information we have dealt with it under the Regulations.")),
    rule("close/body", (r"^(?:the )?[\w\x27& -]{3,40}? (?:police|constabulary|council|trust|university|commission|agency|authority) (?:asked|considers?|believes?|estimates?|carried out|consulted|contacted|undertook|commissioned|employs|employed|uses|operates|publishes|does not|is not)\b(?![^\n]*\?)", "Larkbeth Council asked the traders for their views."), (r"^the (?!number|total|amount)[\w\x27& -]{3,70}? (?:gave|issued|received|recorded|made|paid|spent|bought|sold|owns?|lets?|runs?) (?:a total of )?(?:£ ?)?\d(?![^\n]*\?)", "The Highways team gave 3 permits in that year."), (r"^(?:the )?[\w\x27& -]{0,40}?(?:police|constabulary|council|trust|university|commission|agency|authority|force|department) (?:has |have |had )?\w{2,}(?:ed|ent|ad|old|ade|aid|ave|ought) (?:a total of )?(?:£ ?)?\d(?![^\n]*\?)", "Northmoor Council seized 14 dogs in 2021.")),
    rule(
        "close/parts",
        (r"^the (?:information|figures?|data|documents?|records?|details|material)(?: that| which)? you (?:have |had )?(?:request|ask|sought|seek|want|wish|need)\w*\b", "The information you have requested is given in the table."),
        (r"^clarification ?[-:] (?:(?:in|on) [^,\n]{3,20}, )?(?:i|we)\b", "Clarification - I rang you about the above."),
        (r"^on \d[\d/.]{5,9},? you (?:kindly )?(?:confirmed|clarified|agreed|explained)\b", "On 09/11/21 you kindly confirmed that question 2 is about vans only."),
        (r"^the [\w' -]{3,40}\bwe (?!(?:want|need|seek|require|would|ask|request|wish)\b)[\w' -]{2,30} (?:is|are|were) (?:as follows|listed|below)\b", "The firms that we hire from are as follows:"),
        (r"^no (?:\w+ )?records? (?:is|are|was|were|has been|have been) (?:\w+ )?kept\b", "No record is kept by the board of each occasion."),
        (r"^in its (?:present|current|original) form,? [^\n?]{0,40}\byour request\b", "In its present form I think that your request would take a great deal of time."),
        (r"^please (?:tell me|tell us|let me know|let us know|advise) if (?:i|we) have (?:not |mis)\w*[^\n?]*\b(?:you|your)\b", "Please tell me if I have not understood what you asked for."),
        (r"^[\w .'-]{2,60} left an annotation\b", "Ms Arkle left an annotation ()"),
        (r"^the [\w' -]{3,40} (?:you )?(?:have )?requested (?:can|may|is|are|has|have|will)\b", "The emails requested can be found at the following link."),
        (r"^as (?:explained|stated|noted|mentioned|said) (?:above|earlier|in (?:our|the) (?:response|answer|reply))\b", "As explained in our response to question 1, what we hold is the number of vouchers."),
        (r"^(?:please )?note:? for (?:ease|clarity|the purposes)\b", "Please note: for ease of reading we have grouped the questions by subject."),
        (r"^(?:some|part|most|much|all|none|parts) of (?:the|this|that|what) (?:information|data|material|documents|records|you)\b[^\n?]*\b(?:is|are|was|were|has|have|can|cannot|will|falls?|relates?)\b[^\n?]*$", "Some of the information that you ask for is held."),
        (r"^for (?:all (?:of )?|the (?:response|answer)s? to )?(?:your |the )?(?:questions?|parts?|points?|items?) \d[^\n?]*\b(?:see|refer|attached|enclosed|appendix|below)\b[^\n?]*$", "For all of your questions 1 - 3 above, please see Appendix 1."),
        (r"^as (?:regards|for|to|regarding) (?:your )?(?:the )?(?:first|second|third|last|points?|questions?|items?|parts?)\b[^\n?]*$", "As regards point 1, these are the places:"),
    ),
    rule(
        "close/law-talk",
        (r"^the (?:freedom of information act|foi act|act)\b[^\n]{0,14}? (?:gives|provides|creates|places|entitles|obliges)\b", "The Freedom of Information Act 2000 creates a right of access to recorded information."),
        (r"^in (?:response|answer|reply|relation|respect|regard) (?:to|of) (?:your )?(?:questions?|requests?|points?|parts?|items?|q) ?\d", "In answer to question 3, there were 14 complaints about noise."),
        (r"\bto comply with (?:this|your|the) request\b[^.\n]{0,40}\bexceed", "The council believes that to comply with this request would exceed the appropriate cost limit."),
        (r"\bwith this (?:letter|e-?mail|reply|response)\b", "The spreadsheet is sent with this letter."),
        (r"^it is my decision\b", "It is my decision that the minutes should be released."),
        (r"^i can now (?:let you know|advise|confirm|tell)\b", "I can now confirm that we hold the inspection reports."),
        (r"\benvironmental information'? (?:within|for the purposes|as defined)\b", "The survey is environmental information within regulation 2(1)."),
        (r"\bneither (?:confirm|admit)\w* n?or den", "The force neither confirms nor denies that it holds any such record."),
        (r"\bncnd response\b", "The force is giving an NCND response, which is explained below."),
        (r"\bby virtue of (?:the following|section|regulation|s\.? ?\d)", "The report is exempt by virtue of section 22."),
        (r"\b(?:is|are) (?:therefore |also )?exempt (?:from disclosure|under|by virtue)", "The answer is exempt from disclosure under Section 40."),
        (r"\bexempt from disclosure under\b", "The answer is exempt from disclosure under Section 40."),
        (r"\bthe following exemptions?\b", "The following exemptions apply to the tender documents:"),
        (r"\b(?:this|a|partial) refusal notice\b", "This letter is a partial refusal notice."),
        (r"\b(?:factors?|arguments?) (?:favouring|in favour of|for|against) (?:disclosure|release|confirm|maintaining|withholding)", "Factors favouring disclosure include openness about the spending of public money."),
        (r"\bwould rely on the following\b", "If it were held, the force would rely on the following exemption:"),
        (r"\bpublic authority under section\b", "The trust is a public authority under section 3 of the Act."),
        (r"\bwithheld under (?:section|regulation)", "The home addresses are withheld under section 40(2)."),
        (r"\b(?:in accordance with|under|by) (?:foisa|foia)?,? ?(?:section|s\.?|regulation) ?\d{1,2}[^\n]{0,60}\b(?:confirms|gives notice|we (?:have|are|do)|i (?:have|am))\b", "In accordance with section 1(1)(a), the council confirms that it holds the report."),
    ),
    RIGHTS,
    rule("close/answer-item", (r"^(?:answer [a-z]\b|a\. we\b|this is one of|we reply\b)", "Answer A is in the table below.")),
)  # fmt: skip
ANSWER_BEGINS = Table(
    rule("close/date", (r"^(?:(?:response|reply) date|date (?:of (?:our )?(?:response|reply)|responded)) ?: ?\d", "Response date: 28 November 2023")),
    rule("close/salutation", (r"^dear (?:\[?requester\]?|applicant|x+|mr|mrs|ms|miss|dr)\b[^.?]{0,40}$", "Dear X,")),
)  # fmt: skip
"""Lines that stand before an answer; above a request they say nothing of who speaks."""
ITEM = re.compile(
    r"(?:(?:foi |request )?(?:q(?:uestion)?|query|item|part)(?: number)?\.? ?)?\(?(?P<n>\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})(?:\.\)|\)\.?|\.(?!\d))(?=\s|[a-z\"'])"
    r"|(?:(?:foi )?(?:q(?:uestion)?|query)(?: number)?\.? ?)\(?(?!\d (?:19|20)\d\d)(?P<n2>\d{1,2}(?:\.\d{1,2})?)\)?\s*(?:[:./-]|(?=\s))+"
    r"|(?P<n3>\d{1,2})(?:-\s+|\s*[•·]\s*|,\s+(?=(?:please|how|what|which|who|when|where|why|do|does|is|are|can|could|list|give)\b)|\s*[:/]\s*(?!\d\d\b)(?=\S)|\s+-\s+|\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)(?=[a-z]))"
    r"|q(?:uestion)?\.? ?(?P<n6>\d{1,2}[a-h])(?:\)\.?|\.(?=\s)|:)?\s+(?=\S)"
    r"|(?P<n4>[a-z]) - (?=\S)"
    r"|(?:part|item|point) (?P<n5>\d{1,2})\s*[:-]\s*(?=\S)"
)
NUMBERED_PAIR = re.compile(r"^(?:request|question|q)(?: number)? ?(?P<n>\d{1,2})\s*(?::|\.|\(|$)")
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
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.?]{0,40}|dear [^.?:]{3,80},|to whom it may concern\b[^.?:]{0,120},|to whom it may concern|(?:fao|f\.a\.o\.?|for the attention of) [^.?]{3,60}|sir or madam,?"
    r"|(?:our |your )?(?:response|reply|answer)s?\s*:?|request response|you wrote\s*:?|question response|(?:no\.? )?request response\s*",
    re.ASCII,
)
TO_AN_AUTHORITY = re.compile(
    r"(?:dear|to) (?:the )?(?:[\w',&()-]+ ){0,8}?(?:department|council|police|constabulary|trust|university|office|service|agency|ministry|board|authority|sirs?|madam|foi|team)\b[^.?\n]{0,50},?$"
)
"""A letter's salutation, when it is an authority that is written to."""
_REQUESTER = re.compile(
    r"thank you (?:for your (?:time|help|assistance|attention)|in advance|very much)\b"
    r"|(?:under|in accordance with|pursuant to|by virtue of) .{0,120}\b(?:i (?:would|should|wish|request|want|ask|am|hereby|seek)|we (?:would like|wish|request|ask|hereby))\b"
    r"|please (?:see|find|note) .{0,40}\b(?:my|i)\b|i have (?:a|an|been(?! (?:asked|instructed|passed|forwarded))|read|seen|heard|lived|asked|also|already|recently|no|(?:looked|searched|tried)\b.*\b(?:could not|cannot|can't|couldn't|unable|without success|your))\b"
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


@lru_cache(maxsize=64)
def closes_by_heading(low: str) -> Rule | None:
    """The rule by which a line is the heading of an answer."""
    if (len(low) > 130 and ":" not in low[:60]) or FACT.match(low):
        return None
    return CLOSING_HEADINGS.first(low.lstrip("•- "))


def closes_by_sentence(low: str) -> Rule | None:
    """The rule by which the authority speaks in a sentence; none when the requester does."""
    asking = _REQUESTER.match(low) or (requester_speaks(low) and not _ASKS_BACK.match(low))
    return None if asking else CLOSING_SENTENCES.first(low)


_ASKS_BACK = re.compile(
    r"(?:on [^,\n]{4,30},? )?(?:we|i) (?:then |also |therefore )?(?:asked|wrote to|contacted|e-?mailed|sought clarification from) you\b"
    r"|please (?:tell|let) (?:me|us) (?:know )?if (?:i|we) have\b",
    re.ASCII,
)
"""The authority asks the requester, also whether it has understood, and may repeat what each of them said."""


@lru_cache(maxsize=64)
def requester_speaks(low: str) -> bool:
    """Whether anything in a paragraph is said as only a requester says it."""
    return VOICE.first(low) is not None


VOICE = Table(
    rule(
        "voice/requester",
        (
            r"^please (?!see\b|find\b|note\b|be (?:advised|aware)|refer\b|accept\b|treat\b|take\b|ask for|contact\b|quote\b|reply to|telephone\b)",
            "Please list every bus shelter replaced since 2018.",
        ),
        (
            r"[.:,;] please (?:tell|confirm|supply|provide|send|give|state|list|include|could|can)\b",
            "I am writing about pothole repairs: please state how many were made last winter.",
        ),
        (
            r"\bi (?:want|need|(?:would|should) (?:now |also |just |really )?like|wish to (?:know|see|request|receive|ask|obtain|find out|make|submit|learn)|'d like|am asking|am interested|live\b|have lived)",
            "I would like the figures for 2022",
        ),
        (r"\b(?:could|can|would) you\b", "Could you tell me how many there were"),
        (
            r"\byour (?:force|council|organisation|trust|police|authority|department|constabulary)\b[^.]{0,100}(?:\?|\bplease\b)",
            "How many tasers does your force own?",
        ),
        (r"^kindly (?!note\b|find\b|see\b|be advised|refer\b)", "Kindly supply the number of library fines waived in 2022."),
        (
            r"\b(?:may|can|could) we (?:have|see|know|get|be (?:told|given|sent))\b",
            "May we have a copy of the flood plan for the high street?",
        ),
        (
            r"\b(?:our|my) (?:firm|company|group|organisation|charity|client|paper|newspaper|union) (?:would|wish)",
            "Our firm would like the particulars of each lease.",
        ),
        (r"\bis a request for information\b", "My letter to you, under section 1 of the Act, is a request for information."),
        (r"\bthank you for (?:the|your) (?:answer|reply|response)\b", "Thank you for the answer in your email of 9th September."),
        (r"\bplease (?:disclose|supply|provide|list|state) the following\b", "For the year 2012/13, please disclose the following:"),
        (r"\b(?:our|my|my (?:earlier|original|previous|first)) request\b", "My request concerns the cost of the new leisure centre."),
        (r"^i (?:make|submit|am making|am submitting) this request\b", "I make this request under the Act on behalf of the harbour forum."),
        (r"\bi'd like\b", "I'd like the names of the firms that bid for the catering contract."),
        (r"\byou told me\b", "Last year you told me that the bridge would be repainted by March."),
        (r"\bi need is\b", "What I need is the number of staff on zero hours contracts."),
        (r"\bwe would like (?:the|a|all|any|details|copies|figures|information|data)\b", "We would like the figures split by quarter."),
        (r"\bplease (?:let me have|tell me|give me|send me|provide me)\b", "In each case please send me the date and the sum paid."),
        (
            r"\b(?:could|can|would|will) (?:the|your) (?:\w+ ){1,3}(?:please |kindly )?(?:let me|give|provide|send|tell|supply|confirm)\b",
            "Could your planning department kindly provide the minutes of the June meeting?",
        ),
        (r"\bi should be glad to\b", "I should be glad to have the school meal figures for the last five years."),
        (
            r"\bi (?:would|should) be (?:most |very )?(?:obliged|grateful) (?:for|if|to (?:receive|have|see))\b",
            "I would be obliged for the figures on hourly paid staff.",
        ),
        (
            r"\bi am an? (?:\w+ )?(?:student|resident|journalist|reporter|researcher|member|teacher|collector|tenant|volunteer|writer|councillor)\b",
            "I am a student of planning law.",
        ),
        (r"\b(?:may|can|could) i (?:please )?(?:ask|have|see|request|get)\b", "May I see the contract for the school minibus?"),
        (
            r"\bthis request (?:concerns|relates to|covers|includes|does not (?:cover|include)|is (?:concerned|limited|restricted|confined))\b",
            "This request concerns information about the slipway:",
        ),
        (r"^the request is (?:concerned with|limited to|restricted to)\b", "The request is concerned with complaints that were withdrawn."),
        (
            r"\bthis (?:foi )?request(?: for information)? is (?:made|submitted|sent|for|about)\b",
            "This FOI request is about spending on agency nurses.",
        ),
        (
            r"\bi am (?:making|submitting|requesting|contacting)\b",
            "I am requesting the number of stray dogs collected in each month of 2022.",
        ),
        (
            r"\bi (?:now |also |hereby |therefore )?(?:ask|request)(?: for| to| that| you)?\b",
            "I hereby request the total spent on Christmas lights.",
        ),
        (
            r"\bthis (?:e-?mail|letter|message|correspondence)? ?is an? (?:formal |foi |freedom of information )?request\b",
            "This is a formal request for details of empty homes in the borough.",
        ),
        (r"\bi am (?:looking|trying|researching|interested|preparing|wondering)\b", "I am preparing a report on river crossings."),
        (
            r"\bwe are (?:trying|researching|preparing|an? (?:firm|company|charity|group|union|campaign))\b",
            "We are a firm that helps insurers.",
        ),
        (r"\bi am writing (?:to (?:find out|ask|request|enquire|seek)|under)\b", "I am writing under the Act for details of your depots."),
    )
)
"""What only a requester says; "the police hold" behind it closes nothing."""
together(HEADINGS, LEAD_INS, LABELS, CLOSING_HEADINGS, CLOSING_SENTENCES, ANSWER_BEGINS, VOICE)


def trim(text: Text, span: Span) -> Span:
    """Without white space and quotation marks at the ends, or the bullet of what is cut off."""
    value, start, end = text.value, span.start, span.end
    while start < end and (value[start].isspace() or value[start] in "\"'“‘”|"):
        start += 1
    while end > start and (value[end - 1].isspace() or value[end - 1] in '"“”‘|•'):
        end -= 1
    return Span(start, end)
