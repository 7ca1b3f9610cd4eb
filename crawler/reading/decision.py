"""What was decided: the acts that a response performs, sentence by sentence, and the decision that they come to.

An act is a thing done in the letter: something given, withheld, not held, neither confirmed nor denied, over cost, vexatious, or no valid
request; or a plain statement that all, or only part, is disclosed. Provisions relied on are acts as well. `summarise` is a table from the
acts that occur to the decision of the whole; the same table gives the decision of one item (`outcomes`).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from crawler.items import Decision
from crawler.law import Citation, provision_of
from crawler.reading import telling
from crawler.reading.reliance import Use
from crawler.reading.rules import Table, rule, together
from crawler.reading.text import Span, Text

_INFORMATION = r"(?:information|data|detail|record|document|figure|statistic|report|copy|copies|material|correspondence|e-?mail|minute|item|page|note|answer|answers|breakdown|list|table|spreadsheet|dataset|file|contract|policy|policies|letter|paper|map|total|number|name|response|part|question|request|paragraph|draft|rest|remainder|whole|all|any|both|it|this|that|these|those|they|them|some)s?"

IGNORED = Table(
    rule("ignored/statute", r"\b(?:whatever|anything|information) (?:that )?(?:is )?released under\b[^.]{0,40}\b(?:everyone|everybody|anyone|world|public)\b|\b(?:a|an|any|each|every) (?:public )?authorit(?:y|ies)\b(?! (?:holds|does not hold|has decided))[^.]{0,40}\b(?:must|may|is|are|has|have|can|need|need not|should|relying)\b|\bpublic authorities\b|\ban applicant\b|\bany person (?:making|who)\b|\bthe (?:act|regulations|law) (?:gives?|requires?|provides?|creates?|places?|entitles?|imposes?|does, however)\b|\b(?:creates|places|imposes) (?:a|two)\b", "A public authority may refuse a request on cost grounds."),
    rule("ignored/review", r"\b(?:a|an|your|the|our|any|further|formal) (?:\w+ )?complaint\b|\bcomplain(?:ing)?\b|\bcomplaints? (?:procedure|process|team|officer|form|policy|about (?:how|the way|this|our|us)|to (?:the|us))\b|\binternal review\b|\bappeals?\b(?! of)|\bombudsman\b|\b(?:un|not )happy with\b|\bnot (?:satisfied|content)\b|\bdissatisfied\b|\bre-?use\b|\bcopyright\b|\blicence v\b|\bquery about this\b", "You may ask for an internal review of this decision."),
    rule("ignored/if-you", r"\b(?:if|should|were) you\b|\byou (?:may|might|can|could) (?:wish|like|find|want|also|send|submit|ask)\b|\bnew request\b|\bfresh request\b|\brefine\b|\bnarrow(?:ed|ing|er)? (?:your|the|down|request)\b|\bwould be (?:possible|within|willing|able|pleased|happy)\b|\bwe would suggest\b|\bi would suggest\b", "If you refine your request we could look at it again."),
    rule("ignored/requester", r"^(?!.*\b(?:we|our|cost)\b).*\?\W*$|\b(?:please|kindly)\b[^.]{0,40}\b(?:send me|let me (?:see|have)|tell me|give me|provide me|supply me)\b|\bi (?:would|should) (?:like|be glad|be grateful)\b|\bunder the freedom of information act(?: 2000)?,? (?:i|please)\b|\bplease (?:state|complete|list|include|tell|split|name|say)\b|\bplease (?:give|provide|supply|send) (?:me|us|the|a|an|any|all|copies|details|figures)\b", "Please tell me how many were not held in custody."),
    rule("ignored/other-regime", r"\bsection 39\b(?! of the (?!freedom|foi|act))[^;]*\b(?:regulations|eir|eirs|under (?:foisa|foia|that act|the act))\b|\b(?:regulations|eir|eirs|under (?:foisa|foia|that act))\b[^;]*\bsection 39\b", "Your request is refused under that Act by section 39(2), and dealt with under the Regulations."),
    rule("ignored/earlier", r"\bin our (?:reply|response|letter|answer) (?:of|dated)\b|\bwe also told you\b|^information (?:released|disclosed|provided|supplied)\W*$|\brequests (?:that )?we (?:have )?answered\b|\b(?:original|first|previous|earlier|initial) (?:answer|reply|response|decision|request|letter)\b|\boriginally\b|\bholding (?:reply|letter|e-?mail)\b", "The original response refused the request."),
    rule("ignored/hypothetical", r"\bmay mean\b|\b(?:reply|response|answer) will be sent\b|\bwhen (?:it|we|there) (?:holds?|is)\b|\bexists or does not\b|\bis or is not\b|\bdo or do not\b|\binfer(?:red)?\b|\btakes? no position\b|\bshould not be (?:taken|read) (?:as|to)\b|\bdoes or does not\b|\bby other means: |\b(?:if|were|had|whether) (?:this|the|such|that|any|it|we|i|they) (?:information |data |records? )?(?:were|was|is|had|did|existed|held|exists|to)\b[^.]{0,80}\b(?:would|could|might)\b|\bwould be (?:likely|unfair|expected)\b|\bwould,? or would be\b|\bmight (?:still |well |also |then )?be\b", "If it were disclosed it would be likely to prejudice the prevention of crime."),
)  # fmt: skip
"""Sentences that tell of the law, of rights, of what could be: nothing is done in them."""
COST = rule("cost/words", r"\b(?:exceed\w*|in excess of|beyond|past|above|over|more than|upwards of|greater than|against|within|up to|well (?:over|beyond))\b[^.;]{0,110}\b(?:\W?appropriate (?:\(?costs?\)? )?(?:limit|level)|permitted (?:time|18|24)|cost limit|cost threshold|(?:18|24|eighteen|twenty[ -]four) hours?|limit of 18|£ ?450|£ ?600|fees? limit|time limit|upper (?:cost )?limit|limit for|threshold)|\b(?:appropriate|upper|cost|costs|fees?) (?:cost )?(?:limit|threshold|ceiling)\b[^.;]{0,90}\b(?:exceed\w*|over|passed|greater|breach\w*|£)|\bcost of compliance exceeds\b|\bexcess costs? means\b|\babove the amount to which\b|\bcost more than\b|\bgrounds? of cost\b|\breasons? of cost\b|\bon cost grounds\b|\b(?:limit|ceiling|threshold|maximum)\b[^.;]{0,60}\b(?:18|24|eighteen|twenty[ -]four) hours?\b|\b(?:18|24|eighteen) hours?\b[^.;]{0,80}\b(?:limit|allowed|ceiling|permitted)\b", "The cost of compliance exceeds the appropriate limit.", "That is 193 hours, where the Act puts the limit at 18 hours.", value="cost")  # fmt: skip
ACTS = Table(
    COST,
    rule("part/some", r"\bsome (?:\w+ )?exceeds?\b|\b(?:further|remaining|other) (?:information|details|particulars|data|documents?) (?:has|have|is|are) (?:therefore |also )?(?:been |being )?(?:withheld|exempt|redacted)\b|\b(?:enclos\w+|attach\w*|provid\w+|suppl\w+|send|sent|cop(?:y|ies)) (?:you )?(?:with )?(?:a copy |copies )?(?:of )?(?:some|most|part|much) of (?:the|this|what|your|it)\b|\b(?:part|parts|some) of (?:the|this|that|your) (?:data|information|material|request|documents?)\b[^.;]{0,30}\b(?:(?:has|have|is|are|was|were) (?:been )?(?:therefore )?(?:withheld|exempt|refused)|(?:cannot|can not|will not) be (?:disclosed|released|provided|supplied))\b|\b(?:part|parts|most|some|a little) of (?:the|this|it|what|that|them|your) [^.]{0,60}\b(?:is|are) (?:attached|enclosed|given|below)\b|\bparts? of (?:it|them|the information|this|what)\b[^.]{0,40}\b(?:withh\w+|exempt|cannot|held back)|\b(?:part|parts|some|most|much) of (?:what|the|it|this|your)\b[^.]{0,30}\b(?:comes? with|is (?:attached|enclosed|released|provided|supplied|given|disclosed)|are (?:attached|enclosed|released|provided|supplied|given|disclosed))\b|\b(?:but|and) not (?:the whole|all) of\b|\b(?:everything|all) else (?:that )?(?:you|is|was|has)\b|\bsome of (?:what|the|it)\b[^.]{0,40}\bnot something\b|\b(?:decided|agreed|able|content|going) to (?:disclose|release|provide|supply|give you) (?:some|part|most|a (?:redacted|partial|small))\b|\b(?:disclos\w+|releas\w+|provid\w+|suppl\w+) (?:to you )?(?:some|part|most|the rest|the remainder) of\b|\b(?:disclosed?|released?|provided?|supplied|granted|answered|successful) (?:only )?(?:in part|partial(?:ly)?|partly)\b|\b(?:part(?:ial|ially|ly)?)[ -](?:disclos\w+|releas\w+|refus\w+|success\w*|response|exempt\w*|met|answered|withheld)\b|\b(?:not (?:able|possible)|unable) to (?:disclose|release|provide|supply|give)(?: you)?(?: with)? (?:all\b|everything|(?:a |the )?(?:full|complete|whole|entire)\b)|\bsome of (?:the|this|it|what|them|your) [^.]{0,60}\b(?:exempt|withheld|redacted|refused|held back|not been)\b|\b(?:save|except|apart|other than|but) (?:as to |for |from |that )(?:one|two|the|a|those|some|what|names?|parts?)\b[^.]{0,60}\b(?:withheld|exempt|redact\w*|removed|taken out|blacked)\b|\bto (?:some|part) of (?:it|the|your)\b|\b(?:given|giving|sent|shown) (?:only )?(?:a )?(?:part|some|most) of\b", "I have today decided to disclose some of the requested information.", "Outcome: Partial Release", value="part"),
    rule("refused/part", r"\b(?:this|that) part (?:of (?:it|this|your request|the request) )?(?:is|was|has been) (?:therefore )?(?:refused|exempt|withheld)\b", "Specifically, this part is refused under section 31.", value="part-refused"),
    rule("held/part", r"\bonly holds? (?:information|data|records?|figures) (?:from|since|for|back to)\b|\bheld in part\b|\bpartially held\b|\b(?:has|have|holds?) (?:only )?(?:a )?(?:part|some|most) of (?:it|the|what|your)\b|\bnot (?:all|the whole) of (?:what|the|it|this|your)\b[^.]{0,60}\bheld\b|\b(?:part|some) of (?:it|the|what|your)\b[^.]{0,60}\bis held\b", "The council has a part of what you asked for.", value="part-held"),
    rule("part/redacted", r"\bredact(?:ed|ions?|ing)\b|\b(?:black|grey)(?:ed|ing) out\b|\bblanked\b|\b(?:names?|personal (?:data|details|information)|details?) (?:of [^.]{3,60} )?(?:has|have) been (?:removed|taken out|withheld|left out)\b|(?<!\[)\bnames? removed\b|\bwith(?:out)? (?:the )?names? (?:removed|taken out)\b", "Names have been redacted.", value="redacted"),
    rule("full/all", r"\b(?:disclos\w+|releas\w+|provid\w+|suppl\w+|given|enclos\w+|attach\w+) (?:to you )?(?:the (?:located|requested) information )?(?:in full|in its entirety)\b|\b(?:decided|able|content|pleased|happy) to (?:fully )?(?:disclose|release|provide|supply) (?:all|everything|the (?:located|requested|full|information))\b|\bfull(?:y)? (?:disclos\w+|releas\w+|answered)\b|\ball information (?:to be )?(?:supplied|disclosed|released|provided)\b|\ball supplied\b|\binformation released: yes\b|\bnothing (?:has been|is|was) (?:withheld|held back)\b|\bno exemptions? (?:has|have|is|are|was|were)(?: been)? (?:applied|claimed|being claimed|used|relied)\b|\b(?:closed|status|outcome)\b[^.]{0,12}\bsuccessful\b|\b(?:outcome|decision)\s*[:-]? (?:information )?(?:all )?(?:disclosed|released|provided|supplied)\b", "I have today decided to disclose the located information to you in full.", value="full"),
    rule("refused/whole", r"\b(?:will|shall) not be (?:giving|sending|supplying|providing|disclosing|releasing)\b|\b(?:full(?:y)?|whole|complete|entire|total) (?:refus\w+|exempt\w*)\b|\b(?:refus\w+|withheld|withholding|exempt) (?:in (?:full|its entirety|whole)|entirely|altogether)\b|\b(?:all|the whole|entirety) of (?:it|this|them|the (?:request|information|data)|your request|what you (?:asked|want)[^.,]{0,20})[^.,]{0,30}\b(?:is|are|has been|have been|being) (?:therefore |wholly |all )?(?:exempt|withheld|refused)\b|\b(?:decided|have) (?:not to|to refuse|to withhold)\b|\b(?:outcome|decision)\s*[:-]? (?:full(?:y)? )?refus\w+\b|\b(?:your|this|the) (?:whole )?request (?:is|has been|was|must be) (?:therefore |accordingly )?refused\b|\b(?:refus\w+|declin\w+) your request\b", "Outcome: Full Refusal", "I have today decided to refuse your request.", value="refused-whole"),
    rule("refused/this", r"\bno longer able to (?:disclose|release|provide|supply|give)\b|\b(?:held|hold|holds)\b[^.]{0,70}\bhowever,? (?:it |this )?(?:cannot|can not) be (?:disclosed|released|provided)\b|\bnot (?:obliged|required) to (?:supply|provide|disclose|release|give|send)(?: you)?(?: with)? (?:what you (?:have )?(?:ask|request|seek|want)|this|that|it|the (?:requested )?information)\b|\bnot (?:going to|able to|be|in a position to|been able to) (?:be )?(?:send|supply|give|provide|disclose|release|suppl|provid|disclos|releas)\w* (?:you )?(?:with )?(?:the information|this|that|it|any|what you|your)\b", "We are not able to provide this information.", value="declined"),
    rule("not-held/words", r"\b(?:have|has|hold|holds) no (?:recorded |relevant |such )?information\b|\bfailed to (?:locate|identify|find) any\b|\bnot information (?:that |which )?(?:we|i|the \w+) holds?\b|\b(?:we|it|council|force|police|constabulary|trust|university|authority|department|government|board|service|agency|office|body|ministry|commission|[a-z]{2,5}ps) (?:therefore |also |itself )?(?:has|have|had) no (?:such |full |further |central |written )*(?:information|data|numbers?|figures?|records?|lists?|statistics|breakdown)\b|\b(?:do(?:es)?) not have (?:the|some|any|this|that|these|it)\b|\bno longer (?:holds?|have|has|keeps?|retain|retains|held)\b|\b(?:treat|regard|consider)\w* (?:\w+ ){0,3}as (?:information )?not held\b|\bno such (?:\w+ )?(?:figures|information|records?|data|list) (?:\w+ ){0,3}(?:made|kept|compiled|drawn|held|collected)\b|\b(?:is|are|was|were) (?:a |the )?(?:function|responsibility)s? of (?!this|the act|our)|\b(?:do(?:es)?|did) not (?:currently |centrally |actually |therefore |in fact |itself |also |routinely )?(?:hold|record|retain|collect|possess|keep|have (?:any|a|this|that|the|such|access))\b|\b(?:do(?:es)?|did)n't (?:hold|record|retain|collect|keep|have (?:any|a|this|that|the))\b|\b(?:is|are|was|were|been|be) not (?:\w+ )?(?:held|recorded|collected|kept(?! up)|minuted|noted|counted(?! here))\b|\bno (?:recorded |such |relevant |written |central )*(?:information|data|records?|documents?|figures|correspondence|minute|note|count|list|plan|report|copy)\b[^.]{0,60}\b(?:is|are|was|were|has|have|exists?|held|kept)\b|\bno (?:\w+ ){1,4}(?:is|are|was|were|has been) (?:therefore )?(?:held|kept|recorded)\b|\bnot held\b|\bhold(?:s)? no(?:ne|thing)?\b|\bnothing (?:\w+ )?(?:is |was )?(?:held|recorded)\b|\bno information (?:\w+ )?(?:is |was |has been |therefore )*(?:held|found|recorded)\b|\bthere (?:is|are|was|were) no (?:\w+ ){0,2}(?:record|records|information|data|document|documents|count|minute|minutes|code|plan|file)\b|\bnone of (?:the|this|it|that)[^.]{0,40}\bheld\b|\bneed to be created\b|\bnothing to hold\b|\bno record of\b|\bha(?:s|ve) never (?:been )?(?:\w+ )?(?:recorded|collected|held|kept|written)\b|\bno trace\b|\bnot a record\b|\bfound nothing\b|\bmade no note\b|\bnot a function of (?:this|the|our)\b|\bnot (?:a |the )?responsib\w+ (?:of|for)\b", "The force does not hold the information requested.", "No information is held.", value="not-held"),
    rule("ncnd/words", r"\b(?:we|i|can|will|shall|must|could|police|force|service|council|constabulary|authority|department|trust|university|government|office|commission|ministry|agency|it|which|that|[a-z]{2}ps|psni) (?:can |will |may |must |shall )?(?:neither|not|nor) confirm\w*,? (?:n?or|whether)\b|\b(?:cannot|can not|unable to|not able to) confirm (?:n?or\b|whether\b[^.]{0,80}\b(?:hold|holds|held|exists?|records?|information|data)\b)|\bneither (?:say|admit|confirm)\w*\b[^.]{0,40}\bnor?\b|\b(?:would|may|must|should|is to) neither confirm\b", "The force can neither confirm nor deny that it holds the information.", value="ncnd"),
    rule("vexatious/is", r"\b(?:request|it|this|correspondence|which) (?:is|are|was|has been|to be|being|as)\b[^.]{0,50}\b(?:vexatious|repeated)\b|\b(?:deem\w*|consider\w*|treat\w*|regard\w*|find|found|refus\w+)\b[^.]{0,40}\b(?:vexatious|repeated request)\b|\brefused as (?:a )?(?:vexatious|repeat)", "Your request is considered vexatious.", value="vexatious"),
    rule("invalid/words", r"\bnot (?:a )?valid\b|n't (?:a )?valid\b|\binvalid\b|\bnot (?:been )?(?:able to )?(?:describe|identify|clear)\b[^.]{0,60}\b(?:information|record|request|message|what you|which)\b|\bdoes(?:n't| not) (?:therefore )?describe\b|(?<!were )(?<!was )\bask(?:ing|ed|s)? (?:you )?(?:to |for )(?:clarif\w+|further (?:details?|information|particulars))\b|\bclarif(?:y|ication)\b[^.]{0,60}\b(?:before|in order|needed|required|so that|please)\b|\b(?:please|could you|need you to|you (?:will )?need to) (?:please )?clarify\b|\bnot (?:able to |going to )?treat(?:ing)? (?:it|this|your \w+) as\b|\bin its present form\b|\bask(?:s|ing) for (?:an )?(?:explanation|opinion)s?\b", "This is not a valid request.", value="invalid"),
    rule("withheld/words", r"\b(?:withh(?:eld|old\w*)|held back|kept back|not (?:been |being |be )?(?:disclos|releas|provid|suppl|given|published)\w*|(?:is|are|be|been|being|therefore|request|part|item|this) refused|^\W*(?:(?:answer|response|a\d{0,2})\s*[:-]\s*)?refused\W*$|refusing (?:this|your|the|to)|cannot (?:be )?(?:disclos|releas|provid|suppl|give|share)\w*|exempt(?! from (?:the (?:need|requirement|charge|fee)|needing|paying|tax)))\b", "That information has been withheld.", value="withheld"),
    rule("goodwill/words", r"\bgoodwill\b|\bgood will\b|\boutside (?:of )?the act\b|\b(?:duty to|by way of) (?:advi[sc]e|assist\w*)\b|\bto (?:help|assist) you\b|\bin (?:a )?(?:spirit of|the spirit)\b|\bas a courtesy\b|\bfor your (?:information|assistance)\b|\b(?:section|s\.?) ?1[56]\b(?! of (?:the|our) (?!act|freedom|foi))|\bregulation 9\b|\barticle 12\b|\bit may help\b|\bof (?:some )?help\b|\bto be helpful\b|\balternatively\b", "As a gesture of goodwill the totals are below.", value="goodwill"),
    rule("given/enclosed", r"\b(?:found|contained|provided|set out) (?:in|at) the (?:attached|enclosed|accompanying|following)\b|\bplease find (?:\w+ ){0,3}(?:information|data|details|figures|documents?|answers?)\b|\b(?:please (?:find|see)|see|i|we|are|is|find|now|hereby) (?:\w+ ){0,3}?(?:attach(?:ed|ing|ment)?|enclos(?:e|ed|ing)|append(?:ed)?)\b|\b(?:attached|enclosed)\b(?: is| are|:|\.|,| with| \(|$)|(?<!links )(?<!link )\b(?:is|are|as) (?:set out |shown |given |listed |detailed |provided |in the table |printed )?(?:below|overleaf|as follows|in the (?:table|attached|attachment|document|spreadsheet))\b|\b(?:see|please see|find) (?:the )?(?:below|table|tables|attached|attachment|document|spreadsheet|following)\b|\b(?:table|figures?|list|chart|answers?|data|breakdown|results?|totals?|information)\b[^.]{0,30}\b(?:below|follows?|shows?|answers (?:questions?|items?|q)|attached|overleaf)\b|\b(?:comes?|goes?|sent|supplied|provided) with this\b|\byou (?:will|can|may|should) (?:now )?find (?:in |on |at )?(?:the |a |an |our )?(?:(?:copy|copies|\w+) )?(?:of it )?(?:attached|enclosed|annexe?|appendix)\b|\bi (?:attach|enclose)\b|\bthe \w+ that goes with this\b|\b(?:table|spreadsheet|document|list|file)s? (?:attached|enclosed)\b|\baccompan(?:y|ies|ying) this\b|^(?:the|an?|our) (?:attached|enclosed) (?:\w+ ){1,2}(?:has|have|gives?|shows?|contains?|lists?|sets? out|provides?|holds?|covers?|answers?)\b|\bcan be downloaded\b|\bdo so below\b|\b(?:listed|given|shown|set out|is|are|supplied|found) (?:in|at) (?:the |an )?(?:annexe?|appendix|attachment|enclosure|spreadsheet|table|schedule [a-h]\b)\b|\bmap\b[^.]{0,40}\b(?:attached|released|enclosed)\b", "Please find attached the dataset.", value="given"),
    rule("published/where", r"\bplease see (?:our|the) (?:release|dataset|publication|article|report|statistics|bulletin|tables?|website)\b|\b(?:has|have) been published (?:by us|by the|on|in|at|here|for)\b|\b(?:put|placed|posted) on (?:our|the|its) (?:website|web site|site)\b|\b(?:in|see)\b[^.|]{3,80}\btables? [a-z]?\d+[a-z]?\b|^(?:these|the|those) (?:numbers|figures|data|statistics) are (?:in|at|on) (?!the (?:annex|table))|\b(?:available|published|found|shown|listed|accessed|viewed|downloaded)\b[^.]{0,60}\b(?:on|from|at|via|in) (?:our|the|its|their|your) [^.]{0,30}\b(?:website|web site|site|page|pages|log|register|scheme)\b|\bwe (?:do,? (?:however,? )?|also )?publish (?!our (?:answers|responses|replies)|(?:answers|responses|replies|it|them|this|requests|disclosures)\b)|\b(?:letters?|reports?|tables?|minutes|polic(?:y|ies)|figures?|copy|copies|statement|dataset|document|guide|list) can be (?:read|found|viewed|seen|accessed|downloaded) (?:on|at|in|online|here|via|by)\b|\bfreely available\b|(?:^(?:it|this|these|those|they|(?:the|this|that) (?:information|data|figures?|statistics|answers?))|\b(?:requested|you (?:have )?(?:requested|asked for|asked|sought|seek|want)))(?: \w+)? (?:can|may) (?:all |now |also )?be (?:read|viewed|seen|found|accessed|consulted|obtained|downloaded|had)\b", "The figures are freely available on our website.", "What you asked for can be read in our annual report.", value="published"),
    rule("given/provide", r"\bwhat (?:we|i) can (?:offer|give|provide|supply)\b[^.]{0,30}\b(?:is|are)\b|\b(?:i|we|council|force|trust|service|university|department|authority|government|commission|office|police|agency|and|also|am|are|have|can|will) (?:\w+ ){0,3}?(?:provid(?:e|ed|es|ing)|releas(?:e|ed|es|ing)|disclos(?:e|ed|es|ing)|suppl(?:y|ied|ies|ying)|(?:give|gave|given|send|sent|giving|sending) you)\b(?! (?:a |this )?(?:advice|assistance|notice))|\b(?:is|are|has been|have been|been|being|was|were) (?:now |all |also |therefore |hereby )?(?:releas|disclos|provid|suppl)(?:ed|ied)\b|\byou (?:will receive|have been given|were given|are given)\b|(?<!date )\breleased\b(?!\s*(?:on )?(?::|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|documents?\b))|\bprovided \(|\bsupplied\b", "We have provided the minutes.", value="given"),
    rule("given/figures", r"^\s*(?:[•*·–-]\s+)?(?:(?:[\w'&-]+ ){0,3}there (?:were|was|are|is|have been|has been) (?:£ ?)?\d|(?:a )?total of|in (?:all(?! (?:the|of)\b)|total)\b|the (?:total|number|figure|cost|average|answer|amount|sum)\b[^.]{0,60}\b(?:is|was|were|are|came)\b|(?:yes|no|none|nil|zero)(?=\W*$)|(?:yes|no),|£ ?\d|(?!\d{1,2}[.)] [a-z(])\d[\d,.]*(?: ?%)?(?! ?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)(?![/.-]\d)\b(?! \w+ (?:road|street|house|lane)))", "There were 14 visits in 2022.", value="figures"),
    rule("given/price", r"\b(?:is|was|were|are) £ ?\d", "The work cost less than was planned: it was £12,000.", value="figures"),
    rule("given/confirmed", r"\b(?:we|i) (?:can )?confirm (?:that )?(?:there|the|\d[\d,]*|none|no|all|one|two|three|four|five|six|we (?:have|had|did|do)|it)\b(?![^.]{0,60}\b(?:held|holds?|exempt)\b|[^.]{0,60}\bha(?:s|ve) [^.]{0,20}\binformation\b|[^.]{0,80}\binformation\b)", "We can confirm that there were 3.", value="told"),
)  # fmt: skip
together(IGNORED, ACTS, telling.NO_ANSWER)
_NEGATED_GIVING = re.compile(
    r"\b(?:tr(?:y|ies) to|not|no longer|ago|cannot|nor|neither|unable|never|n't|without|none of (?:it|this|them)|nothing|refus\w+|declin\w+|against|before|outweigh\w*|favou?r\w*|interest in|would|could|should|might|may|if|to (?:disclose|release|provide|supply|publish) (?:it|them|this|these|the names?|such|would)|will be published|publish|unless|whether|decide[ds]? on)\b"
)
_NEGATED_BEHIND = re.compile(r"\b(?:not|n't|unless|if|would|could|might|until|ago|refus\w+)\b")
_NOT_INFORMATION = re.compile(
    r"\bmy (?:questions?|requests?)\b|\bexplanations?\b|\banswer (?:the|these|my) (?:following )?questions?\b|\baccessible (?:format|version)\b"
    r"|(?<!to )\b(?:your|the) (?:\w+ )?(?:questions?|requests?|enquir\w+) (?:is|are|has been|have been) (?:set out|repeated|given|shown|copied|reproduced|listed|as follows|below)\b"
    r"|\b(?:(?:answer|response|reply|position) (?:is (?:given |provided |shown )?(?:as follows|below)|[^.]{0,30}set out below)|\boutcome is as follows|\bexempt\b[^.]{0,90}\bas (?:set out|explained|shown|described|given) (?:below|overleaf)|\battached (?:is )?(?:my|our|the) (?:final |full )?(?:response|reply|answer|letter)(?= to (?:your|the)\b|\W*$)|none will|public interest|exemptions?|exceptions?|reasons?|test|factors?|considerations?|notice|refusal|this reply|this response|information supplied by|advice)\b"
)
_UNLESS = {
    kind: re.compile(pattern)
    for kind, pattern in {
        "full": r"\bnot all\b|\b(?:not (?:able|possible|in a position)|unable) to\b|\b(?:not|n't) (?:\w+ ){0,3}?(?:disclos|releas|provid|suppl|given|enclos|attach|successful)|\bunsuccessful|\bpartial|\bto (?:a )?part of\b",
        "part": r"\b(?:has|have|is|are|was|were) not (?:been )?(?:withheld|refused|redacted)\b",
        "redacted": r"\b(?:no|nothing|not|nobody|none)\b[^.,]{0,24}\b(?:redact|black|grey|blank|removed|taken out)",
        "refused-whole": r"\b(?:not|n't) (?:been |being )?(?:withheld|refus|exempt)",
        "cost": r"\b(?:not|n't|never) (?:be |been |have |to |therefore |itself )*(?:exceed|cost more|refus|go over|over|above)",
        "vexatious": r"\b(?:not|n't) (?:been |being )?(?:(?:refus|consider|regard|treat|deem|find|found)\w* )?(?:(?:your|the|this|it|as|a|to|be|request|correspondence) )*(?:vexatious|repeated)\b",
        "invalid": r"\bnot (?:an )?invalid\b|\b(?:not|no) need (?:for )?you to\b",
        "published": r"\bnot (?:yet )?(?:been )?(?:published|available)\b|\bwill be\b",
        "not-held": r"\bnot (?:\w+ )?(?:held|recorded|kept|stored) (?:\w+ )?in (?:an?|any|such|this|the) (?:\w+ ){0,4}(?:format|form|way|manner)\b|\bnot have any (?:objection|concern|difficult|comment|plans?|doubt)|\bno plans? to\b|\bfound nothing to\b|\bno (?:\w+ ){0,3}(?:competition|meetings?|elections?|events?|hearings?|consultations?|inquir(?:y|ies)|interviews?|exercises?|ballots?)\b[^.]{0,14}\bheld\b|\bnot responsible for (?:how|what|any|the (?:content|use))\b|\bnot noted for\b",
        "withheld": r"\bnot given here as there\b|\b(?:nothing|none of (?:it|this)|no exemptions?)\b[^.]{0,60}\b(?:held back|withheld|kept back|exempt)|\brefused on (?:two|more)",
    }.items()
}
"""What makes the words of an act say its contrary."""
_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?[ /.-](?:[a-z]{3,9}|\d{1,2}),?[ /.-](?:19|20)?\d{2}\b")
_ROW = re.compile(
    r"^\W*(?:19|20)\d\d(?: ?[-/] ?(?:19|20)?\d\d)?(?:\s+£?(?!(?:19|20)\d\d\b)\d[\d,.]*%?)+$|\|\s*£? ?(?!(?:19|20)\d\d\s*(?:\||$))\d[\d,.]*%?\s*(?:\||$)|^\s*(?:q\d+ ?=|[\w' ()/&-]{2,50}(?::| [-–=]) ?(?:£? ?\d[\d,.]*%?|none|nil|yes|no)\b|^\d{1,2}[.)] [^|?]{8,120}\? [-–] ?(?:£? ?\d[\d,.]*%?|none|nil|yes|no)\b)"
)
_LABELS_ALONE = re.compile(r"\W*(?:answers?|responses?|questions?)\b[ \d,&-]*\W*$")
_YEARS = re.compile(r"\b(?:19|20)\d\d ?- ?(?:19|20)?\d\d$")
_TITLE = re.compile(
    r"\b(?:section|regulation|reg|s|ref|reference|tel|phone|date|page|version|notice|request|foi|received|responded|published|closed|issued)\b"
)


@dataclass(frozen=True)
class Act:
    """One thing that the response does, by the words at `[start, end)`."""

    kind: str
    start: int
    end: int
    rule: str


def acts(text: Text, uses: Iterable[Use], in_request: Callable[[int], bool], begins: int) -> list[Act]:
    """Everything that the response does, in order. Figures count as given from `begins` on, where the request has been told."""
    uses = list(uses)
    found = [act for act in _relied(uses) if not in_request(act.start)]
    burdened = any(use.status == "relied_on" and (use.citation.law, use.citation.path) in _BURDEN for use in uses)
    against = 0 if burdened else min((act.start for act in found if act.kind in _AGAINST), default=len(text.value))
    answers = telling.region(text, begins)
    for sentence in text.sentences:
        low = text.low[sentence.start : sentence.end]
        if len(low) < 3 or in_request(sentence.start):
            continue
        if telling.is_work(low):
            against = min(against, sentence.start)
        done = [*_in_sentence(text, sentence, low, answers.start)]
        told = telling.tells(low) if not done and answers.start <= sentence.start < min(answers.end, against) else None
        if (done or told) and IGNORED.first(low):
            continue
        if done:
            found += done
            against = min([against, *(act.start for act in done if act.kind in _AGAINST)])
        if told:
            kind, figure = told
            found.append(Act(kind, sentence.start + figure.start(), sentence.start + figure.end(), f"{kind}/figure"))
    found = [act for act in found if act.kind not in ("told", "said") or act.start < against]
    if not found and answers.end < len(text.value):
        found = _prose(text, answers, in_request)
    if not any(use.status == "relied_on" and use.citation.section in _ELSEWHERE for use in uses):
        argued = min((act.start for act in found if act.kind in ("exempt", "cost", "ncnd")), default=0)
        found = [replace(act, kind="given") if act.kind == "published" and act.start < argued else act for act in found]
    gives = min(
        (act.start for act in found if act.kind in ("given", "data", "figures", "told", "redacted", "part-held")), default=len(text.value)
    )
    found = [replace(act, kind="refused-whole") if act.kind == "declined" and act.start < gives else act for act in found]
    found = _without_named_limbs(found, uses)
    kinds = {act.kind for act in found}
    if "cost" in kinds and not any(act.rule == "ncnd/relied-on" for act in found):
        # "We cannot confirm whether it is held" without finding out, which would cost too much.
        found = [act for act in found if act.kind != "ncnd"]
    return sorted([*found, *_for_a_part(text, found, begins or len(text.value))], key=lambda act: act.start)


def _prose(text: Text, answers: Span, in_request: Callable[[int], bool]) -> list[Act]:
    """What a letter tells in prose that has no other act, when it is whole: the requester's rights follow its answer."""
    for sentence in text.sentences:
        low = text.low[sentence.start : sentence.end]
        if sentence.start in answers and not in_request(sentence.start) and telling.explains(low) and not IGNORED.first(low):
            return [Act("said", sentence.start, sentence.end, "said/prose")]
    return []


