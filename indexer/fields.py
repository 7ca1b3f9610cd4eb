"""The fields of the index, as a table; what documents, segments and queries share. `schema.py` says the same to Whoosh."""

from typing import Literal

Kind = Literal["text", "words", "exact", "day"]
"""`text`: stemmed or plain words with positions and weights. `words`: its words as printed, for prefixes, patterns and spelling.
`exact`: whole values. `day`: a number like 20240307, in a column too."""

DATE_ROLES = ("received", "responded", "published")

KINDS: dict[str, Kind] = {
    **dict.fromkeys(("content", "title", "question", "authority"), "text"),
    **dict.fromkeys(("content_words", "title_words", "question_words"), "words"),
    **dict.fromkeys(("id", "body", "source", "nation", "reference", "decision", "exemption", "mentions", "filetype", "withdrawn", "year"), "exact"),
    **dict.fromkeys((f"{role}_{end}" for role in DATE_ROLES for end in ("from", "to")), "day"),
    "newest": "day",
}  # fmt: skip

NAMES = tuple(sorted(KINDS))
"""Their order is their number in every segment."""

NUMBERS = {name: number for number, name in enumerate(NAMES)}
TEXTS = tuple(name for name in NAMES if KINDS[name] == "text")
STEMMED = frozenset(TEXTS) - {"authority"}
DAYS = tuple(name for name in NAMES if KINDS[name] == "day")
WORDS_OF = {"content": "content_words", "title": "title_words", "question": "question_words", "authority": "authority"}
"""Where a text field's words stand as printed: the authority's are not stemmed in the first place."""
