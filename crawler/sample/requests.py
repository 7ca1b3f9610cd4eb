"""A part of the sample site that is laid out like WhatDoTheyKnow: requests by the public, in today's template and in an older one."""

import html
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from crawler.sample.answer import Answer, Entry, read_entries

_ROBOTS = """User-agent: *
Disallow: /search/*
Disallow: /feed/*
Disallow: /profile/*
Allow: /request/*/response/*/attach/*
Disallow: /request/*/response/*
Disallow: /request/*/download*
"""
_ANSWERED = frozenset({"successful", "partially_successful", "not_held", "rejected"})
_HEAD = re.compile(r"^=== (?P<kind>to|from|letter) (?P<what>\S+)(?: (?P<by>.+))?$", re.MULTILINE)
_COPY = re.compile(r"^/request/(?P<name>[^/]+)/response/(?P<message>\d+)/attach/html/(?P<part>\d+)/(?P<file>.+)\.html$")


@dataclass(frozen=True)
class _Message:
    """`kind` is to, from or letter; `what` a day, or the name of a letter."""

    kind: str
    what: str
    by: str
    words: str


def _messages(entry: Entry) -> list[_Message]:
    heads = list(_HEAD.finditer(entry.body))
    ends = [head.start() for head in heads[1:]] + [len(entry.body)]
    return [
        _Message(head["kind"], head["what"], head["by"] or "", entry.body[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]


class PublicRequests:
    """AskTheTown: six requests to two councils, of which five are answered; two letters are also pages, and one file bears a name."""

    host = "www.askthetown.example"
    page_size = 3

    def __init__(self, copies: int = 1) -> None:
        self.entries = read_entries("askthetown", "asked", copies)

    def answer(self, url: str) -> Answer:
        parts = urlsplit(url)
        path = unquote(parts.path)
        if path == "/robots.txt":
            return Answer(media_type="text/plain", body=_ROBOTS.encode())
        if path in ("/list/successful", "/list/all"):
            number = parse_qs(parts.query).get("page", ["1"])[0]
            return self._list(int(number) if number.isdigit() else 1, answered=path.endswith("successful"))
        copy = _COPY.match(path)
        if copy and copy["name"] in self.entries:
            return _letter(self.entries[copy["name"]], copy["message"], copy["part"])
        name = path.removeprefix("/cy").removeprefix("/request/")
        if name == "a_request_that_was_hidden":
            return Answer(
                body=_shell("Request has been removed", "<h1>Request has been removed</h1><p>It broke the rules of this site.</p>")
            )
        if name.endswith(".json") and name.removesuffix(".json") in self.entries:
            return Answer(media_type="application/json; charset=utf-8", body=b'{"url_title": "x", "user_name": "Ottoline Brackwater"}')
        entry = self.entries.get(name)
        if entry is None:
            return Answer(status=404, body=_shell("Not found", "<h1>Sorry, we could not find that page</h1>"))
        return Answer(body=_older_page(entry) if entry.facts.get("older") else _page(entry))

    def _list(self, number: int, *, answered: bool) -> Answer:
        """Requests, the newest first; a row leads to the message that it tells of, and one of them to the Welsh address."""
        found = [entry for entry in self.entries.values() if not answered or entry.facts["state"] in _ANSWERED]
        found.sort(key=lambda entry: (entry.changed, entry.name), reverse=True)
        shown = found[(number - 1) * self.page_size : number * self.page_size]
        rows = "".join(map(_row, shown)) or "<p> No requests of this sort yet.</p>"
        more = number * self.page_size < len(found)
        pages = f'<div class="pagination"><span class="current">{number}</span> <a class="next_page" rel="next" href="?page={number + 1}">Next</a></div>'
        body = (
            f'<h1>Successful requests</h1><div class="results_section"><div class="results_block">{rows}</div>{pages if more else ""}</div>'
        )
        return Answer(body=_shell("Successful requests", body))


def _day(day: date) -> str:
    return f'<time datetime="{day.isoformat()}T09:14:00+00:00" title="{day.isoformat()} 09:14:00 +0000">{day:%B %d, %Y}</time>'


def _user(name: str) -> str:
    return f'<a href="/user/{re.sub(r"[^a-z]+", "_", name.lower())}">{html.escape(name)}</a>' if name else "An anonymous user"


def _body(facts: dict[str, Any]) -> str:
    return f'<a href="/body/{facts["key"]}">{html.escape(facts["body"])}</a>'


def _row(entry: Entry) -> str:
    facts = entry.facts
    mirror = "/cy" if facts["state"] == "not_held" else ""
    return (
        f'<div class="request_listing"><div class="request_left"><span class="head"><a href="{mirror}/request/{entry.name}#incoming-{_number(entry)}">'
        f'{html.escape(facts["title"])}</a></span><div class="requester">Response by {_body(facts)} to {_user(facts["requester"])} on {_day(facts["asked"])}.</div>'
        f'<p><i class="icon-standalone icon_{facts["state"]}"></i> <strong>{facts["status"]}.</strong></p></div>'
        f'<div class="request_right"><span class="desc">{html.escape(_messages(entry)[0].words[:150])}</span></div></div>\n'
    )


def _number(entry: Entry, message: int = 0) -> int:
    """The number of a message on the site."""
    return 880_000 + (sum(entry.name.encode()) % 1_000) * 10 + message


def _paragraphs(words: str) -> str:
    return "".join(f"<p>{'<br />'.join(map(html.escape, block.splitlines()))}</p>" for block in re.split(r"\n{2,}", words))


def _files(entry: Entry, message: int) -> str:
    """The files of the message at this place among all."""
    number = _number(entry, message)
    items = ""
    files = [file for file in entry.facts["files"] if file["message"] == message]
    for file in files:
        below = f"/request/{entry.name}/response/{number}/attach"
        name = quote(file["name"])
        view = f'<a href="{below}/html/{file["part"]}/{name}.html">View</a>' if "letter" in file else ""
        items += (
            f'<li class="attachment"><a href="{below}/{file["part"]}/{name}?cookie_passthrough=1"><img class="attachment__image" alt="Attachment" src="/icon.png"></a>'
            f'<p class="attachment__name">{html.escape(file["name"])}</p><p class="attachment__meta">{file["size"]} {view}'
            f' <a href="{below}/{file["part"]}/{name}?cookie_passthrough=1">Download</a></p></li>'
        )
    heading = f"<h3>{len(files)} Attachment{'s' if len(files) > 1 else ''}</h3>"
    return (
        f'<div class="attachments"><div class="attachments__header">{heading}</div><ul class="list-of-attachments">{items}</ul></div>'
        if files
        else ""
    )


def _page(entry: Entry) -> bytes:
    facts = entry.facts
    blocks = ""
    for place, message in enumerate(each for each in _messages(entry) if each.kind != "letter"):
        incoming = message.kind == "from"
        author = f"{message.by}, {facts['body']}" if message.by else facts["body"] if incoming else facts["requester"] or "Anonymous user"
        words, _, quoted = message.words.partition("-----Original Message-----")
        fold = (
            f'<p><span class="unfold_link"><a href="?unfold=1#incoming-{_number(entry, place)}">show quoted sections</a></span></p>'
            if quoted
            else ""
        )
        blocks += (
            f'<div class="{"incoming" if incoming else "outgoing"} correspondence {"normal " if incoming else ""}js-collapsible" id="{"incoming" if incoming else "outgoing"}-{_number(entry, place)}">'
            f'<div class="correspondence__header"><span class="correspondence__header__author js-collapsible-trigger">{html.escape(author)}</span>'
            f'<a class="correspondence__header__date" href="#m{place}">{_day(date.fromisoformat(message.what))}</a></div>'
            f'<div class="correspondence_text">{_files(entry, place)}<div>{_paragraphs(words.strip())}{fold}</div></div>'
            '<div class="correspondence__footer"><input class="cplink__field" value="x"><a class="cplink__button">Link to this</a> <a class="cplink__button">Report</a></div></div>\n'
        )
    note = facts.get("annotation")
    if note:
        blocks += (
            f'<div class="comment_in_request box" id="comment-1"><h2>{_user(note["by"])} left an annotation ({_day(note["day"])})</h2>'
            f'<div class="comment_in_request_text"><p>{html.escape(note["words"])}</p></div></div>\n'
        )
    head = (
        f'<div class="request-header"><h1>{html.escape(facts["title"])}</h1><p class="request-header__subtitle">{_user(facts["requester"])} made this '
        f'Freedom of Information request to {_body(facts)}</p><div id="request_status" class="request-status-message"><p>The request was '
        f"<strong>{facts['status'].lower()}</strong>.</p></div></div>"
    )
    aside = f'<div id="right_column"><h2>More similar requests</h2><p>Requests by {_user(facts["requester"])}</p></div>'
    title = f"{facts['title']} - a Freedom of Information request to {facts['body']} - AskTheTown"
    return _shell(title, f'{head}<div id="left_column" class="left_column">{blocks}</div>{aside}')


def _older_page(entry: Entry) -> bytes:
    """As the site was in 2011: the author and the date of a message are its heading."""
    facts = entry.facts
    blocks = "".join(
        f'<div class="{"incoming" if message.kind == "from" else "outgoing"} correspondence" id="m{place}"><h2>'
        f'{html.escape(facts["body"] if message.kind == "from" else facts["requester"])} <a href="#m{place}">{_day(date.fromisoformat(message.what))}</a></h2>'
        f'<div class="correspondence_text">{_paragraphs(message.words)}</div><p class="event_actions"><a href="#m{place}">Link to this</a></p></div>\n'
        for place, message in enumerate(_messages(entry))
    )
    head = f"<h1>{html.escape(facts['title'])}</h1><p class='subtitle'>{_user(facts['requester'])} made this Freedom of Information request to {_body(facts)}</p>"
    return _shell(f"{facts['title']} - a Freedom of Information request to {facts['body']} - AskTheTown", head + blocks)


def _letter(entry: Entry, message: str, part: str) -> Answer:
    """A PDF letter as the site turns it into a page: lines as broad as they were printed."""
    letters = {each.what: each.words for each in _messages(entry) if each.kind == "letter"}
    for file in entry.facts["files"]:
        if str(_number(entry, file["message"])) == message and str(file["part"]) == part and file.get("letter") in letters:
            lines = "<br/>\n".join(map(html.escape, letters[file["letter"]].splitlines()))
            return Answer(
                body=(
                    f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{html.escape(file["name"])}</title></head><body>'
                    '<div class="view_html_prefix"><div class="view_html_logo"><a href="/"><img src="/logo.png" alt="AskTheTown"></a></div>'
                    '<div class="view_html_download_link"><a href="#x">Download original attachment</a><br>(PDF document)</div>'
                    '<p class="view_html_description">This is an HTML version of an attachment to the Freedom of Information request \''
                    f'<a href="/request/{entry.name}#incoming-{message}">{html.escape(entry.facts["title"])}</a>\'.</p></div>'
                    f'<div id="wrapper"><div id="view_html_content"><p>{lines}</p></div></div></body></html>\n'
                ).encode()
            )
    return Answer(status=404, body=_shell("Not found", "<h1>Sorry, we could not find that page</h1>"))


def _shell(title: str, body: str) -> bytes:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
        f'<div id="banner"><a href="/">AskTheTown</a> <a href="/profile/sign_in">Sign in or sign up</a></div><div id="wrapper"><div id="content">{body}</div></div>'
        "<div id='footer'>AskTheTown is a sample.</div></body></html>\n"
    ).encode()