def _for_a_part(text: Text, found: list[Act], begins: int) -> Iterator[Act]:
    """That only a part is over cost: something was enclosed before the cost came up, or the cost is of one question."""
    costs = [act for act in found if act.kind == "cost"]
    priced = {text.sentence_at(act.start) for act in costs}
    telling_kinds = ("given", "data", "told", "said") if any(act.kind == "part-held" for act in found) else ("given", "data")
    given = [
        act
        for act in found
        if (act.kind in telling_kinds or act.rule == "given/confirmed")
        and act.start >= begins
        and text.sentence_at(act.start) not in priced
    ]
    if not costs or not given or any(act.kind == "goodwill" for act in found):
        return
    first = min(costs, key=lambda act: act.start)
    if given[0].start < first.start or any(_OF_A_PART.search(text.low, *text.sentence_at(act.start)) for act in costs):
        yield Act("cost-of-part", first.start, first.end, "cost/of-part")


_OF_A_PART = re.compile(
    r"\b(?:first|second|third|fourth|fifth|last|that|this|other) (?:\w+ ){0,3}(?:parts?|points?|questions?|elements?|items?)\b|\b(?:questions?|parts?|items?|points?|q) ?\(?(?:\d|[a-h]\b)|\bwhen it comes to\b|\bwith regard to the\b"
)


