"""Gives a device a name in zigbee2mqtt, as near as possible to the one that carers read."""

from connectors.zigbee2mqtt.pairing import Pairing
from connectors.zigbee2mqtt.pairing_words import Trouble
from hub.model.ids import DeviceId

RESERVED = frozenset({"bridge"})
"""Names under which zigbee2mqtt speaks of itself: nothing that a device says there would be heard."""


def readable(name: str) -> str:
    """A name as zigbee2mqtt and MQTT take it: no wildcard, and no slash, which would be a topic of its own."""
    plain = " ".join("".join(" " if letter in "+#/" else letter for letter in name).split()) or "device"
    return f"{plain} 1" if plain in RESERVED else plain


async def call(pairing: Pairing, device: DeviceId, name: str) -> Trouble | None:
    """Let zigbee2mqtt call the device so; with the end of its address if another one has that name."""
    wanted = readable(name)
    listed = pairing.devices.get(device)
    if listed is not None and listed.name == wanted:
        return None
    trouble = await pairing.rename(device, wanted)
    if trouble is not None and pairing.find(wanted) is not None:
        return await pairing.rename(device, f"{wanted} {device[-4:]}")
    return trouble
