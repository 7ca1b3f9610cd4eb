"""How much a paragraph argues an exemption, and how much it only recites the law. Pure.

Every sentence is read by two tables. A sentence of the first says what the law is, or that an exemption applies; one of the second gives a reason:
the harm, what speaks for openness and against it, how they balance, what is fair to a person. What stands in neither is taken as fact of the case.
"""

import re
from dataclasses import dataclass
from math import exp

from indexer.rules import plain, sentence_rule, sentences

KINDS = ("harm", "for", "against", "balance", "fairness", "openness")
"""What an argument is about: the harm; the public interest in disclosure, and in withholding; how they balance; whether it is fair to a
person; why the authority discloses although it considered the exemption."""

RECITES = (
    sentence_rule("recite/no-test", "", r"\b(?:not (?:required|obliged|necessary|needed)|no (?:need|requirement)|needs? no|without)\b[^.]{0,40}\b(?:public interest|balanc\w+|harm|prejudice)|\bno (?:public interest|prejudice|harm)\b[^.]{0,20}\b(?:test|balance|consideration)\b|\b(?:public interest|harm|prejudice)\b[^.]{0,60}\b(?:not (?:required|necessary|needed)|has to be (?:considered|shown)|needs to be (?:considered|shown))", "I am not required to carry out a public interest test.", "No public interest test is needed."),
    sentence_rule("recite/class", "", r"\b(?:is|are|being) (?:an? |also |both )?(?:absolute|qualified|class[- ]based|prejudice[- ]based)\b|\b(?:absolute|qualified|class[- ]based|prejudice[- ]based)\b[^.]{0,25}\bexemptions?\b", "Section 40 is an absolute exemption.", "Both are qualified."),
    sentence_rule("recite/duty-to-test", "", r"\b(?:i am|we are|must|have to|has to|(?:is|are|was|am) (?:therefore |also )?(?:required|obliged)|turn to|dealt with)\b[^.]{0,60}\b(?:consider|conduct|carry out|weigh|evidence|identify|articulate|turn|harm)\b[^.]{0,50}\b(?:harm|public interest|prejudice|balanc\w+)", "We are required to conduct a public interest test.", "I am obliged to consider the harm and the public interest."),
    sentence_rule("recite/exempt-if", "", r"\b(?:information|data|it|they|which|that) (?:is|are) (?:also )?exempt(?: information)? (?:if|where|when|unless)\b|\bexempt information if\b", "Information is exempt information if its disclosure would, or would be likely to, prejudice the assessment of any tax."),
    sentence_rule("recite/provides", "", r"\b(?:sections?|ss?\.? ?\d|regulations?|act|foia|eirs?|foisa|principles?|articles?|exemption)\b[^.]{0,70}\b(?:provides?|states?|sets? out|protects?|exempts?|covers?|allows?|creates?|applies to|relates? to|requires?|obliges?|entitles?|imposes?|places|excludes?|removes?|frees)\b", "Section 31(1) protects information whose release would, or would be likely to, prejudice law enforcement.", "The Act creates a right of access to information."),
    sentence_rule("recite/definition", "", r"\b(?:personal data|information) (?:is|are|means)\b[^.]{0,30}\b(?:defined|any information|information)|\bdefined (?:in|by|under|as)\b|\bdata protection principles? (?:is|are|set out|in)\b", "Personal data means any information relating to an identified or identifiable living individual."),
    sentence_rule("recite/notice", "", r"\brefusal notice\b|\bwhen refusing\b|\bspecif(?:y|ies) the exemption\b|\bstates? (?:that|the) fact\b", "This letter serves as a refusal notice."),
    sentence_rule("recite/ncnd", "", r"\bneither confirm(?:s|ing)? nor den(?:y|ies|ying)\b|\bduty\b[^.]{0,60}\b(?:does not (?:arise|apply)|confirm or deny)|\b(?:inferred|inference|read|taken|hint)\b[^.]{0,90}\b(?:does or does not|is or is not|did or did not|exist|held)\b", "Nothing here should be taken to show that such information does or does not exist."),
    sentence_rule("recite/applies", "", r"\bfollowing (?:exemption|section|provision)s?\b|\b(?:exempt(?:ed)?|withheld|refused|redacted|excluded|(?:not|will not be) (?:disclosed|provided|released))\b[^.]{0,40}\b(?:under|by virtue of|pursuant to|in (?:line|accordance) with|because it is exempt)\b|\bexempt from disclosure\b|\brel(?:y|ies|ied|ying)\b[^.]{0,25}\b(?:on|for this)\b[^.]{0,25}\b(?:sections?|ss?\.? ?\d|regulations?|exemptions?)", "It is exempt under section 40(2).", "Section 40(2) has been relied on for the following exemption."),
    sentence_rule("recite/used", "", r"\b(?:sections?|s\.?|regulation|exemption)[^.]{0,30}\b(?:has|have) been (?:used|applied|engaged|cited|relied)\b|\b(?:applied|engaged|used|cited)\b[^.]{0,20}\b(?:sections? \d|regulation \d|s\.? ?\d|exemptions?)", "Section 40(2) has been used for the names of officers."),
)  # fmt: skip

