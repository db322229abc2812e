"""What a modem's states and ModemManager's errors mean, and what people hear of them."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from connectors.modem.failures import DID_NOT_GO, Failed, did_not_go, receipt
from connectors.modem.standing import DO, SAYS, Kind, standing, why_locked
from connectors.modem.words import ERROR, Lock, Registration, State, WhyFailed
from hub.model.effects import Refused, TryAgain
from hub.model.events import FaultChanged, LinkChanged
from hub.model.household import Modem
from tests.connectors.modem.modem_home import QUICK, home, text
from tests.support.door import RecordingDoor, until
from tests.support.modem_manager import IMEI, OWN, FakeModemManager

READY = {"State": 8, "UnlockRequired": 1, "SignalQuality": [67, True], "EquipmentIdentifier": IMEI, "OwnNumbers": [OWN]}
NETWORK = {"RegistrationState": 1, "OperatorName": "Test Network"}


def tree(network: dict[str, Any] | None = None, texts: bool = True, path: str = "/m/1", **said: Any) -> dict[str, Any]:
    """ModemManager's objects with one modem."""
    held = {"org.freedesktop.ModemManager1.Modem": READY | said}
    held["org.freedesktop.ModemManager1.Modem.Modem3gpp"] = NETWORK | (network or {})
    if texts:
        held["org.freedesktop.ModemManager1.Modem.Messaging"] = {"Messages": []}
    return {path: held}


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("ready", tree()),
        ("ready", tree(State=11)),
        ("ready", tree(UnlockRequired=int(Lock.SIM_PIN2))),
        ("no modem", {}),
        ("no modem", {"/m/1": {}}),
        ("failed", tree(State=-1)),
        ("sim missing", tree(State=-1, StateFailedReason=int(WhyFailed.SIM_MISSING))),
        ("sim missing", tree(State=-1, StateFailedReason=int(WhyFailed.ESIM_WITHOUT_PROFILES))),
        ("sim", tree(State=-1, StateFailedReason=int(WhyFailed.SIM_ERROR))),
        ("pin", tree(State=2, UnlockRequired=int(Lock.SIM_PIN))),
        ("puk", tree(State=2, UnlockRequired=int(Lock.SIM_PUK))),
        ("locked", tree(State=2, UnlockRequired=8)),
        ("starting", tree(State=2, UnlockRequired=0)),
        ("starting", tree(State=1)),
        ("off", tree(State=3)),
        ("no network", tree(State=7)),
        ("not accepted", tree(State=7, network={"RegistrationState": int(Registration.DENIED)})),
        ("not accepted", tree(State=6, network={"RegistrationState": int(Registration.EMERGENCY_ONLY)})),
        ("no texts", tree(texts=False)),
        ("service", Failed("")),
        ("service", Failed("org.freedesktop.DBus.Error.ServiceUnknown")),
        ("service", Failed("org.freedesktop.DBus.Error.Spawn.ExecFailed")),
        ("access", Failed("org.freedesktop.DBus.Error.AccessDenied")),
        # What another program might say, or a later version.
        ("starting", tree(State="on", UnlockRetries=7, SignalQuality=0, OwnNumbers=None)),
    ],
)
def test_each_state_of_a_modem_has_its_words(kind: Kind, seen: Any) -> None:
    found = standing(seen)
    assert found.kind == kind
    assert found.because and not found.because.endswith(".")
    assert (found.do == "") == (kind == "ready")


def test_of_several_modems_the_one_of_the_settings_is_used_or_the_one_that_works() -> None:
    both = tree(State=7) | tree(path="/m/2", EquipmentIdentifier="356938035643809")
    assert getattr(standing(both).modem, "path", "") == "/m/2"
    assert getattr(standing(both, IMEI).modem, "path", "") == "/m/1"
    assert standing(both, "1" * 15).kind == "another modem"
    assert set(SAYS) | {"service", "access"} == set(DO)


@pytest.mark.parametrize(
    ("error", "becomes"),
    [
        ("MobileEquipment.SimNotInserted", ("the SIM is missing", True)),
        ("Message.SimPin", ("the SIM asks for a PIN", True)),
        ("Message.NoNetwork", ("no network here", True)),
        ("Core.Unauthorized", ("the hub's user may not use the modem", True)),
        ("Core.InProgress", ("the modem is busy", False)),
        ("Core.Surprise", ("the modem says: ?", True)),
    ],
)
def test_an_error_says_in_plain_words_why_a_text_did_not_go(error: str, becomes: tuple[str, bool]) -> None:
    later = receipt(Failed(ERROR + error, "?"))
    assert isinstance(later, TryAgain)
    assert (later.because, later.unreachable, later.code) == (*becomes, DID_NOT_GO)


def test_what_was_not_answered_may_have_left() -> None:
    for name in ("", "org.freedesktop.DBus.Error.NoReply", f"{ERROR}Message.NetworkTimeout"):
        later = receipt(Failed(name))
        assert isinstance(later, TryAgain) and later.code is None and not later.unreachable
    assert isinstance(receipt(Failed(f"{ERROR}MobileEquipment.DialStringInvalid")), Refused)