def _without_named_limbs(found: list[Act], uses: Iterable[Use]) -> list[Act]:
    """The acts without the limbs that only name the harm where nothing is confirmed or denied: "section 31(1)(a)" beside section 31(3)."""
    kinds = {act.kind for act in found}
    if not any(act.rule == "ncnd/words" for act in found) or kinds & {
        "withheld",
        "refused-whole",
        "redacted",
        "part",
        "full",
        "given",
        "data",
    }:
        return found
    lifting = {use.citation.section for use in uses if use.status == "relied_on" and use.ncnd}
    named = [use for use in uses if use.status == "relied_on" and not use.ncnd and use.citation.section in lifting]
    places = {mention.start for use in named for mention in use.relying}
    return [act for act in found if act.kind != "exempt" or act.start not in places]


_AGAINST = ("exempt", "cost", "ncnd", "withheld", "refused-whole", "declined", "not-held", "vexatious", "invalid")
"""Behind these a sentence argues; what it tells is no answer."""
_BURDEN = {("EIR", ("12", "4", "b")), ("EISR", ("10", "4", "b"))}
"""Manifestly unreasonable, mostly by the work: the figures of such a letter count what there is to search."""
_ELSEWHERE = {
    Citation("FOIA", ("21",)),
    Citation("FOISA", ("25",)),
    Citation("EIR", ("6",)),
    Citation("EISR", ("6",)),
    Citation("JFOIL", ("23",)),
}
"""To rely on them says that the information is to be had elsewhere: to name the place gives nothing besides."""
_OTHER_REGIME, _OTHER_REGIME_IN_SCOTLAND = Citation("FOIA", ("39",)), Citation("FOISA", ("39", "2"))
"""Environmental information, which the Regulations govern."""
_NOTICES_OF_NOTHING = (Citation("FOISA", ("17",)), Citation("JFOIL", ("10",)))
"""By these a letter says that nothing is held."""
_GROUNDS = {"8": "invalid", "12": "cost", "14": "vexatious"}


