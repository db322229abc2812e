"""Explicit tables of parts: which source reads whose kept messages."""

from hub.ports import Decoder


def decoders() -> dict[str, Decoder]:
    """Source -> how its kept messages are read."""
    from connectors.zigbee2mqtt_decode import decoder

    return {"zigbee2mqtt": decoder}
