"""One import of several lists, account by account: matched, compared, and drafted as claims."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from graph.fields import EXTERNAL_ID
from graph.importers.drafts.choosing import Target
from graph.importers.drafts.claims import state
from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.cycles import circles
from graph.importers.drafts.draft import Draft, Erased
from graph.importers.drafts.findings import Findings
from graph.importers.drafts.given import Given, claim_links
from graph.importers.drafts.known import Known, Scope
from graph.importers.drafts.links import link_people, link_rows
from graph.importers.drafts.mails import bring_mails
from graph.importers.drafts.marked import propose_markers
from graph.importers.drafts.meetings import bring_meetings
from graph.importers.drafts.newcomers import propose_newcomers
from graph.importers.drafts.parties import (
    Parties,
    Told,
    refuse_theirs_as_ours,
    refuse_unknown_sides,
)
from graph.importers.drafts.people import Listed, list_people
from graph.importers.drafts.proposals import propose_duplicates, propose_inactive, propose_left
from graph.importers.drafts.references import References, Work
from graph.importers.drafts.roles import (
    Inactive,
    Opportunities,
    account_roles,
    account_rows,
    opportunity_roles,
)
from graph.importers.drafts.touches import touch_people
from graph.importers.faults import Fault, excerpt, in_words, others
from graph.importers.matching.identities import external_id
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.layouts.vcard import VCARD
from graph.importers.rows.model import RowKind, Rows
from graph.log import Entity, Statement
from graph.model import Account, Link
from graph.vocabulary import EntityKind, LinkKind

MOST_NAMED = 8
"""So many people of one circle are named."""

Progress = Callable[[str, int, int], None]
"""What is being done, how many rows of it are done, of how many."""


@dataclass(frozen=True, slots=True)
class Import:
    """What all accounts of one import share. `lists`: the sources of its lists of people;
    `told` and `subjects`: which addresses are whose, and whether subjects of mails are kept;
    `alone`: whether it is about one account."""

    erased: Erased
    findings: Findings
    colleagues: Colleagues
    author: str
    digest: str
    lists: frozenset[str]
    told: Told
    subjects: bool
    alone: bool


@dataclass(slots=True)
class Opened:
    """An account while an import is worked out: its people are placed, the rest is to come."""

    target: Target
    work: Work
    listed: Sequence[Listed]
    local: Mapping[str, str]
    given: list[Given]
    inactive: list[Inactive] = field(default_factory=list)

    @property
    def draft(self) -> Draft:
        return self.work.draft


def open_account(target: Target, known: Known, shared: Import) -> Opened:
    """Place the people of an account, with the links that their lists give."""
    draft = Draft(known, known.index(), shared.lists)
    if known.is_new:
        _make_account(draft, target)
        _tell_id_as_name(target, shared.findings)
    lists = [rows for rows in target.lists if rows.kind is RowKind.PEOPLE]
    listed = list_people(draft, lists, shared.erased, shared.findings)
    local = {
        str(reference).removeprefix("@"): who
        for one in listed
        for reference, who in zip(one.rows.columns.get("reference", ()), one.who, strict=False)
        if reference and who
    }
    references = References(draft.index, known.aliases, local, draft.called)
    work = Work(draft, references, shared.erased, shared.findings)
    given = list(link_people(work, listed))
    _learn_ids(draft, listed)
    return Opened(target, work, listed, local, given)


def _make_account(draft: Draft, target: Target) -> None:
    draft.new[target.id] = EntityKind.ACCOUNT
    draft.names[target.id] = target.name
    draft.entities.append(Entity(target.id, EntityKind.ACCOUNT, target.id))
    draft.statements.append(Statement(target.id, target.id, {"name": target.name}))


def _tell_id_as_name(target: Target, findings: Findings) -> None:
    """Tell that a new account is called by the id that lists give it, and how to name it."""
    for rows in target.lists:
        if target.name in rows.columns.get("company_id", ()):
            mend = f'name it: inroad account {excerpt(target.name)} --set name="NAME"'
            message = f'the account is called by its id, "{excerpt(target.name)}"'
            findings.faults.append(Fault(message, rows.file, mend=mend))
            return


def _learn_ids(draft: Draft, listed: Iterable[Listed]) -> None:
    """The account's id in another system, where a list gives the same one to all its people."""
    for one in listed:
        rows = one.rows
        ids = {str(id_) for id_ in rows.columns.get("company_id", ()) if id_}
        is_shared = rows.system == LIST or len(ids) != 1
        if not is_shared and not (id_ := ids.pop()).startswith("@") and ";" not in id_:
            field_ = EXTERNAL_ID + rows.system
            draft.say(Scope(draft.account), rows, {field_: external_id(rows.system, id_)})


