"""The built-in example: an invented dream client, its people, and a year of touches."""

from graph.example.lists import ACCOUNT, AS_OF, files

__all__ = ["ACCOUNT", "AS_OF", "files"]
