"""How to get in, end to end: whoever goes is told; nothing that the hub keeps, says or writes down holds the code."""

from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, centre, twilio, zigbee
from tests.support.sue import sue

DOOR, SAFE = "C7391X", "8402X7"
ACCESS = """
[access]
street_door = "blue door"
street_door_code = { env = "CAREHUB_TEST_DOOR" }
key_safe = "left of the back door"
key_safe_code = { env = "CAREHUB_TEST_SAFE" }
dog = "Bess, friendly"
"""


def test_the_code_is_nowhere_but_in_the_text(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER), ACCESS)
    running = RunningHub(tmp_path, *ways, token=TOKEN)
    running.environment |= {"CAREHUB_TEST_DOOR": DOOR, "CAREHUB_TEST_SAFE": SAFE}
    with sue(home.port) as people, running:
        people.listens(running)
        people.press()
        first = carrier.expect(ANNA, "Help button pressed")
        carrier.replies(ANNA, "1")
        people.until("help", "acknowledged")
        carrier.expect(ANNA, "Thank you", "KEY for how to get in")
        carrier.behaves(ANNA, "lose answer", times=1)  # sent, and asked for in the provider's list before it goes again
        carrier.replies(ANNA, "KEY")
        key = carrier.expect(ANNA, "Key safe")
        inside = carrier.expect(ANNA, "Dog: Bess")
        assert f"Street door: blue door, code {DOOR}. Key safe: left of the back door, code {SAFE}." in key.body
        running.kill()  # with its write-ahead log as it was
        kept = b"".join(path.read_bytes() for path in running.data.rglob("*") if path.is_file())
        running.start()
        people.does("close", people.of("help")[0]["id"], outcome="helped")
        carrier.expect(ANNA, "please delete the texts that say how to get in")
        carrier.expect(ANNA, "closed")
        shown = running.carehub("incident", "K7").stdout + running.carehub("incidents", "--all", "--json").stdout
    assert b"Anna was told how to get in" in kept, "the record is there"
    assert "(***)" in shown, "and what it shows of the text"
    said = b"".join(m.payload for m in people.peer.heard)
    log = running.log.read_bytes()
    kept += b"".join(path.read_bytes() for path in running.data.rglob("*") if path.is_file())
    for code in (DOOR, SAFE):
        assert code not in first.body
        assert code not in inside.body
        assert [
            where for where, held in (("store", kept), ("centre", said), ("log", log)) if code.encode() in held
        ] == []
        assert code not in shown
    assert b"Bess" not in said
    assert BEN not in {sent.to for sent in carrier.sent}
