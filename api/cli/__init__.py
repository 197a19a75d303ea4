"""The command line. `inroad` is the console script; each command stands in a file of its own."""

from api.cli.app import main

__all__ = ["main"]
