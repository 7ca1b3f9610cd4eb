"""The messages of a request on a request platform, from its page, from the plain-text version that the platform makes, or from saved text.

Built on the views of mysociety/alaveteli (2026-04): classes and words there are the same on all of its sites. The bodies of messages come
without what belongs to no message: greetings and signatures of the requester, quoted copies of an earlier message, the site's own links.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from crawler.document import Link
from crawler.page import Page
from crawler.parsers.requester import is_greeting
from crawler.reading import dates
from crawler.selection import Element, root_of
from crawler.wrapping import unwrapped

_MADE = re.compile(r"^(?P<who>.{1,120}?)(?: \([^)]*\))? made this (?P<law>.{3,60}?) request to (?P<body>.{2,160}?)\.?$")
_TITLED = re.compile(r"^(?P<title>.+?) - an? .{3,60}? request to (?P<body>.+?)(?: - [^-]+)?$")
_PLAIN = re.compile(
    r'^This is a plain-text version of the .{3,60}? request "(?P<title>.*)"\. ?The latest, full version is available online at (?P<url>\S+?)\.?$'
)
_RULE = re.compile(r"^-{20,}$")
_FIELD = re.compile(r"^(?P<name>From|To|Date):\s*(?P<value>.*)$")
_FILE_LINE = re.compile(r"^Attachment: (?P<file>.+)$")
_NAMED_FILE = re.compile(r"^(?P<file>.{1,150}\.\w{2,4})$")
_FILE_META = re.compile(r"^(?P<size>[\d.,]+ ?[KMG]?B?)\b.*\bDownload\b", re.IGNORECASE)
_ANNOTATION = re.compile(r"^.{1,120} left an annotation\b")
_SIGNED = re.compile(
    r"^(?:yours (?:faithfully|sincerely|truly)|(?:with )?(?:kind(?:est)?|best|warm) regards|regards|(?:many )?thanks(?: again)?|thank you(?: very much)?"
    r"|best wishes|cheers|yours|sincerely|faithfully)\s*[,.!]*(?:\s*(?-i:[A-Z])[\w'’.-]*){0,4}$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\s>_-]*(?:original message|forwarded message)[\s_-]*$|^on .{6,120}(?:wrote|writes):$", re.IGNORECASE)
_HEADER = re.compile(r"^>? ?(?:From|Sent|To|Subject|Date|Cc):\s", re.IGNORECASE)
_FURNITURE = re.compile(
    r"^(?:show quoted sections|hide quoted sections|link to this|report|report this request|download|view|view as html|show all attachments|show fewer attachments"
    r"|\d+ attachments?|attachments?|delivered|sent|privacy email sender)$",
    re.IGNORECASE,
)
_END = re.compile(
    r"^(?:we don't know whether\b.*|things to do with this request|add an annotation|act on what you've learnt|similar requests|more similar requests|follow this request"
    r"|actions|offensive\? unsuitable\?|request an internal review|(?:are|if) you (?:the )?(?:from|are) .{2,160}\?.*)$",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"^(?:/[a-z]{2}(?:[_-][a-z]{2})?)?/request/(?P<slug>[^/?#]+)$", re.IGNORECASE)
_BODY = re.compile(r"/body/(?P<key>[^/?#]+)")


@dataclass(frozen=True)
class Message:
    """One message. `date` is as printed; `copies` are addresses of its files as pages."""

    from_authority: bool
    date: str
    lines: list[str]
    files: list[Link] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Correspondence:
    """A request: whom it was made to, and its messages in order. `people` are the names of whoever asked or remarked, as the page prints them;
    `slug` is what the request's address calls it, where the page tells."""

    title: str
    authority: str
    authority_key: str
    people: list[str]
    messages: list[Message]
    slug: str = ""


def slug_of(url: str) -> str:
    """What the address of a request calls it; nothing for any other address."""
    match = _REQUEST.match(urlsplit(url).path.rstrip("/"))
    return match["slug"] if match else ""


