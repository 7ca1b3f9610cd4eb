"""Collect the FOI responses that public authorities publish, and read each into a structured record.

Start at `page.py` (what was fetched), `parsers/` (what it says), `items.py` (the record that everything else reads).
"""

__version__ = "0.1.0"
