"""`inroad what-if`: what people read, and the JSON that other tools rely on."""

import pytest

from tests.api.commands import done

PEOPLE = b"""name,title,manager,buying_role
Dana Reyes,CFO,,economic_buyer
Tom Fox,COO,,approver
Ann Lee,Controller,Dana Reyes,
Bob Stone,Accountant,Ann Lee,
"""
LINKS = b"from,to,kind,strength\nAnn Lee,Dana Reyes,influences,strong\nAnn Lee,Tom Fox,knows,weak\n"
TOUCHES = b"""date,colleague,person,channel,direction,intent,outcome,reason,note
2026-05-01,Kim,Bob Stone,call,outbound,give,connected,,
2026-06-20,Kim,Dana Reyes,in_person,outbound,give,connected,,
"""


@pytest.fixture
def acme() -> None:
    done("import", "-", "--account", "Acme", stdin=PEOPLE)
    done("import", "-", "--account", "Acme", stdin=LINKS)
    done("import", "-", "--account", "Acme", stdin=TOUCHES)


def text(*supposed: str) -> str:
    """What is read on a wide terminal, without line breaks."""
    return " ".join(done("what-if", "Acme", "--as-of", "2026-06-30", *supposed).out.split())


@pytest.mark.usefixtures("acme")
def test_who_decides_and_leaves_is_told_so_in_the_column_of_then() -> None:
    lines = done("what-if", "Acme", "--as-of", "2026-06-30", "--leaves", "Dana Reyes").out
    (row,) = [line for line in lines.splitlines() if line.startswith("  Dana Reyes (CFO)")]
    other = next(line for line in lines.splitlines() if line.startswith("  Tom Fox (COO)"))
    assert row.endswith("leaves")
    assert row.index("leaves") == other.index(other.split("now")[1].strip())
