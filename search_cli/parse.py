"""`foi parse`: read one page, print what it says, store nothing."""

import sys
from pathlib import Path

import click

from search_cli import output


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--source", "source_id", help="The source that the page is from; it tells the authority and its forms of reference.")
@click.option("--url", help="The page's address.")
@output.format_option("table", "json")
def parse(file: Path, source_id: str | None, url: str | None, format_: str | None) -> None:
    """Read one page or text (- for standard input) and print what it says. Nothing is stored.

    \b
    Example:
      foi parse letter.txt --source met-police --format json
    """
    from crawler.imports import MEDIA_TYPES, parse_page, read_page
    from crawler.page import HTML, PLAIN, refuse_unreadable
    from crawler.source import find_source, load_sources, source_of_url, unknown_source

    if str(file) == "-":
        body = sys.stdin.buffer.read()
        refuse_unreadable(body)
        media_type = HTML if body.lstrip()[:1] == b"<" else PLAIN
    else:
        body = read_page(file)
        media_type = MEDIA_TYPES.get(file.suffix, HTML if body.lstrip()[:1] == b"<" else PLAIN)
    sources = load_sources()
    source = find_source(source_id, sources) if source_id else (source_of_url(url, sources) if url else None) or unknown_source(url)
    parsed = parse_page(body, media_type, source, url)
    if output.chosen(format_, piped="json") == "json":
        output.print_json(
            {
                "disclosures": [output.plain(disclosure) for disclosure in parsed.disclosures],
                "follow": [{"url": follow.url, "kind": follow.kind, "context": dict(follow.context)} for follow in parsed.follow],
                "warnings": parsed.warnings,
            }
        )
        return
    from search_cli.show import print_record

    for disclosure in parsed.disclosures:
        print_record(disclosure)
    for follow in parsed.follow:
        click.echo(f"{follow.kind}  {follow.url}")
    for warning in parsed.warnings:
        output.talk(f"Warning: {warning}")
