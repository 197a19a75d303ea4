"""Which format a table is, and which of its columns feeds which field."""

from datetime import date, time

import pytest

from graph.importers.rows.formats import FORMATS, recognise
from graph.importers.rows.layouts.activities import channel_of, outcome_of
from graph.importers.rows.layouts.format import fold, spelt
from graph.importers.rows.model import RowKind
from graph.importers.rows.readers import READERS
from graph.importers.rows.reading import read_rows
from tests.unit.tables import EXPORTS, export, messages, row, table

IN_PARTS = "Ann;Lee;ann@acme.example;CFO;Bo Ray"
SAMPLES = sorted(path.name for path in EXPORTS.iterdir() if path.suffix != ".md")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_export_is_recognised_as_what_it_is(name: str) -> None:
    assert [one.name for one in recognise(export(name))] == [name.partition(".")[0]]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_export_is_read_into_columns_of_one_length(name: str) -> None:
    rows = read_rows(export(name))
    assert rows.lines
    assert not any(fault.fatal for fault in rows.faults)
    assert {len(cells) for cells in rows.columns.values()} == {len(rows.lines)}


def test_there_is_a_sample_of_every_format() -> None:
    assert {name.partition(".")[0] for name in SAMPLES} == set(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_what_a_format_requires_can_be_mapped(name: str) -> None:
    known = {*READERS[FORMATS[name].kind], *FORMATS[name].columns.values()}
    assert all(needed <= known for needed in FORMATS[name].required)


@pytest.mark.parametrize(
    "header", ["E-mail Address", "email_address", "EMAIL ADDRESS", "emailAddress"]
)
def test_headers_are_compared_without_case_spaces_and_punctuation(header: str) -> None:
    assert fold(header) == "emailaddress"


def test_a_header_with_a_combined_accent_is_the_same_as_with_a_single_letter() -> None:
    assert fold("Prénom") == fold("Prénom")


def test_a_header_cannot_mean_two_fields() -> None:
    with pytest.raises(ValueError, match="'Title' is given to"):
        spelt(title="title", name="Title")


@pytest.mark.parametrize(
    "header",
    ["Id,Name,Title", "Id,First Name,Last Name,Email", "id,first_name,last_name,account_name"],
)
def test_a_plain_list_with_an_id_is_not_taken_for_salesforce(header: str) -> None:
    (found,) = recognise(table(f"{header}\n{header}1\n"))
    assert found.name == "people"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Id,Name,Title,ReportsToId", "contacts"),
        ("Id,LastName,AccountId", "contacts"),
        ("First Name,Last Name,Email,Phone,Account Name,Last Activity", "contacts"),
        ("Id,LastName,Company,LeadSource", "leads"),
        ("Id,Name,ParentId,OwnerId", "accounts"),
        ("Id,Name,AccountId,StageName,OwnerId", "opportunities"),
        ("ContactId,AccountId,Roles", "account-roles"),
        ("OpportunityId,ContactId,Role", "opportunity-roles"),
        ("WhoId,ActivityDate,Subject", "tasks"),
    ],
)
def test_a_few_columns_of_salesforce_are_enough(header: str, expected: str) -> None:
    (found,) = recognise(table(f"{header}\n{header}1\n"))
    assert found.name == f"salesforce-{expected}"


def test_a_list_of_products_is_no_list_of_people() -> None:
    assert recognise(table("Name,Price,Stock\nBolt,3,100\n")) == ()


def test_a_bare_list_of_names_is_a_list_of_people() -> None:
    assert [one.name for one in recognise(table("Name\nDana Reyes\n"))] == ["people"]


def test_ids_with_managers_are_a_list_of_people() -> None:
    rows = read_rows(table("id,reports_to\n1,2\n2,\n"))
    assert rows.kind == "people"
    assert rows.columns["manager"] == ["2", None]


def test_a_table_that_fits_two_formats_alike_asks_for_the_name() -> None:
    undecided = table("person,date,title,channel\nDana,2026-01-01,CFO,call\n")
    assert len(recognise(undecided)) == 1
    undecided = table("person,title,date\nDana,CFO,2026-01-01\n")
    assert {one.name for one in recognise(undecided)} == {"people", "touches"}
    (fault,) = read_rows(undecided).faults
    assert fault.fatal
    assert "people or touches" in fault.message
    assert "--format" in str(fault)


def test_a_table_of_no_known_format_says_what_was_seen_and_how_to_name_it() -> None:
    rows = read_rows(table("superior,subordinate\n1,2\n", "pairs.csv"))
    (message,) = messages(rows)
    assert rows.faults[0].fatal
    assert message.startswith('pairs.csv: no format is known with the columns "superior" and')
    assert "--format" in message
    assert '--map "Their column=our field"' in message


