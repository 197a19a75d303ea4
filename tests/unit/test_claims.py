"""What lists say that is new, and the parts of which an import is made."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from graph.importers.drafts.claims import state
from graph.importers.drafts.cycles import circles
from graph.importers.drafts.draft import Draft
from graph.importers.drafts.findings import MOST_TOLD, Count, Findings
from graph.importers.drafts.known import Known, Scope, people_sources, source_of, sources, speakable
from graph.importers.matching.identities import Index
from graph.importers.rows.model import RowKind, Rows
from graph.log import AccountLog, BatchHeader, Entity, Statement
from graph.vocabulary import EntityKind, Origin

NOW = datetime(2026, 3, 31, tzinfo=UTC)
DANA = Entity("p-dana", EntityKind.PERSON, "a")
PLAIN = Scope("p-dana")


def rows(source: str = "crm", *columns: str) -> Rows:
    named = {name: ["x"] for name in columns}
    return Rows(RowKind.PEOPLE, source, "crm", f"{source}.csv", [2], named)


def known(*said: tuple[str, Origin, dict[str, Any]], **scope: Any) -> Known:
    """An account with Dana, of whom was said in turn: by which source, how, and what."""
    headers = {
        number: BatchHeader(origin, "Ann", NOW, source, "test", id=number)
        for number, (source, origin, _) in enumerate(said, 1)
    }
    headers[0] = BatchHeader(Origin.IMPORT, "Ann", NOW, "crm", "test")
    statements = [
        (number, Statement("a", "p-dana", fields, **scope))
        for number, (_, _, fields) in enumerate(said, 1)
    ]
    entities = [(0, Entity("a", EntityKind.ACCOUNT, "a")), (0, DANA)]
    return Known(AccountLog("a", 1, headers, entities, statements), NOW)


def stated(draft: Draft) -> list[dict[str, Any]]:
    state(draft, Findings())
    return [dict(one.fields) for one in draft.statements]


def draft_of(account: Known) -> Draft:
    return Draft(account, Index())


def test_only_what_differs_from_the_same_source_is_stated() -> None:
    draft = draft_of(
        known(
            ("crm", Origin.IMPORT, {"title": "CFO", "site": "Oslo"}),
            ("other", Origin.IMPORT, {"title": "Chief"}),
        )
    )
    draft.say(PLAIN, rows(), {"title": "CFO", "site": "Bergen"})
    assert stated(draft) == [{"site": "Bergen"}]


def test_what_hands_said_does_not_count_as_said_by_the_list() -> None:
    draft = draft_of(
        known(
            ("crm", Origin.IMPORT, {"title": "CFO"}),
            ("hand", Origin.HAND, {"title": "CEO"}),
        )
    )
    draft.say(PLAIN, rows(), {"title": "CEO"})
    assert stated(draft) == [{"title": "CEO"}]


def test_a_value_cleared_by_hand_is_kept_and_told() -> None:
    draft = draft_of(
        known(
            ("crm", Origin.IMPORT, {"title": "CFO"}),
            ("hand", Origin.HAND, {"title": None}),
        )
    )
    draft.say(PLAIN, rows(), {"title": "CFO", "name": "Dana"})
    findings = Findings()
    state(draft, findings)
    (kept,) = findings.kept
    assert str(kept) == 'Dana, title: kept empty, set by Ann on 2026-03-31; the file says "CFO"'


def test_a_list_of_values_is_the_same_however_a_store_gives_it() -> None:
    draft = draft_of(known(("crm", Origin.IMPORT, {"buying_role": ["coach", "champion"]})))
    draft.say(PLAIN, rows(), {"buying_role": ("coach", "champion")})
    assert stated(draft) == []


def test_statements_for_other_days_or_decisions_are_compared_apart() -> None:
    draft = draft_of(
        known(("crm", Origin.IMPORT, {"buying_role": ["coach"]}), valid_from=date(2026, 1, 1))
    )
    draft.say(Scope("p-dana", None, date(2026, 1, 1)), rows(), {"buying_role": ("coach",)})
    draft.say(Scope("p-dana", "o-1"), rows(), {"buying_role": ("coach",)})
    state(draft, Findings())
    assert [one.opportunity for one in draft.statements] == ["o-1"]


def test_two_rows_of_one_list_unite_and_the_first_of_two_lists_wins() -> None:
    draft = draft_of(known())
    draft.say(PLAIN, rows(), {"title": "CFO", "email": "a@x", "buying_role": ("coach",)})
    draft.say(PLAIN, rows(), {"title": "CEO", "email": "b@x", "buying_role": ("champion",)})
    draft.say(PLAIN, rows("other"), {"title": "Boss", "site": "Oslo"})
    assert stated(draft) == [
        {
            "title": "CFO",
            "email": "a@x",
            "buying_role": ("coach", "champion"),
            "other_titles": ("CEO",),
            "other_emails": ("b@x",),
            "site": "Oslo",
        }
    ]


def test_people_are_counted_as_changed_only_where_it_shows() -> None:
    seen = ("crm", Origin.IMPORT, {"title": "CFO"})
    for said, count in (
        ({"title": "CFO"}, Count.PEOPLE_UNCHANGED),
        ({"title": "CEO"}, Count.PEOPLE_CHANGED),
    ):
        draft, findings = draft_of(known(seen)), Findings()
        draft.say(PLAIN, rows("second"), dict(said))
        state(draft, findings)
        (counts,) = findings.counts.values()
        assert counts == {count: 1}
        assert len(draft.statements) == 1


def test_an_emptied_cell_counts_only_where_the_list_still_has_the_column() -> None:
    for columns, emptied in ((("title", "site"), 1), (("title",), 0)):
        draft = draft_of(known(("crm", Origin.IMPORT, {"title": "CFO", "site": "Oslo"})))
        findings = Findings()
        draft.say(PLAIN, rows("crm", *columns), {"title": "CFO"})
        state(draft, findings)
        (counts,) = findings.counts.values()
        assert counts[Count.CELLS_EMPTIED] == emptied


def test_a_source_tells_its_lists_of_people_from_what_came_along() -> None:
    header = BatchHeader(
        Origin.IMPORT, "Ann", NOW, source_of(["crm", "guests", "crm"], ["tasks", "crm"]), "import"
    )
    assert header.source == "crm and guests, with tasks"
    assert people_sources(header) == {"crm", "guests"}
    assert sources(header) == {"crm", "guests", "tasks"}
    assert speakable("a and b, with c") == "a & b with c"
    assert source_of([], ["links"]) == "links"
    several = replace(header, source=source_of(["crm"], ["links", "tasks", "deals"]))
    assert several.source == "crm, with links, tasks and deals"
    assert people_sources(several) == {"crm"}
    assert sources(several) == {"crm", "links", "tasks", "deals"}


def test_circles_are_found_with_the_people_in_them_alone() -> None:
    managers = {
        "ann": ["bob"],
        "bob": ["cy", "ida"],
        "cy": ["ann"],
        "dee": ["cy"],
        "ida": ["jo"],
        "jo": ["ida"],
        "kim": ["lee"],
    }
    assert circles(managers) == [["ann", "bob", "cy"], ["ida", "jo"]]
    assert circles({"kim": ["lee"], "lee": ["max"], "nia": ["lee", "max"]}) == []


def test_a_long_chain_of_managers_is_no_circle() -> None:
    assert circles({str(n): [str(n + 1)] for n in range(50_000)}) == []


def test_of_many_faults_of_one_sort_the_rest_is_counted() -> None:
    findings = Findings()
    findings.tell(rows(), [(f"problem {n}", [n + 2]) for n in range(MOST_TOLD + 5)], "problems")
    assert len(findings.faults) == MOST_TOLD + 1
    assert "5 more problems" in str(findings.faults[-1])
