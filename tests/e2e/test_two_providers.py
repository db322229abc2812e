"""A real hub with two providers of texts: the first fails in every way there is, and people are told all the same."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import notify as govuk
from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.home import ANNA, BEN, RunningHub, press, twilio, zigbee
from tests.support.notify import Notify
from tests.support.peer import Peer, peer

wait = RunningHub.until
IN_TIME = 15.0
"""Seconds from the press to the second provider, whatever the first does (behaviour 9a)."""


@pytest.fixture
def notify() -> Iterator[Notify]:
    """A Notify that must not have been sent anything that no test expected."""
    with Notify() as running:
        yield running
        running.assert_nothing_else()


def hub(folder: Path, home: RealBroker, first: str, second: Notify, *, token: str = TOKEN) -> RunningHub:
    """Twilio at `first`, and Notify behind it."""
    behind = (
        f'[sms.second]\nprovider = "notify"\nsender = "{govuk.OUR_NUMBER}"\ntemplate = "{govuk.TEMPLATE}"\n'
        f'token = {{ env = "NOTIFY_KEY" }}\napi_base = "{second.url}"\n'
    )
    running = RunningHub(folder, zigbee(home.port), twilio(first, ACCOUNT, SENDER), behind, token=token)
    running.environment["NOTIFY_KEY"] = govuk.KEY
    return running


def help_call(running: RunningHub) -> dict[str, object]:
    """The help call as the hub knows it."""
    return next(each for each in running.incidents() if each["kind"] == "help")


def pressed(people: Peer) -> float:
    people.say("zigbee2mqtt/pendant", press())
    return time.monotonic()


@pytest.mark.parametrize("trouble", ["nothing listens", "it breaks down"])
def test_the_second_tells_in_time_what_the_first_cannot(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify, trouble: str
) -> None:
    first = "http://127.0.0.1:9" if trouble == "nothing listens" else carrier.url
    carrier.trouble = Behaviour("refuse", status=500, code=20500)
    with peer(home.port) as people, hub(tmp_path, home, first, notify) as running:
        running.hears(people)
        pressed(people)  # that nothing is waited for, tests/connectors/test_failover.py proves on any machine
        notify.expect(ANNA, "Help button pressed", "Mary S", within=IN_TIME)
        assert not carrier.sent


def test_while_the_first_hangs_the_second_has_it_in_time_and_its_reply_stops_the_ladder(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify
) -> None:
    carrier.trouble = Behaviour("hang")
    with peer(home.port) as people, hub(tmp_path, home, carrier.url, notify) as running:
        running.hears(people)
        begun = pressed(people)
        alarm = notify.expect(ANNA, "Help button pressed", "Mary S", within=IN_TIME)
        assert 5 <= alarm.clock - begun < IN_TIME
        notify.replies(ANNA, "1 20")
        wait(lambda: help_call(running)["state"] == "travelling", "Anna's reply is read at Notify")
        notify.expect(ANNA, "Thank you", within=IN_TIME)
        assert not [each for each in notify.sent if each.to == BEN], "the ladder stopped"


def test_a_locked_account_is_told_by_the_other_way(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify
) -> None:
    with peer(home.port) as people, hub(tmp_path, home, carrier.url, notify, token="another") as running:
        running.hears(people)
        pressed(people)
        alarm = notify.expect(ANNA, "Help button pressed", "Mary S", within=IN_TIME)
        notify.expect(ANNA, "Twilio does not accept the account and token")
        notify.replies(ANNA, f"1 20 {alarm.body.rstrip('.').split()[-1]}")
        wait(lambda: help_call(running)["state"] == "travelling", "Anna's reply, with its code, is read at Notify")
        notify.expect(ANNA, "Thank you")
        notify.expect(ANNA, "Twilio does not accept", "help button pressed")  # whoever goes hears what does not work


def test_the_first_comes_back_and_is_the_first_again(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify
) -> None:
    carrier.trouble = Behaviour("refuse", status=503, code=20503)
    with peer(home.port) as people, hub(tmp_path, home, carrier.url, notify) as running:
        running.hears(people)
        pressed(people)
        notify.expect(ANNA, "Help button pressed", within=IN_TIME)
        wait(lambda: "down" in running.link("texts by Twilio"), "the hub says that Twilio is down")
        assert running.link("sms") == "up", "texts can be sent"
        carrier.trouble = None
        wait(lambda: running.link("texts by Twilio") == "up", "Twilio is asked, and works again", within=45)
        notify.replies(ANNA, "all ok")
        wait(lambda: help_call(running)["state"] == "closed", "Anna has ended it")
        pressed(people)
        carrier.expect(ANNA, "Help button pressed")


def test_a_kill_while_the_first_hangs_loses_nothing_and_reads_no_reply_twice(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify
) -> None:
    carrier.trouble = Behaviour("hang")
    with peer(home.port) as people, hub(tmp_path, home, carrier.url, notify) as running:
        running.hears(people)
        pressed(people)
        wait(lambda: carrier.requests and any(way == "POST" for way, _, _ in carrier.requests), "the first is asked")
        running.kill()
        running.start()
        notify.expect(ANNA, "Help button pressed")
        notify.replies(BEN, "what is this?")
        notify.expect(BEN, "nothing is open")
        notify.replies(ANNA, "1 20")
        wait(lambda: help_call(running)["state"] == "travelling", "Anna's reply is read")
        notify.expect(ANNA, "Thank you")
        running.kill()
        running.start()
        seen = len(notify.requests)
        wait(lambda: any("received" in path for _, path, _ in notify.requests[seen:]), "the list is read again")
        time.sleep(1)
        assert help_call(running)["state"] == "travelling"


def test_a_text_that_the_first_took_and_could_not_deliver_goes_by_the_second(
    tmp_path: Path, home: RealBroker, carrier: Carrier, notify: Notify
) -> None:
    """Filtered by the carrier (30007), which comes back only with the fate: nobody waits for the next rung."""
    carrier.behaves(ANNA, "fail", code=30007)
    with peer(home.port) as people, hub(tmp_path, home, carrier.url, notify) as running:
        running.hears(people)
        pressed(people)
        carrier.expect(ANNA, "Help button pressed")
        notify.expect(ANNA, "Help button pressed")
