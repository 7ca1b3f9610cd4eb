"""Cues that open a request: headings, sentences of the authority that lead in to it, labels before it."""

from crawler.reading.rules import Table, rule

HEADINGS = Table(
    rule("open/you-asked", (r"^(?:you (?:have )?(?:asked|wrote|requested|said|sought)(?: us| for| to us)*|your (?:words|message|letter|email|e-mail)|what (?:was|you|they|he|she) (?:requested|wanted|asked(?: for)?)(?: \([^()\n]{1,40}\))?|what did you ask(?: for)?|(?:the )?(?:enquirer|requester|applicant) (?:wants|asks|asked|wanted)(?: to know)?)\s*[:.?-]*$", "You asked", "Your message:", "What was asked for")),
    rule(
        "open/request",
        (r"^(?:\d{1,2}\. )?(?:foi|eir|rfi)?[ -]?\d[\w/-]{2,20} (?:your |the )?request\s*:?$", "FOI 2023-0417 Your Request:"),
        (r"^\d{1,2}\. (?:your |the )?(?:request|information requested)\s*:?$", "2. Information requested"),
        (r"^(?:\w+ )?request \d{9,12}$", "Request 101003387214"),
        (r"^(?!foi request detail$|foi requests$)(?:(?:section \d+: )?(?:the |your |foi |eir |our |initial |original |new |current |first |second |third |full |information |details? of |detail of |summary of |text of |copy of |nature of )*(?:request|requests|enquiry|question|questions)(?: details?| detail| summary| text| received| for information| made| \d{1,2})?(?: \([^()\n]{1,40}\))?|details of (?:the |your )?request|(?:eich |y )?cais(?: / (?:your )?request)?|(?:the )?information (?:requested|sought|request)|requested information|(?:applicant|requester)(?:'s)? (?:question|request)s?)\s*[:.-]?$", "Information requested", "REQUEST", "Request detail:", "Your request", "Question 1", "Requested information:"),
    ),
    rule("open/received", (r"^(?:initial |original )?request received(?: on)?(?: (?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?\d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}))?\s*:?$", "Request received 3 November 2025:")),
    rule("open/responded", (r"^responded(?: on)? (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? \d{1,2}(?:st|nd|rd|th)? [a-z]+,? \d{4}$", "Responded Wed 18 February 2026")),
    rule("open/original", (r"^(?:original|initial|first|new|previous|second|third) (?:request|question|enquiry)\b(?! ref)[^\n]{0,90}$", "Original request - 202300361442")),
    rule(
        "open/status",
        (r"^the request was (?:partially successful|successful|refused)[^\n]{0,80}$", "The request was successful."),
        (r"^[\w .,'\[\]-]{3,60} made this (?:freedom|environmental) (?:of )?information request to [^\n]{3,120}$", "J Doe made this Freedom of Information request to Larkbeth Council"),
        (r"^[\w .,'&-]{3,80} (?:did not have the information requested|is delayed)\.$", "Larkbeth Council did not have the information requested."),
    ),
    rule("open/review", (r"^(?:request for (?:internal )?review|review request)(?: ?[:-]? ?(?:foi|eir|ref)?[/ -]?\d[\w/-]{3,16})?\s*:?$", "Request for Review")),
    rule(
        "open/both",
        (r"^(?:your )?questions? and (?:our |my |the )?(?:final )?(?:responses?|answers?|repl(?:y|ies)|findings)(?: (?:are|is)(?: set out| given)? (?:below|here|as follows))?\s*:?-?$", "Your questions and our responses:", "Your questions and my findings are below:-"),
        (r"\bwhat you (?:have )?asked(?: for)? is (?:set (?:out|down)|repeated|copied|printed|given|shown)\b[^\n?]{0,60}[.:]$", "What you asked for is set out below, followed by our answer to each point.", "What you asked is set down here with what we say to it."),
        (r"^(?:here|these|below) are the (?:answers|responses|replies) to (?:your|the) (?:questions|requests)\b[^\n?]{0,20}[.:-]+$", "Here are the answers to your questions:"),
        (r"\b(?:your|the) (?:request|questions?|enquiry) (?:is|are|has been|have been) (?:set out|repeated|replicated|shown|given|listed|copied|reproduced|printed)(?: here| below)?,? (?:together |along )?with (?:our|the) (?:response|answer|reply|replie)s?\b[^\n?.]{0,40}[.:]$", "Your request is replicated below together with the response."),
        (r"(?:^|[.,] )(?:the|your) (?:\w+ )?(?:request|questions?) and our (?:reply|response|answer)s? (?:are|is) [^\n.]{0,30}\b(?:set out|given|below|here)\b[^\n.]{0,20}\.?$", "Your questions and our answers are set out below."),
        (r"^(?:(?:your |the )?(?:request|questions?|enquiry)(?: and|/| &) (?:our |the )?(?:answer|response|reply|responses|answers)s?|your questions and our responses|(?:here is|set out below is) your request and our (?:response|reply)\.?)(?: \([^)\n]{3,30}\))?\s*:?$", "Request and Answer:", "Your Request and Our Response (Request in Bold)"),
        (r"\bbelow(?: is)? your (?:\w+ )?(?:request|questions?) and our (?:response|reply|answer)s?(?: in [^\n.:]{3,30})?(?:\.?\s*:?|\. (?:please accept|we apologise|apologies) [^\n.?:]{3,80}\.)$", "Thank you for your enquiry. Below is your request and our response.", "Below is your request and our response. Please accept our apologies for the delay."),
    ),
    rule(
        "open/answered-below",
        (r"^the (?:information|details|figures) (?:that )?(?:you )?(?:have )?requested (?:is|are|was|were) as follows\s*[;:.]-?$", "The information requested is as follows;"),
        (r"^in (?:response|answer|reply) to your (?:\w+ )?(?:requests?|questions?|enquiry),? please (?:see|find)\b[^\n?.]{0,60}\b(?:below|following)\b[^\n?.]{0,20}[.:]$", "In response to your request, please see below:"),
        (r"^(?:our|the) (?:\w+ )?(?:responses?|answers?|reply|replies) to your (?:\w+ )?(?:requests?|questions?) (?:is|are)\s*:$", "Our revised response to your request is:"),
        (r"^(?:my|our|the) (?:answers?|responses?|repl(?:y|ies)) to the (?:points|questions|matters|issues) (?:that |which )?you (?:have )?(?:raised|asked|put|listed)\b[^\n?.]{0,20} (?:are|is) (?:these|as follows|below|set out below|given below)\s*:?-?$", "My answers to the points that you raised are these:-"),
        (r"\b(?:provide|give)(?: you with)? (?:the|our|my|a) (?:responses?|answers?|reply|replies) below\b[^\n?]{0,30}[.:]$", "I am pleased to provide the response below:"),
        (r"^here (?:is|are) (?:our|the) (?:responses?|answers?|reply|replies)(?: to (?:your|the) (?:\w+ )?(?:requests?|questions?|points?|enquiry))?\s*:$", "Here is our response to your request:"),
        (r"\b(?:our|the) (?:responses?|answers?|reply|replies)(?: to (?:your|the) (?:\w+ )?(?:requests?|questions?|points?|enquiry))? (?:is|are) (?:set out|given|provided|detailed|shown|listed)[^\n?.]{0,20}\b(?:below|underneath)\b[^\n?.]{0,20}[.:]$", "I can confirm that we hold it, and our response is set out below:"),
        (r"^(?:please (?:find|see)\b(?: below)?|(?:the|our|below is(?: our| the)?|here is(?: our| the)?)\b)[^\n.?]{0,60}\b(?:response|answer|reply|replies)s?(?: to (?:each (?:of|part of) )?(?:your|the) (?:\w+ )?(?:requests?|questions?|points?|enquiry))?\b(?:,? (?:is|are|as|has been))?[^\n?.]{0,40}\b(?:below|underneath|follows)\b[^\n?.]{0,20}[.:]$|^please (?:find|see) below\b[^\n.?]{0,60}\b(?:response|answer|reply|replies)s? to (?:each of )?(?:your|the) (?:\w+ )?(?:requests?|questions?|points?|enquiry)[.:]$", "Please find the Council's response to your request set out below:"),
    ),
)  # fmt: skip
LEAD_INS = Table(
    rule("open/seek-access", (r"\bi note (?:that )?you (?:seek|sought|are seeking|have (?:asked|requested)|request|requested)\b[^.\n]{0,90}?[:-](?=\s|$)", "I note you seek access to the following information:")),
    rule(
        "open/you-verb",
        (r"(?<!since )(?<!after )(?<!when )(?<!with what )(?<!that what )\byou (?:have |had |also |then |now |again |specifically |e-?mailed |wrote to )*(?:asked|ask|wrote|requested|request|sought|seek|wished|wanted|said|state|stated|put|raise|raised|submitted|made|specified|enquired|re-?sent|e-?mailed)\b(?:(?!\byou (?:asked|wrote)\b|[.?!]\s|, (?:stand|stands|is|are|can|may|will) |\(\)|\b(?:can|may) be (?:found|seen|accessed|obtained|viewed)\b)[^\n]){0,170}?(?::|;$|\s-(?=\s|$)|,(?=\s[\"']\w)|(?=\s\"\w))(?=\s|\"|'|$)", "In your request, you asked:", "On 14 May 2021 you asked the Office for the following:"),
        (r"^(?:asked|requested)(?: us)?(?: for)? the following(?: information)?\s*:$", "asked for the following information:"),
        (r"\byou (?:asked|requested|wrote)(?: us)?(?: for| that)?(?: the following)?(?= '\w)", "In your message you asked us for 'a list of all allotment sites'."),
    ),
    rule("open/request-reads", (r"^(?![^\n]*\brequests? (?:can|may|should|must) be (?:submitted|made|sent|addressed|e-?mailed))(?=[^\n]*\b(?:your?|the (?:specific )?(?:request|question|enquiry|e-?mail))\b)[^\n]*?\b(?:request|(?<=your )requests|enquiry|e-?mails?|letter|message|application|correspondence|questions?)\b(?:(?![.?!]\s)[^\n]){0,160}?\b(?:as follows|the following|set out|set down|below|reads?|read|worded|says|said|asked|asks? for|asking(?: us)?(?: for)?|requesting|seeking|sought|replicated|copied|repeated|quoted|here(?: it is)?(?: again)?|followed|were|these|this|is)\b(?:(?![.?!]\s)[^\n]){0,160}?(?::|-(?=$))(?=\s|\"|'|$)", "I write in connection with your request for information received on 24th October 2023 as follows:", "Your request of 21 September 2021 was worded as follows:", "Your request was as follows-")),
    rule(
        "open/received-following",
        (r"\b(?:received|had|(?<!would )(?<!could )have|answered) (?:from you )?(?:the following|a request (?:under|for))\b[^.\n]{0,80}:(?=\s|$)", "Weald Police received the following on the 9th of February:"),
        (r"\byour (?:original |initial )?(?:request|enquiry|question)s? (?:was|were|is|are)\s*[:;](?=\s|$)", "Please accept our apologies for the delay. Your request was:", "Your original request was;"),
        (r"\b(?:the|your) request (?:for information )?(?:that |which )?you (?:have )?made on (?:the )?[\w ,]{6,24}\s*:$", "You asked us to review how we dealt with the request for information that you made on 9 March 2019:"),
        (r"\byour (?:request|enquiry|e-?mail|letter)\b[^.\n?]{0,70}\b(?:was|is) (?:for|to (?:see|know|have))\s*:$", "Your email of 3 June was for:"),
        (r"\byour (?:request|questions?|enquiry) (?:is|are|has been|have been) (?:set out|repeated|replicated|restated|quoted|copied|shown|reproduced|printed|listed|split|in (?:bold|italics))\b[^\n?]{0,70}[.:]$", "Your request has been split into four parts, as follows:"),
        (r"\bthe (?:original|initial|first) (?:foi|request|enquiry)(?: request)? (?:asked|sought|requested)(?: for)?(?: the)?(?=\s\"\w)", "The original FOI asked for the \"category in which herbal drops are entered\"."),
        (r"\brequest(?: for information)? was (?:sent|made|submitted|received)\b[^.\n\"]{0,60}\b(?:asking|seeking|requesting)(?: for)?(?=\s\"\w)", "A request was sent in by yourself, asking for \"the dates of all drills\"."),
        (r"\byour (?:request|e-?mail|letter)\b[^\n]{0,120}\bset out (?:here|below)[;,] (?:and )?our (?:responses?|answers?|repl(?:y|ies))\b[^\n]{0,60}:$", "Thank you for your email, in which you ask for what is set out below; our answers are given underneath in green:"),
        (r"^we have (?:split|broken|numbered|set out|copied|repeated) your (?:request|questions)\b[^\n]{0,90}:$", "We have numbered your questions so that each can be answered in turn:"),
        (r"\bbelow (?:is )?(?:a copy of )?(?:your|the) (?:\w+ )?(?:request|questions?|e-?mail)s?\s*:$", "Please find below your original request:"),
        (r"^(?:below|for ease of reference)\b[^.\n]{0,20}\byour (?:request|questions?) (?:is|are|appears?)\b[^\n]{0,80}$", "For ease of reference, your questions are repeated here"),
    ),
    rule(
        "open/you-would-like",
        (r"\byou (?:would like|want(?:ed)?|wish(?:ed)?) to (?:have|see|know|be (?:told|given|sent)|receive|obtain)\b[^.\n]{0,80}:(?=\s|$)", "The information you would like to have is this:"),
        (r"\bby which you asked for (?:sight of )?the following\s*:", "Your letter came on 4 May, by which you asked for sight of the following:"),
    ),
    rule("open/you-sought-bare", (r"\b(?:in (?:it|which|that|this)(?: request| letter| e-?mail)?,? you (?:sought|asked(?: for)?|requested|wanted)(?: access to)?|you (?:asked|sought)(?: for| access to)?),?$", "In it you sought")),
    rule("open/which-reads", (r"(?<!\bact )(?<!\bact, )(?<!section )\b(?:which|that) (?:reads?|asks?(?: for)?|was|were|said)\s*:?$", "We have now considered your request of 2 March 2021 which reads:")),
    rule("open/here-it-is", (r"\b(?:here (?:it is|they are)(?: again)?|this (?:asks|asked) for|(?:the )?most recent (?:reads|asks for))\b(?=[^:.\n]{0,60}:$)", "Here it is again, so that the answers can be followed:")),
    rule("open/matters", (r"^there (?:are|were) (?:\w+ ){1,3}(?:elements|parts|questions|points|aspects|strands) (?:to|in|of) your (?:request|letter|e-?mail|message):$", "There were two elements to your request:"), (r"\b(?:matters|points|issues|concerns) (?:that |which )?you (?:raise|have raised|raised|make|made)\b[^.\n]{0,60}:$", "I have set out the matters that you raise one by one below:")),
    rule("open/following-logged", (r"\byour request for the following(?: information)?, which (?:has been|was|is) (?:logged|recorded|registered|given|received)\b[^:\n]{0,80}\.$", "Thank you for your request for the following information, which has been logged under reference number FOI/12/087.")),
    rule("open/following-stop", (r"\byou (?:asked for|requested|request|sought|seek) information [^.:\n]{0,40}\bin (?:the following|these) terms[.:]?$", "I refer to your letter, in which you request information described in the following terms."), (r"\byou (?:have )?(?:asked|requested|sought|seek|request)(?: for)? the following\b[^.:\n]{0,110}\.$", "Thank you for your email, in which you asked for the following about the bus lane.")),
    rule("open/as-clarified", (r"\bas (?:clarified|amended|revised|narrowed)\b[^:\n]{0,50}:$", "We have dealt with it as clarified on 1 July 2024, for:")),
    rule("open/for-following", (r"\byour (?:\w+ )?(?:request|enquiry|e-?mail|letter)\b[^.\n]{0,110} the following(?: information)?:(?=[a-z])", "Thank you for your request received on 2 May for the following information:I have"), (r"\byour (?:foi )?(?:request|enquiry|e-?mail|letter)\b[^.\n]{0,90} for the following(?: information)?$", "We have considered your request of 19 June 2025 for the following information")),
    rule(
        "open/requesting",
        (r"\b(?:requesting|asking for|seeking)(?: access to)? the following(?: information)?$", "Thank you for your emails dated 11 and 26 June requesting the following"),
        (r"\breceived (?:an?|your) (?:\w+ )?(?:e-?mail|letter|request|message|enquiry)\b[^.:\n]{0,60}?\b(?:requesting|asking|seeking)\b[^.:\n]{0,60}:$", "On 4 March the Trust received an email requesting the following information:"),
        (r"\byour (?:\w+ ){0,3}(?:e-?mail|letter|request|message|enquiry)\b[^.:?\n]{0,80}\b(?:concerning|regarding|about|relating to|in relation to|with regards? to|in respect of):$", "Thank you for your request for information received on 11 September 2017 concerning:"),
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
    rule("open/glued", (r"^freedom of information request(?=(?!s\b)[a-z])", "Freedom of information requestPlease send me the plan of the pier"), (r"^(?:\d{1,2}(?:st|nd|rd|th)? [a-z]+ \d{4} ?){2,4}(?=[a-z])", "6 March 20193 April 20192 April 2019Please send me the plan of the pier"), (r"^(?:date )?respond(?:ed|ing)\b(?: on)?:? (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{1,2}(?:st|nd|rd|th)? ?[a-z]+,? ?\d{4}|\d{1,2}/\d{1,2}/\d{4})(?=\S)", "Responded Fri 18 October 2019Under the Act")),
)  # fmt: skip
PHRASE = rule(
    "open/for-phrase",
    (r"\bthank you for your (?:e-?mail|letter|request|message)\b[^\n]{0,220}? (?:and|in which you|where you|when you) (?:asked|ask|enquired) (?=whether|if|how|why|what|which|who)", "Thank you for your email in which you asked whether staff must wear a badge."),
    (r"^the request was for (?=\w)", "The request was for copies of all correspondence about the car park."),
    (r"\bin your (?:e-?mail|letter|request|message)\b[^.:\n]{0,40}?,? (?:in which )?you (?:sought|asked for|requested|asked to see) (?=the |all |any |copies |details |a )", "In your email of 12 May, you sought copies of the cycle lane consultation responses."),
    (r"\bwe (?:take it|understand) that you want (?=an? |the |all )", "We understand that you want the totals for each ward."),
    (r"(?<!answer to )(?<!response to )(?<!reply to )(?<!part of )\byour (?!request is a request)(?:(?:foi |freedom of information |information )?request(?: for information)?|application|e-?mail|letter)\b[^.:\n]{0,70}? (?:for|requesting|asking(?: for)?|seeking|(?:in which|where) you (?:sought|requested|asked(?: for)?)|asks for) (?=(?:the (?!following|above|information (?:above|below)|purposes?|attention|decision)|all|any|copies|a copy|every|details|how|whether|number|papers|information (?:on|about|relating|regarding|concerning))\b)", "We have now considered your request of 4th October 2023 for the full results"),
)  # fmt: skip
