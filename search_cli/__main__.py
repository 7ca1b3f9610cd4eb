"""`python -m search_cli` is `foi`."""

from search_cli.cli import main

main()