def _relied(uses: Iterable[Use]) -> Iterator[Act]:
    """What relying on a provision does; an exemption that only says which law applies does nothing."""
    for use in uses:
        if use.status != "relied_on" or use.citation.section == _OTHER_REGIME or use.citation == _OTHER_REGIME_IN_SCOTLAND:
            continue
        kind = _ground(use)
        for mention in use.relying:
            yield Act(kind, mention.start, mention.end, f"{kind}/relied-on")


def _ground(use: Use) -> str:
    law, path = use.citation.law, use.citation.path
    if law in ("FOIA", "FOISA") and path[0] in _GROUNDS:
        return _GROUNDS[path[0]]
    if law == "JFOIL" and path[0] in ("16", "21", "22"):
        return "cost" if path[0] == "16" else "vexatious"
    if use.citation.section in _NOTICES_OF_NOTHING or (law in ("EIR", "EISR") and path[1:] == ("4", "a")):
        return "not-held"
    return "ncnd" if use.ncnd else "exempt"


def _in_sentence(text: Text, sentence: Span, low: str, begins: int) -> Iterator[Act]:
    for entry, match in ACTS.matches(low):
        if entry.value in ("figures", "told") and sentence.start < begins:
            continue
        unless = _UNLESS.get(entry.value)
        if unless and unless.search(low):
            continue
        if entry.value == "figures" and (_is_bare_number(text, sentence, low) or _TELEPHONE.match(low) or telling.LIMIT.search(low)):
            continue
        if entry.value == "given" and _NOT_INFORMATION.search(low):
            continue
        if entry.value in ("given", "figures", "told") and _is_denied(low, match, entry.value):
            continue
        yield Act(entry.value, sentence.start + match.start(), sentence.start + match.end(), entry.id)
    row = (
        _ROW.search(low)
        if sentence.start >= begins and (low.rstrip()[-1:].isdigit() or "|" in low or ":" in low or "=" in low or "-" in low)
        else None
    )
    if row and not (_TITLE.search(low) or _LABELS_ALONE.match(low) or _DATE.search(low) or _YEARS.search(row.group())):
        yield Act("data", sentence.start + row.start(), sentence.start + row.end(), "data/row")