def faults(door: RecordingDoor) -> list[tuple[str, str]]:
    """What people hear that they must mend, and when it is over."""
    told, standing_ = [], set()
    for each in door.of(FaultChanged):
        if each.present:
            standing_.add(each.cause)
            told.append((each.cause, each.because))
        elif each.cause in standing_:
            standing_.discard(each.cause)
            told.append((each.cause, "over"))
    return told


def ups(door: RecordingDoor) -> list[bool]:
    return [each.up for each in door.of(LinkChanged)]


def test_a_modem_that_vanishes_and_comes_back_is_told_and_used_again() -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            await modem.unplug()
            await until(lambda: ups(door) == [True, False], "it is gone")
            gone = await texts.send(text())
            assert gone == did_not_go("there is no modem")
            await modem.plug()
            await until(lambda: ups(door) == [True, False, True], "it is back")
            await texts.send(text())
            assert len(modem.sent) == 1
            assert faults(door) == []

    asyncio.run(story())


def test_modem_manager_that_dies_is_told_and_used_again() -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            await modem.die()
            await until(lambda: ups(door) == [True, False], "it is gone")
            assert door.of(LinkChanged)[-1].because == "ModemManager does not run"
            await modem.start(modem.address)
            await until(lambda: ups(door) == [True, False, True], "it is back")
            await texts.send(text())
            assert len(modem.sent) == 1

    asyncio.run(story())


