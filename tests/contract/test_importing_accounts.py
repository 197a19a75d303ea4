"""Which account rows go to, and people who move from one to another."""

import json

import pytest

from graph.errors import Ambiguous, BadInput
from graph.importers.drafts.findings import Count
from graph.planning.import_report import ImportOptions, SourceFile
from graph.planning.importing import import_files
from graph.planning.opening import list_accounts
from graph.planning.proposals import Decided, decide_proposals
from graph.resolve import View
from graph.store import Store
from graph.vocabulary import EntityKind, PersonStatus
from tests.contract.imports import (
    BY_ANN,
    LATER,
    NOW,
    asked,
    bring,
    names,
    person,
    proposal,
    seen,
    told,
)

CONNECTIONS = """
    First Name,Last Name,URL,Email Address,Company,Position,Connected On
    Dana,Reyes,https://www.linkedin.com/in/dana,,Dream Co,CFO,01 Jan 2024
    Bob,Stone,https://www.linkedin.com/in/bob,,Dream Co,Controller,02 Jan 2024
    Cy,Dow,https://www.linkedin.com/in/cy,,Dream Co,Clerk,02 Jan 2024
    Ida,Holt,https://www.linkedin.com/in/ida,ida@globex.example,Globex,CEO,03 Jan 2024
    Lee,Nobody,https://www.linkedin.com/in/lee,,,,03 Jan 2024
    """


def accounts(store: Store) -> list[str]:
    return [one.name for one in list_accounts(store, View(LATER))]


def test_a_name_picks_the_rows_of_that_company(store: Store) -> None:
    report = bring(store, CONNECTIONS, account="dream co")
    assert names(seen(store)) == ["Bob Stone", "Cy Dow", "Dana Reyes"]
    assert (report.total(Count.OTHER_COMPANIES), report.total(Count.NO_COMPANY)) == (1, 1)


def test_a_name_that_no_row_has_is_refused_with_the_companies_that_there_are(
    store: Store,
) -> None:
    with pytest.raises(BadInput) as caught:
        bring(store, CONNECTIONS, account="Globecks")
    (fault,) = caught.value.faults
    assert '"Dream Co" (3)' in fault
    assert 'did you mean "Globex"' in fault
    assert accounts(store) == []


def test_without_an_account_the_companies_are_named(store: Store) -> None:
    with pytest.raises(BadInput, match=r'--account NAME.*"Dream Co" \(3\)'):
        bring(store, CONNECTIONS, account=None)


def test_all_accounts_are_one_batch_and_rows_of_no_company_are_told(store: Store) -> None:
    report = bring(store, CONNECTIONS, account=None, all_accounts=True)
    assert accounts(store) == ["Dream Co", "Globex"]
    assert len(store.batches()) == 1
    assert "line 6: left out, as no company is named" in told(report)
    assert bring(store, CONNECTIONS, account=None, all_accounts=True).batch is None


def test_touches_go_to_the_accounts_of_their_people(store: Store) -> None:
    touches = """
        date,colleague,person
        2026-03-01,Max,ida@globex.example;Dana Reyes
        2026-03-02,Max,Bob Stone
        2026-03-03,Max,Zoe Unknown
        """
    report = bring(store, CONNECTIONS, touches, account=None, all_accounts=True)
    assert len(seen(store).touches) == 2
    assert len(seen(store, "Globex").touches) == 1
    assert told(report).count("nobody known here") == 1


def test_accounts_by_id_take_their_names_from_the_list_of_accounts(store: Store) -> None:
    accounts_ = (
        "Id,Name,Industry,Website\n0015g00000Abc01,Dream Co,Steel,dream.example\n"
        "0015g00000Abc02,Globex,Toys,globex.example\n"
    )
    people = (
        "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01AAB,Dana Reyes,CFO\n"
        "0035g00000Xyz13,0015g00000Abc02,Ida Holt,CEO\n"
    )
    bring(store, people, accounts_)
    account = seen(store)
    assert names(account) == ["Dana Reyes"]
    assert account.thing.text("industry") == "Steel"
    bring(store, people, account=None, all_accounts=True)
    assert accounts(store) == ["0015g00000Abc02", "Dream Co"]


