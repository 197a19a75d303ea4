"""Reasons to call: kept, matched to each person, used, and used again."""

from tests.practices.ways import Way


def test_b18_a_touch_that_names_a_recorded_reason_keeps_it_and_shows_its_text(acme: Way) -> None:
    close = acme.thing("reason", "your close takes nine days")
    acme.touch("Ann Lee", "2026-03-02", reason="Your  close takes nine days")
    acme.touch("Ann Lee", "2026-03-03", reason=close)
    acme.touch("Ann Lee", "2026-03-04", reason="a benchmark")
    touches = acme.shown("Ann Lee")["touches"]
    assert [(one["reason"], one["reason_id"]) for one in touches] == [
        ("a benchmark", None),
        ("your close takes nine days", close),
        ("your close takes nine days", close),
    ]
    assert "your close takes nine days" in acme.text("person", "Ann Lee")
    assert close not in acme.text("export", "Ann Lee")


def test_a5_a_touch_holds_what_is_going_on_with_them_and_what_it_moved(acme: Way) -> None:
    acme.touch("Ann Lee", "2026-03-02", their_world="Mia's recital", buying_job="validation")
    (touch,) = acme.shown("Ann Lee")["touches"]
    assert (touch["their_world"], touch["buying_job"]) == ("Mia's recital", "validation")
