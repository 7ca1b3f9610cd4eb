"""What parsers of JSON APIs share: the body as typed data, and an error page in its place as a refusal."""

from typing import TypeVar

import msgspec

from crawler.document import document_of
from crawler.errors import PageRefused
from crawler.page import JSON, Page, refuse_unreadable

T = TypeVar("T")


def decode(page: Page, type_: type[T]) -> T:
    """The body as this type. Raises PageRefused for a page of another kind in its place, and for data of another shape."""
    if page.media_type != JSON:
        document_of(page)  # a maintenance notice or an empty shell is refused by its own name
        raise PageRefused("unrecognised", "the API answered with a page, not with data")
    refuse_unreadable(page.body)
    try:
        return msgspec.json.decode(page.body, type=type_)
    except (msgspec.DecodeError, RecursionError) as error:
        raise PageRefused("unrecognised", f"the API's data has another shape than expected: {error}") from error
