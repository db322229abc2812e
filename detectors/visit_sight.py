"""Could a care visit be seen at all? If not, nobody can say that it was missed."""

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct, structs

from detectors.sight import Watching
from detectors.visit_periods import Period, unseen
from hub.core.coverage import SEES
from hub.model.events import DeviceWent, LinkChanged
from hub.model.household import LINKS_TO, Settings
from hub.model.ids import DeviceId
from hub.model.visits import Visit


class Unheard(Struct, frozen=True):
    """Which devices are lost, and which links are down."""

    lost: frozenset[DeviceId] = frozenset()
    down: frozenset[str] = frozenset()


class Sight(Struct, frozen=True, kw_only=True):
    """By which devices visits are seen in this home, each with the links between it and the hub, and their names.

    `alone`: all movement is the resident's own, so that a caller shows by the door.
    """

    alone: bool
    doors: Watching
    eyes: Watching
    tags: Watching
    names: Mapping[str, str]

    def missing(self, unheard: Unheard, visit: Visit) -> str:
        """Why this visit could not be seen now; nothing if it could.

        Somebody may come without the tag: where a door tells of it, the door must be heard.
        """
        tag = {visit.tag: self.tags[visit.tag]} if visit.tag is not None and visit.tag in self.tags else {}
        if tag and not (self.alone and self.doors):
            return self._silent(unheard, tag)
        silent = self._silent(unheard, self.doors)
        if silent or not self.alone or any(_heard(unheard, *each) for each in self.eyes.items()):
            return silent
        return self._silent(unheard, self.eyes)

    def _silent(self, unheard: Unheard, devices: Watching) -> str:
        silent = next((device for device, links in devices.items() if not _heard(unheard, device, links)), None)
        return "" if silent is None else f"no word from {self.names.get(silent, silent)}"


def _heard(unheard: Unheard, device: DeviceId, links: frozenset[str]) -> bool:
    return device not in unheard.lost and not links & unheard.down


def sight_of(settings: Settings) -> Sight:
    """What there is to see visits by."""
    tags = {visit.tag for visit in settings.visits}

    def links(*, of: frozenset[str]) -> dict[DeviceId, frozenset[str]]:
        return {d.id: LINKS_TO[settings.source(d.id)] for d in settings.devices if d.use in of}

    carried = {device: between for device, between in links(of=frozenset({"tag"})).items() if device in tags}
    names = {str(d.id): d.name for d in settings.devices} | {str(room.id): room.name for room in settings.rooms}
    return Sight(
        alone=settings.alone, doors=links(of=frozenset({"exit door"})), eyes=links(of=frozenset(SEES)), tags=carried,
        names=names,
    )  # fmt: skip


def after(unheard: Unheard, event: DeviceWent | LinkChanged) -> Unheard:
    """What is not heard after a device or a link came or went. The same object if nothing changed."""
    lost, down = unheard.lost, unheard.down
    if isinstance(event, LinkChanged):
        down = down - {event.link} if event.up else down | {event.link}
    elif event.to != "late":
        lost = lost | {event.device} if event.to == "lost" else lost - {event.device}
    return unheard if (lost, down) == (unheard.lost, unheard.down) else Unheard(lost, down)


def noted(visit: Visit, period: Period, missing: str, since: datetime, at: datetime) -> Period:
    """The period, from `since` on without sight of the visit for the reason `missing`; or (none) with it again."""
    if missing and period.blind is None:
        return structs.replace(period, blind=since, why=missing)
    if not missing and period.blind is not None:
        return structs.replace(period, unseen=unseen(visit, period, at), blind=None)
    return period
