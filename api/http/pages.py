"""The first page: the accounts, each with its map. Everything in it is escaped."""

from collections.abc import Sequence
from urllib.parse import quote

from jinja2 import Environment

from graph.model import Thing

_PAGE = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inroad</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body>
<main>
<h1>Accounts</h1>
{% if accounts %}
<ul>
{% for name, kind, path in accounts %}
<li><a href="{{ path }}/map.html">{{ name }}</a>{% if kind %} ({{ kind }}){% endif %},
<a href="{{ path }}/next">whom next</a></li>
{% endfor %}
</ul>
{% else %}
<p>There is no account yet: <code>inroad import FILE --account NAME</code> makes one.</p>
{% endif %}
</main>
</body>
</html>
"""
)


def first_page(accounts: Sequence[Thing]) -> str:
    """The page that lists accounts."""
    rows = [
        (one.name, one.text("kind"), f"/v1/accounts/{quote(one.id, safe='')}") for one in accounts
    ]
    return _PAGE.render(accounts=rows)
