"""What a page shows of devices that join, made of what happens to them one thing after the other. Pure."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal

from msgspec import Struct, structs

from connectors.zigbee2mqtt.bridge import Progress
from connectors.zigbee2mqtt.pairing_words import (
    NEARER,
    Closed,
    Happening,
    Heard,
    InterviewFailed,
    Interviewing,
    Joined,
    Left,
    Opened,
    Ready,
    Trouble,
    Unsupported,
)
from hub.model.events import Listed, Said
from hub.model.ids import DeviceId

Stage = Literal["joined", "asked", "ready", "unusable", "failed", "left"]
MOST_TROUBLES = 3
"""Troubles that a page shows: the newest, for an older one may be over."""
MOST_SHOWN = 60
"""Devices on one page. Nobody pairs more at a visit; a stick that goes mad must not fill the memory."""


class Newcomer(Struct, frozen=True, kw_only=True):
    """A device that joined, or was there before and says hello (`before`).

    `device`: what it is, once it is known. `do`: what a person can do if it is of no use. `heard`: when it last spoke
    for itself, and `said` what.
    """

    address: DeviceId
    name: str
    stage: Stage
    before: bool = False
    device: Listed | None = None
    guessed: bool = False
    do: str = ""
    heard: datetime | None = None
    said: tuple[Said, ...] = ()


class View(Struct, frozen=True, kw_only=True):
    """All of it. `until`: new devices may join until then; None: the network is closed."""

    until: datetime | None = None
    newcomers: dict[DeviceId, Newcomer] = {}
    troubles: tuple[Trouble, ...] = ()

    def after(self, what: Happening, at: datetime) -> "View":
        """The view once this has happened."""
        match what:
            case Opened():
                return structs.replace(self, until=what.until, troubles=())
            case Closed():
                return structs.replace(self, until=None)
            case Trouble():
                return structs.replace(self, troubles=(*self.troubles, what)[-MOST_TROUBLES:])
            case _:
                return self._with(_newcomer(what, self.newcomers.get(_address(what)), at))

    def knows(self, devices: Iterable[Listed], progress: Mapping[DeviceId, Progress]) -> "View":
        """The view with devices that were paired before, as zigbee2mqtt lists them and is with each."""
        view = self
        for each in devices:
            if each.address not in view.newcomers:
                view = view._with(_from_before(each, progress.get(each.address)))
        return view

    def _with(self, newcomer: Newcomer) -> "View":
        if newcomer.address not in self.newcomers and len(self.newcomers) >= MOST_SHOWN:
            return self
        return structs.replace(self, newcomers={**self.newcomers, newcomer.address: newcomer})


def _from_before(device: Listed, at: Progress | None) -> Newcomer:
    """One whose pairing was not seen: at an earlier visit it may have been left before it had said what it is."""
    name, address = device.name, device.address
    if at is None or at.interviewed:
        return Newcomer(address=address, name=name, stage="ready", before=True, device=device)
    if at.failed:
        return Newcomer(address=address, name=name, stage="failed", before=True, do=NEARER)
    return Newcomer(address=address, name=name, stage="asked", before=True)


_OfDevice = Joined | Interviewing | Ready | Unsupported | InterviewFailed | Left | Heard


def _address(what: _OfDevice) -> DeviceId:
    return what.device.address if isinstance(what, Ready | Unsupported) else what.address


def _newcomer(what: _OfDevice, known: Newcomer | None, at: datetime) -> Newcomer:
    name = what.device.name if isinstance(what, Ready | Unsupported) else what.name
    before = structs.replace(known or Newcomer(address=_address(what), name=name, stage="joined"), name=name)
    match what:
        case Joined():
            stage: Stage = before.stage if what.before and known is not None else "joined"
            return structs.replace(before, stage=stage, before=what.before, do="")
        case Interviewing():
            return structs.replace(before, stage="asked", do="")
        case Ready():
            return structs.replace(before, stage="ready", device=what.device, guessed=what.guessed, do="")
        case Unsupported():
            return structs.replace(before, stage="unusable", device=what.device, do=what.do)
        case InterviewFailed():
            return structs.replace(before, stage="failed", do=what.do)
        case Left():
            return structs.replace(before, stage="left", do="")
        case Heard():
            return structs.replace(before, heard=at, said=what.said)
