"""The built-in example: an invented dream client, its people, and a year of touches."""

from graph.example.lists import ACCOUNT, AS_OF, files
from graph.example.loading import load

__all__ = ["ACCOUNT", "AS_OF", "files", "load"]
