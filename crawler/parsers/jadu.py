"""Jadu directories: a council's log kept as a directory of records, reached letter by letter.

The addresses of the letters and of the records are those of Coventry's and of Scottish Borders' logs; that a record is a definition list is
known from directories of other councils on the same product. Which labels these two logs print was never seen, so the usual ones are known
here, a source may add its own, and a record with none of them is refused.
"""

import re

import msgspec

from crawler.parsers import labelled_page
from crawler.parsers.labels import Field
from crawler.source import Source

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LABELS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    ("reference", ("Reference", "Reference number", "Reference no", "Request reference", "FOI reference", "FOI number", "Request number", "Case reference")),
    ("received", ("Date received", "Date of request", "Date requested", "Request date", "Received", "Date request received", "Request received")),
    ("responded", ("Date of response", "Response date", "Date responded", "Date of reply", "Date sent", "Date response sent", "Date answered", "Responded")),
    ("published", ("Date published", "Published")),
    ("title", ("Title", "Subject")),
    ("request", ("Request", "Request details", "Details of request", "Request summary", "Summary of request", "Information requested", "Your request", "Question", "Description of request")),
    ("response", ("Response", "Response details", "Details of response", "Our response", "Council response", "Answer", "Information provided", "Outcome")),
)  # fmt: skip
_FOOT = r"was this (?:page|information) (?:helpful|useful).*|did you find (?:this page|what you were looking for).*|rate this page.*|share this page.*|(?:back|return) to (?:the )?(?:directory|list|search results).*"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`directory`: the number of the log among the site's directories. `labels`: what else its records print, as for a labelled page."""

    directory: str
    labels: dict[str, Field] = {}


def _rules(source: Source) -> labelled_page.Settings:
    settings = msgspec.convert(source.settings, Settings)
    index = f"/directory/{settings.directory}/a-to-z/"
    return labelled_page.Settings(
        lists=[index + letter for letter in _LETTERS],
        detail=r"/directory-record/(?P<key>\d+)(?:/[^/?]*)?",
        # What begins with no letter, and further pages of a letter.
        more=rf"{re.escape(index)}(?:[^/?]+\?page=\d+|(?![a-z](?:\?|$))[^/?]+)",
        labels={label: field for field, labels in _LABELS for label in labels} | settings.labels,
        files=r"/downloads?/(?:file|download|id)/\d+(?:/[^/?]*)?",
        until=_FOOT,
    )


PLATFORM = labelled_page.built_on(
    "jadu", Settings, _rules, address=re.compile(r"^https?://[^/]+/directory(?:/(?P<directory>\d+)|-record/\d+)(?:[/?]|$)")
)
