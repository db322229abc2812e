"""Ended, stopped, started twice and told of new settings, while people deal with an incident."""

import json
from pathlib import Path

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, centre, twilio, zigbee
from tests.support.sue import Sue, sue

wait = RunningHub.until
LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "30m"\n[[ladder]]\ntell = ["ben"]\nwait = "30m"\n'
BENS_NEW = "+447700900113"


def hub(folder: Path, home: RealBroker, carrier: Carrier) -> RunningHub:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=LADDER, token=TOKEN)


def states(people: Sue) -> list[bool]:
    """What the hub said of itself: online, offline."""
    return [json.loads(m.payload)["online"] for m in people.peer.on("carehub/e2e/state")]


def test_killed_in_every_state_nothing_is_forgotten_and_nobody_is_told_twice(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:

        def dies(state: str) -> None:
            wait(lambda: running.ask("status")["outbox"] == 0, "all has left")
            running.kill()
            running.start()
            [incident] = [i for i in running.incidents() if i["kind"] == "help"]
            assert (incident["id"], incident["state"]) == (document["id"], state)

        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        document = people.received()
        dies("raised")
        people.does("acknowledge", document["id"])
        carrier.expect(ANNA, "Sue is going")
        dies("acknowledged")
        people.does("travelling", document["id"], minutes=20)
        people.until("help", "travelling")
        carrier.expect(ANNA, "Sue is on the way")
        dies("travelling")
        people.does("with_resident", document["id"])
        people.until("help", "with_resident")
        carrier.expect(ANNA, "Sue is there now")
        dies("with_resident")
        people.does("close", document["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        people.until("help", "closed")
        dies("closed")
    assert False in states(people), "each time the broker told the centre that the hub was gone"


def test_a_clean_stop_says_goodbye_and_the_next_start_carries_on(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        document = people.received()
        running.stop()
        wait(lambda: states(people)[-1] is False, "the centre hears goodbye")
        people.does("close", document["id"], outcome="helped")
        running.start()
        carrier.expect(ANNA, "closed")
        wait(lambda: states(people)[-1] is True, "the centre hears that it is back")


def test_a_second_hub_on_the_same_folder_is_refused(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with hub(tmp_path, home, carrier) as running:
        second = running.carehub("run")
        assert second.returncode != 0
        assert f"Another hub (process {running.pid}) already runs" in second.stderr
        assert "Traceback" not in second.stderr
        assert running.answers()


def test_new_settings_while_an_incident_is_open(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """Ben has a new number; a file that cannot be read changes nothing and is told, until it is put right."""
    with sue(home.port) as people, hub(tmp_path, home, carrier) as running:
        people.listens(running)
        people.press()
        carrier.expect(ANNA, "Help button pressed")
        document = people.received()
        good = running.settings.read_text()
        running.change("tell = [", "tell = ]")
        running.reload()
        people.until("technical", "raised")
        assert "the old settings stay in force" in people.of("technical")[0]["because"]
        running.write(good)
        running.change(BEN, BENS_NEW)
        running.change('wait = "30m"\n[[ladder]]\ntell = ["ben"]', 'wait = "1s"\n[[ladder]]\ntell = ["ben"]')
        running.reload()
        # The changed ladder is climbed from its top, where Anna has been asked already.
        carrier.expect(BENS_NEW, "Help button pressed")
        people.does("close", document["id"], outcome="helped")
        carrier.expect(ANNA, "closed")
        carrier.expect(BENS_NEW, "closed")
        assert people.until("help", "closed")["id"] == document["id"]
