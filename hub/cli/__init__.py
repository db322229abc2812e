"""The command line: what an installer, a carer or a developer types. `main` is the entry point."""

from hub.cli.group import main

__all__ = ["main"]
