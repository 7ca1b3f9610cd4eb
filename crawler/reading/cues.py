"""What opens a request and what closes it: tables of cues, and what a single line tells of who speaks."""

import re
from functools import lru_cache

from crawler.reading.rules import Rule, Table, rule, together
from crawler.reading.text import Span, Text

HEADINGS = Table(
    rule("open/you-asked", r"^(?:you (?:have )?(?:asked|wrote|requested|said|sought)(?: us| for| to us)*|your (?:words|message|letter|email|e-mail)|what (?:was|you|they|he|she) (?:requested|wanted|asked(?: for)?)(?: \([^()\n]{1,40}\))?|what did you ask(?: for)?|(?:the )?(?:enquirer|requester|applicant) (?:wants|asks|asked|wanted)(?: to know)?)\s*[:.?-]*$", "You asked", "Your message:", "What was asked for"),
    rule("open/request", r"^(?:\d{1,2}\. )?(?:foi|eir|rfi)?[ -]?\d[\w/-]{2,20} (?:your |the )?request\s*:?$|^\d{1,2}\. (?:your |the )?(?:request|information requested)\s*:?$|^request \d{9,12}$|^(?!foi request detail$|foi requests$)(?:(?:section \d+: )?(?:the |your |foi |eir |our |initial |original |new |current |first |second |third |full |information |details? of |detail of |summary of |text of |nature of )*(?:request|requests|enquiry|question|questions)(?: details?| detail| summary| text| received| for information| made| \d{1,2})?(?: \([^()\n]{1,40}\))?|details of (?:the |your )?request|(?:eich |y )?cais(?: / (?:your )?request)?|(?:the )?information (?:requested|sought|request)|(?:applicant|requester)(?:'s)? (?:question|request)s?)\s*[:.-]?$", "Information requested", "REQUEST", "Request detail:", "Your request", "Question 1"),
    rule("open/received", r"^(?:initial |original )?request received(?: on)?(?: (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}))?\s*:?$", "Request received 3 November 2025:"),
    rule("open/responded", r"^responded(?: on)? (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}$", "Responded Wed 18 February 2026"),
    rule("open/original", r"^(?:original|initial|first|new|previous|second|third) (?:request|question|enquiry)\b[^\n]{0,90}$", "Original request - 202300361442"),
    rule("open/status", r"^the request was (?:partially successful|successful|refused)[^\n]{0,80}$|^[\w .,'-]{3,60} made this (?:freedom|environmental) (?:of )?information request to [^\n]{3,80}$|^[\w .,'&-]{3,80} (?:did not have the information requested|is delayed)\.$", "The request was successful.", "J Doe made this Freedom of Information request to Larkbeth Council", "Larkbeth Council did not have the information requested."),
    rule("open/review", r"^(?:request for (?:internal )?review|review request)\s*:?$", "Request for Review"),
    rule("open/both", r"^(?:your )?questions? and (?:our )?(?:final )?(?:responses?|answers?|repl(?:y|ies))\s*:?$|\bwhat you (?:have )?asked(?: for)? is (?:set out|repeated|copied|printed|given|shown)\b[^\n?]{0,60}[.:]$|^(?:here|these|below) are the (?:answers|responses|replies) to (?:your|the) (?:questions|requests)\b[^\n?]{0,20}[.:-]+$|(?:^|[.,] )(?:the|your) (?:request|questions?) and our (?:reply|response|answer)s? (?:are|is) [^\n.]{0,30}\b(?:set out|given|below|here)\b[^\n.]{0,20}\.?$|^(?:(?:your |the )?(?:request|questions?|enquiry)(?: and|/| &) (?:our |the )?(?:answer|response|reply|responses|answers)s?|your questions and our responses|(?:below is|here is|set out below is) your request and our (?:response|reply)\.?|(?:[\w'/ ,:-]{2,90}\. )?below is your request and our response\.?)\s*:?$", "Request and Answer:", "Below is your request and our response.", "Your questions and our responses:"),
)  # fmt: skip
LEAD_INS = Table(
    rule("open/seek-access", r"\bi note (?:that )?you (?:seek|sought|are seeking|have (?:asked|requested)|request|requested)\b[^.\n]{0,90}?[:-](?=\s|$)", "I note you seek access to the following information:"),
    rule("open/you-verb", r"(?<!since )(?<!after )(?<!when )\byou (?:have |had |also |then |now |again |specifically |e-?mailed |wrote to )*(?:asked|ask|wrote|requested|request|sought|seek|wished|wanted|said|state|stated|put|raise|raised|submitted|made|specified|enquired|re-?sent|e-?mailed)\b(?:(?!\byou (?:asked|wrote)\b|[.?!]\s)[^\n]){0,170}?(?::|;$|\s-(?=\s|$)|,(?=\s[\"']\w)|(?=\s\"\w))(?=\s|\"|'|$)|\byou (?:asked|requested|wrote)(?: us)?(?: for| that)?(?= '\w)", "In your request, you asked:", "On 14 May 2021 you asked the Office for the following:"),
    rule("open/request-reads", r"^(?=[^\n]*\b(?:your?|the (?:request|question|enquiry|e-?mail))\b)[^\n]*?\b(?:request|enquiry|e-?mail|letter|message|application|correspondence|questions?)\b(?:(?![.?!]\s)[^\n]){0,160}?\b(?:as follows|the following|set out|set down|below|reads?|read|worded|says|said|asked|asks? for|asking(?: us)?(?: for)?|seeking|sought|replicated|copied|repeated|quoted|here(?: it is)?(?: again)?|followed|were|these|this|is)\b(?:(?![.?!]\s)[^\n]){0,80}?:(?=\s|\"|'|$)", "I write in connection with your request for information received on 24th October 2023 as follows:", "Your request of 21 September 2021 was worded as follows:"),
    rule("open/received-following", r"\b(?:received|had|have|answered) (?:from you )?(?:the following|a request (?:under|for))\b[^.\n]{0,80}:(?=\s|$)|\byour (?:request|enquiry|e-?mail|letter)\b[^.\n?]{0,70}\b(?:was|is) (?:for|to (?:see|know|have))\s*:$|\byour (?:request|questions?|enquiry) (?:is|are|has been|have been) (?:set out|repeated|copied|shown|reproduced|printed|listed|split)\b[^\n?]{0,70}[.:]$|^we have (?:split|broken|numbered|set out|copied|repeated) your (?:request|questions)\b[^\n]{0,90}:$|^(?:below|for ease of reference)\b[^.\n]{0,20}\byour (?:request|questions?) (?:is|are|appears?)\b[^\n]{0,80}$", "Weald Police received the following on the 9th of February:"),
    rule("open/you-sought-bare", r"\b(?:in (?:it|which|that|this)(?: request| letter| e-?mail)?,? you (?:sought|asked(?: for)?|requested|wanted)(?: access to)?|you (?:asked|sought)(?: for| access to)?)$", "In it you sought"),
    rule("open/which-reads", r"\b(?:which|that) (?:reads?|asks?(?: for)?|was|were|said)\s*:?$", "We have now considered your request of 2 March 2021 which reads:"),
    rule("open/here-it-is", r"\b(?:here (?:it is|they are)(?: again)?|this (?:asks|asked) for|(?:the )?most recent (?:reads|asks for))\b(?=[^:.\n]{0,60}:$)", "Here it is again, so that the answers can be followed:"),
    rule("open/matters", r"\b(?:matters|points|issues|concerns) (?:that |which )?you (?:raise|have raised|raised|make|made)\b[^.\n]{0,60}:$", "I have set out the matters that you raise one by one below:"),
    rule("open/as-clarified", r"\bas (?:clarified|amended|revised|narrowed)\b[^:\n]{0,50}:$", "We have dealt with it as clarified on 1 July 2024, for:"),
    rule("open/you-ask-list", r"\byou (?:ask|asked|seek|sought|want|wanted|request|requested)(?: for| to see| to know)?$", "In your email of 14th February you ask"),
    rule("open/now-answer", r"^(?:i|we) can now (?:answer|reply|respond)[^.\n]{0,30}as follows[.:]?$", "I can now answer, as follows."),
)  # fmt: skip
LABELS = Table(
    rule("open/inline-label", r"^(?:foi |eir |initial |the |your |original |full |first |applicant )*(?:request(?: details?| for information| \d{1,2})?|question(?: number)?(?: \d{1,2})?|you (?:asked|wrote|requested)|details? of request|description|applicant question|enquiry)\s*:\s*(?=\S)", "Request: How many cars were stolen?", "Question Number 1: How many?"),
    rule("open/inline-number", r"^request (?=(?:please|i (?:would|am|want)|under the(?=[^\n]*\b(?:i|please|we)\b)|could you|can you)\b)|^request \d{9,12} (?=\S)", "Request 101002428998 Please supply the figures"),
    rule("open/glued", r"^(?:date )?respond(?:ed|ing)\b(?: on)?:? (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th)? ?[a-z]+,? ?\d{4}|\d{1,2}/\d{1,2}/\d{4})(?=\S)", "Responded Fri 18 October 2019Under the Act"),
)  # fmt: skip
PHRASE = rule("open/for-phrase", r"\bthank you for your (?:e-?mail|letter|request|message)\b[^\n]{0,220}? (?:and|in which you|where you|when you) (?:asked|ask|enquired) (?=whether|if|how|why|what|which|who)|^the request was for (?=\w)|\bin your (?:e-?mail|letter|request|message)\b[^.:\n]{0,40}?,? (?:in which )?you (?:sought|asked for|requested|asked to see) (?=the |all |any |copies |details |a )|\bwe (?:take it|understand) that you want (?=an? |the |all )|(?<!answer to )(?<!response to )(?<!reply to )\byour (?:request(?: for information)?|application|e-?mail|letter)\b[^.:\n]{0,70}? (?:for|requesting|asking(?: for)?|seeking|(?:in which|where) you (?:sought|requested|asked(?: for)?)|asks for) (?=(?:the (?!following|above|purposes?|attention)|all|any|copies|a copy|every|details|how|whether|number|papers|information (?:on|about|relating|regarding|concerning))\b)", "We have now considered your request of 4th October 2023 for the full results")  # fmt: skip
CLOSING_HEADINGS = Table(
    rule("close/response", r"^(?:(?!request\b)[\w'&()-]+ ){0,5}?(?:response|reply|answer|decision|outcome|position)s?(?: detail| details| letter| date| text)?(?: (?:to )?(?:your |the )?(?:review )?(?:request|question|enquiry)s?)?(?: number)?(?: (?:\d[\d ,&-]*(?: ?and ?\d+)?|one|two|three|four|five))?\s*[:.-]?$|^(?:section \d+: |\d{1,2}\. )(?:our |the )?(?:reply|response|answer)s?:?$|^(?:release|(?:our )?final (?:response|answer|reply))s?:?$|^section \d+: our reply\b|^(?:ein |yr )?h?ymateb(?: / (?:our )?response)?\b|^determination:?$|^(?:foi |our )?dut(?:y|ies)(?: to confirm[^\n?]{0,30})?\s*:?$|^(?:the )?(?:clerk|officer|council|force|reviewer) (?:replies|answers):?$|^(?:reply|response|answer) from [^\n:?]{3,50}$", "Response:", "Our response", "DWP Response", "Answer 1", "Freedom of Information Response", "Council response :"),
    rule("close/response-dated", r"^responded(?: on)?(?: (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}))?\s*:$|^(?:response|reply|answer) (?:provided|given|sent|issued)(?: (?:on )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4})?\s*:?$|^(?:responses?|answers?|questions?) \d{1,2}[a-z]?(?:(?: ?, ?| ?& ?| and )\d{1,2}[a-z]?)+\s*:?$|^(?:response|reply|answer)(?: to (?:your )?(?:review request|request|question)[^\n]{0,40})?:?(?: (?:of |dated )?\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4}| \d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}| \d{12})\s*$", "Response 09-04-2020"),
    rule("close/response-inline", r"^(?!how to\b)(?:(?!request\b)[\w'-]+ ){0,3}?(?:response|reply|answer|decision|outcome)(?: detail)?(?: (?:to )?(?:question )?\d[\d ,&-]*)?\s*:\s*(?=\S)", "Response: 14 cars.", "Outcome: Full Refusal"),
    rule("close/we-answered", r"^(?:we|i|in) (?:have )?(?:answered|said|replied|reply|respond(?:ed)?|disclosed|response|reply as follows|response to your (?:request|question)s?)\s*:?$|^what we (?:disclosed|released|said)\b|^what was (?:disclosed|released|said)\s*:?$|^what (?:did we say|(?:we|you|they) (?:can (?:tell|give|say|release)|got|were (?:given|sent|told)|received))\b[^\n]{0,40}$|^how (?:we(?: have|'ve)?|(?:your|the|this) request was|it was) (?:dealt|handled|answered|considered)\b[^\n]{0,40}$|^our answers? (?:follow|is|are)\b[^\n]{0,80}$", "We answered", "In Response:", "What we disclosed", "Our answers follow."),
    rule("close/refusal", r"^outcome ?/ ?documents?$|^s\.? ?\d{1,2}\b(?! ?\()[^?\n]{0,40}$|^(?:no information held|information not held|ncnd)\b[^?\n]{0,40}$|^(?:extent|results?)(?: and (?:extent|results?))? of searches\b|^decision under\b|^(?:refusal notice|notice of refusal|exemptions?(?: applied| claimed| engaged| used)?|exceptions?(?: applied)?|reasons? for (?:the |our |this )?(?:decision|refusal)|reasons?|explanation|disclosure|extent of searches?\b[^\n]{0,50}|result of searches?\b[^\n]{0,50}|searches\b[^\n]{0,60}|public interest test|information (?:released|provided|disclosed|held)|first duty|the first reply|part(?:ial)? disclosure\b[^\n]{0,60}|full (?:disclosure|refusal)\b[^\n]{0,40}|no information held)\s*:?$", "NOTICE OF REFUSAL", "Exemption applied:", "Reason for decision"),
    rule("close/exemption-line", r"^(?:exemptions?|exceptions?|refusal)\s*[:-]\s*(?:sections?|s\.?|regulations?|regs?\.?) ?\d|^(?:(?:foia|eir|foisa)[, ]+)?(?:section|s\.?|regulation|reg\.?) ?(?:\d{2}|[68](?= ?\())[a-z]? ?(?:\(\w{1,3}\) ?)*[^\n?]{0,4}[-:][^\n?]{2,80}$", "Exemption - Section 12(1)"),
)  # fmt: skip
CLOSING_SENTENCES = Table(
    rule("close/decided", r"^(?:(?:i|we) (?:have|had|'ve)|having) (?:today |now |carefully |also )?(?:decided|considered|completed|concluded|determined|looked|searched|taken|been asked|carried)\b|^(?:on [^,\n]{4,30},? )?(?:we|i) (?:requested|sought|asked)(?: you)?(?: for)? (?:the following )?clarif\w+|^if (?:disclosed|released)\b|^disclosure of (?:this|the|such|that|information)\b", "I have today decided to disclose the located information.", "We requested the following clarification on 2 May 2019:", "If disclosed, these details could help a burglar."),
    rule("close/confirm", r"^(?![^.\n]{0,60}\byou (?:please )?(?:confirm|advise|inform)\b)(?:(?:i|we|it)\b|(?:the |this )?[\w'&() -]{3,60}?)(?: can| am able to| are able to| is able to| wish(?:es)? to| would| must| may)? (?:now |also |only )?(?:confirm|advise|inform|neither confirm|can neither|neither confirms)\b", "I can confirm that the information is held."),
    rule("close/hold", r"^(?![^.\n]{0,40}\b(?:should|must)\b)(?:(?:we|i)|the (?![^.\n]{0,60}?\b(?:from which|in which|to which|whether|when)\b)[\w'&() -]{3,60}?(?! (?:has|have)\b)|(?:(?!\b(?:that|which|concerns?)\b)[\w'&() -]){3,50}?(?:police|constabulary|council|service|trust|government|ministry|department|commission|university|office|agency|board|authority)) (?:do(?:es)? )?(?:not )?(?:hold|holds|held|keeps|records|has|have)\b(?! you\b)|^(?:(?:we|i)|the (?![^.\n]{0,60}\b(?:what|your)\b)[\w'&() -]{3,60}?) (?:do(?:es)? (?:not )?|have )?(?:keep|record)\b(?! of\b)", "The council holds the information."),
    rule("close/sorry", r"^(?:unfortunately|regrettably|i regret|we regret|i am (?:(?:very |truly |sincerely |extremely |really )?sorry|afraid|not able|unable|refusing|responding|writing (?:in (?:reply|response|connection|respect)|to (?:advise|inform|respond|confirm|tell you)))|i'm (?:sorry|afraid|unable|not able)|we are (?:sorry|unable|not able|refusing|withholding|content|pleased|writing)|we're (?:sorry|unable)|please accept (?:my|our)|i apologise|we apologise|i must (?:refuse|inform|tell))\b", "Unfortunately we cannot answer."),
    rule("close/enclosed", r"^(?:you (?:will|can) (?:now )?find (?:our|the|a|attached|enclosed|below)|please (?:find|see|note|be advised|refer to)|i (?:enclose|attach)|we (?:enclose|attach|provide|release|can release|can provide|publish|wrote to you|told you|have told)|(?:attached|enclosed) (?:is|are|please)|(?:on|in) \d{1,2} \w+ we told you|see (?:the )?attached)\b", "Please find attached the dataset."),
    rule("close/not-obliged", r"^(?:the |this )?[\w' ]{3,60} (?:is|are) not (?:obliged|required|able|in a position)\b", "The Service is not obliged to answer this request."),
    rule("close/handled", r"^(?:your|this|the|that) (?:request|enquiry|e-?mail|letter|correspondence|message|matter|information|information requested|data|whole|application)(?:, (?:as )?(?:shown|set out|given|quoted|repeated) (?:below|above|overleaf),)?(?: that you| you)?[^.,\n]{0,60}? (?:ha(?:s|ve) (?:now |therefore )?been|was|were|is|are|falls|fall|will be)\b", "Your request has been considered under the Act."),
    rule("close/thank", r"^thank you for (?:your|the|writing|asking|getting|contacting|clarifying)\b", "Thank you for your request."),
    rule("close/law", r"^(?:section|regulation|reg\.?|s\.?|article|art\.?) ?\d{1,2}[a-z]?\b(?! of the (?!act\b|freedom|foi|environmental|eir)[a-z])[^\n]{0,50}?\b(?:of|states?|places|obliges|applies|provides?|gives?|exempts?|is|says|requires?|allows?)\b|^(?:under|in accordance with|in line with|pursuant to|by virtue of) (?:section|regulation|the (?:freedom|foi|environmental|act\b|terms))[^?\n]{0,160}?\b(?:we|i|the (?:council|force|trust|university|department|authority))\b|^the (?:freedom of information|foi|environmental information) (?:\(scotland\) )?(?:act|regulations|law)\b[^?\n]{0,60}\b(?:gives?|says?|provides?|is|requires?|creates|places|entitles)\b|^(?:when )?(?:an|a public) authority\b", "Section 1 of the Act places two duties on public authorities.", "Under Regulation 5(1) we have a duty to make information available"),
    rule("close/we-act", r"^we (?:will not|won't|shall not|cannot|can not|can't|can|have (?:dealt|handled|treated|identified|found|estimated|gone|looked|searched|made|answered|no|the|some)|are treating|found|estimate|consider|believe|answered|refer|do not|don't|dealt|reply|replied|asked|understand|release|withhold|refuse|decline|interpret|take|run|own|use|spent|made)\b|^i (?:(?:can |will |am able to )?(?:respond|reply|answer)\b|will not|won't|cannot|refuse|enclose|attach|have (?:dealt|handled|treated)|decline|withhold|refer to (?:your|the) (?:request|e-?mail|three|two))\b", "We will not be supplying this."),
    rule("close/first-reply", r"^(?:the (?:first|original|initial) (?:reply|response|answer|decision)|as to (?:substance|the substance))\b", "The first reply, of 19 October 2021, refused the request."),
    rule("close/our", r"^(?:the )?(?:figures|numbers|answers?|details|data|results?|totals?) (?:is|are)\b|^having made (?:enquiries|searches|a search)\b|^my (?:letter|e-?mail|reply)\b|^(?:our|the (?:force|council|trust|department|university|authority|government|ministry|service)'s) (?:search|searches|records|response|answer|reply|estimate|review|position|answers|system|duty|obligations?)\b|^(?:a|the) search(?:es)? (?:of|was|has|have|were|for)\b|^following (?:(?:careful |full |due )?consideration|receipt|a search|enquir|clarification|your request)\b|^(?:it (?:has been|is) (?:estimated|established|considered|our)|it would cost|it is not possible|to (?:reply|answer|locate|provide) (?:this|would|the)|to answer\b)|^all (?:of (?:it|this|what you)|four|three|two)\b[^\n]{0,40}\b(?:held|exempt|is|are)\b|^searches (?:were|have|conducted)|^information (?:held|is held|not held|was)\b|^no information\b|^the [\w ]{2,40} (?:was|were|is|are) (?:asked|searched|consulted|contacted|withheld|released|enclosed|attached|exempt)\b|^each of the [\w -]{3,60} was asked\b|^(?:on|in) [\w ]{3,24} (?:you were told|we (?:told|wrote))\b|^(?:by|under|in line with) (?:section|regulation|s\.) ?\d|^(?:as|since|because) (?:the|this|it|your)\b[^\n?]{0,120}\b(?:we|section|regulation|exempt)\b|^it was (?:thought|decided|estimated|considered|found)\b|^no (?:such|recorded|exemption)\b|^(?:yours sincerely|yours faithfully)$|^i have dealt\b|^ours\b|^(?:the )?(?:table|spreadsheet|document|list|file)s? (?:attached|enclosed|below)\b|^(?:a|the|our|cop(?:y|ies) of) [^?\n]{3,90}\b(?:is|are) (?:now |all |also )?(?:(?:enclosed|attached)\b|(?:shown|listed|available|published|set out)\b[^?\n]{0,70}\b(?:website|web site|page|directory)\b)|^our (?:data|records|systems?|files|figures|answers?) (?:is|are|do|does|cannot|has|have)\b|^(?:our |your )ref(?:erence)?(?: no\.?| number)?\s*:|^ref(?:erence)?(?: no\.?| number)?\s*: ?(?:(?:foia?|eir|rfi)\b)?[ /:-]?\d[\w/-]*\W*$", "A search was made of our records."),
    rule("close/we-voice", r"^(?![^\n]*(?:\?|\b(?:i|i'm|i'd|my|me|please|your (?:force|council|trust|police|organisation|department|authority|area|records))\b))(?=[^\n]*\b(?:we|our)\b (?:have|had|hold|held|do|did|are|were|can|could|will|wrote|gave|keep|kept|do not|don't|consider|received|issued|paid|spent|recorded|bought|employ(?:ed)?|carried|sold|records?|search(?:es)?|decision|answers?|reply|system|estimate|view|staff|offices?)\b)(?=[^\n]{25})", "As it is environmental information we have dealt with it under the Regulations."),
    rule("close/body", r"^(?:the )?[\w\x27& -]{3,40}? (?:police|constabulary|council|trust|university|commission|agency|authority) (?:asked|carried out|consulted|contacted|undertook|commissioned|employs|employed|uses|operates|publishes|does not|is not)\b(?![^\n]*\?)", "Larkbeth Council asked the traders for their views."),
    rule("close/parts", r"^the (?:information|figures?|data|documents?|records?|details|material)(?: that| which)? you (?:have |had )?(?:request|ask|sought|seek|want|wish|need)\w*\b|^(?:please )?note:? for (?:ease|clarity|the purposes)\b|^(?:some|part|most|much|all|none|parts) of (?:the|this|that|what) (?:information|data|material|documents|records|you)\b[^\n?]*$|^as (?:regards|for|to|regarding) (?:your )?(?:the )?(?:first|second|third|last|points?|questions?|items?|parts?)\b[^\n?]*$", "Some of the information that you ask for is held.", "As regards point 1, these are the places:"),
    rule("close/law-talk", r"^the (?:freedom of information act|foi act|act)\b[^\n]{0,14}? (?:gives|provides|creates|places|entitles)\b|^in (?:response|answer|reply|relation|respect|regard) (?:to|of) (?:your )?(?:questions?|requests?|points?|parts?|items?|q) ?\d|\bwith this (?:letter|e-?mail|reply|response)\b|^it is my decision\b|^i can now (?:let you know|advise|confirm|tell)\b|\benvironmental information'? (?:within|for the purposes|as defined)\b|\bneither (?:confirm|admit)\w* n?or den|\bby virtue of (?:the following|section|regulation|s\.? ?\d)|\b(?:is|are) (?:therefore |also )?exempt (?:from disclosure|under|by virtue)|\bexempt from disclosure under\b|\bthe following exemptions?\b|\b(?:this|a|partial) refusal notice\b|\b(?:factors?|arguments?) (?:favouring|in favour of|for|against) (?:disclosure|release|confirm|maintaining|withholding)|\bwould rely on the following\b|\bpublic authority under section\b|\bwithheld under (?:section|regulation)|\b(?:in accordance with|under|by) (?:foisa|foia)?,? ?(?:section|s\.?|regulation) ?\d{1,2}[^\n]{0,60}\b(?:confirms|gives notice|we (?:have|are|do)|i (?:have|am))\b", "The answer is exempt from disclosure under Section 40."),
    rule("close/answer-item", r"^(?:answer [a-z]\b|a\. we\b|this is one of|we reply\b)", "Answer A is in the table below."),
)  # fmt: skip
ITEM = re.compile(
    r"(?:(?:foi |request )?(?:q(?:uestion)?|item|part)(?: number)?\.? ?)?\(?(?P<n>\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,4})(?:\)\.?|\.(?!\d))(?=\s|[a-z\"'])"
    r"|(?:(?:foi )?(?:q(?:uestion)?)(?: number)?\.? ?)\(?(?P<n2>\d{1,2}(?:\.\d{1,2})?)\)?\s*(?:[:./-]|(?=\s))+"
    r"|(?P<n3>\d{1,2})(?:-\s+|\s*[•·]\s*|\s*[:/]\s*(?=\S)|\s+-\s+|\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)(?=[a-z]))"
    r"|(?P<n4>[a-z]) - (?=\S)"
    r"|(?:part|item|point) (?P<n5>\d{1,2})\s*[:-]\s*(?=\S)"
)
NUMBERED_PAIR = re.compile(r"^(?:request|question|q)(?: number)? ?(?P<n>\d{1,2})\s*(?::|\.|\(|$)")
ASKS = re.compile(
    r"\?|^(?:please|could|can|would|how|what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|i (?:would|should|wish|am|want|request)|i'd|this is an? (?:\w+ )?request)\b"
    r"|^(?:under the|in (?:the|relation|respect)|number of|within the|the (?:number|total|amount|names?|cost)|all |any |copies|a (?:copy|list)|details|list of|for (?:each|the|every))"
)
_META = re.compile(
    r"^(?:[\w' /&()-]{1,32}\s*:.{0,70}|[\w./-]{1,24}|.{0,60}\b(?:19|20)\d{2}\b.{0,24}|(?:reference|ref|our ref|date|published|received|responded|requested|category|subject|title|topic|keyword|home|disclosure|corporate|operational|n/a|foi|freedom of information)\b.{0,60})$"
)
GREETING = re.compile(
    r"(?:dear|hello|hi|good (?:morning|afternoon|evening))\b[^.?]{0,40}|to whom it may concern,?|sir or madam,?"
    r"|(?:our |your )?(?:response|reply|answer)s?\s*:?|request response|you wrote\s*:?|question response|(?:no\.? )?request response\s*"
)
_REQUESTER = re.compile(
    r"thank you (?:for your (?:time|help|assistance|attention)|in advance|very much)\b"
    r"|(?:under|in accordance with|pursuant to|by virtue of) .{0,120}\b(?:i (?:would|should|wish|request|want|ask|am|hereby|seek)|we (?:would like|wish|request|ask|hereby))\b"
    r"|please (?:see|find|note) .{0,40}\b(?:my|i)\b|i have (?:a|an|been(?! (?:asked|instructed|passed|forwarded))|read|seen|lived|asked|also|already|recently|no)\b"
    r"|(?:the )?(?:\w+ )?(?:number|amount|cost|names?|list|total|details|percentage|types?)s? (?:of|for)\b[^.]*\byour (?!request|e-?mail|letter|enquiry)"
    r"|.{0,200}\?$|(?:i|we) can (?:be|provide|narrow|clarify)\b|i am (?:writing to (?:request|ask|make|you under)|a\b|sorry to (?:trouble|bother|ask|chase|hear|be)\b)"
)
QUOTES = {'"': '"', "“": "”", "'": "'", "‘": "’"}
THEIRS = re.compile(
    r"\b(?:i would|i wish|i'd|i want|i need|i should|i request|i am (?:a|doing|researching|requesting|sending|writing (?:to (?:request|ask|make)|under))"
    r"|my (?:request|question|questions|enquiry)|(?:can|may|could) i\b|i (?:ask|seek|am seeking)|we would like|this is a request|please|can you|could you)\b|^(?:under|for) (?:the )?(?:foi|freedom)\b.{0,60}\bi\b"
)
"""A sentence in which the requester leads in to a list; "I note that you seek" is the authority's."""
FACT = re.compile(
    r"(?:disclosure id|(?:request|response|reply|release|publication|received|closed) date|date (?:of |in\b|out\b)?(?:received|request|responded|response|reply|released?|published|publication|closed)?"
    r"|(?:foi|eir|rfi)[ /_-]?\d[\d/ -]*|reference(?: number| no\.?)?|category|subject|title|corporate|operational|n/a|received|completed|closed)\s*:?\s*(?=$|\d)"
    r"|(?:\d[\d/. :-]*|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? (?:19|20)\d{2}|[a-z]+ \d{1,2}, (?:19|20)\d{2}|[a-z]+ (?:19|20)\d{2})$"
)
"""A label or a value of the page's facts, such as `Response Date` or `4 July 2011`: neither a cue nor anybody's words."""
OURS = re.compile(r"\b(?:our|exempt\w*|exception\w*|response|reply|answer\w*|disclose\w*|decision)\b[^:]{0,40}:?$")


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
    return CLOSING_HEADINGS.first(low.lstrip("• "))


