"""Serves the sample site on loopback, as an HTTP proxy for its `.example` hosts."""

import hashlib
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from typing import Any, Self

from crawler.sample.site import Answer, SampleSite


@dataclass(frozen=True)
class Asked:
    """One request: what was asked, what it was answered, and when it came and went, in seconds of a monotonic clock."""

    url: str
    status: int
    headers: dict[str, str]
    came: float
    went: float


class SampleServer:
    """A context manager: the site answers while it is open. `requests` lists what was asked."""

    def __init__(self, site: SampleSite, port: int = 0) -> None:
        self.site = site
        self.requests: list[Asked] = []
        server = self

        class Handler(_Handler):
            sample = server

        self._http = _Server(("127.0.0.1", port), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, daemon=True)

    @property
    def proxy(self) -> str:
        """What `http_proxy` must be to reach the site."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables that send a process's plain HTTP to the site, and nothing else anywhere."""
        return {"http_proxy": self.proxy, "https_proxy": self.proxy, "no_proxy": ""}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128  # default 5: a burst of connections would wait a second for TCP to try again


class _Handler(BaseHTTPRequestHandler):
    sample: SampleServer
    protocol_version = "HTTP/1.1"
    server_version = "SampleSite"
    sys_version = ""
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        came = monotonic()
        url = self.path if self.path.startswith("http") else f"http://{self.headers.get('Host', '')}{self.path}"
        answer = self.sample.site.answer(url)
        given = validators(url, answer)
        if _unchanged(self.headers, given):
            answer = Answer(status=304)
        self.send_response(answer.status)
        for name, value in {**given, **answer.headers}.items():
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)
        self.sample.requests.append(Asked(url, answer.status, dict(self.headers.items()), came, monotonic()))

    do_HEAD = do_GET  # noqa: N815 -- the name that http.server looks for

    def log_message(self, *args: Any) -> None:
        """Silent: the talk of a demo is the crawler's."""


def validators(url: str, answer: Answer) -> dict[str, str]:
    """Northmoor gives entity tags, Severnshire dates, Gwyrfai nothing: real forces differ as much."""
    if answer.status != 200:
        return {}
    if "northmoor" in url:
        return {"ETag": f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'}
    if "severnshire" in url and answer.modified:
        return {"Last-Modified": format_datetime(datetime.combine(answer.modified, time(9), UTC), usegmt=True)}
    return {}


def _unchanged(headers: Any, validators: dict[str, str]) -> bool:
    if "ETag" in validators and headers.get("If-None-Match"):
        return bool(headers["If-None-Match"] == validators["ETag"])
    if "Last-Modified" in validators and headers.get("If-Modified-Since"):
        return parsedate_to_datetime(headers["If-Modified-Since"]) >= parsedate_to_datetime(validators["Last-Modified"])
    return False
