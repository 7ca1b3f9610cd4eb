"""The record: what one published FOI response says, and the JSON form that every other part reads.

This module is the contract between the crawler, the indexer and the command line. A `Disclosure` is what a parser reads from
one page; a `Record` is the same with the history that the store adds. Offsets in `Evidence` count characters of the string
that `where` names. Field names are fixed: exports and other people's programs depend on them.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

import msgspec

IsoDate = Annotated[str, msgspec.Meta(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
"""A date as precise as its source: `2024`, `2024-03` or `2024-03-07`."""

Decision = Literal[
    "disclosed-in-full",
    "disclosed-in-part",
    "refused",
    "not-held",
    "ncnd",
    "cost-limit",
    "vexatious",
    "invalid",
    "unknown",
]
Status = Literal["relied_on", "mentioned", "negated", "requester"]
PublicInterestTest = Literal["applied", "not-required"]
Role = Literal["request", "decision", "reasons", "disclosure", "advice"]
Where = Literal["text", "url", "title", "meta", "listing"]
SourceKind = Literal["disclosure-log", "request-platform"]
"""Who publishes: the authority, in a log of its own, or a site where the public asks and every answer stands, refusals and reminders too."""


class _Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Strict about names in both directions; every class says frozen and keyword-only for itself, for msgspec and mypy."""


class Evidence(_Item, frozen=True, kw_only=True):
    """Where a value was read: `[start, end)` of the string that `where` names, by the rule with this id."""

    start: int
    end: int
    rule: str
    where: Where = "text"


class Outcome(_Item, frozen=True, kw_only=True):
    """What was decided for one item of the request (`item` as printed), or for the whole (`item` null)."""

    item: str | None = None
    decision: Decision
    printed: str
    evidence: Evidence


class Exemption(_Item, frozen=True, kw_only=True):
    """One provision of FOI law as this response uses it; `mentions` are its other places in the text."""

    citation: str
    law: str
    provision: str
    heading: str
    status: Status
    ncnd: bool = False
    public_interest_test: PublicInterestTest | None = None
    evidence: Evidence
    mentions: list[Evidence] = []


class OtherLaw(_Item, frozen=True, kw_only=True):
    """A citation outside FOI law: another Act, the UK GDPR, a tribunal case, an ICO decision notice."""

    citation: str
    kind: Literal["legislation", "case", "decision-notice"]
    evidence: Evidence


class Attachment(_Item, frozen=True, kw_only=True):
    """A file that the response offers; without a `url` when the text only names it. `size` is in bytes; `sha256` and `text_status` are set
    once it was fetched."""

    name: str
    url: str | None = None
    media_type: str | None = None
    size: int | None = None
    sha256: str | None = None
    text_status: str = "not-fetched"


class Section(_Item, frozen=True, kw_only=True):
    """A span of `text` by role; reasons that argue one exemption carry its `citation`."""

    role: Role
    start: int
    end: int
    citation: str | None = None


class Provenance(_Item, frozen=True, kw_only=True):
    """Where the record comes from: `record` is `<run>/<offset>` in the source's archive, `page_sha256` of the decoded body.

    `witness` is the address of the copy when a third party, such as a web archive, fetched the page at `fetched_at`; else it was us or the user.
    """

    fetched_at: str
    page_sha256: str
    record: str
    parser_version: str
    witness: str = ""


class Disclosure(_Item, frozen=True, kw_only=True):
    """One published response, as read from one page."""

    id: str
    source: str
    source_kind: SourceKind = "disclosure-log"
    platform: str
    authority: str
    authority_id: str
    nation: str
    reference: str | None = None
    reference_printed: str | None = None
    title: str | None = None
    url: str | None = None
    alternate_urls: list[str] = []
    licence: str
    document_type: str | None = None
    date_received: IsoDate | None = None
    date_received_printed: str | None = None
    date_responded: IsoDate | None = None
    date_responded_printed: str | None = None
    date_published: IsoDate | None = None
    date_published_printed: str | None = None
    question: str | None = None
    questions: list[str] = []
    decision: Decision = "unknown"
    decision_printed: str | None = None
    outcomes: list[Outcome] = []
    exemptions: list[Exemption] = []
    other_law: list[OtherLaw] = []
    attachments: list[Attachment] = []
    text: str
    sections: list[Section] = []
    evidence: dict[str, Evidence] = {}
    warnings: list[str] = []
    provenance: Provenance


class Record(Disclosure, frozen=True, kw_only=True):
    """A `Disclosure` with its history. Times are UTC, ISO 8601; `withdrawn` is when it was first observed missing."""

    first_seen: str
    last_seen: str
    withdrawn: str | None = None
    version: int


def encode(item: msgspec.Struct) -> bytes:
    """The item as one line of JSON, without the newline; fields in the order of the class."""
    return msgspec.json.encode(item)


_disclosure_decoder = msgspec.json.Decoder(Disclosure)


def decode(line: bytes | str) -> Disclosure:
    """The disclosure of one JSON line. Raises `msgspec.ValidationError` for anything that is not one."""
    return _disclosure_decoder.decode(line)


def witnessed(disclosure: Disclosure, address: str) -> Disclosure:
    """The disclosure as read from a third party's copy of its page; as it is for an empty address."""
    if not address:
        return disclosure
    return msgspec.structs.replace(disclosure, provenance=msgspec.structs.replace(disclosure.provenance, witness=address))


def record_of(disclosure: Disclosure, *, first_seen: str, last_seen: str, withdrawn: str | None, version: int) -> Record:
    """The disclosure with its history beside it."""
    fields: dict[str, Any] = {name: getattr(disclosure, name) for name in Disclosure.__struct_fields__}
    return Record(**fields, first_seen=first_seen, last_seen=last_seen, withdrawn=withdrawn, version=version)


def content_hash(disclosure: Disclosure) -> str:
    """SHA-256 over what the authority published, so that a new hash means that the answer was edited.

    Only printed things count: a better parser of ours that reads another decision from the same words changes no hash. So the question is
    left out as a field: its words stand in `text`, where an edit of them counts; where it begins and ends is our reading.
    """
    # Loaded here: a search reads records and hashes none.
    import hashlib

    published = (
        disclosure.title,
        disclosure.reference_printed,
        disclosure.date_received_printed,
        disclosure.date_responded_printed,
        disclosure.date_published_printed,
        disclosure.text,
        [(attachment.name, attachment.url) for attachment in disclosure.attachments],
    )
    return hashlib.sha256(msgspec.json.encode(published)).hexdigest()


class PartialDate(msgspec.Struct, frozen=True, order=True):
    """A calendar date known to the year, the month or the day. `str()` gives its `IsoDate`."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def parse(cls, iso: str) -> Self:
        """The date of `2024`, `2024-03` or `2024-03-07`. Raises ValueError for anything else, impossible dates included."""
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", iso):
            raise ValueError(f"not an ISO date: {iso!r}")
        return cls(*(int(part) for part in iso.split("-")))

    def __str__(self) -> str:
        return "-".join(self._parts())

    def _parts(self) -> Iterator[str]:
        yield f"{self.year:04d}"
        if self.month is not None:
            yield f"{self.month:02d}"
        if self.day is not None:
            yield f"{self.day:02d}"

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        import calendar

        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])