def test_a_modem_manager_that_answers_nothing_is_told() -> None:
    hasty = structs.replace(QUICK, answer=timedelta(seconds=1))

    async def story() -> None:
        async with home(patience=hasty) as (texts, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            modem.silent.add("GetManagedObjects")
            await until(lambda: ups(door) == [True, False], "it says nothing")
            silent = await texts.send(text())
            assert isinstance(silent, TryAgain) and silent.because == "ModemManager does not answer"
            modem.silent.clear()
            await until(lambda: ups(door) == [True, False, True], "it is back")

    asyncio.run(story())


def test_a_modem_that_is_off_is_switched_on() -> None:
    async def story() -> None:
        modem = FakeModemManager(state=State.DISABLED)
        async with home(manager=modem) as (texts, modem, door):
            await until(lambda: ups(door)[-1:] == [True], "it works")
            assert modem.asked.count("Enable") == 1
            await texts.send(text())
            assert len(modem.sent) == 1

    asyncio.run(story())


def locked(tries: int | None = 3) -> FakeModemManager:
    return FakeModemManager(state=State.LOCKED, lock=Lock.SIM_PIN, tries=tries)


def test_a_sim_with_a_pin_is_unlocked_each_time_that_it_asks() -> None:
    async def story() -> None:
        async with home(pin="1234", manager=locked()) as (_, modem, door):
            await until(lambda: ups(door)[-1:] == [True], "it works")
            await modem.unplug()
            await until(lambda: ups(door)[-1:] == [False], "a power cut")
            await modem.plug(State.LOCKED, lock=Lock.SIM_PIN)
            await until(lambda: ups(door)[-1:] == [True], "it works again")
            assert modem.asked.count("SendPin") == 2
            assert faults(door) == []

    asyncio.run(story())


def test_a_wrong_pin_is_never_sent_twice_even_by_the_next_run() -> None:
    async def story() -> None:
        modem = locked()
        for _ in range(3):
            async with home(pin="9999", manager=modem) as (_texts, _modem, door):
                await until(lambda d=door: faults(d), "a person is told")  # type: ignore[misc]
                await asyncio.sleep(0.1)
        assert modem.asked.count("SendPin") == 1
        assert modem.said("org.freedesktop.ModemManager1.Modem", "UnlockRetries") == {2: 2}
        says = "a wrong one was entered already, 2 tries are left, and the hub does not use them"
        assert faults(door) == [("modem pin", f"the SIM asks for a PIN: {says}")]

    asyncio.run(story())


@pytest.mark.parametrize(
    ("pin", "tries", "says"),
    [
        (None, 3, "the SIM asks for a PIN, and modem.pin is not set"),
        ("1234", None, "the SIM asks for a PIN, and the modem cannot tell how many tries are left"),
        ("1234", 999, "the SIM asks for a PIN, and the modem cannot tell how many tries are left"),
        ("1234", 1, "the SIM asks for a PIN: a wrong one was entered already, 1 tries are left"),
    ],
)
def test_a_pin_is_never_tried_blindly(pin: str | None, tries: int | None, says: str) -> None:
    async def story() -> None:
        async with home(pin=pin, manager=locked(tries)) as (_, modem, door):
            await until(lambda: faults(door), "a person is told")
            assert faults(door)[0][1].startswith(says)
            assert "SendPin" not in modem.asked
            assert all(each.life_saving for each in door.of(FaultChanged) if each.present)

    asyncio.run(story())


def test_a_missing_sim_is_told_after_a_reset_and_once_and_so_is_its_return() -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            await modem.set(state=State.FAILED, why=WhyFailed.SIM_MISSING)
            await until(lambda: "Reset" in modem.asked, "a reset is tried")
            await modem.plug(State.FAILED, why=WhyFailed.SIM_MISSING)
            await until(lambda: faults(door), "a person is told")
            later = await texts.send(text())
            assert isinstance(later, TryAgain) and later.because == "the SIM is missing"
            await asyncio.sleep(0.2)
            assert faults(door) == [("modem sim missing", "the SIM is missing")]
            await modem.unplug()
            await modem.plug()
            await until(lambda: len(faults(door)) == 2, "it is over")
            assert faults(door)[1] == ("modem sim missing", "over")
            assert modem.asked.count("Reset") == 1, "the next reset is put off"

    asyncio.run(story())


def test_a_network_that_refuses_the_sim_is_a_persons_work_and_none_at_all_is_a_link_that_is_down() -> None:
    async def story() -> None:
        async with home() as (_, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            await modem.set(state=State.SEARCHING, registration=2)
            await until(lambda: ups(door) == [True, False], "no network")
            assert door.of(LinkChanged)[-1].because == "no network here"
            await modem.set(registration=int(Registration.DENIED))
            await until(lambda: faults(door), "the SIM is not accepted")
            await modem.set(state=State.REGISTERED, registration=1)
            await until(lambda: ups(door)[-1], "it works again")
            assert [cause for cause, _ in faults(door)] == ["modem not accepted"] * 2

    asyncio.run(story())


def test_a_modem_that_takes_no_text_is_reset() -> None:
    async def story() -> None:
        async with home() as (texts, modem, _):
            modem.fails["Send"] = ["Core.Failed"]
            for _ in range(3):
                await texts.send(text())
            assert "Reset" not in modem.asked
            await until(lambda: "Reset" in modem.asked, "a reset is tried")

    asyncio.run(story())


def test_a_weak_signal_is_told_once_and_its_end_only_when_it_is_well_above() -> None:
    async def story() -> None:
        async with home() as (_, modem, door):
            await until(lambda: ups(door) == [True], "it works")
            await modem.set(signal=12)
            await until(lambda: faults(door), "it is told")
            for signal in (19, 22, 29):
                await modem.set(signal=signal)
                await asyncio.sleep(0.15)
            weak = ("modem signal", "the modem hears its network at 12 % only, so texts may not leave")
            assert faults(door) == [weak]
            await modem.set(signal=31)
            await until(lambda: len(faults(door)) == 2, "it is over")
            assert not any(each.life_saving for each in door.of(FaultChanged) if each.present)

    asyncio.run(story())


CREDIT = Modem(credit_code="*#1345#", credit_pattern=r"balance is £([0-9.]+)")


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Your balance is £12.50.", None),
        ("Your balance is £1.50. Top up!", ("modem credit low", "the modem's SIM has little credit left", False)),
        ("Your balance is £0.00", ("modem credit", "the modem's SIM has no credit left (Your balance is £0.00)", True)),
        ("Welcome! 1 Menu 2 Exit", ("modem credit unread", "the network's answer about the SIM's credit", False)),
    ],
)
def test_credit_is_told_where_the_network_tells_it_and_is_never_guessed(
    says: str, told: tuple[str, str, bool] | None
) -> None:
    async def story() -> None:
        modem = FakeModemManager()
        modem.ussd = says
        async with home(CREDIT, manager=modem) as (texts, modem, door):
            await until(lambda: "Cancel" in modem.asked, "the network is asked")
            await until(lambda: not told or faults(door), "people are told")
            await asyncio.sleep(0.1)
            raised = [each for each in door.of(FaultChanged) if each.present]
            assert [(e.cause, e.life_saving) for e in raised] == ([(told[0], told[2])] if told else [])
            assert not told or raised[0].because.startswith(told[1])
            assert await texts.examine(door) is not (told is not None and told[2])
            assert modem.asked.count("Initiate") == 1, "once a day"

    asyncio.run(story())


def test_a_network_that_cannot_be_asked_for_credit_is_asked_again_later_and_nobody_is_told() -> None:
    async def story() -> None:
        modem = FakeModemManager()
        modem.ussd = None
        async with home(CREDIT, manager=modem, patience=QUICK) as (_, modem, door):
            await until(lambda: modem.asked.count("Initiate") >= 2, "it is asked again")
            assert faults(door) == []

    asyncio.run(story())


def test_what_an_earlier_run_told_is_ended_by_the_first_look() -> None:
    async def story() -> None:
        async with home() as (_, _modem, door):
            await until(lambda: ups(door) == [True], "it works")
            ended = {each.cause for each in door.of(FaultChanged) if not each.present}
            assert {"modem sim missing", "modem pin", "modem puk", "modem access", "modem signal"} <= ended

    asyncio.run(story())


def test_whoever_is_asked_for_a_pin_knows_why_the_hub_does_not_enter_it() -> None:
    seen = standing(tree(State=2, UnlockRequired=2, UnlockRetries={2: 3})).modem
    assert seen is not None
    assert why_locked(seen, has_pin=True) == "the SIM asks for a PIN, and does not take the one of modem.pin"