def of_page(page: Page, origin: str) -> Correspondence | None:
    """The correspondence on a page of markup; None when there is none."""
    root = root_of(page)
    blocks = root.all("div.correspondence")
    if not blocks:
        return None
    url = page.url or origin
    body = root.first("[class*=subtitle] a[href*='/body/']") or root.first("a[href*='/body/']")
    heading, head = root.first("h1"), root.first("title")
    named = _TITLED.match(head.text) if head else None
    key = _BODY.search(body.get("href")) if body else None
    people = [link.text for link in root.all("a[href*='/user/']")]
    made = (_MADE.match(each.text) for each in root.all("[class*=subtitle], h1 ~ p"))
    people += [found["who"] for found in made if found]
    people += [_author(block) for block in blocks if "incoming" not in block.classes]
    title = heading.text if heading else named["title"] if named else ""
    authority = body.text if body else named["body"] if named else ""
    messages = [message for block in blocks if (message := _message(block, url))]
    return Correspondence(title, authority, key["key"] if key else "", people, messages, slug_of(url))


def _message(block: Element, url: str) -> Message | None:
    """A message of the page; None for one that is hidden, or that only tells that another was sent again."""
    words = block.first(".correspondence_text")
    if words is None:
        return None
    files, copies = [], []
    for item in words.all("li.attachment"):
        name, meta = item.first(".attachment__name"), item.first(".attachment__meta")
        links = [urljoin(url, link.get("href")) for link in item.all("a[href*='/attach/']")]
        file = next((link for link in links if "/attach/html/" not in link), "")
        size = _FILE_META.match(meta.text) if meta else None
        if name and file:
            files.append(Link(file, name.text + (f" ({size['size']})" if size else "")))
            copies += [link for link in links if "/attach/html/" in link][:1]
    from_authority = "incoming" in block.classes
    lines = words.lines(url, without=".attachments, .unfold_link")
    return Message(from_authority, _date(block), _spoken(lines, from_authority), files, copies)


def _author(block: Element) -> str:
    """The name in the head of a message."""
    head = block.first(".correspondence__header__author") or block.first("h2")
    return head.text.removesuffix(_date(block)).strip() if head else ""


def _date(block: Element) -> str:
    head = block.first(".correspondence__header__date") or block.first("h2 a") or block.first("h2")
    time = (head.first("time") if head else None) or block.first("time")
    shown = time or head
    found = next(dates.find_in(shown.text), None) if shown else None
    return found.printed if found else time.get("datetime")[:10] if time else ""


# -- text -----------------------------------------------------------------------------------------------------------------------------


def of_text(lines: Sequence[str]) -> Correspondence | None:
    """The correspondence in text without markup; None when there is none."""
    return _of_plain_version(lines) or _of_saved_text(lines)


def _of_plain_version(lines: Sequence[str]) -> Correspondence | None:
    """The platform's own version in plain text: messages between rules, each with From, To and Date."""
    opened = next((found for line in lines[:10] if (found := _PLAIN.match(line))), None)
    if not any(_RULE.match(line) for line in lines):
        return None
    blocks: list[list[str]] = [[]]
    for line in lines:
        if _RULE.match(line):
            blocks.append([])
        else:
            blocks[-1].append(line)
    heads = [dict(_fields(block)) for block in blocks]
    first = next((head for head in heads if head.keys() >= {"From", "To", "Date"}), None)
    if first is None:
        return None
    people, authority = [first["From"]], first["To"]
    messages = []
    for head, block in zip(heads, blocks, strict=True):
        if "From" not in head:
            continue
        incoming = head["From"].endswith(authority) and head["From"] != first["From"]
        people.append(head.get("To", "") if incoming else head["From"])
        rest = block[len(head) :]
        files = [Link("", found["file"]) for line in rest if (found := _FILE_LINE.match(line))]
        said = [line for line in rest if not _FILE_LINE.match(line)]
        messages.append(Message(incoming, head.get("Date", ""), _spoken(said, incoming), files))
    slug = slug_of(opened["url"]) if opened else ""
    return Correspondence(opened["title"] if opened else "", authority, "", people, messages, slug)


