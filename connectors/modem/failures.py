"""What an error of ModemManager means for a text: it may go later, or never. Pure.

Trouble with the modem, the SIM or the network is `TryAgain` and marked `unreachable`: a second way out, or the next
rung, need not wait, and the text goes by the modem if it is mended while the text is still true. Only a number that is
no number is refused for good.
"""

from typing import Literal

from msgspec import Struct

from connectors.modem.words import ERROR
from hub.model.effects import Receipt, Refused, TryAgain

Blame = Literal["modem", "sim", "network", "access", "text", "number", "busy"]

LATER: dict[Blame, float] = {
    "modem": 10.0, "sim": 10.0, "network": 10.0, "access": 10.0, "text": 60.0, "busy": 2.0,
}  # fmt: skip
"""Seconds until the next try. Asking a modem costs nothing, and an alarm text lives 10 minutes only."""
LONGEST = 100
"""Letters of another program's own words that are passed on: they may end up in a text to somebody's phone."""
DID_NOT_GO = 1
"""The receipt's code where ModemManager gives no number: it says for certain that the text did not leave."""


class Failed(Struct, frozen=True):
    """A question to the bus that was not answered well. `name` is the D-Bus error's; empty: no answer at all."""

    name: str
    text: str = ""

    @property
    def unsure(self) -> bool:
        """True if what was asked for may have been done all the same."""
        return not self.name or self.word in _UNSURE

    @property
    def word(self) -> str:
        """The error without its family's name: "MobileEquipment.SimPin" or "ServiceUnknown"."""
        return self.name.removeprefix(ERROR).removeprefix("org.freedesktop.DBus.Error.")

    @property
    def gone(self) -> bool:
        """True if what was asked is not there (any more)."""
        return self.word in _GONE


_UNSURE = frozenset({
    "NoReply", "Timeout", "TimedOut", "Disconnected", "Core.Timeout", "Core.Cancelled", "Core.Aborted",
    "Serial.ResponseTimeout", "Serial.SendTimeout", "MobileEquipment.NetworkTimeout", "Message.NetworkTimeout",
})  # fmt: skip
"""ModemManager went away, or the modem or the network did not say whether they had done it."""
_GONE = frozenset({"UnknownObject", "UnknownMethod", "UnknownInterface", "Core.NotFound"})

NO_BUS = Failed("no bus")
"""The system's message bus itself cannot be reached."""

_SIM_MISSING, _SIM_PIN, _SIM_PUK = "the SIM is missing", "the SIM asks for a PIN", "the SIM asks for its PUK"
_BROKEN = "the SIM cannot be read"
_NO_NETWORK = "no network here"
_NOT_WANTED = "the network does not accept this SIM"
_FULL = "the modem's storage is full"
_BARRED = "the network takes no texts from this SIM (often: no credit)"

