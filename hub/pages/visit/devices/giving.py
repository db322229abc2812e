"""A device is given its place, takes a broken one's, or leaves: settings first, the hub told, zigbee2mqtt last."""

from functools import partial

from msgspec import Struct

from connectors.zigbee2mqtt.calling import call
from connectors.zigbee2mqtt.pairing_words import Trouble
from hub.core import uses
from hub.model.errors import CarehubError
from hub.model.events import Listed
from hub.model.household import Device
from hub.model.ids import DeviceId
from hub.pages.meanwhile import meanwhile
from hub.pages.site import Site
from hub.pages.visit.devices.changing import changed, key_file, put_key
from hub.pages.visit.devices.entry import Entry
from hub.pages.visit.devices.sitting import Sitting, Sittings
from hub.settings.writing import added, possible, removed, replaced


class Given(Struct, frozen=True, kw_only=True):
    """What became of it. `wrong`: why nothing was changed. `says`: what did not work besides, if anything."""

    device: DeviceId = DeviceId("")
    wrong: str = ""
    says: str = ""


async def give(place: Site, sitting: Sitting | None, listed: Listed, made: Entry, who: str) -> Given:
    """Write it into the settings, and let zigbee2mqtt call it by its name."""
    device, file = made.device, key_file(place, made.device.id)
    try:
        if made.key is not None:
            await meanwhile(partial(put_key, file, made.key, place.file))
        edit = partial(added, device=device, room=made.room)
        hub = await changed(place, edit, who, "gave a device its place")
    except (CarehubError, OSError) as error:
        return Given(wrong=f"{error}")
    trouble = (
        None if sitting is None or uses.is_bluetooth(listed) else await call(sitting.pairing, device.id, device.name)
    )
    return Given(device=device.id, says=_told(hub, trouble))


async def replace(place: Site, sitting: Sitting | None, old: Device, new: Listed, who: str) -> Given:
    """Write that the new one has the place of the old one, whose history goes on; zigbee2mqtt forgets the old one."""
    address = DeviceId(new.address)
    try:
        edit = partial(replaced, old=old.id, new=address)
        hub = await changed(place, edit, who, "replaced a device")
    except CarehubError as error:
        return Given(wrong=f"{error}")
    trouble = None
    if sitting is not None and not uses.is_bluetooth(new):
        listed = sitting.pairing.find(old.id)
        trouble = None if listed is None else await sitting.pairing.remove(listed.address, force=True)
        trouble = trouble or await call(sitting.pairing, address, old.name)
    return Given(device=address, says=_told(hub, trouble))


async def remove(place: Site, sittings: Sittings, device: Device, who: str, *, force: bool) -> Given:
    """Take it out of zigbee2mqtt, then out of the settings: what cannot be changed there stays here too."""
    edit = partial(removed, device=device.id)
    try:
        await meanwhile(partial(possible, place.file, edit))
        trouble = await _forgotten(place, sittings, device, force=force)
        if trouble is not None:
            return Given(wrong=f"{trouble.says}. {trouble.do}")
        hub = await changed(place, edit, who, "took a device out")
    except CarehubError as error:
        return Given(wrong=f"{error}")
    return Given(device=device.id, says=_told(hub, None))


async def _forgotten(place: Site, sittings: Sittings, device: Device, *, force: bool) -> Trouble | None:
    settings = place.settings
    mqtt = settings.mqtt
    if mqtt is None or not mqtt.zigbee2mqtt or settings.source(device.id) != "zigbee2mqtt":
        return None
    sitting = await sittings.begun(place.file, settings, mqtt, place.now)
    if not sitting.reached:
        return None if force else sitting.view.troubles[-1]
    listed = sitting.pairing.find(device.id)
    return None if listed is None else await sitting.pairing.remove(listed.address, force=force)


def _told(hub: str, trouble: Trouble | None) -> str:
    in_zigbee = "" if trouble is None else f"In zigbee2mqtt: {trouble.says}. {trouble.do}"
    return " ".join(each for each in (f"{hub[:1].upper()}{hub[1:]}." if hub else "", in_zigbee) if each)
