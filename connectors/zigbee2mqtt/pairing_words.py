"""What happens while devices join, and what a person can do about what goes wrong. Plain data, no I/O."""

from datetime import datetime

from msgspec import Struct

from connectors.zigbee2mqtt.bridge import Answer
from hub.model.events import Listed, Said
from hub.model.ids import DeviceId


class _Happening(Struct, frozen=True, kw_only=True):
    """Something that happened while the network was open."""


class Opened(_Happening, frozen=True, kw_only=True):
    """New devices may join until then."""

    until: datetime


class Joined(_Happening, frozen=True, kw_only=True):
    """A device is there. `before`: it was paired already, and only says hello."""

    name: str
    address: DeviceId
    before: bool = False


class Interviewing(_Happening, frozen=True, kw_only=True):
    """zigbee2mqtt asks it what it is: up to a minute, in which it must stay awake."""

    name: str
    address: DeviceId


class Ready(_Happening, frozen=True, kw_only=True):
    """It can be used. `guessed`: zigbee2mqtt does not know the model, and goes by what the device says of itself."""

    device: Listed
    guessed: bool = False


class Unsupported(_Happening, frozen=True, kw_only=True):
    """It joined, and nothing that it says can be understood."""

    device: Listed
    do: str


class InterviewFailed(_Happening, frozen=True, kw_only=True):
    """It joined, and did not answer the questions."""

    name: str
    address: DeviceId
    do: str


class Left(_Happening, frozen=True, kw_only=True):
    """It left the network."""

    name: str
    address: DeviceId


class Heard(_Happening, frozen=True, kw_only=True):
    """It spoke: a message of its own with something in it that the hub can use."""

    name: str
    address: DeviceId
    said: tuple[Said, ...]


class Closed(_Happening, frozen=True, kw_only=True):
    """No new device can join any more."""


class Trouble(_Happening, frozen=True, kw_only=True):
    """Something does not work: what, and what a person can do."""

    says: str
    do: str


Happening = (
    Opened | Joined | Interviewing | Ready | Unsupported | InterviewFailed | Left | Heard | Closed | Trouble
)  # fmt: skip

NEARER = (
    "Bring it within a metre of the stick, put in a new battery, reset it as its leaflet says, and let it join again."
)
UNKNOWN_MODEL = (
    "zigbee2mqtt does not know this model. Update zigbee2mqtt, or use a model from its list of supported devices."
)
BROKER_AWAY = "Is the broker running (systemctl status mosquitto)? Are url, user and password right under [mqtt]?"
Z2M_AWAY = (
    "Is zigbee2mqtt running (systemctl status zigbee2mqtt), and is the stick plugged in? Its log says why it stopped."
)
REFUSED = (
    "The broker's access list stands in the way: carehub's user must read zigbee2mqtt/# and write "
    "zigbee2mqtt/bridge/request/#."
)
UNANSWERED = (
    "With --force it is forgotten all the same. Then reset it or take out its battery, or it may try to come back."
)
OPEN_AGAIN = "It is open again: a device that tried to join meanwhile must try once more."
BY_LOG = "Look into zigbee2mqtt's log: journalctl -u zigbee2mqtt -n 50."

WORDS: tuple[tuple[str, str, str], ...] = (
    ("is already in use", "another device or group has that name", "Choose another name."),
    ("does not exist", "zigbee2mqtt knows no such device", "Is the name or address right? Its own page lists them."),
    ("nterview of", "the device did not answer the questions", NEARER),
    ("ailed to remove", "the device did not answer when it was asked to leave", UNANSWERED),
    ("wildcard", "a name may not hold + or #", "Choose a name of letters, digits and spaces."),
    ("friendly_name", "zigbee2mqtt does not take that name", "Choose a name of letters, digits and spaces."),
    ("nvalid payload", "this zigbee2mqtt does not understand the request", "Update zigbee2mqtt to version 2."),
)  # fmt: skip
"""A part of zigbee2mqtt's error text -> what is wrong, and what to do."""

BY_REQUEST: dict[str, tuple[str, str]] = {
    "permit_join": (
        "the stick does not open the network",
        "Unplug the stick, plug it in again, restart zigbee2mqtt, and try again.",
    ),
}
"""Request -> what is wrong, and what to do, if the error text is none of those."""


def refused(request: str, answer: Answer) -> Trouble:
    """What zigbee2mqtt's refusal means to a person. Its own text is kept: somebody may have to look it up."""
    own = f"zigbee2mqtt says: {answer.because}" if answer.because else "zigbee2mqtt gave no reason"
    for part, says, do in WORDS:
        if part in answer.because:
            return Trouble(says=f"{says} ({own})", do=do)
    says, do = BY_REQUEST.get(request, ("zigbee2mqtt refused", BY_LOG))
    return Trouble(says=f"{says} ({own})", do=do)
