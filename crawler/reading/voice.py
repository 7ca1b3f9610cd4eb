"""How a requester speaks."""

from crawler.reading.rules import Table, rule

VOICE = Table(
    rule(
        "voice/requester",
        (
            r"^please (?!see\b|find\b|note\b|bookmark\b|remember\b|visit\b|click\b|be (?:advised|aware)|refer\b|accept\b|treat\b|take\b|ask for|contact\b|quote\b|reply to|telephone\b|do not hesitate\b|don't hesitate\b|feel free\b)",
            "Please list every bus shelter replaced since 2018.",
        ),
        (
            r"[.:,;] please (?:tell|confirm|supply|provide|send|give|state|list|include|could|can)\b",
            "I am writing about pothole repairs: please state how many were made last winter.",
        ),
        (
            r"\bi (?:want|need|(?:would|should) (?:now |also |just |really )?like|wish to (?:know|have|see|request|receive|ask|obtain|find out|make|submit|learn|be told)|'d like|am asking|am interested|live\b|have lived)",
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
        (
            r"(?<!\byour request )\bis a request for information\b",
            "My letter to you, under section 1 of the Act, is a request for information.",
        ),
        (r"\bthank you for (?:the|your) (?:answer|reply|response)\b", "Thank you for the answer in your email of 9th September."),
        (r"\bplease (?:disclose|supply|provide|list|state) the following\b", "For the year 2012/13, please disclose the following:"),
        (r"^we (?:are making|make|are submitting|submit) this request\b", "We are making this request to you under section 1 of the Act."),
        (
            r"\bif you (?:think|believe|feel|decide|consider) (?:that )?(?:one|it|any|an?|some)\b[^.]*\bplease\b",
            "I cannot see that an exemption would cover this, but if you think that one does, please name it.",
        ),
        (r"\bwhat i (?:am after|am looking for|would like|want|mean)\b", "What I am after is the number of forms that came back."),
        (r"\bmy questions? (?!to (?:you|our)\b)", "I have tried to keep my questions narrow."),
        (r"\b(?:our|my|my (?:earlier|original|previous|first)) request\b", "My request concerns the cost of the new leisure centre."),
        (r"^i (?:make|submit|am making|am submitting) this request\b", "I make this request under the Act on behalf of the harbour forum."),
        (r"\bi am (?:unaware|unsure|not sure)\b", "Unfortunately, I am unaware of who supplies the system."),
        (r"\bi (?:would rather|do wonder|wonder)\b", "I would rather have them by month, if you keep them so."),
        (r"\bi'd be (?:glad|grateful|pleased|interested)\b", "I'd be glad to receive the list of trailers."),
        (r"\bi'd like\b", "I'd like the names of the firms that bid for the catering contract."),
        (r"\byou told me\b", "Last year you told me that the bridge would be repainted by March."),
        (r"\bi need is\b", "What I need is the number of staff on zero hours contracts."),
        (r"\bwe would like (?:the|a|all|any|details|copies|figures|information|data)\b", "We would like the figures split by quarter."),
        (r"\bplease (?:let me have|tell me|give me|send me|provide me)\b", "In each case please send me the date and the sum paid."),
        (
            r"\b(?:could|can|would|will) (?:the|your) (?:\w+ ){1,3}(?:please |kindly )?(?:let me|give|provide|send|tell|supply|confirm)\b",
            "Could your planning department kindly provide the minutes of the June meeting?",
        ),
        (r"\bi am (?:also |now |currently )*seeking (?!clarif|advice|legal|to\b)", "I am seeking data related to the funding of tutors."),
        (r"\bi should be glad to\b", "I should be glad to have the school meal figures for the last five years."),
        (
            r"\bi (?:would|should) be (?:most |very )?(?:obliged|grateful) (?:for|if|to (?:receive|have|see))\b",
            "I would be obliged for the figures on hourly paid staff.",
        ),
        (
            r"\bi am an? (?:\w+ )?(?:student|resident|journalist|reporter|researcher|member|teacher|collector|tenant|volunteer|writer|councillor)\b",
            "I am a student of planning law.",
        ),
        (
            r"\b(?:may|can|could) i (?:please )?(?:ask|have|see|request|get|know|be told)\b",
            "May I see the contract for the school minibus?",
        ),
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
            r"\bi (?:now |also |hereby |therefore |kindly |formally |respectfully |would )?(?:ask|request)(?: for| to| that| you)?\b",
            "I hereby request the total spent on Christmas lights.",
        ),
        (
            r"\bthis (?:e-?mail|letter|message|correspondence)? ?is an? (?:formal |foi |freedom of information (?:act )?)?(?:request|enquiry)\b",
            "This is a formal request for details of empty homes in the borough.",
        ),
        (
            r"\bi am (?:looking|trying|researching|interested|preparing|putting together|wondering)\b",
            "I am preparing a report on river crossings.",
        ),
        (r"\bwe are writing to (?:make|submit|request|ask)\b", "We are writing to make a request about drones."),
        (r"\bwe seek (?:information|details|data|figures|copies)\b", "We seek information about the byelaws of your parks."),
        (
            r"\bgetting in touch (?:with (?:an?|my) (?:foi|freedom of information|request)|to (?:ask|request|find out|enquire|make))\b",
            "I'm getting in touch with an FOI request about canteens.",
            "I am getting in touch to ask about quad bikes.",
        ),
        (
            r"\bwould it be (?:possible|feasible) (?:for (?:me|us) )?to (?:have|add|see|get|receive)\b",
            "Would it be feasible to add two further months to the last request?",
        ),
        (r"\bi am (?:also )?after\b", "The information I am after is:"),
        (r"^(?:send|give|tell|show) me\b(?! an? e-?mail)", "Send me each and every letter about the wreck."),
        (r"\bi (?:must|have to|need to) ask\b", "Further to your answer I must ask for more."),
        (r"^please (?:see|find) (?:below|attached),? (?:\w+ ){0,3}questions\b", "Please see below, 11 questions about mattresses:"),
        (r"\bhave (?:a few|some|several|the following) questions\b", "We run a ferry and have a few questions as below:"),
        (
            r"\bif you are (?:unable|not able) to (?:retrieve|provide|answer|supply|locate|disclose|release|respond|give)\b",
            "Please note: if you are unable to provide five years, send three.",
        ),
        (
            r"\bwould like to (?:make contact|know|request|receive)\b",
            "We let boats and would like to make contact with the harbour office.",
        ),
        (
            r"\bwe are (?:trying|researching|preparing|(?:conducting|doing|carrying out|undertaking) (?:a |some )?(?:research|survey|study)|an? (?:firm|company|charity|group|union|campaign))\b",
            "We are a firm that helps insurers.",
        ),
        (
            r"\bneeded to (?:process|answer|meet) (?:the|my|this|our) request\b",
            "I hope this provides the clarity needed to process the request.",
        ),
        (
            r"\bwe are (?:also |still |particularly |specifically |not |now )*(?:submitting|requesting|interested in|looking for|seeking (?!clarif|advice|legal|to))\b",
            "We are submitting the following request for documents about risk scores.",
        ),
        (
            r"\bwe (?:have |had )?(?:also |already |previously )?(?:submitted|made|sent) (?:an?|this|our|the following) (?:\w+ ){0,4}request\b",
            "We have already submitted a separate request about the fraud hub.",
        ),
        (
            r"\bwe would (?:also |still |now |particularly |further )*like (?:to (?:receive|see|know|have|request|submit|be (?:sent|given|told))|our request|similar|some|any)\b",
            "We would like to receive electronic copies of these.",
        ),
        (
            r"\bi (?:write|wrote) to (?:ask|request)\b|\bi am writing (?:to (?:find out|ask|request|enquire|seek|submit|make an?|formally)|(?:to you )?under)\b",
            "I am writing under the Act for details of your depots.",
        ),
    )
)
"""What only a requester says; "the police hold" behind it closes nothing."""
