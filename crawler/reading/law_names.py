"""How a law is named beside a citation of it, FOI law or another; and the nouns that make a section another Act's."""

import re

FOREIGN_NOUN = re.compile(
    r"\s*(?:\(?(?:of )?(?:the )?)?(?:agreements?|aftercare|assessments?|enquir(?:y|ies)|licen[cs]es?|leave|orders?|(?P<duty>notices?|letters?|dut(?:y|ies))|officers?|works?|stops?|stop and search\w*"
    r"|search(?:es)?|powers?|debts?|provision|contributions?|statements?|warrants?|arrests?|safeguarding|evictions?|reports?|code|convictions?|offences?|procedure|permissions?|monies|funding|grants?|decisions|cautions?|certificates|(?:approved )?doctors?|approved|conditions|of (?:your|the|my) (?:request|form|letter|e-?mail|report|policy|guidance|manual)"
    r"|patients?|detentions?|reviews? of adult|visits?|investigations? into (?:children|child))\b"
)
"""Nouns that make "section 38" another Act's: a section 38 agreement, section 47 enquiries, section 136 detentions."""
FOREIGN_BEFORE = re.compile(
    r"\b(?:consents?|licen[cs]es?|orders?|permissions?|warrants?|offences?|applications?|powers|arrested|detained|convicted) (?:made |issued |granted )?(?:under|contrary to|pursuant to) $"
)
IN_A_DOCUMENT = re.compile(
    r"\s*,?\s*\(?(?:of|in)\s+(?!(?:[\w'’&()-]+\s+){0,5}?(?:Acts?|Regulations?|Law|FOIA?|FOISA|FoI|EIRs?|DPA|legislation)\b)"
    r"(?:the|our|your|its|their|this|that|my|a)\s+(?:[\w'’&()-]+\s+){0,4}?(?:bye-?laws?|constitution|handbook|contracts?|tender|plan|questionnaire|leases?|minutes|manual|scheme|strategy"
    r"|protocol|standing orders|charter|deed|policy|policies|report|guidance|code|form|agreement|letter|document|paper|brochure|specification|order)\b",
    re.IGNORECASE,
)
"""A document behind its section: section 12 of the staff handbook, section 2 of your Foreshore Byelaws."""
LAW_TALK = re.compile(r"exempt|the act\b|foia|public interest|refus|withh|appl(?:y|ies|ied)|engage|disclos")
"""What is said around a section of FOI law."""
DUTIES = {"1", "10", "15", "16", "17"}
"""Sections of which an authority does speak as "our section 16 duty", "a section 17 notice"."""
NOT_A_SECTION = re.compile(
    r"\s*(?:%|days?|months?|years?|weeks?|hours?|minutes?|officers?|requests?|questions?|pages?|cases?|incidents?|people|January|February"
    r"|March|April|May|June|July|August|September|October|November|December|per\b|£)",
)
_SHORT = r"(?:\s+[(\[][\"“‘']?(?:F[Oo][Il]S?A?|EIRs?)[\"”’']?[)\]])?"
"""A short name amid the long one: "the Freedom of Information (FOI) Act"."""
_FOI = rf"(?i:Freedom\s+of\s+Inform\w+){_SHORT}"
"""As printed: in any letters, with the usual slips."""
_EI = rf"(?i:Environmental\s+Information){_SHORT}"
_FOI_LAW_NAMES = (
    rf"(?P<EISR>{_EI} \(?Scotland\)?{_SHORT} Regulations?(?: 2004)?|EI\(S\)Rs?|EIRs?\(S\)|EISRs?)"
    rf"|(?P<FOISA>(?:{_FOI}|F[Oo]I) (?:\(?Scotland\)?{_SHORT} (?i:Act)|Act \(Scotland\))(?: 2002)?|FOI\(S\)A|FOISA)"
    rf"|(?P<JFOIL>{_FOI} \(Jersey\) Law(?: 2011)?|FOI \(Jersey\) Law(?: 2011)?|(?:FOI|{_FOI}) Law)"
    rf"|(?P<EIR>{_EI} (?i:Regulations?)(?: 2004)?|EIR 2004|EIRs?)"
    rf"|(?P<FOIA>{_FOI} (?i:Act)(?: 2000)?|F[Oo]I (?i:Act)(?: 2000)?|FOIA(?: 2000)?|FoIA|F[Oo]I)"
)
_KIND = r"(?:Act|Order|Regulations?|Rules?|Convention|Code(?: of Practice)?|Measure|Law|Directive|GDPR)(?:\s+\d{4})?"
OTHER_NAME = (
    r"(?!(?:(?:Under|In|By|Of|To) )?(?:[Tt]he|[Tt]his|[Tt]hat|An?|Under|In|By|Our|Your) (?:Act|Regulations|Law)\b)[A-Z][\w'’]*,?[^\S\n]+"
    r"(?:(?:[A-Z][\w'’]*,?|and|of|the|for|to|in|on|with|at|by|or|against|from|etc\.?|\([A-Z][^()]{1,40}\)|&)[^\S\n]+){0,13}?" + _KIND
)
_OTHER_SHORT = r"(?:UK[\s-]?)?GDPR|DPA(?: 2018| 1998)?|POA|PACE|RTA|HRA|LGA|RIPA|POCA|ECHR|PFA|SOA|CJA|DPDI"
_OF = r"[\"”’]?\s*(?:\([^()\n]{1,90}\)\s*)?,?\s*(?:\(|\[)?(?:(?:of|under|in|from|to|within|by)\s+)?(?:(?:[Tt]he|that|this|our|your)\s+)?(?:UK\s+)?"
FOI_LAW_BEHIND = re.compile(
    rf"{_OF}(?:(?:{_FOI_LAW_NAMES})(?![\w(])|(?P<act>(?:19|20)?\d{{0,2}}\s?Act)\b(?!\s+\d)|(?P<regs>Regulations)\b(?!\s+\d))"
)
OTHER_LAW_BEHIND = re.compile(
    rf"(?:\s*\([^()\n]{{1,90}}\))?,?\s*\(?(?:of|under|in|to)\s+(?:the\s+|that\s+|its\s+|our\s+|a\s+)?(?P<name>{OTHER_NAME}|{_OTHER_SHORT})\b"
    rf"|[^\S\n]*,?[^\S\n]*\(?(?:the\s+)?(?P<name2>{_OTHER_SHORT}|{OTHER_NAME})\b"
)
SHORT_NAME = re.compile(r"\s*,?\s*\(?(?:of\s+)?(?:the\s+)?(?P<name>[A-Z][A-Za-z&]{1,8})\b")
FOI_LAW_BEFORE = re.compile(rf"(?:{_FOI_LAW_NAMES})(?:\s*\([^()]{{1,30}}\))?[\s,:;–-]*(?:\(|the\s+|under\s+)?\s*$")
FOI_LAW_WORD = re.compile(r"foi|nform|eir|eis|ei\(s")
"""What stands in every name of a FOI law, in small letters: found, or not, far sooner."""
_UP_TO_CITATION = r"(?:\s*\([^()]{1,30}\))?[\s,:;–-]{0,3}(?:\(|see |under |at )?\s*$"
OTHER_LAW_BEFORE = re.compile(rf"(?P<name>{OTHER_NAME}|\b(?:{_OTHER_SHORT})){_UP_TO_CITATION}")
LAW_BEFORE = re.compile(rf"(?:{_KIND}|{_OTHER_SHORT}){_UP_TO_CITATION}")
"""How every match of `OTHER_LAW_BEFORE` ends: found, or not, far sooner."""
ELSEWHERE = "another Act"
ABBREVIATED = re.compile(
    r"Act (?<!\wAct )(?<!Information Act )(?<!\(Scotland\) Act )(?<!\(Jersey\) Act )(?:\d{4} )?\((?:the )?[\"“‘']?([A-Z][A-Za-z&]{1,8})[\"”’']?\)"
)
