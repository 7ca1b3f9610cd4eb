"""Freedom of Information (Jersey) Law 2011. Source of every row: https://www.jerseylaw.je/laws/current/l_17_2011.

Articles 23 to 29 are absolutely exempt (Part 4), 31 to 42 qualified (Part 5).
"""

from crawler.law.provision import Law, Provision, table

P = Provision

LAW = Law(
    id="JFOIL",
    title="Freedom of Information (Jersey) Law 2011",
    unit="a",
    names=("Freedom of Information (Jersey) Law 2011", "Freedom of Information (Jersey) Law", "FOI (Jersey) Law 2011", "FOI Law"),
    source="https://www.jerseylaw.je/laws/current/l_17_2011",
    provisions=table(
        P(("3",), "Meaning of information held by a public authority", "exclusion"),
        P(("8",), "General right of access to information", "procedure"),
        P(("9",), "When a public authority may refuse to supply information it holds", "procedure"),
        P(("10",), "Obligation to confirm or deny holding information", "exclusion"),
        P(("11",), "Means by which a request for information may be responded to", "procedure"),
        P(("12",), "Duty to supply advice and assistance", "procedure"),
        P(("12A",), "Personal data and the dignity of the deceased", "procedure"),
        P(("13",), "Time within which a request must be dealt with", "procedure"),
        P(("15",), "A request for information may be refused if a fee is not paid", "procedure"),
        P(("16",), "A request may be refused if cost excessive", "exclusion"),
        P(("18",), "Where a public authority refuses a request", "procedure"),
        P(("21",), "A request may be refused if it is vexatious", "exclusion"),
        P(("22",), "A request may be refused if it is repeated", "exclusion"),
        P(("23",), "Information accessible to applicant by other means", "exemption", True, "class"),
        P(("24",), "Court information", "exemption", True, "class"),
        P(("25",), "Personal information", "exemption", True, "class"),
        P(("26",), "Information supplied in confidence", "exemption", True, "class"),
        P(("27",), "National security", "exemption", True, "class"),
        P(("28",), "States Assembly privileges", "exemption", True, "class"),
        P(("29",), "Other prohibitions or restrictions", "exemption", True, "class"),
        P(("31",), "Advice by the Bailiff, Deputy Bailiff or a Law Officer", "exemption", False, "class"),
        P(("32",), "Legal professional privilege", "exemption", False, "class"),
        P(("33",), "Commercial interests", "exemption", False, "prejudice"),
        P(("34",), "The economy", "exemption", False, "prejudice"),
        P(("35",), "Formulation and development of policies", "exemption", False, "class"),
        P(("36",), "Information intended for future publication", "exemption", False, "class"),
        P(("37",), "Audit functions", "exemption", False, "prejudice"),
        P(("38",), "Endangering the safety or health of individuals", "exemption", False, "prejudice"),
        P(("39",), "Employment", "exemption", False, "prejudice"),
        P(("40",), "Defence", "exemption", False, "prejudice"),
        P(("41",), "International relations", "exemption", False, "prejudice"),
        P(("42",), "Law enforcement", "exemption", False, "prejudice"),
        P(("44",), "General functions of the Commissioner", "procedure"),
        P(("46",), "Appeal to the Commissioner", "procedure"),
    ),
)
