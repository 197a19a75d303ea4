"""What `inroad import` prints: in whole words, with the number of things as it is."""

from gzip import compress

import pytest

from graph.importers.rows.readers import READERS
from tests.api.commands import Result, done, inroad


def bring(text: str, *more: str) -> Result:
    return done("import", "-", "--account", "Acme", *more, stdin=text.encode())


def test_one_of_a_thing_is_called_by_its_singular() -> None:
    printed = bring("name,manager\nAnn Lee,\n").out
    assert "(people): 1 row, 1 person added" in printed
    assert "1 row, 1 person added" in done("imports").out
    assert (
        "2 rows, 1 person added, 1 person unchanged, 1 link added"
        in bring("name,manager\nAnn Lee,\nBob Ray,Ann Lee\n").out
    )


def test_where_a_fact_comes_from_reads_as_a_sentence_does(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    lists = {
        "people.csv": "name,title\nAnn Lee,CFO\nBob Ray,Buyer\n",
        "touches.csv": "date,colleague,person\n2026-03-01,Max Own,Ann Lee\n",
        "links.csv": "from,to\nBob Ray,Ann Lee\n",
    }
    for name, text in lists.items():
        (folder / name).write_text(text)
    files = [str(folder / name) for name in lists]
    done("import", *files, "--account", "Acme")
    assert ", people, with touches and links 20" in done("person", "Ann Lee").out
    assert "nothing was written" in done("import", *files, "--account", "Acme").out


def test_a_field_that_is_none_names_the_nearest_and_where_all_stand() -> None:
    refused = inroad("import", "-", "-a", "Acme", "--map", "A=titel", stdin=b"name,A\nAnn,CFO\n")
    assert 'write "title"' in refused.err
    refused = inroad("import", "-", "-a", "Acme", "--map", "A=zzzz", stdin=b"name,A\nAnn,CFO\n")
    assert "`inroad import --fields` lists all fields" in refused.err
    assert len(refused.err) < 250


def test_the_fields_that_a_column_can_be_are_listed_by_kind() -> None:
    listed = done("import", "--fields", "--json").json
    assert set(listed) == {kind.replace("_", " ") for kind in READERS}
    assert {"name", "manager", "buying_role"} <= set(listed["people"])
    printed = done("import", "--fields").out
    assert max(map(len, printed.splitlines())) < 100


def test_a_sheet_is_told_to_be_none_of_a_csv() -> None:
    assert '--sheet "People" is passed over' in bring("name\nAnn Lee\n", "--sheet", "People").out


def test_whoever_has_no_name_is_shown_by_what_is_known_of_them() -> None:
    printed = bring("external_id,title,email,manager\n7,CFO,,7\n8,Buyer,b@acme.example,8\n").out
    assert "7 is named as their own manager" in printed
    assert "b@acme.example is named as their own manager" in printed
    assert "p-" not in printed


MAILBOX = """From x Mon Jan  1 10:00:00 2024
From: Max Own <max@ours.example>
To: Ann Lee <ann@acme.example>, Ida New <ida@acme.example>
Date: 5 Jan 2026 09:00 +0100
Message-ID: <1@x>
Subject: The offer

Hello.

From x Mon Jan  1 10:00:00 2024
From: ann@acme.example
To: max@ours.example
Date: 6 Jan 2026 09:00 +0000
In-Reply-To: <1@x>

Hello.

From x Mon Jan  1 10:00:00 2024
From: no-reply@acme.example
To: max@ours.example
Date: 7 Jan 2026 09:00 +0000

From x Mon Jan  1 10:00:00 2024
From: ann@acme.example
To: max@ours.example
Date: some day

"""


def test_a_mailbox_is_imported_by_its_headers_and_newcomers_are_added_by_one_command(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    bring("name,email\nAnn Lee,ann@acme.example\n")
    path = tmp_path_factory.mktemp("mail") / "in.mbox"
    path.write_text(MAILBOX)
    refused = inroad("import", str(path), "--account", "Acme")
    assert "Say which addresses are ours: --ours example.com" in refused.err
    printed = done("import", str(path), "--account", "Acme", "--ours", "ours.example").out
    assert "in.mbox (mail): 3 mails, 2 touches added, 1 automatic mail left out" in printed
    assert "in.mbox, line 26: a mail is left out, as its date can't be read." in printed
    assert "Ida New, ida@acme.example, isn't on the map: add them?" in printed
    done("proposals", "Acme", "--kind", "newcomer", "--accept", "all")
    shown = done("person", "Ida New", "--json").json
    assert shown["touches"][0]["direction"] == "outbound"
    assert "The offer" not in str(shown)
    assert "Nothing new" in done("import", str(path), "--account", "Acme").out


def test_a_list_of_mails_packed_with_gzip_brings_events() -> None:
    bring("external_id,name\n1,Ann Lee\n2,Bob Ray\n")
    listed = compress(b"sender,recipient,timestamp\n1,2,2026-01-02 09:00:00\n")
    printed = done("import", "-", "--account", "Acme", stdin=listed).out
    assert "(mails): 1 row, 1 mail or meeting among themselves added" in printed
