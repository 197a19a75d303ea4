"""No query is put together from what somebody wrote: not one text in the Neo4j store is, but in
the one module that puts names of our own sets into queries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import graph.store.neo4j
from graph.store.neo4j.names import Label, Tie, any_of, each, named, over, written
from graph.vocabulary import EntityKind, LinkKind

FOLDER = Path(graph.store.neo4j.__file__).parent
QUERIES = {path.stem: ast.parse(path.read_text("utf-8")) for path in FOLDER.glob("*.py")}
PUTS_TOGETHER = frozenset({"named", "any_of", "each", "over"})
CYPHER = frozenset({"MATCH", "CREATE", "MERGE", "UNWIND", "RETURN", "DELETE", "CALL", "SET"})
ASKING = frozenset({"run", "asked", "asked_of", "send", "Query"})


def is_cypher(text: str) -> bool:
    return not CYPHER.isdisjoint(text.split())


def texts_in(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.Constant) and isinstance(one.value, str):
            yield one.value


def put_together(tree: ast.AST) -> Iterator[int]:
    """The lines of queries that are made of parts: f-strings, +, %, and methods of texts."""
    for node in ast.walk(tree):
        makes = isinstance(node, ast.JoinedStr | ast.BinOp) or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"format", "format_map", "join", "replace"}
        )
        if makes and isinstance(node, ast.expr) and any(map(is_cypher, texts_in(node))):
            yield node.lineno


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """What is given a name at the top of a module."""
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def is_text_of_ours(value: ast.expr) -> bool:
    """One text as it stands there, several, or one given to a function of `names` with names."""
    if isinstance(value, ast.Tuple):
        return all(map(is_text_of_ours, value.elts))
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
        return False
    query, names = value.args
    return (
        value.func.id in PUTS_TOGETHER
        and is_text_of_ours(query)
        and isinstance(names, ast.Name | ast.Tuple)
    )


@pytest.mark.parametrize("module", sorted(QUERIES.keys() - {"names"}))
def test_no_query_is_put_together_from_parts(module: str) -> None:
    assert list(put_together(QUERIES[module])) == []


@pytest.mark.parametrize(
    "code",
    [
        "tx.run(f'MATCH (n:Entity {{id: {name}}}) RETURN n')",
        "tx.run('MATCH (n {id: \"' + name + '\"}) RETURN n')",
        "tx.run('MATCH (n:%s) RETURN n' % name)",
        "tx.run('MATCH (n:{}) RETURN n'.format(name))",
        "tx.run(' '.join(['MATCH (n)', where, 'RETURN n']))",
    ],
)
def test_the_check_finds_what_is_put_together(code: str) -> None:
    assert list(put_together(ast.parse(code))) != []


@pytest.mark.parametrize("module", sorted(QUERIES))
def test_every_query_is_a_text_that_stands_in_the_code(module: str) -> None:
    held = constants(QUERIES[module])
    queries = {name: value for name, value in held.items() if any(map(is_cypher, texts_in(value)))}
    assert [name for name, value in queries.items() if not is_text_of_ours(value)] == []


@pytest.mark.parametrize("module", sorted(QUERIES))
def test_what_is_asked_is_one_of_these_queries(module: str) -> None:
    for node in ast.walk(QUERIES[module]):
        if isinstance(node, ast.Call) and _called(node.func) in ASKING:
            position = 0 if _called(node.func) in {"run", "Query"} else 1
            assert not any(map(is_cypher, texts_in(node.args[position]))), node.lineno


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


@pytest.mark.parametrize("put", [named, any_of, each, over])
def test_only_names_of_our_sets_come_into_a_query(put: object) -> None:
    hostile = "Person) DETACH DELETE n //"
    assert callable(put)
    with pytest.raises((AttributeError, AssertionError)):
        put("MATCH (n:`NAME`)", hostile if put is named else [hostile])


def test_no_two_things_are_called_the_same() -> None:
    names = [*EntityKind, *LinkKind, *Label, *Tie]
    ours = {"Entity", "Batch", "Handle", "Erased", "Inroad", "WROTE", "WITH", "BY", "OF"}
    called = [*map(written, names), *ours]
    assert len(set(called)) == len(called)
    assert all(name.isidentifier() for name in called)
