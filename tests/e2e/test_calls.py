"""A real hub behind its router, a Studio that runs the flow that we ship, and telephones that ring."""

from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.home import ANNA, BEN, RunningHub, centre, twilio, zigbee
from tests.support.studio import FLOW
from tests.support.sue import Sue, sue

wait = RunningHub.until
LADDER = '[[ladder]]\ntell = ["ben"]\nwait = "10m"\n[[ladder]]\ntell = ["anna"]\nwait = "10m"\n'
CALLS = '[calls]\nflow = "{}"\nnight = "daily 00:00-24:00"\napi_base = "{}"\n'

ACCESS = '[access]\nkey_safe = "left of the back door"\nkey_safe_code = { env = "CAREHUB_TEST_SAFE" }\n'


def hub(folder: Path, home: RealBroker, carrier: Carrier, anna: str = '["text"]') -> RunningHub:
    """Ben has a landline; Anna is texted, and is called as well if she says so. It is always night."""
    sections = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    running = RunningHub(folder, *sections, CALLS.format(FLOW, carrier.url), ladder=LADDER, token=TOKEN)
    running.change(f'phone = "{BEN}"', f'phone = "{BEN}"\nways = ["call"]')
    running.change(f'phone = "{ANNA}"', f'phone = "{ANNA}"\nways = {anna}')
    return running


def told(people: Sue) -> list[tuple[str, str, str]]:
    """To whom, which way, and what is known of it."""
    return [(t["to"], t["way"], t.get("receipt", "")) for t in people.of("help")[0]["told"]]


def test_a_landline_answers_with_a_key(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        people.press()
        carrier.studio.expect(BEN, "Mary S, 12 Elm Road", "help button pressed", "Press 1")
        carrier.studio.takes(BEN)
        people.until("help", "raised")
        carrier.studio.presses(BEN, "1")
        held = people.until("help", "acknowledged")
        assert held["acknowledged_by"] == "Ben", "while the rest of the call is still heard"
        carrier.studio.puts_down(BEN)
        wait(lambda: told(people) == [("ben", "call", "delivered")], "the call is over")
        people.does("close", held["id"], outcome="helped")
        people.until("help", "closed")
        carrier.studio.expect(BEN, "This was over", "You need not go")
        assert carrier.sent == [], "a landline is never texted"


def test_a_landline_asks_how_to_get_in_and_the_code_is_nowhere_but_in_that_call(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    code, spelt = "840271", "8, 4, 0, 2, 7, 1"
    running = hub(tmp_path, home, carrier)
    running.write(running.settings.read_text() + ACCESS)
    running.environment["CAREHUB_TEST_SAFE"] = code
    with sue(home.port) as people, running:
        people.listens(running)
        people.press()
        first = carrier.studio.expect(BEN, "help button pressed")
        carrier.studio.presses(BEN, "1")
        assert "To hear how to get in, press 4." in first.said[-1]
        people.until("help", "acknowledged")
        carrier.studio.presses(BEN, "4")
        again = carrier.studio.expect(BEN, "Press 1 to hear how to get in.")
        carrier.studio.takes(BEN)
        assert not any("8, 4" in said for said in again.said), "a voicemail hears nothing"
        carrier.studio.presses(BEN, "1")
        assert f"Key safe: left of the back door, code {spelt}." in again.said[-1]
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        people.until("help", "closed")
        shown = running.carehub("incident", "K7").stdout
        running.kill()  # with its write-ahead log as it was
        kept = b"".join(path.read_bytes() for path in running.data.rglob("*") if path.is_file())
        running.start()
    assert "(***)" in shown, "it is shown that he was told, and not what"
    held = {"first call": str(first.given), "store": kept.decode(errors="replace"), "log": running.log.read_text()}
    held["centre"] = b"".join(m.payload for m in people.peer.heard).decode(errors="replace")
    assert [where for where, text in held.items() if code in text or spelt in text] == []


def test_a_voicemail_is_nobody_and_the_telephone_rings_once_more(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """And a hub that is killed while it rings asks after that very call when it is back."""
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        people.press()
        carrier.studio.expect(BEN, "Mary S")
        wait(lambda: told(people) == [("ben", "call", "accepted")], "the call was taken")
        running.kill()
        carrier.studio.waits(BEN)
        running.start()
        wait(lambda: "voicemail" in told(people)[0][2], "what took it is known to be nobody", within=15)
        assert people.of("help")[0]["state"] == "raised"
        assert len(carrier.studio.runs) == 1, "not before its minute is over"
        people.does("acknowledge", people.of("help")[0]["id"])
        people.until("help", "acknowledged")


def test_at_night_a_text_and_a_call_and_what_twilio_loses_is_not_made_twice(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    carrier.studio.behaviour = Behaviour("lose answer", times=1)
    running = hub(tmp_path, home, carrier, '["text", "call"]')
    running.change('tell = ["ben"]', 'tell = ["anna", "ben"]')
    running.change('[[ladder]]\ntell = ["anna"]\nwait = "10m"\n', "")
    with sue(home.port) as people, running:
        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        carrier.studio.expect(ANNA, "Mary S")
        carrier.studio.expect(BEN, "Mary S")
        carrier.studio.is_busy(BEN)
        carrier.studio.presses(ANNA, "1")
        assert people.until("help", "acknowledged")["acknowledged_by"] == "Anna"
        carrier.expect(ANNA, "Thank you")
        wait(lambda: ("ben", "call", "not answered: the telephone was busy") in told(people), "Ben's was busy")
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        assert [run.to for run in carrier.studio.runs].count(ANNA) == 1


def test_a_telephone_is_quiet_as_soon_as_somebody_else_has_it(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    running = hub(tmp_path, home, carrier)
    running.change('tell = ["ben"]', 'tell = ["anna", "ben"]')
    running.change('[[ladder]]\ntell = ["anna"]\nwait = "10m"\n', "")
    with sue(home.port) as people, running:
        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        call = carrier.studio.expect(BEN, "Mary S")
        wait(lambda: ("ben", "call", "accepted") in told(people), "it rings")
        carrier.replies(ANNA, "1")
        assert people.until("help", "acknowledged")["acknowledged_by"] == "Anna"
        carrier.expect(ANNA, "Thank you")
        wait(lambda: call.cancelled, "Ben's telephone is quiet", within=10)
        wait(lambda: any("hung up" in receipt for *_, receipt in told(people)), "and that is known")
        assert call.said == []
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        assert [run.to for run in carrier.studio.runs] == [BEN], "nor does it ring again"
