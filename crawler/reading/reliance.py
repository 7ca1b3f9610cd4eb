"""How a response uses each provision that it cites: relied on, only mentioned, negated, or cited by the requester.

Each sentence that cites is read as a frame (`frames`), so that a rule reads like the sentence it is for ("no longer rely on @"). The first
rule that explains a frame gives the mention its status; a provision takes the strongest status of its mentions.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crawler.items import PublicInterestTest, Status
from crawler.law import Citation, can_be_relied_on, provision_of
from crawler.reading.citations import Found
from crawler.reading.frames import Mention, is_heading, lead_in, mentions_of
from crawler.reading.public_interest import Tests
from crawler.reading.rules import Sought, Table, rule, together
from crawler.reading.text import Text

_OBJECT = r"(?: (?:your|this|the|any) requests?| (?:up)?on| to| under| in| of| the| any| either| use| as well as| exemptions?| it| for| either)* (?:[\w ]{3,30}\()?@"
"""From a verb to the citation that it governs."""

COUNTED = Table(
    rule("counted/row", (r"^[^a-z|]*@(?: -[^|\d]*)?\s*\|[\s\d|,.%]+$", "Section 12 | 311")),
    rule("counted/label", (r"\blabels? \(automatic\b", "Labels (automatic): transport, section 33, section 12")),
)  # fmt: skip
NEGATED = Table(
    rule("negated/not-verb", (rf"(?:\b(?:not|no longer|never|nor|neither|cannot)|n't)\b(?! (?:be )?(?:confirm|den))(?:(?!\b(?:we|i) (?:are|am|have|will|do)\b)[^.;§@]){{0,40}}?\b(?:rel(?:y|ies|ied)|(?<!, )relying|appl(?:y|ies|ied|ying)|claim(?:s|ed|ing)?|engage[sd]?|us(?:e|es|ed|ing)|invok(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|consider(?:ed)?|treat(?:ed)? (?:it|this|(?:your|the) request) as(?: \w+){{0,4}}|seek|sought|gone (?:into|on to consider)|go(?:ne)? down the road of|making a (?:statement|claim)|necessary to seek a certificate|wish(?:es)? to (?:argue|maintain|claim|rely on|apply)|argue[sd]?|maintain(?:s|ed)?|(?:being )?refus(?:e|ed|ing)){_OBJECT}", "We have not relied on section 12 of the Act.", "The council no longer relies on section 12(1).", "We do not now claim regulation 12(4)(b).")),
    rule(
        "negated/neither",
        (r"\bnor (?:has|have|had|is|was|did|do|does) @", "Nothing has been withheld, nor has section 43 been relied upon."),
        (r"\bneither @ was\b", "Neither section 33 was in the end relied upon", "neither section 33 nor regulation 12(3) was relied on"),
        (r"\bneither @ nor\b", "Neither section 31 nor the exemption in section 38 was needed."),
        (r"@,? (?:should not have been (?:used|applied|cited|relied (?:up)?on)|therefore cannot apply|cannot therefore apply)\b", "Regulation 10(5)(f) should not have been used and I withdraw it.", "It gives no figure, and regulation 10(5)(e) therefore cannot apply."),
        (r"\b(?:nor|not|never) (?:have (?:we|i) )?(?:got|gone|come) as far as @", "Nor have we got as far as section 38(1)(b) in regard to earnings."),
        (r"@,? no[- ]?(?:one|body) has (?:relied|used|claimed)\b", "As to section 30, no-one has relied upon it."),
        (r"\bneither § nor @", "Neither section 22 nor the exemption in section 43(2) was brought in."),
    ),
    rule("negated/is-not", (r"(?<!under )(?<!by )@(?!,? (?:because|since|so that|and (?:so )?your (?:request|letter))\b),?(?: \([^)]*\))?(?:,? which [^,]{3,60},|,[^,;]{3,60},| \w+){0,5}?(?: ?n't| not| no longer| never| cannot| can not)\b(?:(?!public interest|test\b)[^,;§@]){0,40}?\b(?:rel(?:y|ied)|appl(?:y|ied)|claim(?:ed)?|engaged?|used|invoked?|needed|required|upheld|made out|relevant|available|felt|been thought of|behind it|come into it|considered)\b(?! to (?:provide|supply|give|comply|disclose|release|answer|confirm|respond|deal|meet|tell|state|process|make)\b)", "Section 14(1) is not relied upon.", "Section 38 has not been used.")),
    rule("negated/considered-not", (r"(?:\b(?:consider\w*|think about|looked at|regard was|thought (?:about|was given)|thinking about|consideration was)\b(?! (?:it |this |to be )?(?:exempt|engaged))[^;§@]{0,60}@[^§@]{0,160}?|@[^;§@]{0,40}\b(?:considered|looked at|discussed|mentioned|sought)\b[^§@]{0,160}?)\b(?:not|no need|no finding|n't)\b(?:(?!public interest)[^,;]){0,50}\b(?:rel(?:y|ied)|appl(?:y|ied)|claim(?:ed)?|used|invoked|needed|required|finding|say that)\b", "Section 12 was considered, but as the work came to eleven hours it was not applied.", "Section 12 was discussed, but it is not needed.")),
    rule(
        "negated/withdrawn",
        (r"\b(?:withdr(?:aw|aws|awn|ew|awing)|set aside|overturned?|abandon(?:ed)?|drop(?:ped)?)\b[^.;§@]{0,40}@", "The council withdraws section 12."),
        (r"@ (?:\w+ ){0,6}(?:withdrawn|set aside|overturned|wrongly|incorrectly|mistakenly|abandoned|dropped)\b", "Section 14(2) was wrongly cited."),
        (r"@ (?:\w+ ){0,4}(?:applied|cited|relied (?:up)?on|claimed|used) (?:in error|by mistake)\b", "Section 43(2) had been cited by mistake."),
        (r"\b(?:wrongly|incorrectly|mistakenly) (?:\w+ )@", "Our reply in May wrongly cited section 36(2)(b)."),
        (r"@[^.;§]{0,60}\b(?:dropped|abandoned|withdrew) (?:it|them)\b", "We raised section 22 in April but later dropped it."),
    ),
    rule(
        "negated/no-use",
        (r"\bno (?:\w+ )?(?:use|reliance|finding|need|claim|view)\b[^,;.§@]{0,40}@", "No use has been made of regulation 12(4)(b)."),
        (r"@[^.;§@]{0,30}\b(?:(?:has|have|had|plays?|forms?|is|was|are|were)(?: of)? no (?:place|bearing|application|relevance|part|use)|falls away)\b", "Section 40(2) has no place in this decision."),
        (r"\bno (?:\w+ ){0,4}of @", "No use has been made of regulation 12(4)(b)."),
    ),
    rule(
        "negated/did-not-think",
        (r"\b(?:do|did|does) not (?:think|say|suggest|agree|believe|accept|regard|consider|treat)\b(?:(?!valid request)[^;§@]){0,80}@", "I do not agree that section 33(1)(b) was correctly applied to the minutes."),
        (r"\bnot been necessary to\b[^,;@]{0,90}@", "It has not been necessary to look further at section 38(1)(a)."),
        (r"\bsaw no (?:need|reason)\b[^;§@]{0,40}@", "We saw no reason to bring in section 14(1)."),
        (r"\bno (?:one|body) (?:says|claims)\b[^;§@]{0,40}@", "No one claims that section 43(2) protects a price list of this age."),
    ),
    rule(
        "negated/not-it",
        (r"@[^§@]{0,200}?\b(?:decided not to (?:apply|use|claim|rely on)|(?:(?:do|does|did|are|is|was|were|have|has) not|(?:do|does|did|are|is|was|were|have|has)n't) (?:now |then |in the end )?(?:found|rely|apply|use|using|used|applied|claim|claimed|relied|relying)) (?:up)?(?:on )?(?:it|them|either)\b", "We thought of section 44 since a later Act, the one on accidents, may forbid disclosure, but we are not using it."),
        (r"\b(?:considered|looked at|thought about) (?:whether )?(?:the )?@[^§@]{0,120}\b(?:concluded|decided|found|satisfied|view) that (?:it|they|this) (?:does|do|is|are|did|was|were) not\b", "We considered whether section 35(1)(a) fits the minutes and concluded that it does not."),
    ),
    rule(
        "negated/considered-only",
        (r"^(?:(?!\bengaged\b|\bapplies\b|\bexempt\b).)*\b(?:also )?(?:considered|considering|looked (?:at|again at))\b(?: whether)?(?: the use of)?(?: the)?(?:(?! exempt) \w+){0,2} @(?:(?!\bengaged\b|\bapplies\b|\bexempt\b|\bfind\b|\bfound\b).)*$", "We had also considered section 43(2) when your request first arrived."),
        (r"@ was(?: also)? considered\b(?:(?!\bengaged\b|\bapplies\b).)*$", "Section 27(1) was also considered before the letter went out."),
    ),
    rule(
        "negated/suggested",
        (r"\byou (?:argued|suggested|thought|claimed)\b[^.;]{0,60}@", "You argued that section 36 was the right one."),
        (r"\b(?:argued|thought|suggested) that @", "You argued that section 36 was the right one."),
        (r"\bdespite\b[^.;§@]{0,30}@", "The harbour plans are released despite section 24(1)."),
        (r"\b(?:without|instead of|rather than) (?:relying|using|applying|claiming)\b[^.;§@]{0,20}@", "We have done the work rather than relying on section 12(1)."),
        (r"\bhad it in mind\b.*@", "Whoever wrote the note had it in mind to bring in section 35(1)(a)."),
        (r"@ (?:deals|is) (?:only )?(?:with|for) other\b", "Section 44(1)(a) is for other kinds of record."),
    ),
    rule("negated/earlier", (r"\b(?:original(?:ly)?|initial(?:ly)?|previous(?:ly)?|first (?:answer|reply|response|decision)|holding (?:letter|e-?mail|reply)|at first)\b[^;§@]{0,70}@", "The first answer relied upon section 38(1) for the reports.")),
)  # fmt: skip
MENTIONED = Table(
    rule(
        "mentioned/could",
        (r"^if the (?:legislation|act|law) (?:did|had|were)\b[^;]*@", "If the legislation did require such a count, the time needed would be far beyond the limit in section 12 of the Act."),
        (r"^were (?:there|we|it|this)\b[^;]*@", "Were there any need for such a search, the time would engage section 12."),
        (r"\b(?:which|that|as it) do(?:es)? not fall within @", "It is personal data which does not fall within subsection (1) of section 40."),
        (r"@,? for (?:instance|example),", "Section 43, for instance, may have been used for a single price."),
        (r"@ would (?:too|also)\b", "For the two photographs section 38(1) would also have to be weighed."),
        (r"\bregulations made under @", "The hourly rate is fixed by regulations made under section 12(5)."),
        (r"\b(?:may|might|could|would|should)\b(?:(?!\bor\b)[^,;§@]){0,24}\b(?:also )?(?:apply|be (?:engaged|relevant|considered|a consideration|needed|sought|cited))\b[^;§]{0,60}@", "Other grounds could be relevant to the bids, such as section 43(2)."),
        (r"^(?!(?:as|since|because) [^@]*, @).*?(?<!therefore )(?<!thus )(?<!hence )@(?: (?:exemption|of the act))?,?(?: \w+){0,2} (?:may|might|could|would)(?! therefore)(?: \w+){0,2} (?:apply|appl(?:ied)|be (?:engaged|relevant|applied|applicable|considered|a consideration))\b", "Please be aware that section 43 could be a consideration for unit prices."),
        (r"\bhad (?:we|i|it) not\b[^;]*\b(?:may|might|would|could)\b[^;]*@", "Had we not refused on cost grounds, names might have been exempt under section 40(2)."),
        (r"\bif\b[^;]*\bhad not\b[^;]*\bwould\b[^;]*@", "If the limit had not been passed, the fees would be exempt under section 43(2)."),
        (r"\bwould (?:all |both |also )?(?:have|need) to be (?:thought about|considered|weighed|looked at)\b", "Section 43(2) would have to be thought about, message by message."),
        (r"\bequivalent\b[^;@]{0,40} (?:is|would be) @", "Under FOIA the equivalent would be section 43(2)."),
        (r"§ would be (?:an|one) example,? (?:or|and) @", "One of the exemptions might serve (section 35(1) would be an example, or section 39(1))."),
        (r"@ would be (?:an|one) example\b", "One of the exemptions might serve (section 35(1) would be an example)."),
        (r"\b(?:asked|wanted|urged) us to (?:treat|withhold|refuse|apply|use|keep)\b[^;]*@", "The quarry's owner asked us to treat its tonnage as a trade secret, under regulation 12(5)(e)."),
        (r"\b(?:will|may|might|would|could|should) (?:then )?(?:have|need) to consider whether @", "If such letters go on, we will have to consider whether section 14 of the Act applies."),
        (r"\bthink about @", "For the later letters we should need to think about section 42."),
        (r"@ were likely to have\b", "Sections 30 and 31 were likely to have been raised next."),
    ),
    rule(
        "mentioned/if-narrowed",
        (r"\bif (?:you|a|the) (?:\w+ ){0,4}(?:refine[ds]?|narrow(?:s|ed)?|resubmit(?:ted)?|reduced?|revised?)\b", "If you refine your request, section 40(2) may be used."),
        (r"\b(?:revised|refined|narrower|smaller|future|any new) (?:request|set|scope)\b[^;]*@", "A narrower request might still exceed the limit in section 12(1)."),
        (r"\bshould there be\b", "Should there be names in the files, section 40(2) will be looked at."),
        (r"\bother exemptions? (?:may|might|could)\b[^;]*@", "Other exemptions might come in, section 31(1)(a) among them."),
    ),
    rule(
        "mentioned/body-listed",
        (r"\bor (?:would be )?if it were held(?: by the (?:public )?authority)?,?(?: would be)?\)?,? exempt(?: information)? by virtue of @", "The duty does not arise for information which is, or would be if it were held, exempt by virtue of subsection (1) of section 30."),
        (r"\bmatters (?:mentioned |listed |set out )?in @", "The leaflet is about the matters listed in section 31(2)."),
        (r"\b(?:bod(?:y|ies)|authorit(?:y|ies)|organisations?)\b[^;§@]{0,40}\b(?:listed|named|specified|set out)\b[^;§@]{0,30}@", "one of the bodies listed in section 23(3)"),
    ),
    rule(
        "mentioned/in-general",
        (r"\bother exemptions?\b[^;§]{0,20}@", "Among the other exemptions is section 43(2)."),
        (r"\b(?:most often|more common|in certain cases|in some cases|most refusals|note on the exemptions|for instance(?=[^@]*@)|for reference|held by that)\b", "In certain cases the information is commercially sensitive (section 43)."),
    ),
    rule(
        "mentioned/scope",
        (r"\b(?:framed|worded|phrased|asked)\b[^;§@]{0,40}\breference to @", "Your second question was framed by reference to section 36(2)(c)."),
        (r"\b(?:is|are) not (?:\w+ ){1,3}for (?:the )?(?:purposes? of )?(?:the )?(?:exemption |exception )?(?:at |in |under )?@", "A count of them is not incomplete data for the purposes of regulation 10(4)(d)."),
        (r"\b(?:outside|beyond)(?: the)?(?: scope(?: of)?)?(?: the)? @", "It covers only information outside the scope of section 35."),
    ),
    rule(
        "mentioned/open",
        (r"\bnot yet (?:\w+ ){0,6}(?:decided|made up|reached|concluded)\b[^;]{0,60}\bpublic interest\b[^;]{0,40}@", "We have not yet made up our minds on which way the public interest falls under section 33."),
        (r"\b(?:may|might|could) (?:also )?(?:come|fall) (?:under|within) @", "Part of the papers might come under section 26."),
        (r"\b(?:may|might|could) (?:\w+ )?(?:be|prove(?: to be)?) (?:\w+ )?exempt\b[^;§@]{0,40}@", "Part of the log may prove to be exempt under section 26."),
        (r"\b(?:exemption|exception)s? (?:in question|concerned|that (?:may|might|could) apply|(?:that |which )?we (?:are considering|have to consider|must consider|need to weigh)) (?:is|are) @", "The exemption in question is section 31."),
    ),
    rule(
        "mentioned/other-request",
        (r"\bthat request was\b[^;§@]{0,70}@", "That request was considered exempt under section 12."),
        (r"^when (?:we (?:released|answered|replied to)\b[^,]{0,60}\b(?:19|20)\d\d|(?:foi|eir) ?\d[\w/-]* was answered),[^;]*@", "When FOI 2916 was answered, a section 36(2)(c) exemption was applied to passages of two papers."),
        (r"\b(?:released|disclosed) in (?:reply|response|answer) to that request\b[^;]*@", "Together with the papers that were released in reply to that request, we applied a section 36(2)(c) exemption to part of what was sought."),
    ),
    rule("mentioned/limit", (r"\bcounted? (?:towards|against|within) the limit (?:in|of|under|at) @", "Time spent on redaction may not be counted towards the limit in section 12.")),
    rule("mentioned/not-exempt", (r"\bnot exempt (?:information )?by virtue of (?:the )?@", "A record is not exempt information by virtue of section 43(2) merely because it is old.")),
    rule(
        "mentioned/contrast",
        (r"\bunlike\b[^;]{0,40}@", "unlike the power in section 24(2)"),
        (r"@ notwithstanding\b", "Section 43(2) notwithstanding, the price of the contract is released."),
    ),
    rule(
        "mentioned/another-one",
        (r"\b(?:there is|aware of|aware that there is) another\b", "There is another exemption for research (section 22A)."),
        (r"\bnot be confused with\b", "Section 22 should not be confused with section 22A."),
    ),
    rule(
        "mentioned/qualified-person",
        (r"\bqualified person\b[^;]{0,60}@$", "Opinion of the qualified person on section 36(2)(b)"),
        (r"\b(?:qualified person|holding \w+ out|certificate)\b[^;]{0,60}\b(?:by reason of|under|in|had regard to) @", "The qualified person, by reason of section 36(5), is the Chief Constable."),
        (r"@ certificate\b", "A section 23(2) certificate has been signed by a Minister."),
        (r"\bhad regard to @", "She had regard to section 36(5) in giving her opinion."),
    ),
)  # fmt: skip
EXPLAINED = Table(
    rule(
        "explained/kind",
        (r"@(?: (?:exemptions?|exceptions?))?,?(?: of the act)?(?:,? (?:also|itself|on the other hand))? (?:is|are|being|needs?|require|remain)\b(?: (?:both|therefore|also|a|an|not))* (?:absolute|qualified|class|prejudice|harm|subject to (?:the|a) (?:public|test)|no (?:test|harm|public)|conditional)\b", "Section 40 is an absolute exemption.", "Section 31 is a prejudice based, qualified exemption."),
        (r"@ (?:is|are) (?:\w+ )?(?:a|an) [\w -]{0,30}\bexemptions?\b", "Section 40 is an absolute exemption."),
    ),
    rule("explained/says", (r"@,?(?: of the (?:act|latter),?)?(?:,? \([^)]*\))?(?:,? (?:which|also|itself|then|only|in turn|as amended))? (?:states?|provides?|says|sets? out|requires?|stipulates?|places?|confers?|defines?|gives?|lists?|tells?|allows?|permits?|enables?|concerns?|makes?(?! (?:no|this|it|that|your|such|what)\b)|relates?|deals?|covers?|means|describes?|protects?|entitles?|exempts?|excepts?|removes?|excludes?|refers? (?:to|only)|speaks|sends|makes room|takes|is (?:designed|intended|there|about|concerned|available|the limb|for|met where)|can be (?:used|applied|relied|engaged)|(?:only )?applies (?:only|where|when|if|to (?:any )?information)|ha(?:s|ve) to do)\b", "Section 17 states that a public authority must give notice.", "Section 44(1)(a) exempts information whose disclosure is prohibited by an enactment.")),
    rule("explained/under-which", (r"(?:^|\band |, |\bthat )(?:by|under|for|in terms of) @,? (?:any |an? |the )?(?:information|applicant|person|public authority|authority|authorities|request|limit|such data|it)(?: \w+){0,4} (?:is|are|can|may|must|need|does|has)\b", "Under section 22 information is exempt if it is held with a view to publication.")),
    rule("explained/notice", (r"\bnotice (?:\w+ ){0,2}(?:that |which )?(?:is )?required (?:by|under) (?:[^;.]{0,60} and under )?@", "To that extent this reply constitutes the notice which is required under regulation 10(4)(a).")),
    rule("explained/contravenes", (r"\b(?:contravenes?|contravened|breach(?:es|ed)?|infringes?|satisf(?:y|ies|ied)) (?:any of )?(?:the )?@", "The disclosure must also not contravene section 40(3A)(b).")),
    rule(
        "explained/test-of",
        (r"^@: in this section\b", "Section 30(5): in this section 'offence' has a wide sense."),
        (r"@ does not exempt (?:the|a|an|any) (?:public )?authority\b", "Section 12(1) does not exempt the authority from saying whether it holds the files."),
        (r"\bfor (?:the )?@ to (?:apply|be engaged)\b", "For section 41 to apply the information must have been obtained from another person."),
        (r"\b(?:test|conditions?|limbs?|elements?|stages?) (?:of|in|at|under) @", "There are two stages in section 41(1)."),
        (r"\bdefinition\b[^;]{0,30}@", "The definition of emissions is wide in regulation 12(9)."),
        (r"\bwithin the meaning of @", "A draft is unfinished material within the meaning of regulation 12(4)(d)."),
    ),
)  # fmt: skip
GOVERNED = Table(
    rule("relied/again", (r"@(?: of the [\w ]{2,30})? (?:does not oblige us|means (?:that )?we (?:are not (?:obliged|required)|need not|do not have))\b[^.;]{0,40}\b(?:again|another copy|a (?:second|further) (?:time|copy))\b", "Since it can be had there, section 21 means that we are not obliged to give you another copy of it.", "Section 21 of the FOI Act does not oblige us to provide them again.")),
    rule("relied/excused", (r"@,?(?: of the [\w ]{2,30}?)? (?:means|says|tells us) that (?:we|i) (?:need not|do not (?:have|need) to|are not (?:obliged|required) to) (?:send|supply|provide|give|release|disclose)\b", "Section 21 of the FOI Act means that we need not send you anything that you can readily obtain in another way."), (r"@(?: of the [\w ]{2,30}?)? (?:spares us|(?:therefore )?comes into play)\b", "Section 44 of the Act comes into play.")),
    rule("relied/read-with", (r"§,? (?:when )?(?:read|taken)(?: together| in conjunction)? with (?:the conditions? (?:in|at|of) )?@", "Section 40(2), read with the condition in section 40(3)(a)(i), exempts the names.")),
    rule("relied/condition", (r"\b(?:the|that) condition (?:laid down |set out )?(?:in|at|under) @ (?:is|has been) (?:therefore |also )?(?:met|satisfied|fulfilled)\b", "We consider that the condition in section 40(3A)(a) is met.")),
    rule("relied/governed", (r"\b(?:exempt(?:ed|ion|ions)?(?: from disclosure| information)?|withh(?:eld|olding|old)|redacted|refus(?:ed|ing|al)|removed|refuse(?: the| this| your| it)?(?: request)?|exempts?)\b(?: (?:from (?:disclosure|release)|the (?:request|information)|(?:it|them|this|these)|in full|therefore|also|here|today|information))*,?(?: by virtue of| pursuant to| under| by| in accordance with| in line with| on the (?:basis|grounds?) of| as per| because of| in terms of| and| for| within)* @", "Your request is refused under section 14(1), which says that an authority need not comply.")),
)  # fmt: skip
"""A verb of withholding right before the citation counts, whatever the sentence goes on to explain."""
RELIED = Table(
    rule(
        "relied/rely",
        (r"\brel(?:y|ies|ied|ying|iance)(?: (?:up)?on)?\b", "We rely on section 30(1)(a)."),
        (r"\b(?:claim(?:s|ed|ing)?|invok(?:e|es|ed|ing)|cit(?:e|es|ed|ing)|appl(?:y|ies|ied|ying|ication|icable)|us(?:e|es|ed|ing)|engage[sd]?|engaging|attracts?|uphold|upheld|maintaining|maintain|favour\w*|against)\b", "Section 43(2) applies.", "The exemption at section 31(1)(a) is engaged."),
    ),
    rule(
        "relied/exempt",
        (r"\bexempt(?:s|ed|ion|ions)?\b", "It is exempt by virtue of section 31(1)(a)."),
        (r"\bexcept(?:ed|ion|ions)\b", "The draft survey is excepted from release by regulation 12(4)(d)."),
        (r"\bwith(?:hold\w*|held)\b", "It has been withheld under section 40(2)."),
        (r"\bredact\w*\b", "Names have been redacted, section 40(2)."),
        (r"\brefus\w+\b", "We must refuse the second question, by reason of section 14(2)."),
        (r"\bremoved?\b", "The caretaker's name was removed from page 2 because of section 40(2)."),
        (r"\bblack(?:ed)? out\b", "Two bank account numbers are blacked out on page 3, under section 31(1)(a)."),
        (r"\bblanked\b", "The signatures on the lease have been blanked, under regulation 13(1)."),
        (r"\bobscured\b", "Faces have been obscured in the photographs because of section 38(1)."),
        (r"\bomit(?:ted)?\b", "We omit the alarm codes, by virtue of section 31(1)(a)."),
        (r"\bkept back\b", "The tender prices are kept back under section 43(2)."),
        (r"\bleft out\b", "Home addresses have been left out, because of section 40(2)."),
        (r"\btaken out\b", "The nest sites were taken out of the map under regulation 12(5)(g)."),
        (r"\bheld back\b", "The last chapter is held back until it is published, under section 22(1)."),
        (r"\bnot (?:been )?(?:disclos|releas|provid|suppl|given|obliged|required|answer)\w*\b", "Because of section 14(1) we are not obliged to answer your ninth letter."),
        (r"\bdeclin\w+\b", "We decline to release the advice of counsel: section 42(1)."),
        (r"\bnot held\b", "The flood survey is not held, and so we turn to regulation 12(4)(a)."),
        (r"\bvalid\b", "Your message gives no name and is not valid under section 8(1)(b)."),
        (r"@,? we are (?:unable|not able) to (?:give|provide|supply|release|disclose)\b", "The amount is not recorded, so in terms of section 17 we are unable to give you this figure."),
        (r"\bdo not (?:have|hold) [^.;]{0,60}, @ (?:obliges|requires) us to (?:tell|say|inform|give)\b", "Where we do not have information that was asked for, section 17(1) obliges us to tell you so."),
        (r"\bcannot (?:be )?(?:disclos|releas|provid|suppl|given)\w*\b", "The patrol log cannot be released because of section 31(1)(a)."),
    ),
    rule(
        "relied/ncnd",
        (r"\bconfirm\w*,? (?:n?or|whether)\b", "Under section 31(3) we neither confirm nor deny that it is held."),
        (r"\bden(?:y|ies|ied|ying|ial)\b", "Under section 31(3) we neither confirm nor deny that it is held."),
        (r"\bduty\b[^;]{0,40}\b(?:arise|apply|relieved)\b", "Because of section 30(3) the duty to say what is held does not arise."),
        (r"\brelieved of\b", "By section 31(3) the force is relieved of the need to say more."),
        (r"\brelieves\b", "Section 23(5) relieves us from saying whether there is such a file."),
    ),
    rule("relied/under", (r"\b(?:by virtue of|pursuant to|under|in accordance with|in line with|on the (?:basis|grounds?|strength) of|as per|by reason of|because of|owing to|fall\w* (?:within|under|to)|caught by|covered by|comes? (?:within|under)|in terms of|refusal notice|notice)\b", "The letters before action fall under regulation 12(5)(b).")),
    rule("relied/cost", (r"\b(?:exceed\w*|cost more than|above|over|past|beyond)\b[^.;§@]{0,60}\b(?:limit|(?:time|hours) (?:allowed|set|given|laid down))\b[^.;§@]{0,60}@", "To find it would cost more than the limit laid down in section 12.", "To copy them would take us beyond the time allowed by section 12.")),
    rule("relied/vexatious", (r"\b(?:vexatious|repeated)(?: requests?)?(?: within| by| in| for)?(?: the (?:meaning|terms|purposes|words) of)? @", "We conclude that these are vexatious requests within section 14(1).")),
    rule("relied/not-met", (r"\b(?:not|n't) (?:\w+ )?(?:meet|satisfy|comply with|conform (?:to|with))\b[^.;§]{0,40}@", "Your message has no name and so does not meet section 8(1)(b).")),
    rule("relied/this-is", (r"\b(?:this|that|it) is @\W*$", "The reason for that is the cost limit; it is section 12(1).")),
    rule(
        "relied/bracket",
        (r"[(:,;=-] ?@\W*$", "To publish the names would be unfair: section 40(2)."),
        (r"\(@[);,]", "The lease has two gaps (section 40(2)), both of them names."),
        (r"^\W*@\W", "Section 43(2), as to the unit prices."),
    ),
)  # fmt: skip
together(COUNTED, NEGATED, MENTIONED, EXPLAINED, GOVERNED, RELIED)
_LEAD_IN_AGAINST = re.compile(
    r"\b(?:considered but|not (?:been )?(?:applied|relied|used|claimed)|no longer|most often|more common|may also apply|withdrawn)\b",
    re.ASCII,
)
_NCND = re.compile(r"\b(?:neither|not|cannot|nor|without|unable to|whether to|neither to) (?:to )?confirm\w*,? (?:n?or|whether)\b|\bconfirm(?:s|ing|ation)?,? n?or (?:to )?den|\bconfirm(?:ing)? whether\b|\bduty to (?:confirm|say|tell)\b|\bsay(?:ing)? (?:if|whether)\b|\bsection 1\(1\)\(a\)[^.]{0,40}does not (?:apply|arise)", re.ASCII)  # fmt: skip
_RANK: dict[Status, int] = {"relied_on": 3, "negated": 2, "mentioned": 1, "requester": 0}


@dataclass(frozen=True)
class Use:
    """One citation's use: its status, the mention that decides it, the rule, all its mentions, and those that rely on it."""

    citation: Citation
    status: Status
    rule: str
    deciding: Found
    mentions: list[Found]
    relying: list[Found]
    ncnd: bool
    public_interest_test: PublicInterestTest | None


