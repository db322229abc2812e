"""What a Studio flow and Twilio's answers mean for a call. Pure: the network is `connectors.twilio_studio`'s.

A key is all that a person can say; whatever else a call ended with is `Unanswered`. Trouble with the account is
`TryAgain` and a fault, as for texts (`connectors.twilio_outcomes` says why).
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from connectors.text_waits import ACCOUNT_AFTER, back_off
from connectors.twilio_outcomes import Failed
from hub.model.effects import Accepted, Call, Delivered, Receipt, Refused, TryAgain, Unanswered

Fault = Literal["call credentials", "call credit", "call flow", "call sender"]

ASKS = ("ask", "ask_cy", "ask_again", "ask_again_cy")
"""The flow's widgets that take a key, in the order in which one call can reach them."""
AFTER = {"after_1": "1", "after_1_cy": "1"}
"""The flow's widgets that take one more key after an answer, and the key that was the answer."""
CALLS = "call"
"""The flow's widget that makes the call."""
ANSWERS = {"going": "1", "cannot": "2"}
"""What the flow notes where one of the two keys was pressed, and that key."""
MORE_AFTER = "1"
"""The key after which there is more to say."""
ENDED = {
    "busy": "the telephone was busy",
    "not taken": "nobody took the call",
    "failed": "the call could not be put through",
    "no key": "it was taken, and no key was pressed (a voicemail, perhaps)",
}
PUT_DOWN = "it was put down before a key was pressed"
NOT_KNOWN = "what became of it is not known"
HUNG_UP = "it was hung up: nobody need answer it any more"
HangUp = Literal["hung up", "no need", "not yet"]
"""What came of hanging up: "no need" where somebody has picked up, or it is over; "not yet" where it is being made."""
RINGS = frozenset({"queued", "initiated", "ringing"})
"""States of a call (Twilio's Call resource) that nobody has picked up yet."""

UNDER_WAY_AFTER = 10.0
"""Seconds until it is tried again, where another call to the same telephone is still under way."""

FOLLOWED = timedelta(minutes=15)
"""How long a call is asked after: it may have waited 10 min to be made, and none lasts longer than 4 (45 s of ringing,
twice 40 s of words, 8 s for a key, once more after a wrong one)."""


class Execution(Struct, frozen=True):
    """One run of the flow: one call. `began` is by Twilio's clock."""

    sid: str
    to: str
    active: bool
    began: datetime | None


class Heard(Struct, frozen=True):
    """What a run of the flow has noted so far. `keys` in the order in which they were pressed.

    `then`: a key that was pressed after the answer; the answer, and it.
    """

    keys: tuple[str, ...] = ()
    answer: str = ""
    mark: str = ""
    then: tuple[str, str] | None = None


class Flow(Struct, frozen=True):
    """The flow as Twilio has it. `lacks`: what a call needs and it has not. `old`: it says nothing after key 1."""

    published: bool
    lacks: tuple[str, ...] = ()
    old: bool = False


def mark(call: Call) -> str:
    """What tells this call from others in Twilio's list; it says nothing to anybody else."""
    return sha256(call.key.encode()).hexdigest()[:16]


def parameters(call: Call) -> dict[str, str]:
    """What the flow is given: the words, the voice's language, and the mark. Nothing else leaves."""
    more = {"then": call.then, "more": "yes"} if call.then else {}
    return {"says": call.says, "language": call.language, "call": mark(call), **more}


def heard(context: object) -> Heard:
    """What the context of a run says, whatever else is in it."""
    noted = _text(context, "flow", "variables", "answer")
    pressed = tuple(key for ask in ASKS if (key := _text(context, "widgets", ask, "Digits")))
    keys = pressed if noted not in ANSWERS or ANSWERS[noted] in pressed else (*pressed, ANSWERS[noted])
    then = next(((key, then) for ask, key in AFTER.items() if (then := _text(context, "widgets", ask, "Digits"))), None)
    return Heard(keys, noted, _text(context, "flow", "data", "call"), then)


def _text(value: object, *path: str) -> str:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def became(run: Execution, said: Heard, *, more: bool = False) -> Receipt:
    """What has become of a call. `Accepted`: it is still under way, and no key that means anything was pressed.

    `more`: more is said after key 1, so that another key may follow until it is over.
    """
    if any(key in ANSWERS.values() for key in said.keys):
        awaits = more and run.active and MORE_AFTER in said.keys
        return Accepted(provider_id=run.sid) if awaits else Delivered()
    if run.active:
        return Accepted(provider_id=run.sid)
    if said.keys:
        return Unanswered(because=f"key {said.keys[-1]} was pressed, which means nothing")
    return Unanswered(because=ENDED.get(said.answer, PUT_DOWN))


_NUMBER = {
    13223: "not a telephone number",
    13224: "not a telephone number",
    21211: "not a telephone number",
    21217: "not a telephone number",
    21214: "the number cannot be called",
    21216: "Twilio may not call this number",
}
_REGION = frozenset({13227, 21215})
_SENDER = {
    21210: "our own number may not make calls",
    21212: "our own number is not valid",
    21213: "our own number is missing",
    21606: "our own number does not belong to this Twilio account",
}
_CREDIT = frozenset({402, 10001, 20005, 90010})
_CREDENTIALS = frozenset({20003, 20006, 20403})


def fault_of(failed: Failed) -> tuple[Fault, str] | None:
    """What a person must mend in the Twilio account, and why; None if the account is not to blame."""
    if failed.code in _CREDIT or failed.status == 402:
        return "call credit", "the Twilio account that makes the calls has no credit"
    if failed.code in _SENDER:
        return "call sender", _SENDER[failed.code]
    if failed.code in _CREDENTIALS or failed.status in (401, 403):
        return "call credentials", "Twilio does not accept the account and token for calls"
    if failed.status == 404:
        return "call flow", "the Twilio account has no such Studio flow"
    return None


def not_taken(failed: Failed, tried: int) -> TryAgain | Refused:
    """What it means that Twilio did not take a call. `tried` is how often in a row that was so for this number."""
    if failed.code in _NUMBER:
        return Refused(because=_NUMBER[failed.code], code=failed.code)
    if failed.code in _REGION:
        return Refused(because="the Twilio account may not call this country", code=failed.code, fault="region")
    if fault := fault_of(failed):
        return TryAgain(because=fault[1], code=failed.code or failed.status, after=ACCOUNT_AFTER, unreachable=True)
    if failed.status is None:
        return TryAgain(because=failed.message, after=back_off(tried))
    if failed.status == 409:
        return TryAgain(because="another call to it is still under way", code=409, after=UNDER_WAY_AFTER)
    because = f"Twilio answered {failed.status}: {failed.message[:120]}"
    broken = failed.status >= 500
    return TryAgain(because=because, code=failed.status if broken else failed.code, after=back_off(tried))


def flow_fault(flow: Flow) -> str:
    """Why no call can be made through the flow as it is; nothing if one can."""
    if flow.lacks:
        return f"the Studio flow is not the one of carehub: it has no {', '.join(flow.lacks)}"
    return "" if flow.published else "the Studio flow is not published"