def test_a_table_of_no_known_format_names_the_nearest_and_what_it_lacks() -> None:
    (message,) = messages(read_rows(table("from,whatever\n1,2\n")))
    assert "nearest are links (without to)" in message
    assert "--format links" in message


def test_naming_the_columns_makes_a_table_known() -> None:
    pairs = table("superior,subordinate\n1,2\n")
    rows = read_rows(pairs, mapping={"superior": "from", "Subordinate": "To"})
    assert rows.source == "links"
    assert row(rows, 0) == {"from": "1", "to": "2", "kind": "influences"}


def test_a_named_column_goes_before_what_the_format_says() -> None:
    rows = read_rows(table("name,title,seat\nDana,Ms,CFO\n"), mapping={"seat": "title"})
    assert row(rows, 0) == {"name": "Dana", "title": "CFO"}
    assert rows.unknown_columns == ("title",)


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        (
            {"Seet": "title"},
            'a column "Seet", which is not there. Mend: write "Seat" if that is meant',
        ),
        ({"Seat": "titel"}, 'a field "titel", which there is not. Mend: write "title"'),
    ],
)
def test_a_mapping_of_what_is_not_there_names_the_nearest(
    mapping: dict[str, str], expected: str
) -> None:
    rows = read_rows(table("Name,Seat\nDana,CFO\n"), mapping=mapping)
    assert any(fault.fatal and expected in str(fault) for fault in rows.faults)
    assert not rows.lines


def test_a_mapping_to_a_field_that_the_named_format_lacks_is_refused() -> None:
    deals = {"Seat": "stage_name"}
    rows = read_rows(table("Name,Seat\nDana,CFO\n"), format="people", mapping=deals)
    (fault,) = rows.faults
    assert fault.fatal
    assert 'a field "stage_name", which people don\'t have' in fault.message
    assert fault.column == "Seat"


def test_a_column_without_a_name_is_told() -> None:
    rows = read_rows(table("name,,title\nAnn Lee,x,CFO\n"))
    assert rows.unknown_columns == ("column 2",)
    assert (
        'line 1: a column has no name in the header; it is called "column 2"' in (messages(rows)[0])
    )


def test_titles_above_the_header_are_left_out_and_told() -> None:
    rows = read_rows(table("Person,,Work,\nName,E-mail,Title,Boss\nDana Reyes,,CFO,Ann Lee\n"))
    assert (row(rows, 0)["name"], row(rows, 0)["manager"]) == ("Dana Reyes", "Ann Lee")
    assert list(rows.lines) == [3]
    (message,) = messages(rows)
    assert "line 1: what stands above the table is left out; its header is taken from line 2" in (
        message
    )


def test_a_list_without_a_header_is_asked_for_one() -> None:
    (message,) = messages(read_rows(table("Dana Reyes,CFO\nBob Stone,Buyer\n")))
    assert 'no format is known with the columns "Dana Reyes" and "CFO"' in message
    assert "put them above, such as name, title" in message


def test_an_unknown_format_names_the_nearest() -> None:
    (message,) = messages(read_rows(table("Name\nDana\n"), format="salesforce-contact"))
    assert 'write "salesforce-contacts" if that is meant' in message


def test_two_columns_for_one_field_are_named() -> None:
    rows = read_rows(table("name,dept,team\nDana,Finance,Treasury\n"))
    (fault,) = rows.faults
    assert fault.fatal
    assert 'the columns "dept" and "team" both mean department' in fault.message
    mended = read_rows(
        table("name,dept,team\nDana,Finance,Treasury\n"), mapping={"team": "department"}
    )
    assert row(mended, 0)["department"] == "Treasury"
    assert mended.unknown_columns == ("dept",)


def test_the_fields_own_header_goes_before_its_synonyms() -> None:
    rows = read_rows(table("name,team,department\nDana,Treasury,Finance\n"))
    assert row(rows, 0)["department"] == "Finance"
    assert rows.unknown_columns == ("team",)


def test_a_second_email_column_is_kept_as_another_email() -> None:
    rows = read_rows(table("name,mail,work email\nDana,d@home.example,d@work.example\n"))
    assert row(rows, 0)["email"] == "d@home.example"
    assert row(rows, 0)["other_emails"] == ("d@work.example",)