def uses(text: Text, found: list[Found], in_request: Callable[[int], bool]) -> list[Use]:
    """Every citation once, in order of first mention, with the strongest status that any of its mentions has."""
    mentions = [_decide(text, mention, in_request) for mention in mentions_of(text, found)]
    by_citation: dict[Citation, list[Mention]] = {}
    for mention in mentions:
        by_citation.setdefault(mention.found.citation, []).append(mention)
    _promote(by_citation)
    deciding = {citation: _deciding(places) for citation, places in by_citation.items()}
    relied = [citation for citation, mention in deciding.items() if mention.status == "relied_on"]
    relied_sections = {citation.section for citation in relied}
    tests = Tests(text, mentions, in_request)
    result = []
    for citation, places in by_citation.items():
        mention = deciding[citation]
        status, why, ncnd, test = mention.status, mention.rule, False, None
        if status == "relied_on" and any(other.is_limb_of(citation) for other in relied):
            # A bare section beside its own limb names the same reliance once more.
            status, why = "mentioned", "parent-of-relied"
        elif status == "relied_on":
            ncnd = _is_ncnd(text, citation, places) or (FOISA_18 in relied_sections and _is_beside(places, by_citation))
            same = [other for key, all_of in by_citation.items() if key.section == citation.section for other in all_of]
            test = tests.of(citation, same)
        relying = [place.found for place in places if place.status == "relied_on"]
        result.append(Use(citation, status, why, mention.found, [place.found for place in places], relying, ncnd, test))
    return result


