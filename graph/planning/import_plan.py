"""Working out what an import would write: reads the store, writes nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from hashlib import sha256
from itertools import chain

from graph.errors import Ambiguous, BadInput, NotFound
from graph.identity import erasure_digest
from graph.importers.drafts.account_import import (
    Import,
    Opened,
    Progress,
    finish,
    open_account,
    read_links,
    read_lists,
    read_mails,
)
from graph.importers.drafts.choosing import OF_A_COMPANY, Target, choose_all, choose_one, name_by_id
from graph.importers.drafts.colleagues import Colleagues
from graph.importers.drafts.companies import renamed
from graph.importers.drafts.draft import Draft, Erased
from graph.importers.drafts.findings import Count, Findings, counts_in_words
from graph.importers.drafts.known import Known, source_of
from graph.importers.drafts.parties import told
from graph.importers.drafts.proposals import propose_moved
from graph.importers.drafts.spreading import spread
from graph.importers.drafts.telling_companies import which_account
from graph.importers.faults import excerpt
from graph.importers.rows.layouts.format import LIST
from graph.importers.rows.model import RowKind, Rows
from graph.log import OURS, AccountLog, Batch, BatchHeader, TouchClaim
from graph.model import Thing
from graph.planning.finding import find_among
from graph.planning.import_report import ImportOptions, SourceFile
from graph.planning.recording import checked
from graph.resolve import View, things_of
from graph.store import Store
from graph.vocabulary import EntityKind, Origin


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would write, and what it has to tell."""

    batch: Batch
    targets: Sequence[Target]
    findings: Findings

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing new, not even who is listed."""
        return self.batch.is_empty and not self.batch.listings


def plan_import(
    store: Store,
    files: Sequence[SourceFile],
    lists: Sequence[Rows],
    options: ImportOptions,
    now: datetime,
    progress: Progress,
) -> Plan:
    """Work out an import from the lists in its files. Raises BadInput, Ambiguous."""
    directory = store.read_directory()
    things = things_of(directory, View(now), EntityKind.ACCOUNT)
    sides = told(options.ours, options.theirs)
    colleagues = Colleagues.of(Known(directory, now), sides.alone)
    findings = Findings()
    lists = [renamed(rows, options.also, options.account or "") for rows in lists]
    people = frozenset(rows.source for rows in lists if rows.kind is RowKind.PEOPLE)
    targets = _targets(lists, things, options, findings)
    shared = Import(
        _erased(store),
        findings,
        colleagues,
        options.author,
        _digest(files),
        people,
        sides,
        options.subjects,
        len(targets) == 1,
    )
    _count_mails(lists, findings)
    opened = _open(store, targets, shared, now, progress)
    _read_lists(opened, lists, shared, options, progress)
    _refuse_empty(opened, things, findings)
    for one in opened:
        finish(one, shared, progress)
    drafts = [one.draft for one in opened]
    drafts += _moved(store, drafts, things, findings, now)
    header = _header(files, lists, shared, now)
    return Plan(_batch(header, drafts, colleagues, directory.version), targets, findings)


def _count_mails(lists: Iterable[Rows], findings: Findings) -> None:
    """Count mails and meetings once, however many accounts take their part of them."""
    for rows in lists:
        if rows.kind.is_of_mail:
            findings.count(rows, _read_as(rows), len(rows.lines) + sum(rows.left_out.values()))
            for why, number in rows.left_out.items():
                findings.count(rows, Count(why), number)


def _read_as(rows: Rows) -> Count:
    """What the rows of a list are; of a plain one several may be one mail."""
    if rows.system == LIST:
        return Count.ROWS
    return Count.MAILS if rows.kind is RowKind.MAILS else Count.MEETINGS


def _targets(
    lists: Sequence[Rows], things: Sequence[Thing], options: ImportOptions, findings: Findings
) -> list[Target]:
    if options.account:
        name = name_by_id(lists, options.account.strip())
        checked(EntityKind.ACCOUNT, {"name": name})
        return [choose_one(lists, things, _known(things, name), name, findings)]
    if not options.all_accounts:
        raise which_account(lists)
    named = choose_all(lists, things, findings)
    if not named and not any(rows.kind in OF_A_COMPANY for rows in lists):
        named = [Target(one.id, one.name, is_new=False) for one in things]
    if not named:
        raise BadInput("The files name no company; say which account is meant with --account.")
    return named


def _known(things: Sequence[Thing], text: str) -> Thing | None:
    """The account that answers to an id or a name; Ambiguous where several do."""
    try:
        return find_among(things, text, "account", "in this store")
    except Ambiguous:
        raise
    except NotFound:
        return None


def _erased(store: Store) -> Erased:
    """Which identifiers belong to somebody erased: the store knows only their keyed digests."""
    gone, key = store.erased(), store.erasure_key()

    def erased(identifiers: Iterable[str]) -> frozenset[str]:
        if not gone:
            return frozenset()
        return frozenset(one for one in identifiers if erasure_digest(key, one) in gone)

    return erased


def _open(
    store: Store, targets: Sequence[Target], shared: Import, now: datetime, progress: Progress
) -> list[Opened]:
    opened = []
    written = store.facts().versions if any(one.is_new for one in targets) else {}
    for number, target in enumerate(targets):
        progress("match people", number, len(targets))
        is_known = not target.is_new or target.id in written  # else its import was undone
        log = store.read_account(target.id) if is_known else AccountLog(target.id, 0, {})
        opened.append(open_account(target, Known(log, now), shared))
    progress("match people", len(targets), len(targets))
    return opened


def _read_lists(
    opened: Sequence[Opened],
    lists: Sequence[Rows],
    shared: Import,
    options: ImportOptions,
    progress: Progress,
) -> None:
    """Everything but people; where there are several accounts, rows about people go to theirs."""
    parts: list[list[Rows]] = [[]]
    if not options.account:
        parts = spread([rows for rows in lists if rows.kind not in OF_A_COMPANY], opened)
    each = [(one, [*one.target.lists, *part]) for one, part in zip(opened, parts, strict=True)]
    for read in (read_lists, read_mails, read_links):
        for one, own in each:
            read(one, own, shared, progress)


def _refuse_empty(opened: Sequence[Opened], things: Sequence[Thing], findings: Findings) -> None:
    """A name by which nothing is known, and for which the files bring nobody, is a slip."""
    for one in opened:
        draft = one.draft
        if draft.known.is_new and len(draft.new) == 1 and not draft.said:
            near = get_close_matches(one.target.name, [thing.name for thing in things], n=1)
            nearest = f' Did you mean "{excerpt(near[0])}"?' if near else ""
            message = (
                f'There is no account "{excerpt(one.target.name)}", and the files list nobody'
                f" for a new one.{nearest}"
            )
            held = (f"{key.file}: {counts_in_words(had)}." for key, had in findings.counts.items())
            raise BadInput(message, [*held, *map(str, findings.faults)])


def _moved(
    store: Store,
    drafts: Sequence[Draft],
    things: Sequence[Thing],
    findings: Findings,
    now: datetime,
) -> list[Draft]:
    """Propose as moved who is new in one account and stands in another by e-mail or id.

    The proposal belongs to the account that they left; what it adds there is returned, for
    accounts that aren't drafted anyway.
    """
    own = {draft.account for draft in drafts}
    if own.issuperset(one.id for one in things) and len(own) < 2:
        return []
    known_by = {key: (draft, who) for draft in drafts for key, who in _new_keys(draft)}
    at = {draft.account: draft for draft in drafts}
    for field in ("email", "external_id"):
        values = [value for name, value in known_by if name == field]
        for holder in store.find(field, values):
            here, who = known_by[field, holder.value.casefold()]
            if holder.account in {here.account, OURS}:
                continue
            if holder.account not in at:
                known = Known(store.read_account(holder.account), now)
                at[holder.account] = Draft(known, known.index())
            propose_moved(at[holder.account], holder.entity, here, who, findings)
    return [draft for account, draft in at.items() if account not in own]


def _new_keys(draft: Draft) -> Iterable[tuple[tuple[str, str], str]]:
    """E-mails and external ids of the people who are new; not the ids of somebody's own list,
    which other lists use for others."""
    for who, kind in draft.new.items():
        if kind is EntityKind.PERSON:
            identity = draft.index.identities[who]
            yield from ((("email", email), who) for email in identity.emails)
            for key in identity.external:
                if not key.startswith(f"{LIST}:"):
                    yield ("external_id", key), who


def _header(
    files: Sequence[SourceFile], lists: Sequence[Rows], shared: Import, now: datetime
) -> BatchHeader:
    people = [rows.source for rows in lists if rows.kind is RowKind.PEOPLE]
    others = [rows.source for rows in lists if rows.kind is not RowKind.PEOPLE]
    counts: Counter[str] = Counter()
    for counted in shared.findings.counts.values():
        counts.update({str(what): number for what, number in counted.items()})
    counts["proposals"] = len(shared.findings.proposed)
    return BatchHeader(
        origin=Origin.IMPORT,
        author=shared.author,
        recorded_at=now,
        source=source_of(people, others),
        action="import",
        file=", ".join(file.name for file in files),
        digest=shared.digest,
        counts={what: number for what, number in counts.items() if number},
    )


def _digest(files: Sequence[SourceFile]) -> str:
    """SHA-256 of the file; of several, of their digests in the order given."""
    digests = [file.digest for file in files]
    return digests[0].hex() if len(digests) == 1 else sha256(b"".join(digests)).hexdigest()


def _batch(
    header: BatchHeader, drafts: Sequence[Draft], colleagues: Colleagues, version_of_ours: int
) -> Batch:
    changed = [draft for draft in drafts if not draft.is_empty]
    based_on = {draft.account: draft.known.log.version for draft in changed}
    if colleagues.statements:
        based_on[OURS] = version_of_ours
    return Batch(
        header,
        entities=[*colleagues.entities, *chain.from_iterable(one.entities for one in changed)],
        statements=[
            *colleagues.statements,
            *chain.from_iterable(one.statements for one in changed),
        ],
        links=list(chain.from_iterable(one.links for one in changed)),
        touches=_all_of([one.touches for one in changed if one.touches]),
        listings=list(chain.from_iterable(one.listings for one in changed)),
        based_on=based_on,
    )


def _all_of(lists: Sequence[Sequence[TouchClaim]]) -> Sequence[TouchClaim]:
    return lists[0] if len(lists) == 1 else list(chain.from_iterable(lists))
