"""Drafts, openers and touch notes against the practices of the trade."""

from graph.advice.draft_check.checking import check
from graph.advice.draft_check.finding import Finding, TextKind

__all__ = ["Finding", "TextKind", "check"]