def with_cost(decided: list[Use]) -> list[Use]:
    """The uses in a response that refuses anything for cost: where none is of the limit, the section that it only explains is the one it relies on."""
    if any(use.citation in _COST and use.status == "relied_on" for use in decided):
        return decided
    explained = [use.citation in _COST and use.status == "mentioned" for use in decided]
    return [replace(use, status="relied_on", rule="relied/decided") if of else use for use, of in zip(decided, explained, strict=True)]


def with_invalid(decided: list[Use]) -> list[Use]:
    """The uses in a response that calls a request invalid: where one provision alone on valid requests is cited, it is relied on."""
    valid = [use for use in decided if (use.citation.law, use.citation.path[0]) in _VALID and use.status != "requester"]
    if len(valid) != 1 or valid[0].status == "negated":
        return decided
    return [replace(use, status="relied_on", rule="relied/decided") if use is valid[0] else use for use in decided]


_VALID = (("FOIA", "8"), ("FOISA", "8"))
_COST = [Citation(law, ("12", *limb)) for law in ("FOIA", "FOISA") for limb in ((), ("1",), ("2",))]
"""The limit; section 12(4), by which requests are counted as one, refuses nothing by itself."""


def _deciding(places: list[Mention]) -> Mention:
    """The mention with the strongest status; but what no longer applies is not relied on, unless it is again."""
    decided = [mention for mention in places if mention.status in ("relied_on", "negated")]
    if decided and decided[-1].status == "negated" and _NO_LONGER.search(decided[-1].frame):
        return decided[-1]
    return max(places, key=lambda mention: _RANK[mention.status])


