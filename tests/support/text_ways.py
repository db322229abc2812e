"""Every way to send texts, as a test asks it: what it took, what it is to do, and the connector that uses it."""

import os
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Protocol

from connectors.modem.patience import Patience
from connectors.modem.texts import ModemTexts
from connectors.modem.words import Lock, State
from connectors.notify_sms import NotifySms
from connectors.twilio_sms import TwilioSms
from hub.model.household import Modem, TextProvider
from hub.ports import Clock, TextWay
from tests.support import notify as govuk
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.modem_beside import beside


class Provider(Protocol):
    """A provider on this machine. `way`: a connector to it, as after a start of the hub."""

    def way(self, clock: Clock) -> TextWay: ...
    def taken(self) -> list[tuple[str, str]]:
        """The texts that it took: number and words."""

    def refuses(self, number: str) -> None:
        """The number will never take a text."""

    def out_of_reach(self, number: str) -> None:
        """The phone is off: the text is taken, and not delivered."""

    def locks_the_account(self) -> None: ...
    def has_too_much_to_do(self) -> None: ...
    def breaks_down(self) -> None: ...
    def hangs(self) -> None: ...
    def loses_the_answer(self, number: str) -> None:
        """It takes the next text, and nobody hears so."""

    def is_gone(self) -> None:
        """It cannot be asked at all."""

    def works_again(self) -> None: ...
    def hears(self, number: str, words: str) -> None:
        """Somebody texts our number."""

    def close(self) -> None: ...

    keeps_replies: bool
    """Whether it lists a reply again that was read: one that does not must have given it only when it was durable."""


class TwilioHere:
    """Twilio, on loopback."""

    keeps_replies = True

    def __init__(self) -> None:
        self._carrier = Carrier().__enter__()

    def way(self, clock: Clock) -> TextWay:
        sms = TextProvider(provider="twilio", sender=SENDER, account=ACCOUNT, api_base=self._carrier.url)
        return TwilioSms(sms, TOKEN, clock)

    def taken(self) -> list[tuple[str, str]]:
        return [(each.to, each.body) for each in self._carrier.sent]

    def refuses(self, number: str) -> None:
        self._carrier.behaves(number, "refuse", code=21211)

    def out_of_reach(self, number: str) -> None:
        self._carrier.behaves(number, "fail", code=30003)

    def locks_the_account(self) -> None:
        self._carrier.trouble = Behaviour("refuse", status=401, code=20003)

    def has_too_much_to_do(self) -> None:
        self._carrier.trouble = Behaviour("refuse", status=429, code=20429)

    def breaks_down(self) -> None:
        self._carrier.trouble = Behaviour("refuse", status=500, code=20500)

    def hangs(self) -> None:
        self._carrier.trouble = Behaviour("hang")

    def loses_the_answer(self, number: str) -> None:
        self._carrier.behaves(number, "lose answer", times=1)

    def is_gone(self) -> None:
        self.breaks_down()

    def works_again(self) -> None:
        self._carrier.trouble = None

    def hears(self, number: str, words: str) -> None:
        self._carrier.replies(number, words)

    def close(self) -> None:
        self._carrier.__exit__()


class NotifyHere:
    """GOV.UK Notify, on loopback."""

    keeps_replies = True

    def __init__(self) -> None:
        self._notify = govuk.Notify().__enter__()

    def way(self, clock: Clock) -> TextWay:
        way = TextProvider(
            provider="notify", sender=govuk.OUR_NUMBER, template=govuk.TEMPLATE, api_base=self._notify.url
        )
        return NotifySms(way, govuk.KEY, clock)

    def taken(self) -> list[tuple[str, str]]:
        return [(each.to, each.body) for each in self._notify.sent]

    def refuses(self, number: str) -> None:
        self._notify.behaves(number, "refuse", error="ValidationError", message=govuk.NOT_A_NUMBER)

    def out_of_reach(self, number: str) -> None:
        self._notify.behaves(number, "temporary-failure")

    def locks_the_account(self) -> None:
        self._trouble(403, "AuthError", "Invalid token: API key not found")

    def has_too_much_to_do(self) -> None:
        self._trouble(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds")

    def breaks_down(self) -> None:
        self._trouble(500, "Exception", "Internal server error")

    def hangs(self) -> None:
        self._notify.trouble = govuk.Behaviour("hang")

    def loses_the_answer(self, number: str) -> None:
        self._notify.behaves(number, "lose answer", times=1)

    def is_gone(self) -> None:
        self.breaks_down()

    def works_again(self) -> None:
        self._notify.trouble = None

    def hears(self, number: str, words: str) -> None:
        self._notify.replies(number, words)

    def close(self) -> None:
        self._notify.__exit__()

    def _trouble(self, status: int, error: str, message: str) -> None:
        self._notify.trouble = govuk.Behaviour("refuse", status=status, error=error, message=message)


class ModemHere:
    """A modem behind a ModemManager, on a bus of its own. What takes a minute there takes no time here."""

    keeps_replies = False

    def __init__(self) -> None:
        self._running = ExitStack()
        self._before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
        self._beside = self._running.enter_context(beside(expected=False))
        self._modem = self._beside.modem
        self._modem.reports_after = 0.0
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = self._beside.address

    def way(self, clock: Clock) -> TextWay:
        at_once = Patience(taken=timedelta(seconds=1), told_after=timedelta(0), settles=timedelta(0))
        return ModemTexts(Modem(), None, clock, at_once)

    def taken(self) -> list[tuple[str, str]]:
        return [(each.number, each.body) for each in self._modem.sent]

    def refuses(self, number: str) -> None:
        self._modem.refuses[number] = "MobileEquipment.DialStringInvalid"

    def out_of_reach(self, number: str) -> None:
        self._modem.reports[number] = 0x46

    def locks_the_account(self) -> None:
        self._beside.do(self._modem.set(state=State.LOCKED, lock=Lock.SIM_PUK))

    def has_too_much_to_do(self) -> None:
        self._modem.fails["Send"] = ["Core.InProgress"]

    def breaks_down(self) -> None:
        self._modem.fails["Send"] = ["Core.Timeout"]

    def hangs(self) -> None:
        self._modem.silent.add("Send")

    def loses_the_answer(self, number: str) -> None:
        self._modem.loses = 1

    def is_gone(self) -> None:
        self._beside.do(self._modem.unplug())

    def works_again(self) -> None:
        self._modem.fails.clear()
        self._beside.do(self._modem.set(state=State.REGISTERED, lock=Lock.NONE))

    def hears(self, number: str, words: str) -> None:
        self._beside.do(self._modem.receive(number, words))

    def close(self) -> None:
        self._running.close()
        if self._before is None:
            del os.environ["DBUS_SYSTEM_BUS_ADDRESS"]
        else:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = self._before


PROVIDERS: dict[str, Callable[[], Provider]] = {"twilio": TwilioHere, "notify": NotifyHere, "modem": ModemHere}
"""Provider -> how it is started here. A new way out is added here, and the contract is asked of it too."""
