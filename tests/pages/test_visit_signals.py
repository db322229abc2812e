"""How well each device was heard is kept, stands on the certificate, and is compared with the one before."""

from typing import Any

import msgspec
import pytest

from hub.model.ids import DeviceId
from hub.pages.site import Site
from hub.pages.visit.compared import differences
from hub.pages.visit.devices import places
from hub.pages.visit.devices.around import around
from hub.pages.visit.devices.margins import LAST
from hub.pages.visit.document import Document, document, signals
from hub.pages.visit.issuing import opened
from hub.pages.visit.record import Visits
from hub.pages.visit.signal_change import change
from hub.pages.visit.step import About, Proof, Signal, Standing, Words
from hub.pages.visit.table import STEPS
from tests.pages.conftest import NIGHT, Browser, Clock
from tests.pages.test_visit import begun
from tests.pages.test_visit_certificate import DEMO, OCCASION, give

TAG = DeviceId("C3:00:00:12:34:56")
ENTRY = f'\n[[devices]]\nid = "{TAG}"\nname = "Shed motion"\nroom = "hall"\nuse = "motion"\n'


@pytest.fixture
def ivy(site: Site) -> Browser:
    site.file.write_text(site.file.read_text() + ENTRY)
    return begun(site)


def hears(site: Site, *values: int) -> None:
    """The radio hears it so well, in this order."""
    signals = around(site).signals
    signals.forget(TAG)
    for value in values:
        signals._came(TAG, value)


@pytest.fixture(autouse=True)
def _no_radio(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is heard is told by the test: nobody listens."""
    monkeypatch.setattr("hub.pages.visit.devices.signals.Signals.look", lambda *_: None)


def noted(site: Site) -> dict[str, Any]:
    visit = Visits(site.accounts.conn).open()
    assert visit is not None
    found: dict[str, Any] = visit.step("place").notes.get("margins", {})
    return found


def line(of: Document) -> Proof:
    return next(each.proof for each in of.proofs if each.step == "place" and each.proof.id == TAG)


def newest(site: Site) -> Document:
    return opened(Visits(site.accounts.conn).certificates()[0])


def test_what_was_measured_is_kept_also_of_few_messages_which_prove_nothing_yet(ivy: Browser, site: Site) -> None:
    hears(site, -60, -71)
    ivy.get("/visit/place")
    assert (noted(site)[TAG]["worst"], noted(site)[TAG]["count"]) == (-71, 2)
    text = ivy.get("/visit/certificate").text
    assert "-71 dBm at worst, 19 to spare, measured at 03:00 on 28 Nov 2026, of 2 messages only" in text
    assert "Its signal is not known yet: Shed motion." in ivy.get("/visit/place").text
    hears(site, -60, -71, -66, -82, -61)
    ivy.get("/visit/place")
    hears(site, -55)  # the pages began anew: one message is no reason to forget five
    ivy.get("/visit/place")
    assert (noted(site)[TAG]["worst"], noted(site)[TAG]["count"]) == (-82, LAST)
    text = ivy.get("/visit/certificate").text
    assert "a weak signal: -82 dBm at worst, 8 to spare, measured at 03:00 on 28 Nov 2026" in text
    give(ivy)
    assert line(newest(site)).signal == Signal(-82, "dBm", LAST)


def test_the_next_visit_sees_how_it_was_and_the_certificate_by_how_much_it_is_weaker(
    ivy: Browser, site: Site, clock: Clock
) -> None:
    hears(site, *[-60] * LAST)
    assert "On the certificate of" not in ivy.get("/visit/place").text
    give(ivy, do="close")
    hears(site)
    clock.passes(days=40)
    ivy.signs_in("Ivy Fitter")
    ivy.post("/visit/begin", on="/me")
    text = ivy.get("/visit/place").text
    assert "On the certificate of 03:00 on 28 Nov 2026: -60 dBm at worst." in text and "It is weaker" not in text
    hears(site, *[-84] * LAST)
    ivy.get("/visit/place")
    assert "It is weaker by 24 dB: -60 dBm then, -84 dBm now." in ivy.get("/visit/place").text
    number = give(ivy)
    assert "The signal of Shed motion is weaker by 24 dB: -60 dBm then, -84 dBm now." in ivy.get(number).text
    ivy.post("/me/language", on="/me", language="cy")
    assert "Mae signal Shed motion yn wannach o 24 dB" in ivy.get(number).text


@pytest.mark.parametrize(
    ("before", "now", "says"),
    [
        (Signal(90), Signal(81), None), (Signal(90), Signal(80), "weaker by {much}"),
        (Signal(60), Signal(200), "stronger by {much}"), (Signal(-60, "dBm"), Signal(-65, "dBm"), None),
        (Signal(-60, "dBm"), Signal(-66, "dBm"), "weaker by {much}"), (Signal(90), Signal(-60, "dBm"), None),
    ],
)  # fmt: skip
def test_only_what_is_more_than_comes_and_goes_is_told(before: Signal, now: Signal, says: str | None) -> None:
    found = change(before, now)
    assert (found is None) if says is None else (found is not None and found.text.startswith(says))


def of(signal: Signal | None) -> Document:
    proof = Proof(kind="sensor", id=TAG, subject="Shed motion", says=Words("x"), proven=True, signal=signal)
    stood = [Standing(state="done", proofs=(proof,) if step.name == "place" else ()) for step in STEPS]
    return document(DEMO, tuple(zip(STEPS, stood, strict=True)), OCCASION)


def test_a_certificate_of_before_signals_were_kept_is_read_and_compared(site: Site) -> None:
    old = msgspec.to_builtins(of(None))
    for each in old["proofs"]:
        del each["proof"]["signal"]
    before = msgspec.convert(old, Document, strict=False)
    assert signals(before) == {} and differences(before, of(Signal(90))) == ()
    assert [each.text for each in differences(of(Signal(90)), of(Signal(40)))] == [
        "The signal of {subject} is {change}."
    ]


def test_without_a_measurement_nothing_is_made_up() -> None:
    about = About(settings=DEMO, notes={}, now=NIGHT)
    assert all(each.signal is None for each in places.standing(about).proofs)