_NO_LONGER = re.compile(r"\bno longer\b|\bshould not have been\b|\bcannot (?:therefore )?apply\b")


def _decide(text: Text, mention: Mention, in_request: Callable[[int], bool]) -> Mention:
    if in_request(mention.found.start):
        mention.status, mention.rule = "requester", "inside-request"
    else:
        mention.status, mention.rule = _status(text, mention)
    return mention


def _status(text: Text, mention: Mention) -> tuple[Status, str]:
    frame = mention.frame
    counted = COUNTED.first(frame)
    if counted:
        return "mentioned", counted.id
    negated = NEGATED.first(frame)
    if negated and mention.found.citation.section not in _RIGHTS:
        return "negated", negated.id
    if not can_be_relied_on(mention.found.citation) or (mention.found.citation in _REQUESTS and not _is_unmet(text, mention)):
        return "mentioned", "procedural"
    mentioned = MENTIONED.first(frame)
    if mentioned and not (mentioned.id == "mentioned/could" and mention.found.citation.path[0] == "12" and _RECKONED.search(frame)):
        return "mentioned", mentioned.id
    governed = GOVERNED.first(frame)
    if governed:
        return "relied_on", governed.id
    explained = EXPLAINED.first(frame)
    if explained:
        told = mention.found.citation.path[0] == "12" and _TOO_DEAR.search(_paragraphs_above(text, mention))
        return ("relied_on", "relied/cost") if told else ("mentioned", explained.id)
    if is_heading(frame):
        against = _LEAD_IN_AGAINST.search(lead_in(text, mention.sentence))
        return ("mentioned", "mentioned/lead-in") if against else ("relied_on", "relied/heading")
    relied = RELIED.first(frame)
    if relied:
        return "relied_on", relied.id
    provision = provision_of(mention.found.citation)
    limb = len(mention.found.citation.path) > 1 and provision is not None and provision.kind == "exemption"
    return ("relied_on", "relied/limb") if limb else ("mentioned", "no-cue")