def closes_by_sentence(low: str) -> Rule | None:
    """The rule by which the authority speaks in a sentence; none when the requester does."""
    return None if _REQUESTER.match(low) or requester_speaks(low) else CLOSING_SENTENCES.first(low)


@lru_cache(maxsize=64)
def requester_speaks(low: str) -> bool:
    """Whether anything in a paragraph is said as only a requester says it."""
    return VOICE.first(low) is not None


VOICE = Table(
    rule(
        "voice/requester",
        r"^please (?!see\b|find\b|note\b|be advised|refer\b|accept\b|treat\b|take\b|ask for|contact\b|quote\b|reply to|telephone\b)|[.:,;] please (?:tell|confirm|supply|provide|send|give|state|list|include|could|can)\b"
        r"|\bi (?:want|need|(?:would|should) (?:now |also |just |really )?like|wish to (?:know|see|request|receive|ask|obtain|find out|make|submit|learn)|'d like|am asking|am interested|live\b|have lived)|\b(?:could|can|would) you\b|\byour (?:force|council|organisation|trust|police|authority|department|constabulary)\b[^.]{0,100}(?:\?|\bplease\b)|^kindly (?!note\b|find\b|see\b|be advised|refer\b)|\b(?:may|can|could) we (?:have|see|know|get|be (?:told|given|sent))\b|\b(?:our|my) request\b|\bi'd like\b|\byou told me\b|\bi need is\b|\bwe would like (?:the|a|all|any|details|copies|figures|information|data)\b|\bplease (?:let me have|tell me|give me|send me|provide me)\b|\b(?:could|can|would|will) (?:the|your) (?:\w+ ){1,3}(?:please |kindly )?(?:let me|give|provide|send|tell|supply|confirm)\b|\bi should be glad to\b|\bi am an? (?:\w+ )?(?:student|resident|journalist|reporter|researcher|member|teacher|collector|tenant|volunteer|writer|councillor)\b|\b(?:may|can|could) i (?:please )?(?:ask|have|see|request|get)\b|\bthis (?:foi )?request(?: for information)? is (?:made|submitted|sent|for|about)\b|\bi am (?:making|submitting|requesting|contacting)\b|\bi (?:now |also |hereby |therefore )?(?:ask|request)(?: for| to| that| you)?\b|\bthis (?:e-?mail|letter|message|correspondence)? ?is an? (?:formal |foi |freedom of information )?request\b|\bi am (?:looking|trying|researching|interested|preparing)\b|\bi am writing (?:to (?:find out|ask|request|enquire|seek)|under)\b",
        "Could you tell me how many there were",
        "I would like the figures for 2022",
    )
)
"""What only a requester says; "the police hold" behind it closes nothing."""
together(HEADINGS, LEAD_INS, CLOSING_SENTENCES, VOICE)


def trim(text: Text, span: Span) -> Span:
    """Without white space and quotation marks at the ends."""
    value, start, end = text.value, span.start, span.end
    while start < end and (value[start].isspace() or value[start] in "\"'“‘”|"):
        start += 1
    while end > start and (value[end - 1].isspace() or value[end - 1] in '"“”‘|'):
        end -= 1
    return Span(start, end)
