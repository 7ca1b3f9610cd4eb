"""Who may import whom, and what a search may not load."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("crawler", "indexer", "search_cli")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

# What of the crawler the other packages see: the record, the law, the errors, and leaves without dependencies.
CONTRACT = ("crawler.items", "crawler.law", "crawler.errors", "crawler.durable")
WITHOUT_SCRAPY = (
    "items",
    "errors",
    "law",
    "reading",
    "page",
    "document",
    "selection",
    "address",
    "parsers",
    "archive",
    "source",
    "runs",
    "known",
    "sightings",
    "mark",
    "folder",
    "durable",
    "imports",
    "foreign",
    "wayback",
    "fixtures",
    "recognition",
    "replay",
)
ONLY_IN = {
    # The index is written and read by our own code; Whoosh itself writes the table of contents and is asked whether it opens it.
    "whoosh": {"indexer/schema.py"},
    # The store is the truth; the casebook is derived from it, many small rows of which a run touches a few.
    "sqlite3": {"indexer/store.py", "indexer/folding.py", "indexer/casebook.py", "indexer/families.py"},
    # Our own archive, and the files of others.
    "warcio": {"crawler/archive.py", "crawler/foreign.py"},
    # A page is read by one walk; only sources with selectors of their own need more of it.
    "bs4": {"crawler/document.py", "crawler/selection.py"},
    "soupsieve": {"crawler/selection.py"},
    "rich": {"search_cli/output.py"},
    "Stemmer": {"indexer/words.py"},
}


def imports(path: Path, *, top_only: bool = False) -> Iterator[str]:
    """Names of the modules that a file imports; only when it is loaded, with `top_only`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in prefixes)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_packages_import_only_what_they_may(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name in imports(path, top_only=package == "search_cli"):
        if package == "crawler":
            assert not within(name, ("indexer", "search_cli"))
        if package == "indexer":
            assert not within(name, ("search_cli",))
            assert not within(name, ("crawler",)) or within(name, CONTRACT)
        if package == "search_cli":
            assert not within(name, ("crawler",)) or within(name, (*CONTRACT, "crawler.folder", "crawler.__version__"))
            assert not (name.startswith("indexer.") and name.count(".") > 1), "only the public names of the indexer"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_where_they_belong(path: Path) -> None:
    here = path.relative_to(ROOT).as_posix()
    for name in imports(path):
        library = name.split(".")[0]
        assert library not in ONLY_IN or here in ONLY_IN[library], f"{here} imports {library}"
        if here.split("/")[0] == "crawler" and here.split("/")[1].removesuffix(".py") in WITHOUT_SCRAPY:
            assert library not in ("scrapy", "twisted"), f"{here} imports {library}"


def test_everything_imported_is_declared() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {line.split(">")[0].split("=")[0].lower() for line in project["dependencies"]}
    modules = {"bs4": "beautifulsoup4", "stemmer": "pystemmer"}
    used = {name.split(".")[0] for path in MODULES for name in imports(path)} - set(sys.stdlib_module_names) - set(PACKAGES)
    assert {modules.get(name.lower(), name.lower()) for name in used} == declared


@pytest.mark.parametrize("command", ["--help", "search"])
def test_a_search_loads_neither_scrapy_nor_beautifulsoup(command: str) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from search_cli.cli import cli;"
        f"CliRunner().invoke(cli, ['--data', '/nonexistent', {command!r}, 'x']);"
        "print([name for name in ('scrapy', 'twisted', 'bs4', 'warcio', 'lxml', 'whoosh', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
