"""The command line: `foi`."""