def _is_denied(low: str, giving: re.Match[str], kind: str) -> bool:
    """Whether the giving is denied, before its words or behind them in the same clause; "the number and the price are …" gives no figure."""
    clause = low.find(",", giving.end()) if kind != "figures" or any(map(str.isdigit, low)) else -1
    return bool(
        _NEGATED_GIVING.search(low, 0, giving.end()) or _NEGATED_BEHIND.search(low, giving.end(), clause if clause >= 0 else len(low))
    )


_TELEPHONE = re.compile(r"\W*0\d[\d ]{7,}\W*$")
_JOINT_LABEL = re.compile(r"\s*\d{1,2}(?:\s*(?:-|,|&|and|to)\s*\d{1,2})*[.):]\s*")
""" "1 - 3." before the answer to these items."""


def _is_bare_number(text: Text, sentence: Span, low: str) -> bool:
    """Whether a sentence is only the number of a list's or table's item, cut from the rest of its line."""
    return (len(low.strip(" .|)")) <= 2 or _JOINT_LABEL.fullmatch(low) is not None) and text.lines[
        text.line_at(sentence.start)
    ].end > sentence.end + 1


# -- from acts to the decision ------------------------------------------------------------------------------------------------------------

_GIVING = ("given", "data", "figures", "full", "redacted", "part")