_MEANS: dict[str, tuple[Blame, str]] = {
    "MobileEquipment.SimNotInserted": ("sim", _SIM_MISSING),
    "Message.SimNotInserted": ("sim", _SIM_MISSING),
    "MobileEquipment.SimPin": ("sim", _SIM_PIN),
    "Message.SimPin": ("sim", _SIM_PIN),
    "MobileEquipment.IncorrectPassword": ("sim", "the PIN is wrong"),
    "MobileEquipment.SimPuk": ("sim", _SIM_PUK),
    "Message.SimPuk": ("sim", _SIM_PUK),
    "MobileEquipment.SimFailure": ("sim", _BROKEN),
    "Message.SimFailure": ("sim", _BROKEN),
    "MobileEquipment.SimWrong": ("sim", "the modem does not accept this SIM"),
    "Message.SimWrong": ("sim", "the modem does not accept this SIM"),
    "MobileEquipment.SimBusy": ("busy", "the SIM is busy"),
    "Message.SimBusy": ("busy", "the SIM is busy"),
    "Core.WrongSimState": ("sim", "the SIM is not ready"),
    "MobileEquipment.NoNetwork": ("network", _NO_NETWORK),
    "Message.NoNetwork": ("network", _NO_NETWORK),
    "MobileEquipment.NetworkTimeout": ("network", "the network did not answer"),
    "Message.NetworkTimeout": ("network", "the network did not answer"),
    "MobileEquipment.NetworkNotAllowed": ("network", _NOT_WANTED),
    "MobileEquipment.NotAllowedEmergencyOnly": ("network", _NOT_WANTED),
    "MobileEquipment.ImsiUnknownInHss": ("network", _NOT_WANTED),
    "MobileEquipment.IllegalUe": ("network", _NOT_WANTED),
    "MobileEquipment.IllegalMe": ("network", "the network does not accept this modem"),
    "MobileEquipment.CallBarred": ("network", _BARRED),
    "MobileEquipment.OperatorDeterminedBarring": ("network", _BARRED),
    "MobileEquipment.FixedDialNumberOnly": ("sim", "the SIM may reach only the numbers stored on it"),
    "Message.SmscAddressUnknown": ("sim", "the SIM does not know its message centre"),
    "MobileEquipment.Unknown": ("network", _BARRED),
    "Message.Unknown": ("network", _BARRED),
    "Message.NotAllowed": ("network", _BARRED),
    "MobileEquipment.MemoryFull": ("modem", _FULL),
    "Message.MemoryFull": ("modem", _FULL),
    "MobileEquipment.DialStringInvalid": ("number", "not a telephone number"),
    "MobileEquipment.DialStringTooLong": ("number", "not a telephone number"),
    "Message.InvalidTextParameter": ("text", "the modem does not take these words"),
    "Message.InvalidPduParameter": ("text", "the modem does not take this text"),
    "MobileEquipment.TextTooLong": ("text", "the text is too long"),
    "MobileEquipment.InvalidChars": ("text", "the modem does not take these words"),
    "Core.InvalidArgs": ("text", "the modem does not take this text"),
    "Core.Unsupported": ("modem", "this modem cannot send texts"),
    "Message.NotSupported": ("modem", "this modem cannot send texts"),
    "Core.Unauthorized": ("access", "the hub's user may not use the modem"),
    "AccessDenied": ("access", "the hub's user may not use the modem"),
    "InteractiveAuthorizationRequired": ("access", "the hub's user may not use the modem"),
    "Core.WrongState": ("modem", "the modem is not ready"),
    "Core.InProgress": ("busy", "the modem is busy"),
    "Core.Retry": ("busy", "the modem is busy"),
    "Core.Throttled": ("busy", "the modem is busy"),
    "Message.SmsServiceReserved": ("busy", "the modem is busy"),
    "Core.Failed": ("modem", "the modem could not send it"),
    "Message.MeFailure": ("modem", "the modem could not send it"),
    "UnknownObject": ("modem", "the modem has gone"),
    "UnknownMethod": ("modem", "the modem has gone"),
    "UnknownInterface": ("modem", "the modem has gone"),
    "Core.NotFound": ("modem", "the modem has gone"),
    "ServiceUnknown": ("modem", "ModemManager does not run"),
    "NameHasNoOwner": ("modem", "ModemManager does not run"),
    "NoReply": ("modem", "ModemManager does not answer"),
    "Serial.ResponseTimeout": ("modem", "the modem does not answer"),
    "Serial.SendTimeout": ("modem", "the modem does not answer"),
    "Core.Timeout": ("modem", "the modem does not answer"),
    "Core.Cancelled": ("modem", "the modem broke it off"),
    "Core.Aborted": ("modem", "the modem broke it off"),
    "no bus": ("modem", "the system's message bus (D-Bus) does not answer"),
}
"""The last words of an error -> who is to blame, and why (ModemManager-errors.h; 3GPP TS 27.005 and 27.007)."""


def blame(failed: Failed) -> tuple[Blame, str]:
    """Who is to blame, and why, in half a sentence."""
    if not failed.name:
        return "modem", "ModemManager does not answer"
    if failed.word.startswith(("Spawn.", "org.freedesktop.systemd1.")):
        return "modem", "ModemManager does not run"
    known = _MEANS.get(failed.word)
    return known or ("modem", f"the modem says: {failed.text or failed.word}"[:LONGEST])


def receipt(failed: Failed) -> Receipt:
    """What becomes of a text that was not taken. Without a code nobody knows whether it left."""
    who, because = blame(failed)
    if who == "number":
        return Refused(because=because)
    if failed.unsure:
        return TryAgain(because=because, after=LATER["busy"], way_fails=True)
    return did_not_go(because, LATER[who], unreachable=who != "busy")


def did_not_go(because: str, after: float = LATER["modem"], *, unreachable: bool = True) -> TryAgain:
    """A text that has certainly not left. `unreachable`: nor would the next, so nobody need wait for it."""
    return TryAgain(because=because, code=DID_NOT_GO, after=after, unreachable=unreachable, way_fails=True)
