"""What the carrier does with a text, and what the hub does then: who is told next, when, and that nobody else is."""

import time
from pathlib import Path
from typing import Any

from tests.support.broker import RealBroker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.home import RunningHub, centre, twilio, zigbee
from tests.support.sue import Sue, sue

wait = RunningHub.until
NUMBERS = {name: f"+4477009001{index:02d}" for index, name in enumerate(("ada", "bob", "cat", "dan", "eve"), 21)}
ADA, BOB, CAT, DAN, EVE = NUMBERS.values()
POLL = 12.0
"""Seconds until a delivery state is known: the hub asks every 10 s while an incident is open."""

HOME = """
[hub]
id = "e2e"
data = "{folder}/data"
[[residents]]
id = "mary"
name = "Mary S"
address_hint = "12 Elm Rd"
[[devices]]
id = "pendant"
name = "Mary's pendant"
use = "help button"
worn_by = "mary"
""" + "".join(
    f'[[contacts]]\nid = "{name}"\nname = "{name.title()}"\nphone = "{number}"\n' for name, number in NUMBERS.items()
)


def hub(folder: Path, home: RealBroker, carrier: Carrier, *rungs: tuple[str, str]) -> RunningHub:
    """A hub whose ladder has these rungs: names, and how long each waits."""
    told = [", ".join(f'"{name}"' for name in names.split()) for names, _ in rungs]
    ladder = "".join(f'[[ladder]]\ntell = [{t}]\nwait = "{w}"\n' for t, (_, w) in zip(told, rungs, strict=True))
    ways = (zigbee(home.port), centre(home.port), twilio(carrier.url, ACCOUNT, SENDER))
    return RunningHub(folder, *ways, ladder=ladder, token=TOKEN, home=HOME)


def became(people: Sue, name: str) -> list[str]:
    """What the newest document of the help call says of each text to somebody."""
    return [each.get("receipt", "") for each in people.of("help")[0]["told"] if each["to"] == name]


def technical(people: Sue) -> list[str]:
    """The technical incidents that the centre knows of."""
    return sorted(document["because"] for document in people.of("technical"))


def close(people: Sue) -> dict[str, Any]:
    """Somebody at the centre ends it; the final document."""
    people.does("close", people.of("help")[0]["id"], outcome="helped")
    return people.until("help", "closed")