_RECKONED = re.compile(
    r"^(?!(?:if|were|had|should)\b).*\b\d[\d,.]* (?:hours|minutes)\b[^@]*, (?:and|so|therefore|which)\b[^@]{0,40}@ would (?:therefore )?(?:apply|be engaged)"
)
""" "At ten minutes each it would take some 51 hours, and section 12(1) would apply": the hours are of this request."""
_TOO_DEAR = Sought(
    r"\b(?:in this instance|your request|these questions|this (?:request|part|question|information))\b[^.]{0,120}\bwould exceed\b[^.]{0,40}\blimit\b"
)
"""What is said of this request before the section is explained."""


def _paragraphs_above(text: Text, mention: Mention) -> str:
    """What stands before a sentence in its paragraph and in the one above."""
    line = text.line_at(mention.sentence.start)
    above = next((other for other in reversed(text.lines[max(0, line - 3) : line]) if other.end > other.start), text.lines[line])
    return text.low[max(above.start, mention.sentence.start - _FAR) : mention.sentence.start]


_FAR = 1_500
"""Characters."""


def _promote(by_citation: dict[Citation, list[Mention]]) -> None:
    """A limb that is only explained is relied on when no limb beside it is: "Section 31 applies. Section 31(1)(a) exempts …". So is an
    explained provision in a letter that relies on nothing else."""
    _leave_open(by_citation)
    status = {citation: max((mention.status for mention in places), key=_RANK.__getitem__) for citation, places in by_citation.items()}
    relied = {citation for citation, best in status.items() if best == "relied_on"}
    for citation, places in by_citation.items():
        explained = [mention for mention in places if mention.rule.startswith("explained/")]
        if status[citation] != "mentioned" or not explained or not can_be_relied_on(citation):
            continue
        outright = {
            other for other in relied if any(mention.rule not in _UNSAID for mention in by_citation[other] if mention.status == "relied_on")
        }
        if not relied or (len(citation.path) > 1 and not any(_says_it_already(other, citation) for other in outright)):
            if citation.path[:2] in (("12", "3"), ("10", "3")):
                continue  # the way to the regulation on personal data, relied on only when it is said to be
            best = next((mention for mention in explained if mention.rule != "explained/kind"), explained[0])
            best.status, best.rule = "relied_on", "relied/explained"