def test_a_named_format_that_lacks_a_column_says_which() -> None:
    (fault,) = read_rows(table("who,when\nDana,2026-01-01\n"), format="links").faults
    assert fault.fatal
    assert fault.message == "links need a column for from and to"
    assert '--map "Their column=from"' in str(fault)


def test_unknown_columns_are_listed_where_they_hold_something() -> None:
    rows = read_rows(table("name,title,shoe size,hat size\nDana,CFO,38,\n"))
    assert rows.unknown_columns == ("shoe size",)


def test_a_salesforce_report_reads_like_its_api() -> None:
    report = row(read_rows(export("salesforce-contacts.report.csv")), 1)
    assert report["manager"] == "Dana Reyes"
    assert "manager_by" not in report
    assert report["company"] == "Northwind Foods, Inc."
    assert report["last_activity"] == date(2025, 12, 31)
    api = row(read_rows(export("salesforce-contacts.api.csv")), 1)
    assert (api["manager"], api["manager_by"]) == ("0035g00000Aa001AAA", "external_id")
    assert api["company_id"] == "0015g00000Xx001AAB"
    assert api["phone"] == "+48 22 555 0103"


def test_a_salesforce_tree_keeps_its_references() -> None:
    rows = read_rows(export("salesforce-contacts.tree.json"))
    assert rows.columns["company_id"] == ["@AccountRef1", "@AccountRef1"]
    assert rows.columns["reference"] == ["ContactRef1", "ContactRef2"]
    assert "external_id" not in rows.columns


def test_salesforce_roles_keep_what_is_known_of_several() -> None:
    rows = read_rows(export("salesforce-account-roles.api.csv"))
    assert rows.columns["buying_role"] == [
        ("economic_buyer", "executive_sponsor"),
        ("user_buyer",),
        None,
    ]
    assert rows.columns["is_active"] == [True, False, True]
    told = [one for one in messages(rows) if "Wizard" in one]
    assert "what else the cell holds is kept" in told[0]


def test_opportunities_are_open_won_lost_or_unknown_by_their_stage() -> None:
    rows = read_rows(export("salesforce-opportunities.api.csv"))
    assert rows.columns["stage"] == ["open", "won", "lost", "unknown"]


def test_what_salesforce_says_of_a_stage_goes_before_its_name() -> None:
    rows = read_rows(
        table("Id,Name,StageName,IsClosed,IsWon\n1,A,Signed,true,true\n2,B,Dead,true,false\n")
    )
    assert rows.columns["stage"] == ["won", "lost"]
    assert "is_won" not in rows.columns


def test_salesforce_tasks_become_touches() -> None:
    rows = read_rows(export("salesforce-tasks.api.csv"))
    assert rows.columns["channel"] == ["call", "voicemail", "email", "in_person", "call"]
    assert rows.columns["outcome"] == ["connected", "no_answer", None, None, None]
    assert rows.columns["direction"] == ["outbound", "outbound", None, None, "inbound"]
    assert row(rows, 0)["person"] == ("0035g00000Aa001AAA",)
    assert row(rows, 0)["colleague"] == ("0055g00000Ow001AAC",)


def test_salesforce_tasks_that_have_not_happened_or_name_nobody_are_left_out_and_told() -> None:
    rows = read_rows(export("salesforce-tasks.api.csv"))
    assert list(rows.lines) == [2, 3, 4, 5, 7]
    told = messages(rows)
    assert any("line 6: left out, as by its status it hasn't happened" in one for one in told)
    assert any("line 8: left out, as there is no person" in one for one in told)
    assert any('line 7, column "Call Result": "Purple" says no outcome' in one for one in told)


@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("Left Live Message", "no_answer"),
        ("No answer", "no_answer"),
        ("Not interested", "declined"),
        ("Call back later", "put_off"),
        ("Interested", "connected"),
        ("Disconnected purple", None),
    ],
)
def test_the_result_of_a_call_says_its_outcome(result: str, outcome: str | None) -> None:
    assert outcome_of(result) == outcome


@pytest.mark.parametrize(
    ("subject", "channel"),
    [
        ("Email: the study", "email"),
        ("Re: the study", "email"),
        ("Re-engage them", None),
        ("Zoom with IT", "video"),
        ("Callous remark", None),
        ("Lunch for the team", "treat"),
        ("Send quote", None),
    ],
)
def test_the_first_words_of_a_subject_say_the_channel(subject: str, channel: str | None) -> None:
    assert channel_of(subject) == channel


def test_hubspot_people_can_belong_to_several_companies() -> None:
    said = row(read_rows(export("hubspot-contacts.csv")), 1)
    assert said["company_id"] == "9001;9002"
    assert said["buying_role"] == ("user_buyer",)


