"""What was agreed is withdrawn at any time, by whoever decided it, once it was said what is over then."""

import re
from datetime import date

import pytest

from hub.model.household import Consent
from hub.pages.consent.deciding import OFF, given, may_withdraw
from hub.pages.roles import Role
from hub.pages.site import Site
from hub.pages.visit.consent import FUNCTIONS
from tests.pages.conftest import NAMES, Browser

FALLS = "/consent/withdraw/falls"


def decided(site: Site, by: str) -> None:
    """Falls were agreed to by them."""
    text = site.file.read_text()
    new = re.sub(
        r"^falls = \{.*\}", f'falls = {{ agreed = true, by = "{by}", on = 2026-11-02 }}', text, flags=re.MULTILINE
    )
    assert new != text
    site.file.write_text(new)


def trail(site: Site) -> list[tuple[str, str, str]]:
    return [(each.name, each.did, each.about) for each in site.accounts.lately()]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_over_is_said_before_and_after_and_nothing_else_changes(
    name: str, site: Site, signed_in: dict[Role, Browser]
) -> None:
    mary, slug = signed_in["resident"], name.replace(" ", "-")
    before = {each: site.settings.agreed(each) for each in FUNCTIONS}
    if not before[name]:  # type: ignore[index]
        assert f"/consent/withdraw/{slug}" not in mary.get("/consent").text
        return
    assert f'href="/consent/withdraw/{slug}"' in mary.get("/consent").text
    off = OFF[name]  # type: ignore[index]
    assert off in mary.get(f"/consent/withdraw/{slug}").text and site.settings.agreed(name)  # type: ignore[arg-type]
    comments = site.file.read_text().count("#")
    answer = mary.post(f"/consent/withdraw/{slug}")
    assert answer.headers["location"] == f"/consent?withdrawn={slug}&hub=not"
    after = {each: site.settings.agreed(each) for each in FUNCTIONS}
    assert after == {**before, name: False} and site.file.read_text().count("#") == comments
    entry = (site.settings.consent or {})[name]  # type: ignore[index]
    assert (entry.by, entry.on) == ("withdrawn by resident: Mary S", date(2026, 11, 28))
    text = mary.get(answer.headers["location"]).text
    assert "Withdrawn: " in text and off in text and "The hub could not be told just now" in text
    assert ("Mary S", "withdrew what was agreed", f"{name}, resident: Mary S") in trail(site)
    assert mary.post(f"/consent/withdraw/{slug}", on="/me").headers["location"] == "/consent", "it is over already"


@pytest.mark.parametrize(
    ("by", "resident", "carer"),
    [("resident", True, False), ("resident: Mary S", True, False), ("", True, False), ("Mary S, 12 Nov", True, False),
     ("attorney: Anna Carer", False, True), ("attorney: ANNA", False, True), ("attorney: Tom", False, False),
     ("attorney: ", False, False), ("best interests decision: Anna", False, True),
     ("best interests decision: Dr Rees", False, False)],
)  # fmt: skip
def test_whoever_decided_may_and_an_installer_writes_it_down_for_them(by: str, resident: bool, carer: bool) -> None:
    names = frozenset({"anna carer", "anna"})
    of = Consent(agreed=True, by=by)
    assert may_withdraw("resident", frozenset({"mary s"}), of) is resident
    assert may_withdraw("carer", names, of) is carer
    assert may_withdraw("installer", frozenset({"ivy"}), of) and not may_withdraw("responder", names, of)
    assert not may_withdraw("installer", frozenset({"ivy"}), Consent(agreed=False, by=by))


def test_an_attorney_who_signs_in_as_a_carer_withdraws_in_their_own_name(
    site: Site, signed_in: dict[Role, Browser]
) -> None:
    anna, mary = signed_in["carer"], signed_in["resident"]
    for browser in (anna, mary):
        assert "/consent" in browser.get("/more").text
    assert anna.get(FALLS).headers["location"] == "/consent", "the resident decided that herself"
    assert anna.post(FALLS, on="/me").headers["location"] == "/consent" and site.settings.agreed("falls")
    decided(site, "attorney: Anna Carer")
    assert mary.post(FALLS, on="/me").headers["location"] == "/consent" and site.settings.agreed("falls")
    assert "you decided this, Anna Carer" in anna.get(FALLS).text
    anna.post(FALLS, decides="resident", name="Somebody Else")
    assert (site.settings.consent or {})["falls"].by == "withdrawn by attorney: Anna Carer"


def test_an_installer_says_who_decided(site: Site, signed_in: dict[Role, Browser]) -> None:
    ivy = signed_in["installer"]
    assert "/consent" in ivy.get("/settings").text
    before = site.file.read_text()
    for said, field in (({}, "decides"), ({"decides": "a neighbour"}, "decides"), ({"decides": "attorney"}, "name")):
        answer = ivy.post(FALLS, **said)
        assert answer.status_code == 422 and f'id="{field}-wrong"' in answer.text
    assert site.file.read_text() == before
    ivy.post(FALLS, decides="attorney", name='Tom "]<b>')
    entry = (site.settings.consent or {})["falls"]
    assert (entry.agreed, entry.by) == (False, 'withdrawn by attorney: Tom "]<b>')
    assert "<b>" not in ivy.get("/consent?withdrawn=falls").text
    assert (NAMES["installer"], "withdrew what was agreed", 'falls, attorney: Tom "]<b>') in trail(site)


def test_where_nothing_was_ever_written_down_the_other_functions_stay_on(
    site: Site, signed_in: dict[Role, Browser]
) -> None:
    text = site.file.read_text()
    start, end = text.index("[consent]"), text.index("[[rooms]]")
    site.file.write_text(text[:start] + text[end:])
    assert site.settings.consent is None and all(each.agreed for each in given(site.settings).values())
    mary = signed_in["resident"]
    assert "Nothing was ever written down here" in mary.get("/consent").text
    assert mary.post(FALLS).status_code == 303
    assert [name for name in FUNCTIONS if not site.settings.agreed(name)] == ["falls"]


def test_what_the_settings_refuse_is_said_and_nothing_is_withdrawn(site: Site, signed_in: dict[Role, Browser]) -> None:
    text = site.file.read_text()
    for name in ("anna", "ben"):
        text = text.replace(f'[[ladder]]\ntell = ["{name}"]', '[[ladder]]\ntell = ["centre"]')
    site.file.write_text(text + '\n[centre]\nurl = "mqtts://centre.example:8883"\n')
    before = site.file.read_text()
    assert site.settings.centre is not None
    answer = signed_in["resident"].post("/consent/withdraw/centre")
    assert answer.status_code == 422 and 'role="alert"' in answer.text
    assert "only the centre, which [consent] does not agree to" in answer.text
    assert site.file.read_text() == before


@pytest.mark.parametrize("name", ["hub", "Falls", "routine detail"])
def test_what_is_no_function_leads_back(name: str, signed_in: dict[Role, Browser]) -> None:
    path = f"/consent/withdraw/{name}"
    assert signed_in["installer"].get(path).headers["location"] == "/consent"
    assert signed_in["installer"].post(path, on="/me").headers["location"] == "/consent"


def test_an_address_says_nothing_that_is_not_so(signed_in: dict[Role, Browser]) -> None:
    for said in ("falls", "<b>x", ""):
        assert "Withdrawn: " not in signed_in["resident"].get(f"/consent?withdrawn={said}&hub=told").text
