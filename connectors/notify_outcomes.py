"""What GOV.UK Notify's answers mean for an alarm (behaviour 15). It has no codes: the sort of error and its words tell.

As with Twilio, trouble with the account is `TryAgain`: the number is fine, and somebody may put it right in time.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from connectors.text_waits import ACCOUNT_AFTER, UNREACHABLE_AFTER, back_off
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain

Fault = Literal["sms credentials", "sms credit", "sms sender", "sms template"]
PREFIX = "notify:"
"""Begins every id of Notify's that the hub keeps, so that no other provider is asked for it."""
BODY = "((body))"
"""All that the template says: the hub's own words, whatever they are."""


class Failed(Struct, frozen=True):
    """A request that did not succeed. `unsure`: Notify may have done it all the same. No `status`: no answer came."""

    message: str
    status: int | None = None
    error: str = ""
    unsure: bool = True


class Sent(Struct, frozen=True):
    """A text that Notify took, by its own id."""

    id: str
    status: str


class Reply(Struct, frozen=True, kw_only=True):
    """A text that somebody sent to us. `sent` is by Notify's clock."""

    id: str
    number: str
    to: str
    body: str
    sent: datetime | None


class Template(Struct, frozen=True):
    """The template that every text is made from."""

    kind: str
    body: str


_FAULTS: tuple[tuple[str, Fault, str], ...] = (
    ("template", "sms template", "GOV.UK Notify cannot use the template"),
    ("personalisation", "sms template", f"the template at GOV.UK Notify asks for more than {BODY}"),
    ("sms_sender_id", "sms sender", "GOV.UK Notify does not know sender_id"),
    ("not allowed to send", "sms sender", "GOV.UK Notify does not let this service send texts"),
)
"""Words in a refusal (400) -> what a person must mend."""

_REFUSED: tuple[tuple[str, str, str], ...] = (
    ("team-only", "this API key may text only the team: a live key is needed", "trial account"),
    ("trial mode", "the service is in trial mode and may text only its team", "trial account"),
    ("international", "the service may not text this country", "region"),
    ("phone_number", "not a number that GOV.UK Notify can text", ""),
    ("phone number", "not a number that GOV.UK Notify can text", ""),
)
"""Words in a refusal -> why it will never go, and what a person must mend (nothing: it is the number itself)."""

_THIS_TEXT = (("cannot be longer", "the text is too long"), ("message is empty", "the text is empty"))


def refusal(failed: Failed, tried: int = 1) -> TryAgain | Refused:
    """What an error answer means. `tried` is how often in a row this number has failed for a passing reason."""
    if failed.status is None:
        return TryAgain(because=failed.message, after=back_off(tried), way_fails=True)
    if fault := fault_of(failed):
        return TryAgain(
            because=fault[1], code=failed.status, after=ACCOUNT_AFTER, unreachable=True, way_fails=True
        )  # fmt: skip
    return (failed.status == 400 and _bad_request(failed)) or TryAgain(
        because=f"GOV.UK Notify answered {failed.status}: {failed.message[:120]}", code=failed.status,
        after=back_off(tried), way_fails=True,
    )  # fmt: skip


def _bad_request(failed: Failed) -> TryAgain | Refused | None:
    words = failed.message.lower()
    for sign, because in _THIS_TEXT:
        if sign in words:
            return TryAgain(because=because, code=400, after=UNREACHABLE_AFTER, unreachable=True)
    for sign, because, mend in _REFUSED:
        if sign in words:
            return Refused(because=because, code=400, fault=mend)
    return None


def fault_of(failed: Failed) -> tuple[Fault, str] | None:
    """What a person must mend at Notify, and why; None if the service and its key are not to blame."""
    if failed.status in (401, 403):
        if "clock" in failed.message.lower():
            return "sms credentials", "GOV.UK Notify says that this hub's clock is wrong"
        return "sms credentials", "GOV.UK Notify does not accept the API key"
    if failed.status == 429 and failed.error == "TooManyRequestsError":
        return "sms credit", "GOV.UK Notify has sent as many texts as it may today"
    if failed.status == 400:
        words = failed.message.lower()
        return next(((fault, because) for sign, fault, because in _FAULTS if sign in words), None)
    return None


def template_fault(answer: Template | Failed) -> str | None:
    """Why no text can be made from the template; None if one can, or if Notify could not be asked."""
    if isinstance(answer, Failed):
        return "GOV.UK Notify does not know the template" if answer.status in (400, 404) else None
    if answer.kind != "sms":
        return f"the template at GOV.UK Notify is for {answer.kind}, not for texts"
    return None if BODY in answer.body else f"the template at GOV.UK Notify has no {BODY}"


def fate(status: str, id_: str) -> Receipt:
    """What Notify's status of a text that it took means. `Accepted` says nothing new.

    A permanent failure is the number's: there is none such, or its network refuses texts. A temporary one comes after
    up to 72 h of trying; a technical one is between Notify and the networks.
    """
    match status:
        case "delivered":
            return Delivered()
        case "permanent-failure":
            return Refused(because="the number is not in use, or its network refuses texts")
        case "temporary-failure":
            because = "the phone is off or out of reach"
            return TryAgain(because=because, after=UNREACHABLE_AFTER, unreachable=True)
        case "technical-failure":
            because = "GOV.UK Notify could not hand the text to a network"
            return TryAgain(because=because, after=ACCOUNT_AFTER, unreachable=True, way_fails=True)
        case _:
            return Accepted(provider_id=f"{PREFIX}{id_}")


def number(told: str) -> str:
    """A number as Notify writes it, 447700900111, as everybody else does. A name or a short code stays what it is."""
    return f"+{told}" if told.isdigit() and len(told) > SHORT_CODE else told


SHORT_CODE = 6
"""Digits of the longest short code in the United Kingdom: no telephone."""
