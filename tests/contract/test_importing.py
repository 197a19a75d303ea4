"""Bringing data: what stands in the account after one file, the same again, and a newer one."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook

from graph.errors import BadInput
from graph.importers.drafts.findings import Count
from graph.planning.import_report import ImportOptions, SourceFile
from graph.planning.importing import import_files
from graph.planning.privacy import erase_person
from graph.planning.recording import state
from graph.store import Store
from graph.vocabulary import EntityKind, LinkKind, PersonStatus
from tests.contract.imports import BY_ANN, LATER, NOW, bring, links, names, person, seen, told

PEOPLE = """
    external_id,name,email,title,manager
    1,Dana Reyes,dana@dream.example,CFO,
    2,Bob Stone,bob@dream.example,Controller,1
    3,Eva Ochs,eva@dream.example,Buyer,Bob Stone
    """


def test_a_list_brings_people_and_who_reports_to_whom(store: Store) -> None:
    report = bring(store, PEOPLE)
    account = seen(store)
    assert names(account) == ["Bob Stone", "Dana Reyes", "Eva Ochs"]
    assert links(account) == {("Bob Stone", "Dana Reyes"), ("Eva Ochs", "Bob Stone")}
    assert person(account, "Dana Reyes").external_ids == {"list": "1"}
    assert report.batch is not None
    assert report.accounts[0].is_new
    assert report.total(Count.PEOPLE_ADDED) == 3
    assert not report.faults


def test_the_same_file_again_changes_nothing(store: Store) -> None:
    bring(store, PEOPLE)
    before = store.digest()
    report = bring(store, PEOPLE, now=LATER)
    assert report.batch is None
    assert not report.would_write
    assert report.total(Count.PEOPLE_UNCHANGED) == 3
    assert store.digest() == before


def test_a_newer_file_changes_what_differs(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring(store, PEOPLE.replace("Controller", "VP Finance"), now=LATER)
    assert person(seen(store), "Bob Stone").title == "VP Finance"
    assert report.total(Count.PEOPLE_CHANGED) == 1
    log = store.read_account(seen(store).id)
    newest = [said for batch, said in log.statements if batch == max(log.headers)]
    assert [dict(said.fields) for said in newest] == [{"title": "VP Finance"}]


def test_what_a_person_changed_since_is_kept_and_told(store: Store) -> None:
    bring(store, PEOPLE)
    account = seen(store)
    dana = person(account, "Dana Reyes")
    state(store, account.id, EntityKind.PERSON, dana.id, {"title": "Chief of Staff"}, BY_ANN)
    report = bring(store, PEOPLE.replace("CFO", "CEO"), now=LATER)
    assert person(seen(store), "Dana Reyes").title == "Chief of Staff"
    (kept,) = report.kept_by_hand
    assert (kept.field, kept.file_says, kept.kept) == ("title", "CEO", "Chief of Staff")
    assert "set by Ann on 2026-03-31" in str(kept)


def test_an_emptied_cell_keeps_the_old_value_and_is_counted(store: Store) -> None:
    bring(store, PEOPLE)
    report = bring(store, PEOPLE.replace("Controller", ""))
    assert person(seen(store), "Bob Stone").title == "Controller"
    assert report.total(Count.CELLS_EMPTIED) == 1


def test_an_unchanged_list_says_nothing_new_after_another_list_did(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, PEOPLE.replace("CFO", "Chief Financial Officer"), source="second list")
    assert person(seen(store), "Dana Reyes").title == "Chief Financial Officer"
    assert bring(store, PEOPLE).batch is None
    assert person(seen(store), "Dana Reyes").title == "Chief Financial Officer"


def test_an_account_whose_import_was_undone_is_imported_again(store: Store) -> None:
    first = bring(store, "name,title\nDana Reyes,CFO\n")
    assert first.batch is not None
    store.undo(first.batch.id, "Ann", LATER)
    again = bring(store, "name,title\nDana Reyes,COO\n")
    assert again.accounts[0].is_new
    assert [(one.name, one.title) for one in seen(store).people] == [("Dana Reyes", "COO")]


def test_undo_takes_an_import_back_exactly(store: Store) -> None:
    bring(store, PEOPLE)
    before = store.digest()
    newer = bring(store, PEOPLE.replace("3,Eva Ochs,eva", "4,Ida Holt,ida"), now=LATER)
    assert newer.batch is not None
    store.undo(newer.batch.id, "Ann", LATER)
    after = store.digest()
    assert {k: v for k, v in after.items() if k != "batch"} == {
        k: v for k, v in before.items() if k != "batch"
    }
    assert names(seen(store)) == ["Bob Stone", "Dana Reyes", "Eva Ochs"]


def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store) -> None:
    before = store.digest()
    report = bring(store, PEOPLE, dry_run=True)
    assert (report.batch, report.would_write) == (None, True)
    assert report.total(Count.PEOPLE_ADDED) == 3
    assert store.digest() == before


def test_a_fatal_fault_in_one_file_keeps_all_of_them_out(store: Store) -> None:
    before = store.digest()
    with pytest.raises(BadInput) as caught:
        bring(store, PEOPLE, "colour,shape\nred,round\n")
    assert "no format is known" in caught.value.faults[0]
    assert store.digest() == before


def test_a_newer_list_that_names_another_manager_withdraws_the_former(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, PEOPLE.replace("Buyer,Bob Stone", "Buyer,Dana Reyes"))
    assert ("Eva Ochs", "Bob Stone") not in links(seen(store))
    assert ("Eva Ochs", "Dana Reyes") in links(seen(store))
    bring(store, PEOPLE.replace("Buyer,Bob Stone", "Buyer,"))
    assert ("Eva Ochs", "Dana Reyes") in links(seen(store))


def test_a_withdrawn_manager_stands_while_another_list_names_them(store: Store) -> None:
    bring(store, PEOPLE)
    bring(store, PEOPLE, source="second list")
    bring(store, PEOPLE.replace("Buyer,Bob Stone", "Buyer,Dana Reyes"))
    assert {("Eva Ochs", "Bob Stone"), ("Eva Ochs", "Dana Reyes")} <= links(seen(store))


def test_managers_who_are_unknown_unclear_or_oneself_are_told_by_line(store: Store) -> None:
    report = bring(
        store,
        """
        name,email,title,manager
        Ann Lee,a1@dream.example,CIO,Ann Lee (DM)
        Bob Ray,,Buyer,Zoe Nobody
        Cy Dow,,Clerk,Sam Hill
        Sam Hill,s1@dream.example,Lead,
        Sam Hill,s2@dream.example,Guard,
        """,
    )
    assert names(seen(store)) == ["Ann Lee", "Bob Ray", "Cy Dow", "Sam Hill", "Sam Hill"]
    assert not links(seen(store))
    assert 'line 3, column "manager": manager "Zoe Nobody" is nobody known here' in told(report)
    assert "Sam Hill, Lead, s1@dream.example or Sam Hill, Guard" in told(report)
    assert "line 2" in told(report)
    assert "Ann Lee is named as their own manager" in told(report)


def test_a_manager_is_found_without_titles_degrees_and_in_any_order(store: Store) -> None:
    report = bring(
        store,
        """
        name,title,manager
        "Dr. Ann-Marie  O’Hara, PhD",CFO,
        Bob Ray,Controller,Ann-Marie O'Hara
        Di Poe,Clerk,"O'Hara, Ann-Marie"
        Ed Lo,Clerk,Ann-Marie O’Hara
        Cy Fox,Clerk,O'Hara
        """,
    )
    whole = "Dr. Ann-Marie O’Hara, PhD"
    assert links(seen(store)) == {(one, whole) for one in ("Bob Ray", "Di Poe", "Ed Lo")}
    assert f'manager "O\'Hara" is nobody known here, nearest is "{whole}"' in told(report)


def test_labels_and_further_phones_leave_notes_as_they_are(store: Store) -> None:
    bring(store, "name,notes\nDana Reyes,met at the fair\n", source="mine")
    google = "First Name,Last Name,Notes,Labels,E-mail 1 - Value,Organization Title\n"
    bring(store, f"{google}Dana,Reyes,,* myContacts ::: Clients,dana@acme.example,CFO\n")
    dana = person(seen(store), "Dana Reyes")
    assert dana.text("notes") == "met at the fair"
    assert dana.texts("tags") == ("Clients",)


def test_a_manager_in_chinese_is_found_with_a_space_and_in_either_order(store: Store) -> None:
    people = "First Name,Last Name,Manager\n伟,王,\n芳,李,伟 王\n敏,张,王 伟\n"
    bring(store, people)
    assert links(seen(store)) == {("李芳", "王伟"), ("张敏", "王伟")}


def test_people_who_report_in_a_circle_are_kept_so_and_told_once(store: Store) -> None:
    report = bring(
        store, "name,manager\nAnn Lee,Bob Ray\nBob Ray,Cy Dow\nCy Dow,Ann Lee\nDee Fox,Cy Dow\n"
    )
    assert len(links(seen(store))) == 4
    assert told(report) == (
        "a.csv, line 2: Ann Lee, Bob Ray and Cy Dow report to each other in a circle; it is kept as"
        " it is said (also lines 3 and 4)."
    )


def test_rows_of_one_person_are_joined_with_all_titles_and_managers(store: Store) -> None:
    bring(
        store,
        """
        name,title,manager
        Ann Lee,CIO,Cy Dow
        Ann Lee,Interim Head of Sales,Dee Fox
        Cy Dow,CEO,
        Dee Fox,COO,
        """,
    )
    account = seen(store)
    ann = person(account, "Ann Lee")
    assert (ann.title, ann.texts("other_titles")) == ("CIO", ("Interim Head of Sales",))
    assert links(account) == {("Ann Lee", "Cy Dow"), ("Ann Lee", "Dee Fox")}


def test_rows_that_name_nobody_are_told_and_the_rest_is_kept(store: Store) -> None:
    report = bring(store, "name,email,phone\nAnn Lee,,1\n,,555\n,x@dream.example,2\n")
    assert len(seen(store).people) == 2
    assert "line 3" in told(report)


def test_a_vacant_seat_is_a_placeholder_until_somebody_holds_it(store: Store) -> None:
    seats = "external_id,name,title\n1,TBD,CFO\n2,vacant,CIO\n"
    bring(store, seats)
    assert {(one.name, one.status) for one in seen(store).people} == {
        ("CFO", PersonStatus.PLACEHOLDER),
        ("CIO", PersonStatus.PLACEHOLDER),
    }
    assert bring(store, seats).batch is None
    bring(store, seats.replace("TBD", "Dana Reyes"))
    assert person(seen(store), "Dana Reyes").status is PersonStatus.ACTIVE


def test_files_of_one_import_refer_to_each_other_in_any_order(store: Store) -> None:
    report = bring(
        store,
        "date,colleague,person,channel\n2026-03-01,Max Own,2,call\n",
        "from,to,kind,probability\nEva Ochs,dana@dream.example,influences,0.4\n",
        PEOPLE,
    )
    account = seen(store)
    assert report.batch is not None
    assert len(store.batches()) == 1
    assert links(account, LinkKind.INFLUENCES) == {("Eva Ochs", "Dana Reyes")}
    assert account.touches[0].people == (person(account, "Bob Stone").id,)
    assert [one.name for one in account.colleagues] == ["Max Own"]


def test_a_mapping_is_for_the_files_that_have_the_column(store: Store) -> None:
    people = "Wer,title\nDana Reyes,CFO\n"
    bring(store, people, "from,to\nDana Reyes,Dana Reyes\n", mapping={"Wer": "name"})
    assert names(seen(store)) == ["Dana Reyes"]
    with pytest.raises(BadInput) as caught:
        bring(store, people, mapping={"Who": "name"})
    assert '--map names a column "Who"' in caught.value.faults[0]


def test_whoever_is_erased_stays_out_and_is_not_named(store: Store) -> None:
    bring(store, PEOPLE)
    account = seen(store)
    erase_person(store, account, person(account, "Bob Stone").id)
    touches = "date,colleague,person\n2026-03-01,Max Own,Bob Stone\n2026-03-02,Max Own,1\n"
    report = bring(store, PEOPLE, touches)
    assert names(seen(store)) == ["Dana Reyes", "Eva Ochs"]
    assert report.erased == {"a.csv": (3,), "b.csv": (2,)}
    assert "Bob" not in told(report)
    assert bring(store, "name\nbob  STONE\nIda Holt\n").erased == {"a.csv": (2,)}


def test_only_rows_that_are_left_out_count_as_lost_for_somebody_erased(store: Store) -> None:
    bring(store, PEOPLE)
    for name in ("Bob Stone", "Eva Ochs"):
        account = seen(store)
        erase_person(store, account, person(account, name).id)
    managers = "name,manager\nIda Holt,Bob Stone\nDana Reyes,Ida Holt\n"
    touches = """date,person