def test_linkedin_rows_without_anybody_are_left_out() -> None:
    rows = read_rows(export("linkedin-connections.csv"))
    assert rows.columns["connected_on"] == [date(2024, 1, 1), date(2023, 8, 17)]
    assert rows.columns["name"] == ["Dana Reyes", "Mei Lin, PMP"]
    assert any("line 7: left out" in one for one in messages(rows))


@pytest.mark.parametrize("form", ["new", "old"])
def test_google_relations_say_who_the_manager_is(form: str) -> None:
    said = row(read_rows(export(f"google-contacts.{form}.csv")), 0)
    assert said["manager"] == "Dana Reyes"
    assert said["company"] == "Northwind Foods"
    assert "relation_1" not in said


def test_several_values_in_one_google_cell_are_parted() -> None:
    rows = read_rows(export("google-contacts.new.csv"))
    assert row(rows, 0)["phone"] == "+1 312 555 0106"
    assert row(rows, 0)["other_phones"] == ("+1 312 555 0107",)
    assert row(rows, 0)["tags"] == ("Cold chain",)
    assert row(rows, 1)["other_emails"] == ("tg@garcia.example",)
    assert row(rows, 0)["name"] == "Priya K. Nair"


def test_outlooks_form_of_address_is_no_title_and_its_empty_birthday_none() -> None:
    rows = read_rows(export("outlook-contacts.csv"))
    assert row(rows, 0)["title"] == "Chief Financial Officer"
    assert "birthday" not in row(rows, 0)
    assert "Title" in rows.unknown_columns


def test_kumus_organisations_are_no_people() -> None:
    rows = read_rows(export("kumu-elements.csv"))
    assert rows.columns["name"] == ["Dana Reyes", "Priya Nair"]
    assert any("line 4: left out" in one for one in messages(rows))


def test_a_link_of_a_kind_that_is_not_known_is_no_influence() -> None:
    rows = read_rows(export("kumu-connections.csv"))
    assert rows.columns["kind"] == ["reports_to", "influences", "unknown"]


def test_touches_keep_their_time_and_all_who_were_there() -> None:
    rows = read_rows(export("touches.csv"))
    assert row(rows, 0)["time"] == time(14, 30)
    assert row(rows, 0)["colleague"] == ("nils@us.example", "Eva Rot")
    assert row(rows, 1)["person"] == ("N2", "N3")
    assert any("line 4: left out, as there is no date" in one for one in messages(rows))


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Name;Vorname;E-Mail;Position;Vorgesetzter", "Lee;Ann;ann@acme.example;CFO;Bo Ray"),
        ("Vorname;Nachname;E-Mail-Adresse;Titel;Chef", IN_PARTS),
        ("Prénom;Nom;Courriel;Fonction;Responsable", IN_PARTS),
        ("Prenom;Nom de famille;Email;Poste;Superieur", IN_PARTS),
        ("Nombre;Apellidos;Correo electrónico;Cargo;Jefe", IN_PARTS),
        (
            "Nome;Cognome;Posta elettronica;Ruolo;Responsabile",
            IN_PARTS,
        ),
        ("Nome;Sobrenome;E-mail;Função;Gestor", IN_PARTS),
        (
            "Voornaam;Achternaam;E-mailadres;Functie;Leidinggevende",
            IN_PARTS,
        ),
        ("Imię;Nazwisko;E-mail;Stanowisko;Przełożony", IN_PARTS),
        (
            "Förnamn;Efternamn;E-post;Befattning;Närmaste chef",
            IN_PARTS,
        ),
        ("Fornavn;Efternavn;E-mail;Stilling;Leder", IN_PARTS),
        ("Navn;E-post;Stilling;Leder", "Ann Lee;ann@acme.example;CFO;Bo Ray"),
    ],
)
def test_a_list_of_people_is_read_in_many_languages(header: str, cells: str) -> None:
    read = row(read_rows(table(f"{header}\n{cells}\n")), 0)
    assert (read["name"], read["email"]) == ("Ann Lee", "ann@acme.example")
    assert (read["title"], read["manager"]) == ("CFO", "Bo Ray")


def test_a_name_that_has_the_first_name_already_stays_whole() -> None:
    rows = read_rows(table("name,first name\nAnn Lee,Ann\nBo Ray,Bo\n"))
    assert rows.columns["name"] == ["Ann Lee", "Bo Ray"]