@dataclass(frozen=True)
class FoundDecision:
    """A decision and the words that it rests on."""

    decision: Decision
    start: int
    end: int
    rule: str


def summarise(found: list[Act], items: list[FoundDecision], asked: int = 0) -> FoundDecision | None:
    """The decision that the acts come to, or None when they come to none. `items` are the decisions of the items, where the letter answers
    item by item; they tell what was given in words that no act is seen in. `asked` is the number of items in the request."""
    by_kind: dict[str, Act] = {}
    for act in found:
        by_kind.setdefault(act.kind, act)
    by_acts = None
    for decision, kinds, without in TABLE:
        if by_kind.keys().isdisjoint(without) and not any(by_kind.keys().isdisjoint(alternatives) for alternatives in kinds):
            act = next(by_kind[kind] for kind in kinds[0] if kind in by_kind)
            by_acts = FoundDecision(decision, act.start, act.end, act.rule)
            break
    if by_acts and by_acts.decision == "disclosed-in-part" and len(items) < asked and not any(_gives(item) for item in items):
        return by_acts  # what was given is told for none of the items that have a decision of their own
    return _with_items(by_acts, items, by_kind)


def _gives(item: FoundDecision) -> bool:
    return item.decision in ("disclosed-in-full", "disclosed-in-part")


