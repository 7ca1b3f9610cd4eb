"""Which code read a page: a digest of everything that decides what a page is read as.

A record keeps it as `parser_version`. When it differs from the code's own, stored pages are read again before new ones are compared with
them, so that a change of ours is never reported as an edit by the authority.
"""

import hashlib
from functools import cache
from pathlib import Path

_READERS = ("items.py", "page.py", "document.py", "address.py", "law", "reading", "parsers")


@cache
def reader_version() -> str:
    """Twelve hexadecimal digits over the source text of the readers."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for name in _READERS:
        path = root / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(file.relative_to(root).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