ARGUES = (
    sentence_rule("argue/balance", "balance", r"\bbalance\b[^.]{0,80}\b(?:favou?rs?|lies|is|comes|tips|falls|in favou?r)\b|\bpublic interest\b[^.]{0,60}\b(?:favou?rs?|lies|lie|is (?:better|best) served|in maintaining|in withholding|in disclos\w+ (?:is|out))|\b(?:outweighs?|outweighed|weightier|decisive|decides it|tips? the|greater weight|less weight|little weight|weigh(?:ed|ing)?\b[^.]{0,40}\bagainst)\b", "The balance favours withholding the list.", "The risk is a much weightier matter."),
    sentence_rule("argue/openness", "openness", r"\b(?:considered|looked at|thought about|asked whether)\b[^.]{0,60}\b(?:section|exemption|regulation|s\.? ?\d)[^.]{0,80}\b(?:but|however|and (?:have )?decided|not)\b|\b(?:no|little|not any) (?:real |significant |evident )?(?:harm|prejudice|risk)\b|\b(?:already|widely) (?:in the public domain|public|known|published)\b", "We considered section 31 but the figures are two years old.", "Release of a total would do no harm."),
    sentence_rule("argue/for", "for", r"\bfactors? (?:favou?ring|in favou?r of|for) (?:disclosure|confirm\w*|release)\b|\b(?:favou?rs?|favou?ring|in favou?r of|arguments? for|for) (?:disclosure|confirm\w*|openness|release|publication)\b|\b(?:transparen\w+|accountab\w+|openness|public (?:debate|confidence|understanding|awareness|scrutiny|trust|money|funds)|better informed|informed (?:discussion|debate)|hold\w* to account|taxpayers?)\b|\b(?:public|people|residents)\b[^.]{0,40}\b(?:can see|could see|are entitled to (?:see|know)|real concern|legitimate (?:interest|concern)|interest in (?:seeing|knowing|understanding)|gain some assurance)\b|\b(?:public|legitimate|clear|proper|strong|some) interest in (?:how|what|whether|why|seeing|knowing)\b|\blets? (?:experts|the public|people)\b", "Disclosure would add to public debate about surveillance.", "There is some public interest in seeing that the force controls what its staff may use."),
    sentence_rule("argue/fairness", "fairness", r"\b(?:unfair|fair to|fairness|expectations?|expect(?:ed|s)? that|never told|distress\w*|intru\w+|privacy|private li(?:fe|ves)|legitimate interests?|lawful basis|identif(?:y|ied|iable|ication)\b[^.]{0,60}\b(?:individual|person|people|officer|someone|them|him|her|who)|(?:individual|person|people|officers?|someone|anyone|nobody|victims?|witness\w*)\b[^.]{0,60}\b(?:identif\w+|recogni[sz]\w+|picked out|worked out|named)|recogni[sz]ed by|(?:few|small) (?:cases?|numbers?|people))\b", "They would have had no expectation that it would be made public.", "Colleagues would identify the person from the dates."),
    sentence_rule("argue/against", "against", r"\bfactors? (?:favou?ring|in favou?r of|for) (?:non-?disclosure|withholding|maintaining|neither|not )|\bfactors? against\b|\b(?:favou?r of|favou?ring|arguments? for) (?:non-?disclosure|withholding|maintaining)\b|\bagainst (?:disclosure|disclosing|openness|release|releasing|publication|confirm\w*)\b|\bagainst (?:that|this|it)\b|\bon the other (?:side|hand)\b", "Against that stands the loss of tactics that cannot be quickly replaced."),
    sentence_rule("argue/enables", "harm", r"\b(?:would|could|might|may|can|will)\b[^.]{0,100}\b(?:allow|enabl|help|assist|tell|show|reveal|alert|warn|let|learn|know|map|plan|target|choose|test|use|walk|move|build|compare|infer|cover|stay away)\w*\b[^.]{0,120}\b(?:offend\w+|crim\w+|terror\w*|attack\w*|thie(?:f|ves)|person|people|someone|anyone|somebody|those|they|him|his|themselves|caught|detect\w*|arrest\w*|us|force|police|system\w*|tactic\w*)\b", "It would tell those under surveillance where they can move freely.", "Someone who meant to get at intelligence could learn which door to try, and the police would not know."),
    sentence_rule("argue/outwits", "harm", r"\b(?:would|could|might|may|can|will)\b[^.]{0,60}\b(?:exploit|evade|avoid|anticipate|plan around|work out|learn (?:when|where|which|how|whether|that)|know (?:when|where|which|how|whether|that)|piece together|jam|circumvent|defeat|target)\b", "Anyone who knew how seldom it flies could work out on which nights it stays down."),
    sentence_rule("argue/actor", "harm", r"\b(?:offenders?|criminals?|burglars?|fraudsters?|terrorists?|thie(?:f|ves)|attackers?|wrongdoers?|(?:person|people|someone|somebody|anyone|those)\b[^.]{0,50}\b(?:crime|criminal|wanted|intent|meant|wished|trying|minded|engaged|under (?:surveillance|observation|investigation)))\b[^.]{0,140}\b(?:would|could|might|will|can|may|know\w*|avoid\w*|learn\w*|exploit\w*|advantage)\b", "Criminals know how to take advantage of such gaps."),
    sentence_rule("argue/damage", "harm", r"\b(?:would|could|might|may|will|likely to|risk of|risk that|chance that)\b[^.]{0,100}\b(?:harm\w*|prejudic\w+|hinder\w*|undermin\w+|compromis\w+|endanger\w*|damag\w+|disrupt\w*|deter\w*|discourag\w+|inhibit\w*|expos\w+|encourag\w+|imped\w+|jeopardi[sz]\w+|weaken\w*|lost|loss|risk|danger\w*|less (?:able|effective|likely|willing)|reluctan\w+|withdraw\w*|reduced|reveal\w*|stop (?:reporting|speaking)|no longer|more crime|suffer\w*|worse|hamper\w*|interfer\w+|frustrat\w+|adverse\w*|detriment\w*)\b", "Tactics would be compromised and more crime would be committed."),
    sentence_rule("argue/mosaic", "harm", r"\bmosaic\b|\blaid side by side\b|\bpiece of a (?:larger|bigger)\b|\b(?:combined|put together|pieced together|taken together|set beside|compar(?:ed|ison))\b[^.]{0,60}\b(?:with|show|does|picture|pattern|other)\b", "It is the comparison that does the damage."),
)  # fmt: skip