2026-03-01,Dana Reyes;Bob Stone
2026-03-02,Bob Stone;Eva Ochs
"""
    links = "from,to\nBob Stone,Eva Ochs\nDana Reyes,Bob Stone\n"
    report = bring(store, managers, touches, links)
    assert report.erased == {"b.csv": (3,), "c.csv": (2, 3)}
    assert [one.people for one in seen(store).touches] == [(person(seen(store), "Dana Reyes").id,)]


def test_a_new_account_that_gets_nobody_is_not_made(store: Store) -> None:
    bring(store, PEOPLE)
    with pytest.raises(BadInput, match='Did you mean "Dream Co"'):
        bring(store, "date,colleague,person\n2026-03-01,Max,1\n", account="Dram Co")
    assert len(store.read_directory().entities) == 1


def test_roles_at_the_account_hold_for_their_days_as_the_newest_list_gives_them(
    store: Store,
) -> None:
    people = "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01,Dana Reyes,CFO\n"
    roles = "ContactId,AccountId,Roles,IsDirect,StartDate,EndDate\n"
    dana = "0035g00000Xyz12AAB,0015g00000Abc01,Decision Maker,true,2026-01-01,"
    bring(store, people, f"{roles}{dana}\n")
    assert person(seen(store), "Dana Reyes").buying_roles == ("decision_maker",)
    bring(store, f"{roles}{dana}2026-04-15\n")
    assert person(seen(store), "Dana Reyes").buying_roles == ()
    assert bring(store, f"{roles}{dana}2026-04-15\n").batch is None


def test_roles_in_an_opportunity_are_for_that_decision_alone(store: Store) -> None:
    people = "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01,Dana Reyes,CFO\n"
    roles = "OpportunityId,ContactId,Role\n006AAA000000001,0035g00000Xyz12,Economic Buyer\n"
    bring(store, people, roles)
    account = seen(store)
    (opportunity,) = account.of_kind(EntityKind.OPPORTUNITY)
    assert person(account, "Dana Reyes").buying_roles == ()
    said = [s for _, s in store.read_account(account.id).statements if s.opportunity]
    assert [(one.opportunity, dict(one.fields)) for one in said] == [
        (opportunity.id, {"buying_role": ("economic_buyer",)})
    ]
    described = (
        "Id,Name,StageName,CloseDate,Amount\n006AAA000000001,New plant,Closed Won,2026-02-01,100\n"
    )
    bring(store, described)
    (opportunity,) = seen(store).of_kind(EntityKind.OPPORTUNITY)
    assert (opportunity.name, opportunity.day("close_date")) == ("New plant", date(2026, 2, 1))


def test_a_sheet_of_no_format_beside_a_list_is_left_out_and_told(store: Store) -> None:
    book = Workbook()
    for title, rows in {
        "People": [("Name", "Title"), ("Dana Reyes", "CFO")],
        "Pivot": [("Row labels", "Count"), ("Finance", "1")],
    }.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    del book["Sheet"]
    book.save(data := BytesIO())
    files = [SourceFile("book.xlsx", data.getvalue())]
    report = import_files(store, files, ImportOptions("Ann", "Dream Co"), NOW)
    assert names(seen(store)) == ["Dana Reyes"]
    assert "book.xlsx (Pivot), line 1: the sheet is left out, as no format is known" in told(report)
    with pytest.raises(BadInput):
        import_files(store, files, ImportOptions("Ann", "Dream Co", sheet="Pivot"), NOW)


def test_a_list_with_surnames_first_names_people_as_others_do(store: Store) -> None:
    report = bring(
        store,
        """
        name;title;manager
        Reyes, Dana;CFO;
        van Stone, Bob (DM);Controller;Reyes, Dana
        TBD;Buyer;Bob van Stone
        """,
        "date,colleague,person\n2026-03-01,Max Own,Dana Reyes\n",
    )
    account = seen(store)
    assert names(account) == ["Bob van Stone", "Buyer", "Dana Reyes"]
    assert links(account) == {("Bob van Stone", "Dana Reyes"), ("Buyer", "Bob van Stone")}
    assert told(report) == (
        'a.csv, line 2: names are written with the surname first, and turned: "Reyes, Dana" is'
        ' "Dana Reyes".'
    )


@pytest.mark.parametrize(
    "rows", ["Bob Stone, MBA\nEva Ochs, PhD", "Bob Stone, Buyer\nEva Ochs, CFO", "Bob\nOchs, Eva"]
)
def test_what_stands_behind_a_name_is_not_taken_for_the_first_name(store: Store, rows: str) -> None:
    quoted = rows.replace("\n", '"\n"')
    bring(store, f'name\n"{quoted}"\n')
    assert names(seen(store)) == rows.split("\n")