def test_a_form_of_address_gives_way_to_a_position_and_is_told() -> None:
    rows = read_rows(table("Name;Titel;Position\nAnn Lee;Dr.;CFO\n"))
    assert (rows.columns["title"], rows.unknown_columns) == (["CFO"], ("Titel",))


def test_touches_are_read_in_other_languages() -> None:
    rows = read_rows(table("Datum;Kontakt;Kollege;Notiz\n2026-03-04;Ann Lee;Kim Ito;hallo\n"))
    assert rows.kind is RowKind.TOUCHES
    assert row(rows, 0)["date"] == date(2026, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "Anrede,Vorname,Nachname,Firma,Position,E-Mail-Adresse,Telefon geschäftlich,"
        "Name des/der Vorgesetzten,Geburtstag\n"
        "Frau,Ann,Lee,Acme,CFO,ann@acme.example,,Bo Ray,0.0.00\n",
        "Titre,Prénom,Deuxième prénom,Nom,Société,Fonction,Adresse de messagerie,Responsable,"
        "Anniversaire\nMme,Ann,,Lee,Acme,CFO,ann@acme.example,Bo Ray,0/0/00\n",
    ],
)
def test_outlook_is_known_in_german_and_french(text: str) -> None:
    rows = read_rows(table(text))
    assert rows.source == "outlook contacts"
    read = row(rows, 0)
    assert (read["name"], read["title"], read["company"]) == ("Ann Lee", "CFO", "Acme")
    assert (read["manager"], "birthday" in read) == ("Bo Ray", False)


def test_names_under_headers_that_are_not_known_are_never_thrown_away() -> None:
    text = "Etunimi;Sukunimi;E-Mail\nAnn;Lee;ann@acme.example\nBo;Ray;bo@acme.example\n"
    (fault,) = read_rows(table(text)).faults
    assert fault.fatal
    options = '--map "Etunimi=first_name" --map "Sukunimi=last_name"'
    assert options in str(fault)
    named = {"Etunimi": "first_name", "Sukunimi": "last_name"}
    assert read_rows(table(text), mapping=named).columns["name"] == ["Ann Lee", "Bo Ray"]
    assert len(read_rows(table(text), format="people").lines) == 2


def test_a_list_of_unknown_headers_is_told_with_the_options_that_read_it() -> None:
    (fault,) = read_rows(table("Etunimi;Sukunimi\nAnn;Lee\nBo;Ray\n")).faults
    assert '--format people --map "Etunimi=first_name"' in str(fault)


def test_titles_over_groups_of_columns_give_way_to_the_header_below_them() -> None:
    rows = read_rows(
        table(
            "Contacts\n\n,Person,,Contact\nFull Name,Job Title,Reports To,Email\nAnn Lee,CFO,Bo,\n"
        )
    )
    assert (rows.columns["name"], rows.columns["title"]) == (["Ann Lee"], ["CFO"])
    assert "its header is taken from line 4" in messages(rows)[0]


def test_strengths_in_numbers_are_read_on_the_scale_that_they_show() -> None:
    rows = read_rows(
        table("From,To,Type,Strength\nA,B,influences,1\nA,C,influences,3\nA,D,knows,2\n")
    )
    assert list(rows.columns["strength"]) == ["weak", "strong", "medium"]
    assert "from 1 (weak) to 3 (strong)" in messages(rows)[0]
    rows = read_rows(table("from,to,strength\nA,B,0.7\nA,C,strong\n"))
    assert list(rows.columns["strength"]) == [None, "strong"]


def test_elements_beside_persons_that_are_something_else_are_no_people() -> None:
    rows = read_rows(table("Label,Type,Tags\nAnn Lee,Person,\nBudget,Thing,\nBo Ray,,\n"))
    assert list(rows.columns["name"]) == ["Ann Lee", "Bo Ray"]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("伟", "王", "王伟"),
        ("太郎", "山田", "山田太郎"),
        ("민수", "김", "김민수"),
        ("Wei", "王", "Wei 王"),
    ],
)
def test_a_name_in_chinese_japanese_or_korean_begins_with_the_family(
    first: str, last: str, name: str
) -> None:
    rows = read_rows(table(f"First Name,Last Name,Job Title\n{first},{last},CFO\n"))
    assert list(rows.columns["name"]) == [name]


def test_who_is_known_by_an_id_alone_is_told() -> None:
    rows = read_rows(table("id,name,title\n1,Ann Lee,CFO\n6,,Ghost\n"))
    assert "line 3: no name and no e-mail; known by the id alone" in messages(rows)[0]
    assert not messages(read_rows(table("id,title,manager_id\n1,CFO,\n2,Clerk,1\n")))
