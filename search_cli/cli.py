"""The `foi` command: its group, its data folder, and how our errors become sentences and exit codes."""

import errno
import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from crawler import __version__
from crawler.errors import LedgerError, QueryProblem
from crawler.folder import DataFolder, default_root

_COMMANDS = {
    **{name: name for name in ("demo", "sources", "crawl", "parse", "reparse", "index", "search", "precedent", "similar")},
    **{name: name for name in ("show", "export", "watch", "changes", "runs")},
    "import": "importing",
    "clusters": "similar",
}
"""The module of every command; a command is loaded when it is asked for, or when all are listed."""

_FUNCTIONS = {"import": "import_"}
"""Where a command's function cannot bear its name."""


class Problem(click.ClickException):
    """A `LedgerError` on its way to the terminal: what could not be done, where, and what to type next."""

    def __init__(self, error: LedgerError) -> None:
        super().__init__(error.message)
        self.error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]  # click reads it from the instance
        return self.error.exit_code

    def format_message(self) -> str:
        lines = [self.error.message]
        if isinstance(self.error, QueryProblem) and self.error.query:
            mark = "^" * max(1, self.error.end - self.error.start)
            lines += [f"  {self.error.query}", f"  {' ' * self.error.start}{mark}"]
        if self.error.hint:
            lines.append(f"  {self.error.hint}")
        return "\n".join(lines)


class Foi(click.Group):
    """The group that every command runs in."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"search_cli.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, _FUNCTIONS.get(cmd_name, cmd_name))
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except LedgerError as error:
            raise Problem(error) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise Problem(
                    LedgerError("the disk is full; everything that was acknowledged is kept", "make room and run the command again")
                ) from error
            raise


@click.group(cls=Foi, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="foi")
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="The data folder. Default: $FOI_DATA, else your user data folder."
)
@click.pass_context
def cli(ctx: click.Context, data: Path | None) -> None:
    """Collect, read, watch and search the FOI responses that public authorities publish.

    \b
    Begin here:
      foi demo                                  see it work on a sample site
      foi sources list                          what can be collected
      foi search 'exemption:31 "mobile phones"' search what was collected
    """
    ctx.obj = DataFolder(data if data is not None else default_root())


def main() -> None:
    """The entry point of the installed command."""
    # OpenBLAS starts a thread a core when NumPy is loaded, which takes a third of a search; nothing here multiplies matrices.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="foi")
