"""The map as one HTML page that needs nothing else: pyvis holds the network, we the rest.

The only file that imports pyvis, and only when a page is made. Its own template is not
used: that one runs titles as HTML and loads from other machines. Ours escapes by itself,
carries vis-network from pyvis's wheel, and allows just the scripts whose digests it names.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from visuals.facts import day_text
from visuals.marks import DARK, LIGHT, Palette
from visuals.page_data import edges, nodes, page_data
from visuals.picture import Picture

_VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
_SCRIPTS = (
    "data", "theme", "filters", "cards", "lines", "chart",
    "details", "outline", "search", "legend", "main",
)  # fmt: skip

OPTIONS: Mapping[str, Any] = {
    "physics": False,
    "layout": {"improvedLayout": False},
    "interaction": {
        "dragNodes": False,
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "keyboard": False,
        "multiselect": False,
        "navigationButtons": False,
    },
    "nodes": {"shape": "custom", "fixed": True, "chosen": False},
    "edges": {
        "chosen": False,
        "selectionWidth": 0,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.16},
    },
}
"""Of vis-network: cards stay where our layout puts them."""

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}
"""What could end the element that holds the data; json has made ASCII of all else."""


def page(picture: Picture, *, is_served: bool = False) -> str:
    """The whole page. What comes from outside is in it as data only, never as markup.

    `is_served`: with links to what else a server shows.
    """
    scripts = (_vis_network(), _own_script())
    style = _style()
    environment = Environment(
        loader=PackageLoader("visuals"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("map.html").render(
        picture=picture,
        is_served=is_served,
        as_of=day_text(picture.as_of),
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        data=_data(picture),
    )


def _data(picture: Picture) -> str:
    """The network that pyvis holds, and our own data, as JSON that can't end its element."""
    from pyvis.network import Network

    network = Network(directed=True)
    network.nodes = nodes(picture)
    network.edges = edges(picture)
    network.options = dict(OPTIONS)
    drawn, lines, _, _, _, options = network.get_network_data()
    data = page_data(picture) | {"nodes": drawn, "edges": lines, "options": json.loads(options)}
    return json.dumps(data, separators=(",", ":")).translate(_ESCAPED)


def _vis_network() -> str:
    """vis-network as pyvis ships it, without the mention of a source map that isn't there."""
    script = files("pyvis").joinpath(_VIS).read_text("utf-8")
    return script.rpartition("//# sourceMappingURL=")[0] or script


def _own_script() -> str:
    parts = (files("visuals").joinpath("templates", f"{name}.js") for name in _SCRIPTS)
    return (
        '"use strict";\n(() => {\n' + "\n".join(one.read_text("utf-8") for one in parts) + "})();\n"
    )


def _style() -> str:
    """Our style sheet after the colours of both palettes."""
    dark = f":root:not([data-theme=light]) {{ {_variables(DARK)} }}"
    colours = f":root {{ {_variables(LIGHT)} }}\n@media (prefers-color-scheme: dark) {{ {dark} }}\n"
    return colours + files("visuals").joinpath("templates", "map.css").read_text("utf-8")


def _variables(palette: Palette) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in palette.colours())


def _policy(scripts: Sequence[str], style: str) -> str:
    """Nothing is loaded from anywhere, and only these very scripts and this style count."""
    allowed = " ".join(_digest(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
