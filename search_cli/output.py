"""What is printed, and how: tables, JSON, JSON lines. The only module that knows the terminal."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    pass

F = TypeVar("F", bound=Callable[..., Any])


def format_option(*formats: str) -> Callable[[F], F]:
    """`--format`: a table at a terminal and JSON lines in a pipe unless said otherwise."""
    default = formats[0] if len(formats) == 1 else None
    return click.option(
        "--format", "format_", type=click.Choice(formats), default=default, help="Default: table at a terminal, JSON lines in a pipe."
    )


def chosen(format_: str | None, *, piped: str = "jsonl") -> str:
    """The format to print in."""
    return format_ or ("table" if sys.stdout.isatty() else piped)


def talk(message: str) -> None:
    """A sentence about the work, on standard error."""
    click.echo(message, err=True)


def plain(value: Any) -> Any:
    """A dataclass, msgspec struct or collection of them as what JSON knows."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if hasattr(value, "__struct_fields__"):
        import msgspec

        return msgspec.to_builtins(value)
    return value


def plain_value(value: Any) -> Any:
    """A field of a record, nested structures included, as what JSON knows."""
    import msgspec

    return msgspec.to_builtins(value)


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def print_json_line(value: Any) -> None:
    """One JSON value on one line."""
    click.echo(json.dumps(plain(value), ensure_ascii=False))


def print_rows(rows: Iterable[Mapping[str, Any]], format_: str, columns: Sequence[str]) -> None:
    """Rows in the chosen format; `columns` are those of the table, JSON has every key."""
    rows = list(rows)
    if format_ == "json":
        print_json(rows)
    elif format_ == "jsonl":
        for row in rows:
            print_json_line(row)
    elif rows:
        print_table(columns, [[row.get(column) for column in columns] for row in rows])


def print_rows_or_csv(rows: Iterable[Mapping[str, Any]], format_: str, columns: Sequence[str]) -> None:
    """Rows as JSON, JSON lines or CSV; `columns` are those of CSV, JSON has every key."""
    if format_ == "csv":
        from indexer import csv_rows

        for line in csv_rows(rows, columns):
            click.echo(line, nl=False)
    else:
        print_rows(rows, format_, columns)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table as wide as the terminal; 120 columns when there is none."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else 120, highlight=False)
    table = Table(*(Column(name, overflow="fold") for name in columns), box=SIMPLE_HEAD, pad_edge=False)
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row))
    console.print(table)


def marked(text: str, highlights: Iterable[tuple[int, int]]) -> str:
    """The text with its highlights in bold at a terminal, between asterisks elsewhere."""
    pieces, at = [], 0
    for start, end in highlights:
        mark = click.style(text[start:end], bold=True, fg="yellow") if sys.stdout.isatty() else f"*{text[start:end]}*"
        pieces += [text[at:start], mark]
        at = end
    return "".join([*pieces, text[at:]])


def progress(label: str, length: int) -> Any:
    """A progress bar on standard error; nothing when that is no terminal."""
    return click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty())
