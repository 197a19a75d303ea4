"""Pages for the person at this machine: the accounts, each with what can be read of it, and what
to do where that can't be shown. Everything in them is escaped."""

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
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

_HEAD = (
    """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Inroad</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>"""
    + _STYLE
    + """</style></head>
<body>
<main>
"""
)

_PAGE = Environment(autoescape=True).from_string(
    _HEAD
    + """<h1>Accounts</h1>
{% if accounts %}
<ul>
{% for name, kind, path in accounts %}
<li><a href="{{ path }}/map.html"><bdi>{{ name }}</bdi></a>
{% if kind %}<small>{{ kind }}</small>{% endif %}
<a href="{{ path }}/map.html">map and whom next</a>
<a href="{{ path }}/review.html">review</a></li>
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


_PROBLEM = Environment(autoescape=True).from_string(
    _HEAD
    + """<h1>{{ title }}</h1>
<p>{{ detail }}</p>
{% if id_ %}<p><small>Request {{ id_ }}</small></p>{% endif %}
</main>
</body>
</html>
"""
)

NO_SESSION = (
    "This page is for whoever opened the link that “inroad serve” printed when it started. Open "
    "that link in this browser; it works once. If it was used already, stop the server, start it "
    "again and open the new link."
)


def problem_page(status: int, title: str, detail: str, id_: str) -> str:
    """The page that says why another can't be shown, and what to do. `id_`: of the request."""
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        title, detail = "Open the link that the server printed", NO_SESSION
    return _PROBLEM.render(title=title, detail=detail, id_=id_)


def is_page(path: str) -> bool:
    """Whether a person looks at what stands at an address."""
    return path in {"/", "/launch"} or path.endswith(".html")
