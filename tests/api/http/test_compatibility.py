"""Which changes of a description break those who rely on it; each on a small document."""

from copy import deepcopy
from typing import Any

import pytest

from api.http.compatibility import breaking

Json = dict[str, Any]

TREE: Json = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "parts": {"$ref": "#/components/schemas/Trees"}},
    "required": ["name"],
}
NEW: Json = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 100},
        "on": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        "weight": {"type": "number", "minimum": 0},
        "kind": {"enum": ["call", "email"], "type": "string"},
    },
    "required": ["name"],
    "additionalProperties": False,
}
DOCUMENT: Json = {
    "paths": {
        "/trees": {
            "get": {
                "operationId": "list_trees",
                "security": [{"key": []}],
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 9}}
                ],
                "responses": {
                    "200": {
                        "headers": {"ETag": {"schema": {"type": "string"}}},
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Trees"}}
                        },
                    },
                    "404": {},
                },
            },
            "post": {
                "operationId": "add_tree",
                "requestBody": {"content": {"application/json": {"schema": NEW}}},
                "responses": {"201": {"content": {"application/json": {"schema": deepcopy(NEW)}}}},
            },
        },
        "/trees/{tree}": {"delete": {"operationId": "fell", "responses": {"200": {}}}},
    },
    "components": {
        "schemas": {
            "Tree": TREE,
            "Trees": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        }
    },
}
LIST = "paths /trees get"
ADD = "paths /trees post"
TAKEN = f"{ADD} requestBody content application/json schema"
GIVEN = f"{ADD} responses 201 content application/json schema"
ITEM = "components schemas Tree"


def changed(place: str, **given: object) -> Json:
    """The document with members put in at a place; None takes one away."""
    document = deepcopy(DOCUMENT)
    inner: Any = document
    for name in place.split():
        inner = inner[int(name) if name.isdigit() and isinstance(inner, list) else name]
    for name, value in given.items():
        if value is None:
            del inner[name]
        else:
            inner[name] = value
    return document


ENUM = {"type": "string", "enum": ["call"]}

BREAKING: list[tuple[str, Json, str]] = [
    ("paths", {"/trees": None}, "/trees is gone."),
    ("paths /trees/{tree}", {"delete": None}, "DELETE /trees/{tree} is gone."),
    (LIST, {"operationId": "trees"}, "generated clients call it trees instead of list_trees."),
    (LIST, {"security": [{"session": []}]}, "key may call it no longer."),
    (LIST, {"parameters": []}, "the query parameter limit is gone."),
    (f"{LIST} parameters 0", {"required": True}, "the query parameter limit is required now."),
    (f"{LIST} parameters 0 schema", {"maximum": 5}, "limit has to be at most 5 now."),
    (f"{LIST} parameters 0 schema", {"minimum": 1}, "limit has to be at least 1 now."),
    (f"{LIST} parameters 0 schema", {"type": "string"}, "limit can't be integer any longer."),
    (
        ADD,
        {"parameters": [{"name": "by", "in": "query", "required": True}]},
        "the query parameter by is new and required.",
    ),
    (f"{ADD} requestBody", {"required": True}, "a body is required now."),
    (
        f"{ADD} requestBody",
        {"content": {"text/csv": {}}},
        "body can be application/json no longer.",
    ),
    (TAKEN, {"required": ["name", "on"]}, "the body needs the field on now."),
    (f"{TAKEN} properties", {"on": None}, "the body takes no field on now."),
    (f"{TAKEN} properties", {"on": {"type": "null"}}, "field on can't be string any longer."),
    (f"{TAKEN} properties", {"kind": ENUM}, "field kind takes email no longer."),
    (f"{TAKEN} properties name", {"enum": ["Ann"]}, "field name takes only Ann now."),
    (f"{TAKEN} properties name", {"maxLength": 50}, "name has to be at most so long: 50 now."),
    (f"{TAKEN} properties name", {"pattern": "^a"}, "name has to have the pattern ^a now."),
    (f"{ADD} responses", {"201": None}, "answers 201 no longer."),
    (f"{ADD} responses", {"202": {}}, "may answer 202 now."),
    (f"{LIST} responses 200", {"headers": {}}, "the answer 200 has no header ETag any longer."),
    (f"{LIST} responses 200", {"content": {}}, "answer 200 can be application/json no longer."),
    (f"{GIVEN} properties", {"on": None}, "the answer 201 has no field on any longer."),
    (GIVEN, {"required": []}, "the answer 201 may lack the field name now."),
    (f"{GIVEN} properties", {"kind": ENUM}, "field kind is email no longer."),
    (f"{GIVEN} properties kind", {"enum": ["call", "email", "fax"]}, "kind may be fax now."),
    (f"{GIVEN} properties kind", {"enum": None}, "field kind may have any value now."),
    (f"{GIVEN} properties name", {"type": ["string", "null"]}, "field name may be null now."),
    (f"{GIVEN} properties on anyOf 0", {"format": None}, "on has the format date no longer."),
    (f"{ITEM} properties", {"name": None}, "200, each value has no field name any longer."),
    (f"{ITEM} properties name", {"type": "integer"}, "value, field name may be integer now."),
]

HARMLESS: list[tuple[str, Json]] = [
    ("paths", {"/woods": {"get": {"operationId": "list_woods", "responses": {"200": {}}}}}),
    ("paths /trees", {"put": {"operationId": "plant", "responses": {"200": {}}}}),
    (LIST, {"security": [{"session": []}, {"key": []}], "summary": "Trees"}),
    (f"{LIST} parameters 0 schema", {"maximum": 20, "type": ["integer", "string"]}),
    (ADD, {"parameters": [{"name": "by", "in": "query"}]}),
    (f"{TAKEN} properties", {"note": {"type": "string"}}),
    (f"{TAKEN} properties", {"weight": {"type": ["number", "string"]}}),
    (f"{TAKEN} properties kind", {"enum": ["call", "email", "fax"]}),
    (f"{TAKEN} properties name", {"maxLength": None}),
    (TAKEN, {"required": [], "additionalProperties": True}),
    (f"{GIVEN} properties", {"note": {"type": "string"}}),
    (f"{GIVEN} properties", {"on": {"type": "string", "format": "date"}}),
    (f"{GIVEN} properties", {"weight": {"type": "integer"}}),
    (GIVEN, {"required": ["name", "on"]}),
    (f"{LIST} responses", {"404": None, "409": {}}),
    (f"{ITEM} properties", {"age": {"type": "integer"}}),
]


@pytest.mark.parametrize(("place", "given", "says"), BREAKING)
def test_what_breaks_callers_is_told(place: str, given: Json, says: str) -> None:
    told = breaking(DOCUMENT, changed(place, **given))
    assert len(told) == 1
    assert told[0].endswith(says)


@pytest.mark.parametrize(("place", "given"), HARMLESS)
def test_what_breaks_nobody_is_not_told(place: str, given: Json) -> None:
    assert breaking(DOCUMENT, changed(place, **given)) == []


def test_what_breaks_callers_is_told_with_its_place() -> None:
    told = breaking(DOCUMENT, changed(f"{TAKEN} properties", kind=ENUM))
    assert told == ["POST /trees: the body, field kind takes email no longer."]