_UNTOLD = ("item/said", "item/asked")
"""Rules of items that something stands behind, but nothing that tells."""


def _with_items(by_acts: FoundDecision | None, items: list[FoundDecision], by_kind: dict[str, Act]) -> FoundDecision | None:
    """The items' decisions together, unless the letter says by itself what it does as a whole."""
    if by_acts is None and all(item.rule == "item/asked" for item in items):
        return None  # the page ends with the questions
    decisions = {item.decision for item in items}
    if not items or (by_acts and (by_acts.decision in ("vexatious", "invalid") or by_acts.rule in ("part/some", "full/all"))):
        return by_acts
    if by_acts and by_acts.rule == "refused/whole" and not any(item.start == by_acts.start for item in items):
        return by_acts
    if (
        by_acts
        and (
            by_acts.decision in ("refused", "not-held")
            or (by_acts.decision in ("cost-limit", "ncnd") and decisions == {"disclosed-in-full"})
        )
        and all(item.rule in _UNTOLD for item in items if item.decision == "disclosed-in-full")
    ):
        items = [item for item in items if item.rule not in _UNTOLD] or [by_acts]
        decisions = {item.decision for item in items}
    giving = any(_gives(item) for item in items)
    if by_acts and by_acts.decision == "cost-limit" and "goodwill" in by_kind:
        return by_acts
    if decisions == {"disclosed-in-full"}:
        against = by_acts is not None and by_acts.decision in ("disclosed-in-part", "refused", "ncnd", "not-held", "cost-limit")
        if by_acts and against:
            return FoundDecision("disclosed-in-part", by_acts.start, by_acts.end, by_acts.rule)
        answered = [item for item in items if item.rule != "item/asked"]
        return by_acts or (items[0] if len(answered) * 2 > len(items) else None)
    deciding = next(item for item in items if item.decision != "disclosed-in-full")
    if giving:
        return FoundDecision("disclosed-in-part", deciding.start, deciding.end, deciding.rule)
    order: tuple[Decision, ...] = ("refused", "cost-limit", "ncnd", "not-held")
    strongest = next((decision for decision in order if decision in decisions), deciding.decision)
    return FoundDecision(strongest, deciding.start, deciding.end, deciding.rule)