def test_people_of_several_companies_by_id_alone_are_asked_about(store: Store) -> None:
    people = (
        "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01,Dana Reyes,CFO\n"
        "0035g00000Xyz13,0015g00000Abc02,Ida Holt,CEO\n"
    )
    with pytest.raises(BadInput) as caught:
        bring(store, people)
    assert "the rows are of 2 companies, by id" in caught.value.faults[0]
    bring(store, people, account="0015g00000Abc02")
    assert names(seen(store, "0015g00000Abc02")) == ["Ida Holt"]


def test_salesforce_ids_of_15_and_18_characters_are_one(store: Store) -> None:
    bring(store, "Id,AccountId,Name,Title\n0035g00000Xyz12,0015g00000Abc01,Dana Reyes,CFO\n")
    report = bring(
        store,
        "Id,AccountId,Name,Title\n0035g00000Xyz12AAB,0015g00000Abc01AAB,Dana Reyes-Holt,CFO\n",
    )
    assert report.total(Count.PEOPLE_CHANGED) == 1
    assert names(seen(store)) == ["Dana Reyes-Holt"]


def test_two_accounts_of_one_name_are_not_guessed_between(store: Store) -> None:
    from graph.log import Batch, Entity, Statement

    twins = ["a-1", "a-2"]
    store.commit(
        Batch(
            BY_ANN.header("add"),
            entities=[Entity(id_, EntityKind.ACCOUNT, id_) for id_ in twins],
            statements=[Statement(id_, id_, {"name": "Dream Co"}) for id_ in twins],
        )
    )
    with pytest.raises(Ambiguous) as caught:
        bring(store, "name\nDana Reyes\n")
    assert caught.value.choices == ("Dream Co, a-1", "Dream Co, a-2")
    bring(store, "name\nDana Reyes\n", account="a-2")


def test_who_is_listed_at_another_company_now_is_proposed_as_moved(store: Store) -> None:
    bring(store, CONNECTIONS)
    newer = CONNECTIONS.replace("in/bob,,Dream Co", "in/bob,,Globex")
    bring(store, newer)
    assert asked(store) == ["Bob Stone moved to Globex?"]
    moved = proposal(store, "Bob Stone moved to Globex?").id
    decide_proposals(store, seen(store), Decided([moved]), BY_ANN)
    assert person(seen(store), "Bob Stone").status is PersonStatus.LEFT


def test_who_turns_up_in_another_account_is_proposed_as_moved_where_they_were(
    store: Store,
) -> None:
    bring(store, "name,email\nDana Reyes,dana@home.example\nBob Stone,\n")
    bring(store, "name,email\nDana Reyes,Dana@Home.example\nIda Holt,\n", account="Globex")
    text = "Dana Reyes moved to Globex?"
    assert asked(store) == [text]
    assert asked(store, "Globex") == []
    decide_proposals(store, seen(store), Decided([proposal(store, text).id]), BY_ANN)
    here, there = (person(seen(store, name), "Dana Reyes") for name in ("Dream Co", "Globex"))
    assert here.status is PersonStatus.LEFT
    assert here.text("same_human") == there.id
    assert there.text("same_human") == here.id
    assert there.status is PersonStatus.ACTIVE
    before = here.facts["status"].provenance.valid_from
    assert before == NOW.date()


def test_a_linkedin_profile_is_one_human_in_every_account(store: Store) -> None:
    bring(store, "name,title,url\nDana Reyes,CFO,https://linkedin.com/in/Dana/?x=1\nBob Stone,,\n")
    bring(store, CONNECTIONS.replace("Dream Co,CFO", "Globex,CEO"), account="Globex")
    assert asked(store) == ["Dana Reyes moved to Globex?"]
    dana = person(seen(store), "Dana Reyes")
    assert dana.external_ids == {"linkedin": "in/dana"}


def test_the_numbers_of_somebody_s_own_lists_do_not_make_a_move(store: Store) -> None:
    bring(store, "external_id,name\n1,Dana Reyes\n")
    bring(store, "external_id,name\n1,Ida Holt\n", account="Globex")
    assert asked(store) == []


def test_rows_of_no_company_and_of_one_that_is_called_alike_are_told(store: Store) -> None:
    report = bring(
        store,
        """
        name,company
        Dana Reyes,Dream Co
        Bob Stone,
        Eva Ochs,"DREAM Co., Inc."
        Ida Holt,Globex
        Jo Park,
        """,
    )
    assert names(seen(store)) == ["Dana Reyes", "Eva Ochs"]
    assert (report.total(Count.NO_COMPANY), report.total(Count.OTHER_COMPANIES)) == (2, 1)
    assert told(report).splitlines() == [
        "a.csv, line 3: left out, as no company is named (also line 6). Mend: fill in the company,"
        " or import these rows in a file of their own.",
        'a.csv, line 4, column "company": "DREAM Co., Inc." is taken for "Dream Co". Mend:'
        " import it in a file of its own if it is another company.",
    ]


