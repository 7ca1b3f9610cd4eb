"""Record -> index document. Pure."""

from typing import Any

from crawler.items import PartialDate, Record
from crawler.law import Citation
from indexer.schema import ROW_FIELDS

DATE_ROLES = ("received", "responded", "published")


def document_of(record: Record) -> dict[str, Any]:
    """The fields of `schema.schema()` for one record; what the record does not say is left out."""
    document: dict[str, Any] = {
        "id": record.id,
        "row": {name: getattr(record, name) for name in ROW_FIELDS},
        "content": f"{record.title}\n{record.text}" if record.title else record.text,
        "title": record.title or "",
        "question": record.question or "",
        "authority": f"{record.authority} {record.authority_id.replace('_', ' ')} {record.source.replace('-', ' ')}",
        "source": record.source,
        "nation": record.nation,
        "reference": ",".join(sorted({value.lower().replace(",", " ") for value in (record.reference, record.reference_printed) if value})),
        "decision": record.decision,
        "exemption": ",".join(_citations(record, relied_on_only=True)),
        "mentions": ",".join(_citations(record, relied_on_only=False)),
        "filetype": ",".join(sorted({_extension(attachment.url or attachment.name) for attachment in record.attachments} - {""})),
        "withdrawn": "yes" if record.withdrawn else "no",
    }
    for role in DATE_ROLES:
        value = getattr(record, f"date_{role}")
        if value:
            date = PartialDate.parse(value)
            document[f"{role}_from"] = day_number(date.first.isoformat())
            document[f"{role}_to"] = day_number(date.last.isoformat())
    newest = record.date_responded or record.date_published or record.date_received
    document["newest"] = day_number(PartialDate.parse(newest).last.isoformat()) if newest else 0
    return document


def day_number(iso: str) -> int:
    """A day as a number that sorts like it: 2024-03-07 is 20240307."""
    return int(iso.replace("-", ""))


def _citations(record: Record, *, relied_on_only: bool) -> list[str]:
    """Every citation with its parents, so that a search for the section finds its limbs."""
    citations = (
        Citation.parse(exemption.citation) for exemption in record.exemptions if not relied_on_only or exemption.status == "relied_on"
    )
    return sorted({str(ancestor) for citation in citations for ancestor in citation.lineage()})


def _extension(url: str) -> str:
    name = url.split("?")[0].rsplit("/", 1)[-1]
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""
