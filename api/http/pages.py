"""The first page: the accounts, each with its map. Everything in it is escaped."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from urllib.parse import quote

from jinja2 import Environment

from graph.model import Thing

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; margin: 3rem auto; max-width: 44rem;
  padding: 0 1.5rem; }
h1 { font-size: 1.4rem; }
ul { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: 0; }
li { align-items: baseline; display: flex; gap: 1rem; list-style: none; padding: 0.7rem 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
li > :first-child { flex: 1; font-weight: 600; overflow-wrap: anywhere; }
small { opacity: 0.75; }
"""
_DIGEST = b64encode(sha256(_STYLE.encode()).digest()).decode()

POLICY = f"default-src 'none'; style-src 'sha256-{_DIGEST}'; frame-ancestors 'none'"
"""What the page may load: its own style."""

_PAGE = Environment(autoescape=True).from_string(
    """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inroad</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>"""
    + _STYLE
    + """</style></head>
<body>
<main>
<h1>Accounts</h1>
{% if accounts %}
<ul>
{% for name, kind, path in accounts %}
<li><a href="{{ path }}/map.html"><bdi>{{ name }}</bdi></a>
{% if kind %}<small>{{ kind }}</small>{% endif %}
<a href="{{ path }}/next">whom next, as JSON</a></li>
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
