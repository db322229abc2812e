"""A real broker, a real hub, a carrier that behaves like the real one: from the press to the person's answer."""

import json
import re
import time
from pathlib import Path

from hub.shell.reading_again import read_again
from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, centre, press, twilio, zigbee
from tests.support.peer import Peer, peer

wait = RunningHub.until

LADDER = '[[ladder]]\ntell = ["centre", "anna"]\nwait = "2m"\n[[ladder]]\ntell = ["ben"]\nwait = "3m"\n'
TOPICS = ("carehub/e2e/#",)


def hub(tmp_path: Path, home: RealBroker, carrier: Carrier, ladder: str = LADDER) -> RunningHub:
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(tmp_path, *ways, ladder=ladder, token=TOKEN)


def listens(people: Peer) -> None:
    """The centre says that it is there."""
    people.say("carehub/centre/state", '{"online": true}', retain=True)


def documents(people: Peer) -> list[dict[str, object]]:
    """The incident documents that came, without those that only empty a retained one."""
    came = [m for m in people.heard if "/incident/" in str(m.topic) and m.payload]
    return [json.loads(m.payload) for m in came]


def says(people: Peer, **command: object) -> None:
    people.say("carehub/e2e/command", json.dumps({"by": "Sue", **command}))


def received(people: Peer) -> None:
    """The centre's program takes each raised document."""
    for document in documents(people):
        says(people, id=f"r-{document['id']}", type="received", incident=document["id"], version=document["version"])


