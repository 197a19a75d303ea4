"""What an address answers, for the description of the API."""

from typing import Any

from api.http.schemas.answers import Problem

Responses = dict[int | str, dict[str, Any]]

_WHAT = {
    400: "The request can't be read.",
    401: "Nobody we know.",
    403: "The key doesn't allow it, or the page is foreign.",
    404: "There is no such thing.",
    408: "The body didn't come in time.",
    409: "Several answer to that name, or others were faster.",
    412: "It was changed since you read it.",
    413: "The body is too large.",
    415: "The body is no JSON in UTF-8.",
    421: "The server doesn't answer to that name.",
    422: "What is asked makes no sense; `faults` say why.",
    428: "If-Match is missing.",
    500: "A fault of ours.",
    503: "The store can't be reached; try again later.",
}


def _problems(*statuses: int) -> Responses:
    return {
        status: {
            "description": _WHAT[status],
            "model": Problem,
            "content": {"application/problem+json": {}},
        }
        for status in statuses
    }


READS = _problems(400, 401, 403, 404, 409, 421, 422, 500, 503)
CREATES = READS | _problems(408, 413, 415)
CHANGES = CREATES | _problems(412, 428)


def answer(model: type[object], status: int = 200) -> Responses:
    """That an address answers with a model."""
    return {status: {"model": model, "description": (model.__doc__ or "").strip()}}


def shown_request(example: dict[str, Any]) -> dict[str, Any]:
    """What a request to an address may say, where its model serves several addresses."""
    return {"requestBody": {"content": {"application/json": {"example": example}}}}


def file(media_type: str) -> Responses:
    """That an address answers with a file."""
    return {200: {"content": {media_type: {}}, "description": "The file."}}