def test_companies_of_two_legal_forms_stay_apart_and_are_told(store: Store) -> None:
    text = "name,company\nAnn Lee,Acme\nBob Ray,Acme GmbH\nCy Fox,Acme Inc\n"
    report = bring(store, text, account="Acme")
    assert names(seen(store, "Acme")) == ["Ann Lee"]
    assert '"Acme GmbH" is taken for another company. Mend: say so with --also "NAME"' in told(
        report
    )


def test_what_else_files_call_the_account_can_be_said(store: Store) -> None:
    text = "name,company\nAnn Lee,Acme\nBob Ray,Acme EMEA\nCy Fox,Globex\n"
    report = bring(store, text, account="Acme")
    assert '"Acme EMEA" is taken for another company' in told(report)
    bring(store, text, account="Acme", also=("acme emea",))
    assert names(seen(store, "Acme")) == ["Ann Lee", "Bob Ray"]


def test_every_company_is_one_account_with_its_legal_form_and_without(store: Store) -> None:
    text = "name,company\nAnn Lee,Acme\nBob Ray,Acme Inc.\nCy Fox,Globex AG\nDi Poe,Globex SA\n"
    bring(store, text, account=None, all_accounts=True)
    assert accounts(store) == ["Acme", "Globex AG", "Globex SA"]


def test_two_accounts_that_are_there_already_are_not_taken_for_one(store: Store) -> None:
    bring(store, "name\nAnn Lee\n", account="Acme")
    bring(store, "name\nBob Ray\n", account="Acme Inc.")
    text = "name,company\nCy Fox,Acme\nDi Poe,Acme Inc.\n"
    bring(store, text, account=None, all_accounts=True)
    assert names(seen(store, "Acme Inc.")) == ["Bob Ray", "Di Poe"]


def test_a_company_that_no_record_has_is_told_with_those_of_the_accounts_file(store: Store) -> None:
    records = "".join(f"001{n:012},Company {n},\n" for n in range(12))
    people = "".join(f"003{n:012},Lee{n},Ann,001{n:012},\n" for n in range(12))
    with pytest.raises(BadInput) as caught:
        bring(
            store,
            f"Id,Name,Industry\n{records}",
            f"Id,LastName,FirstName,AccountId,ReportsToId\n{people}",
            account="Gamma",
        )
    (fault,) = caught.value.faults
    assert 'no company is called "Gamma"; there are 12: "Company 0"' in fault
    assert "and 2 more" in fault
    assert "--all-accounts" in fault


def test_references_to_accounts_that_are_not_along_are_refused(store: Store) -> None:
    contact = {
        "attributes": {"type": "Contact", "referenceId": "ContactRef1"},
        "LastName": "Reyes",
        "AccountId": "@AccountRef1",
    }
    files = [SourceFile("contacts.json", json.dumps({"records": [contact]}).encode())]
    with pytest.raises(BadInput) as caught:
        import_files(store, files, ImportOptions("Ann", all_accounts=True), NOW)
    assert '"@AccountRef1", which stands in the list of accounts alone' in caught.value.faults[0]
    assert accounts(store) == []


def test_two_lists_of_people_of_different_accounts_change_nothing_when_they_come_again(
    store: Store,
) -> None:
    connections = "First Name,Last Name,URL,Company,Position,Connected On\n"
    dana = "Dana,Reyes,https://www.linkedin.com/in/dana,Dream Co,CFO,01 Jan 2024\n"
    bob = "Bob,Ray,https://www.linkedin.com/in/bob,Dream Co,CIO,01 Jan 2024\n"
    lists = (f"{connections}{dana}{bob}", "name,company\nIda Holt,Globex\n")
    bring(store, *lists, account=None, all_accounts=True)
    assert bring(store, *lists, account=None, all_accounts=True).batch is None
    bring(store, f"{connections}{dana}", lists[1], account=None, all_accounts=True)
    assert asked(store) == ["Bob Ray left?"]