def test_a_press_is_told_answered_and_closed(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with peer(home.port, *TOPICS) as people, hub(tmp_path, home, carrier) as running:
        listens(people)
        running.hears(people)
        wait(lambda: running.link("centre listening") == "up", "the hub knows that Sue listens")
        people.say("zigbee2mqtt/pendant", press())
        text = carrier.expect(ANNA, "Help button pressed", "Mary S", "Reply 1")
        assert 590 <= int(text.parameters["ValidityPeriod"]) <= 600
        wait(lambda: documents(people), "the centre has the incident")
        assert documents(people)[0]["class"] == "life"
        names = ("carehub.db", "carehub.db-wal", "hub.lock", "hub.sock")
        kept = [running.data, *(running.data / name for name in names)]
        assert [path.name for path in kept if path.stat().st_mode & 0o007] == [], "for its user and group only"
        received(people)
        carrier.replies(ANNA, "1 20")
        wait(lambda: documents(people)[-1]["state"] == "travelling", "Anna's answer is known")
        assert documents(people)[-1]["attending"] == "Anna"
        carrier.expect(ANNA, "Thank you. Mary S", "Reply 3 when you are there")
        carrier.replies(ANNA, "all ok")
        wait(lambda: documents(people)[-1]["state"] == "closed", "the incident is closed")
        assert documents(people)[-1]["outcome"] == "helped"
        assert [i["state"] for i in running.incidents()] == ["closed"]


def test_the_centre_answers_and_those_who_were_told_hear_it(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with peer(home.port, *TOPICS) as people, hub(tmp_path, home, carrier) as running:
        listens(people)
        running.hears(people)
        wait(lambda: running.link("centre listening") == "up", "the hub knows that Sue listens")
        people.say("zigbee2mqtt/pendant", press())
        carrier.expect(ANNA, "Help button pressed")
        wait(lambda: documents(people), "the centre has the incident")
        incident = documents(people)[-1]["id"]
        says(people, id="c1", type="acknowledge", incident=incident)
        carrier.expect(ANNA, "Sue is going")
        says(people, id="c1", type="acknowledge", incident=incident)
        says(people, id="c2", type="close", incident=incident, outcome="spoke to them")
        carrier.expect(ANNA, "closed")
        results = [json.loads(m.payload) for m in people.on("carehub/e2e/result")]
        wait(lambda: len(people.on("carehub/e2e/result")) >= 3, "each command is answered")
        results = [json.loads(m.payload) for m in people.on("carehub/e2e/result")]
        assert [(r["id"], r["ok"]) for r in results] == [("c1", True), ("c1", True), ("c2", True)]


def test_nobody_at_the_centre_means_the_next_rung_at_once(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    only_centre = LADDER.replace('["centre", "anna"]', '["centre"]')
    with peer(home.port, *TOPICS) as people, hub(tmp_path, home, carrier, only_centre) as running:
        running.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        carrier.expect(BEN, "Help button pressed")
        open_now = running.carehub("incidents")
        assert open_now.returncode == 0 and len(re.findall(r"\d\d:\d\d", open_now.stdout)) == 2, "since, and the next"
        answer = running.carehub("ack", "--by", "Ben", "--json")
        assert answer.returncode == 0, answer.stderr
        assert json.loads(answer.stdout)["state"] == "acknowledged"
        carrier.expect(BEN, "Thank you")
        held = running.carehub("incidents")
        assert held.returncode == 0 and "Ben" in held.stdout, held.stdout + held.stderr
        closed = running.carehub("ack", "--by", "Ben", "--does", "close", "--outcome", "helped")
        assert closed.returncode == 0, closed.stderr


def test_a_refused_number_starts_the_next_rung_and_is_told(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    ladder = '[[ladder]]\ntell = ["anna"]\nwait = "2m"\n[[ladder]]\ntell = ["ben"]\nwait = "3m"\n'
    carrier.behaves(ANNA, "refuse", code=21610)
    with peer(home.port, *TOPICS) as people, hub(tmp_path, home, carrier, ladder) as running:
        running.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        carrier.expect(BEN, "Help button pressed")
        wait(lambda: any("Anna" in i["because"] for i in running.incidents() if i["kind"] == "technical"), "a notice")
        assert running.carehub("ack", "--by", "Ben").returncode == 0
        carrier.expect(BEN, "Thank you")


def test_a_kill_between_press_and_answer_loses_nothing(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    with peer(home.port, *TOPICS) as people, hub(tmp_path, home, carrier) as running:
        running.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        carrier.expect(ANNA, "Help button pressed")
        carrier.expect(BEN, "Help button pressed")
        running.kill()
        carrier.replies(ANNA, "1")
        running.start()
        carrier.expect(BEN, "Anna is going")
        carrier.expect(ANNA, "Thank you")
        assert [i["state"] for i in running.incidents() if i["kind"] == "help"] == ["acknowledged"]


def test_a_changed_provider_is_used_without_a_restart_by_hand(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """SIGHUP with another way out while a help call is open: the same incident goes on, by the new way."""
    ladder = '[[ladder]]\ntell = ["anna"]\nwait = "5s"\n[[ladder]]\ntell = ["ben"]\nwait = "3m"\n'
    with (
        peer(home.port, *TOPICS) as people,
        RunningHub(tmp_path, zigbee(home.port), ladder=ladder, token=TOKEN) as hub_,
    ):
        hub_.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        wait(lambda: [i["state"] for i in hub_.incidents()] == ["raised"], "the call is open")
        hub_.write(hub_.settings.read_text() + twilio(carrier.url, ACCOUNT, SENDER))
        hub_.reload()
        carrier.expect(BEN, "Help button pressed")
        assert [i["kind"] for i in hub_.incidents()] == ["help"]
        assert hub_.carehub("ack", "--by", "Ben").returncode == 0
        carrier.expect(BEN, "Thank you")
        carrier.expect(ANNA, "Ben is going")
        assert hub_.ended() is None


def test_settings_that_are_told_of_while_the_hub_begins_are_taken(tmp_path: Path) -> None:
    """SIGHUP from the moment that the hub holds its folder, before it listens: it lives, and has the new settings."""
    with RunningHub(tmp_path) as running:
        running.kill()
        running.start(ready=False)
        wait(lambda: read_again(running.data) == "", "the hub holds its folder")
        running.change('name = "Ben"', 'name = "Benedict"')
        assert read_again(running.data) == ""
        wait(running.answers, "the hub answers")
        wait(lambda: "Benedict" in str(running.ask("contacts")), "it has the new name")


def test_a_hub_that_makes_its_ways_anew_still_stops_when_it_is_told(tmp_path: Path) -> None:
    """SIGTERM right after SIGHUP, at six moments of the short stop and start: it never stays."""
    with RunningHub(tmp_path) as running:
        for turn in range(12):
            running.write(
                running.settings.read_text().split("[access]")[0] + f'[access]\nstreet_door = "door {turn}"\n'
            )
            assert read_again(running.data) == ""
            time.sleep(turn * 0.02)
            running.stop()
            running.start()


def test_a_missing_secret_costs_one_way_out_and_not_the_hub(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """Twilio's token is gone: the hub starts, tells the centre of the press, and says what is missing."""
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    with peer(home.port, *TOPICS) as people, RunningHub(tmp_path, *ways, ladder=LADDER, token="") as running:
        running.hears(people)
        people.say("zigbee2mqtt/pendant", press())
        wait(lambda: [d for d in documents(people) if d["kind"] == "help"], "the centre has the press")
        wait(lambda: [i for i in running.incidents() if "sms cannot be used" in i["because"]], "a person is told")
