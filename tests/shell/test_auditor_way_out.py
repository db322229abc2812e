"""Whom the auditor tells, by which way, and the next one if that fails."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from hub.auditor_pings import Pings
from hub.auditor_way_out import WayOut, people, ways
from hub.model.household import Settings
from hub.settings import parse
from tests.shell.virtual import HOME
from tests.support.carrier import ACCOUNT, TOKEN, Behaviour, Carrier
from tests.support.outside import Outside

CARL = "+447700900113"
CONTACTS = f'[[contacts]]\nid = "carl"\nname = "Carl"\nphone = "{CARL}"\n[[contacts]]\nid = "dot"\nname = "Dot"\n'


def provider(table: str, url: str, sender: str) -> str:
    return (
        f'[{table}]\nprovider = "twilio"\nsender = "{sender}"\naccount = "{ACCOUNT}"\napi_base = "{url}"\n'
        f'token = {{ env = "{table.replace(".", "_").upper()}_TOKEN" }}\n'
    )


@pytest.fixture
def carriers(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Carrier]]:
    """A carrier for each way; a text that no test expected fails it."""
    with Carrier() as own, Carrier() as second, Carrier() as first:
        found = {"audit.sms": own, "sms.second": second, "sms": first}
        for name in found:
            monkeypatch.setenv(f"{name.replace('.', '_').upper()}_TOKEN", TOKEN)
        yield found
        for carrier in found.values():
            carrier.assert_nothing_else()


def home(carriers: dict[str, Carrier], more: str = '[audit]\ntell = ["carl"]\n') -> Settings:
    senders = {"audit.sms": "+447700900002", "sms.second": "+447700900001", "sms": "+447700900000"}
    order = [name for name in ("sms", "sms.second", "audit.sms") if name in carriers]
    return parse(HOME + CONTACTS + more + "".join(provider(n, carriers[n].url, senders[n]) for n in order), "hub.toml")


def run(story: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(story)


async def tell(settings: Settings, body: str = "CareHub 03:07: Mary S: the hub has stopped.") -> bool:
    way = WayOut(settings)
    try:
        return await way.tell([(contact, body) for contact in people(settings)])
    finally:
        way.stop()


def test_its_own_way_comes_first_and_the_hubs_own_last(carriers: dict[str, Carrier]) -> None:
    assert [way.sender for way in ways(home(carriers))] == ["+447700900002", "+447700900001", "+447700900000"]
    assert run(tell(home(carriers)))
    assert carriers["audit.sms"].expect(CARL, "the hub has stopped").parameters["ValidityPeriod"] == "599"


@pytest.mark.parametrize(
    "trouble",
    [
        Behaviour("refuse", status=401, code=20003), Behaviour("refuse", status=503, code=20503),
        Behaviour("refuse", code=21610), Behaviour("garbage"),
    ],
    ids=["credentials", "down", "opted out", "a log-in page"],
)  # fmt: skip
def test_a_way_that_does_not_take_it_is_followed_by_the_next(carriers: dict[str, Carrier], trouble: Behaviour) -> None:
    carriers["audit.sms"].trouble = trouble
    assert run(tell(home(carriers)))
    carriers["sms.second"].expect(CARL, "the hub has stopped")
    for sent in carriers["audit.sms"].sent:  # it was taken, but nobody could tell
        carriers["audit.sms"].expect(sent.to)


def test_when_no_way_takes_it_nobody_was_told(carriers: dict[str, Carrier]) -> None:
    for carrier in carriers.values():
        carrier.trouble = Behaviour("refuse", status=503, code=20503)
    assert not run(tell(home(carriers)))


def test_a_secret_that_is_not_there_costs_its_way_only(
    carriers: dict[str, Carrier], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AUDIT_SMS_TOKEN")
    assert run(tell(home(carriers)))
    carriers["sms.second"].expect(CARL, "the hub has stopped")


def test_everybody_who_is_named_is_told_and_a_phone_that_refuses_keeps_nobody_else_from_it(
    carriers: dict[str, Carrier],
) -> None:
    for carrier in carriers.values():
        carrier.behaves(CARL, "refuse", code=21610)
    assert run(tell(home(carriers, '[audit]\ntell = ["carl", "ben"]\n')))
    carriers["audit.sms"].expect("+447700900112", "the hub has stopped")


@pytest.mark.parametrize(
    ("audit", "told"),
    [("", ["anna"]), ("[audit]\n", ["anna"]), ('[audit]\ntell = ["carl", "ben"]\n', ["carl", "ben"])],
)
def test_who_is_told(audit: str, told: list[str]) -> None:
    assert [contact.id for contact in people(parse(HOME + CONTACTS + audit, "hub.toml"))] == told


def pings(outside: Outside, *beats: tuple[float, bool | None, str]) -> list[tuple[str, str]]:
    """What the service outside is asked for, one beat after the other."""

    async def story() -> None:
        watching = Pings(parse(HOME + f'[audit]\nping = "{outside.url}"\n', "hub.toml"))
        for at, well, because in beats:
            watching.beat(at, well, because)
            if watching._task is not None:
                await watching._task
        watching.stop()

    run(story())
    return [("fail" if path.endswith("/fail") else "well", body) for _, path, body in outside.pings]


def test_a_ping_a_minute_and_the_first_at_a_moment_of_its_own() -> None:
    with Outside() as outside:
        found = pings(outside, *((float(second), True, "") for second in range(0, 600, 5)))
    assert len(found) in (9, 10) and {what for what, _ in found} == {"well"}
    settings = parse(HOME + '[audit]\nping = "https://outside.example/x"\n', "hub.toml")
    firsts = sorted(Pings(settings)._first for _ in range(1000))
    assert firsts[0] >= 0 and firsts[-1] <= 60
    assert all(200 <= sum(low <= first < low + 15 for first in firsts) <= 300 for low in (0, 15, 30, 45))


def test_what_changes_is_said_at_once_and_what_nobody_knows_is_not_said() -> None:
    with Outside() as outside:
        found = pings(
            outside, (0, None, ""), (100, None, ""), (105, True, ""), (110, True, ""), (115, False, "frozen"),
            (120, False, "frozen"), (125, None, ""), (130, True, ""), (135, True, ""),
        )  # fmt: skip
    assert found == [("well", ""), ("fail", "frozen"), ("well", "")]


def test_a_hub_that_is_ill_from_the_beginning_is_said_at_once() -> None:
    with Outside() as outside:
        assert pings(outside, (0, None, ""), (5, False, "missing")) == [("fail", "missing")]


def test_a_ping_that_did_not_arrive_is_tried_again_soon() -> None:
    with Outside() as outside:
        outside.unreachable()
        url = outside.url

        async def story() -> None:
            watching = Pings(parse(HOME + f'[audit]\nping = "{url}"\n', "hub.toml"))
            watching.beat(0.0, True, "")
            for at in (100.0, 105.0, 120.0):
                if at == 120.0:
                    outside.reachable()
                watching.beat(at, True, "")
                assert watching._task is not None
                await watching._task
            watching.stop()

        run(story())
        assert len(outside.pings) == 1


def test_without_an_address_nothing_is_asked_for() -> None:
    async def story() -> None:
        watching = Pings(parse(HOME, "hub.toml"))
        watching.beat(100.0, True, "")
        watching.beat(200.0, False, "frozen")
        assert watching._task is None
        watching.stop()

    run(story())