def _leave_open(by_citation: dict[Citation, list[Mention]]) -> None:
    """What "may prove to be exempt" under a section, and has still to be weighed, is not withheld under it by a heading or an explanation."""
    weighed = {citation.section for citation, places in by_citation.items() if any(mention.rule == "mentioned/open" for mention in places)}
    for citation, places in by_citation.items():
        for mention in places if citation.section in weighed else ():
            if mention.rule in ("relied/heading", "relied/limb") or mention.rule.startswith("explained/"):
                mention.status, mention.rule = "mentioned", "mentioned/open"


_RIGHTS = {Citation("FOIA", ("1",)), Citation("FOISA", ("1",)), Citation("EIR", ("5",)), Citation("EISR", ("5",)), Citation("EIR", ("8",))}
"""Of the right of access itself one says that it "does not apply" when an exemption does."""
_REQUESTS = {Citation(law, path) for law in ("FOIA", "FOISA") for path in (("8",), ("8", "1"))}
"""What a request is; a letter relies on it only to say that there is none."""
_UNMET = re.compile(
    r"\byour (?:full |real )?name\b|\b(?:not|no|cannot|in?valid|fail\w*|refus\w+|without|lacks?|unless|until)\b|n't\b", re.ASCII
)
_NO_REQUEST = re.compile(r"\b(?:not|cannot|unable to) (?:\w+ ){0,4}(?:valid request|process your|deal with your)\b")


