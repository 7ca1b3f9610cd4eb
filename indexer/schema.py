"""The index as stock Whoosh 2.7.4 knows it: its schema, its table of contents, its byte for a length. Loaded to write, never to search.

Everything that Whoosh pickles into the index is a class of Whoosh's own, so that Whoosh opens it where nothing of ours is installed.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.analysis import CharsetFilter, Composable, IDAnalyzer, LowercaseFilter, RegexTokenizer, StemFilter, SubstitutionFilter
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import ID, NUMERIC, STORED, TEXT, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Existence
from whoosh.index import TOC, open_dir
from whoosh.util.numeric import byte_to_length

from indexer.fields import KINDS
from indexer.words import ENGLISH, FOLDED, PLAIN, WORD

__all__ = ["ENGLISH", "INDEX_NAME", "PLAIN", "SegmentFacts", "analyzer", "length_bytes", "schema", "stock_documents", "write_toc"]

INDEX_NAME = "foi"
_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)])

SegmentFacts = tuple[str, int, set[int], dict[str, int], bool]
"""Of a segment: its id, its documents, the numbers of the deleted ones, all words by field, and whether it is one file."""


def analyzer(*, stem: bool) -> Composable:
    """`words.ENGLISH` or `words.PLAIN` in Whoosh's terms; a test compares them. Snowball's English comes with Whoosh too."""
    plain = RegexTokenizer(WORD.pattern) | LowercaseFilter() | CharsetFilter(FOLDED) | SubstitutionFilter("'s$", "")
    return plain | StemFilter(lang="english") if stem else plain


def schema() -> Schema:
    """The fields of `fields.KINDS`, and the stored row."""
    kinds: dict[str, FieldType] = {
        "text": TEXT(analyzer=analyzer(stem=True), phrase=True),
        "words": FieldType(Existence(), analyzer(stem=False)),
        "exact": FieldType(Existence(), IDAnalyzer()),
        "day": NUMERIC(int, bits=32, signed=False, shift_step=0, sortable=True, default=0),
    }
    fields: dict[str, FieldType] = {name: kinds[kind] for name, kind in KINDS.items()}
    fields["authority"] = TEXT(analyzer=analyzer(stem=False), phrase=True)
    fields["id"] = ID(unique=True, stored=True)
    return Schema(row=STORED, **fields)


def length_bytes(lengths: Any) -> npt.NDArray[np.uint8]:
    """Whoosh's byte for each length, as `whoosh.util.numeric.length_to_byte` gives it."""
    found: npt.NDArray[np.uint8] = np.minimum(np.searchsorted(_LENGTHS, lengths), 255).astype(np.uint8)
    return found


def write_toc(folder: Path, segments: Iterable[SegmentFacts]) -> None:
    """Writes Whoosh's table of contents of a folder with these segments."""
    codec = W3Codec(compression=0)
    held = []
    for segment_id, documents, deleted, lengths, compound in segments:
        segment = W3Segment(codec, INDEX_NAME, doccount=documents, segid=segment_id, deleted=deleted or None)
        segment._fieldlengths = lengths
        segment.compound = compound
        held.append(segment)
    TOC(schema(), held, 1).write(FileStorage(str(folder)), INDEX_NAME)


def stock_documents(folder: Path) -> int:
    """How many documents stock Whoosh finds in a folder."""
    return int(open_dir(folder, indexname=INDEX_NAME).doc_count())
