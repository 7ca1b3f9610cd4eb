"""Environmental Information (Scotland) Regulations 2004 (SSI 2004/520), as amended.

Source of every row: https://www.legislation.gov.uk/ssi/2004/520. Every exception of r.10 is subject to the public interest (r.10(1)(b)).
"""

from crawler.law.provision import Law, Provision, table

P = Provision
_GDPR = "2018-05-25"

LAW = Law(
    id="EISR",
    title="Environmental Information (Scotland) Regulations 2004",
    unit="r",
    names=(
        *("Environmental Information (Scotland) Regulations 2004", "Environmental Information (Scotland) Regulations"),
        *("EI(S)Rs", "EI(S)R", "EISRs", "EISR"),
    ),
    source="https://www.legislation.gov.uk/ssi/2004/520",
    provisions=table(
        P(("2",), "Interpretation", "procedure"),
        P(("4",), "Active dissemination of environmental information", "procedure"),
        P(("5",), "Duty to make available environmental information on request", "procedure"),
        P(("6",), "Form and format of information", "procedure"),
        P(("6", "1", "b"), "Information already publicly available and easily accessible", "exclusion"),
        P(("7",), "Extension of time", "procedure"),
        P(("8",), "Charging", "procedure"),
        P(("9",), "Duty to provide advice and assistance", "procedure"),
        P(("10",), "Exceptions from duty to make environmental information available", "exemption", False),
        P(("10", "1"), "Exceptions: conditions and public interest", "procedure"),
        P(("10", "2"), "Presumption in favour of disclosure", "procedure"),
        P(("10", "3"), "Personal data", "exemption", False, "class"),
        P(("10", "4", "a"), "Information not held when the request is received", "exemption", False, "class"),
        P(("10", "4", "b"), "Request manifestly unreasonable", "exemption", False, "class"),
        P(("10", "4", "c"), "Request formulated in too general a manner", "exemption", False, "class"),
        P(("10", "4", "d"), "Material in the course of completion, unfinished documents, incomplete data", "exemption", False, "class"),
        P(("10", "4", "e"), "Making available internal communications", "exemption", False, "class"),
        P(("10", "5"), "Substantial prejudice", "exemption", False, "prejudice"),
        P(("10", "5", "a"), "International relations, defence, national security or public safety", "exemption", False, "prejudice"),
        P(("10", "5", "b"), "The course of justice, fair trial, inquiries", "exemption", False, "prejudice"),
        P(("10", "5", "c"), "Intellectual property rights", "exemption", False, "prejudice"),
        P(("10", "5", "d"), "Confidentiality of proceedings", "exemption", False, "prejudice"),
        P(("10", "5", "e"), "Confidentiality of commercial or industrial information", "exemption", False, "prejudice"),
        P(("10", "5", "f"), "Interests of the person who provided the information", "exemption", False, "prejudice"),
        P(("10", "5", "g"), "Protection of the environment", "exemption", False, "prejudice"),
        P(("10", "6"), "Information on emissions", "procedure"),
        P(("10", "8"), "Neither confirming nor denying", "exemption", False, "prejudice", ncnd=True),
        P(("11",), "Personal data", "exemption", None, "class"),
        P(("11", "1"), "Personal data of the applicant", "exemption", True, "class"),
        P(("11", "2"), "Personal data", "exemption", None, "class"),
        P(("11", "3A"), "Personal data: data protection principles", "exemption", True, "class", since=_GDPR),
        P(("11", "6"), "Personal data", "exemption", None, "class", ncnd=True),
        P(("13",), "Refusal to make information available", "procedure"),
        P(("14",), "Transfer of a request", "procedure"),
        P(("16",), "Review by Scottish public authority", "procedure"),
        P(("17",), "Enforcement and appeal provisions", "procedure"),
        P(("18",), "Issue of code of practice", "procedure"),
    ),
)