def _is_unmet(text: Text, mention: Mention) -> bool:
    """Whether a letter says that it has no request, in the sentence that tells what one is or in those above it."""
    return _UNMET.search(mention.frame) is not None or _NO_REQUEST.search(_paragraphs_above(text, mention)) is not None


_UNSAID = {"relied/limb", "relied/explained"}
"""Rules by which a mention counts without a word of reliance; they do not stand against another limb."""


def _says_it_already(relied: Citation, citation: Citation) -> bool:
    """Whether what is relied on makes an explained limb of the same section mere statute: it stands beside it, or is the limb that neither
    confirms nor denies. Each exception of the Regulations stands for itself."""
    if relied.section != citation.section or len(relied.path) < 2 or citation.law in ("EIR", "EISR"):
        return False
    return relied.path[:2] == citation.path[:2] or (_lifts_duty(relied) and not _lifts_duty(citation)) or citation.path[1] in _CONDITIONS


_CONDITIONS = {"2A", "3", "3A", "3B", "4", "4A"}
"""Subsections of the personal data exemptions that only condition them."""


def _lifts_duty(citation: Citation) -> bool:
    provision = provision_of(citation)
    return provision is not None and provision.ncnd


# -- neither confirm nor deny, and the public interest ------------------------------------------------------------------------------------


FOISA_18 = Citation("FOISA", ("18",))
"""The Scottish refusal to say whether information exists, which names the exemptions that would apply if it did."""


def _is_beside(places: list[Mention], by_citation: dict[Citation, list[Mention]]) -> bool:
    """Whether a provision is cited within a few sentences of FOISA s.18."""
    ends = [mention.found.end for citation, mentions in by_citation.items() if citation.section == FOISA_18 for mention in mentions]
    return any(0 < place.found.start - end < 400 for place in places for end in ends)


def _is_ncnd(text: Text, citation: Citation, places: list[Mention]) -> bool:
    provision = provision_of(citation)
    if provision is None or provision.kind != "exemption":
        return bool(provision and provision.ncnd)
    if provision.ncnd:
        return True
    relying = [mention for mention in places if mention.status == "relied_on"]
    return any(_NCND.search(text.low, mention.sentence.start, mention.sentence.end) for mention in relying) and not any(
        re.search(r"\bwithh|\bredact|\bdisclos", mention.frame) for mention in relying
    )
