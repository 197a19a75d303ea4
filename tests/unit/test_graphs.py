"""The hand-over to analysts: the account as a networkx graph."""

from io import BytesIO

import networkx as nx

from graph.analysis.graphs import to_networkx
from tests.unit.worlds import (
    colleague_id,
    inferred,
    influences,
    org,
    person_id,
    said,
    touch,
)

PICTURE = """
    Dana <b>, CFO {decision_maker; champion; inner_circle}
      Ann, Controller {supporter}
        Bob {left}
"""


def test_people_carry_what_is_known_of_them() -> None:
    graph = to_networkx(org(PICTURE, touch("Colin", "Ann", 12)))
    ann, dana = graph.nodes[person_id("Ann")], graph.nodes[person_id("Dana <b>")]
    assert ann["name"] == "Ann"
    assert (ann["support"], ann["coverage"], ann["days_since_contact"]) == (
        "supporter",
        "brief_contact",
        12,
    )
    assert (dana["level"], dana["buying_role"]) == ("c_level", "decision_maker;champion")
    assert "support" not in dana
    assert "days_since_contact" not in dana
    assert graph.nodes[person_id("Bob")]["status"] == "left"
    assert graph.nodes[colleague_id("Colin")]["side"] == "ours"


def test_links_carry_their_kind_and_the_probability_of_both_directions() -> None:
    graph = to_networkx(org(PICTURE, influences("Ann", "Dana <b>", 0.45)))
    ends = person_id("Ann"), person_id("Dana <b>")
    assert graph.edges[(*ends, "influences")]["probability"] == 0.45
    line = graph.edges[(*ends, "reports_to")]
    assert (line["probability"], line["probability_back"]) == (0.15, 0.3)
    assert (line["origin"], line["author"], line["list"]) == ("import", "Tester", "test")


def test_inferred_links_say_so() -> None:
    graph = to_networkx(org("Ann\nBob", inferred(influences("Ann", "Bob", 0.45))))
    assert [edge["origin"] for *_, edge in graph.edges(data=True)] == ["inferred"]


def test_contacts_are_edges_from_a_colleague() -> None:
    graph = to_networkx(org(PICTURE, touch("Colin", "Ann", 12), touch("Colin", "Ann", 2)))
    edge = graph.edges[colleague_id("Colin"), person_id("Ann"), "in_touch"]
    assert (edge["contacts"], edge["last_contact"]) == (2, "2026-03-29")


def test_private_facts_are_left_out_even_for_their_author() -> None:
    private = said("Bob", support="enemy", title="CEO", coverage="in_depth", private=True)
    account = org("Bob", private, viewer="Tester")
    assert account.people[0].support == "enemy"
    bob = to_networkx(account).nodes[person_id("Bob")]
    assert not {"support", "title", "level", "function"} & bob.keys()
    assert bob["coverage"] == "unknown"


def test_the_graph_survives_graphml_with_hostile_names() -> None:
    account = org(
        "Ann \x08 </node><script>\n  Bob é 山田 🙂",
        touch("Colin", "Bob é 山田 🙂", 12),
        influences("Bob é 山田 🙂", "Ann \x08 </node><script>", "strong"),
    )
    graph, file = to_networkx(account), BytesIO()
    nx.write_graphml(graph, file)
    file.seek(0)
    read = nx.read_graphml(file, force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(read.edges(keys=True, data="probability")) == sorted(
        graph.edges(keys=True, data="probability")
    )
    assert read.graph["name"] == "Dream Co"
    assert graph.nodes[person_id("Ann \x08 </node><script>")]["name"] == "Ann � </node><script>"
