"""Addresses of pages: one canonical form, so that the same page met twice is one page."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_DROPPED = ("utm_", "cookie_passthrough", "fbclid", "gclid", "_ga")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical_url(url: str) -> str:
    """The address with a lower-case host and without default port, fragment and tracking parameters.

    The path is kept byte for byte: case and percent-encoding matter to some hosts. Raises ValueError for what is no web address.
    """
    parts = urlsplit(url.strip())
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"not a web address: {url!r}")
    host = parts.hostname.lower()
    port = "" if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    query = parts.query
    if any(name in query for name in _DROPPED):
        query = urlencode([(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not name.startswith(_DROPPED)])
    return urlunsplit((parts.scheme, host + port, parts.path or "/", query, ""))
