"""README's examples run, and its pictures of output are the real ones.

After a change that is meant to change them: FOI_WRITE_README=1 pytest tests/test_readme.py, and read the difference.
"""

import json
import os
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from crawler.folder import DataFolder
from search_cli.cli import cli
from tests.conftest import ROOT, Foi

README = ROOT / "README.md"
CONSOLE = re.compile(r"```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```")
SHELL = re.compile(r"```sh\n((?:.*\n)*?)```")


def output_of(foi: Foi, command: str) -> str:
    """What a `foi …` line prints at a terminal, cut by `| head -N` where it says so."""
    typed, _, head = command.partition(" | head -")
    words = shlex.split(typed)[1:]
    result = foi(*words, *([] if "--format" in words else ["--format", "table"]))
    lines = result.output.splitlines()
    return "\n".join(line.rstrip() for line in (lines[: int(head)] if head else lines)).strip("\n")


def test_every_picture_of_output_is_the_real_one(collected: DataFolder, foi: Foi) -> None:
    text = README.read_text(encoding="utf-8")
    assert len(CONSOLE.findall(text)) >= 4
    written = CONSOLE.sub(lambda block: f"```console\n$ {block['command']}\n{output_of(foi, block['command'])}\n```", text)
    if os.environ.get("FOI_WRITE_README"):
        README.write_text(written, encoding="utf-8")
    assert written == text


FIELDS = (
    *("reference", "date_received", "date_responded", "published", "question", "n_items", "decision"),
    *("relied_on", "mentioned", "all_citations", "ncnd", "pit", "outcomes"),
)


def accuracy_table() -> str:
    """The figures that `tests/accuracy` holds, as a table."""
    read = {
        name: json.loads((ROOT / "tests" / "accuracy" / f"{name}.json").read_text(encoding="utf-8")) for name in ("floors", "first_look")
    }
    sets = (read["first_look"]["rounds"][-1]["fields"], *(read["floors"][name] for name in ("drawn", "published", "letters")))
    rows = [
        f"| `{field}` | " + " | ".join(f"{figures[field][figure]:.3f}" for figures in sets for figure in ("precision", "recall")) + " |"
        for field in FIELDS
    ]
    return "\n".join(["| field | unseen | | drawn | | published | | hard | |", "|---|" + "---:|" * 8, *rows])


def first_looks_table() -> str:
    """How each round of letters was read before anything was learned from it."""
    rounds = json.loads((ROOT / "tests" / "accuracy" / "first_look.json").read_text(encoding="utf-8"))["rounds"]
    fields = ("reference", "question", "decision", "relied_on", "all_citations")
    rows = [
        f"| {look['read']} | {look['letters']} | "
        + " | ".join(f"{look['fields'][field]['precision']:.3f} / {look['fields'][field]['recall']:.3f}" for field in fields)
        + " |"
        for look in rounds
    ]
    heads = " | ".join(f"`{field}`" for field in fields)
    return "\n".join([f"| read on | letters | {heads} |", "|---|" + "---:|" * (len(fields) + 1), *rows])


@pytest.mark.parametrize(
    ("file", "mark", "table"),
    [
        (README, "accuracy", accuracy_table),
        (ROOT / "tests" / "accuracy" / "README.md", "first looks", first_looks_table),
    ],
    ids=["accuracy", "first-looks"],
)
def test_the_accuracy_table_is_what_is_held(file: Path, mark: str, table: Callable[[], str]) -> None:
    text = file.read_text(encoding="utf-8")
    written = re.sub(rf"(<!-- {mark} -->\n)(?:.*\n)*?(<!-- /{mark} -->)", lambda found: f"{found[1]}{table()}\n{found[2]}", text)
    assert f"<!-- {mark} -->" in text
    if os.environ.get("FOI_WRITE_README"):
        file.write_text(written, encoding="utf-8")
    assert written == text


def loaded(group: click.Group) -> dict[str, click.Command]:
    """The commands of a group, each loaded."""
    context = click.Context(group)
    found = {name: group.get_command(context, name) for name in group.list_commands(context)}
    return {name: command for name, command in found.items() if command}


def commands_of(group: click.Group, prefix: str = "") -> list[str]:
    names = []
    for name, command in loaded(group).items():
        names += commands_of(command, f"{prefix}{name} ") if isinstance(command, click.Group) else [f"{prefix}{name}"]
    return names


def test_every_shell_example_is_a_command_that_exists() -> None:
    typed = [line.split("#")[0].strip() for block in SHELL.findall(README.read_text(encoding="utf-8")) for line in block.splitlines()]
    examples = [line for line in typed if line.startswith("foi ")]
    assert len(examples) >= 8
    known = commands_of(cli)
    for example in examples:
        words = shlex.split(example)[1:]
        assert any(" ".join(words).startswith(name) for name in known), example


def test_every_command_is_in_the_readme_and_has_an_example() -> None:
    text = README.read_text(encoding="utf-8")
    for name, command in loaded(cli).items():
        assert f"foi {name}" in text, name
        assert "Example" in (command.help or ""), name


@pytest.mark.parametrize("name", ["README.md", "LICENSE", "scrapy.cfg", "pyproject.toml"])
def test_the_top_level_is_as_promised(name: str) -> None:
    assert (ROOT / name).is_file()
    assert {path.name for path in Path(ROOT).iterdir() if path.is_dir() and not path.name.startswith((".", "_"))} >= {
        "crawler",
        "indexer",
        "search_cli",
        "tests",
    }
