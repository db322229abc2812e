"""The certificate: never complete with anything open, signed, kept, compared, and made anew when a proof comes."""

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.in_force import mark
from hub.pages.site import Site
from hub.pages.visit.compared import differences
from hub.pages.visit.document import Document, Occasion, document, has_gained, pending
from hub.pages.visit.gaining import look
from hub.pages.visit.issuing import is_genuine, opened
from hub.pages.visit.record import Visits
from hub.pages.visit.sheet import View
from hub.pages.visit.step import Proof, Standing, State, Step, Words
from hub.pages.visit.table import STEPS
from hub.settings import load
from tests.pages.conftest import CONFIG, Browser, Clock
from tests.pages.test_visit import begun

AT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
OCCASION = Occasion(home="Mary S", visit=1, begun=AT, begun_by="Ivy", at=AT, by="Ivy", checksum="0" * 64)
DEMO = load(CONFIG)
STATES: tuple[State, ...] = ("done", "to do", "proof pending", "left out")
proofs = st.builds(
    Proof, subject=st.text(max_size=8), says=st.builds(Words, st.text(max_size=8)), proven=st.booleans(),
    kind=st.sampled_from(["sensor", "person", "way out", "access", "resident"]), id=st.sampled_from("abc"),
)  # fmt: skip
standings = st.builds(Standing, state=st.sampled_from(STATES), proofs=st.lists(proofs, max_size=3).map(tuple))
visits = st.lists(standings, min_size=len(STEPS), max_size=len(STEPS))


def made(stood: list[Standing]) -> Document:
    return document(DEMO, tuple(zip(STEPS, stood, strict=True)), OCCASION)


WHOLE = [
    Standing(state="done", proofs=tuple(Proof(kind="sensor", id=d.id, subject=d.name, says=Words("heard"), proven=True)
             for d in DEMO.devices) if step.name == "walk" else ())
    for step in STEPS
]  # fmt: skip


@given(visits)
@settings(deadline=None, max_examples=50)
def test_it_is_complete_only_if_no_step_and_no_proof_is_open(stood: list[Standing]) -> None:
    doc = made(stood)
    open_ = [each for each in stood if each.state in ("to do", "proof pending")]
    unproven = [proof for each in stood for proof in each.proofs if not proof.proven]
    unseen = {d.id for d in DEMO.devices} - {proof.id for each in stood for proof in each.proofs}
    assert doc.complete == (not open_ and not unproven and not unseen)
    assert doc.complete == (not doc.missing)


@given(st.sampled_from(range(len(STEPS))), st.sampled_from(["to do", "proof pending"]))
def test_one_open_step_is_enough_and_stands_there_in_words(index: int, state: State) -> None:
    assert made(WHOLE).complete
    doc = made(
        [*WHOLE[:index], Standing(state=state, says=Words("why"), proofs=WHOLE[index].proofs), *WHOLE[index + 1 :]]
    )
    assert not doc.complete
    assert doc.missing == (Words("{step}: {why}", {"step": Words(STEPS[index].title), "why": Words("why")}),)


@given(visits, visits)
@settings(deadline=None, max_examples=50)
def test_a_certificate_differs_from_none_that_says_the_same_and_gains_only_what_was_pending(
    one: list[Standing], other: list[Standing]
) -> None:
    old, new = made(one), made(other)
    assert differences(old, old) == () and not has_gained(old, old)
    if has_gained(old, new):
        proven = {(line.step, line.proof.id or line.proof.subject) for line in new.proofs if line.proof.proven}
        assert pending(old) & proven


def heard(name: str, device: str, subject: str, proven: bool = True) -> list[Standing]:
    proof = Proof(kind="sensor", id=device, subject=subject, says=Words("heard"), proven=proven)
    return [Standing(state="done", proofs=(proof,) if step.name in (name, "pair") else ()) for step in STEPS]


def test_a_sensor_that_was_replaced_is_said_to_be_another_one_and_not_to_be_gone() -> None:
    def said(old: list[Standing], new: list[Standing]) -> list[tuple[str, str]]:
        words = differences(made(old), made(new))
        return [
            (each.text, each.values["subject"].text) for each in words if "device" in each.text or "No l" in each.text
        ]  # type: ignore[union-attr]

    old = heard("walk", "0x01", "Kitchen motion")
    assert said(old, heard("walk", "0x02", "Kitchen motion")) == [
        ("{subject} is another device than before.", "Kitchen motion")
    ]
    assert said(old, heard("walk", "0x02", "Hall motion")) == [("No longer there: {subject}.", "Kitchen motion")]
    assert said(old, old) == []


