"""`inroad check`: words against the practices, before they are sent."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from api.cli.next_text import wrapped
from api.cli.options import word_option
from api.cli.output import as_json_option, say, show
from graph.advice.draft_check import Finding, TextKind
from graph.analysis.phrases import counted
from graph.errors import BadInput
from graph.planning.wording import TouchFinding, check_text
from graph.vocabulary import Intent

FOUND = 1
"""The exit code where there are findings."""


@click.command()
@click.argument("text", required=False)
@click.option("--file", type=click.Path(path_type=Path), help="Check what stands in a file.")
@word_option("--kind", TextKind, default=TextKind.DRAFT.value)
@word_option("--intent", Intent, default=Intent.UNKNOWN.value)
@as_json_option
def check(text: str | None, file: Path | None, kind: str, intent: str, as_json: bool) -> None:
    """Check a TEXT, in English, before it is sent: empty openers, features without a result,
    selling in a touch for the relationship. Without TEXT and --file, what is typed or piped in.

    The exit code is 1 where something is found, else 0.
    """
    given = _given(text, file)
    answer = check_text(given, kind, intent)
    show(as_json, answer.as_json, lambda: _lines(given, answer.findings))
    if not answer.clean:
        click.get_current_context().exit(FOUND)


def _given(text: str | None, file: Path | None) -> str:
    if text is not None and file is not None:
        raise BadInput("Give either a text or --file, not both.")
    if text is not None:
        return text
    data = sys.stdin.buffer.read() if file is None else file.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"Byte {error.start + 1} is not UTF-8; save the text as UTF-8.") from None


def _lines(text: str, findings: tuple[Finding, ...]) -> Iterator[str]:
    if not findings:
        yield "Nothing found."
        return
    for one in findings:
        line = text.count("\n", 0, one.start) + 1
        column = one.start - text.rfind("\n", 0, one.start)
        yield f"{one.row}, line {line}, character {column}: “{one.words}”"
        yield from wrapped(one.instead, "  ")
    yield f"{counted(len(findings), 'finding')}; docs/wording.md says more."


def warn(findings: Iterable[TouchFinding]) -> None:
    """Tell on standard error what a touch's texts hold."""
    for one in findings:
        say(f"{one.row}, {one.field}: “{one.words}”. {one.instead}", err=True)
