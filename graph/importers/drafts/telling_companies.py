"""What there is to tell of the companies that rows name: none, others, two names for one."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from graph.errors import BadInput
from graph.identity import name_key
from graph.importers.drafts.companies import LISTED, companies, without_legal_form
from graph.importers.drafts.findings import Count, Findings
from graph.importers.faults import Fault, excerpt, in_words, others
from graph.importers.rows.columnar import column
from graph.importers.rows.model import Cell, RowKind, Rows

_NAME_ONE = "name one of them as --account, or take every company with --all-accounts"


def none_is_meant(rows: Rows, fault: Fault, name: str, lists: Iterable[Rows]) -> BadInput:
    """The fault with the nearest name. Where the rows have ids alone: with the names in the list
    of accounts, or else with the ids."""
    from rapidfuzz.process import extractOne

    named = companies(rows)
    if not named:
        records = [one for one in lists if one.kind is RowKind.ACCOUNTS]
        named = {company: times for one in records for company, times in companies(one).items()}
        fault = _of_records(name, named, records[0].file) if named else _of_ids(rows, fault)
    if near := extractOne(name, list(named), score_cutoff=60):
        fault = replace(fault, mend=f'did you mean "{excerpt(near[0])}"? Else {fault.mend}')
    return BadInput("Nothing was imported.", [str(fault)])


def which_account(lists: Iterable[Rows]) -> BadInput:
    """That it isn't said which account is meant, with the companies that the lists name."""
    counts: Counter[str] = Counter()
    for rows in lists:
        counts.update(companies(rows))
    shown = [f'"{excerpt(name)}" ({times:,})' for name, times in counts.most_common()]
    named = f" The files name {_cut(shown)}." if shown else ""
    return BadInput(f"Say which account is meant: --account NAME, or --all-accounts.{named}")


def _of_records(name: str, named: Collection[str], file: str) -> Fault:
    shown = _cut([f'"{excerpt(one)}"' for one in named])
    message = f'no company is called "{excerpt(name)}"; there are {len(named):,}: {shown}'
    return Fault(message, file, mend=_NAME_ONE, fatal=True)


def _of_ids(rows: Rows, fault: Fault) -> Fault:
    ids = Counter(str(cell) for cell in rows.columns["company_id"] if cell)
    shown = _cut([f'"{excerpt(id_)}" ({times})' for id_, times in ids.most_common()])
    several = "one company" if len(ids) == 1 else f"{len(ids):,} companies"
    message = f"the rows are of {several}, by id: {shown}"
    mend = (
        "import the list of accounts along with it, or give one of the ids as --account and name"
        ' it then: inroad account ID --set name="NAME"'
    )
    return replace(fault, message=message, mend=mend)


def _cut(shown: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    more = [f"{len(shown) - LISTED:,} more"] if len(shown) > LISTED else []
    return in_words([*shown[:LISTED], *more])


def without_accounts(rows: Rows, line: int, reference: str) -> BadInput:
    message = f'the company is "{excerpt(reference)}", which stands in the list of accounts alone'
    mend = "import that list along with it, or say with --account which account is meant"
    fault = Fault(message, rows.file, line, mend=mend, fatal=True)
    return BadInput("Nothing was imported.", [str(fault)])


def companies_of(rows: Rows) -> Iterable[tuple[Cell, Cell]]:
    """For each row the company's name and id."""
    is_list = rows.kind is RowKind.ACCOUNTS
    name, id_ = ("name", "external_id") if is_list else ("company", "company_id")
    return zip(column(rows, name), column(rows, id_), strict=True)


def tell_nameless(rows: Rows, taken: Iterable[Collection[int]], findings: Findings) -> None:
    placed = {row for numbers in taken for row in numbers}
    lines = [line for row, line in enumerate(rows.lines) if row not in placed]
    _tell_no_company(rows, lines, "give the account with --account", findings)


def _tell_no_company(rows: Rows, lines: Sequence[int], mend: str, findings: Findings) -> None:
    if lines:
        message = f"left out, as no company is named{others(lines)}"
        findings.faults.append(Fault(message, rows.file, lines[0], mend=mend))


def tell_others(rows: Rows, own: Rows, name: str, findings: Findings) -> None:
    """Count the rows of other companies; tell those of none, and companies that may be the same."""
    kept = set(own.lines)
    left = {
        line: named
        for line, named in zip(rows.lines, companies_of(rows), strict=True)
        if line not in kept
    }
    nowhere = [line for line, named in left.items() if not any(named)]
    findings.count(rows, Count.NO_COMPANY, len(nowhere))
    findings.count(rows, Count.OTHER_COMPANIES, len(left) - len(nowhere))
    if rows.kind is RowKind.PEOPLE:
        mend = "fill in the company, or import these rows in a file of their own"
        _tell_no_company(rows, nowhere, mend, findings)
        told = (
            (f'"{excerpt(str(company))}" is taken for another company', [line])
            for line, (company, _) in left.items()
            if company and _may_be(name, str(company))
        )
        mend = f'say so with --also "NAME" if it is {excerpt(name)} under another name'
        findings.tell(rows, told, "such names", column="company", mend=mend)


def _may_be(name: str, company: str) -> bool:
    """Whether a company has the name of another, or one that goes on behind it."""
    one, other = without_legal_form(name), without_legal_form(company)
    return one == other or f"{one} ".startswith(f"{other} ") or f"{other} ".startswith(f"{one} ")


def tell_same(rows: Rows, name: str, findings: Findings) -> None:
    """Tell which companies of other legal forms the rows of one are taken from."""
    if rows.kind is not RowKind.PEOPLE or len(companies(rows)) < 2:
        return
    told = (
        (f'"{excerpt(str(company))}" is taken for "{excerpt(name)}"', [line])
        for line, company in zip(rows.lines, column(rows, "company"), strict=True)
        if company
        and name_key(str(company)) != name_key(name)
        and without_legal_form(str(company)) == without_legal_form(name)
    )
    mend = "import it in a file of its own if it is another company"
    findings.tell(rows, told, "such names", column="company", mend=mend)


def tell_records_of_one(rows: Rows, taken: Iterable[Sequence[int]], findings: Findings) -> None:
    """Tell which records of a list of accounts have one name, and are one account."""
    if rows.kind is not RowKind.ACCOUNTS:
        return
    names = column(rows, "name")
    told = (
        (f'"{excerpt(str(names[first]))}" is listed several times, as one account', lines)
        for first, *more in taken
        for lines in ([rows.lines[row] for row in (first, *more)],)
        if more
    )
    mend = "give them names of their own if they are several"
    findings.tell(rows, told, "such names", column="name", mend=mend)