def test_the_way_in_and_what_else_an_alarm_rests_on_cannot_be_left_out(site: Site) -> None:
    browser = begun(site)
    for name in ("access", "ways-out", "people", "consent", "home", "rooms"):
        browser.post("/visit/leave-out", on="/me", step=name, because="no time")
    visit = Visits(site.accounts.conn).open()
    assert visit is not None and visit.steps == {}


def help_left_out(site: Site, *rooms: str) -> Document:
    """The certificate of a visit in which all else is proved, and the button was tried in these rooms only."""
    browser = begun(site)
    device = next(each for each in site.settings.devices if each.use == "help button")
    tried = {room: {"at": AT.isoformat(), "heard": True} for room in rooms}
    visits_ = Visits(site.accounts.conn)
    visits_.note("help", site.now(), "Ivy", {"rooms": {device.id: tried}})
    browser.post("/visit/leave-out", on="/me", step="help", because="no time")
    visit = visits_.open()
    assert visit is not None
    how = View(site, visit, {}).stands(next(step for step in STEPS if step.name == "help")).standing
    return made([how if step.name == "help" else whole for step, whole in zip(STEPS, WHOLE, strict=True)])


def test_a_button_that_was_tried_in_one_room_of_many_is_not_proved(site: Site) -> None:
    doc = help_left_out(site, "hall")
    assert not doc.complete
    assert [each.values["why"] for each in doc.missing] == [
        Words("{room}: not tried", {"room": room}) for room in ("Kitchen", "Lounge", "Bedroom", "Bathroom")
    ]


def test_a_button_is_proved_once_it_was_heard_in_the_last_room_and_not_before(site: Site) -> None:
    none, one, all_ = (
        help_left_out(site, *rooms) for rooms in ((), ("bathroom",), [each.id for each in site.settings.rooms])
    )
    assert all_.complete and not none.complete
    assert not [each for each in differences(none, one) if "proved now" in each.text]
    assert "{subject} is proved now: {says}." in [each.text for each in differences(one, all_)]


def give(browser: Browser, do: str = "give") -> str:
    answer = browser.post("/visit/certificate", on="/me", do=do)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def test_an_unfinished_visit_gives_a_certificate_that_says_so_in_words(site: Site) -> None:
    browser = begun(site)
    where = give(browser)
    text = browser.get(where).text
    assert "NOT COMPLETE" in text and "<strong>COMPLETE" not in text
    assert "It is not written down how somebody gets in." in text and "Kitchen motion" in text
    assert site.settings.hub.id in text and re.search(r"<code>[0-9a-f]{64}</code>", text)


def test_it_is_signed_and_a_changed_one_is_found_out(site: Site) -> None:
    browser = begun(site)
    where = give(browser)
    (kept,) = Visits(site.accounts.conn).certificates()
    assert is_genuine(kept)
    whole = json.loads(browser.get(f"{where}/signed").text)
    assert whole["document"] == kept.document and whole["key"] == kept.key
    site.accounts.conn.execute(
        "UPDATE certificates SET document = replace(document, '\"complete\":false', '\"complete\":true')"
    )
    assert "This is not as it was signed." in browser.get(where).text


def test_it_is_kept_for_carers_and_the_resident_and_not_for_responders(
    site: Site, signed_in: dict[str, Browser]
) -> None:
    installer = signed_in["installer"]
    installer.post("/visit/begin", on="/me")
    give(installer, "close")
    for role in ("carer", "resident", "installer"):
        assert "NOT COMPLETE" in signed_in[role].get("/certificate").text
    assert signed_in["responder"].get("/certificate").status_code == 403
    assert signed_in["carer"].get("/certificate/99").status_code == 404
    assert Visits(site.accounts.conn).open() is None
    assert "The last visit was closed" in installer.get("/visit").text


def test_the_next_one_says_what_is_different(site: Site, clock: Clock) -> None:
    browser = begun(site)
    give(browser, "close")
    clock.passes(days=30)
    browser.signs_in("Ivy Fitter")
    browser.post("/visit/begin", on="/me")
    browser.post("/visit/consent/withdraw", on="/me", function="training")
    text = browser.get(give(browser)).text
    assert "Better detection for others is not agreed any more." in text
    assert "The settings are not the same file." in text


class Says:
    """A hub that answers what a test wants."""

    def __init__(self, site: Site, contacts: list[dict[str, Any]]) -> None:
        self.site, self.contacts = site, contacts
        self.in_force = ""
        """The mark of the settings that it works by; empty: those of the file."""

    async def fresh(self, do: str, **_: Any) -> dict[str, Any]:
        in_force = self.in_force or mark(self.site.settings)
        return {"ok": True, "contacts": self.contacts, "devices": [], "links": {}, "settings in force": in_force}


