"""Texts as ModemManager keeps them: what came, what was sent, and what the network reports. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from msgspec import Struct

from connectors.modem.words import SMS_PATH, Pdu, SmsState
from hub.model.effects import Accepted, Delivered, Receipt, Refused, Text, TryAgain

OURS = "modem:"
"""How the provider's id of a text begins that left by the modem."""
NO_REFERENCE = "-"

PHONE_OFF_AFTER = 60.0
"""Seconds: a phone that is off or out of reach is seldom back sooner."""

_GIVEN_UP = {
    0x41: "the number takes no texts",
    0x43: "the number cannot be reached",
    0x46: "the phone was off until the text was too old",
}
_STILL_TRYING = range(0x20, 0x40)
_FAILED = range(0x40, 0x80)
"""3GPP TS 23.040, 9.2.3.15: the network still tries; it has given up. Below: it arrived. Above: not its codes."""


class Message(Struct, frozen=True, kw_only=True):
    """One text of ModemManager's list. `sent`: the network's time. `reference`: of the text that a report is about."""

    path: str
    pdu: int
    state: int
    number: str
    text: str
    sent: datetime | None
    reference: int
    delivery: int

    @property
    def came(self) -> bool:
        """True if it is a whole text of somebody's."""
        return self.pdu == Pdu.DELIVER and self.state == SmsState.RECEIVED

    @property
    def partial(self) -> bool:
        """True if parts of it are still to come."""
        return self.state == SmsState.RECEIVING

    @property
    def report(self) -> bool:
        """True if the network reports on a text of ours."""
        return self.pdu == Pdu.STATUS_REPORT and self.state != SmsState.RECEIVING

    @property
    def left(self) -> bool:
        """True if it is one of ours that was sent."""
        return self.pdu == Pdu.SUBMIT and self.state == SmsState.SENT

    @property
    def settled(self) -> bool:
        """True if nothing about it will change."""
        return self.came or self.report or self.left

    def is_of(self, text: Text) -> bool:
        """True if these are the text's words, to its number."""
        return self.text == text.body and same_number(self.number, text.number)


def message(path: str, said: Mapping[str, object]) -> Message:
    """A text, from its properties without their types."""
    return Message(
        path=path, pdu=_whole(said.get("PduType")), state=_whole(said.get("State")),
        number=_from(str(said.get("Number") or "")), text=str(said.get("Text") or ""),
        sent=_moment(str(said.get("Timestamp") or "")), reference=_whole(said.get("MessageReference")),
        delivery=_whole(said.get("DeliveryState")),
    )  # fmt: skip


def sid_of(message: Message, since: datetime) -> str:
    """The same after every restart, ours or ModemManager's: a path may be another text's by then.

    `since`: when it was first seen, for the rare network that does not say when it was sent.
    """
    told = "\0".join((message.number, (message.sent or since).isoformat(), message.text))
    return f"{OURS}{sha256(told.encode()).hexdigest()[:24]}"


def provider_id(sent: Message) -> str:
    """Our own id of a text that left: the network's reports name its reference, its object goes by its path."""
    return f"{OURS}{sent.reference}/{sent.path.removeprefix(SMS_PATH)}"


def unread_id(path: str) -> str:
    """The id of a text that left, but whose reference could not be asked: no report will be known to be about it."""
    return f"{OURS}{NO_REFERENCE}/{path.removeprefix(SMS_PATH)}"


def path_of(provider_id: str) -> str | None:
    """The path of a text that left by the modem; None if it left another way."""
    reference, _, tail = provider_id.removeprefix(OURS).partition("/")
    return f"{SMS_PATH}{tail}" if provider_id.startswith(OURS) and reference and tail else None


def reported(report: Message, waiting: tuple[tuple[Text, str], ...]) -> Text | None:
    """The text that a report is about. The network counts to 255 and begins anew: the newest is meant."""
    begins = f"{OURS}{report.reference}/"
    meant = [t for t, id_ in waiting if id_.startswith(begins) and same_number(t.number, report.number)]
    return max(meant, key=lambda text: text.at, default=None)


def fate(report: Message) -> Receipt:
    """What the network says became of a text. `Accepted` says nothing new."""
    if report.delivery < _STILL_TRYING.start:
        return Delivered()
    if report.delivery not in _FAILED:
        return Accepted()
    because = _GIVEN_UP.get(report.delivery, "the network could not deliver it")
    if report.delivery == 0x41:
        return Refused(because=because, code=report.delivery)
    return TryAgain(because=because, code=report.delivery, after=PHONE_OFF_AFTER, unreachable=True)


def same_number(one: str, other: str) -> bool:
    """True if both can be the same phone, one of them perhaps written as within its country."""
    ours, theirs = _digits(one), _digits(other)
    return ours == theirs or (len(ours) >= 9 and len(theirs) >= 9 and ours[-9:] == theirs[-9:])


def _digits(number: str) -> str:
    return "".join(each for each in number if each.isdigit())


def _from(number: str) -> str:
    return f"+{number[2:]}" if number.startswith("00") else number


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _moment(written: str) -> datetime | None:
    """ISO 8601 with its zone, as "2026-11-22T08:00:00+01"."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None