_FORMULA = re.compile(r"\bwould,? or would be likely to,? \w+")
"""The statute's words for prejudice: they say that there must be harm, not which."""
_NEUTRAL = 0.5
"""The worth of a sentence in neither table beside an arguing one: facts of the case belong to an argument but make none."""
_MIXED = 0.7
"""The worth of a sentence that recites and argues at once."""
_ENOUGH = 2.5
"""Points at which a paragraph is worth 1 - 1/e of the most that it can be; three good sentences."""
_SHORT = 25
"""Words below which a paragraph is no argument by itself; in proportion."""


@dataclass(frozen=True)
class Weight:
    """`score` between 0 (recites) and 1 (argues); `kinds` what it argues, in the order of KINDS."""

    score: float
    kinds: tuple[str, ...]


def weigh(paragraph: str) -> Weight:
    """How much a paragraph argues."""
    text = plain(paragraph).lower()
    points, arguing_words, words, kinds = 0.0, 0.0, 0, set()
    for start, end in sentences(plain(paragraph)):
        sentence = text[start:end]
        length = len(sentence.split())
        words += length
        own_words = _FORMULA.sub(" ", sentence)
        found = {rule.value for rule in ARGUES if rule.pattern.search(own_words)}
        recites = any(rule.pattern.search(sentence) for rule in RECITES)
        worth = (_MIXED if recites else 1.0) if found else (0.0 if recites else _NEUTRAL)
        arguing_words += worth * length
        points += worth if found else 0.0
        kinds |= found
    if not kinds:
        return Weight(0.0, ())
    breadth = 1 - exp(-(points + 0.5 * (len(kinds) - 1)) / _ENOUGH)
    purity = arguing_words / words
    return Weight(round(breadth * purity * min(1.0, words / _SHORT), 4), tuple(kind for kind in KINDS if kind in kinds))