def row(name: str, asked: str | None, answered: str | None) -> dict[str, Any]:
    return {"id": name, "asked": asked, "answered": answered, "receipt": "delivered", "state": "asked"}


def test_an_answer_that_comes_later_makes_a_new_dated_one_by_itself(
    site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, later_ = "2026-11-28T02:50:00+00:00", "2026-11-28T09:00:00+00:00"
    says = Says(site, [row("anna", asked, asked), row("ben", asked, None)])
    monkeypatch.setattr(site.hub, "fresh", says.fresh)
    browser = begun(site)
    assert "Not answered yet: Ben." in browser.get("/visit").text
    give(browser, "close")
    assert asyncio.run(look(site)) is None
    says.contacts = [row("anna", asked, asked), row("ben", asked, later_)]
    clock.passes(hours=7)
    number = asyncio.run(look(site))
    assert number == 2 and asyncio.run(look(site)) is None
    old, new = (opened(each) for each in reversed(Visits(site.accounts.conn).certificates()))
    assert (new.by, new.at > old.at) == ("carehub", True)
    browser.signs_in("Ivy Fitter")
    text = browser.get("/certificate").text
    assert "Ben is proved now: answered the test, 28 Nov 09:00." in text


def test_a_new_number_proves_nothing_yet(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = "2026-11-28T02:50:00+00:00"
    says = Says(site, [row("anna", asked, asked), row("ben", asked, asked)])
    monkeypatch.setattr(site.hub, "fresh", says.fresh)
    browser = begun(site)
    assert "Everybody who is told anything has answered." in browser.get("/visit").text
    browser.post("/visit/people/contact", on="/me", id="ben", name="Ben", phone="+447700900444", can_attend="yes")
    assert "Not tested yet: Ben." in browser.get("/visit").text


def test_a_hub_that_works_by_other_settings_proves_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """It refused the file, or was never told: alarms go to the numbers that it has, not to those that stand here."""
    asked = "2026-11-28T02:50:00+00:00"
    says = Says(site, [row("anna", asked, asked), row("ben", asked, asked)])
    monkeypatch.setattr(site.hub, "fresh", says.fresh)
    browser = begun(site)
    assert "Everybody who is told anything has answered." in browser.get("/visit").text
    says.in_force = "other"
    for path in ("/visit/people", "/visit/consent", "/visit/certificate"):
        assert "The hub does not work by these settings yet." in browser.get(path).text, path
    give(browser, "give")
    made = opened(Visits(site.accounts.conn).certificates()[0])
    people = [line.proof for line in made.proofs if line.step == "people"]
    assert people and not any(proof.proven for proof in people)
    assert any("not by the settings" in each.text for each in made.missing)


def test_a_certificate_over_a_file_that_no_hub_can_read_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site.hub, "fresh", Says(site, []).fresh)
    browser = begun(site)
    site.file.write_text(site.file.read_text() + "\nthis is no toml\n")
    give(browser, "give")
    made = opened(Visits(site.accounts.conn).certificates()[0])
    assert any("not by the settings" in each.text for each in made.missing)


def installed(site: Site) -> None:
    text = site.file.read_text()
    site.file.write_text(text.replace("[consent]", '[home]\nservice = "being installed"\n\n[consent]'))


def test_no_home_goes_into_service_before_an_alarm_can_leave_it(site: Site) -> None:
    installed(site)
    browser = begun(site)
    answer = browser.post("/visit/service", on="/me")
    assert answer.status_code == 422 and "look at the ways out first" in answer.text
    assert site.settings.home.service == "being installed"


def test_nor_without_anybody_on_the_ladder_and_with_both_it_does(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    installed(site)
    browser = begun(site)
    done = Step(name="ways-out", title="Ways out", about="", standing=lambda _: Standing(state="done"))
    monkeypatch.setattr("hub.pages.visit.certificate_pages.step", lambda _: done)
    for name in ("ben", "anna"):
        browser.post("/visit/people/contact", on="/me", id=name, do="remove")
    answer = browser.post("/visit/service", on="/me")
    assert answer.status_code == 422 and "an alarm reaches nobody" in answer.text
    browser.post("/visit/people/contact", on="/me", name="Cleo", phone="+447700900333", climbs="yes", can_attend="yes")
    assert browser.post("/visit/service", on="/me").status_code == 303
    assert site.settings.home.service == "in service"
