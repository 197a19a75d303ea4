"""Accounts: list, add, read, change."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from api.answers.things import account_json, thing_json
from api.http.answers import Json, refuse_unseen, single
from api.http.calling import AccountRef, Reading, Writing
from api.http.once import created_once
from api.http.paging import page, page_json
from api.http.routing import router_for
from api.http.said import said_by
from api.http.schemas.answers import AccountPage
from api.http.schemas.describing import CHANGES, CREATES, READS, answer
from api.http.schemas.queries import AccountsQuery, AsOf
from api.http.schemas.requests import Change, NewAccount
from api.http.schemas.things import AccountDetail
from graph.planning.adding import add_account, named, with_settings
from graph.planning.opening import list_accounts, open_account
from graph.planning.recording import change_account
from graph.planning.replaying import left_by, made_by
from graph.planning.retrying import until_written
from graph.vocabulary import AccountKind, EntityKind

router: APIRouter = router_for("/accounts", "accounts")


@router.get("", responses=READS | answer(AccountPage))
def list_accounts_(call: Reading, asked: Annotated[AccountsQuery, Query()]) -> Response:
    """The accounts, a page at a time."""
    found = [
        one
        for one in list_accounts(call.store, call.view())
        if asked.kind in (None, one.text("kind") or AccountKind.UNKNOWN)
    ]
    shown, following = page(found, lambda one: (one.name, one.id), asked)
    return Json(page_json([thing_json(one) for one in shown], following))


@router.post("", status_code=201, responses=CREATES | answer(AccountDetail, 201))
def add_account_(call: Writing, given: NewAccount) -> Response:
    """Add an account. With an Idempotency-Key it is safe to repeat."""
    fields = with_settings(given.values())
    by = said_by(call, given)
    header = created_once(call, by, lambda by: add_account(call.store, given.name, fields, by))
    id_ = made_by(call.store.read_directory(), header, EntityKind.ACCOUNT)
    made = left_by(call.store, id_, header, call.who.name)
    return single(call.request, account_json(made), 201, f"/v1/accounts/{id_}")


@router.get("/{account}", responses=READS | answer(AccountDetail))
def read_account(call: Reading, account: AccountRef, asked: Annotated[AsOf, Query()]) -> Response:
    """One account with its facts."""
    opened = open_account(call.store, account, call.view(asked.as_of))
    return single(call.request, account_json(opened))


@router.patch("/{account}", responses=CHANGES | answer(AccountDetail))
def change_account_(call: Writing, account: AccountRef, given: Change) -> Response:
    """Say something of an account anew; a setting is a field called like it."""
    fields = named(with_settings(given.values()))

    def write() -> str:
        at = open_account(call.store, account, call.view())
        refuse_unseen(call.request, account_json(at))
        change_account(call.store, at.id, fields, said_by(call, given, at))
        return at.id

    opened = open_account(call.store, until_written(write), call.view())
    return single(call.request, account_json(opened))