def _fields(block: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in block:
        match = _FIELD.match(line)
        if match is None:
            return
        yield match["name"], match["value"]


def _of_saved_text(lines: Sequence[str]) -> Correspondence | None:
    """The text of a page: who made the request to whom, then messages, each below its author and its date."""
    made = next(((number, found) for number, line in enumerate(lines[:60]) if (found := _MADE.match(line))), None)
    if made is None:
        return None
    number, found = made
    who, authority = found["who"], found["body"]
    end = next((at for at, line in enumerate(lines) if at > number and _END.match(line)), len(lines))
    messages: list[Message] = []
    current: tuple[bool, str] | None = None
    held: list[str] = []
    at = number + 1
    while at < end:
        head = _head(lines, at, who, authority)
        if head or _ANNOTATION.match(lines[at]):
            messages += [_from_text(current, held)] if current else []
            current, held = (head[0], head[1]) if head else None, []
            at += head[2] if head else 1
            continue
        held.append(lines[at])
        at += 1
    messages += [_from_text(current, held)] if current else []
    title = lines[number - 1] if number else ""
    return Correspondence(title, authority, "", [who], messages) if messages else None


def _head(lines: Sequence[str], at: int, who: str, authority: str) -> tuple[bool, str, int] | None:
    """Whether a message begins on this line: from the authority or not, its date, and how many lines its head has."""
    for count in (1, 2):
        words = " ".join(lines[at : at + count])
        date = next((found for found in dates.find_in(words) if found.end == len(words.rstrip(" ."))), None)
        author = words[: date.start].strip(" ,") if date else ""
        if date and author == who:
            return False, date.printed, count
        if date and (author == authority or author.endswith(f", {authority}")):
            return True, date.printed, count
    return None


def _from_text(head: tuple[bool, str], lines: Sequence[str]) -> Message:
    files, said = [], []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        size, named = _FILE_META.match(following), _NAMED_FILE.match(line)
        if named and size:
            files.append(Link("", f"{line} ({size['size']})"))
        elif not _FILE_META.match(line):
            said.append(line)
    return Message(head[0], head[1], _spoken(said, head[0]), files)


# -- what is said ---------------------------------------------------------------------------------------------------------------------


def _spoken(lines: Sequence[str], from_authority: bool) -> list[str]:
    """The message's own words, on unbroken lines."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        if _QUOTED.match(line) or (_HEADER.match(line) and sum(bool(_HEADER.match(each)) for each in lines[at : at + 4]) > 2):
            break
        if not from_authority and _SIGNED.match(line):
            break
        if not (_FURNITURE.match(line) or (not from_authority and is_greeting(line))):
            kept.append(line)
    return unbroken(unwrapped(kept))


def unbroken(lines: Sequence[str]) -> list[str]:
    """Lines that were broken for width, in e-mails and in files turned into pages, made whole again."""
    whole: list[str] = []
    for line in lines:
        if (
            whole
            and len(whole[-1].rsplit("\n", 1)[-1]) >= 55
            and whole[-1][-1] not in ".:;?!"
            and (line[:1].islower() or (_GOES_ON.search(whole[-1]) and line[:1].isalnum()))
            and not re.match(r"[a-z\d]{1,2}[.)] ", line)
        ):
            whole[-1] += " " + line
        else:
            whole.append(line)
    return whole


_GOES_ON = re.compile(
    r"\b(?:of|the|to|in|on|for|an?|by|with|from|under|at|and|or|your|our|this|Act|Regulations|Freedom|Information|(?:on|of|by|dated|received) \d{1,2})$"
)
"""A sentence does not end so: a line that begins with a capital, or with the year of an Act, goes on with it."""


def file_name(url: str) -> str:
    """The name of the file at an address."""
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])
