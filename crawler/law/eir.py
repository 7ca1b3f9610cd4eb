"""Environmental Information Regulations 2004 (SI 2004/3391), as amended. England, Wales, Northern Ireland.

Source of every row: https://www.legislation.gov.uk/uksi/2004/3391. An exception of r.12 is always subject to the public interest test
(r.12(1)(b)) and to a presumption of disclosure (r.12(2)). r.13 as substituted on 25 May 2018 (Data Protection Act 2018, Sch. 19 para. 305).
"""

from crawler.law.provision import Law, Provision, table

P = Provision
_GDPR = "2018-05-25"

LAW = Law(
    id="EIR",
    title="Environmental Information Regulations 2004",
    unit="r",
    names=("Environmental Information Regulations 2004", "Environmental Information Regulations", "EIR 2004", "EIRs", "EIR"),
    source="https://www.legislation.gov.uk/uksi/2004/3391",
    provisions=table(
        P(("2",), "Interpretation", "procedure"),
        P(("3",), "Application", "procedure"),
        P(("4",), "Dissemination of environmental information", "procedure"),
        P(("5",), "Duty to make available environmental information on request", "procedure"),
        P(("6",), "Form and format of information", "procedure"),
        P(("6", "1", "b"), "Information already publicly available and easily accessible", "exclusion"),
        P(("7",), "Extension of time", "procedure"),
        P(("8",), "Charging", "procedure"),
        P(("9",), "Advice and assistance", "procedure"),
        P(("10",), "Transfer of a request", "procedure"),
        P(("11",), "Representations and reconsideration", "procedure"),
        P(("12",), "Exceptions to the duty to disclose environmental information", "exemption", False),
        P(("12", "1"), "Exceptions: conditions and public interest", "procedure"),
        P(("12", "2"), "Presumption in favour of disclosure", "procedure"),
        P(("12", "3"), "Personal data", "exemption", False, "class"),
        P(("12", "4", "a"), "Information not held when the request is received", "exemption", False, "class"),
        P(("12", "4", "b"), "Request manifestly unreasonable", "exemption", False, "class"),
        P(("12", "4", "c"), "Request formulated in too general a manner", "exemption", False, "class"),
        P(("12", "4", "d"), "Material in the course of completion, unfinished documents, incomplete data", "exemption", False, "class"),
        P(("12", "4", "e"), "Disclosure of internal communications", "exemption", False, "class"),
        P(("12", "5"), "Adverse effect", "exemption", False, "prejudice"),
        P(("12", "5", "a"), "International relations, defence, national security or public safety", "exemption", False, "prejudice"),
        P(("12", "5", "b"), "The course of justice, fair trial, inquiries", "exemption", False, "prejudice"),
        P(("12", "5", "c"), "Intellectual property rights", "exemption", False, "prejudice"),
        P(("12", "5", "d"), "Confidentiality of proceedings", "exemption", False, "prejudice"),
        P(("12", "5", "e"), "Confidentiality of commercial or industrial information", "exemption", False, "prejudice"),
        P(("12", "5", "f"), "Interests of the person who provided the information", "exemption", False, "prejudice"),
        P(("12", "5", "g"), "Protection of the environment", "exemption", False, "prejudice"),
        P(("12", "6"), "Neither confirming nor denying", "exemption", False, "prejudice", ncnd=True),
        P(("12", "8"), "Internal communications include those between government departments", "procedure"),
        P(("12", "9"), "Information on emissions", "procedure"),
        P(("12", "11"), "Information that can be separated", "procedure"),
        P(("13",), "Personal data", "exemption", None, "class"),
        P(("13", "1"), "Personal data", "exemption", None, "class"),
        P(("13", "2A"), "Personal data: data protection principles", "exemption", True, "class", since=_GDPR),
        P(("13", "5A"), "Personal data", "exemption", None, "class", ncnd=True, since=_GDPR),
        P(("13", "5B"), "Personal data", "exemption", None, "class", ncnd=True, since=_GDPR),
        P(("14",), "Refusal to disclose information", "procedure"),
        P(("15",), "Ministerial certificates", "procedure"),
        P(("16",), "Issue of a code of practice", "procedure"),
        P(("17",), "Historical and transferred public records", "procedure"),
        P(("18",), "Enforcement and appeal provisions", "procedure"),
        P(("19",), "Offence of altering records with intent to prevent disclosure", "procedure"),
    ),
)
