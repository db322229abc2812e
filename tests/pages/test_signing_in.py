"""Signing in: who, how long, how guessing is made slow without keeping a carer out at night."""

from hub.pages.accounts import second_factor
from hub.pages.routes import PAGES
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, Browser, Clock, everybody


def test_a_carer_signs_in_and_is_led_where_she_wanted_to_go(site: Site) -> None:
    everybody(site)
    browser = Browser(site)
    asked = browser.get("/me?x=1")
    assert asked.headers["location"] == "/sign-in?next=%2Fme%3Fx%3D1"
    assert browser.signs_in("  anna   CARER ", next="/me").headers["location"] == "/me"
    assert "Anna Carer" in browser.get("/me").text


def test_nobody_is_led_to_another_site(site: Site) -> None:
    everybody(site)
    for evil in ("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        assert Browser(site).signs_in("Anna Carer", next=evil).headers["location"] == "/"


def test_a_name_that_nobody_has_and_a_wrong_password_are_told_alike(site: Site) -> None:
    everybody(site)
    answers = {
        Browser(site).signs_in(name, "something else").text.replace(name, "") for name in ("Anna Carer", "Nobody")
    }
    assert all("Name or password is wrong." in each for each in answers)


def test_guessing_is_made_slow_and_the_telephone_that_is_known_gets_in_all_the_same(site: Site, clock: Clock) -> None:
    everybody(site)
    hers, stranger = Browser(site), Browser(site)
    assert hers.signs_in("Anna Carer").status_code == 303
    hers.post("/sign-out", on="/me")
    for _ in range(5):
        assert stranger.signs_in("Anna Carer", "a wrong password").status_code == 422
    assert stranger.signs_in("Anna Carer").status_code == 429  # even with the right one
    assert hers.signs_in("Anna Carer").status_code == 303
    clock.passes(seconds=31)
    assert stranger.signs_in("Anna Carer", "a wrong password").status_code == 422
    clock.passes(seconds=31)
    assert stranger.signs_in("Anna Carer").status_code == 429, "the wait doubles"


def test_a_thousand_guesses_take_days(site: Site, clock: Clock) -> None:
    everybody(site)
    began = clock.at
    for _ in range(30):
        while site.accounts.sign_in("Anna Carer", "guess", "10.0.0.9", "", clock.at).__class__.__name__ == "Wait":
            clock.passes(seconds=30)
    assert (clock.at - began).total_seconds() > 4 * 3600


def test_a_session_is_over_when_nobody_uses_it_and_an_installers_sooner(signed_in, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    clock.passes(hours=3)
    assert signed_in["installer"].get("/me").status_code == 303
    assert signed_in["carer"].get("/me").status_code == 200
    clock.passes(days=31)
    assert signed_in["carer"].get("/me").status_code == 303
    assert signed_in["resident"].get("/me").status_code == 200


def test_signing_out_ends_the_session_for_whoever_has_copied_its_cookie_too(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    copy = Browser(site)
    copy.client.cookies.update(dict(signed_in["carer"].client.cookies))
    assert copy.get("/me").status_code == 200
    signed_in["carer"].post("/sign-out", on="/me")
    assert copy.get("/me").status_code == 303


def test_a_new_password_signs_every_other_browser_out(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    other = Browser(site)
    other.signs_in("Anna Carer")
    new = "eight blue teapots"
    wrong = signed_in["carer"].post("/me/password", on="/me", old="wrong", password=new, again=new)
    assert wrong.status_code == 422 and "old password is wrong" in wrong.text
    assert signed_in["carer"].post("/me/password", on="/me", old=PASSWORD, password=new, again=new).status_code == 303
    assert signed_in["carer"].get("/me").status_code == 200
    assert other.get("/me").status_code == 303
    assert Browser(site).signs_in("Anna Carer").status_code == 422
    assert Browser(site).signs_in("Anna Carer", new).status_code == 303


def test_a_second_factor_is_asked_for_and_no_digits_count_twice(signed_in, site: Site, clock: Clock) -> None:  # type: ignore[no-untyped-def]
    hers = signed_in["carer"]
    anna = next(each for each in site.accounts.people() if each.name == "Anna Carer")
    secret = site.accounts.second_secret(anna)
    shown = hers.get("/me/second").text
    assert "data:image/svg" in shown and secret[:4] in shown
    step = int(clock.at.timestamp()) // 30
    assert hers.post("/me/second", digits="000000").status_code == 422
    assert hers.post("/me/second", digits=second_factor.code(secret, step)).status_code == 303
    other = Browser(site)
    asked = other.signs_in("Anna Carer")
    assert asked.status_code == 200 and "six digits" in asked.text and PASSWORD not in asked.text
    half = asked.text.split('name="half" value="')[1].split('"')[0]
    assert other.post("/sign-in", half=half, digits=second_factor.code(secret, step)).status_code == 422, "used before"
    clock.passes(seconds=30)
    assert other.post("/sign-in", half=half, digits=second_factor.code(secret, step + 1)).status_code == 303
    assert other.get("/me").status_code == 200
    assert other.post("/sign-in", on="/me", half=half, digits=second_factor.code(secret, step + 1)).status_code == 422


def test_the_digits_are_those_of_rfc_6238() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # the RFC's own: "12345678901234567890"
    assert [second_factor.code(secret, at // 30) for at in (59, 1111111109, 20000000000)] == [
        "287082",
        "081804",
        "353130",
    ]


def test_a_removed_person_is_out_at_once_and_the_last_installer_stays(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    people = {each.name: str(each.id) for each in site.accounts.people()}
    assert (
        signed_in["installer"].post("/accounts/remove", on="/accounts", person=people["Anna Carer"]).status_code == 303
    )
    assert signed_in["carer"].get("/me").status_code == 303
    refused = signed_in["installer"].post("/accounts/remove", on="/accounts", person=people["Ivy Fitter"])
    assert refused.status_code == 422 and "last installer" in refused.text
    trail = signed_in["installer"].get("/accounts/trail").text
    assert "took back signing in" in trail and "Anna Carer" in trail


def without_anna(site: Site) -> None:
    """The contact Anna leaves the settings, and Carol comes."""
    text = site.file.read_text()
    site.file.write_text(text.replace('"anna"', '"carol"').replace('name = "Anna"', 'name = "Carol"'))


def test_an_id_that_is_given_again_is_another_persons(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    """A contact leaves, and a new one gets the id: whoever was linked to the first acts for nobody but themselves."""
    asked = signed_in["carer"].client.cookies.get("carehub")
    before, text = site.session(asked), site.file.read_text()
    assert before is not None and before.acts_as == "anna"
    without_anna(site)
    assert site.session(asked) is None
    browser = Browser(site)
    browser.signs_in("Anna Carer")
    again = browser.client.cookies.get("carehub")
    gone = site.session(again)
    assert gone is not None and gone.acts_as == "Anna Carer"
    site.file.write_text(text.replace('name = "Anna"', 'name = "anna carer"'))
    after = site.session(again)
    assert after is not None and after.acts_as == "Anna Carer (by account)", "nor by a name that somebody has there now"


def test_who_left_the_settings_is_signed_out_and_answers_nothing_until_linked_anew(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    carer, ivy = signed_in["carer"], signed_in["installer"]
    assert "Anna Carer" in ivy.get("/accounts").text and "Has left the settings" not in ivy.get("/accounts").text
    without_anna(site)
    assert carer.get("/").status_code == 303, "signed out"
    carer = Browser(site)
    carer.signs_in("Anna Carer")
    for each in (each for each in PAGES if each.right is not None):
        path = each.example or each.path
        answer = carer.get(path) if each.method == "GET" else carer.client.post(path, data={})
        refused = "This page is not for you" in answer.text
        assert refused is (each.right not in ("own account", "how it is", "incidents")), path
    assert carer.get("/live?of=rooms").status_code == 204
    assert "Whom your account was linked to has left" in carer.get("/routine").text
    (anna,) = (each for each in site.accounts.people() if each.left)
    assert "Has left the settings" in ivy.get("/accounts").text
    nobody = ivy.post("/accounts/link", on="/accounts", person=str(anna.id), contact="nobody")
    assert nobody.status_code == 422 and carer.get("/routine").status_code == 403
    assert ivy.post("/accounts/link", on="/accounts", person=str(anna.id), contact="carol").status_code == 303
    assert carer.get("/routine").status_code == 200
    found = site.session(carer.client.cookies.get("carehub"))
    assert found is not None and (found.acts_as, found.role) == ("carol", "carer")
    trail = ivy.get("/accounts/trail").text
    assert "ended the link of whoever left the settings" in trail and "linked somebody anew" in trail


def test_an_installer_who_leaves_the_settings_goes_on_installing(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    ivy = signed_in["installer"]
    site.accounts.conn.execute("UPDATE people SET contact = 'anna' WHERE role = 'installer'")
    without_anna(site)
    assert ivy.get("/accounts").status_code == 200
    (who,) = (each for each in site.accounts.people() if each.role == "installer")
    assert (who.contact, who.left) == ("", False)


def test_that_an_account_ends_with_its_contact_is_said_where_somebody_is_taken_out(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    ivy = signed_in["installer"]
    ivy.post("/visit/begin", on="/me")
    for path in ("/visit/people", "/settings/at/contacts/0", "/settings/at/residents/0"):
        assert "answers no alarm until it is linked anew" in ivy.get(path).text, path
    assert "linked anew" not in ivy.get("/settings/at/rooms/0").text


def test_nobody_is_made_one_who_left(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    said = {"name": "Zed", "role": "left the settings", "password": PASSWORD}
    assert signed_in["installer"].post("/accounts/add", on="/accounts", **said).status_code == 422