TABLE: tuple[tuple[Decision, tuple[tuple[str, ...], ...], tuple[str, ...]], ...] = (
    ("vexatious", (("vexatious",),), ("part", "exempt")),
    ("invalid", (("invalid",),), ("exempt", "cost", "ncnd", "part", "full", "data", "refused-whole")),
    ("disclosed-in-part", (("cost-of-part",),), ("exempt",)),
    ("cost-limit", (("cost",),), ("part", "exempt", "full", "not-held", "ncnd")),
    ("cost-limit", (("cost",), ("goodwill", "refused-whole", "declined")), ("part", "exempt")),
    ("disclosed-in-part", (("part",),), ()),
    ("disclosed-in-full", (("full",),), ("exempt", "cost", "ncnd", "refused-whole", "not-held", "part-held")),
    ("refused", (("refused-whole",), ("exempt",)), ("full", "redacted", "data")),
    ("refused", (("declined",), ("exempt",)), ("full", "redacted", "data", "given", "figures", "told", "part-held", "part-refused")),
    ("ncnd", (("ncnd",),), ("exempt", "given", "data", "full", "cost", "not-held")),
    ("disclosed-in-part", (("part-held",), ("given", "data", "figures", "published", "told", "said")), ("cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-held",), ("not-held", "withheld")), ("exempt", "cost", "ncnd", "refused-whole")),
    ("disclosed-in-part", (("part-refused",),), ("cost", "ncnd", "refused-whole")),
    ("not-held", (("not-held",), ("ncnd",)), ("exempt", "given", "data", "full", "cost")),
    ("disclosed-in-part", (("redacted",),), ("refused-whole",)),
    ("disclosed-in-part", (("given", "data", "full", "figures"), ("exempt", "cost", "ncnd")), ()),
    ("disclosed-in-part", (("exempt",), ("told",)), ("refused-whole", "cost", "ncnd")),
    ("not-held", (("not-held",), ("refused-whole", "declined")), ("exempt",)),
    ("refused", (("exempt", "refused-whole", "declined"),), ()),
    ("cost-limit", (("cost",),), ()),
    ("disclosed-in-part", (("given", "data", "figures", "published", "told"), ("not-held", "withheld")), ()),
    ("not-held", (("not-held",),), ()),
    ("refused", (("withheld",),), ("given", "data", "figures")),
    ("disclosed-in-full", (("given", "data", "figures", "published", "told", "said"),), ()),
)  # fmt: skip
"""From the acts that occur to the decision: the first row of which every group of alternatives occurs and no act of the last column. The
deciding words are those of its first group."""


def is_giving(act: Act) -> bool:
    """Whether an act gives something."""
    return act.kind in _GIVING


__all__ = ["ACTS", "TABLE", "Act", "FoundDecision", "acts", "is_giving", "provision_of", "summarise"]
