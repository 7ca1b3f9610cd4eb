"""The freedom of information law of the UK as data, and the grammar of one citation of it.

Laws and their provisions stand in one table a law (`foia.py`, `eir.py`, `foisa.py`, `eisr.py`, `jersey.py`);
`citation.py` turns any written form of one citation into its canonical form. Reading and queries both use this package.
"""

from crawler.law import eir, eisr, foia, foisa, jersey
from crawler.law.citation import Citation
from crawler.law.provision import Law, Provision

LAWS: dict[str, Law] = {law.id: law for law in (foia.LAW, eir.LAW, foisa.LAW, eisr.LAW, jersey.LAW)}
"""Every law by its id, as citations begin: `FOIA`, `EIR`, `FOISA`, `EISR`, `JFOIL`."""

__all__ = ["LAWS", "Citation", "Law", "Provision", "can_be_relied_on", "heading_of", "law_of", "provision_of"]


def law_of(citation: Citation) -> Law:
    """The law that the citation names."""
    return LAWS[citation.law]


def provision_of(citation: Citation) -> Provision | None:
    """The nearest provision in the law's table: the limb itself, else the closest parent that the table has."""
    table = LAWS[citation.law].provisions
    for path in (citation.path[:depth] for depth in range(len(citation.path), 0, -1)):
        if path in table:
            return table[path]
    return None


def can_be_relied_on(citation: Citation) -> bool:
    """Whether an answer can be refused on it: an exemption or an exclusion, no duty and no procedure."""
    provision = provision_of(citation)
    return provision is not None and provision.kind != "procedure"


def heading_of(citation: Citation) -> str:
    """The heading of the provision, as the statute prints it; empty for a provision that no table has."""
    provision = provision_of(citation)
    return provision.heading if provision else ""
