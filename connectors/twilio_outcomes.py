"""What Twilio's answers mean for an alarm (behaviour 15): it may go later, or never, and who must mend what.

Trouble with the account (credentials, credit, sender) is `TryAgain` and not `Refused`, for three reasons. The number is
fine, and must not be remembered as one that can never be texted. Somebody may put it right within minutes, and then the
text should still go: an alarm is never lost. And the ladder still climbs at once, because it is marked `unreachable`:
waiting for an answer to a text that did not leave helps nobody. Who must mend it is told by `fault_of`, from which the
connector makes a `FaultChanged` of its own.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from connectors.text_waits import ACCOUNT_AFTER, UNREACHABLE_AFTER, back_off
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain

Fault = Literal["sms credentials", "sms credit", "sms credit low", "sms sender"]

PRIVACY_REFUSED = frozenset({30029, 30030})
"""Codes for `ContentRetention` and `AddressRetention` on an account that may not use them."""


class Failed(Struct, frozen=True):
    """A request that did not succeed. `unsure`: Twilio may have done it all the same. No `status`: no answer came."""

    message: str
    status: int | None = None
    code: int | None = None
    unsure: bool = True

    @property
    def privacy(self) -> bool:
        """True if Twilio refused the privacy parameters, and nothing else."""
        return self.code in PRIVACY_REFUSED or (self.status == 400 and "retention" in self.message.lower())


class Message(Struct, frozen=True, kw_only=True):
    """A text as Twilio lists it. `sent` is by Twilio's clock."""

    sid: str
    sender: str
    to: str
    body: str
    inbound: bool
    status: str
    code: int | None
    sent: datetime | None


class Credit(Struct, frozen=True):
    """What is left on the account."""

    balance: float
    currency: str

    @property
    def left(self) -> str:
        """What is left, in words."""
        return f"{self.balance:.2f} {self.currency}".strip()


_CREDENTIALS = {
    20003: "Twilio does not accept the account and token",
    20006: "Twilio does not let this account send",
    20403: "Twilio does not let this account send",
    20404: "Twilio does not know this account",
}
_CREDIT = {
    402: "the Twilio account has no credit",
    10001: "the Twilio account is not active",
    20005: "the Twilio account is not active (often: no credit)",
    30002: "the Twilio account is suspended (often: no credit)",
    30010: "the text costs more than the account allows",
    63038: "the Twilio account has used up its texts for today",
    90010: "the Twilio account is not active (often: no credit)",
}
_SENDER = {
    21212: "our own number is not valid",
    21603: "our own number is missing",
    21606: "our own number cannot send texts",
    21659: "our own number does not belong to this Twilio account",
    21660: "our own number does not belong to this Twilio account",
    21701: "the messaging service does not exist",
    21703: "the messaging service has no number",
    21704: "the messaging service has no number",
    30034: "our own number is not registered with the carriers",
}
_NUMBER = {
    21211: "not a telephone number",
    21214: "the number cannot be reached",
    21217: "not a telephone number",
    21604: "there is no number",
    21614: "not a mobile number",
    30005: "the number is not in use",
    30006: "a landline, or a network that takes no texts",
}
_BLOCKED = {  # the number is fine: the next text may pass, and by another carrier this one too
    30004: "the text was blocked",
    30007: "the carrier took the text for unwanted mail",
}
_THIS_TEXT = {  # the number is fine: the next text may pass, and waiting for this one helps nobody
    21602: "the text is empty",
    21617: "the text is too long",
    **_BLOCKED,
}
_REFUSED = {
    21408: ("Twilio account may not text this country", "region"),
    21608: ("a trial account may text only the numbers it has checked", "trial account"),
    21610: ("this phone has opted out of our texts: its owner must text START to our number", "opt-out"),
    21612: ("Twilio has no route from our number to this one", "route"),
    **{code: (because, "") for code, because in _NUMBER.items()},
}
"""Never, and what a person must mend. The number itself (no fault, and an opt-out) is remembered by the engine."""
_LATER = {
    21611: "too many texts wait to leave our number",
    20429: "Twilio has too many requests from us",
    30001: "the carrier's queue is full",
    30008: "the carrier gave no reason",
    30017: "the carrier's network is congested",
    30022: "too many texts from our number",
    30410: "the carrier did not answer Twilio",
}
_NOT_NOW = {
    **_THIS_TEXT,
    30003: "the phone is off or out of reach",
    30036: "the phone was not reached while the text was true",
}


def refusal(status: int | None, code: int | None, message: str, tried: int = 1) -> TryAgain | Refused:
    """What an error answer means. `tried` is how often in a row this number has failed for a passing reason.

    Where Twilio itself broke down (5xx) the code is the status, which says to the outbox that it may have gone out.
    """
    if code is not None and code in _REFUSED:
        because, mend = _REFUSED[code]
        return Refused(because=because, code=code, fault=mend)
    if code is not None and code in _NOT_NOW:
        return TryAgain(because=_NOT_NOW[code], code=code, after=UNREACHABLE_AFTER, unreachable=True,
                        way_fails=code in _BLOCKED)  # fmt: skip
    if fault := fault_of(status, code):
        return TryAgain(because=fault[1], code=code, after=ACCOUNT_AFTER, unreachable=True, way_fails=True)
    because = _LATER.get(code or 0) or f"Twilio answered {status or code}: {message[:120]}"
    broken = status is not None and status >= 500
    return TryAgain(because=because, code=status if broken else code, after=back_off(tried), way_fails=True)


def fault_of(status: int | None, code: int | None) -> tuple[Fault, str] | None:
    """What a person must mend in the Twilio account, and why; None if the account is not to blame."""
    faults: tuple[tuple[Fault, dict[int, str]], ...] = (
        ("sms credentials", _CREDENTIALS), ("sms credit", _CREDIT), ("sms sender", _SENDER),
    )  # fmt: skip
    for fault, table in faults:
        if code is not None and code in table:
            return fault, table[code]
    if status == 402:
        return "sms credit", _CREDIT[402]
    if status in (401, 403):
        return "sms credentials", _CREDENTIALS[20003]
    return None


def fate(status: str, code: int | None, sid: str) -> Receipt:
    """What Twilio's status of a text that it took means. `Accepted` says nothing new."""
    if status in ("delivered", "read"):
        return Delivered()
    if status in ("failed", "undelivered", "canceled"):
        return refusal(None, code, f"the text was {status}")
    return Accepted(provider_id=sid)