def test_each_rung_that_is_known_to_have_failed_starts_the_next(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    """Opted out (21610) and a landline (30006) are never texted again; a phone that is off (30003) is no fault."""
    carrier.behaves(ADA, "refuse", code=21610)
    carrier.behaves(BOB, "fail", code=30003)
    carrier.behaves(CAT, "fail", code=30006)
    rungs = (("ada", "30m"), ("bob cat", "30m"), ("dan", "30m"))
    with sue(home.port) as people, hub(tmp_path, home, carrier, *rungs) as running:
        people.listens(running)
        people.press()
        first = carrier.expect(BOB, "Help button pressed")
        assert ADA not in {sent.to for sent in carrier.sent}, "a refused text was never taken"
        carrier.expect(CAT, "Help button pressed")
        next_ = carrier.expect(DAN, "Help button pressed", within=POLL)
        assert first.clock < next_.clock
        wait(
            lambda: any("refused" in each for each in became(people, "cat")), "the centre knows that Cat has a landline"
        )
        assert [each[:7] for each in became(people, "ada")] == ["refused"]
        assert [each[:7] for each in became(people, "bob")] == ["not yet"]
        wait(lambda: len(technical(people)) == 2, "two holes in the ladder are told")
        assert ["Ada" in technical(people)[0], "Cat" in technical(people)[1]] == [True, True]
        close(people)
        carrier.expect(DAN, "closed")
        carrier.expect(BOB, "closed")  # his phone may be on again: he was told of it, and hears the end
    asked = [path for method, path, given in carrier.requests if method == "POST" and given.get("To") in (ADA, CAT)]
    assert len(asked) == 2, "neither the opted-out phone nor the landline is tried a second time"


def test_a_hiccup_delays_one_text_and_doubles_none(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """Too many requests (429), a broken server (500), no answer at all, and an answer that is lost, all at once."""
    carrier.behaves(ADA, "refuse", status=429, code=20429, times=1)
    carrier.behaves(BOB, "refuse", status=500, code=20500, times=1)
    carrier.behaves(CAT, "hang", times=1)
    carrier.behaves(DAN, "lose answer", times=1)
    with sue(home.port) as people, hub(tmp_path, home, carrier, ("ada bob cat dan", "30m"), ("eve", "30m")) as running:
        people.listens(running)
        people.press()
        pressed = time.monotonic()
        carrier.expect(DAN, "Help button pressed")
        carrier.expect(ADA, "Help button pressed")
        carrier.expect(BOB, "Help button pressed")
        late = carrier.expect(CAT, "Help button pressed")
        assert late.clock - pressed > 4, "the first try to Cat had to time out"
        wait(
            lambda: {became(people, n)[0] for n in ("ada", "bob", "cat", "dan")} <= {"accepted", "delivered"},
            "all went",
        )
        assert technical(people) == [], "a hiccup is nobody's work"
        people.does("acknowledge", people.of("help")[0]["id"])
        for number in (ADA, BOB, CAT, DAN):
            carrier.expect(number, "Sue is going")
        close(people)
        for number in (ADA, BOB, CAT, DAN):
            carrier.expect(number, "closed")


def test_taken_but_never_delivered_waits_for_the_rung_and_no_longer(
    tmp_path: Path, home: RealBroker, carrier: Carrier
) -> None:
    carrier.behaves(ADA, "accept")
    with sue(home.port) as people, hub(tmp_path, home, carrier, ("ada", "6s"), ("bob", "30m")) as running:
        people.listens(running)
        pressed = time.monotonic()
        people.press()
        first = carrier.expect(ADA, "Help button pressed")
        second = carrier.expect(BOB, "Help button pressed", within=10)
        assert second.clock - pressed >= 5.9, "a text that a machine took answers nothing, and is waited for"
        assert second.clock - first.clock <= 8, "and no longer than the rung says, however late the first text left"
        assert became(people, "ada") == ["accepted"]
        assert technical(people) == []
        close(people)
        carrier.expect(ADA, "closed")
        carrier.expect(BOB, "closed")


def test_a_carrier_that_is_down_holds_no_rung_back(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """It answers 500 to everything: the ladder climbs on time, and when it is back all who were asked hear of it."""
    carrier.trouble = Behaviour("refuse", status=503, code=20503)
    with sue(home.port) as people, hub(tmp_path, home, carrier, ("ada", "4s"), ("bob", "30m")) as running:
        people.listens(running)
        people.press()
        wait(lambda: people.of("help") and became(people, "bob"), "the next rung is climbed on time", within=10)
        assert not carrier.sent
        carrier.trouble = None
        carrier.expect(ADA, "Help button pressed")
        carrier.expect(BOB, "Help button pressed")
        close(people)
        carrier.expect(ADA, "closed")
        carrier.expect(BOB, "closed")


def test_credentials_that_are_not_accepted_are_told_at_once(tmp_path: Path, home: RealBroker, carrier: Carrier) -> None:
    """Nobody can be texted: every rung is tried at once, and whoever looks after the hub is told why."""
    with sue(home.port) as people:
        running = hub(tmp_path, home, carrier, ("ada", "30m"), ("bob", "30m"))
        running.environment["CARRIER_TOKEN"] = "another"
        with running:
            people.listens(running)
            people.press()
            wait(
                lambda: people.of("help") and became(people, "bob"), "the next rung is tried at once", within=30
            )  # of 30 min
            wait(lambda: technical(people), "the centre is told", within=POLL)
            assert technical(people) == ["Twilio does not accept the account and token"]
            assert not carrier.sent
            close(people)