def _tell_circles(work: Work, given: Sequence[Given]) -> None:
    """Tell who reports to each other in a circle; it is kept as it was said."""
    draft = work.draft
    withdrawn = {(c.source, c.target) for c in draft.links if c.withdrawn}
    new = [c for c in draft.links if c.kind is LinkKind.REPORTS_TO and not c.withdrawn]
    if not new:
        return
    standing = [(one.source, one.target) for one in _reporting(draft.known.account)]
    managers: dict[str, set[str]] = {}
    for report, manager in (*standing, *((one.source, one.target) for one in new)):
        if (report, manager) not in withdrawn:
            managers.setdefault(report, set()).add(manager)
    for group in circles(managers):
        names = sorted(map(draft.shown, group))[:MOST_NAMED]
        if len(group) > MOST_NAMED:
            names.append(f"{len(group) - MOST_NAMED:,} more")
        message = f"{in_words(names)} report to each other in a circle; it is kept as it is said"
        file, lines = _place_of(given, set(group))
        line = lines[0] if lines else None
        work.findings.faults.append(Fault(f"{message}{others(lines)}", file, line))


def _place_of(given: Sequence[Given], group: Set[str]) -> tuple[str, list[int]]:
    """The first list that says that people of a group report to each other, with its lines."""
    for one in given:
        lines = [
            line
            for (kind, *ends, _, _), lines in one.lines.items()
            if kind is LinkKind.REPORTS_TO and group >= set(ends)
            for line in lines
        ]
        if lines:
            return one.rows.file, sorted(lines)
    return given[0].rows.file, []


def _reporting(account: Account | None) -> Iterable[Link]:
    links = () if account is None else account.links
    return (one for one in links if one.kind is LinkKind.REPORTS_TO)


def read_lists(opened: Opened, lists: Sequence[Rows], shared: Import, progress: Progress) -> None:
    """Everything but people and links: the account itself, opportunities, roles and touches."""
    work, opportunities = opened.work, Opportunities(opened.draft)
    order = [RowKind.ACCOUNTS, RowKind.OPPORTUNITIES, RowKind.OPPORTUNITY_ROLES]
    rest = [rows for rows in lists if rows.kind not in {*order, RowKind.PEOPLE, RowKind.LINKS}]
    first = [rows for kind in order for rows in lists if rows.kind is kind]
    for rows in (*first, *rest):
        progress(f"match {rows.kind.replace('_', ' ')}", 0, len(rows.lines))
        match rows.kind:
            case RowKind.ACCOUNTS:
                account_rows(work, rows)
            case RowKind.OPPORTUNITIES:
                opportunities.add_rows(work, rows)
            case RowKind.OPPORTUNITY_ROLES:
                opportunity_roles(work, rows, opportunities)
            case RowKind.ACCOUNT_ROLES:
                opened.inactive += account_roles(work, rows)
            case RowKind.TOUCHES:
                touch_people(work, rows, shared.colleagues, shared.author)
                shared.colleagues.tell_ids(rows, work.findings)
        progress(f"match {rows.kind.replace('_', ' ')}", len(rows.lines), len(rows.lines))


def read_mails(opened: Opened, lists: Sequence[Rows], shared: Import, progress: Progress) -> None:
    """Mails and meetings, once all touches are read: they tell who our colleagues are."""
    mails = [rows for rows in lists if rows.kind is RowKind.MAILS]
    meetings = [rows for rows in lists if rows.kind is RowKind.MEETINGS]
    if not mails and not meetings:
        return
    progress("match mails", 0, 1)
    work = opened.work
    if shared.alone:
        refuse_theirs_as_ours(shared.told, work)
    parties = Parties.of(work, shared.colleagues, shared.told)
    refuse_unknown_sides([*mails, *meetings], parties)
    how = {"subjects": shared.subjects, "alone": shared.alone}
    if mails:
        bring_mails(work, mails, parties, **how)
    bring_meetings(work, meetings, parties, **how)
    propose_newcomers(work.draft, parties, [*mails, *meetings][0].file, work.findings)
    progress("match mails", 1, 1)


def read_links(opened: Opened, lists: Sequence[Rows], shared: Import, progress: Progress) -> None:
    """Links, once all touches are read: they tell who our colleagues are."""
    for rows in lists:
        if rows.kind is RowKind.LINKS:
            progress("match links", 0, len(rows.lines))
            opened.given.append(link_rows(opened.work, rows, shared.colleagues))
            progress("match links", len(rows.lines), len(rows.lines))


def finish(opened: Opened, shared: Import, progress: Progress) -> None:
    """Turn what the lists say into claims, and what they let suppose into proposals."""
    work, people = opened.work, len(opened.draft.index.identities)
    claim_links(work, opened.given)
    _tell_circles(work, opened.given)
    state(opened.draft, work.findings)
    progress("look for duplicates", 0, people)
    propose_markers(work, opened.listed)
    whole = [one for one in opened.listed if one.rows.system != VCARD.system]  # cards come singly
    propose_left(work, whole, opened.target.elsewhere, shared.digest)
    propose_inactive(work, opened.inactive)
    propose_duplicates(work)
    progress("look for duplicates", people, people)
